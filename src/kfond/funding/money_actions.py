"""What a coordinator asks of the money of applications: enter what happened, see where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from kfond.errors import ExitCode, Problem, Refusal, data_refusal
from kfond.funding.accounts import Account, account_of
from kfond.funding.actions import Case, case_of, cases
from kfond.funding.budget import allocated_to, applied_for, budget_lines, promised_by_others
from kfond.funding.cost_lists import KIND, CostsRead, costs_in
from kfond.funding.cost_shares import Bearer, Share
from kfond.funding.costs import Cost, borne_beside, uses_of
from kfond.funding.entry_rules import MAY_COME_LATER, Ledger, faults_of
from kfond.funding.ledger import Condition, Entry, EntryKind, Ground
from kfond.funding.life import WORDS, State
from kfond.funding.persons import private
from kfond.lists.actions import current_rows
from kfond.lists.rows import Row
from kfond.messages import say
from kfond.models import (
    Batch,
    FundingApplication,
    FundingCondition,
    FundingCost,
    FundingEntry,
    FundingShare,
    FundingStep,
    LogEntry,
)
from kfond.provenance import Place

SENT = (State.SUBMITTED, State.COMPLETED)


def ledger_of(
    session: Session,
    case: Case,
    today: date,
    costs: Sequence[Cost] | None = None,
    last: int | None = None,
) -> Ledger:
    """The money of an application: every entry that stands, what it has used of `costs` (all), what others bear of
    them, and its conditions; of what stands only what was logged up to the line `last`, if one is named."""
    known = all_costs(session, last) if costs is None else costs
    entries = (*_entries(session, case.id, last), *uses_of(known, case.key), *borne_beside(known, case.key))
    return Ledger(ground_of(case, today), entries, conditions_of(session, case.id, last))


def accounts(session: Session, today: date) -> tuple[Account, ...]:
    """The account of every application that stands, in the order that they began."""
    costs = all_costs(session)
    return tuple(_account(case, ledger_of(session, case, today, costs), costs) for case in cases(session))


def account_at(session: Session, case: Case, day: date, last: int | None = None) -> Account:
    """The account of an application with what had happened by the end of a day; what is to come stands in it. With
    `last` it is what was known when that line of the log was written."""
    costs = tuple(cost for cost in all_costs(session, last) if cost.on <= day)
    ledger = ledger_of(session, case, day, costs, last)
    had_happened = tuple(e for e in ledger.entries if e.on <= day or e.kind in MAY_COME_LATER)
    by_then = replace(ledger, entries=had_happened)
    return _account(case, by_then, costs)


def logged_with(session: Session, case: Case, state: State, on: date) -> int:
    """The line of the log that tells of the latest step to a state on a day. There must be one."""
    steps = select(func.max(FundingStep.entry_id)).where(
        FundingStep.application_id == case.id,
        FundingStep.state == state.value,
        FundingStep.on_day == on,
        col(FundingStep.is_back).is_(False),
        col(FundingStep.undone_at).is_(None),
    )
    found = session.exec(steps).one()
    assert found is not None, "the step is one of the application's"
    return found


def is_changed_since(session: Session, case: Case, last: int) -> bool:
    """Whether anything was entered on the money of an application after a line of the log."""
    day = case.steps[-1].on
    return ledger_of(session, case, day) != ledger_of(session, case, day, last=last)


def _account(case: Case, ledger: Ledger, costs: Sequence[Cost]) -> Account:
    title = case.application(*SENT).title or case.title
    return account_of(case.key, title, case.fund, WORDS[case.state], ledger, costs)


def ground_of(case: Case, today: date) -> Ground:
    """What its entries are held against: the budget as it was sent in, else as it stands now."""
    application = case.application(*SENT)
    return Ground(
        key=case.key,
        fund=case.fund,
        applied=applied_for(application, case.fund),
        lines=budget_lines(application, case.fund),
        submitted_on=case.submitted_on,
        ends_on=application.end,
        today=today,
        allocated=allocated_to(application),
        promised=promised_by_others(application),
    )


def keep_entry(session: Session, case: Case, entry: Entry, log_entry: int) -> None:
    """Keeps an entry that a ledger has taken."""
    session.add(
        FundingEntry(
            application_id=case.id,
            kind=entry.kind.value,
            on_day=entry.on,
            year=entry.year,
            amount=entry.amount,
            line=entry.line,
            to_line=entry.to_line,
            payment=entry.payment,
            hours=entry.hours,
            rate=entry.rate,
            by=entry.by,
            note=entry.note,
            entry_id=log_entry,
        )
    )
    session.flush()


def refuse_cost(session: Session, cost: Cost, today: date) -> None:
    """Raises Refusal (exit 3) for a voucher that is entered already, for an application that is not there, for a
    share that one of the applications may not bear, and for what tells of a person; everything at once."""
    others = (share.bearer.other for share in cost.shares)
    problems = [
        *(Problem(Place(cost.key), what, remedy) for what, remedy in private(cost.item, cost.note, *others)),
        *unfit_uses(session, (cost,), today),
    ]
    if any(each.key.casefold() == cost.key.casefold() for each in all_costs(session)):
        problems.append(
            Problem(
                Place(cost.key),
                say("The voucher {voucher} is entered already.", voucher=cost.key),
                say("Name another with --voucher, or take the first back."),
            )
        )
    if problems:
        raise Refusal(ExitCode.DATA, *problems)


def unfit_uses(session: Session, costs: Sequence[Cost], today: date) -> tuple[Problem, ...]:
    """What speaks against the shares that applications bear of costs: no such application or line, another time."""
    known = {case.key: case for case in cases(session)}
    problems = [
        Problem(
            share.source.place if share.source else Place(cost.key),
            say("There is no application “{key}”.", key=share.bearer.application),
            say("There are {keys}.", keys=tuple(known))
            if known
            else say("{command} begins one.", command="kfond application new"),
        )
        for cost in costs
        for share in cost.shares
        if share.bearer.application and share.bearer.application not in known
    ]
    for key, case in known.items():
        uses = uses_of(costs, key)
        ledger = Ledger(ground_of(case, today), _entries(session, case.id)) if uses else None
        for use in uses if ledger else ():
            problems += faults_of(ledger, use) if ledger else ()
    return tuple(problems)


def keep_cost(session: Session, cost: Cost, log_entry: int) -> None:
    """Keeps a cost with its shares."""
    row = FundingCost(
        own_key=cost.key,
        item=cost.item,
        on_day=cost.on,
        year=cost.year,
        amount=cost.amount,
        note=cost.note,
        entry_id=log_entry,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    for share in cost.shares:
        application = share.bearer.application
        session.add(
            FundingShare(
                cost_id=row.id,
                application_id=case_of(session, application).id if application else None,
                source=share.bearer.other,
                line=share.bearer.line,
                amount=share.amount,
            )
        )
    session.flush()


def all_costs(session: Session, last: int | None = None) -> tuple[Cost, ...]:
    """Every cost that stands: those entered one by one, and those of lists whose shares come to the whole; of those
    only what was logged up to the line `last`, if one is named."""
    listed = costs_of_lists(session).costs
    if last is not None:
        files = _files_until(session, last)
        listed = tuple(cost for cost in listed if cost.source and cost.source.place.file in files)
    return (*_costs(session, last), *listed)


def _files_until(session: Session, last: int) -> frozenset[str]:
    """The files of which one was imported up to a line of the log."""
    imported = select(Batch.file).join(LogEntry, col(LogEntry.batch_id) == col(Batch.id))
    return frozenset(session.exec(imported.where(col(LogEntry.id) <= last)))


def costs_of_lists(session: Session) -> CostsRead:
    """The costs of the lists that hold now, and what is wrong with those that count for nothing."""
    return costs_in(current_rows(session, KIND))


def faults_of_list(session: Session, rows: Sequence[Row], today: date) -> tuple[Problem, ...]:
    """What speaks against costs of a list: shares that do not come to the whole, an application or line that is not
    there, another time than the fund's, a voucher that was entered by itself."""
    read = costs_in(rows)
    by_hand = {cost.key.casefold() for cost in _costs(session)}
    twice = [
        Problem(
            cost.source.place if cost.source else None,
            say("The voucher {voucher} is entered already.", voucher=cost.key),
            say("Take the row away, or what was entered: {command}.", command="kfond undo"),
        )
        for cost in read.costs
        if cost.key.casefold() in by_hand
    ]
    return (*read.problems, *twice, *unfit_uses(session, read.costs, today))


def conditions_of(session: Session, application: int, last: int | None = None) -> tuple[Condition, ...]:
    """What must be met for an application, each as it was said last; with `last` up to that line of the log."""
    rows = session.exec(
        select(FundingCondition)
        .where(
            FundingCondition.application_id == application,
            col(FundingCondition.undone_at).is_(None),
            *_until(FundingCondition, last),
        )
        .order_by(col(FundingCondition.id))
    )
    said = (Condition(row.key, row.text, row.due, row.payment, row.met_on, row.evidence) for row in rows)
    return tuple({condition.key: condition for condition in said}.values())


def requests_of(session: Session, application: int) -> tuple[Entry, ...]:
    """The requisitions of an application."""
    return tuple(each for each in _entries(session, application) if each.kind is EntryKind.REQUESTED)


def paid_on(session: Session, application: int) -> date | None:
    """The day of the latest payment to an application; None where none has come."""
    days = [each.on for each in _entries(session, application) if each.kind is EntryKind.PAID]
    return max(days, default=None)


def ask(session: Session, case: Case, condition: Condition, log_entry: int) -> None:
    """Keeps a condition. Raises Refusal (exit 3) where there is one of that key, or none such payment is planned."""
    if any(each.key == condition.key for each in conditions_of(session, case.id)):
        raise data_refusal(
            say("There is a condition {key} already.", key=condition.key),
            say("Give it another key."),
            Place(case.key),
        )
    _keep_condition(session, case, condition, log_entry)


def meet(session: Session, case: Case, key: str, on: date, evidence: str, log_entry: int) -> Condition:
    """Keeps that a condition was met. Raises Refusal (exit 3) where there is none of that key, or it was met before."""
    known = {condition.key: condition for condition in conditions_of(session, case.id)}
    asked = known.get(key)
    if asked is None or asked.met_on is not None:
        waiting = tuple(each.key for each in known.values() if each.met_on is None)
        raise data_refusal(
            say("There is no condition {key} that waits.", key=key),
            say("Not met are: {keys}.", keys=waiting) if waiting else say("All conditions are met."),
            Place(case.key),
        )
    met = replace(asked, met_on=on, evidence=evidence)
    _keep_condition(session, case, met, log_entry)
    return met


def _keep_condition(session: Session, case: Case, condition: Condition, log_entry: int) -> None:
    for what, remedy in private(condition.text, condition.evidence):
        raise data_refusal(what, remedy, Place(case.key))
    session.add(
        FundingCondition(
            application_id=case.id,
            key=condition.key,
            text=condition.text,
            due=condition.due,
            payment=condition.payment,
            met_on=condition.met_on,
            evidence=condition.evidence,
            entry_id=log_entry,
        )
    )
    session.flush()


def _until(
    table: type[FundingEntry | FundingCondition | FundingCost], last: int | None
) -> tuple[ColumnElement[bool], ...]:
    """What narrows the rows of a table to those logged up to the line `last`; nothing where none is named."""
    return () if last is None else (col(table.entry_id) <= last,)


def _entries(session: Session, application: int, last: int | None = None) -> tuple[Entry, ...]:
    rows = session.exec(
        select(FundingEntry)
        .where(
            FundingEntry.application_id == application,
            col(FundingEntry.undone_at).is_(None),
            *_until(FundingEntry, last),
        )
        .order_by(col(FundingEntry.id))
    )
    return tuple(
        Entry(
            kind=EntryKind(row.kind),
            on=row.on_day,
            year=row.year,
            amount=row.amount,
            line=row.line,
            to_line=row.to_line,
            payment=row.payment,
            hours=row.hours,
            rate=row.rate,
            by=row.by,
            note=row.note,
        )
        for row in rows
    )


def _costs(session: Session, last: int | None = None) -> tuple[Cost, ...]:
    """The costs that were entered one by one."""
    keys = {row.id: row.key for row in session.exec(select(FundingApplication))}
    shares: dict[int, list[Share]] = {}
    for share in session.exec(select(FundingShare).order_by(col(FundingShare.id))):
        application = keys[share.application_id] if share.application_id else ""
        bearer = Bearer(application, share.line, share.source)
        shares.setdefault(share.cost_id, []).append(Share(bearer, share.amount))
    rows = session.exec(
        select(FundingCost)
        .where(col(FundingCost.undone_at).is_(None), *_until(FundingCost, last))
        .order_by(col(FundingCost.id))
    )
    return tuple(
        Cost(
            key=row.own_key,
            item=row.item,
            on=row.on_day,
            year=row.year,
            amount=row.amount,
            shares=tuple(shares.get(row.id or 0, ())),
            note=row.note,
        )
        for row in rows
    )
