"""What a coordinator asks of a day: what is due, with the command to run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import Session

from kfond.collecting.actions import last_days, status
from kfond.collecting.questions import Question
from kfond.funding.actions import Case, cases
from kfond.funding.call_actions import calls, has_minutes
from kfond.funding.call_due import due_of_call
from kfond.funding.due import ENDED, due_of
from kfond.funding.judging import told_both
from kfond.funding.measuring import contradictions, stated_targets
from kfond.funding.money_actions import account_at, conditions_of, paid_on, requests_of
from kfond.funding.repayments import repayments_of
from kfond.messages import Message, say, say_count
from kfond.placements.answering import rows_that_answer
from kfond.plan.annual_cycle import annual_cycle
from kfond.review.actions import doubts
from kfond.todo.items import Item, in_order

AHEAD = timedelta(days=60)
"""So far ahead the last days of the year are told of."""


def due_items(session: Session, today: date) -> tuple[Item, ...]:
    """Everything that is to be done as of a day, the earliest last day first."""
    return in_order(
        [
            *_questions(session, today),
            *_reviews(session),
            *_year(today),
            *_applications(session, today),
            *_calls(session, today),
        ]
    )


def _questions(session: Session, today: date) -> Iterator[Item]:
    for question in last_days(session):
        asked = status(session, question, rows_that_answer(session, question))
        missing = sum(not each.has_answered for each in asked)
        if not missing or question.deadline is None:
            continue
        what = say_count(
            "{count} municipality of {asked} has not answered: {question}",
            "{count} municipalities of {asked} have not answered: {question}",
            missing,
            asked=len(asked),
            question=_named(question),
        )
        remind = "--remind" if question.deadline < today else "--status"
        command = f"kfond collect {question.kind} --as-of {question.as_of.isoformat()} {remind}"
        yield Item(
            f"question/{question.kind}/{question.as_of.isoformat()}/{question.area}",
            question.deadline,
            what,
            command,
        )


def _named(question: Question) -> Message:
    return Message(
        " ".join(part for part in (question.kind, question.area, question.as_of.isoformat()) if part)
    )


def _reviews(session: Session) -> Iterator[Item]:
    found = len(doubts(session))
    if found:
        yield Item(
            "review",
            None,
            say_count("{count} cell is to be reviewed.", "{count} cells are to be reviewed.", found),
            "kfond review",
        )


def _year(today: date) -> Iterator[Item]:
    """The last days of the association's year that come within two months; nobody tells whether they were kept."""
    for deadline in annual_cycle().deadlines:
        for year in (today.year, today.year + 1):
            day = deadline.day_in(year)
            term = deadline.term_after(year)
            if today <= day <= today + AHEAD:
                command = f"kfond plan --year {term.year}" if term else "kfond plan"
                yield Item(f"year/{deadline.name}/{year}", day, Message(deadline.name), command)


def _applications(session: Session, today: date) -> Iterator[Item]:
    for case in cases(session):
        requested = {"request"} if requests_of(session, case.id) else set()
        account = account_at(session, case, today)
        repayments = repayments_of(account.ledger.ground, account.ledger.entries, account.standing)
        has_all = account.standing.total.paid and account.ledger.ground.is_over and not repayments
        settled = {*requested, *stated_targets(session, case.id), *(["repay"] if has_all else [])}
        found = due_of(
            case.key,
            case.fund,
            case.application(),
            case.steps,
            conditions_of(session, case.id),
            settled,
            paid_on(session, case.id),
            account.standing.payments,
            repayments,
        )
        for due in found:
            yield Item(f"application/{due.key}", due.on, due.what, due.command, due.note)
        yield from _contradictions(session, case, today)


def _contradictions(session: Session, case: Case, today: date) -> Iterator[Item]:
    """Targets of which something else is stated than kfond measures, until somebody has said why."""
    if case.state in ENDED:
        return
    for target, outcome in contradictions(session, case.application(), case.id, today):
        if not outcome.why:
            what = say("{application}: {what}", application=case.key, what=told_both(target, outcome))
            command = f"kfond application outcome {case.key} {target.key} --why …"
            yield Item(f"application/{case.key}/contradiction/{target.key}", None, what, command)


def _calls(session: Session, today: date) -> Iterator[Item]:
    """What the calls of one's own funds ask for."""
    for call in calls(session):
        for due in due_of_call(call, today, has_minutes(session, call)):
            yield Item(f"call/{due.key}", due.on, due.what, due.command, due.note)
