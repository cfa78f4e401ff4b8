"""How an entry on the money of an application is made, kept and told of: shared by the verbs of kfond fund."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, day_of
from kfond.commands.fund_amounts import ore_of
from kfond.messages import Message

if TYPE_CHECKING:
    from sqlmodel import Session

    from kfond.funding.actions import Case
    from kfond.funding.entry_rules import Ledger
    from kfond.funding.ledger import Entry, EntryKind

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


def enter(
    ctx: typer.Context, verb: str, application: str, kind: str, said: Said, dry_run: bool, as_json: bool
) -> None:
    """Makes the entry that a verb asks for, keeps it, and says where the money stands after it."""
    from kfond.funding.actions import case_of
    from kfond.funding.entry_words import entered
    from kfond.funding.ledger import EntryKind
    from kfond.funding.money_actions import keep_entry, ledger_of

    desk, day = Desk.of(ctx), day_said(ctx, said.on)
    with desk.writing(keep=not dry_run) as session:
        case = case_of(session, application)
        ledger = ledger_of(session, case, desk.today)
        entry = _entry(ledger, EntryKind(kind), day, said)
        after = ledger.with_entry(entry)
        summary = entered(case.key, entry)
        keep_entry(session, case, entry, logged(session, desk, f"fund {verb} {case.key}", summary))
    tell(desk, case, summary, (ledger, after), dry_run, as_json)


def _entry(ledger: Ledger, kind: EntryKind, day: date, said: Said) -> Entry:
    """The entry with what nobody had to say: its year and line, its number, the reason that rounding is."""
    from dataclasses import replace

    from kfond.funding.entry_rules import reason_in_rounding, year_of
    from kfond.funding.ledger import Entry, EntryKind
    from kfond.funding.payment_rules import next_payment

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


def day_said(ctx: typer.Context, on: str | None) -> date:
    """The day of --on, else today."""
    return day_of(on, "--on") if on else Desk.of(ctx).today


def signed(text: str, minus: bool) -> int:
    """An amount in öre, below 0 where it is a correction."""
    return -ore_of(text) if minus else ore_of(text)


def logged(session: Session, desk: Desk, command: str, summary: Message) -> int:
    """The number of the entry in the log of what was done."""
    from kfond.db.log import write_entry

    return write_entry(session, desk.now, command, summary, desk.language)


def tell(
    desk: Desk, case: Case, summary: Message, ledgers: tuple[Ledger, Ledger], dry_run: bool, as_json: bool
) -> None:
    """Says what was entered, where the money stands after it, and what it has made too much. `ledgers`: before and
    after."""
    from kfond.funding.entry_words import stands

    before, after = ledgers
    if as_json:
        from kfond.commands.fund_json import amounts_as_json

        desk.out_json({"id": case.key, **amounts_as_json(after.standing.total), "dry_run": dry_run})
    else:
        desk.tell_done(summary, dry_run=dry_run)
        for sentence in stands(after):
            desk.say(sentence)
    known = _overuse(case, before)
    for sentence in _overuse(case, after):
        if sentence not in known:
            desk.insist(sentence)


def _overuse(case: Case, ledger: Ledger) -> tuple[Message, ...]:
    from kfond.funding.accounts import account_of, overuse_of
    from kfond.funding.life import WORDS

    return tuple(overuse_of(account_of(case.key, case.title, case.fund, WORDS[case.state], ledger, ())))
