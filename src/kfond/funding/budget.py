"""What an application costs and what it asks for: its cost lines, the flat rates on them, the call's support rate.

The call states its rates as parameters of an application. What is not stated is not known, and nothing that
hangs on it is either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kfond.funding.amounts import ORE, amount_of
from kfond.funding.application import Application, CostLine
from kfond.funding.fund import FlatRate, Fund, Rounding

SUPPORT_RATE = "stodsats"
"""The parameter that says which share of the eligible costs the fund pays."""
CO_FINANCING = "medfinansiering"
"""The parameter that says which share of the budget others must bear at least."""
ALLOCATION = "tilldelat-kronor"
"""The parameter that says what a list of distribution gives: in kronor in the file, in öre inside."""
THOUSAND = 1000 * ORE


@dataclass(frozen=True, slots=True)
class Promised:
    """What others than the fund have promised to bear, in öre: in money and in kind; None where it is not known."""

    in_money: int | None
    in_kind: int | None


NOTHING_PROMISED = Promised(0, 0)


@dataclass(frozen=True, slots=True)
class FlatCost:
    """A flat rate as an application uses it: `share` of `base` (öre), None where some of the base is not known."""

    rate: FlatRate
    share: Fraction
    base: int | None

    @property
    def amount(self) -> int | None:
        """What it comes to, down to whole öre; None where its base is not known."""
        return None if self.base is None else self.share * self.base // 1


def flat_costs(
    lines: Iterable[CostLine], parameters: Mapping[str, Fraction], fund: Fund
) -> tuple[FlatCost, ...]:
    """The flat rates in use, in the order of the fund: those that are stated, and those with a rate of their own
    that no stated one excludes.

    The base is not known where the amount of a line in it is not, or where a line does not say its kind.
    """
    costs = tuple(lines)
    is_sorted = all(line.kind for line in costs)
    stated = [rate for rate in fund.flat_rates if rate.rate is None and parameters.get(rate.key)]
    found = []
    for rate in fund.flat_rates:
        share = parameters.get(rate.key) if rate.rate is None else rate.rate
        gives_way = rate.rate is not None and any(exclude_each_other(rate, other) for other in stated)
        if share and not gives_way:
            base = summed(amount_of(line) for line in costs if line.kind in rate.base)
            found.append(FlatCost(rate, share, base if is_sorted else None))
    return tuple(found)


def exclude_each_other(one: FlatRate, other: FlatRate) -> bool:
    """Whether two flat rates cannot be used beside one another, whichever of the two says so."""
    return other.key in one.excludes or one.key in other.excludes


def flat_costs_of(application: Application, fund: Fund) -> tuple[FlatCost, ...]:
    """The flat rates that an application uses."""
    return flat_costs(application.costs, application.parameters, fund)


def made_of(application: Application, fund: Fund) -> int | None:
    """What the lines and the flat rates come to, in öre; None where there are no lines or one is not known."""
    if not application.costs:
        return None
    flat = (cost.amount for cost in flat_costs_of(application, fund))
    return summed([*(amount_of(line) for line in application.costs), *flat])


def total_of(application: Application, fund: Fund) -> int | None:
    """The whole of the costs in öre: the stated total, else what the lines and flat rates come to."""
    return application.total if application.total is not None else made_of(application, fund)


def has_support_rate(fund: Fund) -> bool:
    """Whether the fund pays a share of the costs that the call sets."""
    return SUPPORT_RATE in fund.parameters


def applied_for(application: Application, fund: Fund) -> int | None:
    """What is applied for, in öre: the whole of the costs, or the call's share of those that are eligible,
    rounded as the fund rounds. None where the costs or the share are not known."""
    total = total_of(application, fund)
    if not has_support_rate(fund):
        return total
    rate = application.parameters.get(SUPPORT_RATE)
    unpaid = {kind.key for kind in fund.cost_kinds if not kind.is_eligible}
    not_eligible = summed(amount_of(line) for line in application.costs if line.kind in unpaid)
    if total is None or rate is None or not_eligible is None:
        return None
    return in_rounding(fund, rate * (total - not_eligible) // 1)


def borne_by_others(application: Application) -> int | None:
    """What others than the fund bear, in öre; None where one of the shares is not known."""
    return summed(amount_of(share) for share in application.own_shares)


def promised_by_others(application: Application) -> Promised:
    """What others than the fund are to bear, in money and in kind."""
    shares = application.own_shares
    return Promised(
        summed(amount_of(share) for share in shares if not share.is_in_kind),
        summed(amount_of(share) for share in shares if share.is_in_kind),
    )


def whole_cost(application: Application, fund: Fund) -> int | None:
    """All that the project costs, in öre: with a support rate its costs, of which others bear the rest; else what
    is applied for and what others bear beside it."""
    if has_support_rate(fund):
        return total_of(application, fund)
    applied, borne = applied_for(application, fund), borne_by_others(application)
    return None if applied is None or borne is None else applied + borne


def whole_budget(application: Application, fund: Fund) -> int | None:
    """The budget as the fund states it, in öre: what others bear is left out where the fund leaves it out."""
    is_outside = fund.co_financing is not None and fund.co_financing.is_outside_budget
    return applied_for(application, fund) if is_outside else whole_cost(application, fund)


def budget_lines(application: Application, fund: Fund) -> tuple[CostLine, ...]:
    """The lines that money is asked for, flat rates among them: of each the share that the fund pays, rounded down,
    so that they never come to more than what is applied for."""
    flat = (
        CostLine(cost.rate.key, cost.rate.label, "", None, cost.amount)
        for cost in flat_costs_of(application, fund)
    )
    lines = (*application.costs, *flat)
    if not has_support_rate(fund):
        return lines
    rate = application.parameters.get(SUPPORT_RATE)
    unpaid = {kind.key for kind in fund.cost_kinds if not kind.is_eligible}
    return tuple(
        replace(
            line,
            amount=_share_of(amount_of(line), Fraction(0) if line.kind in unpaid else rate, fund),
            hours=None,
            rate=None,
        )
        for line in lines
    )


def _share_of(amount: int | None, rate: Fraction | None, fund: Fund) -> int | None:
    if amount is None or rate is None:
        return None
    share = rate * amount // 1
    return share // ORE * ORE if fund.rounding is Rounding.KRONA_DOWN else share


def allocated_to(application: Application) -> int | None:
    """What a list of distribution gives, in öre; None where it is not stated."""
    stated = application.parameters.get(ALLOCATION)
    return None if stated is None else int(stated)


def in_rounding(fund: Fund, applied: int) -> int:
    """An amount (öre) as the fund rounds."""
    match fund.rounding:
        case Rounding.THOUSAND_UP:
            return -(-applied // THOUSAND) * THOUSAND
        case Rounding.KRONA_DOWN:
            return applied // ORE * ORE
        case Rounding.NONE:
            return applied


def excluding_pairs(used: Sequence[FlatCost]) -> tuple[tuple[FlatRate, FlatRate], ...]:
    """The flat rates in use that cannot be used beside one another, each pair once."""
    rates = [cost.rate for cost in used]
    return tuple(
        (one, other)
        for at, one in enumerate(rates)
        for other in rates[at + 1 :]
        if exclude_each_other(one, other)
    )


def summed(amounts: Iterable[int | None]) -> int | None:
    """The sum; None where one of the amounts is not known."""
    total = 0
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total
