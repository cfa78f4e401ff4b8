"""kfond fund condition and met: what must be met before a payment, and that it was."""

from __future__ import annotations

from typing import Annotated

import typer

from kfond.commands.desk import Desk, day_of
from kfond.commands.fund_recording import DryRun, Key, Number, On
from kfond.messages import say

Named = Annotated[str, typer.Argument(metavar="CONDITION", help="The condition, by a short name.")]


def condition(
    ctx: typer.Context,
    application: Key,
    key: Named,
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="What must be met, in words.")],
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", help="The last day, where there is one.")
    ] = None,
    payment: Number = None,
    dry_run: DryRun = False,
) -> None:
    """Enter a condition of the decision; with --payment that payment waits for it."""
    from kfond.db.log import write_entry
    from kfond.funding.actions import case_of
    from kfond.funding.ledger import Condition
    from kfond.funding.money_actions import ask

    desk = Desk.of(ctx)
    last = day_of(due, "--due") if due else None
    with desk.writing(keep=not dry_run) as session:
        case = case_of(session, application)
        summary = say("{key}: condition {condition}: {text}", key=case.key, condition=key, text=text)
        entry = write_entry(session, desk.now, f"fund condition {case.key}", summary, desk.language)
        ask(session, case, Condition(key, text, last, payment, None, ""), entry)
    desk.tell_done(summary, dry_run=dry_run)


def met(
    ctx: typer.Context,
    application: Key,
    key: Named,
    on: On = None,
    evidence: Annotated[
        str, typer.Option("--evidence", metavar="TEXT", help="What shows it: a document, a decision.")
    ] = "",
    dry_run: DryRun = False,
) -> None:
    """Enter that a condition is met."""
    from kfond.db.log import write_entry
    from kfond.funding.actions import case_of
    from kfond.funding.money_actions import meet

    desk = Desk.of(ctx)
    day = day_of(on, "--on") if on else desk.today
    with desk.writing(keep=not dry_run) as session:
        case = case_of(session, application)
        summary = say(
            "{key}: condition {condition} is met ({day}).", key=case.key, condition=key, day=day.isoformat()
        )
        entry = write_entry(session, desk.now, f"fund met {case.key}", summary, desk.language)
        meet(session, case, key, day, evidence, entry)
    desk.tell_done(summary, dry_run=dry_run)
