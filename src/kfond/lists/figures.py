"""The figures of a row as whole numbers; what is missing, unclear or for review is None, never 0."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kfond.cells import Quality
from kfond.lists.rows import Row

SURE = frozenset({Quality.EXACT})
USABLE = frozenset({Quality.EXACT, Quality.APPROXIMATE})
"""A count may be "ca 4"; an amount of money or a limit may not."""


def count_in(row: Row, field: str) -> int | None:
    """Persons, seats or groups, exact or approximate ("ca 4" is 4). None where it is no whole number."""
    return _whole(_figure(row, field, USABLE))


def whole_in(row: Row, field: str) -> int | None:
    """A whole number that is stated exactly."""
    return _whole(_figure(row, field, SURE))


def hundredths_in(row: Row, field: str) -> int | None:
    """A number such as days, stated exactly, in whole hundredths: 0.5 is 50."""
    found = _figure(row, field, SURE)
    return None if found is None else _whole(found * 100)


def ore_in(row: Row, field: str) -> int | None:
    """An amount in kronor that is stated exactly, in whole öre."""
    return hundredths_in(row, field)


def percent_in(row: Row, field: str) -> Decimal | None:
    """A share that is stated exactly, in per cent: 7.5 for "7,5 %"."""
    found = _figure(row, field, SURE)
    return None if found is None else found * 100


def day_in(row: Row, field: str) -> date | None:
    """A day that the row states besides its time; None where the cell is empty or cannot be read."""
    try:
        return date.fromisoformat(row.text(field))
    except ValueError:
        return None


def _figure(row: Row, field: str, qualities: frozenset[Quality]) -> Decimal | None:
    value = row.value(field)
    if value is None or value.reading.review or value.reading.quality not in qualities:
        return None
    return value.reading.value


def _whole(figure: Decimal | None) -> int | None:
    return int(figure) if figure is not None and figure == int(figure) and figure >= 0 else None
