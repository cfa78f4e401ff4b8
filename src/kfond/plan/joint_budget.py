"""What the joint budget of each planned year is used for: known costs, what is held for open seats, what is left."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kfond.messages import Message, say, say_count
from kfond.plan.costs.totals import round_total
from kfond.plan.costs.values import ORE_IN_KRONA, whole_kronor
from kfond.plan.proposal import CoursePlan, Plan, Round
from kfond.plan.reason import Reason


def budget_reasons(plan: Plan) -> Iterator[Reason]:
    """The joint budget of each planned year, and the courses that count as nothing against any budget."""
    budget = plan.basis.settings.joint_budget
    for year in range(plan.first_year, plan.last_year + 1) if budget is not None else ():
        yield Reason("budget", _used(plan, year, budget or Decimal(0)))
    is_limited = budget is not None or bool(plan.task.limits.own_budgets)
    if is_limited and plan.choice.uncounted:
        yield Reason(
            "uncounted",
            say(
                "Against the budgets these courses count as nothing, since what they cost is not known: {courses}.",
                courses=tuple(plan.task.names[key] for key in plan.choice.uncounted),
            ),
        )


def _used(plan: Plan, year: int, budget: Decimal) -> Message:
    own = [
        (course, found)
        for course in plan.courses
        for found in course.rounds
        if found.groups is not None and found.term.year == year
    ]
    costs = [found.cost.total if found.cost else None for _, found in own]
    known = [cost for cost in costs if cost is not None]
    held = [_held(plan, *each) for each, cost in zip(own, costs, strict=True) if cost is None]
    counted = [cost for cost in held if cost is not None]
    return say(
        "Budget {year}: {budget} kronor. The costs that are known come to {kronor} kronor.{held}{unknown} {left} "
        "kronor are left.",
        year=year,
        budget=budget,
        kronor=whole_kronor(sum(known)),
        held=_held_in_words(counted),
        unknown=_unknown_in_words(held.count(None), len(own)),
        left=whole_kronor(int(budget * ORE_IN_KRONA) - sum(known) - sum(counted)),
    )


def _held(plan: Plan, course: CoursePlan, found: Round) -> int | None:
    """Öre that the choice counts for a round whose seats are open: that of its smallest groups; None is not known."""
    if found.seats is not None or found.groups is None:
        return None
    price = course.prices[plan.horizon.index(found.term)]
    return round_total(price, found.groups, course.days, found.groups * course.size.smallest)


def _held_in_words(counted: list[int]) -> Message:
    if not counted:
        return Message("")
    return say_count(
        " For {count} round with open seats {kronor} kronor more are held, what its smallest groups cost.",
        " For {count} rounds with open seats {kronor} kronor more are held, what their smallest groups cost.",
        len(counted),
        kronor=whole_kronor(sum(counted)),
    )


def _unknown_in_words(count: int, every: int) -> Message:
    if not count:
        return Message("")
    return say_count(
        " What {count} of {all} rounds costs is not known, and it counts as nothing.",
        " What {count} of {all} rounds cost is not known, and they count as nothing.",
        count,
        all=every,
    )
