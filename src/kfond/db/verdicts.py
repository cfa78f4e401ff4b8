"""What humans said of doubtful cells: kept by what a cell speaks of, and laid over what its sheet says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from kfond.cells import Reading
from kfond.db.readings import columns_of, figure_of
from kfond.models import Verdict
from kfond.provenance import Source

UNDATED = date.min
"""The day of a row that states no period."""

SET, ACCEPT = "set", "accept"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a doubtful cell speaks of, wherever it stands, and its text: two cells that agree get one answer.

    `verbatim` is the cell's text and, below it, what is written beside it; another text is another question.
    """

    kind: str
    municipality_code: str
    unit: str
    area: str
    definition: str
    name: str
    day: date
    measure: str
    verbatim: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What a human said of a cell: a figure of their own (`decision` SET), or that it was read right (ACCEPT).

    `reading` is what holds from then on, `text` the answer in words.
    """

    number: int
    subject: Subject
    decision: str
    reading: Reading
    text: str
    by: str
    at: datetime
    why: str


Verdicts = Mapping[Subject, Answered]


def verdicts_of(session: Session, kind: str = "") -> Verdicts:
    """Every answer about cells of a kind of sheet, of all kinds where it is "", oldest first."""
    query = select(Verdict).order_by(col(Verdict.id))
    if kind:
        query = query.where(col(Verdict.kind) == kind)
    answers = (_answered(row) for row in session.exec(query))
    return {found.subject: found for found in answers}


def text_of(reading: Reading) -> str:
    """The text of a cell that an answer holds for, with a comment or other words beside it on lines below."""
    return reading.verbatim if reading.note in reading.verbatim else f"{reading.verbatim}\n{reading.note}"


def reviewed(reading: Reading, source: Source, found: Answered | None) -> tuple[Reading, Source]:
    """A reading and its cell with what a human said of it; a reading that is not in doubt is left alone.

    The sheet's own text and cell stay; the note and the passport say when it was reviewed, and why.
    """
    if found is None or not reading.review:
        return reading, source
    day, why = f"granskat {found.at.date().isoformat()}", f": {found.why}" if found.why else ""
    note = "; ".join(part for part in (reading.note, day + why) if part)
    said = replace(found.reading, verbatim=reading.verbatim, note=note, marks=reading.marks)
    as_text = f" som ”{found.text}”" if found.decision == SET else ""
    return said, replace(source, reviewed=day + as_text + why)


def keep_verdict(session: Session, given: Answered) -> None:
    """Keeps an answer; an earlier one about the same subject gives way. `number` is not looked at."""
    about = asdict(given.subject)
    row = session.exec(select(Verdict).filter_by(**about)).first() or Verdict(**about)
    figure = columns_of(given.reading)
    row.decision, row.text = given.decision, given.text
    row.quality, row.answer = figure["quality"], figure["answer"]
    row.value, row.low, row.high = figure["value"], figure["low"], figure["high"]
    row.by, row.at, row.why = given.by, given.at, given.why
    session.add(row)
    session.flush()


def drop_verdict(session: Session, number: int) -> None:
    """Takes an answer back: the cell is in doubt again, as its sheet says."""
    session.delete(session.get_one(Verdict, number))
    session.flush()


def _answered(row: Verdict) -> Answered:
    subject = Subject(
        row.kind,
        row.municipality_code,
        row.unit,
        row.area,
        row.definition,
        row.name,
        row.day,
        row.measure,
        row.verbatim,
    )
    return Answered(row.id or 0, subject, row.decision, figure_of(row), row.text, row.by, row.at, row.why)
