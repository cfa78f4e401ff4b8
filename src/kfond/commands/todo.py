"""kfond todo: what is due, with the command to run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, write_whole
from kfond.errors import ExitCode
from kfond.messages import say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kfond.todo.items import Item


def todo(
    ctx: typer.Context,
    due: Annotated[
        bool,
        typer.Option("--due", help="Only what should have been done by today; ends with 5 if there is any."),
    ] = False,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="FILE", help="Write what has a last day as a calendar.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One object a thing to do, for scripts.")] = False,
) -> None:
    """Tell what is due: answers that are missing, cells to review, applications, last days."""
    from kfond.todo.actions import due_items

    desk = Desk.of(ctx)
    with desk.reading() as session:
        items = due_items(session, desk.today)
    if due:
        items = tuple(item for item in items if item.on is not None and item.on <= desk.today)
    if ics:
        write_whole(ics, _calendar(desk, items))
        desk.say(say("Wrote {path}.", path=ics.absolute()))
    elif as_json:
        desk.out_json([_as_json(desk, item) for item in items])
    else:
        _show(desk, items)
    if due and items:
        raise typer.Exit(int(ExitCode.FOUND))


def _show(desk: Desk, items: Sequence[Item]) -> None:
    if not items:
        desk.say(say("Nothing is due."))
        return
    headings = (say("Last day"), say("What"), say("Command"))
    late = desk.words(say("overdue"))
    desk.table(
        [desk.words(heading) for heading in headings],
        [
            (
                ""
                if item.on is None
                else f"{item.on.isoformat()}{f' ({late})' if item.is_overdue(desk.today) else ''}",
                f"{desk.words(item.what)}{f' ({item.note})' if item.note else ''}",
                item.command,
            )
            for item in items
        ],
    )
    overdue = sum(item.is_overdue(desk.today) for item in items)
    if overdue:
        desk.say(say_count("{count} thing is overdue.", "{count} things are overdue.", overdue))


def _as_json(desk: Desk, item: Item) -> dict[str, object]:
    return {
        "id": item.uid,
        "on": item.on.isoformat() if item.on else None,
        "overdue": item.is_overdue(desk.today),
        "what": desk.words(item.what),
        "command": item.command,
        "note": item.note,
    }


def _calendar(desk: Desk, items: Sequence[Item]) -> bytes:
    from kfond.reports.writers.ics import Event, EventKind, as_ics

    events = [
        Event(
            f"todo-{item.uid}@kfond",
            item.on,
            item.on,
            desk.words(item.what),
            f"{item.note}. {item.command}" if item.note else item.command,
            EventKind.DEADLINE,
        )
        for item in items
        if item.on is not None
    ]
    return as_ics(events, desk.words(say("What is due")), desk.today)
