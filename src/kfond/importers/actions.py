"""Taking a workbook in: each sheet by the importer that knows it, all of the file in one batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from kfond.catalogue.actions import CatalogueChange, record_catalogue, record_held
from kfond.catalogue.actions import is_overtaken as catalogue_overtaken
from kfond.catalogue.frequency import Kind, read_frequency
from kfond.cells import Quality, Reading
from kfond.db.log import CellKeeper, batch_with, new_batch
from kfond.db.settings import settings_of
from kfond.errors import ExitCode, Problem, Refusal
from kfond.importers import Asked, catalogue, held, staffing
from kfond.messages import Message, say, say_count
from kfond.models import Batch, SheetNote
from kfond.privacy import has_identity_number
from kfond.provenance import Place
from kfond.registry.actions import association_of, municipalities
from kfond.staffing.actions import is_overtaken as staff_overtaken
from kfond.staffing.actions import record_returns, staffing_notices
from kfond.staffing.returns import MEASURES, Definition, Return
from kfond.workbook import Sheet, Workbook


@dataclass(frozen=True, slots=True)
class Importer:
    """A kind of sheet: how to tell it, how to read it, how to keep what was read."""

    kind: str
    label: Message
    recognises: Callable[[Sheet], bool]
    read: Callable[[Sheet, Asked], Any]
    keep: Callable[[Session, int, CellKeeper, Any], Message]


@dataclass(frozen=True, slots=True)
class SheetRead:
    """One sheet as understood: its kind, and a line that says what came out of it."""

    sheet: str
    kind: str
    summary: Message


@dataclass(frozen=True, slots=True)
class Imported:
    """A file as kept. `batch` is None where the same content was kept before (then `earlier` is its batch)."""

    file: str
    batch: Batch | None
    earlier: int | None
    sheets: tuple[SheetRead, ...]
    notices: tuple[Message, ...]
    association: str


def import_workbook(session: Session, workbook: Workbook, asked: Asked, strict: bool = False) -> Imported:
    """Keeps every recognised sheet of a workbook as one batch; the same content again changes nothing.

    Raises Refusal (exit 3) with every problem of the file. `strict` makes cells for review problems too.
    """
    before = batch_with(session, workbook.sha256)
    if before and before.id and not _is_overtaken(session, before.id):
        if asked.as_of or asked.area:
            raise Refusal(ExitCode.DATA, _already_kept(workbook, before.id))
        return Imported(workbook.file, None, before.id, (), (), "")
    personal = _identity_numbers(workbook)
    if personal:  # told alone: the words of another problem could repeat the number
        raise Refusal(ExitCode.DATA, *personal)
    recognised = [(sheet, _importer_of(sheet)) for sheet in workbook.sheets]
    known = [(sheet, importer) for sheet, importer in recognised if importer]
    if not known:
        raise Refusal(ExitCode.DATA, _nothing_recognised(workbook))
    found = [(sheet, importer, importer.read(sheet, asked)) for sheet, importer in known]
    problems = [problem for _, _, read in found for problem in read.problems]
    problems = problems or _stated_twice(found)
    if strict:
        problems += [problem for _, _, read in found for problem in _doubts(read)]
    if problems:
        raise Refusal(ExitCode.DATA, *problems)
    returns = [
        answer for _, importer, read in found if importer.kind == staffing.KIND for answer in read.returns
    ]
    findings = staffing_notices(session, returns)
    batch, cells = new_batch(session, workbook.file, workbook.sha256)
    assert batch.id is not None
    batch.kinds = ",".join(dict.fromkeys(importer.kind for _, importer in known))
    sheets = tuple(
        SheetRead(sheet.name, importer.kind, importer.keep(session, batch.id, cells, read))
        for sheet, importer, read in found
    )
    association = association_of(session, {answer.municipality_code for answer in returns})
    notices = (
        *workbook.notices,
        *(
            say("The sheet “{sheet}” was not recognised and not read.", sheet=sheet.name)
            for sheet, importer in recognised
            if importer is None
        ),
        *(notice for _, importer, read in found if importer.kind == staffing.KIND for notice in _gaps(read)),
        *_membership_notices(session, association.key if association else "", returns),
        *findings,
    )
    return Imported(workbook.file, batch, None, sheets, notices, association.key if association else "")


def _stated_twice(found: Sequence[tuple[Sheet, Importer, Any]]) -> list[Problem]:
    """Units that two staffing sheets of one workbook speak of, each as if the other were not there."""
    sheets = [read for _, importer, read in found if importer.kind == staffing.KIND]
    return list(staffing.stated_twice([answer for read in sheets for answer in read.returns]))


def _gaps(read: staffing.StaffingSheet) -> Iterator[Message]:
    """What to know of how the sheet was read, rows that were not, and measures that it does not have."""
    yield from read.notices
    for label in read.unread:
        yield say("The row “{label}” ({place}) was not read.", label=label.verbatim, place=label.place.cell)
    if read.not_asked:
        yield say("Not in the sheet: {names}.", names=tuple(MEASURES[measure] for measure in read.not_asked))


def _membership_notices(session: Session, found: str, returns: Sequence[Return]) -> Iterator[Message]:
    """Who is in the sheet but no member of the association, and which member is missing from it.

    Members are missed only in a sheet that has half of them or more: others are one municipality's own.
    """
    key = settings_of(session).association or found
    if not key or not returns:
        return
    members = {m.code: m.name for m in municipalities(session, key, max(answer.as_of for answer in returns))}
    there = {answer.municipality_code: answer for answer in returns}
    for code, answer in there.items():
        if code not in members:
            yield say(
                "{name} ({cell}) is no member of the association; its figures are kept but not planned for.",
                name=answer.municipality,
                cell=answer.source.place.cell,
            )
    missing = tuple(name for code, name in members.items() if code not in there)
    if missing and 2 * len(missing) <= len(members):
        yield say("Not in the sheet: {names}.", names=missing)


def _is_overtaken(session: Session, batch_id: int) -> bool:
    """Whether a later file has taken the place of this one: then the same content again is news."""
    return staff_overtaken(session, batch_id) or catalogue_overtaken(session, batch_id)


def _importer_of(sheet: Sheet) -> Importer | None:
    claims = [importer for importer in IMPORTERS if importer.recognises(sheet)]
    if len(claims) > 1:
        raise Refusal(
            ExitCode.DATA,
            Problem(
                Place(sheet.file, sheet.name),
                say(
                    "The sheet can be read in more than one way: {kinds}.",
                    kinds=tuple(claim.label for claim in claims),
                ),
                say("Put each table on a sheet of its own."),
            ),
        )
    return claims[0] if claims else None


def _already_kept(workbook: Workbook, batch_id: int) -> Problem:
    return Problem(
        Place(workbook.file),
        say(
            "The same content was imported before (batch {batch}); a day or an area cannot change it.",
            batch=batch_id,
        ),
        say("Take it back first: kfond undo {batch}.", batch=batch_id),
    )


def _nothing_recognised(workbook: Workbook) -> Problem:
    return Problem(
        Place(workbook.file, ", ".join(sheet.name for sheet in workbook.sheets)),
        say("No table that kfond knows was found."),
        say(
            "A staffing sheet has the municipalities along one side and rows such as “Antal tjänster” and "
            "“Antal 0-2 år” along the other; a catalogue has the headings Område, Band, Kurs and Frekvens; "
            "a list of courses held has Kurs and Deltagare."
        ),
    )


def _identity_numbers(workbook: Workbook) -> list[Problem]:
    """Every cell with something like an identity number, on every sheet; what stands there is not repeated."""
    return [
        Problem(
            Place(sheet.file, sheet.name, cell.address),
            say("The cell holds something that looks like an identity number."),
            say("Take it away; kfond has no use for it and keeps none."),
        )
        for sheet in workbook.sheets
        for cell in sheet.cells.values()
        if has_identity_number(cell.text)
    ]


def _doubts(read: Any) -> list[Problem]:
    """The cells for review of a staffing sheet, as problems."""
    return [
        Problem(
            figure.source.place,
            say("“{text}” cannot be read with certainty.", text=figure.reading.verbatim),
            say("Write a plain figure, and the words in a comment."),
        )
        for answer in getattr(read, "returns", ())
        for figure in answer.figures
        if figure.reading.review
    ]


def _keep_staffing(
    session: Session, batch_id: int, cells: CellKeeper, read: staffing.StaffingSheet
) -> Message:
    changes = record_returns(session, batch_id, cells, read.returns)
    session.add_all(
        SheetNote(batch_id=batch_id, kind="footnote", subject="staffing", cell_id=cells.key_of(note))
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
    session: Session, batch_id: int, cells: CellKeeper, read: catalogue.CatalogueSheet
) -> Message:
    assert read.as_of is not None
    change = record_catalogue(session, batch_id, cells, read.lines, read.needs, read.as_of.day)
    frequencies = [read_frequency(line.frequency) for line in read.lines]
    unclear = tuple(f.verbatim for f in frequencies if f.kind is Kind.UNCLEAR)
    unstated = sum(f.kind is Kind.UNSPECIFIED for f in frequencies)
    return say(
        "course catalogue from {day} (from {known_from}): {lines}, {needs} without a course; "
        "{unstated} without a frequency{unclear}{change}",
        day=read.as_of.day.isoformat(),
        known_from=read.as_of.known_from,
        lines=say_count("{count} course line", "{count} course lines", len(read.lines)),
        needs=say_count("{count} need", "{count} needs", len(read.needs)),
        unstated=unstated,
        unclear=say("; not understood: {phrases}", phrases=unclear) if unclear else Message(""),
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


def _keep_held(session: Session, batch_id: int, cells: CellKeeper, read: held.HeldSheet) -> Message:
    record_held(session, batch_id, cells, read.held, read.totals, read.reservations)
    counted = sum(course.participations.number for course in read.held if course.participations)
    years = f"{read.held[0].first_year}–{read.held[0].last_year}" if read.held else ""
    return say(
        "courses held {years}: {courses}, {participations} participations in all",
        years=years,
        courses=say_count("{count} course", "{count} courses", len(read.held)),
        participations=counted,
    )


IMPORTERS = (
    Importer(staffing.KIND, say("staff"), staffing.recognises, staffing.read, _keep_staffing),
    Importer(catalogue.KIND, say("course catalogue"), catalogue.recognises, catalogue.read, _keep_catalogue),
    Importer(held.KIND, say("courses held"), held.recognises, held.read, _keep_held),
)
