"""Moving a database to the schema of this program; the old file is copied first."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kfond.db.schema import HEAD, revision_of
from kfond.errors import database_refusal
from kfond.messages import say


def upgrade_with_backup(path: Path) -> Path:
    """Upgrades `path` and returns the copy made before. Raises Refusal (exit 4) when it does not work out."""
    copy = backup(path, path.with_name(f"{path.stem}.before-{HEAD}{path.suffix}"))
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
    source, copy = sqlite3.connect(path), sqlite3.connect(unfinished)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
    unfinished.replace(target)
    return target


def damage(path: Path) -> list[str]:
    """What SQLite itself finds wrong with the file: broken pages, dangling references. Empty when sound."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [
            f"{table} {row_id} -> {parent}"
            for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check")
        ]
    finally:
        connection.close()
    return found


def is_current(path: Path) -> bool:
    """Whether the file has the schema of this program."""
    return revision_of(path) == HEAD
