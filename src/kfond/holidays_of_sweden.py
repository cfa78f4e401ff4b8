"""The days on which nobody in Sweden teaches: public holidays, the three great eves, and days squeezed in."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date, timedelta

EASTER_SUNDAY = "Påskdagen"
MIDSUMMER = "Midsommardagen"
SATURDAY = 5
ONE_DAY = timedelta(days=1)


def public_holidays(first: date, last: date) -> Mapping[date, str]:
    """The public holidays of the law (1989:253) from `first` to `last`, in order, each with its Swedish name.

    Sundays are not among them, unless they have a name of their own (Påskdagen, Pingstdagen).
    """
    from holidays import country_holidays

    # Left to its defaults, older versions of the package list every Sunday too.
    years = range(first.year, last.year + 1)
    found = country_holidays("SE", years=years, include_sundays=False, language="sv")
    return {day: found[day] for day in sorted(found) if first <= day <= last}


def days_off(first: date, last: date) -> Mapping[date, str]:
    """Public holidays, and the eves that are working days by the law, though nobody works or teaches then."""
    holidays = public_holidays(date(first.year, 1, 1), date(last.year, 12, 31))
    eves = {day - ONE_DAY: "Midsommarafton" for day, name in holidays.items() if name == MIDSUMMER}
    for year in range(first.year, last.year + 1):
        eves |= {date(year, 12, 24): "Julafton", date(year, 12, 31): "Nyårsafton"}
    every = {**holidays, **eves}
    return {day: every[day] for day in sorted(every) if first <= day <= last}


def easter_sundays(first: date, last: date) -> tuple[date, ...]:
    """The Easter Sundays from `first` to `last`."""
    return tuple(day for day, name in public_holidays(first, last).items() if name == EASTER_SUNDAY)


def is_squeezed_in(day: date, off: Container[date]) -> bool:
    """Whether a day lies alone between two days off, weekends among them (klämdag)."""
    return all(beside in off or beside.weekday() >= SATURDAY for beside in (day - ONE_DAY, day + ONE_DAY))
