"""Saved mappings: what each sender's own words are to be read as."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session, col, delete, select

from kfond.models import Wording


def wordings_of(session: Session, sender: str, also: Mapping[str, str]) -> Mapping[str, str]:
    """What was saved for a sender ("" has none), with what is given now on top."""
    saved = session.exec(select(Wording).where(col(Wording.sender) == sender).order_by(col(Wording.id)))
    return {**({row.read: row.means for row in saved} if sender else {}), **also}


def remember(session: Session, sender: str, wordings: Mapping[str, str]) -> None:
    """Saves wordings for a sender; a word that was saved before gets its new meaning."""
    for read, means in wordings.items():
        session.exec(delete(Wording).where(col(Wording.sender) == sender, col(Wording.read) == read))
        session.add(Wording(sender=sender, read=read, means=means))
    session.flush()
