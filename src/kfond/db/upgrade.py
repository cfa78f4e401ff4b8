"""The database as a file: moving it to the schema of this program, copying, restoring and describing it."""

from __future__ import annotations

import glob
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from kfond.db.schema import HEAD, REVISIONS, revision_of
from kfond.errors import data_refusal, database_refusal
from kfond.messages import Message, say
from kfond.provenance import Place

SIDE_FILES = ("-journal", "-wal", "-shm")
"""What SQLite may keep beside a database; it belongs to the file of that name and moves with it."""


@dataclass(frozen=True, slots=True)
class DatabaseFile:
    """A database file as it lies on the disk. `size` in bytes; `copies` are those that kfond made itself."""

    path: Path
    size: int
    schema: str
    standing: int
    taken_back: int
    copies: tuple[Path, ...]


def upgrade_with_backup(path: Path) -> Path:
    """Upgrades `path` and returns the copy made before. Raises Refusal (exit 4) when it does not work out."""
    copy = backup(path, _free_name(path, HEAD))
    try:
        upgrade(path)
    except Exception as fault:
        raise database_refusal(
            say("Upgrading {path} failed: {reason}.", path=path, reason=fault),
            say("The file as it was lies in {copy}.", copy=copy),
        ) from fault
    return copy


def upgrade(path: Path, revision: str = "head") -> None:
    """Runs the migrations on `path` in one transaction; the file is made when it does not exist."""
    from alembic import command
    from alembic.config import Config

    from kfond.db import engine_for

    engine = engine_for(path)
    config = Config()
    config.set_main_option("script_location", "kfond.db:migrations")
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    finally:
        engine.dispose()


def backup(path: Path, target: Path) -> Path:
    """A consistent copy of the database at `path`, under a temporary name until it is whole."""
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def may_be_replaced(target: Path) -> bool:
    """Whether a copy may be written to `target`: nothing is there, or an older copy of kfond's."""
    try:
        return not target.exists() or revision_of(target) is not None
    except sqlite3.DatabaseError:
        return False


def restore(path: Path, source: Path, keep: bool = True) -> Path | None:
    """Puts a copy of `source` in the place of `path`; returns where the file that was there now lies, if any.

    The present file is renamed, not copied, so that one too damaged to be read is kept as well. Raises
    Refusal: exit 3 when `source` is no sound database of this kfond, exit 4 when `path` is in use. With
    `keep` False nothing is moved.
    """
    if reason := _unfit(source):
        raise data_refusal(
            reason, say("Name a copy that kfond made; kfond db info lists some."), Place(source.name)
        )
    kept = None
    if path.exists():
        _refuse_if_in_use(path)
        kept = _free_name(path, "restore")
    if keep:
        copy = backup(source, path.with_name(path.name + ".restored"))
        if kept:
            for suffix in ("", *SIDE_FILES):
                if (part := path.with_name(path.name + suffix)).exists():
                    part.replace(kept.with_name(kept.name + suffix))
        copy.replace(path)
    return kept


def describe(path: Path) -> DatabaseFile:
    """What lies at `path`, without changing it. Raises sqlite3.DatabaseError when it is no database."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        standing, taken_back = connection.execute(
            "SELECT count(*) - count(undone_at), count(undone_at) FROM batch"
        ).fetchone()
    copies = sorted(path.parent.glob(f"{glob.escape(path.stem)}.before-*{glob.escape(path.suffix)}"))
    return DatabaseFile(
        path, path.stat().st_size, revision_of(path) or "", standing, taken_back, tuple(copies)
    )


def damage(path: Path) -> list[str]:
    """What SQLite itself finds wrong with the file: broken pages, dangling references. Empty when sound."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [
            f"{table} {row_id} -> {parent}"
            for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check")
        ]
    return found


def _unfit(source: Path) -> Message | None:
    """Why `source` cannot be restored; None when it can."""
    if not source.is_file():
        return say("There is no such file.")
    try:
        revision, found = revision_of(source), damage(source)
    except sqlite3.DatabaseError:
        return say("The file is not a readable database.")
    if revision is None:
        return say("The file is not a database of kfond.")
    if revision not in REVISIONS:
        return say("The file was written by a newer kfond (schema {revision}).", revision=revision)
    return say("The file is damaged: {found}.", found=found[0]) if found else None


def _refuse_if_in_use(path: Path) -> None:
    """Raises Refusal (exit 4) when another program is writing to `path`; a damaged file is nobody's."""
    from kfond.db import LOCK_WAIT_MS, translated_faults

    with (
        translated_faults(path),
        closing(sqlite3.connect(path, timeout=LOCK_WAIT_MS / 1000, isolation_level=None)) as connection,
    ):
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except sqlite3.DatabaseError as fault:
            if "locked" in str(fault) or "readonly" in str(fault):
                raise


def _free_name(path: Path, occasion: str) -> Path:
    """A name beside `path` that is not taken: kfond.before-restore.db, then kfond.before-restore-2.db."""
    names = (f"{path.stem}.before-{occasion}{'' if n == 1 else f'-{n}'}{path.suffix}" for n in count(1))
    return next(free for name in names if not (free := path.with_name(name)).exists())
