"""Who pays what of one round: shares by a key, empty seats, credits for a lent trainer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from kfond.messages import Message, say
from kfond.plan.costs.totals import cost_of_empty_seats, round_total
from kfond.plan.costs.values import Costing, Key, Price, RoundCost
from kfond.settings import Settings
from kfond.sharing import round_by_largest_remainder

ASSOCIATION = ""
"""The code of the association among those who pay."""
WHOLE = 100
NO_PRICE = say("The cost is not known: no price is stated.")
NO_DAYS = say("The cost is not known: the price is for each day, and nobody has stated how many.")
NO_CHARGE = say("The course has a fixed price, but nobody has stated it.")
NO_SEATS = say("The cost cannot be shared: nobody has a seat.")
NO_PARTICIPANTS = say("The cost is not known: there is a price for each participant, and the seats are open.")
MISSING: Mapping[Key, Message] = {
    Key.POPULATION: say("the population"),
    Key.STAFF: say("the number of staff"),
    Key.PERCENT: say("the agreed per cent"),
}
"""What a key needs to know of each municipality."""

Weights = Mapping[str, Decimal | int | None]
"""Municipality code -> inhabitants, staff or agreed per cent; one that is left out or None is not known."""


def cost_of(costing: Costing, settings: Settings) -> RoundCost:
    """What a round costs and who pays, by all that it is reckoned from (see `round_cost`)."""
    return round_cost(
        price=costing.price,
        groups=costing.groups,
        days=costing.days,
        seats=costing.seats,
        capacity=costing.capacity,
        key=costing.key,
        weights=costing.weights,
        settings=settings,
        fixed_price=costing.fixed_price,
        is_open=costing.is_open,
    )


def round_cost(
    price: Price | None,
    groups: int,
    days: int | None,
    seats: Mapping[str, int],
    capacity: int,
    key: Key,
    weights: Weights,
    settings: Settings,
    fixed_price: int | None,
    is_open: bool = False,
) -> RoundCost:
    """What a round of `groups` groups costs each payer, in whole öre that sum to the cost.

    `days` are hundredths for each group, `capacity` the seats of all groups. `seats` has every member, with 0 for
    one without a seat; it is those that pay alike for empty seats when the settings say "members". Seats, equal
    shares, population and staff share between those with a seat; agreed per cent between all who agreed, and
    then they must come to 100. What a part of an öre leaves goes to the largest remainders, ties by code.
    With a fixed price (the course's own, else `fixed_price` in öre) each pays price x seats, and the association is
    left with the balance, empty seats included. `is_open`: all seats are, so that nobody knows how many take part; what
    is paid for each of them is not known either. Raises ValueError for a negative number.
    """
    _check(groups, seats, capacity, weights)
    total = round_total(price, groups, days, None if is_open else sum(seats.values()))
    credit = {price.lender: price.trainer * groups} if price and price.lender and price.trainer else {}
    if key is Key.FIXED_PRICE:
        charged = price.charged if price and price.charged is not None else fixed_price
        return _charged(total, credit, seats, charged, _unknown(price, days), is_open)
    payers = _payers(key, seats, weights)
    sharers = _payers_of_empty_seats(seats, capacity, settings)
    everybody = tuple(sorted({*payers, *sharers}))
    if price is None or total is None:
        return RoundCost(None, {}, credit, None, everybody, _unknown(price, days))
    empty = cost_of_empty_seats(price, total, sum(seats.values()), capacity) if sharers else Fraction(0)
    why = _why_not_shared(key, payers, weights)
    if why and total > empty:
        return RoundCost(total, {}, credit, None, everybody, why)
    exact = dict.fromkeys(everybody, Fraction(0))
    if not why:
        exact |= _in_proportion(total - empty, {code: _weight(key, code, seats, weights) for code in payers})
    for code in sharers:
        exact[code] += empty / len(sharers)
    return RoundCost(total, round_by_largest_remainder(exact, total), credit, 0, everybody)


def _charged(
    total: int | None,
    credit: Mapping[str, int],
    seats: Mapping[str, int],
    charged: int | None,
    unknown: Message,
    is_open: bool,
) -> RoundCost:
    """What a round costs at a fixed price for each seat; the association keeps or pays the rest."""
    payers = _with_seats(seats)
    if total is None:
        return RoundCost(None, {}, credit, None, payers, unknown)
    if charged is None:
        return RoundCost(total, {}, credit, None, payers, NO_CHARGE)
    if is_open:
        return RoundCost(total, {}, credit, None, payers, NO_SEATS)
    shares = {code: charged * seats[code] for code in payers}
    return RoundCost(total, shares, credit, sum(shares.values()) - total, payers)


def _check(groups: int, seats: Mapping[str, int], capacity: int, weights: Weights) -> None:
    """Raise ValueError for a negative number."""
    known = [weight for weight in weights.values() if weight is not None]
    if min(groups, capacity, *seats.values(), *known) < 0:
        raise ValueError(f"negative number among {groups}, {capacity}, {dict(seats)}, {dict(weights)}")


def _with_seats(seats: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(code for code, number in seats.items() if number))


def _payers(key: Key, seats: Mapping[str, int], weights: Weights) -> tuple[str, ...]:
    """Who pays for the seats that are taken."""
    agreed: Iterable[str] = weights if key is Key.PERCENT else ()
    return tuple(sorted({*_with_seats(seats), *agreed}))


def _payers_of_empty_seats(seats: Mapping[str, int], capacity: int, settings: Settings) -> tuple[str, ...]:
    """Who pays for empty seats by a rule of its own; nobody where there are none, or the participants pay."""
    if settings.empty_seats == "participants" or sum(seats.values()) >= capacity:
        return ()
    return tuple(sorted(seats)) if settings.empty_seats == "members" else (ASSOCIATION,)


def _why_not_shared(key: Key, payers: tuple[str, ...], weights: Weights) -> Message | None:
    """Why a cost cannot be shared by this key, or None."""
    if not payers:
        return NO_SEATS
    if key not in MISSING:
        return None
    lacking = tuple(code for code in payers if weights.get(code) is None)
    if lacking:
        return say(
            "The cost cannot be shared: {what} is not known for {codes}.", what=MISSING[key], codes=lacking
        )
    whole = sum(Decimal(weights[code] or 0) for code in payers)
    if key is Key.PERCENT and whole != WHOLE:
        return say("The cost cannot be shared: the agreed per cent come to {sum}, not 100.", sum=whole)
    if not whole:
        return say("The cost cannot be shared: {what} is 0 for everybody who is to pay.", what=MISSING[key])
    return None


def _weight(key: Key, code: str, seats: Mapping[str, int], weights: Weights) -> Fraction:
    """What a payer weighs; `_why_not_shared` has seen to it that it is known."""
    if key is Key.SEATS:
        return Fraction(seats[code])
    return Fraction(1) if key is Key.EQUAL else Fraction(weights[code] or 0)


def _in_proportion(amount: Fraction, by: Mapping[str, Fraction]) -> dict[str, Fraction]:
    whole = sum(by.values(), Fraction(0))
    return {code: amount * weight / whole for code, weight in by.items()}


def _unknown(price: Price | None, days: int | None) -> Message:
    """Why a cost is not known: no price at all, one for each day of a course whose days nobody has stated, or one for
    each participant where nobody knows how many they are."""
    if price is None or not price.is_known:
        return NO_PRICE
    return NO_DAYS if price.per_day is not None and days is None else NO_PARTICIPANTS
