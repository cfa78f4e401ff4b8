"""Persons of a list of staff, as values: who counts among the posts, and since when each has experience."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from kfond.provenance import Source

VACANT = "vacant"
"""The employment of a row that is a post and nobody."""
CONSULTANT = "consultant"
SOCIAL_WORK_DEGREE, OTHER_EDUCATION = "social_work_degree", "other"
OUTSIDE_POSTS = ("administrator", "supervisor")
"""Roles that are not counted: the staffing sheets ask for the posts of those who handle cases."""

Since = tuple[date | None, date | None]
"""The first and the last day on which experience may have begun; no first day where it may be any day before."""
UNKNOWN: Since = (None, None)


class PersonRow(NamedTuple):
    """A row of a list of staff. (No dataclass: there may be two hundred thousand, and a tuple is made in a third
    of the time.)

    `pseudonym` is None for a vacant post, and where the row does not say who it is. `years` (as stated) and `rate`
    (share of a post) are hundredths, None where not known.
    """

    row: int
    municipality_code: str
    unit: str
    area: str
    pseudonym: str | None
    role: str
    education: str
    employment: str
    since_first: date | None
    since_last: date | None
    years: int | None
    rate: int | None


@dataclass(frozen=True, slots=True)
class People:
    """The rows of one sheet as of one day, and the heading of each column that they were read from."""

    file: str
    sheet: str
    as_of: date
    rows: tuple[PersonRow, ...]
    headings: Mapping[str, Source]


def since_years(as_of: date, low: int, high: int | None) -> Since:
    """When the experience began of somebody who on `as_of` has `low` hundredths of a year or more, below `high`."""
    first = None if high is None else years_before(as_of, high) + timedelta(days=1)
    last = years_before(as_of, low)
    return (min(first, last) if first else None, last)


def years_before(day: date, hundredths: int) -> date:
    """The day so many hundredths of a year before; whole years by the calendar, 29 February as 28."""
    whole, part = divmod(hundredths, 100)
    year = day.year - whole
    is_leap_day = (day.month, day.day) == (2, 29)
    there = date(year, 2, 28) if is_leap_day and not _is_leap(year) else day.replace(year=year)
    return there - timedelta(days=round(part * 3.6525))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
