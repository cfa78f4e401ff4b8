"""The kinds of sheets: how to tell each one, how to read it, how to keep what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlmodel import Session

from kfond.catalogue.actions import CatalogueChange, record_catalogue, record_held
from kfond.catalogue.frequency import Kind, read_frequency
from kfond.cells import Quality, Reading
from kfond.db.log import CellKeeper
from kfond.importers import Asked, care, catalogue, held, lists, people, staffing
from kfond.importers.costs_told import costs_told
from kfond.lists.actions import Difference, record_rows
from kfond.lists.kinds import KINDS, ROWS_OF_CARE, ListKind, Type, list_kind
from kfond.lists.rows import Row
from kfond.messages import Message, say, say_count
from kfond.models import Batch, SheetNote
from kfond.placements.daily_amounts import amounts_in, faults_of
from kfond.placements.keeping import record_rows_of_care
from kfond.staffing.actions import record_returns
from kfond.staffing.counting import Turnover, record_people
from kfond.staffing.returns import Definition
from kfond.workbook import Sheet


@dataclass(frozen=True, slots=True)
class Importer:
    """A kind of sheet.

    `fit` says how many of its headings or labels a sheet has, 0 where it is another kind. Kinds that hold
    persons look after identity numbers themselves; on every other sheet one stops the file.
    """

    kind: str
    label: Message
    fit: Callable[[Sheet, Asked], int]
    read: Callable[[Sheet, Asked], Any]
    keep: Callable[[Session, Batch, CellKeeper, Any], Message]
    holds_persons: bool = False


def _keep_staffing(
    session: Session, batch: Batch, cells: CellKeeper, read: staffing.StaffingSheet
) -> Message:
    changes = record_returns(session, _key(batch), cells, read.returns)
    session.add_all(
        SheetNote(batch_id=_key(batch), kind="footnote", subject="staffing", cell_id=cells.key_of(note))
        for note in read.notes
    )
    columns = [answer for answer in read.returns if answer.definition is Definition.TABLE]
    kinds = Counter(_sureness(figure.reading) for answer in columns for figure in answer.figures)
    assert read.as_of is not None
    return say(
        "staff as of {day} (from {known_from}): {columns} in {municipalities}; {cells}: {certain} certain, "
        "{approximate} approximate, {missing} not stated, {review} to review{changes}",
        day=read.as_of.day.isoformat(),
        known_from=read.as_of.known_from,
        columns=say_count("{count} column", "{count} columns", len(columns)),
        municipalities=_municipalities(len({answer.municipality_code for answer in columns})),
        cells=say_count("{count} cell", "{count} cells", kinds.total()),
        certain=kinds["certain"],
        approximate=kinds["approximate"],
        missing=kinds["missing"],
        review=kinds["review"],
        changes=_changed(changes),
    )


def _municipalities(count: int) -> Message:
    return say_count("{count} municipality", "{count} municipalities", count)


def _changed(changes: Sequence[Any]) -> Message:
    if not changes:
        return Message("")
    shown = tuple(
        say(
            "{municipality} {cell} “{before}” → “{after}”",
            municipality=change.municipality,
            cell=change.after.place.cell,
            before=change.before.verbatim,
            after=change.after.verbatim,
        )
        for change in changes
    )
    return say_count(
        "; {count} cell differs from the sheet before: {shown}",
        "; {count} cells differ from the sheet before: {shown}",
        len(changes),
        shown=shown,
    )


def _sureness(reading: Reading) -> str:
    if reading.review:
        return "review"
    if reading.quality is Quality.MISSING:
        return "missing"
    return "certain" if reading.quality is Quality.EXACT else "approximate"


def _keep_catalogue(
    session: Session, batch: Batch, cells: CellKeeper, read: catalogue.CatalogueSheet
) -> Message:
    assert read.as_of is not None
    change = record_catalogue(session, _key(batch), cells, read.lines, read.needs, read.as_of.day)
    frequencies = [read_frequency(line.frequency) for line in read.lines]
    unclear = sum(f.kind is Kind.UNCLEAR for f in frequencies)
    unstated = sum(f.kind is Kind.UNSPECIFIED for f in frequencies)
    return say(
        "course catalogue from {day} (from {known_from}): {lines}, {needs} without a course; "
        "{unstated} without a frequency{unclear}{change}",
        day=read.as_of.day.isoformat(),
        known_from=read.as_of.known_from,
        lines=say_count("{count} course line", "{count} course lines", len(read.lines)),
        needs=say_count("{count} need", "{count} needs", len(read.needs)),
        unstated=unstated,
        unclear=_if_any(unclear, say(", {count} with one that cannot be understood", count=unclear)),
        change=_catalogue_change(change),
    )


def _catalogue_change(change: CatalogueChange) -> Message:
    if change.is_first:
        return Message("")
    shown = tuple(f"{course} “{before}” → “{after}”" for course, before, after in change.frequencies)
    return say(
        "; against the catalogue in force: {added} added, {gone} gone, {changed} with another frequency{shown}",
        added=change.added,
        gone=change.gone,
        changed=len(shown),
        shown=Message(" ({list})", {"list": shown}) if shown else Message(""),
    )


def _keep_held(session: Session, batch: Batch, cells: CellKeeper, read: held.HeldSheet) -> Message:
    record_held(session, _key(batch), cells, read.held, read.totals, read.reservations)
    counted = sum(course.participations.number for course in read.held if course.participations)
    years = f"{read.held[0].first_year}–{read.held[0].last_year}" if read.held else ""
    return say(
        "courses held {years}: {courses}, {participations} participations in all",
        years=years,
        courses=say_count("{count} course", "{count} courses", len(read.held)),
        participations=counted,
    )


def _keep_list(session: Session, batch: Batch, cells: CellKeeper, read: lists.ListSheet) -> Message:
    difference = record_rows(session, batch, cells, read.kind, read.rows)
    session.add_all(
        SheetNote(batch_id=_key(batch), kind="footnote", subject=read.kind.key, cell_id=cells.key_of(note))
        for note in read.notes
    )
    review = sum(value.reading.review for row in read.rows for value in row.values)
    return say(
        "{kind}: {rows}{where}{period}; {review} to review{difference}{costs}",
        kind=LABELS[read.kind.key],
        rows=say_count("{count} row", "{count} rows", len(read.rows)),
        where=_if_any(
            len(read.codes), say(" in {municipalities}", municipalities=_municipalities(len(read.codes)))
        ),
        period=_period(read.rows),
        review=review,
        difference=_list_difference(difference),
        costs=costs_told(session) if read.kind.key in ("daily_amounts", "placement_costs") else Message(""),
    )


def _keep_care(session: Session, batch: Batch, cells: CellKeeper, read: lists.ListSheet) -> Message:
    record_rows_of_care(session, batch, cells, read.kind.key, read.rows, read.headings)
    return say(
        "{kind}: {rows}{where}{period}; of what the rows say only days, kinds and keys are kept",
        kind=LABELS[read.kind.key],
        rows=say_count("{count} row", "{count} rows", len(read.rows)),
        where=_if_any(
            len(read.codes), say(" in {municipalities}", municipalities=_municipalities(len(read.codes)))
        ),
        period=_period(read.rows),
    )


def _keep_people(session: Session, batch: Batch, cells: CellKeeper, read: people.PeopleSheet) -> Message:
    assert read.people is not None and read.as_of is not None
    turnover = record_people(session, _key(batch), cells, read.people)
    return say(
        "list of staff as of {day} (from {known_from}): {persons}{vacant} in {municipalities}; {doubtful} to review"
        "{outside}{turnover}",
        day=read.as_of.day.isoformat(),
        known_from=read.as_of.known_from,
        persons=say_count("{count} person", "{count} persons", read.persons),
        vacant=_if_any(
            read.vacant, say_count(" and {count} vacant post", " and {count} vacant posts", read.vacant)
        ),
        municipalities=_municipalities(len(read.codes)),
        doubtful=say_count("{count} cell", "{count} cells", read.doubtful),
        outside=_if_any(
            read.outside,
            say_count(
                "; {count} row of an administrator or supervisor, not counted among the posts",
                "; {count} rows of administrators and supervisors, not counted among the posts",
                read.outside,
            ),
        ),
        turnover=_turnover(turnover),
    )


def _turnover(found: Turnover) -> Message:
    since = (
        say(
            "; against the list of {day}: {added} new, {gone} gone",
            day=found.since.isoformat(),
            added=found.added,
            gone=found.gone,
        )
        if found.since and (found.added or found.gone)
        else Message("")
    )
    elsewhere = _if_any(
        found.elsewhere,
        say_count(
            "; {count} person is in the list of another municipality too and counted in both",
            "; {count} persons are in the list of another municipality too and counted in both",
            found.elsewhere,
        ),
    )
    return Message("{since}{elsewhere}", {"since": since, "elsewhere": elsewhere})


def _if_any(count: int, message: Message) -> Message:
    return message if count else Message("")


def _period(rows: Sequence[Row]) -> Message:
    days = [day for row in rows for day in (row.first_day, row.last_day) if day]
    if not days:
        return Message("")
    return say(", {first} to {last}", first=min(days).isoformat(), last=max(days).isoformat())


def _list_difference(difference: Difference) -> Message:
    beside = say_count(
        "; {count} row of the earlier file of that name is not in this one and still holds",
        "; {count} rows of the earlier file of that name are not in this one and still hold",
        len(difference.beside),
    )
    if difference.is_none:
        return beside if difference.beside else Message("")
    shown = tuple(
        say(
            "{cell} “{before}” → “{after}”",
            cell=after.place.cell,
            before=before.verbatim,
            after=after.verbatim,
        )
        for before, after in difference.changed
    )
    return say(
        "; against what was known: {added} new, {gone} gone, {changed} changed{shown}{beside}",
        added=difference.added,
        gone=len(difference.gone),
        changed=len(difference.changed),
        beside=beside if difference.beside else Message(""),
        shown=Message(" ({list})", {"list": shown}) if shown else Message(""),
    )


def _key(batch: Batch) -> int:
    assert batch.id is not None, "a batch is kept before what it owns"
    return batch.id


LABELS: dict[str, Message] = {
    "participations": say("participations"),
    "local_training": say("training of the municipality's own"),
    "interviews": say("interviews"),
    "placements": say("placements"),
    "placement_costs": say("costs of placements"),
    "daily_amounts": say("amounts a care day"),
    "workload": say("workload"),
    "comparisons": say("programmes of other regions"),
    "indicators": say("indicators"),
    "needs": say("seats asked for"),
    "movements": say("leavers and hires"),
    "prices": say("course prices"),
    "trainers": say("trainers"),
    "commitments": say("commitments to packages"),
    "releases": say("seats given back"),
    "limits": say("limits of the municipalities"),
    "breaks": say("school breaks"),
    "material": say("films, guides and web courses"),
    "placement_rows": say("placements row by row"),
    "home_rows": say("foster homes row by row"),
    "referral_rows": say("referrals row by row"),
    "activities": say("what was done in the year"),
    "points": say("measurement points and plan points"),
    "surveys": say("surveys by question"),
    "homes": say("foster homes"),
    "referrals": say("referrals"),
    "closing_interviews": say("closing interviews"),
    "fund_costs": say("costs of projects and funds"),
}


def _list_importer(key: str) -> Importer:
    kind = list_kind(key)
    return Importer(
        key,
        LABELS[key],
        partial(_fit_list, kind),
        partial(_read_amounts if key == "daily_amounts" else _read_list, kind),
        _keep_list,
        holds_persons=any(field.type is Type.PERSON for field in kind.fields),
    )


def _care_importer(key: str) -> Importer:
    kind = list_kind(key)
    return Importer(key, LABELS[key], partial(_fit_list, kind), partial(_read_care, kind), _keep_care)


def _read_care(kind: ListKind, sheet: Sheet, asked: Asked) -> lists.ListSheet:
    return care.read(sheet, kind, asked)


def _fit_list(kind: ListKind, sheet: Sheet, asked: Asked) -> int:
    return lists.fit(sheet, kind, asked)


def _read_list(kind: ListKind, sheet: Sheet, asked: Asked) -> lists.ListSheet:
    return lists.read(sheet, kind, asked)


def _read_amounts(kind: ListKind, sheet: Sheet, asked: Asked) -> lists.ListSheet:
    """A list of amounts a day; where two hold on a day, or none on a day between, that is a problem."""
    read = lists.read(sheet, kind, asked)
    return replace(read, problems=(*read.problems, *faults_of(amounts_in(read.rows))))


IMPORTERS = (
    Importer(staffing.KIND, say("staff"), staffing.fit, staffing.read, _keep_staffing),
    Importer(catalogue.KIND, say("course catalogue"), catalogue.fit, catalogue.read, _keep_catalogue),
    Importer(held.KIND, say("courses held"), held.fit, held.read, _keep_held),
    Importer(people.KIND, say("list of staff"), people.fit, people.read, _keep_people, holds_persons=True),
    *(_list_importer(key) for key in KINDS),
    *(_care_importer(key) for key in ROWS_OF_CARE),
)
"""Every kind of sheet, in the order in which the program names them."""
NAMES: dict[str, Message] = {importer.kind: importer.label for importer in IMPORTERS}
"""What each kind of sheet is called."""
