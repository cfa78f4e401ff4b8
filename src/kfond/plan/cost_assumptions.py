"""What a plan takes for granted about money: costs that are not known or not shared, budgets, fees not used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kfond.messages import say, together
from kfond.plan.costs.shares import MISSING
from kfond.plan.costs.values import Key
from kfond.plan.joint_budget import budget_reasons
from kfond.plan.proposal import Plan, Round
from kfond.plan.reason import Reason


def cost_assumptions(plan: Plan) -> Iterator[Reason]:
    """What is not known of the costs, what they are against the joint budget, and what of the lists of prices is not
    used."""
    yield from _costs(plan)
    yield from _fees_not_used(plan)


def _costs(plan: Plan) -> Iterator[Reason]:
    own = [found for found in plan.rounds if found.groups is not None]
    unknown = [found for found in own if found.cost is None or found.cost.total is None]
    if own and len(unknown) == len(own):
        yield Reason(
            "no_costs",
            say("Costs are not known: no prices are stated that hold for these courses and years."),
        )
    elif unknown:
        yield Reason(
            "unknown_costs",
            say(
                "What {count} of {all} rounds cost is not known (no price, or a price for each day without "
                "the number of days), "
                "and is in no sum.",
                count=len(unknown),
                all=len(own),
            ),
        )
    yield from _unshared(plan, own)
    yield from budget_reasons(plan)


def _unshared(plan: Plan, own: Sequence[Round]) -> Iterator[Reason]:
    """Rounds whose cost is known and of which nobody knows who pays what, since something is not stated."""
    key = Key(plan.basis.settings.cost_key)
    unshared = [found for found in own if found.costing and found.cost and found.cost.total is not None]
    unshared = [found for found in unshared if found.cost and found.cost.why]
    lacking = {
        code
        for found in unshared
        if found.cost and found.costing and key in MISSING
        for code in found.cost.payers
        if code and found.costing.weights.get(code) is None
    }
    if lacking:
        yield Reason(
            "unshared_costs",
            say(
                "Who pays what of {count} of {all} rounds is not known: {what} is not stated for {names}.",
                count=len(unshared),
                all=len(own),
                what=MISSING[key],
                names=together([member.name for member in plan.basis.members if member.code in lacking]),
            ),
        )


def _fees_not_used(plan: Plan) -> Iterator[Reason]:
    """Fees for each participant that the lists of prices state, where costs are shared in another way."""
    if plan.basis.settings.cost_key == "fixed_price":
        return
    with_fee = tuple(
        course.course.course.name
        for course in plan.courses
        if any(price and price.charged is not None for price in course.prices)
    )
    if with_fee:
        yield Reason(
            "fees_not_used",
            say(
                "The fee per participant that the price list states for {courses} is not used, since costs are shared "
                "in another way; for that write: {command}.",
                courses=with_fee,
                command="kfond settings set cost_key fixed_price",
            ),
        )
