"""A number that nobody knows exactly: a best value, and an interval about it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Estimate:
    """Persons: the best value, which can be recomputed by hand, and an 80 % interval from seeded draws.

    `best` may lie outside `low`-`high` (it is one run without dice); `is_flagged` then says so to the reader.
    """

    low: Decimal
    best: Decimal
    high: Decimal

    @property
    def is_flagged(self) -> bool:
        """Whether the best value lies outside its interval."""
        return not self.low <= self.best <= self.high


NOBODY = Estimate(Decimal(0), Decimal(0), Decimal(0))
