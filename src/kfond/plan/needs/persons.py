"""Persons as numbers: four decimals at most, so that the same value is printed and counted with."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

PLACES = 4
UNITS = 10**PLACES
"""Ten-thousandths of a person: with these the inner loops count in whole numbers."""
_STEP = Decimal(1).scaleb(-PLACES)


def as_persons(value: Fraction | Decimal) -> Decimal:
    """A number of persons, or a share, with four decimals at most; an exact half is rounded up."""
    if isinstance(value, Decimal):
        return value.quantize(_STEP, ROUND_HALF_UP)
    doubled = 2 * value.numerator * UNITS + value.denominator
    return Decimal(doubled // (2 * value.denominator)).scaleb(-PLACES)


def in_units(value: Decimal) -> int:
    """Persons, or a share, as whole ten-thousandths."""
    return int((value * UNITS).to_integral_value(ROUND_HALF_UP))
