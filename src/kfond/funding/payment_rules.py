"""What may be entered of the money itself: planned and paid, asked for, moved between lines, wanted back and repaid."""

from __future__ import annotations

from collections.abc import Iterator

from kfond.funding.ledger import WHOLE, WHOLE_TIME, Entry, EntryKind, Standing, kronor
from kfond.funding.leeway import movable, payable, requestable
from kfond.messages import Message, say

Fault = tuple[Message, Message]
"""What is wrong with an entry, and what is allowed."""


def planning(standing: Standing, entry: Entry) -> Iterator[Fault]:
    """That a planned payment has no number of its own, or goes beyond what is left."""
    if entry.payment is None or entry.payment < 1:
        yield (say("The planned payment has no number."), say("Number the payments from 1."))
    elif standing.payment(entry.payment):
        yield (
            say("Payment {number} is planned already.", number=entry.payment),
            say("Give it another number: {next} is free.", next=next_payment(standing)),
        )
    yield from _beyond(standing, entry, 0)


def next_payment(standing: Standing) -> int:
    """The lowest number above those of all planned payments."""
    return max((payment.number for payment in standing.payments), default=0) + 1


def payment(standing: Standing, entry: Entry) -> Iterator[Fault]:
    """That a payment is not planned so, waits for a condition, or goes beyond what is left."""
    planned = standing.payment(entry.payment)
    if entry.payment is not None and planned is None:
        numbers = tuple(str(payment.number) for payment in standing.payments)
        yield (
            say("Payment {number} is not planned.", number=entry.payment),
            say("Planned are: {numbers}.", numbers=numbers)
            if numbers
            else say("No payment is planned; leave the number out, or plan it: kfond fund plan."),
        )
    if planned and (planned.year, planned.line) != (entry.year, entry.line):
        yield (
            say("Payment {number} is planned for another year or line.", number=planned.number),
            say("Leave out the year and the line: they are those of the plan."),
        )
    for condition in planned.waits_for if planned else ():
        yield (
            say(
                "Payment {number} waits for the condition {key} (“{text}”).",
                number=planned.number if planned else 0,
                key=condition.key,
                text=condition.text,
            ),
            say("Enter first that it is met: kfond fund met."),
        )
    yield from _beyond(standing, entry, planned.outstanding if planned else 0)


def _beyond(standing: Standing, entry: Entry, outstanding: int) -> Iterator[Fault]:
    """That a payment goes beyond what is left; what the plan holds for it is free for it."""
    allowed = max(0, payable(standing, entry.year, entry.line) + outstanding)
    if entry.amount > allowed:
        yield (
            say(
                "{amount} kronor are beyond what is left: {granted} granted, {paid} paid, {planned} planned.",
                amount=kronor(entry.amount),
                granted=kronor(standing.total.granted or 0),
                paid=kronor(standing.total.paid),
                planned=kronor(standing.total.planned),
            ),
            say("{where}: at most {allowed} kronor.", where=_where(entry), allowed=kronor(allowed)),
        )


def _where(entry: Entry) -> Message:
    """Of what: the payment, the year, the line, or all of it."""
    if entry.payment is not None and entry.kind is EntryKind.PAID:
        return say("Payment {number}", number=entry.payment)
    if entry.line != WHOLE:
        return say("Line {line}", line=entry.line)
    if entry.year != WHOLE_TIME:
        return say("For {year}", year=str(entry.year))
    return say("In all")


def requisition(standing: Standing, entry: Entry) -> Iterator[Fault]:
    """That more is asked for than was granted."""
    allowed = max(0, requestable(standing, entry.year))
    if entry.amount > allowed:
        yield (
            say(
                "{amount} kronor are above the allocation: {granted} granted, {requested} requested before.",
                amount=kronor(entry.amount),
                granted=kronor(standing.total.granted or 0),
                requested=kronor(standing.total.requested),
            ),
            say("{where}: at most {allowed} kronor.", where=_where(entry), allowed=kronor(allowed)),
        )


def move(standing: Standing, entry: Entry) -> Iterator[Fault]:
    """That a line has not what is moved from it."""
    if entry.line == entry.to_line:
        yield (say("The move goes from a line to itself."), say("Name two lines."))
        return
    has = movable(standing, entry.line)
    if has is None:
        yield (
            say("What {line} has is not known: nobody has divided what was granted.", line=entry.line),
            say("Divide it first: kfond fund move without --from takes from what is not divided."),
        )
    elif entry.amount > has:
        yield (
            say(
                "{amount} kronor are more than {line} has.",
                amount=kronor(entry.amount),
                line=entry.line or say("what is not divided"),
            ),
            say("Move at most {allowed} kronor.", allowed=kronor(has)),
        )


def reclaim(standing: Standing, wanted: int, entry: Entry) -> Iterator[Fault]:
    """That the fund wants back more than it has paid; `wanted` is what it wants back already and has not got."""
    total = standing.total
    allowed = max(0, total.paid - total.repaid - wanted)
    if entry.amount > allowed:
        yield (
            say(
                "{amount} kronor are more than was paid and not wanted back or repaid before: {paid} paid.",
                amount=kronor(entry.amount),
                paid=kronor(total.paid),
            ),
            say("Enter at most {allowed} kronor.", allowed=kronor(allowed)),
        )


def repayment(standing: Standing, wanted: int, entry: Entry) -> Iterator[Fault]:
    """That more is repaid than the fund wants back (`wanted`), and than was paid and not used."""
    allowed = max(standing.total.in_hand, wanted)
    if entry.amount > allowed:
        yield (
            say(
                "{amount} kronor are more than what was paid and not used: {paid} paid, {used} used, {repaid} repaid.",
                amount=kronor(entry.amount),
                paid=kronor(standing.total.paid),
                used=kronor(standing.total.used),
                repaid=kronor(standing.total.repaid),
            ),
            say("Repay at most {allowed} kronor.", allowed=kronor(allowed)),
        )
