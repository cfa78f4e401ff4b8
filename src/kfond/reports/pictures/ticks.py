"""Round numbers for a scale from zero."""

from __future__ import annotations

from fractions import Fraction

from kfond.reports.pictures.kinds import Number

MOST = 5
STEPS = (1, 2, 5)


def ticks(largest: Number, *, whole: bool) -> tuple[Fraction, ...]:
    """At most five equal steps of 1, 2 or 5 times a power of ten, from 0 to at least `largest`."""
    power = Fraction(1) if whole else Fraction(1, 100)
    while True:
        for step in STEPS:
            needed = -(-Fraction(largest) // (step * power))
            if needed <= MOST:
                return tuple(place * step * power for place in range(max(int(needed), 1) + 1))
        power *= 10
