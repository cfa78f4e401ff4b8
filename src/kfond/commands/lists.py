"""kfond lists: what the lists of the municipalities say, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kfond.choices import one_of
from kfond.commands.as_json import place_as_json, reading_as_json
from kfond.commands.desk import Desk
from kfond.errors import usage_refusal
from kfond.messages import Message, say

if TYPE_CHECKING:
    from kfond.lists.rows import Row, Value


def lists(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="[KIND]", help="The kind of list; without it, which there are.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One object a row, for scripts.")] = False,
) -> None:
    """Show what has been read from lists, row by row."""
    from kfond.importers.kinds import NAMES
    from kfond.lists.actions import current_rows
    from kfond.lists.kinds import KINDS

    desk = Desk.of(ctx)
    if kind and kind not in KINDS:
        raise usage_refusal(
            say("There is no list called “{kind}”.", kind=kind),
            one_of(kind, {each: NAMES[each] for each in KINDS}),
        )
    with desk.reading() as session:
        found = {key: current_rows(session, key) for key in ((kind,) if kind else KINDS)}
    rows = [row for held in found.values() for row in held]
    if as_json:
        desk.out_json([_as_json(row) for row in rows])
    elif not rows:
        desk.say(say("No rows are kept. Import a list: kfond import FILE."))
    elif kind:
        _show(desk, found[kind])
    else:
        _show_kinds(desk, found)


def _show_kinds(desk: Desk, found: dict[str, tuple[Row, ...]]) -> None:
    from kfond.importers.kinds import LABELS

    headings = (say("List"), say("What it is"), say("Rows"), say("Municipalities"), say("Period"))
    desk.table(
        [desk.words(heading) for heading in headings],
        [
            (
                key,
                desk.words(LABELS[key]),
                str(len(rows)),
                str(len({row.municipality_code for row in rows if row.municipality_code})),
                _period(rows),
            )
            for key, rows in found.items()
            if rows
        ],
    )


def _period(rows: tuple[Row, ...]) -> str:
    days = [day for row in rows for day in (row.first_day, row.last_day) if day]
    return f"{min(days)}–{max(days)}" if days else ""


def _show(desk: Desk, rows: tuple[Row, ...]) -> None:
    from kfond.lists.kinds import list_kind

    fields = list(dict.fromkeys(value.field for row in rows for value in row.values))
    headings = {field.key: field.heading for field in list_kind(rows[0].kind).fields}
    about = (say("Municipality"), say("What"), say("From"), say("To"))
    cell = desk.words(say("Cell"))
    desk.table(
        [*(desk.words(heading) for heading in about), *(headings.get(key, key) for key in fields), cell],
        [
            (
                f"{row.municipality} {row.unit}".strip(),
                row.name,
                row.first_day.isoformat() if row.first_day else "",
                row.last_day.isoformat() if row.last_day else "",
                *(_typed(desk, row.value(key)) for key in fields),
                str(row.source.place),
            )
            for row in rows
        ],
    )


def _typed(desk: Desk, value: Value | None) -> str:
    """A value as its sender wrote it, with a word where a human should look."""
    if value is None:
        return ""
    text = value.reading.verbatim or value.text
    return desk.words(say("{figure} (review)", figure=Message(text))) if value.reading.review else text


def _as_json(row: Row) -> dict[str, object]:
    return {
        "kind": row.kind,
        "municipality_code": row.municipality_code or None,
        "municipality": row.municipality,
        "unit": row.unit,
        "area": row.area,
        "name": row.name,
        "first_day": row.first_day.isoformat() if row.first_day else None,
        "last_day": row.last_day.isoformat() if row.last_day else None,
        "person": row.person or None,
        "values": {value.field: _value_as_json(value) for value in row.values},
        "source": place_as_json(row.source.place),
    }


def _value_as_json(value: Value) -> dict[str, object]:
    return {
        "text": value.text,
        **reading_as_json(value.reading),
        "source": place_as_json(value.source.place),
    }
