"""What a coordinator asks of the applications: begin one, take a step, see where each stands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from kfond.errors import data_refusal
from kfond.funding.application import Application
from kfond.funding.application_file import read_application
from kfond.funding.fund import Fund
from kfond.funding.fund_file import read_fund
from kfond.funding.life import State, Step, refuse_step
from kfond.messages import say
from kfond.models import FundingApplication, FundingStep


@dataclass(frozen=True, slots=True)
class Case:
    """An application as it is kept: the fund with the rules that held when it began, its folder, and its steps,
    the oldest first. `id` is its number in the database."""

    id: int
    key: str
    title: str
    folder: str
    fund: Fund
    steps: tuple[Step, ...]

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.steps[-1].state

    def day_of(self, *states: State) -> date | None:
        """The day of the latest step to one of `states`; None where it has not come so far."""
        return next((step.on for step in reversed(self.steps) if step.state in states), None)

    @property
    def submitted_on(self) -> date | None:
        """The day that it was sent."""
        return self.day_of(State.SUBMITTED)

    def content_at(self, *states: State) -> str:
        """The application's file at the latest step to one of `states`, else as it was kept last."""
        wanted = [step for step in self.steps if step.content and step.state in states]
        kept = wanted or [step for step in self.steps if step.content]
        return kept[-1].content if kept else ""

    def application(self, *states: State) -> Application:
        """The application as it was at the latest step to one of `states`, else as it was kept last."""
        return read_application(self.content_at(*states), self.key, self.fund)


def fingerprint_of(content: str | bytes) -> str:
    """The SHA-256 of a file, as hexadecimal digits."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def begin(session: Session, case: Case, entry: int) -> None:
    """Keeps a new application with its first step. Raises Refusal (exit 3) where there is one of that key."""
    if _row(session, case.key) is not None:
        raise data_refusal(
            say("There is an application “{key}” already.", key=case.key),
            say("Name the new one with --id."),
        )
    row = FundingApplication(
        key=case.key,
        fund=case.fund.key,
        title=case.title,
        folder=case.folder,
        rules=case.fund.text,
        entry_id=entry,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    for step in case.steps:
        _keep(session, row.id, step, entry)


def take_step(session: Session, key: str, step: Step, today: date, entry: int) -> Case:
    """Keeps a step; what comes back is the application after it. Raises Refusal (exit 2) for one that may not
    follow, (exit 3) where there is no such application."""
    case = case_of(session, key)
    refuse_step(case.steps, step, today)
    _keep(session, case.id, step, entry)
    return replace(case, steps=(*case.steps, step))


def cases(session: Session) -> tuple[Case, ...]:
    """Every application that stands, in the order that they began."""
    rows = session.exec(
        select(FundingApplication)
        .where(col(FundingApplication.undone_at).is_(None))
        .order_by(col(FundingApplication.id))
    )
    return tuple(_case(session, row) for row in rows)


def case_of(session: Session, key: str) -> Case:
    """The application of that key. Raises Refusal (exit 3) with those that there are."""
    row = _row(session, key)
    if row is None:
        known = tuple(case.key for case in cases(session))
        raise data_refusal(
            say("There is no application “{key}”.", key=key),
            say("There are {keys}.", keys=known)
            if known
            else say("{command} begins one.", command="kfond application new"),
        )
    return _case(session, row)


def _row(session: Session, key: str) -> FundingApplication | None:
    return session.exec(
        select(FundingApplication).where(
            FundingApplication.key == key, col(FundingApplication.undone_at).is_(None)
        )
    ).first()


def _case(session: Session, row: FundingApplication) -> Case:
    assert row.id is not None
    steps = session.exec(
        select(FundingStep)
        .where(FundingStep.application_id == row.id, col(FundingStep.undone_at).is_(None))
        .order_by(col(FundingStep.id))
    )
    return Case(
        id=row.id,
        key=row.key,
        title=row.title,
        folder=row.folder,
        fund=read_fund(row.rules, f"{row.fund}.toml"),
        steps=tuple(_step(step) for step in steps),
    )


def _step(row: FundingStep) -> Step:
    return Step(State(row.state), row.on_day, row.by, row.note, row.is_back, row.document, row.content)


def _keep(session: Session, application: int, step: Step, entry: int) -> None:
    session.add(
        FundingStep(
            application_id=application,
            state=step.state.value,
            on_day=step.on,
            by=step.by,
            note=step.note,
            is_back=step.is_back,
            document=step.document,
            content=step.content,
            entry_id=entry,
        )
    )
    session.flush()


def free_key(session: Session, wanted: str) -> str:
    """The key, with a number behind it where there is an application of that key already."""
    taken = set(session.exec(select(FundingApplication.key)))
    return next(
        key
        for number in range(1, len(taken) + 2)
        if (key := f"{wanted}-{number}" if number > 1 else wanted) not in taken
    )
