"""The days on which no course should start: school breaks as municipalities state them, and the usual ones of the
county where none is stated."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from kfond.holidays_of_sweden import easter_sundays
from kfond.lists.rows import Row
from kfond.periods import Term
from kfond.provenance import Source

KIND = "breaks"
FOR_ALL = ""
"""The code of a break that every municipality has."""
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Break:
    """A school break from its first to its last day, of a municipality, or of all (`code` FOR_ALL).

    `source`: the cell that states it; None where it is only usual in the county.
    """

    code: str
    name: str
    first_day: date
    last_day: date
    source: Source | None = None


def breaks_of(rows: Iterable[Row]) -> tuple[Break, ...]:
    """What the lists of breaks say, in their order."""
    return tuple(_break(row) for row in rows if row.kind == KIND)


def _break(row: Row) -> Break:
    assert row.first_day and row.last_day, "a break has a first and a last day"
    return Break(row.municipality_code, row.name, row.first_day, row.last_day, row.source)


def days_kept_free(
    codes: Iterable[str], first_year: int, last_year: int, stated: Sequence[Break] = ()
) -> tuple[Break, ...]:
    """The breaks of the years for each municipality: in a term for which it has stated any, those alone.

    A stated break of all (code FOR_ALL) counts for every municipality besides. The usual ones are in
    data/plan/school_breaks.toml, with their source.
    """
    own = {(each.code, Term.containing(each.first_day)) for each in stated}
    usual = (
        each
        for code in sorted(set(codes))
        for each in _usual(code, first_year, last_year)
        if (code, Term.containing(each.first_day)) not in own
    )
    years = range(first_year, last_year + 1)
    return (*(each for each in stated if each.first_day.year in years), *usual)


def _usual(code: str, first_year: int, last_year: int) -> Iterator[Break]:
    declared = _declared()
    sports = declared["sports"]["weeks"].get(code[:2])
    for year in range(first_year, last_year + 1):
        if sports:
            yield Break(code, declared["sports"]["name"], *_weeks(year, *sports))
        yield Break(code, declared["autumn"]["name"], *_weeks(year, *declared["autumn"]["weeks"]))
    easter = declared["easter"]
    for sunday in easter_sundays(date(first_year, 1, 1), date(last_year, 12, 31)):
        first = sunday - easter["weeks_before"] * WEEK + timedelta(days=1)
        yield Break(code, easter["name"], first, sunday + easter["weeks_after"] * WEEK)


def _weeks(year: int, first: int, last: int) -> tuple[date, date]:
    """Monday of the first week to Sunday of the last."""
    return date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)


@cache
def _declared() -> dict[str, Any]:
    file = resources.files("kfond") / "data" / "plan" / "school_breaks.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
