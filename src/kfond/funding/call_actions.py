"""What those who run a fund ask of its calls: open one, take in, assess, decide, see where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session, col, func, select

from kfond.errors import data_refusal
from kfond.funding.application import TargetGroup
from kfond.funding.application_file import read_application
from kfond.funding.calls import DIRECT, Advice, Assessment, Call, Incoming, Word
from kfond.funding.fund import Fund
from kfond.funding.fund_file import read_fund
from kfond.messages import Message, say
from kfond.models import (
    FundingAssessment,
    FundingCall,
    FundingDecision,
    FundingFrame,
    FundingIncoming,
    LogEntry,
)


def calls(session: Session) -> tuple[Call, ...]:
    """Every call that stands, in the order that they were made."""
    rows = session.exec(
        select(FundingCall).where(col(FundingCall.undone_at).is_(None)).order_by(col(FundingCall.id))
    )
    return tuple(_call(session, row) for row in rows)


def call_of(session: Session, key: str) -> Call:
    """The call of that key. Raises Refusal (exit 3) with those that there are."""
    row = _row(session, key)
    if row is None:
        known = tuple(call.key for call in calls(session))
        raise data_refusal(
            say("There is no call “{key}”.", key=key),
            say("There are {keys}.", keys=known)
            if known
            else say("{command} makes one.", command="kfond call new"),
        )
    return _call(session, row)


def overdrawn_frames(session: Session) -> Iterator[Message]:
    """Years of calls for which more is granted, or held for a decision that waits, than their frame has."""
    for call in calls(session):
        for year in map(call.of_year, call.years):
            if year.granted + year.begun > year.frame:
                yield say(
                    "The call {key} grants more for {year} than its frame.", key=call.key, year=str(year.year)
                )


def minutes_entry(call: Call) -> str:
    """What the log calls the writing of a call's minutes."""
    return f"call minutes {call.key}"


def has_minutes(session: Session, call: Call) -> bool:
    """Whether the minutes of a call were written after the latest decision on it, as the log tells."""
    written = session.exec(select(func.max(LogEntry.id)).where(LogEntry.command == minutes_entry(call))).one()
    decided = session.exec(
        select(func.max(FundingDecision.entry_id))
        .join(FundingIncoming, col(FundingIncoming.id) == col(FundingDecision.incoming_id))
        .where(FundingIncoming.call_id == _id(session, call))
    ).one()
    return (written or 0) > (decided or 0)


def next_number(session: Session, call: Call) -> int:
    """The number of the next application: above all that ever came, so that none is given twice."""
    highest = session.exec(
        select(func.max(FundingIncoming.number)).where(FundingIncoming.call_id == _id(session, call))
    ).one()
    return (highest or 0) + 1


def keep_call(session: Session, call: Call, entry: int) -> None:
    """Keeps a call that the rules have let through, with its frames."""
    row = FundingCall(
        key=call.key,
        fund=call.fund.key,
        rules=call.fund.text,
        opens_on=call.opens,
        closes_on=call.closes,
        entry_id=entry,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    for year, amount in call.frames.items():
        session.add(FundingFrame(call_id=row.id, year=year, amount=amount))
    session.flush()


def keep_incoming(session: Session, call: Call, incoming: Incoming, entry: int) -> None:
    """Keeps an application that the rules have let through."""
    session.add(
        FundingIncoming(
            call_id=_id(session, call),
            number=incoming.number,
            applicant=incoming.applicant,
            title=incoming.title,
            applied=incoming.applied,
            starts_on=incoming.start,
            ends_on=incoming.end,
            persons=incoming.reached(DIRECT),
            received_on=incoming.received_on,
            file=incoming.file,
            sha256=incoming.sha256,
            content=incoming.content,
            late_reason=incoming.late_reason,
            entry_id=entry,
        )
    )
    session.flush()


def keep_assessment(session: Session, call: Call, assessment: Assessment, entry: int) -> None:
    """Keeps an assessment that the rules have let through."""
    session.add(
        FundingAssessment(
            incoming_id=_incoming_id(session, call, assessment.number),
            advice=assessment.advice.value,
            amount=assessment.amount,
            by=assessment.by,
            on_day=assessment.on,
            why=assessment.why,
            entry_id=entry,
        )
    )
    session.flush()


def keep_word(session: Session, call: Call, word: Word, entry: int) -> None:
    """Keeps what a decider has decided, where the rules have let it through."""
    session.add(
        FundingDecision(
            incoming_id=_incoming_id(session, call, word.number),
            year=word.year,
            amount=word.amount,
            by=word.by,
            on_day=word.on,
            why=word.why,
            is_anew=word.is_anew,
            entry_id=entry,
        )
    )
    session.flush()


def _row(session: Session, key: str) -> FundingCall | None:
    return session.exec(
        select(FundingCall).where(FundingCall.key == key, col(FundingCall.undone_at).is_(None))
    ).first()


def _id(session: Session, call: Call) -> int:
    row = _row(session, call.key)
    assert row is not None and row.id is not None
    return row.id


def _incoming_id(session: Session, call: Call, number: int) -> int:
    """The id in the database of an application that stands."""
    row = session.exec(
        select(FundingIncoming).where(
            FundingIncoming.call_id == _id(session, call),
            FundingIncoming.number == number,
            col(FundingIncoming.undone_at).is_(None),
        )
    ).one()
    assert row.id is not None
    return row.id


def _call(session: Session, row: FundingCall) -> Call:
    fund = read_fund(row.rules, f"{row.fund}.toml")
    frames = session.exec(
        select(FundingFrame).where(FundingFrame.call_id == row.id).order_by(col(FundingFrame.year))
    )
    incoming = session.exec(
        select(FundingIncoming)
        .where(FundingIncoming.call_id == row.id, col(FundingIncoming.undone_at).is_(None))
        .order_by(col(FundingIncoming.number))
    ).all()
    numbers = {each.id: each.number for each in incoming if each.id is not None}
    return Call(
        key=row.key,
        fund=fund,
        frames={each.year: each.amount for each in frames},
        opens=row.opens_on,
        closes=row.closes_on,
        incoming=tuple(_incoming(each, fund) for each in incoming),
        assessments=_assessments(session, numbers),
        words=_words(session, numbers),
    )


def _incoming(row: FundingIncoming, fund: Fund) -> Incoming:
    """An application as it was kept; who it reaches is read from its file, where there is one."""
    groups: tuple[TargetGroup, ...] = ()
    if row.content:
        groups = read_application(row.content, row.file, fund).target_groups
    elif row.persons is not None:
        groups = (TargetGroup(DIRECT, "", row.persons),)
    return Incoming(
        number=row.number,
        applicant=row.applicant,
        title=row.title,
        applied=row.applied,
        start=row.starts_on,
        end=row.ends_on,
        groups=groups,
        received_on=row.received_on,
        file=row.file,
        sha256=row.sha256,
        content=row.content,
        late_reason=row.late_reason,
    )


def _assessments(session: Session, numbers: dict[int, int]) -> tuple[Assessment, ...]:
    rows = session.exec(
        select(FundingAssessment)
        .where(col(FundingAssessment.incoming_id).in_(numbers), col(FundingAssessment.undone_at).is_(None))
        .order_by(col(FundingAssessment.id))
    )
    return tuple(
        Assessment(numbers[row.incoming_id], Advice(row.advice), row.amount, row.by, row.on_day, row.why)
        for row in rows
    )


def _words(session: Session, numbers: dict[int, int]) -> tuple[Word, ...]:
    rows = session.exec(
        select(FundingDecision)
        .where(col(FundingDecision.incoming_id).in_(numbers), col(FundingDecision.undone_at).is_(None))
        .order_by(col(FundingDecision.id))
    )
    return tuple(
        Word(numbers[row.incoming_id], row.year, row.amount, row.by, row.on_day, row.why, row.is_anew)
        for row in rows
    )
