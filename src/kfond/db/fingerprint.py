"""The fingerprint of what a database holds: two documents with the same one were made from the same data."""

from __future__ import annotations

import hashlib
import json

from sqlmodel import Session, col, select

from kfond.models import Batch, Setting, Verdict

LENGTH = 12
"""Hexadecimal digits shown: enough that two states of one association's database never share them by chance."""


def fingerprint(session: Session) -> str:
    """Short, of the files that hold (their SHA-256, in order), what humans have said of cells, and the settings."""
    files = session.exec(select(Batch.sha256).where(col(Batch.undone_at).is_(None)).order_by(col(Batch.id)))
    verdicts = session.exec(select(Verdict).order_by(col(Verdict.id)))
    settings = session.exec(select(Setting).order_by(col(Setting.key)))
    held = [
        list(files),
        [verdict.model_dump(mode="json") for verdict in verdicts],
        [(setting.key, setting.value) for setting in settings],
    ]
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:LENGTH]
