"""What an application asks for next, and by when: the fund's deadlines, conditions that are not met, targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kfond.funding.amounts import in_toml
from kfond.funding.application import Application
from kfond.funding.fund import Deadline, Fund
from kfond.funding.ledger import Condition, Payment, kronor
from kfond.funding.life import State, Step
from kfond.funding.measures import MEASURES
from kfond.funding.repayments import Repayment
from kfond.messages import Message, say

ENDED = frozenset({State.CLOSED, State.REPAID, State.REFUSED})
DONE: Mapping[str, frozenset[State]] = {
    "submit": frozenset({State.SUBMITTED}),
    "part_report": frozenset({State.PART_REPORTED, State.FINAL_REPORTED}),
    "final_report": frozenset({State.FINAL_REPORTED}),
    "repay": frozenset({State.REPAID, State.CLOSED}),
}
"""What a deadline asks for -> the states of which one, once reached after the deadline began to run, settles it."""
COMMANDS: Mapping[str, str] = {
    "submit": "kfond application check {key}",
    "request": "kfond fund request {key}",
    "part_report": "kfond application report {key}",
    "final_report": "kfond application report {key} --final",
    "repay": "kfond fund repay {key}",
}


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done by `on`, None where no last day is known: `key` tells it from the others of the application
    or call; `command` is what to run.

    `note` is what must be looked up first, in the fund's words, "" where there is nothing.
    """

    key: str
    on: date | None
    what: Message
    command: str
    note: str = ""


def due_of(
    key: str,
    fund: Fund,
    application: Application,
    steps: Iterable[Step],
    conditions: Iterable[Condition] = (),
    settled: Iterable[str] = (),
    paid_on: date | None = None,
    payments: Iterable[Payment] = (),
    repayments: Iterable[Repayment] = (),
) -> tuple[Due, ...]:
    """All that is still to be done for an application, the earliest day first; money that is to go back even where
    all else has ended.

    `paid_on` is the day of the latest payment. `settled` are things asked for (`does` of deadlines) that the money
    shows as done, such as "request", and the keys of targets of which it is stated what came. A deadline whose day
    cannot be known yet (it runs from a decision that has not come) is left out. What was not done by its day stays.
    """

    taken, back = tuple(steps), tuple(repayments)
    found: list[Due] = []
    if not taken or taken[-1].state not in ENDED:
        is_told = any(each.by is None for each in back)  # then the last day to repay is that of the amount
        done = frozenset({*settled, *(["repay"] if is_told else [])})
        found += [
            *_deadlines(key, fund, application, taken, done, paid_on),
            *_conditions(key, conditions),
            *_targets(key, application, taken, done),
            *_payments(key, payments),
        ]
    days = (
        (day_of(each, application, taken, paid_on), each) for each in fund.deadlines if each.does == "repay"
    )
    found += _repayments(key, back, next(((day, each.note) for day, each in days if day), (None, "")))
    return tuple(sorted(found, key=lambda due: (due.on or date.max, due.key)))


def day_of(
    deadline: Deadline, application: Application, steps: Iterable[Step], paid_on: date | None = None
) -> date | None:
    """The day of a deadline for an application; None where what it runs from has not come."""
    if deadline.on:
        return deadline.on
    decided = [step.on for step in steps if step.state in (State.GRANTED, State.GRANTED_IN_PART)]
    end = application.end
    starts: Mapping[str, date | None] = {
        "decided": decided[-1] if decided else None,
        "start": application.start,
        "end": end,
        "paid": paid_on,
        "year_end": date(end.year, 12, 31) if end else None,
    }
    begins = starts.get(deadline.after)
    return begins + timedelta(days=deadline.days) if begins else None


def _deadlines(
    key: str,
    fund: Fund,
    application: Application,
    steps: tuple[Step, ...],
    settled: frozenset[str],
    paid_on: date | None,
) -> Iterator[Due]:
    been = {step.state for step in steps}
    is_granted = bool(been & {State.GRANTED, State.GRANTED_IN_PART})
    for deadline in fund.deadlines:
        on = day_of(deadline, application, steps, paid_on)
        is_done = deadline.does in settled or bool(been & DONE.get(deadline.does, frozenset()))
        if on is None or is_done or (deadline.does != "submit" and not is_granted):
            continue
        command = COMMANDS.get(deadline.does, "kfond application show {key}").format(key=key)
        yield Due(
            f"{key}/{deadline.key}",
            on,
            say("{application}: {what}", application=key, what=deadline.label),
            command,
            deadline.note,
        )


def _conditions(key: str, conditions: Iterable[Condition]) -> Iterator[Due]:
    for condition in conditions:
        if condition.met_on is None and condition.due:
            yield Due(
                f"{key}/condition/{condition.key}",
                condition.due,
                say("{application}: condition “{what}”", application=key, what=condition.text),
                f"kfond fund met {key} {condition.key}",
            )


def _payments(key: str, payments: Iterable[Payment]) -> Iterator[Due]:
    """Planned payments that have not come."""
    for payment in payments:
        if payment.outstanding:
            yield Due(
                f"{key}/payment/{payment.number}",
                payment.on,
                say("{application}: payment {number}", application=key, number=payment.number),
                f"kfond fund pay {key}",
            )


def _repayments(
    key: str, repayments: Iterable[Repayment], last_day: tuple[date | None, str]
) -> Iterator[Due]:
    """Money that is to go back: what the fund wants by the day that it has set, what was not used by `last_day`, the
    fund's own with what must be looked up first."""
    for number, repayment in enumerate(repayments, 1):
        amount = kronor(repayment.amount)
        command = f"kfond fund repay {key} {in_toml(repayment.amount)}"
        if repayment.by:
            what = say(
                "{application}: {amount} kronor that the fund wants back", application=key, amount=amount
            )
            yield Due(f"{key}/repayment/{number}", repayment.by, what, command)
        else:
            what = say("{application}: {amount} kronor that were not used", application=key, amount=amount)
            yield Due(f"{key}/repayment/unused", last_day[0], what, command, last_day[1])


def _targets(
    key: str, application: Application, steps: tuple[Step, ...], settled: frozenset[str]
) -> Iterator[Due]:
    """Targets of an application that was granted, until somebody states what came of them or all is reported."""
    been = {step.state for step in steps}
    if not been & {State.GRANTED, State.GRANTED_IN_PART} or State.FINAL_REPORTED in been:
        return
    for target in application.targets:
        if target.due and target.key not in settled:
            yield Due(
                f"{key}/target/{target.key}",
                target.due,
                say("{application}: target “{what}”", application=key, what=target.text),
                f"kfond application report {key}"
                if target.measure in MEASURES
                else f"kfond application outcome {key} {target.key}",
            )
