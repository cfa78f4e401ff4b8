"""Since when somebody has experience: a day of employment in one of its many spellings, or years as stated."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from kfond.cells import Quality, Reading, read_cell
from kfond.importers.people.columns import Told
from kfond.importers.people.faults import Wrong
from kfond.importers.vocabulary import plain
from kfond.periods import MONTHS, alternatives, read_period
from kfond.staffing.people import UNKNOWN, Since, since_years, years_before

MOST_YEARS = 60  # nobody works for longer (ours)
_DAY_ZERO = date(
    1899, 12, 30
)  # of Excel's calendar, from March 1900 on: support.microsoft.com, "Date systems in Excel"
_SERIAL = range(18_264, 73_051)  # 1950 to 2099 in that calendar
_YEAR = range(1930, 2100)
_EITHER_ORDER = re.compile(r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4}|\d{2})")
# Employments began before 1990, where the periods of kfond.periods do.
_BY_YEAR = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?(?:[T ]00:00(?::00(?:\.0+)?)?)?"
)
_BY_NAME = re.compile(rf"(?:(?P<day>\d{{1,2}}) )?(?P<month>{alternatives(MONTHS)})\.? (?P<year>\d{{4}})")
_DAY_AND_MONTH = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2}) (?P<year>\d{4})")
_BANDS = frozenset({(0, 200), (200, 500), (300, 500)})  # "2-5 år" ends where the next band begins
_MONTHS = re.compile(
    r"(?:(?P<years>\d{1,2}) ?år(?: och)? ?)?(?P<months>\d{1,2}) ?(?:mån|månad|månader|mån\.)"
)
_BELOW = ("under", "mindre än", "<")

Years = tuple[int, int | None] | None
"""At least so many hundredths of a year, and less than so many; no end where nothing bounds it."""


def start_reader(as_of: date) -> Callable[[object, str], Told[Since]]:
    """Reads when an employment began, for a list of `as_of`."""

    def read(content: object, text: str) -> Told[Since]:
        if not text:
            return UNKNOWN, None
        span = _span(content, text, as_of)
        if isinstance(span, Wrong):
            return UNKNOWN, None if read_cell(text).quality is Quality.MISSING else span
        first, last = span
        if first > as_of:
            return UNKNOWN, Wrong.DAY_TO_COME
        if last < years_before(as_of, 100 * MOST_YEARS):
            return UNKNOWN, Wrong.TOO_LONG_AGO
        return (first, min(last, as_of)), None

    return read


class Experience(NamedTuple):
    """Years as stated, in hundredths, and when the experience therefore began."""

    since: Since
    stated: int


def years_reader(as_of: date) -> Callable[[object, str], Told[Experience | None]]:
    """Reads years of experience in a list of `as_of`."""

    def read(content: object, text: str) -> Told[Experience | None]:
        years, wrong = read_years(content, text)
        return (Experience(since_years(as_of, *years), years[0]) if years else None), wrong

    return read


def read_years(content: object, text: str) -> Told[Years]:
    """Years of experience: "4" is four or more and less than five, "4,5" less than 4.6, "2-5 år" a band."""
    months = _MONTHS.fullmatch(plain(text))
    if months:
        low = (12 * int(months["years"] or 0) + int(months["months"])) * 100 // 12
        return (low, low + 9), None  # a month is a little more than eight hundredths of a year
    if isinstance(content, int | float) and not isinstance(content, bool) and content < 0:
        return None, Wrong.NEGATIVE
    # The column asks for years: the word adds nothing, and to the grammar of cells it would be an unknown one.
    reading = read_cell(re.sub(r"\s*\bår\b\.?", "", text) if isinstance(content, str) else content)
    if reading.quality is Quality.MISSING:
        return None, None
    if reading.review or reading.quality is Quality.UNCLEAR:
        return None, Wrong.NEGATIVE if re.match(r"[-−–] ?\d", text) else Wrong.UNREADABLE_YEARS
    years = _bounds(reading, text)
    if years and (years[0] > 100 * MOST_YEARS):
        return None, Wrong.TOO_MANY_YEARS
    return years, None


def _bounds(reading: Reading, text: str) -> Years:
    low = int((reading.low or 0) * 100)
    if reading.high is None:
        return low, None
    high = int(reading.high * 100)
    if (low, high) in _BANDS or (reading.quality is Quality.AT_MOST and plain(text).startswith(_BELOW)):
        return low, high
    return low, high + (1 if high % 10 else 10 if high % 100 else 100)


def _span(content: object, text: str, as_of: date) -> tuple[date, date] | Wrong:
    if isinstance(content, datetime):
        return content.date(), content.date()
    if isinstance(content, date):
        return content, content
    if re.fullmatch(r"\d+", text):
        return _of_digits(text, as_of)
    either = _EITHER_ORDER.fullmatch(text)
    if either:
        return _of_two_orders(either, as_of)
    words = plain(text)
    for form in (_BY_YEAR, _BY_NAME, _DAY_AND_MONTH):
        if found := form.fullmatch(words):
            month = MONTHS.get(found["month"]) or int(found["month"])
            return _day_or_month(int(found["year"]), month, int(found["day"] or 0))
    return read_period(text) or Wrong.UNREADABLE_DAY


def _of_digits(text: str, as_of: date) -> tuple[date, date] | Wrong:
    """2016, 201609, 20160901, 160901, and 42614, which is how Excel counts days."""
    number = int(text)
    if len(text) == 4 and number in _YEAR:
        return date(number, 1, 1), date(number, 12, 31)
    if len(text) == 5 and number in _SERIAL:
        day = _DAY_ZERO + timedelta(days=number)
        return day, day
    if len(text) == 8:
        return _day(number // 10_000, number // 100 % 100, number % 100)
    if len(text) == 6:
        return _day(_whole_year(number // 10_000, as_of), number // 100 % 100, number % 100)
    return Wrong.UNREADABLE_DAY


def _of_two_orders(found: re.Match[str], as_of: date) -> tuple[date, date] | Wrong:
    """9/1/16 is the first of September to one and the ninth of January to another; 9/13/16 and 1/1/16 are not."""
    first, second = int(found["first"]), int(found["second"])
    year = int(found["year"])
    year = year if len(found["year"]) == 4 else _whole_year(year, as_of)
    if first != second and max(first, second) <= 12:
        return Wrong.TWO_DAYS
    return _day(year, min(first, second), max(first, second))


def _whole_year(two_digits: int, as_of: date) -> int:
    """The latest year with these last digits that does not lie after the year of the list."""
    year = as_of.year // 100 * 100 + two_digits
    return year if year <= as_of.year else year - 100


def _day_or_month(year: int, month: int, day: int) -> tuple[date, date] | Wrong:
    if day or not 1 <= month <= 12:
        return _day(year, month, day)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> tuple[date, date] | Wrong:
    try:
        found = date(year, month, day)
    except ValueError:
        return Wrong.UNREADABLE_DAY
    return found, found
