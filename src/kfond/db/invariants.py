"""What must hold in every database of kfond, whatever was imported; looked at, never mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from sqlmodel import Session, and_, col, func, or_, select

from kfond.db import reading, require_kfond, translated_faults
from kfond.db.funding_rules import unequal_shares, unlogged_funding, wrong_applications
from kfond.db.schema import HEAD
from kfond.db.upgrade import damage
from kfond.errors import Refusal
from kfond.messages import Message, say
from kfond.models import (
    Batch,
    Cell,
    Collection,
    CollectionMember,
    CourseName,
    HeldCourse,
    LogEntry,
    Membership,
    NeedLine,
    Person,
    PersonColumn,
    PlanLine,
    PseudonymKey,
    PublishedFigure,
    PublishedReport,
    Setting,
    SheetNote,
    StaffFigure,
    StaffReturn,
    StatedTotal,
    Verdict,
)
from kfond.pseudonyms import LENGTH
from kfond.settings import DEFAULTS

# Every column that says from which cell a fact comes.
PASSPORTS: tuple[tuple[Any, str], ...] = (
    (SheetNote, "cell_id"),
    (StaffReturn, "cell_id"),
    (StaffFigure, "cell_id"),
    (PlanLine, "cell_id"),
    (PlanLine, "frequency_cell_id"),
    (CourseName, "cell_id"),
    (NeedLine, "cell_id"),
    (HeldCourse, "cell_id"),
    (HeldCourse, "times_cell_id"),
    (HeldCourse, "participations_cell_id"),
    (HeldCourse, "reached_cell_id"),
    (StatedTotal, "cell_id"),
    (PersonColumn, "cell_id"),
)
Breaches = Callable[[Session], Iterator[Message]]
PLAN_KEY = "plan"  # as kfond.reports.publishing.plans has it, likewise
VACANT = "vacant"  # as kfond.staffing.people has it, which is above this room
COUNTS_OF_HELD = ("times", "participations", "reached")


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that does not hold, and where."""

    rule: str
    what: Message


def findings(path: Path, of_rooms: Mapping[str, Breaches]) -> tuple[Finding, ...]:
    """Everything that does not hold in the database at `path`; an older schema is found, not upgraded.

    `of_rooms` are the rules that only the rooms can tell, by name, beside those that the tables show.
    A file that SQLite itself finds broken is looked at no further. Raises Refusal (exit 4) when there is no
    database that this program can read.
    """
    revision = require_kfond(path)
    if revision != HEAD:
        old = say("The schema is {old}, the program's is {new}: kfond db upgrade.", old=revision, new=HEAD)
        return (Finding("schema", old),)
    with translated_faults(path):
        broken = damage(path)
    if broken:
        return tuple(Finding("file", say("SQLite finds: {damage}.", damage=found)) for found in broken)
    with reading(path) as session:
        rules = {**BREACHES, **of_rooms}
        return tuple(Finding(rule, what) for rule, breaches in rules.items() for what in breaches(session))


def _facts_without_cell(session: Session) -> Iterator[Message]:
    for table, column in PASSPORTS:
        key = getattr(table, column)
        query = select(table.id).join(Cell, key == col(Cell.id)).where(_is_unfit(table))
        for number in session.exec(query):
            yield say(
                "{fact} has a cell without an address, or of another batch.", fact=_row(table, number, column)
            )
    for name in COUNTS_OF_HELD:
        count, key = getattr(HeldCourse, name), getattr(HeldCourse, f"{name}_cell_id")
        for number in session.exec(select(HeldCourse.id).where(count.is_not(None), key.is_(None))):
            yield say("{fact} has a figure without a cell.", fact=_row(HeldCourse, number, name))


def _is_unfit(table: Any) -> Any:
    no_address = or_(col(Cell.address) == "", col(Cell.sheet) == "")
    if hasattr(table, "batch_id"):
        return or_(no_address, col(Cell.batch_id) != table.batch_id)
    return no_address


def _row(table: Any, number: int | None, column: str) -> str:
    return f"{table.__tablename__} {number} ({column})"


def _values_outside_bounds(session: Session) -> Iterator[Message]:
    low, value, high = col(StaffFigure.low), col(StaffFigure.value), col(StaffFigure.high)
    query = select(StaffFigure, Cell).join(Cell).where(or_(low > value, value > high, low > high))
    for figure, cell in session.exec(query):
        yield say(
            "{measure} in {cell} is not between its bounds.",
            measure=figure.measure,
            cell=f"{cell.sheet}!{cell.address}",
        )


def _totals_below_parts(session: Session) -> Iterator[Message]:
    query = (
        select(StatedTotal, Cell, func.sum(HeldCourse.participations))
        .join(Cell, col(StatedTotal.cell_id) == col(Cell.id))
        .join(
            HeldCourse,
            (col(HeldCourse.batch_id) == col(StatedTotal.batch_id))
            & (col(HeldCourse.first_year) == col(StatedTotal.first_year))
            & (col(HeldCourse.last_year) == col(StatedTotal.last_year)),
        )
        .group_by(col(StatedTotal.id), col(Cell.id))
    )
    for total, cell, parts in session.exec(query):
        if parts is not None and total.participations < parts:
            yield say(
                "The total {total} in {cell} is smaller than its parts, {parts}.",
                total=total.participations,
                cell=f"{cell.sheet}!{cell.address}",
                parts=parts,
            )


def _wrong_settings(session: Session) -> Iterator[Message]:
    for row in session.exec(select(Setting).order_by(col(Setting.key))):
        try:
            DEFAULTS.changed({row.key: row.value})
        except Refusal as refusal:
            yield from (problem.what for problem in refusal.problems)
        members = select(Membership).where(col(Membership.association_key) == row.value)
        if row.key == "association" and row.value and not session.exec(members).first():
            yield say("The association that is set, {association}, has no members.", association=row.value)


def _wrong_batches(session: Session) -> Iterator[Message]:
    has_cells = col(Batch.id).in_(select(Cell.batch_id))
    stands = col(Batch.undone_at).is_(None)
    for batch in session.exec(select(Batch).where(stands, ~has_cells)):
        yield say("Batch {batch} ({file}) holds no cell.", batch=batch.id, file=batch.file)
    for batch in session.exec(select(Batch).where(~stands, has_cells)):
        yield say(
            "Batch {batch} ({file}) was taken back and still holds cells.", batch=batch.id, file=batch.file
        )


def _batches_without_entry(session: Session) -> Iterator[Message]:
    logged = select(LogEntry.batch_id).where(col(LogEntry.batch_id).is_not(None))
    for batch in session.exec(select(Batch).where(col(Batch.id).not_in(logged))):
        yield say("Batch {batch} ({file}) has no entry in the log.", batch=batch.id, file=batch.file)


def _wrong_questions(session: Session) -> Iterator[Message]:
    """Questions that were put to nobody, or that somebody was reminded of before they were put."""
    asked = select(CollectionMember.collection_id)
    for question in session.exec(select(Collection).where(col(Collection.id).not_in(asked))):
        yield say("The question {question} was put to nobody.", question=_question(question))
    early = (
        select(Collection)
        .join(CollectionMember)
        .where(col(CollectionMember.reminded_at) < Collection.made_at)
    )
    for question in session.exec(early.distinct()):
        yield say(
            "Somebody was reminded of the question {question} before it was put.",
            question=_question(question),
        )


def _question(row: Collection) -> str:
    return f"{row.kind} {row.as_of.isoformat()} {row.area}".strip()


def _persons_told_apart(session: Session) -> Iterator[Message]:
    """A person is a pseudonym, stands in a column with a heading, and goes when its batch goes."""
    is_pseudonym = func.length(Person.pseudonym) == LENGTH
    is_plain = col(Person.pseudonym).op("NOT GLOB")("*[^0-9a-f]*")
    named = col(Person.pseudonym).is_not(None)
    vacant = col(Person.employment) == VACANT
    headed = select(PersonColumn.batch_id).where(
        col(PersonColumn.batch_id) == col(Person.batch_id), col(PersonColumn.sheet) == col(Person.sheet)
    )
    undone = select(Batch.id).where(col(Batch.undone_at).is_not(None))
    wrong = (
        (and_(named, ~and_(is_pseudonym, is_plain)), say("a pseudonym that is none")),
        (and_(named, vacant), say("a vacant post with somebody in it")),
        (col(Person.since_last) > col(Person.as_of), say("experience that begins after the day of the list")),
        (~headed.exists(), say("no heading of a column that it was read from")),
        (col(Person.batch_id).in_(undone), say("a batch that was taken back")),
    )
    for condition, what in wrong:
        found = session.exec(select(Person).where(condition).limit(1)).first()
        if found:
            yield say(
                "Row {row} of {sheet} in batch {batch} has {what}.",
                row=found.row,
                sheet=found.sheet,
                batch=found.batch_id,
                what=what,
            )
    has_persons = session.exec(select(Person.id).where(named).limit(1)).first() is not None
    if has_persons and len(session.exec(select(PseudonymKey)).all()) != 1:
        yield say("There are persons, but not the fingerprint of one key.")


def _answers_that_say_nothing(session: Session) -> Iterator[Message]:
    low, value, high = col(Verdict.low), col(Verdict.value), col(Verdict.high)
    outside = or_(low > value, value > high)
    unsigned = or_(col(Verdict.by) == "", and_(col(Verdict.decision) == "set", col(Verdict.why) == ""))
    for number in session.exec(select(Verdict.id).where(or_(outside, unsigned)).order_by(col(Verdict.id))):
        yield say("The answer {id} is not between its bounds, or lacks who gave it or why.", id=f"b{number}")


def _wrong_versions(session: Session) -> Iterator[Message]:
    """Fixed reports without figures, without an entry that is theirs, or whose figures are not numbers.

    An adopted plan is kept as a report is, but has no figures.
    """
    with_figures = select(PublishedFigure.report_id)
    command, is_plan = col(LogEntry.command), col(PublishedReport.key) == PLAN_KEY
    by = or_(command.like("report % --publish"), and_(command == "plan --adopt", is_plan))
    wrong = (
        (and_(~is_plan, col(PublishedReport.id).not_in(with_figures)), say("no figures")),
        (
            ~select(LogEntry.id).where(col(LogEntry.id) == col(PublishedReport.entry_id), by).exists(),
            say("no entry in the log"),
        ),
    )
    for condition, what in wrong:
        for report in session.exec(select(PublishedReport).where(condition)):
            yield say(
                "Version {version} of {title} has {what}.",
                version=report.version,
                title=report.title,
                what=what,
            )
    for figure, report in session.exec(select(PublishedFigure, PublishedReport).join(PublishedReport)):
        if not all(map(_is_number, (figure.value, figure.low, figure.high))):
            yield say(
                "The figure {figure} in version {version} of {title} is not a number.",
                figure=figure.figure,
                version=report.version,
                title=report.title,
            )


def _is_number(text: str | None) -> bool:
    if text is None:
        return True
    try:
        Fraction(text)
    except (ValueError, ZeroDivisionError):
        return False
    return True


RULES: Mapping[str, Message] = {
    # rule: what it says, for the line that tells that all is well
    "file": say("the file is sound"),
    "schema": say("its schema is the program's"),
    "cells": say("every fact has its cell"),
    "bounds": say("every figure lies between its bounds"),
    "totals": say("no total is smaller than its parts"),
    "settings": say("the settings can be used"),
    "batches": say("what stands has cells, what was taken back has none"),
    "log": say("every batch is in the log"),
    "questions": say("every question was put to somebody, and nobody was reminded before that"),
    "persons": say("every person is a pseudonym with its column and key"),
    "versions": say("every fixed report has its figures and its entry"),
    "answers": say("every answer of a review lies between its bounds and is signed"),
    "applications": say("every application has its steps, and nothing stands of one that was taken back"),
    "funding": say("everything entered on funding is in the log"),
    "shares": say("the shares of every cost come to the whole"),
}
BREACHES: Mapping[str, Breaches] = {
    "cells": _facts_without_cell,
    "bounds": _values_outside_bounds,
    "totals": _totals_below_parts,
    "settings": _wrong_settings,
    "batches": _wrong_batches,
    "log": _batches_without_entry,
    "questions": _wrong_questions,
    "persons": _persons_told_apart,
    "versions": _wrong_versions,
    "answers": _answers_that_say_nothing,
    "applications": wrong_applications,
    "funding": unlogged_funding,
    "shares": unequal_shares,
}
