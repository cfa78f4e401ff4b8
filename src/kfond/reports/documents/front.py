"""The line right after a title: what tells one document from another."""

from __future__ import annotations

from kfond.formatting import date_iso, date_long
from kfond.reports.documents.document import Front

BETWEEN = " · "


def front_line(front: Front) -> str:
    """Status, organisation, case number, version, day and database, those that are known, in one line."""
    parts = (
        front.status,
        front.organisation,
        case_of(front),
        version_of(front),
        day_of(front),
        ground_of(front),
    )
    return BETWEEN.join(part for part in parts if part)


def case_of(front: Front) -> str:
    """Its number in the register of cases, "" where it has none."""
    if not front.case_number:
        return ""
    return f"{'Case' if front.language == 'en' else 'Dnr'} {front.case_number}"


def version_of(front: Front) -> str:
    """Its version, "" where it has none."""
    return f"Version {front.version}" if front.version else ""


def day_of(front: Front) -> str:
    """The day that it was made, as its language writes days; "" where it is not known."""
    if front.day is None:
        return ""
    return date_iso(front.day) if front.language == "en" else date_long(front.day)


def ground_told(front: Front) -> str:
    """What the fingerprint on the front covers, and what it does not; "" where the front shows none."""
    if not front.fingerprint:
        return ""
    return (
        f"{ground_of(front)} är ett fingeravtryck av de inlästa bladen, svaren på celler att granska och "
        "inställningarna; det som förs in för sig, till exempel en antagen plan eller ett belopp, ingår inte."
    )


def ground_of(front: Front) -> str:
    """The database that it was made from, "" where it is not known."""
    if not front.fingerprint:
        return ""
    return f"{'Data' if front.language == 'en' else 'Underlag'} {front.fingerprint}"
