"""The one SQLite file: opening it, one transaction at a time, and moving it to a newer schema.

Foreign keys are on, types are strict, a writer takes its lock at the start (`BEGIN IMMEDIATE`), and what
a command wrote is committed once or not at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kfond.db.schema import HEAD, REVISIONS, revision_of
from kfond.errors import Refusal, database_refusal
from kfond.messages import say

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

LOCK_WAIT_MS = 5000
CELLS_READ = "cells read"
"""Where a session that only reads keeps the cells that it has read, by batch."""
ROWS_READ = "rows read"
"""Where it keeps the rows that hold, by kind of list."""


@contextmanager
def reading(path: Path) -> Iterator[Session]:
    """A session on an existing, current database. Raises Refusal (exit 4) when it cannot be used."""
    require_current(path)
    with _session(path, is_reader=True) as session:
        session.info |= {CELLS_READ: {}, ROWS_READ: {}}
        yield session
        session.rollback()


@contextmanager
def writing(path: Path, keep: bool = True) -> Iterator[Session]:
    """A session whose whole work is committed at the end, or rolled back when `keep` is False or on error.

    Makes the database if there is none. Raises Refusal (exit 4) when it is locked, damaged or newer.
    """
    is_new = not path.exists()
    if is_new:
        create(path)
    else:
        require_current(path)
    try:
        with _session(path) as session:
            yield session
            if keep:
                session.commit()
            else:
                session.rollback()
    except BaseException:
        if is_new:
            _remove(path)
        raise
    if is_new and not keep:
        _remove(path)


def create(path: Path) -> None:
    """A new database at `path` with today's schema."""
    if not path.parent.is_dir():
        raise database_refusal(
            say("The folder {folder} does not exist.", folder=path.parent),
            say("Make it, or name another file with --db."),
        )
    try:
        with translated_faults(path):
            _make_tables(path)
    except BaseException:
        _remove(path)
        raise


def _make_tables(path: Path) -> None:
    """The tables as the models describe them; the migrations, which make the same, take three times as long."""
    engine = engine_for(path)
    try:
        with engine.begin() as connection:
            for statement in _statements():
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(
                "CREATE TABLE alembic_version (version_num TEXT NOT NULL, "
                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
            )
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    finally:
        engine.dispose()


@cache
def _statements() -> tuple[str, ...]:
    """What makes the tables, as SQL."""
    from sqlalchemy import create_mock_engine
    from sqlmodel import SQLModel

    import kfond.db.strict
    import kfond.models  # noqa: F401  (fills the metadata)

    found: list[str] = []
    engine: Any = create_mock_engine(
        "sqlite+kfond://", lambda each, *_, **__: found.append(str(each.compile(dialect=engine.dialect)))
    )
    SQLModel.metadata.create_all(engine, checkfirst=False)
    return tuple(found)


def require_file(path: Path) -> None:
    """Raises Refusal (exit 4) when there is no file at `path`."""
    if path.is_dir():
        raise database_refusal(say("{path} is a folder.", path=path), say("Name a file in it with --db."))
    if not path.is_file():
        raise database_refusal(
            say("There is no database at {path}.", path=path),
            say("Import a sheet first (kfond import FILE), or name the file with --db."),
        )


def require_kfond(path: Path) -> str:
    """The schema of the database at `path`. Raises Refusal (exit 4): none, damaged, not kfond's, or newer."""
    require_file(path)
    with translated_faults(path):
        revision = revision_of(path)
    if revision is None:
        raise database_refusal(
            say("{path} is not a database of kfond.", path=path),
            say("Name another file with --db, or move this one away."),
        )
    if revision not in REVISIONS:
        raise database_refusal(
            say("{path} was written by a newer kfond (schema {revision}).", path=path, revision=revision),
            say("Install the newer version and try again."),
        )
    return revision


def require_current(path: Path) -> Path | None:
    """Upgrades a database with an older schema; returns the copy made before, None where it was current.

    Raises Refusal (exit 4) as `require_kfond` does, and when the upgrade does not work out.
    """
    if require_kfond(path) == HEAD:
        return None
    from kfond.db.upgrade import upgrade_with_backup

    with translated_faults(path):
        return upgrade_with_backup(path)


@contextmanager
def _session(path: Path, is_reader: bool = False) -> Iterator[Session]:
    from sqlmodel import Session

    engine = engine_for(path, is_reader)
    try:
        with translated_faults(path), Session(engine) as session:
            yield session
    finally:
        engine.dispose()


def engine_for(path: Path, is_reader: bool = False) -> Engine:
    """An engine on `path` with the pragmas that every connection needs; a reader does not lock writers out."""
    from sqlalchemy import URL, create_engine, event

    from kfond.db.strict import COMPILED

    engine = create_engine(
        URL.create("sqlite+kfond", database=str(path.resolve())),
        # What a statement was given may be personal; without it, no exception can carry it to a log.
        hide_parameters=True,
        execution_options={"compiled_cache": COMPILED},
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA busy_timeout = {LOCK_WAIT_MS}")
        connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if is_reader else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def translated_faults(path: Path) -> Iterator[None]:
    """Turns what SQLite says about a file into a refusal that says what to do."""
    try:
        yield
    except Refusal:
        raise
    except Exception as fault:
        original = getattr(fault, "orig", None) or fault
        if not isinstance(original, sqlite3.DatabaseError) or isinstance(original, sqlite3.IntegrityError):
            raise
        text = str(original)
        if "locked" in text:
            raise database_refusal(
                say("{path} is in use by another program.", path=path), say("Try again when it has finished.")
            ) from fault
        if "not a database" in text or "malformed" in text or "file is encrypted" in text:
            raise database_refusal(
                say("{path} is not a readable SQLite database: {reason}.", path=path, reason=text),
                say("Restore a backup, or name another file with --db."),
            ) from fault
        if any(sign in text for sign in ("readonly", "unable to open", "disk")):
            raise database_refusal(
                say("{path} cannot be opened or written: {reason}.", path=path, reason=text),
                say("Check the rights to the file and its folder, and the room on the disk."),
            ) from fault
        raise


def _remove(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
