"""Whether an application's money adds up: its costs, their total, what others bear, and what the call sets."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kfond.funding.amounts import amount_of, in_kronor, in_percent, in_toml, worked_for
from kfond.funding.application import Application, CostLine, OwnShare
from kfond.funding.application_keys import example_of
from kfond.funding.budget import (
    CO_FINANCING,
    allocated_to,
    applied_for,
    borne_by_others,
    excluding_pairs,
    flat_costs_of,
    has_support_rate,
    made_of,
    whole_cost,
)
from kfond.funding.checking.found import Found, twice
from kfond.funding.fund import Fund, PartKind
from kfond.messages import say


def costs(application: Application, fund: Fund) -> Iterator[Found]:
    """Each cost: known, eligible, within the time."""
    eligible = {kind.key: kind for kind in fund.cost_kinds}
    asked = any(part.kind is PartKind.COSTS for part in fund.parts)
    if asked and not application.costs:
        yield (
            "costs",
            say("no cost is written"),
            say("Write {table} with item and amount for each.", table="[[costs]]"),
        )
    for number, line in enumerate(application.costs):
        path = f"costs.{number}"
        yield from _amount(line, path, line.item)
        if line.kind and not eligible[line.kind].is_eligible:
            yield (
                f"{path}.kind",
                say("the fund does not pay for {kind}", kind=eligible[line.kind].label),
                say("Take the line away, or let somebody else bear it."),
            )
        if line.year is not None and not _is_year_of(application, fund, line.year):
            yield (
                f"{path}.year",
                say("the cost “{item}” is of {year}, outside the time", item=line.item, year=line.year),
                say("Write a year within the application's time."),
            )


def _amount(line: CostLine | OwnShare, path: str, name: str) -> Iterator[Found]:
    """What is wrong with an amount that may be made of hours and a rate."""
    if (line.hours is None) != (line.rate is None):
        yield (
            path,
            say("“{item}” has only one of hours and rate", item=name),
            say("Write both, or neither of them."),
        )
    worked = worked_for(line)
    if worked is not None and line.amount is not None and worked != line.amount:
        yield (
            f"{path}.amount_sek",
            say(
                "“{item}”: hours and rate make {worked}, not {amount}",
                item=name,
                worked=in_kronor(worked),
                amount=in_kronor(line.amount),
            ),
            say("Change one of them, or leave the amount out."),
        )
    if worked is None and line.amount is None:
        yield (
            path,
            say("what “{item}” costs is not known", item=name),
            say("Write {example}.", example="amount_sek = 12000"),
        )


def _is_year_of(application: Application, fund: Fund, year: int) -> bool:
    if application.start and application.end:
        return application.start.year <= year <= application.end.year
    return fund.years is None or fund.years[0] <= year <= fund.years[1]


def flat_rates(application: Application, fund: Fund) -> Iterator[Found]:
    """The flat rates in use: none that excludes another, and every line of a kind, so that their base is known."""
    used = flat_costs_of(application, fund)
    for one, other in excluding_pairs(used):
        yield (
            f"parameters.{other.key}",
            say("“{one}” and “{other}” cannot be used together", one=one.label, other=other.label),
            say("Take {one} or {other} away.", one=one.key, other=other.key),
        )
    for number, line in enumerate(application.costs):
        if used and not line.kind:
            yield (
                f"costs.{number}",
                say("the cost “{item}” has no kind, and flat rates are counted by kinds", item=line.item),
                say("Write {example}.", example=f'kind = "{used[0].rate.base[0]}"'),
            )
    yield from twice("costs", [*(line.key for line in application.costs), *(cost.rate.key for cost in used)])


def sums(application: Application, fund: Fund) -> Iterator[Found]:
    """The costs and flat rates against the total, and what is applied for against the most that there is."""
    made = made_of(application, fund)
    if application.total is None and made is not None:
        yield (
            "total_sek",
            say("the total is not written"),
            say("Write {example}.", example=f"total_sek = {in_toml(made)}"),
        )
    if application.total is not None and made is not None and made != application.total:
        yield (
            "total_sek",
            say(
                "the costs make {sum} = {made}, and the total says {total}",
                sum=" + ".join(_terms(application, fund)),
                made=in_kronor(made),
                total=in_kronor(application.total),
            ),
            say(
                "Change a cost or the total; the difference is {difference}.",
                difference=in_kronor(abs(made - application.total)),
            ),
        )
    applied = applied_for(application, fund)
    if application.total is None or applied is None:
        return
    if fund.ceiling is not None and applied > fund.ceiling:
        yield (
            "total_sek",
            say("{total} is more than the fund gives", total=in_kronor(applied)),
            say("Apply for at most {most}.", most=in_kronor(fund.ceiling)),
        )
    allocated = allocated_to(application)
    if allocated is not None and applied > allocated:
        yield (
            "total_sek",
            say("{total} is more than was allocated", total=in_kronor(applied)),
            say("Ask for at most {most}.", most=in_kronor(allocated)),
        )


def _terms(application: Application, fund: Fund) -> Iterator[str]:
    """What the total is the sum of: the lines, and each flat rate with what it is counted on."""
    for line in application.costs:
        yield in_kronor(amount_of(line) or 0)
    for cost in flat_costs_of(application, fund):
        yield f"{in_kronor(cost.amount or 0)} ({in_percent(cost.share)} × {in_kronor(cost.base or 0)})"


def own_shares(application: Application, fund: Fund) -> Iterator[Found]:
    """What others bear, and whether it is enough."""
    for number, share in enumerate(application.own_shares):
        path = f"own_shares.{number}"
        yield from _amount(share, path, share.by)
        if share.is_in_kind and fund.co_financing and not fund.co_financing.may_be_hours:
            yield (
                path,
                say("the fund does not count worked hours as co-financing"),
                say("State money instead."),
            )
    yield from _enough(application, fund)


def _enough(application: Application, fund: Fund) -> Iterator[Found]:
    """Whether others bear what the fund asks for, and all that the fund does not pay."""
    smallest = fund.co_financing.smallest if fund.co_financing else None
    smallest = application.parameters.get(CO_FINANCING, smallest)
    applied, whole = applied_for(application, fund), whole_cost(application, fund)
    borne = borne_by_others(application)
    if applied is None or whole is None or borne is None:
        return
    if smallest and borne < smallest * whole:
        yield (
            "own_shares",
            say(
                "co-financing is {borne} of {whole}; the fund asks for at least {share}",
                borne=in_kronor(borne),
                whole=in_kronor(whole),
                share=in_percent(smallest),
            ),
            say(
                "Co-finance at least {least} of applied {applied}.",
                least=in_kronor(_least(smallest, applied, whole, has_support_rate(fund))),
                applied=in_kronor(applied),
            ),
        )
    elif applied + borne < whole:
        yield (
            "own_shares",
            say(
                "applied {applied} and co-financing {borne} do not make the budget {whole}",
                applied=in_kronor(applied),
                borne=in_kronor(borne),
                whole=in_kronor(whole),
            ),
            say("Let somebody bear {rest} more.", rest=in_kronor(whole - applied - borne)),
        )


def _least(smallest: Fraction, applied: int, whole: int, is_within: bool) -> int:
    """The least that others must bear, in öre: within `whole`, and then all that is not applied for; else beside
    `applied`."""
    if is_within:
        return max(-int(-(smallest * whole) // 1), whole - applied)
    return -int(-(smallest * applied / (1 - smallest)) // 1) if smallest < 1 else applied


def parameters(application: Application, fund: Fund) -> Iterator[Found]:
    """What the call sets. A flat rate that is not stated is not used."""
    rates = {rate.key for rate in fund.flat_rates}
    for key, words in fund.parameters.items():
        if key not in application.parameters and key not in rates:
            yield (
                "parameters",
                say("the call's “{key}” is not written: {words}", key=key, words=words),
                say(
                    "Write it below {table}: {example}.", table="[parameters]", example=example_of(fund, key)
                ),
            )
