"""kfond settings: what can be set, whose default it is, and changing it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, write_whole
from kfond.errors import data_refusal, reason_of
from kfond.messages import Message, say
from kfond.provenance import Place
from kfond.settings import DEFAULTS, DESCRIPTIONS

if TYPE_CHECKING:
    from kfond.settings import Settings

settings = typer.Typer(
    add_completion=False, help="Show, change, export or import the settings.", invoke_without_command=True
)

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change; keep nothing.")]


@settings.callback()
def show(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One object a setting, for scripts.")] = False,
) -> None:
    """Show, change, export or import the settings."""
    if ctx.invoked_subcommand:
        return
    desk = Desk.of(ctx)
    now = _in_force(desk)
    if as_json:
        desk.out_json([_as_json(desk, now, key) for key in DESCRIPTIONS])
        return
    headings = (say("Setting"), say("Value"), say("Default"), say("What it decides"), say("Whose default"))
    values, defaults = now.as_text(), DEFAULTS.as_text()
    desk.table(
        [desk.words(heading) for heading in headings],
        [
            (key, values[key], defaults[key], desk.words(what), desk.words(whose))
            for key, (what, whose) in DESCRIPTIONS.items()
        ],
    )


@settings.command("set")
def set_(ctx: typer.Context, key: str, value: str, dry_run: DryRun = False) -> None:
    """Change one setting."""
    _change(Desk.of(ctx), {key: value}, f"settings set {key} {value}", dry_run)


@settings.command("export")
def export(
    ctx: typer.Context,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="The file; else standard output.")
    ] = None,
) -> None:
    """Write every setting as TOML, with what it decides."""
    desk = Desk.of(ctx)
    text = _as_toml(desk, _in_force(desk))
    if output is None:
        desk.out(text)
    else:
        write_whole(output, text)
        desk.say(say("Wrote {path}.", path=output.absolute()))


@settings.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TOML file as export writes it.")],
    dry_run: DryRun = False,
) -> None:
    """Take settings from a TOML file: all of it, or nothing where something is wrong."""
    _change(Desk.of(ctx), _read_toml(file), f"settings import {file.name}", dry_run)


def _in_force(desk: Desk) -> Settings:
    from kfond.db.settings import settings_of

    with desk.reading() as session:
        return settings_of(session)


def _change(desk: Desk, values: Mapping[str, str], command: str, dry_run: bool) -> None:
    from kfond.db.log import write_entry
    from kfond.db.settings import differences, keep_settings, settings_of

    with desk.writing(keep=not dry_run) as session:
        changes = differences(settings_of(session), keep_settings(session, values))
        summary = _told(changes)
        if changes:
            write_entry(session, desk.now, command, summary, desk.language)
    desk.say(summary)
    if dry_run:
        desk.say(say("Nothing was kept (--dry-run)."))


def _told(changes: Mapping[str, tuple[str, str]]) -> Message:
    if not changes:
        return say("The settings are so already; nothing is changed.")
    shown = tuple(
        say("{key} “{before}” → “{after}”", key=key, before=before, after=after)
        for key, (before, after) in changes.items()
    )
    return say("Settings changed: {shown}.", shown=shown)


def _as_toml(desk: Desk, now: Settings) -> str:
    parts = []
    for key, (what, whose) in DESCRIPTIONS.items():
        default = say(
            "Default: {default} ({whose}).", default=_toml_value(getattr(DEFAULTS, key)), whose=whose
        )
        parts.append(
            f"# {desk.words(what)}\n# {desk.words(default)}\n{key} = {_toml_value(getattr(now, key))}\n"
        )
    return "\n".join(parts)


def _toml_value(value: object) -> str:
    # A JSON string is a TOML string: the same quotes, the same escapes.
    return (
        json.dumps(value or "", ensure_ascii=False) if value is None or isinstance(value, str) else str(value)
    )


def _read_toml(file: Path) -> dict[str, str]:
    """Key to text; what is neither text nor a number is refused with the other wrong values."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as fault:
        raise data_refusal(
            say("The file cannot be read: {reason}.", reason=reason_of(fault)),
            say("Check the name; kfond looked for {path}.", path=file.absolute()),
            Place(file.name),
        ) from fault
    except ValueError as fault:
        raise data_refusal(
            say("The file is no TOML: {reason}.", reason=fault),
            say("kfond settings export shows what it should look like."),
            Place(file.name),
        ) from fault
    return {key: str(value) for key, value in content.items()}


def _as_json(desk: Desk, now: Settings, key: str) -> dict[str, object]:
    what, whose = DESCRIPTIONS[key]
    return {
        "key": key,
        "value": _json_value(getattr(now, key)),
        "default": _json_value(getattr(DEFAULTS, key)),
        "what": desk.words(what),
        "whose_default": desk.words(whose),
    }


def _json_value(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value
