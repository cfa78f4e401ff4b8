"""kfond db: the database as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kfond.commands.desk import Desk
from kfond.errors import ExitCode, usage_refusal
from kfond.messages import Message, say, say_count

db = typer.Typer(
    add_completion=False, help="Back up, check, upgrade or describe the database file.", no_args_is_help=True
)

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done; do nothing.")]


@db.command()
def info(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="The same, for scripts.")] = False,
) -> None:
    """Describe the database file: where, how large, which schema, what is in it."""
    from kfond.db import require_kfond, translated_faults
    from kfond.db.keys import key_path, key_state
    from kfond.db.upgrade import describe

    desk = Desk.of(ctx)
    require_kfond(desk.path)
    with translated_faults(desk.path):
        file = describe(desk.path)
        state = key_state(desk.path)
    if as_json:
        desk.out_json(
            {
                "path": str(file.path),
                "bytes": file.size,
                "schema": file.schema,
                "batches": file.standing,
                "batches_taken_back": file.taken_back,
                "copies": [str(copy) for copy in file.copies],
                "key": {"path": str(key_path(desk.path)), "state": state.value},
            }
        )
        return
    desk.out(str(file.path))
    desk.out(
        desk.words(
            say(
                "{size} kB, schema {schema}, {batches} ({taken_back} taken back)",
                size=-(-file.size // 1024),
                schema=file.schema,
                batches=say_count("{count} batch", "{count} batches", file.standing + file.taken_back),
                taken_back=file.taken_back,
            )
        )
    )
    for copy in file.copies:
        desk.out(desk.words(say("Earlier file: {path}", path=copy)))
    if key := _key_told(desk):
        desk.out(desk.words(key))


@db.command()
def check(ctx: typer.Context) -> None:
    """Let SQLite check the file: its pages and its references."""
    from kfond.db import require_kfond, translated_faults
    from kfond.db.upgrade import damage

    desk = Desk.of(ctx)
    require_kfond(desk.path)
    with translated_faults(desk.path):
        found = damage(desk.path)
    for line in found:
        desk.out(line)
    if found:
        raise typer.Exit(int(ExitCode.FOUND))
    desk.say(say("The file is sound."))


@db.command()
def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the copy.")],
) -> None:
    """Write a copy of the database; an older copy of that name is replaced."""
    from kfond.db import require_kfond, translated_faults
    from kfond.db.upgrade import backup as write_copy
    from kfond.db.upgrade import may_be_replaced

    desk = Desk.of(ctx)
    target = file.absolute()
    require_kfond(desk.path)
    if not target.parent.is_dir() or not may_be_replaced(target):
        raise usage_refusal(
            say("A copy cannot be written to {path}.", path=target),
            say("Name a file in a folder that exists, a new one or an older copy of a database of kfond."),
        )
    with translated_faults(desk.path):
        write_copy(desk.path, target)
    desk.say(say("Wrote {path}.", path=target))
    if key := _key_told(desk):
        desk.say(key)


def _key_told(desk: Desk) -> Message | None:
    """Where the key of the database's persons lies, or that it is not there; None where it has no persons."""
    from kfond.db.keys import KeyState, key_path, key_state

    path = key_path(desk.path)
    said = {
        KeyState.FITS: say(
            "The key for its persons is {path}; a copy of it belongs to a copy of the file.", path=path
        ),
        KeyState.MISSING: say("The key for its persons is missing: kfond looked for {path}.", path=path),
        KeyState.WRONG: say("{path} is not the key that its persons were kept with.", path=path),
    }
    return said.get(key_state(desk.path))


@db.command()
def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy to take.")],
    dry_run: DryRun = False,
) -> None:
    """Put a copy in the database's place; the present file is kept beside it."""
    from kfond.db import translated_faults
    from kfond.db.log import write_entry
    from kfond.db.upgrade import restore as put_back

    desk = Desk.of(ctx)
    with translated_faults(desk.path):
        kept = put_back(desk.path, file, keep=not dry_run)
    summary = say("{path} is again as in {file}.", path=desk.path, file=file.name)
    if not dry_run:
        with desk.writing() as session:
            write_entry(session, desk.now, f"db restore {file.name}", summary, desk.language)
    tell = desk.say if kept else desk.insist  # a file made where there was none is always told of
    tell(summary)
    if kept:
        desk.say(say("The file that was there is kept as {path}.", path=kept))
    if not dry_run and (key := _key_told(desk)):
        desk.say(key)
    if dry_run:
        desk.say(say("Nothing was changed (--dry-run)."))


@db.command()
def upgrade(ctx: typer.Context, dry_run: DryRun = False) -> None:
    """Bring the file to the schema of this program; every other command does so by itself."""
    from kfond.db import require_current, require_kfond
    from kfond.db.schema import HEAD

    desk = Desk.of(ctx)
    revision = require_kfond(desk.path)
    if revision == HEAD:
        desk.say(say("{path} has the schema of this program ({schema}).", path=desk.path, schema=HEAD))
        return
    desk.say(say("Upgrading {path} from schema {old} to {new}.", path=desk.path, old=revision, new=HEAD))
    if dry_run:
        desk.say(say("Nothing was changed (--dry-run)."))
        return
    copy = require_current(desk.path)
    desk.say(say("The file as it was is kept as {path}.", path=copy))
