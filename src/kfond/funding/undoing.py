"""Taking back what the latest command on funding kept: all rows of its entry in the log, or none."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, func, select

from kfond.models import (
    FundingApplication,
    FundingAssessment,
    FundingCall,
    FundingCondition,
    FundingCost,
    FundingDecision,
    FundingEntry,
    FundingIncoming,
    FundingOutcome,
    FundingStep,
    LogEntry,
)

TABLES = (
    FundingApplication,
    FundingStep,
    FundingEntry,
    FundingCost,
    FundingCondition,
    FundingOutcome,
    FundingCall,
    FundingIncoming,
    FundingAssessment,
    FundingDecision,
)


def newest_entry(session: Session) -> LogEntry | None:
    """The entry in the log of the latest command on funding that stands; None where there is none."""
    newest = max(
        (
            session.exec(select(func.max(table.entry_id)).where(col(table.undone_at).is_(None))).one() or 0
            for table in TABLES
        ),
        default=0,
    )
    return session.get(LogEntry, newest) if newest else None


def take_back(session: Session, entry: LogEntry, at: datetime) -> None:
    """Marks everything that came with the entry as taken back."""
    for table in TABLES:
        for row in session.exec(
            select(table).where(table.entry_id == entry.id, col(table.undone_at).is_(None))
        ):
            row.undone_at = at
            session.add(row)
    session.flush()


def undone_entries(session: Session) -> frozenset[int]:
    """The numbers of the entries that were taken back."""
    return frozenset(
        number
        for table in TABLES
        for number in session.exec(select(table.entry_id).where(col(table.undone_at).is_not(None)))
    )
