"""Which seats the municipalities have given back, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kfond.catalogue.lines import Line, name_key
from kfond.catalogue.ties import SAME_OR_BEFORE, Tied, UnknownName, courses_by_name
from kfond.lists.figures import day_in, whole_in
from kfond.lists.rows import Row
from kfond.periods import Term
from kfond.provenance import Source

KIND = "releases"


@dataclass(frozen=True, slots=True)
class Released:
    """Seats on a course (its slug) in a term that a municipality gave back on a day, of the group with that start.

    `seats`, `start` and `given_back` None: stated, but cannot be read with certainty. `area` "": not stated. `source`
    is the cell of the seats.
    """

    course: str
    area: str
    municipality_code: str
    municipality: str
    term: Term
    start: date | None
    seats: int | None
    given_back: date | None
    source: Source


def releases_of(rows: Iterable[Row], lines: Sequence[Line]) -> Tied[Released]:
    """What was given back, in the order of the rows; names that are of no course are `unknown`."""
    meant = courses_by_name(lines, SAME_OR_BEFORE)
    given = [row for row in rows if row.kind == KIND]
    return Tied(
        tuple(_released(row, meant) for row in given if name_key(row.name) in meant),
        tuple(UnknownName(row.name, row.source) for row in given if name_key(row.name) not in meant),
    )


def _released(row: Row, meant: Mapping[str, str]) -> Released:
    assert row.first_day, "seats are given back of a term"
    seats = row.value("seats")
    return Released(
        course=meant[name_key(row.name)],
        area=row.area,
        municipality_code=row.municipality_code,
        municipality=row.municipality,
        term=Term.containing(row.first_day),
        start=_certain(row, "start"),
        seats=whole_in(row, "seats"),
        given_back=_certain(row, "given_back"),
        source=seats.source if seats else row.source,
    )


def _certain(row: Row, field: str) -> date | None:
    """A day, but none whose cell is for a human to look at: money hangs on it."""
    value = row.value(field)
    return None if value is None or value.reading.review else day_in(row, field)
