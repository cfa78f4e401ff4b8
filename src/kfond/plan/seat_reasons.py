"""Why a municipality gets the seats that it gets, in words that it can check by hand (uddatalsmetoden)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import floor

from kfond.messages import Message, say, say_count
from kfond.plan.needs.requests import seats_requested
from kfond.plan.needs.values import Need
from kfond.sharing import Sharing

NOT_KNOWN = say("no staff figures: seats are open for enrolment")
LESS_THAN_ONE = say(
    "its part of the seats asked for is too small for a whole one, and by its sheet nobody there is certain to "
    "need it"
)
OPEN_IN_ADOPTED = say("open for enrolment in the plan that was adopted")


def seat_reason(
    need: Need, at: int, sharing: Sharing | None, by_waiting: bool, own: Decimal | None
) -> Message:
    """How a municipality's seats of a round came about; `by_waiting`: see `is_decided_by_waiting`.

    `own`: the persons of it who would come, before the seats of all are rounded together; None where they are not
    counted.
    """
    if sharing is None or not sharing.has_asked(need.code):
        return NOT_KNOWN
    request = need.requests[at]
    counted = seats_requested(need, at)
    if request and counted is not None and counted < min(request.fewest, request.seats):
        return say(
            "asked for {fewest} seats or none, and no more than {count} of those whom the course is for can be there",
            fewest=request.fewest,
            count=counted,
        )
    if request and request.fewest > 1 and request.seats and not sharing.seats_of(need.code):
        return say("asked for {fewest} seats or none, and fewer were to be had", fewest=request.fewest)
    is_rounded_down = counted is None and own is not None and sharing.in_line(need.code) < floor(own)
    parts = tuple(_parts(need.code, sharing, by_waiting, is_rounded_down))
    return say("{parts}", parts=parts) if parts else _nothing_asked(need, at)


def promised_reason(need: Need, sharing: Sharing | None) -> Message:
    """How a municipality has the seats of a term that had begun: an adopted plan gave them."""
    if sharing is None or not sharing.has_asked(need.code):
        return NOT_KNOWN if need.is_missing else OPEN_IN_ADOPTED
    queued = sharing.queued(need.code)
    seats = say_count(
        "{count} seat by the plan that was adopted",
        "{count} seats by the plan that was adopted",
        sharing.seats_of(need.code),
    )
    if not queued:
        return seats
    queue = say_count("{count} more asked for", "{count} more asked for", queued)
    return say("{parts}", parts=(seats, queue))


def _parts(code: str, sharing: Sharing, by_waiting: bool, is_rounded_down: bool) -> Iterator[Message]:
    granted = sharing.seats_of(code)
    refused = sharing.in_line(code) - granted
    base = min(granted, sharing.order.base)
    waited = sharing.waited_of(code)
    if (granted or refused) and waited and by_waiting:
        yield say_count("has waited {count} term", "has waited {count} terms", waited)
    if base:
        yield say_count("{count} seat to begin with", "{count} seats to begin with", base)
    if granted > base:
        last = sharing.own_seat(code, granted)
        yield say_count(
            "{count} seat by quotient, the last at {key}/{divisor}",
            "{count} seats by quotient, the last at {key}/{divisor}",
            granted - base,
            key=last.key,
            divisor=last.divisor,
        )
    if granted and not refused:
        yield _no_more(sharing) if is_rounded_down else say("no more is asked for")
    if not refused:
        return
    first = sharing.own_seat(code, granted + 1)
    if first.step == "base":
        yield say_count(
            "{count} seat in the queue: who has waited longest comes first, then the lowest municipality code",
            "{count} seats in the queue: who has waited longest comes first, then the lowest municipality code",
            refused,
        )
    else:
        yield say_count(
            "{count} seat in the queue, next at {key}/{divisor}",
            "{count} seats in the queue, next at {key}/{divisor}",
            refused,
            key=first.key,
            divisor=first.divisor,
        )


def _no_more(sharing: Sharing) -> Message:
    """Why less than its own part is asked for: small parts are rounded up, and the sum of all is not exceeded."""
    return say(
        "the seats of all are rounded together, and no more of the {total} falls to it",
        total=sum(sharing.order.seats),
    )


def is_decided_by_waiting(sharing: Sharing) -> bool:
    """Whether the last seat given and the first one refused are as good but for the order of those who wait."""
    if not any(sharing.order.waited):
        return False
    line, last = sharing.sequence, sharing.capacity - 1
    if not 0 <= last < len(line) - 1:
        return False
    given, refused = line[last], line[last + 1]
    if given.step == refused.step == "base":
        return given.number == refused.number
    return given.step == refused.step and given.quotient == refused.quotient


def _nothing_asked(need: Need, at: int) -> Message:
    """Why a municipality whose need is known asks for nothing."""
    request = need.requests[at]
    if request is not None and not request.seats:
        return say("it has asked for no seat")
    if not need.eligible[at].best:
        return say("nobody there is of those whom the course is for")
    if not need.left[at].best:
        return say("all of those whom the course is for have it already")
    return LESS_THAN_ONE
