"""Whether an application's money adds up: its costs, their total, what others bear, and what the call sets."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kfond.funding.amounts import amount_of, in_kronor, in_toml, worked_for
from kfond.funding.application import Application, CostLine, OwnShare
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
    yield from twice("costs", [line.key for line in application.costs])


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


def sums(application: Application, fund: Fund) -> Iterator[Found]:
    """The costs against the total, and the total against the ceiling."""
    amounts = [amount_of(line) for line in application.costs]
    known = [amount for amount in amounts if amount is not None]
    if application.total is None:
        if application.costs and len(known) == len(amounts):
            yield (
                "total_sek",
                say("the total is not written"),
                say("Write {example}.", example=f"total_sek = {in_toml(sum(known))}"),
            )
        return
    if known and len(known) == len(amounts) and sum(known) != application.total:
        yield (
            "total_sek",
            say(
                "the costs make {sum} = {made}, and the total says {total}",
                sum=" + ".join(in_kronor(amount) for amount in known),
                made=in_kronor(sum(known)),
                total=in_kronor(application.total),
            ),
            say(
                "Change a cost or the total; the difference is {difference}.",
                difference=in_kronor(abs(sum(known) - application.total)),
            ),
        )
    if fund.ceiling is not None and application.total > fund.ceiling:
        yield (
            "total_sek",
            say("{total} is more than the fund gives", total=in_kronor(application.total)),
            say("Apply for at most {most}.", most=in_kronor(fund.ceiling)),
        )


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
    smallest = fund.co_financing.smallest if fund.co_financing else None
    smallest = application.parameters.get("co_financing", smallest)
    amounts = [amount_of(share) for share in application.own_shares]
    applied = application.applied
    if not smallest or applied is None or None in amounts:
        return
    borne = sum(amount for amount in amounts if amount is not None)
    needed = smallest * (borne + applied)
    if borne < needed:
        yield (
            "own_shares",
            say(
                "co-financing is {borne} of {whole}; the fund asks for at least {share} %",
                borne=in_kronor(borne),
                whole=in_kronor(borne + applied),
                share=f"{float(smallest * 100):g}",
            ),
            say(
                "Co-finance at least {least} of applied {applied}.",
                least=in_kronor(_least(smallest, applied)),
                applied=in_kronor(applied),
            ),
        )


def _least(smallest: Fraction, applied: int) -> int:
    """The least that others must bear beside `applied`, in öre."""
    return -int(-(smallest * applied / (1 - smallest)) // 1) if smallest < 1 else applied


def parameters(application: Application, fund: Fund) -> Iterator[Found]:
    """What the call sets."""
    for key, words in fund.parameters.items():
        if key not in application.parameters:
            yield (
                "parameters",
                say("the call's “{key}” is not written: {words}", key=key, words=words),
                say("Write it below {table}: {example}.", table="[parameters]", example=f"{key} = 0.15"),
            )
