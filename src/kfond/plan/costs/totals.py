"""What a round costs, all parts together."""

from __future__ import annotations

from fractions import Fraction

from kfond.plan.costs.values import Price

HUNDREDTHS = 100


def round_total(price: Price | None, groups: int, days: int | None, participants: int | None) -> int | None:
    """Whole öre for `groups` groups of `days` hundredths of a day each, with `participants` in all.

    None, not known: no price is stated, a price a day for a course whose days are not known, or a price for each
    participant where nobody knows how many they are (`participants` None). A part that the price does not state is
    no part of it. A part of an öre is rounded up.
    """
    if price is None or not price.is_known:
        return None
    if price.per_day is not None and days is None:
        return None
    if price.per_participant and participants is None:
        return None
    by_day = -(-(price.per_day or 0) * (days or 0) * groups // HUNDREDTHS)
    return (
        ((price.per_group or 0) + (price.trainer or 0)) * groups
        + by_day
        + (price.per_participant or 0) * (participants or 0)
    )


def cost_of_empty_seats(price: Price, total: int, participants: int, capacity: int) -> Fraction:
    """The part of a round's `total` öre that falls on the seats which nobody takes.

    An empty seat costs as much as a taken one, but for what is paid for each participant. A round with more
    participants than its capacity has no empty seat.
    """
    empty = capacity - participants
    if empty <= 0:
        return Fraction(0)
    by_head = (price.per_participant or 0) * participants
    return Fraction((total - by_head) * empty, capacity)
