"""What a round costs, all parts together."""

from __future__ import annotations

from kfond.plan.costs.values import Price

HUNDREDTHS = 100


def round_total(price: Price | None, groups: int, days: int | None, participants: int) -> int | None:
    """Whole öre for `groups` groups of `days` hundredths of a day each, with `participants` in all.

    None, not known: no price is stated, or a price a day for a course whose days are not known. A part that the
    price does not state is no part of it. A part of an öre is rounded up.
    """
    if price is None or not price.is_known:
        return None
    if price.per_day is not None and days is None:
        return None
    by_day = -(-(price.per_day or 0) * (days or 0) * groups // HUNDREDTHS)
    return (
        ((price.per_group or 0) + (price.trainer or 0)) * groups
        + by_day
        + (price.per_participant or 0) * participants
    )
