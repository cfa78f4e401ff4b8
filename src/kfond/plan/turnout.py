"""How many would come if a course were offered in a term: what a back-test holds against the seats taken.

Whole persons are drawn: how many lack the course (as far as that is not known), what share of them takes a seat (as
far as earlier rounds leave it open), and who of them does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING
from zlib import crc32

from kfond.plan.estimates import Estimate
from kfond.plan.needs.values import CourseNeed, Need, TakeUp
from kfond.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NOBODY = Decimal(0)
_STEP = Decimal("0.0001")
END_OF_INTERVAL = 1.2816
"""Standard deviations from the middle of a normal distribution to the end of its 80 % interval."""
TENTH = 10


def turnout(
    need: CourseNeed, at: int, given: Mapping[str, Sequence[int]], settings: Settings
) -> Mapping[str, Estimate]:
    """Municipality code -> persons who would take a seat in term number `at`, were there seats enough.

    `given[code][s]`: seats taken in term number s of the horizon, before `at`. Requests are left aside: this is what
    is expected of a municipality that is silent. One whose need is not known is left out.
    """
    expected = {}
    for member in need.members:
        if member.is_missing:
            continue
        used = NOBODY
        if not need.is_recurring:
            seats = given.get(member.code, ())[:at]
            used = sum((number * need.kept[at - term] for term, number in enumerate(seats)), NOBODY)
        best = need.take_up.share * max(NOBODY, member.left[at].best - used)
        low, high = _interval(member, at, used, need.take_up, settings)
        expected[member.code] = Estimate(low, best.quantize(_STEP), high)
    return expected


def _interval(
    member: Need, at: int, used: Decimal, take_up: TakeUp, settings: Settings
) -> tuple[Decimal, Decimal]:
    """The 10th and 90th of a hundred of the draws, by order."""
    import numpy as np

    dice = np.random.default_rng(crc32(f"{member.code}/{at}".encode()))
    lacking = _lacking(member.left[at], used, settings.draws, dice)
    weight = settings.take_up_weight + take_up.offered
    share = float(take_up.share)
    shares = dice.beta(share * weight, (1 - share) * weight, settings.draws) if share < 1 else 1.0
    coming = np.sort(dice.binomial(lacking, shares))
    tenth = -(-settings.draws // TENTH)
    return Decimal(int(coming[tenth - 1])), Decimal(int(coming[-tenth]))


def _lacking(left: Estimate, used: Decimal, draws: int, dice: np.random.Generator) -> NDArray[np.int64]:
    """Those who lack the course, whole persons: each side of the best value as wide as its interval says."""
    import numpy as np

    below, above = (max(0.0, float(part)) for part in (left.best - left.low, left.high - left.best))
    steps = dice.standard_normal(draws) / END_OF_INTERVAL
    persons = float(left.best - used) + np.where(steps < 0, steps * below, steps * above)
    whole: NDArray[np.int64] = np.floor(np.maximum(persons, 0) + dice.random(draws)).astype(np.int64)
    return whole
