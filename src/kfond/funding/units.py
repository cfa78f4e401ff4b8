"""Shares and per cent: a target in one of them held against a measure in the other, never 0.77 against 75."""

from __future__ import annotations

from fractions import Fraction

SHARE, PER_CENT = "andel", "procent"
WHOLE: dict[str, int] = {SHARE: 1, PER_CENT: 100, "%": 100}
"""How the whole is written in each unit of a part of it."""
AS_THE_INDICATOR, AS_THE_QUESTION = "som indikatorn mäts", "enligt frågans skala"
OPEN = frozenset({AS_THE_INDICATOR, AS_THE_QUESTION})
"""Units of measures that leave it to the sheet."""


def whole_in(unit: str) -> int | None:
    """What the whole is in a unit: 1 for a share, 100 for per cent; None where the unit is of no part of a whole."""
    return WHOLE.get(unit.strip().casefold())


def factor(measured_in: str, wanted_in: str) -> Fraction | None:
    """What a number in one unit is multiplied by to stand in another; None where the two cannot be compared.

    Units that are no parts of a whole are the writer's own words (anställda, personer) and are not compared.
    """
    if measured_in in OPEN:
        return Fraction(1)
    measured, wanted = whole_in(measured_in), whole_in(wanted_in)
    if measured is None and wanted is None:
        return Fraction(1)
    return Fraction(wanted, measured) if measured and wanted else None
