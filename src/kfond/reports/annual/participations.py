"""Participations as the lists tell them: which rows, what may be added up, and how much that is.

What a cell does not tell widens the sum; it never becomes zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from kfond.catalogue.lines import slug_of
from kfond.cells import Answer, Quality
from kfond.formatting import swedish_key
from kfond.lists.rows import Row
from kfond.provenance import Source
from kfond.staffing.boxes import NOBODY, Box, box_of

JOINT = "participations"
LOCAL = "local_training"


class Summed(StrEnum):
    """Whether a row is counted in the sum of the year, beside it, or under a heading of its own."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    OWN_HEADING = "own_heading"


def summed_as(row: Row) -> Summed:
    """How the list counts the row. A list that does not say counts it in the sum."""
    said = row.text("counts")
    return Summed(said) if said else Summed.INSIDE


def is_preliminary(row: Row) -> bool:
    """Whether the list says that its number may still change."""
    said = row.value("preliminary")
    return said is not None and said.reading.answer is Answer.YES


def participations_of(row: Row) -> Box:
    """How many participations a row states; from none where it is unclear whether they belong to the sum."""
    stated, counts = row.value("participations"), row.value("counts")
    box = box_of(stated.reading, stated.source) if stated else box_of(None, row.source)
    if counts is not None and counts.reading.quality is Quality.UNCLEAR:
        return replace(box, low=NOBODY, best=None)
    return box


def total_of(rows: Iterable[Row]) -> Box:
    """The participations of rows, added up; of many thousand rows in one go, which `sum_of` is not made for."""
    low = NOBODY
    best: list[Decimal | None] = []
    high: list[Decimal | None] = []
    sources: list[Source] = []
    for box in map(participations_of, rows):
        low += box.low
        best.append(box.best)
        high.append(box.high)
        sources += box.sources
    return Box(low, _all_of(best), _all_of(high), tuple(sources))


def _all_of(numbers: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; None where one of them is not known."""
    total = NOBODY
    for number in numbers:
        if number is None:
            return None
        total += number
    return total


def inside(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that make the sum."""
    return tuple(row for row in rows if summed_as(row) is Summed.INSIDE)


def of_year(rows: Iterable[Row], year: int) -> tuple[Row, ...]:
    """The rows whose round began in a year."""
    return tuple(row for row in rows if row.first_day and row.first_day.year == year)


def rounds_of(rows: Iterable[Row]) -> frozenset[tuple[Hashable, ...]]:
    """The rounds that somebody came to, or may have: a course, a time and the number of the round."""
    by_round: dict[tuple[Hashable, ...], list[Row]] = defaultdict(list)
    for row in rows:
        key = (_slug(row.name), row.first_day, row.last_day, row.text("round").casefold())
        by_round[key].append(row)
    return frozenset(key for key, those in by_round.items() if total_of(those).high != 0)


def by_course(rows: Iterable[Row]) -> Mapping[str, Sequence[Row]]:
    """The rows of each course by the name that the lists give it, in Swedish order."""
    names: dict[str, str] = {}
    courses: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        courses[names.setdefault(_slug(row.name), row.name)].append(row)
    return _in_order(courses)


def by_municipality(rows: Iterable[Row]) -> Mapping[str, Sequence[Row]]:
    """The rows of each municipality by its name, in Swedish order; "" for those of no single one."""
    places: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        places[row.municipality].append(row)
    return _in_order(places)


@lru_cache(maxsize=4096)
def _slug(name: str) -> str:
    """A name's key; thousands of rows have the same few names."""
    return slug_of(name)


def _in_order(groups: Mapping[str, Sequence[Row]]) -> Mapping[str, Sequence[Row]]:
    return {name: groups[name] for name in sorted(groups, key=swedish_key)}


def persons_in(rows: Iterable[Row]) -> frozenset[str]:
    """The different persons of the rows that are of one person each."""
    return frozenset(row.person for row in rows if row.person)


def tells_all(rows: Iterable[Row]) -> bool:
    """Whether a municipality that the lists leave out had nobody there.

    It is so where each list is of several municipalities; one that is of a single municipality was sent by it,
    and then those who are missing may only not have sent theirs.
    """
    files: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        files[row.source.place.file].add(row.municipality_code)
    return bool(files) and all(len(codes) > 1 for codes in files.values())
