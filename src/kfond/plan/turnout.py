"""How many would come if a course were offered in a term: what a back-test holds against the seats taken.

Whole persons are drawn: how many lack the course (as far as that is not known), what share of them takes a seat (as
far as earlier rounds leave it open, and the same for all municipalities), and who of them does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING
from zlib import crc32

from kfond.plan.estimates import Estimate
from kfond.plan.needs.values import CourseNeed, Need, TakeUp
from kfond.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Persons = NDArray[np.int64]
    """Whole persons, one number a draw."""

NOBODY = Decimal(0)
_STEP = Decimal("0.0001")
END_OF_INTERVAL = 1.2816
"""Standard deviations from the middle of a normal distribution to the end of its 80 % interval."""
HELD = Decimal("0.8")
"""The share of the draws that an interval holds."""


@dataclass(frozen=True, slots=True)
class Turnout:
    """Persons who would take a seat in one term, were there seats enough: by municipality code."""

    best: Mapping[str, Decimal]
    draws: Mapping[str, Persons]

    def of(self, codes: Iterable[str]) -> Estimate:
        """Some municipalities together, from the draws and not by adding intervals; KeyError for an unknown one.

        The interval is the narrowest that holds eight draws in ten: where often nobody comes, one that leaves out a
        tenth at each end would hold far more, since nothing lies below nobody.
        """
        chosen = sorted(codes)
        low, high = _narrowest(sum((self.draws[code] for code in chosen[1:]), self.draws[chosen[0]]))
        best = sum((self.best[code] for code in chosen), NOBODY)
        return Estimate(Decimal(low), best, Decimal(high))


def turnout(need: CourseNeed, at: int, given: Mapping[str, Sequence[int]], settings: Settings) -> Turnout:
    """What is expected of a round in term number `at`.

    `given[code][s]`: seats taken in term number s of the horizon, before `at`. Requests are left aside: this is what
    is expected of a municipality that is silent. One whose need is not known is left out.
    """
    shares = _shares(need.take_up, at, settings)
    best: dict[str, Decimal] = {}
    draws: dict[str, Persons] = {}
    for member in need.members:
        if member.is_missing:
            continue
        used = NOBODY
        if not need.is_recurring:
            seats = given.get(member.code, ())[:at]
            used = sum((number * need.kept[at - term] for term, number in enumerate(seats)), NOBODY)
        lacking = max(NOBODY, member.left[at].best - used)
        best[member.code] = (need.take_up.share * lacking).quantize(_STEP)
        draws[member.code] = _coming(member, at, used, shares, settings)
    return Turnout(best, draws)


def _narrowest(persons: Persons) -> tuple[int, int]:
    """The narrowest interval that holds the share HELD of the draws; the lowest of those."""
    import numpy as np

    ordered = np.sort(persons)
    inside = ceil(HELD * len(ordered))
    widths = ordered[inside - 1 :] - ordered[: len(ordered) - inside + 1]
    first = int(np.argmin(widths))
    return int(ordered[first]), int(ordered[first + inside - 1])


def _shares(take_up: TakeUp, at: int, settings: Settings) -> NDArray[np.float64]:
    """The share that takes a seat, in each draw: the wider, the fewer offers it rests on."""
    import numpy as np

    weight, share = settings.take_up_weight + take_up.offered, float(take_up.share)
    if share >= 1:
        return np.ones(settings.draws)
    return np.random.default_rng(at).beta(share * weight, (1 - share) * weight, settings.draws)


def _coming(member: Need, at: int, used: Decimal, shares: NDArray[np.float64], settings: Settings) -> Persons:
    """Those who take a seat; each side of those who lack the course is as wide as its interval says."""
    import numpy as np

    dice = np.random.default_rng(crc32(f"{member.code}/{at}".encode()))
    left = member.left[at]
    below, above = (max(0.0, float(part)) for part in (left.best - left.low, left.high - left.best))
    steps = dice.standard_normal(settings.draws) / END_OF_INTERVAL
    persons = float(left.best - used) + np.where(steps < 0, steps * below, steps * above)
    lacking = np.floor(np.maximum(persons, 0) + dice.random(settings.draws)).astype(np.int64)
    coming: Persons = dice.binomial(lacking, shares)
    return coming
