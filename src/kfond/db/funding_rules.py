"""What must hold of the applications and their money in every database of kfond; looked at, never mended."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sqlmodel import Session, col, func, or_, select

from kfond.messages import Message, say
from kfond.models import (
    FundingApplication,
    FundingCondition,
    FundingCost,
    FundingEntry,
    FundingOutcome,
    FundingShare,
    FundingStep,
    LogEntry,
)

OF_APPLICATIONS = (FundingStep, FundingEntry, FundingCondition, FundingOutcome)
LOGGED = (FundingApplication, *OF_APPLICATIONS, FundingCost)


def wrong_applications(session: Session) -> Iterator[Message]:
    """Applications without a step or with a key of another that stands, and what stands of one taken back."""
    stands = col(FundingApplication.undone_at).is_(None)
    stepped = select(FundingStep.application_id).where(col(FundingStep.undone_at).is_(None))
    for row in session.exec(
        select(FundingApplication).where(stands, col(FundingApplication.id).not_in(stepped))
    ):
        yield say("The application {key} has no step.", key=row.key)
    keys = select(FundingApplication.key).where(stands).group_by(FundingApplication.key)
    for key in session.exec(keys.having(func.count() > 1)):
        yield say("Several applications are called {key}.", key=key)
    for table in OF_APPLICATIONS:
        query = (
            select(FundingApplication.key, func.count())
            .join(table, col(table.application_id) == col(FundingApplication.id))
            .where(~stands, col(table.undone_at).is_(None))
            .group_by(FundingApplication.key)
        )
        for key, count in session.exec(query):
            yield say(
                "The application {key} was taken back, and {count} rows of {table} still stand.",
                key=key,
                count=count,
                table=table.__tablename__,
            )


def unlogged_funding(session: Session) -> Iterator[Message]:
    """Rows on funding whose entry in the log is none of a command on funding."""
    of_funding = or_(col(LogEntry.command).like("application %"), col(LogEntry.command).like("fund %"))
    for table in LOGGED:
        logged = select(LogEntry.id).where(col(LogEntry.id) == col(table.entry_id), of_funding)
        for number in session.exec(select(table.id).where(~logged.exists())):
            yield say("{row} has no entry in the log.", row=f"{table.__tablename__} {number}")


def unequal_shares(session: Session) -> Iterator[Message]:
    """Costs whose shares do not come to the whole."""
    query = (
        select(FundingCost, func.coalesce(func.sum(FundingShare.amount), 0))
        .join(FundingShare, col(FundingShare.cost_id) == col(FundingCost.id), isouter=True)
        .group_by(col(FundingCost.id))
    )
    for cost, together in session.exec(query):
        if together != cost.amount:
            yield say(
                "The shares of the voucher {voucher} come to {together} kronor, and it is of {amount}.",
                voucher=cost.own_key,
                together=Decimal(together).scaleb(-2),
                amount=Decimal(cost.amount).scaleb(-2),
            )
