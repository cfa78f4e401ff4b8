"""kfond application step, list and show: where each application stands, and how it got there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, day_of
from kfond.errors import ExitCode, Refusal, data_refusal, reason_of
from kfond.funding.life import State
from kfond.messages import say
from kfond.provenance import Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlmodel import Session

    from kfond.funding.actions import Case
    from kfond.funding.fund import Deadline
    from kfond.funding.life import Step

Key = Annotated[
    str, typer.Argument(metavar="ID", help="The application, as kfond application list names it.")
]


def step(
    ctx: typer.Context,
    application: Key,
    state: Annotated[
        str, typer.Argument(metavar="STATE", help=f"Where it stands from now on: {', '.join(State)}.")
    ],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day of the step; else today.")] = None,
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
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be kept; keep nothing.")] = False,
) -> None:
    """Record a step in the life of an application."""
    from kfond.commands.application_texts import application_of
    from kfond.db.log import write_entry
    from kfond.funding.actions import case_of, fingerprint_of, take_step
    from kfond.funding.life import WORDS, Step, read_state, refuse_step

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
    desk.say(summary)
    if dry_run:
        desk.say(say("Nothing was changed (--dry-run)."))
    else:
        _tell_if_late(desk, case, taken)
        _tell_what_is_next(desk, case, wanted)


def list_(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One object an application, for scripts.")] = False,
) -> None:
    """List the applications and where each stands."""
    from kfond.funding.actions import cases
    from kfond.funding.amounts import in_kronor
    from kfond.funding.budget import applied_for
    from kfond.funding.life import WORDS

    desk = Desk.of(ctx)
    with desk.reading() as session:
        known = cases(session)
        told = [_as_json(session, case) for case in known] if as_json else []
    if as_json:
        desk.out_json(told)
        return
    headings = (
        say("Application"),
        say("Title"),
        say("Fund"),
        say("Stands as"),
        say("Since"),
        say("Applied for"),
    )
    rows = []
    for case in known:
        applied = applied_for(case.application(), case.fund)
        rows.append(
            (
                case.key,
                case.title,
                case.fund.title,
                desk.words(WORDS[case.state]),
                case.steps[-1].on.isoformat(),
                desk.words(say("not known")) if applied is None else in_kronor(applied),
            )
        )
    desk.table([desk.words(heading) for heading in headings], rows)


def show(
    ctx: typer.Context,
    application: Key,
    as_json: Annotated[bool, typer.Option("--json", help="One object, for scripts.")] = False,
) -> None:
    """Show every step of an application, what may follow, and the fund's last days."""
    from kfond.funding.actions import case_of
    from kfond.funding.judging import told_both
    from kfond.funding.life import ALLOWED, WORDS
    from kfond.funding.measuring import contradictions

    desk = Desk.of(ctx)
    with desk.reading() as session:
        case = case_of(session, application)
        told, deadlines = _as_json(session, case), _deadlines(session, case)
        both = [
            told_both(target, outcome)
            for target, outcome in contradictions(session, case.application(), case.id, desk.today)
        ]
    if as_json:
        desk.out_json({**told, "contradictions": [desk.words(each) for each in both]})
        return
    headings = (say("Day"), say("Stands as"), say("By"), say("Note"), say("Fingerprint"))
    rows = [
        (
            each.on.isoformat(),
            desk.words(
                say("back to: {state}", state=WORDS[each.state]) if each.is_back else WORDS[each.state]
            ),
            each.by,
            each.note,
            each.document[:12],
        )
        for each in case.steps
    ]
    desk.table([desk.words(heading) for heading in headings], rows)
    if deadlines:
        _show_deadlines(desk, deadlines)
    for each in both:
        desk.out(desk.words(say("To look at: {what}", what=each)))
    if ALLOWED[case.state]:
        desk.say(say("Next may be {states}.", states=tuple(ALLOWED[case.state])))


def _show_deadlines(desk: Desk, deadlines: Sequence[tuple[Deadline, date | None]]) -> None:
    """The last days of the fund for the application, each with what must be looked up first."""
    headings = (say("Last day"), say("What"), say("Look up first"))
    rows = [
        (
            desk.words(say("not known yet")) if on is None else on.isoformat(),
            deadline.label,
            deadline.note,
        )
        for deadline, on in deadlines
    ]
    desk.table([desk.words(heading) for heading in headings], rows)


def _deadlines(session: Session, case: Case) -> list[tuple[Deadline, date | None]]:
    from kfond.funding.due import day_of as deadline_day
    from kfond.funding.money_actions import paid_on

    application, paid = case.application(), paid_on(session, case.id)
    return [(each, deadline_day(each, application, case.steps, paid)) for each in case.fund.deadlines]


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


def _tell_what_is_next(desk: Desk, case: Case, state: State) -> None:
    from kfond.funding.life import ALLOWED

    if state in (State.GRANTED, State.GRANTED_IN_PART):
        desk.say(say("Record what was granted: {command}.", command=f"kfond fund grant {case.key} …"))
    elif ALLOWED[state]:
        desk.say(say("Next may be {states}.", states=tuple(ALLOWED[state])))


def _as_json(session: Session, case: Case) -> dict[str, object]:
    from kfond.funding.budget import applied_for

    return {
        "id": case.key,
        "title": case.title,
        "fund": case.fund.key,
        "folder": case.folder,
        "state": case.state.value,
        "steps": [
            {
                "state": each.state.value,
                "on": each.on.isoformat(),
                "by": each.by,
                "note": each.note,
                "back": each.is_back,
                "sha256": each.document,
            }
            for each in case.steps
        ],
        "deadlines": [
            {
                "key": deadline.key,
                "what": deadline.label,
                "on": on.isoformat() if on else None,
                "note": deadline.note,
            }
            for deadline, on in _deadlines(session, case)
        ],
        "applied_ore": applied_for(case.application(), case.fund),
    }
