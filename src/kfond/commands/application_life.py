"""kfond application step: where an application stands from now on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, day_of
from kfond.commands.fund_recording import DryRun, Key, On
from kfond.errors import ExitCode, Refusal, data_refusal, reason_of
from kfond.funding.life import TYPED, State
from kfond.messages import say
from kfond.provenance import Place

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from kfond.funding.actions import Case
    from kfond.funding.entry_rules import Ledger
    from kfond.funding.life import Step

STATES = ", ".join(f"{state} ({name.in_words('sv')})" for state, name in TYPED.items())
"""Every state, in English and Swedish: either can be typed."""


def step(
    ctx: typer.Context,
    application: Key,
    state: Annotated[str, typer.Argument(metavar="STATE", help=f"Where it stands from now on: {STATES}.")],
    on: On = None,
    by: Annotated[str, typer.Option(metavar="ROLE", help="Who took it: a role, never a name.")] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="What is to be remembered of it.")] = "",
    back: Annotated[
        bool, typer.Option("--back", help="It goes back to a state that it has been in; say why with --note.")
    ] = False,
    document: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The document of the step, such as the decision; its fingerprint is kept."
        ),
    ] = None,
    incomplete: Annotated[
        bool, typer.Option("--incomplete", help="Sign or submit it although something is missing.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Record a step in the life of an application."""
    from kfond.commands.application_texts import application_of
    from kfond.db.log import write_entry
    from kfond.funding.actions import case_of, fingerprint_of, take_step
    from kfond.funding.life import WORDS, Step, read_state, refuse_step
    from kfond.funding.money_actions import ledger_of

    desk = Desk.of(ctx)
    wanted = read_state(state)
    day = day_of(on, "--on") if on else desk.today
    with desk.writing(keep=not dry_run) as session:
        case = case_of(session, application)
        text = application_of(case).text
        mark = fingerprint_of(bytes_of(document) if document else text)
        taken = Step(wanted, day, by.strip(), note.strip(), back, mark, text)
        refuse_step(case.steps, taken, desk.today)
        if not (back or incomplete):
            _refuse_gaps(session, case, wanted, desk.today)
        summary = say(
            "{key} is now: {state} ({day}, {by}).", key=case.key, state=WORDS[wanted], day=day, by=taken.by
        )
        entry = write_entry(
            session, desk.now, f"application step {case.key} {wanted}", summary, desk.language
        )
        take_step(session, case.key, taken, desk.today, entry)
        ledger = ledger_of(session, case, desk.today)
    _tell_if_owed(desk, case, taken, ledger)
    desk.tell_done(summary, dry_run=dry_run)
    if not dry_run:
        _tell_if_late(desk, case, taken)
        _tell_what_is_next(desk, case, wanted, ledger)


def _refuse_gaps(session: Session, case: Case, state: State, today: date) -> None:
    """Raises Refusal (exit 5) where an application that lacks something is signed or sent."""
    from kfond.commands.application_texts import findings_of

    if state not in (State.SIGNED, State.SUBMITTED):
        return
    found = findings_of(session, case.key, None, today).problems
    if found:
        raise Refusal(ExitCode.FOUND, *found)


def bytes_of(path: Path) -> bytes:
    """The content of a file. Raises Refusal (exit 3) where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise data_refusal(
            say("The file cannot be read: {reason}.", reason=reason_of(fault)),
            say("Name a file that is there."),
            Place(str(path)),
        ) from fault


def _tell_if_late(desk: Desk, case: Case, taken: Step) -> None:
    """Says so where an application was sent after the fund's last day."""
    from kfond.funding.due import day_of as deadline_of

    if taken.state is not State.SUBMITTED:
        return
    days = [
        day
        for deadline in case.fund.deadlines
        if deadline.does == "submit" and (day := deadline_of(deadline, case.application(), case.steps))
    ]
    if days and taken.on > max(days):
        desk.insist(say("The fund's last day to apply was {day}.", day=max(days)))


def _tell_if_owed(desk: Desk, case: Case, taken: Step, ledger: Ledger) -> None:
    """Says so where an application is brought to its end with money that is to go back to the fund."""
    from kfond.funding.ledger import kronor
    from kfond.funding.repayments import owed

    amount = owed(ledger.entries, ledger.standing)
    if taken.state in (State.CLOSED, State.REPAID) and amount:
        desk.insist(
            say(
                "{amount} kronor are still to be paid back to the fund; enter it when it is done: {command}.",
                amount=kronor(amount),
                command=f"kfond fund repay {case.key} …",
            )
        )


def _tell_what_is_next(desk: Desk, case: Case, state: State, ledger: Ledger) -> None:
    """The states that may follow; after a decision what was granted comes first, if it is not entered yet."""
    from kfond.funding.life import ALLOWED, DECISIONS, typed
    from kfond.funding.repayments import owed

    is_decided_anew = any(step.state in DECISIONS for step in case.steps)
    is_entered = ledger.standing.decided_on is not None and not is_decided_anew
    if state in (State.GRANTED, State.GRANTED_IN_PART) and not is_entered:
        desk.say(say("Record what was granted: {command}.", command=f"kfond fund grant {case.key} …"))
    elif ALLOWED[state] and (state is not State.CLOSED or owed(ledger.entries, ledger.standing)):
        desk.say(say("Next may be {states}.", states=typed(ALLOWED[state])))
