"""What may be entered on the money of an application, and what is said where it may not: with what is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kfond.errors import ExitCode, Problem, Refusal
from kfond.funding import payment_rules
from kfond.funding.amounts import worth_of_hours
from kfond.funding.budget import ALLOCATION, in_rounding
from kfond.funding.fund import Fund, Rounding, Way
from kfond.funding.ledger import (
    WHOLE,
    WHOLE_TIME,
    Condition,
    Entry,
    EntryKind,
    Ground,
    Standing,
    kronor,
    standing_of,
)
from kfond.funding.leeway import missable
from kfond.funding.payment_rules import Fault
from kfond.funding.persons import private
from kfond.funding.repayments import wanted_back
from kfond.messages import Message, say
from kfond.provenance import Place

DECISIONS = frozenset({EntryKind.RECOMMENDED, EntryKind.GRANTED})
MAY_COME_LATER = frozenset({EntryKind.PLANNED, EntryKind.RECLAIMED})
"""What may bear a day to come."""
MONEY_ITSELF = frozenset(
    {
        EntryKind.REQUESTED,
        EntryKind.PLANNED,
        EntryKind.PAID,
        EntryKind.RECLAIMED,
        EntryKind.REPAID,
        EntryKind.MOVED,
    }
)
"""What may happen after the fund's last day: money is paid, settled and given back when all is done."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """An application's money so far: what it is held against, its entries, what must be met."""

    ground: Ground
    entries: tuple[Entry, ...]
    conditions: tuple[Condition, ...] = ()

    @property
    def standing(self) -> Standing:
        """Where the money stands."""
        return standing_of(self.ground, self.entries, self.conditions)

    def with_entry(self, entry: Entry) -> Ledger:
        """The ledger with one more entry. Raises Refusal (exit 3) with everything that speaks against it."""
        problems = faults_of(self, entry)
        if problems:
            raise Refusal(ExitCode.DATA, *problems)
        return Ledger(self.ground, (*self.entries, entry), self.conditions)


def faults_of(ledger: Ledger, entry: Entry) -> tuple[Problem, ...]:
    """Everything that speaks against an entry, each with what is allowed; nothing where it may be made."""
    place = entry.source.place if entry.source else Place(ledger.ground.key)
    return tuple(Problem(place, what, remedy) for what, remedy in _faults(ledger, entry))


def year_of(ledger: Ledger, kind: EntryKind, on: date, payment: int | None = None) -> int:
    """The year that an entry is for, where nobody says it: of a decision the one year that was applied for, else the
    whole time; of others that of the planned payment, the one year that money was granted for, or that of the day."""
    standing = ledger.standing
    if kind in DECISIONS:
        years = {line.year or WHOLE_TIME for line in ledger.ground.lines}
        return years.pop() if len(years) == 1 else WHOLE_TIME
    planned = standing.payment(payment)
    if planned:
        return planned.year
    granted = [year for year, amounts in standing.by_year.items() if amounts.granted is not None]
    return granted[0] if len(granted) == 1 and granted[0] != WHOLE_TIME else on.year


def _faults(ledger: Ledger, entry: Entry) -> Iterator[Fault]:
    ground, standing = ledger.ground, ledger.standing
    yield from _sign(entry)
    yield from private(entry.by, entry.note)
    yield from _time(ground, entry)
    yield from _line(ground, standing, entry)
    if entry.amount < 0:
        yield from _correction(ledger, entry)
        return
    match entry.kind:
        case EntryKind.RECOMMENDED | EntryKind.GRANTED:
            yield from _decision(ground, standing, entry)
        case EntryKind.CO_FINANCED:
            yield from _co_financing(ground.fund, entry)
        case EntryKind.USED:
            yield from _purpose(ground, entry)
        case _ if standing.decided_on is None or entry.on < standing.decided_on:
            yield _undecided(ground, standing, entry)
        case EntryKind.PLANNED:
            yield from payment_rules.planning(standing, entry)
        case EntryKind.PAID:
            yield from payment_rules.payment(standing, entry)
        case EntryKind.REQUESTED:
            yield from payment_rules.requisition(standing, entry)
        case EntryKind.MOVED:
            yield from payment_rules.move(standing, entry)
        case EntryKind.RECLAIMED:
            yield from payment_rules.reclaim(standing, wanted_back(ledger.entries), entry)
        case EntryKind.REPAID:
            yield from payment_rules.repayment(standing, wanted_back(ledger.entries), entry)


def _sign(entry: Entry) -> Iterator[Fault]:
    is_explained = entry.kind is EntryKind.USED and bool(entry.note)
    if entry.amount == 0 and entry.kind not in DECISIONS and not is_explained:
        yield (
            say("0 kronor is nothing to enter."),
            say("Write an amount above 0; a decision alone may be 0 kronor."),
        )
    if entry.amount < 0 and not entry.note.strip():
        yield (
            say("A correction of {amount} kronor has no reason.", amount=kronor(-entry.amount)),
            say("Say why with --why."),
        )


def _time(ground: Ground, entry: Entry) -> Iterator[Fault]:
    """Whether the day and the year lie where the fund's money is to be had."""
    fund = ground.fund
    first, last = fund.first_day, None if entry.kind in MONEY_ITSELF else fund.last_day
    if (first and entry.on < first) or (last and entry.on > last):
        yield (
            say("{day} is outside the time of {fund}.", day=entry.on.isoformat(), fund=fund.key),
            _within(first, last),
        )
    if entry.on > ground.today and entry.kind not in MAY_COME_LATER:
        yield (
            say("{day} has not come yet.", day=entry.on.isoformat()),
            say("Write a day up to {today}; a payment to come is planned.", today=ground.today.isoformat()),
        )
    if fund.years and entry.year != WHOLE_TIME and not fund.years[0] <= entry.year <= fund.years[1]:
        yield (
            say("{year} is no year of {fund}.", year=str(entry.year), fund=fund.key),
            say("Write a year from {first} to {last}.", first=str(fund.years[0]), last=str(fund.years[1])),
        )


def _within(first: date | None, last: date | None) -> Message:
    if first and last:
        return say("Write a day from {first} to {last}.", first=first.isoformat(), last=last.isoformat())
    if first:
        return say("Write a day from {first} on.", first=first.isoformat())
    return say("Write a day up to {last}.", last=last.isoformat() if last else "")


def _line(ground: Ground, standing: Standing, entry: Entry) -> Iterator[Fault]:
    known = ground.line_keys
    named = tuple(line for line in (entry.line, entry.to_line) if line != WHOLE)
    may_name = entry.kind in DECISIONS or entry.kind is EntryKind.MOVED
    known = known or (() if may_name else tuple(key for key in standing.by_line if key != WHOLE))
    if not known and may_name:  # an application without lines: the decision makes them
        return
    for line in named:
        if line not in known:
            yield (
                say("There is no budget line {line}.", line=line),
                say("The lines are: {lines}.", lines=known)
                if known
                else say("The application has no budget lines; leave the line out."),
            )


def _decision(ground: Ground, standing: Standing, entry: Entry) -> Iterator[Fault]:
    if ground.fund.way is Way.APPLICATION:
        if ground.submitted_on is None:
            yield (
                say("The application has not been submitted, so that nothing can be decided on it."),
                say(
                    "Enter first that it was submitted: {command}.",
                    command=f"kfond application step {ground.key} submitted",
                ),
            )
        elif entry.on < ground.submitted_on:
            yield (
                say(
                    "The decision of {day} comes before the application was submitted on {submitted}.",
                    day=entry.on.isoformat(),
                    submitted=ground.submitted_on.isoformat(),
                ),
                say("Write a day from {first} on.", first=ground.submitted_on.isoformat()),
            )
    said = (
        standing.total.recommended if entry.kind is EntryKind.RECOMMENDED else standing.total.granted
    ) or 0
    yield from _unexplained(ground, standing, said, entry)


def _unexplained(ground: Ground, standing: Standing, said: int, entry: Entry) -> Iterator[Fault]:
    """That more is decided than was applied for, or than a list of distribution gives, without a reason."""
    is_distributed = ground.fund.way is Way.REQUISITION
    limit = ground.allocated if is_distributed else standing.total.applied
    together = said + entry.amount
    if is_distributed and limit is None and ALLOCATION in ground.fund.parameters and not entry.note.strip():
        yield (
            say("What was allocated is not stated in the application as it was recorded last."),
            say(
                "Write {key} in its file and record that it is signed: {command}.",
                key=ALLOCATION,
                command=f"kfond application step {ground.key} signed",
            ),
        )
    if limit is None or together <= limit or entry.note.strip():
        return
    figures = {"amount": kronor(together), "more": kronor(together - limit), "limit": kronor(limit)}
    yield (
        say("{amount} kronor are {more} more than the {limit} that were allocated.", **figures)
        if is_distributed
        else say("{amount} kronor are {more} more than the {limit} that were applied for.", **figures),
        say("Say why with --why, or write at most {most} kronor.", most=kronor(max(0, limit - said))),
    )


def _purpose(ground: Ground, entry: Entry) -> Iterator[Fault]:
    """That a cost is of a kind that the fund does not pay for."""
    unpaid = {kind.key: kind.label for kind in ground.fund.cost_kinds if not kind.is_eligible}
    line = next((line for line in ground.lines if line.key == entry.line and line.kind in unpaid), None)
    if entry.amount and line:
        yield (
            say("The fund does not pay for {kind}: line {line}.", kind=unpaid[line.kind], line=entry.line),
            say("Let somebody else bear the cost, or name the line that it is for."),
        )


def _undecided(ground: Ground, standing: Standing, entry: Entry) -> Fault:
    if standing.decided_on is None:
        return (
            say("Nothing has been granted yet."),
            say("Enter what was allocated first: kfond fund grant.")
            if ground.fund.way is Way.REQUISITION
            else say("Enter the decision first: kfond fund grant."),
        )
    return (
        say(
            "{day} comes before the decision of {decided}.",
            day=entry.on.isoformat(),
            decided=standing.decided_on.isoformat(),
        ),
        say("Write a day from {first} on.", first=standing.decided_on.isoformat()),
    )


def _co_financing(fund: Fund, entry: Entry) -> Iterator[Fault]:
    if entry.hours is None or entry.rate is None:
        return
    if fund.co_financing and not fund.co_financing.may_be_hours:
        yield (
            say("{fund} takes no hours as co-financing.", fund=fund.key),
            say("Enter money alone: the amount without hours and rate."),
        )
    worth = worth_of_hours(entry.hours, entry.rate)
    if worth != entry.amount:
        yield (
            say(
                "The hours are worth {worth} kronor, and not {amount}.",
                worth=kronor(worth),
                amount=kronor(entry.amount),
            ),
            say("Leave the amount out: hours times the rate make it."),
        )


def _correction(ledger: Ledger, entry: Entry) -> Iterator[Fault]:
    """Whether so much was entered of that kind, for that year, line and payment, and whether it can be missed."""
    before = sum(e.amount for e in ledger.entries if _is_alike(e, entry))
    allowed = max(0, min(before, missable(ledger.standing, entry)))
    if -entry.amount > allowed:
        yield (
            say(
                "{amount} kronor cannot be taken from this; entered are {before}.",
                amount=kronor(-entry.amount),
                before=kronor(before),
            ),
            say("Take away at most {allowed} kronor.", allowed=kronor(allowed)),
        )


def _is_alike(one: Entry, other: Entry) -> bool:
    def cell(entry: Entry) -> tuple[object, ...]:
        return (entry.kind, entry.year, entry.line, entry.to_line, entry.payment, entry.hours is None)

    return cell(one) == cell(other)


def reason_in_rounding(ledger: Ledger, entry: Entry) -> Message | None:
    """Why more is granted than applied for, where it is the fund's rounding and nothing else; else None."""
    applied, granted = ledger.standing.total.applied, ledger.standing.total.granted or 0
    if entry.kind not in DECISIONS or applied is None or granted + entry.amount <= applied:
        return None
    if ledger.ground.fund.rounding is Rounding.THOUSAND_UP and (
        granted + entry.amount == in_rounding(ledger.ground.fund, applied)
    ):
        return say("rounded up to whole thousands of kronor")
    return None
