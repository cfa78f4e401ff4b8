"""The need in each draw of the forecast, and the intervals that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from kfond.plan.estimates import Estimate
from kfond.plan.needs.persons import UNITS, as_persons
from kfond.plan.needs.trained import Bounds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

OUTSIDE = 10
"""One draw in ten lies below the interval, and one in ten above it."""


@dataclass(frozen=True, slots=True)
class Range:
    """The low and high ends of an estimate, in persons."""

    low: Decimal
    high: Decimal


def ranges_of(draws: Floats) -> tuple[tuple[Range, ...], ...]:
    """Municipalities x draws x terms -> for each municipality and term the 10th and 90th order statistic."""
    number = draws.shape[1]
    below = max(0, -(-number // OUTSIDE) - 1)
    ends = np.partition(draws, (below, number - 1 - below), axis=1)[:, (below, number - 1 - below), :]
    units = np.rint(ends * UNITS).astype(np.int64).tolist()
    return tuple(
        tuple(
            Range(Decimal(low).scaleb(-4), Decimal(high).scaleb(-4))
            for low, high in zip(lows, highs, strict=True)
        )
        for lows, highs in units
    )


def about(ranges: Sequence[Range], best: Sequence[Decimal]) -> tuple[Estimate, ...]:
    """The estimate of each term with its best value, which need not lie inside."""
    return tuple(
        Estimate(part.low, as_persons(value), part.high) for part, value in zip(ranges, best, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Dice:
    """The random numbers of one course: the same for the same key, whatever else is planned or supposed."""

    key: str
    draws: int

    def of_each(self, municipalities: int) -> Floats:
        """A number between 0 and 1 for each municipality and draw."""
        return self._numbers("each", (municipalities, self.draws, 1))

    def of_all(self) -> Floats:
        """One number a draw, the same for every municipality: how many persons pooled participations are."""
        return self._numbers("all", (1, self.draws, 1))

    def _numbers(self, what: str, shape: tuple[int, int, int]) -> Floats:
        return np.random.default_rng(crc32(f"{self.key}/{what}".encode())).random(shape)


def triangular(
    bounds: Sequence[Sequence[Bounds]], highest: Sequence[Sequence[Estimate]], dice: Floats
) -> Floats:
    """Persons in each draw, municipalities x draws x terms, drawn triangularly between the bounds.

    `highest`: those who are there; as many may be trained where a number cannot be read.
    """
    corners = np.array([[list(_corners(part, there)) for part, there in zip(parts, theres, strict=True)]
                        for parts, theres in zip(bounds, highest, strict=True)])  # fmt: skip
    low, best, high = (corners[:, None, :, at] for at in range(3))
    width = high - low
    rising = low + np.sqrt(dice * width * (best - low))
    falling = high - np.sqrt((1 - dice) * width * (high - best))
    drawn: Floats = np.where(dice * width < best - low, rising, falling)
    return drawn


def _corners(part: Bounds, there: Estimate) -> Iterator[float]:
    yield float(part.low)
    yield float(part.best)
    yield float(max(there.high, part.best) if part.high is None else part.high)
