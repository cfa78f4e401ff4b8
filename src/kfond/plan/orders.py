"""What the plan would be if the last two goals, the municipality worst off and the most value, changed places."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from kfond.messages import Message, say, say_count
from kfond.plan.choice.choose import in_other_order
from kfond.plan.choice.outcome import Outcome, outcome_of
from kfond.plan.choice.values import Choice, Order
from kfond.plan.costs.values import ORE_IN_KRONA
from kfond.plan.menus.values import Schedule
from kfond.plan.proposal import Plan
from kfond.plan.reason import Reason

HUNDREDTHS = 100
FIRST = {
    Order.FAIR_FIRST: say("the municipality worst off before the most value"),
    Order.VALUE_FIRST: say("the most value before the municipality worst off"),
}


def order_reasons(plan: Plan) -> Iterator[Reason]:
    """What either order of the two goals comes to; nothing where shares are not compared.

    A plan that is too large to be proven is chosen in its own order alone, and says so: within its gap the other
    order would differ by chance.
    """
    if plan.task.limits.is_fair and plan.task.limits.gap:
        yield Reason(
            "order_of_goals",
            say(
                "The plan seeks {order}; what the other order would give is not tried in a plan of this size.",
                order=FIRST[plan.task.limits.order],
            ),
        )
        return
    other = in_other_order(plan.task, plan.choice)
    if other is None:
        return
    order = FIRST[plan.task.limits.order]
    if _starts(plan, other) == _starts(plan, plan.choice):
        text = say("The plan seeks {order}; the other way round it has the same starts.", order=order)
    else:
        text = say(
            "The plan seeks {order}: {parts}. The other way round it would be: {other}.",
            order=order,
            parts=tuple(_parts(plan, plan.choice)),
            other=tuple(_parts(plan, other)),
        )
    yield Reason("order_of_goals", text)
    if plan.basis.standing:
        yield Reason(
            "order_of_goals", say("The first terms, chosen before the others, stand in either order.")
        )


def _chosen(plan: Plan, choice: Choice) -> tuple[Schedule, ...]:
    return tuple(menu.schedules[choice.chosen[menu.key]] for menu in plan.task.menus)


def _starts(plan: Plan, choice: Choice) -> tuple[tuple[int, ...], ...]:
    """The groups of each course in the planned terms."""
    return tuple(schedule.groups[: plan.task.planned] for schedule in _chosen(plan, choice))


def _parts(plan: Plan, choice: Choice) -> Iterator[Message]:
    """The worst share, seats and known costs of the planned terms, and what must be declined of them."""
    outcome = outcome_of(plan.task, choice.chosen)
    schedules = _chosen(plan, choice)
    yield say(
        "the municipality worst off gets {percent} % of what it could get",
        percent=int(max(Fraction(0), outcome.fairness) * 100),
    )
    seats = sum(sum(schedule.seats[: plan.task.planned]) for schedule in schedules)
    yield say_count("{count} shared seat", "{count} shared seats", seats)
    known = [
        cost
        for schedule in schedules
        for year, cost in zip(plan.task.years, schedule.costs, strict=True)
        if cost and year <= plan.last_year
    ]
    if known:
        yield say("known costs of {kronor} kronor", kronor=_kronor(sum(known)))
    yield from _beyond(plan, outcome)


def _beyond(plan: Plan, outcome: Outcome) -> Iterator[Message]:
    """What must be declined, and what own budgets do not cover."""
    days = sum(each.days for each in outcome.declined if each.term < plan.task.planned)
    kronor = sum(each.amount for each in outcome.unpaid if plan.task.years[each.year] <= plan.last_year)
    if days:
        yield say("{days} days of courses to decline", days=Decimal(days) / HUNDREDTHS)
    if kronor:
        yield say("{kronor} kronor beyond own budgets", kronor=_kronor(kronor))
    if not days and not kronor:
        yield say("nothing to decline")


def _kronor(ore: int) -> Decimal:
    return (Decimal(ore) / ORE_IN_KRONA).quantize(Decimal(1))
