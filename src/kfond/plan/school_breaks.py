"""School breaks: those that municipalities have stated, and the usual ones of the county where none is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from kfond.holidays_of_sweden import easter_sundays
from kfond.periods import Term
from kfond.plan.dates import Break

WEEK = timedelta(days=7)


def breaks_of(
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
