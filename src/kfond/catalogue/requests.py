"""Which seats the municipalities have asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kfond.catalogue.lines import Line, name_key
from kfond.catalogue.ties import SAME_OR_BEFORE, Tied, UnknownName, courses_by_name
from kfond.lists.figures import count_in
from kfond.lists.rows import Row
from kfond.periods import Term
from kfond.provenance import Source

KIND = "needs"


@dataclass(frozen=True, slots=True)
class Requested:
    """The seats that a municipality asks for on a course in a term, and the fewest that are of use to it.

    `course` is its slug. `seats` None: asked, but the number cannot be read; 0: none wanted. `fewest` 0: any number
    is of use; None: it cannot be read. `source` is the cell of the seats. `area` "": not stated, so of every area that
    has the course.
    """

    course: str
    municipality_code: str
    term: Term
    seats: int | None
    fewest: int | None
    source: Source
    area: str = ""

    def is_of(self, area: str) -> bool:
        """Whether the seats are asked for in an area: in its own, or in any where the list names none."""
        return self.area in ("", area)


def requests_of(rows: Iterable[Row], lines: Sequence[Line]) -> Tied[Requested]:
    """What the municipalities ask for, in the order of the rows; names that are of no course are `unknown`."""
    meant = courses_by_name(lines, SAME_OR_BEFORE)
    asked = [row for row in rows if row.kind == KIND]
    return Tied(
        tuple(_requested(row, meant) for row in asked if name_key(row.name) in meant),
        tuple(UnknownName(row.name, row.source) for row in asked if name_key(row.name) not in meant),
    )


def _requested(row: Row, meant: Mapping[str, str]) -> Requested:
    assert row.first_day, "a request says for which term"
    seats, fewest = row.value("seats"), row.value("fewest")
    return Requested(
        course=meant[name_key(row.name)],
        municipality_code=row.municipality_code,
        term=Term.containing(row.first_day),
        seats=count_in(row, "seats"),
        fewest=count_in(row, "fewest") if fewest and fewest.reading.verbatim else 0,
        source=seats.source if seats else row.source,
        area=row.area,
    )
