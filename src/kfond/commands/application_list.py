"""kfond application list and show: where each application stands, and how it got there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk
from kfond.commands.fund_recording import Key
from kfond.errors import Refusal
from kfond.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlmodel import Session

    from kfond.funding.actions import Case
    from kfond.funding.fund import Deadline


def list_(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One object an application, for scripts.")] = False,
) -> None:
    """List the applications and where each stands."""
    from kfond.funding.actions import cases
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
    rows = [
        (
            case.key,
            case.title,
            case.fund.title,
            desk.words(WORDS[case.state]),
            case.steps[-1].on.isoformat(),
            _applied_in_words(desk, case),
        )
        for case in known
    ]
    desk.table([desk.words(heading) for heading in headings], rows)


def _applied_in_words(desk: Desk, case: Case) -> str:
    """What is applied for: what was sent, with what the file says now where that differs; before it is sent, the
    file's."""
    from kfond.funding.amounts import in_kronor

    sent = _applied(case)
    try:
        in_file = _applied_in_file(case)
    except Refusal as refusal:
        in_file = sent
        if case.submitted_on is None:
            desk.show_refusal(refusal)
    kept, now = (desk.words(say("not known")) if ore is None else in_kronor(ore) for ore in (sent, in_file))
    if in_file == sent:
        return kept
    if case.submitted_on is None:
        return desk.words(say("{amount} (in the file)", amount=now))
    return desk.words(say("{amount} ({now} in the file now)", amount=kept, now=now))


def _applied(case: Case) -> int | None:
    """What was sent, in öre, or kept at the latest step of an application that was not; None where nobody knows."""
    from kfond.funding.budget import applied_for
    from kfond.funding.life import State

    return applied_for(case.application(State.COMPLETED, State.SUBMITTED), case.fund)


def _applied_in_file(case: Case) -> int | None:
    """What the application's file asks for now, in öre. Raises Refusal (exit 3) where it cannot be read."""
    from kfond.commands.application_texts import application_of
    from kfond.funding.budget import applied_for

    return applied_for(application_of(case), case.fund)


def show(
    ctx: typer.Context,
    application: Key,
    as_json: Annotated[bool, typer.Option("--json", help="One object, for scripts.")] = False,
) -> None:
    """Show every step of an application, what may follow, and the fund's last days."""
    from kfond.funding.actions import case_of
    from kfond.funding.judging import told_both
    from kfond.funding.life import ALLOWED, WORDS, typed
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
    _show(desk, headings, rows)
    if deadlines:
        _show_deadlines(desk, deadlines)
    for each in both:
        desk.out(desk.words(say("To look at: {what}", what=each)))
    if ALLOWED[case.state]:
        desk.say(say("Next may be {states}.", states=typed(ALLOWED[case.state])))


def _show_deadlines(desk: Desk, deadlines: Sequence[tuple[Deadline, date | None]]) -> None:
    """The last days of the fund for the application, each with what the fund notes on it."""
    headings = (say("Last day"), say("What"), say("Note"))
    rows = [
        (
            desk.words(say("not known yet")) if on is None else on.isoformat(),
            deadline.label,
            deadline.note,
        )
        for deadline, on in deadlines
    ]
    desk.out("")
    _show(desk, headings, rows)


def _show(desk: Desk, headings: Sequence[Message], rows: Sequence[Sequence[str]]) -> None:
    """A table without the columns in which nothing stands."""
    told = [at for at in range(len(headings)) if any(row[at] for row in rows)]
    desk.table([desk.words(headings[at]) for at in told], [[row[at] for at in told] for row in rows])


def _deadlines(session: Session, case: Case) -> list[tuple[Deadline, date | None]]:
    from kfond.funding.due import day_of as deadline_day
    from kfond.funding.money_actions import paid_on

    application, paid = case.application(), paid_on(session, case.id)
    return [(each, deadline_day(each, application, case.steps, paid)) for each in case.fund.deadlines]


def _as_json(session: Session, case: Case) -> dict[str, object]:
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
        "applied_ore": _applied(case),
        "applied_in_file_ore": _in_file_for_scripts(case),
    }


def _in_file_for_scripts(case: Case) -> int | None:
    try:
        return _applied_in_file(case)
    except Refusal:
        return None
