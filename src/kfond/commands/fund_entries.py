"""kfond fund grant, pay and the others: what is entered on the money of an application."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from kfond.commands.desk import Desk
from kfond.commands.fund_amounts import bearer_wish, hours_of, ore_of
from kfond.commands.fund_recording import (
    Amount,
    AsJson,
    By,
    DryRun,
    Key,
    Line,
    Minus,
    Number,
    On,
    Said,
    Why,
    Year,
    day_said,
    enter,
    logged,
    signed,
    tell,
)
from kfond.errors import usage_refusal
from kfond.messages import say


def _of_decision(verb: str, kind: str, told: str) -> Callable[..., None]:
    """A verb for what is proposed or decided: in all, for a year, or for a budget line."""

    def entered(
        ctx: typer.Context,
        application: Key,
        amount: Amount,
        on: On = None,
        year: Year = None,
        line: Line = "",
        by: By = "",
        why: Why = "",
        minus: Minus = False,
        dry_run: DryRun = False,
        as_json: AsJson = False,
    ) -> None:
        said = Said(signed(amount, minus), on, year, line, by=by, why=why)
        enter(ctx, verb, application, kind, said, dry_run, as_json)

    entered.__doc__ = told
    return entered


def _of_year(verb: str, kind: str, told: str) -> Callable[..., None]:
    """A verb for what is asked of the fund or given back to it: in all or for a year."""

    def entered(
        ctx: typer.Context,
        application: Key,
        amount: Amount,
        on: On = None,
        year: Year = None,
        by: By = "",
        why: Why = "",
        minus: Minus = False,
        dry_run: DryRun = False,
        as_json: AsJson = False,
    ) -> None:
        said = Said(signed(amount, minus), on, year, by=by, why=why)
        enter(ctx, verb, application, kind, said, dry_run, as_json)

    entered.__doc__ = told
    return entered


def plan(
    ctx: typer.Context,
    application: Key,
    amount: Amount,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day that it is to come.")],
    payment: Annotated[
        int | None, typer.Option("--payment", min=1, metavar="NUMBER", help="Its number; else the next one.")
    ] = None,
    year: Year = None,
    line: Line = "",
    why: Why = "",
    minus: Minus = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Plan a payment that is to come."""
    said = Said(signed(amount, minus), on, year, line, payment=payment, why=why)
    enter(ctx, "plan", application, "planned", said, dry_run, as_json)


def pay(
    ctx: typer.Context,
    application: Key,
    amount: Amount,
    on: On = None,
    payment: Number = None,
    year: Year = None,
    line: Line = "",
    why: Why = "",
    minus: Minus = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Enter that the fund has paid, with --payment what was planned."""
    said = Said(signed(amount, minus), on, year, line, payment=payment, why=why)
    enter(ctx, "pay", application, "paid", said, dry_run, as_json)


def move(
    ctx: typer.Context,
    application: Key,
    amount: Amount,
    to: Annotated[str, typer.Option("--to", metavar="LINE", help="The budget line that gets it.")],
    from_: Annotated[
        str, typer.Option("--from", metavar="LINE", help="The line that gives it; else what is not divided.")
    ] = "",
    on: On = None,
    year: Year = None,
    by: By = "",
    why: Why = "",
    minus: Minus = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Move money from one budget line to another, or divide what is not divided."""
    said = Said(signed(amount, minus), on, year, from_, to, by=by, why=why)
    enter(ctx, "move", application, "moved", said, dry_run, as_json)


def reclaim(
    ctx: typer.Context,
    application: Key,
    amount: Amount,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The last day to repay it.")],
    year: Year = None,
    by: By = "",
    why: Why = "",
    minus: Minus = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Enter that the fund has decided to have money back, by a day."""
    said = Said(signed(amount, minus), on, year, by=by, why=why)
    enter(ctx, "reclaim", application, "reclaimed", said, dry_run, as_json)


def co_finance(
    ctx: typer.Context,
    application: Key,
    amount: Annotated[str, typer.Argument(metavar="[AMOUNT]", help="Kronor, where it is money.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Whose money or time it is.")] = "",
    hours: Annotated[str, typer.Option("--hours", metavar="HOURS", help="Worked hours, such as 12,5.")] = "",
    rate: Annotated[str, typer.Option("--rate", metavar="KRONOR", help="What an hour is worth.")] = "",
    on: On = None,
    year: Year = None,
    line: Line = "",
    why: Why = "",
    minus: Minus = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Enter what others than the fund bear: money, or hours times a rate."""
    from kfond.funding.amounts import worth_of_hours

    if bool(hours) != bool(rate) or bool(amount) == bool(hours) or not by.strip():
        raise usage_refusal(
            say("Co-financing is either an amount, or hours and what an hour is worth, and somebody's."),
            say(
                "Write for example {money}, or {hours}.",
                money="9000 --by Orust",
                hours="--hours 12,5 --rate 345 --by Orust",
            ),
        )
    sign = -1 if minus else 1
    worked, worth = (sign * hours_of(hours), ore_of(rate)) if hours else (None, None)
    value = signed(amount, minus) if worked is None or worth is None else worth_of_hours(worked, worth)
    said = Said(value, on, year, line, hours=worked, rate=worth, by=by, why=why)
    enter(ctx, "co-finance", application, "co_financed", said, dry_run, as_json)


def explain(
    ctx: typer.Context,
    application: Key,
    line: Annotated[str, typer.Argument(metavar="LINE", help="The budget line, by its key.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why its use differs from its budget.")],
    on: On = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Explain why a budget line was used otherwise than it was meant."""
    enter(ctx, "explain", application, "used", Said(0, on, 0, line, why=why), dry_run, as_json)


def use(
    ctx: typer.Context,
    application: Key,
    amount: Amount,
    voucher: Annotated[
        str, typer.Option("--voucher", metavar="NUMBER", help="The voucher in the accounts, each once.")
    ],
    item: Annotated[str, typer.Option("--item", metavar="TEXT", help="What was paid for.")],
    line: Line = "",
    other: Annotated[
        list[str] | None,
        typer.Option(
            "--other",
            metavar="WHO=SHARE",
            help="Who else bears a share: “egen budget=25%”, “ID:LINE=3000”; the application bears the rest.",
        ),
    ] = None,
    on: On = None,
    year: Year = None,
    why: Why = "",
    minus: Annotated[bool, typer.Option("--minus", help="A credit: money that came back.")] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Enter a cost, of which the application bears all or what others leave."""
    from kfond.funding.actions import case_of, cases
    from kfond.funding.cost_shares import Bearer, Wish, split
    from kfond.funding.costs import Cost
    from kfond.funding.ledger import kronor
    from kfond.funding.money_actions import keep_cost, ledger_of, refuse_cost
    from kfond.provenance import Place

    desk, day = Desk.of(ctx), day_said(ctx, on)
    whole = signed(amount, minus)
    with desk.writing(keep=not dry_run) as session:
        case = case_of(session, application)
        keys = {each.key for each in cases(session)}
        wishes = [Wish(Bearer(case.key, line)), *(bearer_wish(text, keys) for text in other or ())]
        shares = split(whole, wishes, Place(voucher))
        cost = Cost(voucher, item, day, day.year if year is None else year, whole, shares, why)
        before = ledger_of(session, case, desk.today)
        refuse_cost(session, cost, desk.today)
        summary = say(
            "{key}: {share} kronor used of voucher {voucher}, {amount} kronor.",
            key=case.key,
            share=kronor(shares[0].amount),
            voucher=voucher,
            amount=kronor(whole),
        )
        keep_cost(session, cost, logged(session, desk, f"fund use {case.key}", summary))
        after = ledger_of(session, case, desk.today)
    tell(desk, case, summary, (before, after), dry_run, as_json)


VERBS: dict[str, Callable[..., None]] = {
    "recommend": _of_decision(
        "recommend", "recommended", "Enter what those who assessed the application propose to grant."
    ),
    "grant": _of_decision(
        "grant", "granted", "Enter what was granted: in all, for a year, or for a budget line."
    ),
    "plan": plan,
    "request": _of_year(
        "request",
        "requested",
        "Enter that money was asked for out of what is granted: a requisition, or a claim for payment.",
    ),
    "pay": pay,
    "use": use,
    "co-finance": co_finance,
    "move": move,
    "explain": explain,
    "reclaim": reclaim,
    "repay": _of_year("repay", "repaid", "Enter that money was paid back to the fund."),
}
