"""Which day each column of a staffing table speaks of, where headings give days or years of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kfond.errors import Problem
from kfond.importers.dates import AsOf, given_or_stated
from kfond.importers.staffing import problems as wrong
from kfond.importers.staffing.columns import Column
from kfond.importers.staffing.headings import Heading
from kfond.messages import say


@dataclass(frozen=True, slots=True)
class Days:
    """The day that a sheet's figures speak of, those of the columns that differ, and what is wrong.

    `as_of` is None where the sheet does not say, and no column does.
    """

    as_of: AsOf | None
    by_column: dict[int, date]
    problems: tuple[Problem, ...]


def days_of(
    columns: Sequence[Column], asked: date | None, titles: Iterable[str], beside: Sequence[Heading] = ()
) -> Days:
    """Gives each column its day: the one in its heading, or the sheet's.

    A day asked for wins over the sheet's title, and over a heading's where all columns have the same one.
    A year alone means the sheet's day in that year, where the sheet's day is in the year of some column too;
    "last year" means the sheet's day a year before. `beside` are the days of the other rows of each measure.
    """
    stated = sorted({column.day for column in columns if column.day and column.year is None})
    sheets_own = given_or_stated(asked, titles)
    if asked and len(stated) == 1 and not any(_is_relative(column) for column in columns):
        return Days(sheets_own, {}, ())
    if asked and len(stated) > 1 and asked not in stated:
        place = next(column.source.place for column in columns if column.day)
        return Days(sheets_own, {}, (wrong.another_day_asked(place, stated, asked),))
    newest = AsOf(stated[-1], say("the headings")) if stated else None
    base = sheets_own or (newest if len({(day.month, day.day) for day in stated}) == 1 else None)
    by_column: dict[int, date] = {}
    problems: list[Problem] = []
    for column in columns:
        day = _day_of(column, base, [*columns, *beside])
        if day:
            by_column[column.column] = day
        elif _is_relative(column):
            problems.append(wrong.day_unknown(column.source.place, column.source.verbatim))
        elif not sheets_own and not column.day:
            return Days(None, {}, ())
    latest = AsOf(max(by_column.values()), say("the headings")) if by_column else None
    return Days(sheets_own or latest, by_column, tuple(problems))


def _is_relative(column: Column) -> bool:
    return column.year is not None or column.years_back is not None


def _day_of(column: Column, base: AsOf | None, columns: Sequence[Column | Heading]) -> date | None:
    """The day that a column's own headings give; None where they give none, or not surely one."""
    if column.year is not None:
        if column.day:
            return in_year(column.day, column.year)
        beside = any(other.years_back is not None for other in columns)
        if base and (beside or base.day.year in set(_years(columns))):
            return in_year(base.day, column.year)
        return None
    if column.years_back is not None:
        return in_year(base.day, base.day.year - column.years_back) if base else None
    return column.day


def _years(columns: Iterable[Column | Heading]) -> Iterator[int]:
    for column in columns:
        if column.year:
            yield column.year
        elif column.day:
            yield column.day.year


def in_year(day: date, year: int) -> date:
    """The same day of another year; the last of February stays the last."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(year, 2, 28) if is_leap_day and year % 4 else day.replace(year=year)
