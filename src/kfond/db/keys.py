"""The key that persons' pseudonyms are made with: a file beside the database, never in it."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from enum import StrEnum
from pathlib import Path

from sqlmodel import Session, select

from kfond.errors import database_refusal, reason_of
from kfond.messages import say
from kfond.models import PseudonymKey
from kfond.pseudonyms import KEY_BYTES, Key

VARIABLE = "KFOND_KEY"
"""Names another file for the key."""


class KeyState(StrEnum):
    """Whether a database's key is there."""

    NOT_NEEDED = "not_needed"  # no person has been kept yet
    FITS = "fits"
    MISSING = "missing"
    WRONG = "wrong"


def key_path(database: Path) -> Path:
    """Where the key of a database lies, unless KFOND_KEY names another file: kfond.db.key beside kfond.db."""
    named = os.environ.get(VARIABLE, "")
    return Path(named).absolute() if named else database.with_name(f"{database.name}.key")


def key_state(database: Path) -> KeyState:
    """Whether the key that the database's pseudonyms were made with lies where it is looked for."""
    wanted = _fingerprint_in(database)
    if not wanted:
        return KeyState.NOT_NEEDED
    path = key_path(database)
    if not path.is_file():
        return KeyState.MISSING
    key = _parsed(_content_of(path))
    return KeyState.FITS if key and key.fingerprint == wanted else KeyState.WRONG


class KeyKeeper:
    """Makes pseudonyms for one command. The key is looked for, or made, when the first person is met."""

    def __init__(self, session: Session, path: Path) -> None:
        self._session = session
        self._path = path
        self._make: Callable[[str], str] | None = None
        self._made: Key | None = None

    def pseudonym(self, identity: str) -> str:
        """The pseudonym of a person. Raises Refusal (exit 4) where the key of the database is not there."""
        if self._make is None:
            self._make = self._key().pseudonymiser()
        return self._make(identity)

    def keep(self) -> Path | None:
        """Writes a key that was made and returns its file; None where none was. To be called before the commit.

        Raises Refusal (exit 4) where the file cannot be written: pseudonyms without their key are worth nothing.
        """
        if self._made is None:
            return None
        try:
            # Nobody but the owner may read it, from the first moment on.
            with os.fdopen(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(f"{self._made.secret.hex()}\n")
        except OSError as fault:
            raise database_refusal(
                say(
                    "The key for persons cannot be written to {path}: {reason}.",
                    path=self._path,
                    reason=reason_of(fault),
                ),
                say("Name another file for it in {variable}.", variable=VARIABLE),
            ) from fault
        return self._path

    def _key(self) -> Key:
        known = self._session.exec(select(PseudonymKey)).first()
        if self._path.is_file():
            key = _parsed(_content_of(self._path))
            if key is None or (known and key.fingerprint != known.fingerprint):
                raise _wrong_key(self._path)
        elif known:
            raise _missing_key(self._path)
        else:
            key = self._made = Key(secrets.token_bytes(KEY_BYTES))
        if known is None:
            self._session.add(PseudonymKey(fingerprint=key.fingerprint))
            self._session.flush()
        return key


def _content_of(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError as fault:
        raise database_refusal(
            say(
                "The key for persons in {path} cannot be read: {reason}.", path=path, reason=reason_of(fault)
            ),
            say(
                "Ask its owner for the right to read it, or name another file in {variable}.",
                variable=VARIABLE,
            ),
        ) from fault


def _parsed(text: str) -> Key | None:
    try:
        secret = bytes.fromhex(text.strip())
    except ValueError:
        return None
    return Key(secret) if len(secret) == KEY_BYTES else None


def _fingerprint_in(database: Path) -> str:
    """The fingerprint that a database of any schema holds; "" where it holds none."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        has_table = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'pseudonym_key'").fetchone()
        row = connection.execute("SELECT fingerprint FROM pseudonym_key").fetchone() if has_table else None
    return str(row[0]) if row else ""


def _missing_key(path: Path) -> Exception:
    return database_refusal(
        say("The key for the persons of this database is missing; kfond looked for {path}.", path=path),
        say(
            "Put the key file back, or name it in {variable}. A new key would count everybody anew.",
            variable=VARIABLE,
        ),
    )


def _wrong_key(path: Path) -> Exception:
    return database_refusal(
        say("{path} is not the key that the persons of this database were kept with.", path=path),
        say("Put the right key file there, or name it in {variable}.", variable=VARIABLE),
    )
