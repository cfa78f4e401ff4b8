"""The line right after a title: what tells one document from another."""

from __future__ import annotations

from kfond.formatting import date_long
from kfond.reports.documents.document import Front

BETWEEN = " · "


def front_line(front: Front) -> str:
    """Status, organisation, case number, version, day and database, those that are known, in one line."""
    parts = (
        front.status,
        front.organisation,
        f"Dnr {front.case_number}" if front.case_number else "",
        f"Version {front.version}" if front.version else "",
        date_long(front.day) if front.day else "",
        f"Underlag {front.fingerprint}" if front.fingerprint else "",
    )
    return BETWEEN.join(part for part in parts if part)
