"""What the rounds of a plan cost whom, by the key in the settings and what the municipalities state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kfond.periods import Term
from kfond.plan.costs.shares import MISSING, cost_of
from kfond.plan.costs.values import ORE_IN_KRONA, Costing, Key, Price, RoundCost
from kfond.plan.drafts import Draft
from kfond.plan.menus.values import Schedule
from kfond.plan.proposal import CoursePlan, Plan
from kfond.plan.season import Season
from kfond.settings import Settings


def cost_of_round(draft: Draft, schedule: Schedule, at: int, season: Season) -> RoundCost:
    """What the round of a schedule in term number `at` costs, and who pays."""
    return cost_of(costing_of(draft, schedule, at, season), season.basis.settings)


def costing_of(draft: Draft, schedule: Schedule, at: int, season: Season) -> Costing:
    """What the cost of the round of a schedule in term number `at` is reckoned from.

    A course with open seats alone costs what its groups cost, and nobody's share of it is known; with a price for each
    participant as well, what it costs is not known.
    """
    settings = season.basis.settings
    sharing = schedule.sharings[at]
    granted = dict(sharing.granted) if sharing else {}
    key = Key(settings.cost_key)
    return Costing(
        price=draft.prices[at],
        groups=schedule.groups[at],
        days=draft.days,
        seats={member.code: granted.get(member.code, 0) for member in season.basis.members},
        capacity=schedule.groups[at] * draft.size.largest,
        key=key,
        weights=weights_of(season, key, season.horizon[at].year),
        fixed_price=general_price(settings),
        is_open=sharing is None,
    )


def general_price(settings: Settings) -> int | None:
    """The fixed price of a seat for courses without one of their own, in öre; None where none is set."""
    price = settings.price_per_participant
    return None if price is None else int(price * ORE_IN_KRONA)


def prices_in(
    plan: Plan, course: CoursePlan, terms: Sequence[Term]
) -> tuple[tuple[tuple[Term, ...], Price], ...]:
    """What a course is known to cost in some terms of the plan, each price once with its terms.

    Without terms, the price of the first planned term that is not over.
    """
    if not terms:
        to_come = [term for term in plan.terms if term.end >= plan.basis.asked.as_of]
        terms = to_come[:1] or plan.terms[-1:]
    found: dict[tuple[int | None, ...], tuple[tuple[Term, ...], Price]] = {}
    for term in terms:
        price = course.prices[plan.horizon.index(term)]
        if price and price.is_known:
            amounts = (price.per_group, price.per_day, price.per_participant, price.trainer, price.charged)
            before, same = found.get(amounts, ((), price))
            found[amounts] = ((*before, term), same)
    return tuple(found.values())


def charged_for(plan: Plan, price: Price | None) -> int | None:
    """The fixed price of a seat in öre, where the settings say that each pays one; else None."""
    settings = plan.basis.settings
    if Key(settings.cost_key) is not Key.FIXED_PRICE:
        return None
    if price and price.charged is not None:
        return price.charged
    return general_price(settings)


def weights_of(season: Season, key: Key, year: int) -> Mapping[str, Decimal | int | None]:
    """What the shares are in proportion to: inhabitants or agreed per cent as stated for the year, or the staff.

    Nothing where the key shares by seats, alike, or at a fixed price.
    """
    if key not in MISSING:
        return {}
    if key is Key.STAFF:
        return {code: staff[0] for code, staff in season.staff.items()}
    newest: dict[str, tuple[int, Decimal | int | None]] = {}
    for limit in season.basis.limits:
        value = limit.population if key is Key.POPULATION else limit.percent
        if value is not None and limit.year <= year and limit.year >= newest.get(limit.code, (0, None))[0]:
            newest[limit.code] = (limit.year, value)
    return {code: value for code, (_, value) in newest.items()}
