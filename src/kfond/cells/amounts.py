"""Figures and intervals, and what becomes of them: added, softened by "ca", bounded by "minst" or "högst"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kfond.cells.figures import plain
from kfond.cells.reading import Expect, NoSingleReadingError, Quality
from kfond.cells.roles import CEILINGS, FLOORS, SOFT, Role

ABOUT_SPREAD = Decimal("0.2")
"""How far the true figure may lie from an approximate one, as a share of it: "ca" both ways, "drygt" above,
"knappt" below. Ours; no source states one."""

DOUBT_FLOOR = Decimal(1)
"""How far at least a counted figure with a question mark may be off, in posts: "1?" is 0 to 2. Ours."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure or interval on its way to a reading."""

    quality: Quality
    value: Decimal | None
    low: Decimal
    high: Decimal | None
    review: bool = False


UNKNOWN_AMOUNT = Amount(Quality.AT_LEAST, None, Decimal(0), None, review=True)


def add(amounts: Sequence[Amount]) -> Amount:
    """Return the sum: values with values, bounds with bounds; unknown in one, unknown in the sum."""
    if len(amounts) == 1:
        return amounts[0]
    low = _total([amount.low for amount in amounts])
    highs = [amount.high for amount in amounts if amount.high is not None]
    review = any(amount.review for amount in amounts)
    if len(highs) < len(amounts):
        return Amount(Quality.AT_LEAST, None, low, None, review)
    high = _total(highs)
    qualities = {amount.quality for amount in amounts}
    if Quality.AT_MOST in qualities:  # "5 + max 2" is 5 to 7
        return Amount(Quality.RANGE, plain((low + high) / 2), low, high, review=True)
    value = _total([amount.value for amount in amounts if amount.value is not None])
    quality = next(q for q in (Quality.APPROXIMATE, Quality.RANGE, Quality.EXACT) if q in qualities)
    return Amount(quality, value, low, high, review)


def _total(figures: Sequence[Decimal]) -> Decimal:
    return plain(sum(figures, Decimal(0)))


def soften(value: Decimal, hedge: Role, expect: Expect) -> tuple[Decimal, Decimal]:
    """Return the interval of an approximate figure: never below 0, a share never above a whole post."""
    slack = value * ABOUT_SPREAD
    if hedge is Role.DOUBT and expect is Expect.COUNT:
        slack = max(slack, DOUBT_FLOOR)
    low = value if hedge is Role.JUST_OVER else max(value - slack, Decimal(0))
    high = value if hedge is Role.JUST_UNDER else value + slack
    if expect is Expect.SHARE:
        high = min(high, max(value, Decimal(1)))
    return plain(low), plain(high)


def hedge_range(low: Decimal, high: Decimal, hedges: Sequence[Role], expect: Expect) -> Amount:
    """Return the amount that hedges make of a figure or range; a range keeps its own ends under "ca"."""
    value = plain((low + high) / 2)
    quality = Quality.EXACT if low == high else Quality.RANGE
    softening = [hedge for hedge in hedges if hedge in SOFT]
    if softening and quality is Quality.EXACT:
        quality = Quality.APPROXIMATE
        low, high = soften(value, softening[0], expect)
    floor, ceiling = not FLOORS.isdisjoint(hedges), not CEILINGS.isdisjoint(hedges)
    if floor and ceiling:
        raise NoSingleReadingError
    if floor:
        return Amount(Quality.AT_LEAST, None, plain(low), None)
    if ceiling:
        return Amount(Quality.AT_MOST, None, Decimal(0), plain(high))
    return Amount(quality, value, plain(low), plain(high))


def doubt(amount: Amount, hedge: Role, expect: Expect) -> Amount:
    """Return the amount as approximate for a hedge that stands apart from its figure ("5 tjänster ca")."""
    if amount.quality is not Quality.EXACT or amount.value is None:
        return amount
    low, high = soften(amount.value, hedge, expect)
    return replace(amount, quality=Quality.APPROXIMATE, low=low, high=high)
