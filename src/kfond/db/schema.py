"""Which schema the program speaks, and which one a file has, without loading anything heavy."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

HEAD = "0008"
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")


def revision_of(path: Path) -> str | None:
    """The schema revision of the database file at `path`; None when it holds no kfond tables.

    Raises sqlite3.DatabaseError when the file is no readable SQLite database.
    """
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
        # Other programs keep an alembic_version too; together with the municipalities it is kfond's.
        is_ours = connection.execute(
            "SELECT count(*) = 2 FROM sqlite_master WHERE name IN ('alembic_version', 'municipality')"
        ).fetchone()[0]
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if is_ours else None
    return str(row[0]) if row else None


def stored_language(path: Path) -> str | None:
    """The language of messages that the settings in `path` name, or None; never raises."""
    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=1)
    except sqlite3.Error:
        return None
    try:
        row = connection.execute("SELECT value FROM setting WHERE key = 'language'").fetchone()
    except sqlite3.Error:
        return None
    finally:
        connection.close()
    return str(row[0]) if row else None
