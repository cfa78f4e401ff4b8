"""What a plan costs, in kronor as a reader meets them: the known apart from the unknown, never one as the other."""

from __future__ import annotations

from collections.abc import Container, Iterable
from decimal import Decimal

from kfond.formatting import number
from kfond.periods import Term
from kfond.plan.costs.values import ORE_IN_KRONA
from kfond.plan.costs.years import Sum, sum_of
from kfond.plan.proposal import MunicipalSeats, Plan, Round

UNKNOWN = "inte känt"


def kronor(ore: int | Decimal | None) -> str:
    """Whole kronor; "inte känt" where nobody knows."""
    return UNKNOWN if ore is None else number(Decimal(ore) / ORE_IN_KRONA, 0)


def has_prices(plan: Plan) -> bool:
    """Whether the cost of any round is known; without that no column of kronor says anything."""
    return any(cost_of(found) is not None for found in plan.rounds)


def cost_of(found: Round) -> int | None:
    """Öre for all groups of a round; None where it is not known, or not ours to pay."""
    return found.cost.total if found.cost else None


def cost_of_rounds(rounds: Iterable[Round]) -> Sum:
    """What rounds of ours cost, with those of which it is not known."""
    return sum_of([(_name(found), cost_of(found)) for found in rounds if found.groups is not None])


def share_of(plan: Plan, code: str, terms: Container[Term] | None = None) -> Sum:
    """What a municipality pays for all rounds, or those of some terms, less what it is credited; what is not known.

    A round in which it has no seat and pays nothing is no part of it; one with open seats is, and is not known.
    """
    return sum_of(
        [
            (_name(found), share.cost)
            for found in plan.rounds
            if terms is None or found.term in terms
            for share in found.shares
            if share.need.code == code and is_concerned(share)
        ]
    )


def is_concerned(share: MunicipalSeats) -> bool:
    """Whether a round costs a municipality anything, or might."""
    return share.seats is None or share.seats > 0 or bool(share.cost)


def known_kronor(costs: Sum) -> str:
    """The known part of a sum; "inte känt" where no part of it is known."""
    return UNKNOWN if costs.parts and len(costs.unknown) == costs.parts else kronor(costs.known)


def _name(found: Round) -> str:
    return f"{found.course.name} {found.term.label}"
