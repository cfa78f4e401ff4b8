"""The front of a document: what it tells of the association whose database it is made from."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from kfond.db.fingerprint import fingerprint
from kfond.db.settings import settings_of
from kfond.registry.actions import association_named
from kfond.reports.documents.document import Front


def front_of(session: Session, title: str, status: str, day: date, case_number: str = "") -> Front:
    """The front of a document made on `day` from what the database holds."""
    key = settings_of(session).association
    return Front(
        title=title,
        organisation=association_named(session, key).name if key else "",
        case_number=case_number,
        status=status,
        fingerprint=fingerprint(session),
        day=day,
    )
