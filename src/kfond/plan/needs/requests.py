"""What the municipalities have asked for, held against what can be known of their staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING

from kfond.messages import Message, say
from kfond.periods import Term
from kfond.plan.needs.values import CourseNeed, Need, Request


def requests_in(
    terms: Sequence[Term], code: str, requests: Mapping[tuple[str, Term], Request]
) -> tuple[Request | None, ...]:
    """A municipality's requests in each term; None where it is silent, which is not the same as asking for 0."""
    return tuple(requests.get((code, term)) for term in terms)


def seats_requested(need: Need, at: int) -> int | None:
    """The seats that a municipality's request counts for in term number `at`; None where it is silent.

    No more than the persons whom the course may be for: the rest waits for the answer to `question_back`. Where
    nothing is known of its staff, the request counts as it stands.
    """
    request = need.requests[at]
    if request is None:
        return None
    return min(request.seats, _most(need, at)) if need.eligible else request.seats


def question_back(course: CourseNeed, name: str, terms: Sequence[Term]) -> Message | None:
    """What to ask those who want more seats than they have staff for, at the high end; None where nobody does."""
    asking = tuple(
        say(
            "{name} asked for {seats} in {term} and has {most} at most",
            name=need.municipality,
            seats=request.seats,
            term=term.label,
            most=_most(need, at),
        )
        for need in course.members
        for at, (term, request) in enumerate(zip(terms, need.requests, strict=True))
        if request and need.eligible and request.seats > _most(need, at)
    )
    if not asking:
        return None
    return say(
        "{course}: more seats are asked for than there is staff ({asking}). Is the number right? Until it is "
        "answered, only the staff counted here counts.",
        course=name,
        asking=asking,
    )


def _most(need: Need, at: int) -> int:
    return int(need.eligible[at].high.to_integral_value(ROUND_CEILING))
