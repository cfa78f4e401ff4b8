"""Round numbers for a scale from zero."""

from __future__ import annotations

from fractions import Fraction

from kfond.reports.pictures.kinds import Number

MOST = 5
STEPS = (1, 2, 5)


def ticks(largest: Number, *, whole: bool) -> tuple[Fraction, ...]:
    """At most five equal steps of 1, 2 or 5 times a power of ten, from 0 as far as `largest`; one at least."""
    power = Fraction(1) if whole else Fraction(1, 100)
    while True:
        for step in STEPS:
            steps = Fraction(largest) // (step * power)
            if steps <= MOST:
                return tuple(place * step * power for place in range(max(int(steps), 1) + 1))
        power *= 10
