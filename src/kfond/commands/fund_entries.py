"""kfond fund grant, pay and the others: what is entered on the money of an application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, day_of
from kfond.commands.fund_amounts import bearer_wish, hours_of, ore_of
from kfond.errors import usage_refusal
from kfond.messages import Message, say

if TYPE_CHECKING:
    from sqlmodel import Session

    from kfond.funding.actions import Case
    from kfond.funding.entry_rules import Ledger
    from kfond.funding.ledger import Entry, EntryKind, Standing

Key = Annotated[
    str, typer.Argument(metavar="ID", help="The application, as kfond application list names it.")
]
Amount = Annotated[str, typer.Argument(metavar="AMOUNT", help="Kronor: 81000, 81000,50 or “81 tkr”.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day; else today.")]
Year = Annotated[
    int | None, typer.Option("--year", metavar="YEAR", help="The year that the money is for, where it is.")
]
Line = Annotated[str, typer.Option("--line", metavar="LINE", help="The budget line, by its key.")]
Why = Annotated[str, typer.Option("--why", "--note", metavar="TEXT", help="The reason, or what to remember.")]
By = Annotated[str, typer.Option("--by", metavar="ROLE", help="Who did it: a role, never a name.")]
Number = Annotated[
    int | None, typer.Option("--payment", min=1, metavar="NUMBER", help="The number of the planned payment.")
]
Minus = Annotated[
    bool, typer.Option("--minus", help="A correction: takes the amount from what was entered before.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be kept; keep nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Where the money stands after it, for scripts.")]


@dataclass(frozen=True, slots=True)
class Said:
    """What the options of a verb say of an entry."""

    amount: int
    on: str | None
    year: int | None
    line: str = ""
    to_line: str = ""
    payment: int | None = None
    hours: int | None = None
    rate: int | None = None
    by: str = ""
    why: str = ""


def recommend(
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
    """Enter what those who assessed the application propose to grant."""
    said = Said(_signed(amount, minus), on, year, line, by=by, why=why)
    _enter(ctx, "recommend", application, "recommended", said, dry_run, as_json)


def grant(
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
    """Enter what was granted: in all, for a year, or for a budget line."""
    said = Said(_signed(amount, minus), on, year, line, by=by, why=why)
    _enter(ctx, "grant", application, "granted", said, dry_run, as_json)


def request(
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
    """Enter that money was asked for out of what is granted: a requisition, or a claim for payment."""
    said = Said(_signed(amount, minus), on, year, by=by, why=why)
    _enter(ctx, "request", application, "requested", said, dry_run, as_json)


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
    said = Said(_signed(amount, minus), on, year, line, payment=payment, why=why)
    _enter(ctx, "plan", application, "planned", said, dry_run, as_json)


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
    said = Said(_signed(amount, minus), on, year, line, payment=payment, why=why)
    _enter(ctx, "pay", application, "paid", said, dry_run, as_json)


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
    said = Said(_signed(amount, minus), on, year, from_, to, by=by, why=why)
    _enter(ctx, "move", application, "moved", said, dry_run, as_json)


def repay(
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
    """Enter that money was paid back to the fund."""
    said = Said(_signed(amount, minus), on, year, by=by, why=why)
    _enter(ctx, "repay", application, "repaid", said, dry_run, as_json)


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
    value = _signed(amount, minus) if worked is None or worth is None else worth_of_hours(worked, worth)
    said = Said(value, on, year, line, hours=worked, rate=worth, by=by, why=why)
    _enter(ctx, "co-finance", application, "co_financed", said, dry_run, as_json)


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
    _enter(ctx, "explain", application, "used", Said(0, on, 0, line, why=why), dry_run, as_json)


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
    from kfond.funding.actions import cases
    from kfond.funding.cost_shares import Bearer, Wish, split
    from kfond.funding.costs import Cost
    from kfond.funding.ledger import kronor
    from kfond.funding.money_actions import keep_cost, ledger_of, refuse_cost
    from kfond.provenance import Place

    desk, day = Desk.of(ctx), _day(ctx, on)
    whole = _signed(amount, minus)
    with desk.writing(keep=not dry_run) as session:
        case = _case(session, application)
        keys = {each.key for each in cases(session)}
        wishes = [Wish(Bearer(case.key, line)), *(bearer_wish(text, keys) for text in other or ())]
        shares = split(whole, wishes, Place(voucher))
        cost = Cost(voucher, item, day, day.year if year is None else year, whole, shares, why)
        refuse_cost(session, cost, desk.today)
        summary = say(
            "{key}: {share} kronor used of voucher {voucher}, {amount} kronor.",
            key=case.key,
            share=kronor(shares[0].amount),
            voucher=voucher,
            amount=kronor(whole),
        )
        keep_cost(session, cost, _logged(session, desk, f"fund use {case.key}", summary))
        standing = ledger_of(session, case, desk.today).standing
    _tell(desk, case, summary, standing, dry_run, as_json)


def _enter(
    ctx: typer.Context, verb: str, application: str, kind: str, said: Said, dry_run: bool, as_json: bool
) -> None:
    """Makes the entry that a verb asks for, keeps it, and says where the money stands after it."""
    from kfond.funding.entry_words import entered
    from kfond.funding.ledger import EntryKind
    from kfond.funding.money_actions import keep_entry, ledger_of

    desk, day = Desk.of(ctx), _day(ctx, said.on)
    with desk.writing(keep=not dry_run) as session:
        case = _case(session, application)
        ledger = ledger_of(session, case, desk.today)
        entry = _entry(ledger, EntryKind(kind), day, said)
        after = ledger.with_entry(entry)
        summary = entered(case.key, entry)
        keep_entry(session, case, entry, _logged(session, desk, f"fund {verb} {case.key}", summary))
    _tell(desk, case, summary, after.standing, dry_run, as_json)


def _entry(ledger: Ledger, kind: EntryKind, day: date, said: Said) -> Entry:
    """The entry with what nobody had to say: its year and line, its number, the reason that rounding is."""
    from dataclasses import replace

    from kfond.funding.entry_rules import next_payment, reason_in_rounding, year_of
    from kfond.funding.ledger import Entry, EntryKind

    standing = ledger.standing
    planned = standing.payment(said.payment)
    number = said.payment
    if kind is EntryKind.PLANNED and number is None:
        number = next_payment(standing)
    entry = Entry(
        kind=kind,
        on=day,
        year=year_of(ledger, kind, day, said.payment) if said.year is None else said.year,
        amount=said.amount,
        line=said.line or (planned.line if planned else ""),
        to_line=said.to_line,
        payment=number,
        hours=said.hours,
        rate=said.rate,
        by=said.by.strip(),
        note=said.why.strip(),
    )
    reason = None if entry.note else reason_in_rounding(ledger, entry)
    return replace(entry, note=reason.in_words("sv")) if reason else entry


def _case(session: Session, application: str) -> Case:
    from kfond.funding.actions import case_of

    return case_of(session, application)


def _day(ctx: typer.Context, on: str | None) -> date:
    return day_of(on, "--on") if on else Desk.of(ctx).today


def _signed(text: str, minus: bool) -> int:
    return -ore_of(text) if minus else ore_of(text)


def _logged(session: Session, desk: Desk, command: str, summary: Message) -> int:
    from kfond.db.log import write_entry

    return write_entry(session, desk.now, command, summary, desk.language)


def _tell(desk: Desk, case: Case, summary: Message, standing: Standing, dry_run: bool, as_json: bool) -> None:
    from kfond.funding.entry_words import stands

    if as_json:
        from kfond.commands.fund_json import amounts_as_json

        desk.out_json({"id": case.key, **amounts_as_json(standing.total), "dry_run": dry_run})
        return
    desk.say(summary)
    desk.say(stands(standing))
    if dry_run:
        desk.say(say("Nothing was changed (--dry-run)."))


VERBS: dict[str, Callable[..., None]] = {
    "recommend": recommend,
    "grant": grant,
    "plan": plan,
    "request": request,
    "pay": pay,
    "use": use,
    "co-finance": co_finance,
    "move": move,
    "explain": explain,
    "repay": repay,
}
