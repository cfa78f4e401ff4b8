"""How long municipalities have waited for a course: terms in a row in which they asked for it and got no seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import mul

from kfond.periods import Term
from kfond.plan.adopted import AdoptedRound
from kfond.plan.needs.persons import in_units
from kfond.plan.needs.requests import seats_requested
from kfond.plan.needs.trained import share_kept
from kfond.plan.needs.values import CourseNeed, Request

Place = tuple[str, Term]
"""Municipality code and term."""
Given = Mapping[str, tuple[int, ...]]
"""Seats given to each municipality in every term before one; a municipality that has been given none may lack."""


@dataclass(frozen=True, slots=True)
class BeforePlan:
    """What is known of the terms before a plan.

    `requests`: seats asked for in writing. `stood`: term -> what was adopted for the course, None where a plan was
    adopted for the term and has no round of it. `taken`: where somebody took part in a joint round.
    """

    requests: Mapping[Place, Request]
    stood: Mapping[Term, AdoptedRound | None]
    taken: frozenset[Place]


def waited_before(past: BeforePlan, codes: Sequence[str], first: Term) -> Mapping[str, int]:
    """Terms in a row up to `first` in which each asked and got no seat; those that have not waited are left out.

    It asked where it wrote for one seat at least, and where it stood in the queue of an adopted plan, also in the
    terms of such a plan after that round that had no round. A seat, a request for none, and a term of which nothing
    is known begin the count anew.
    """
    known = [term for _, term in past.requests] + list(past.stood)
    terms = [min(known) + step for step in range(first.minus(min(known)))] if known else []
    found = {code: _waited_before(past, code, terms) for code in codes}
    return {code: waited for code, waited in found.items() if waited}


def _waited_before(past: BeforePlan, code: str, terms: Sequence[Term]) -> int:
    waited, is_queued = 0, False
    for term in terms:
        stood, request = past.stood.get(term), past.requests.get((code, term))
        seats = stood.seats.get(code, 0) if stood and stood.seats else 0
        if stood:
            is_queued = bool(stood.queued.get(code))
        elif term not in past.stood:
            is_queued = False
        if request is not None:
            is_queued = is_queued and bool(request.seats)
        asked = bool(request.seats) if request is not None else is_queued
        waited = waited + 1 if asked and not seats and (code, term) not in past.taken else 0
    return waited


@dataclass(frozen=True, slots=True)
class Waits:
    """The waits of every municipality in a plan, counted from the seats that the plan has given.

    `before`: those of the terms before the plan. `is_on_request`: only those ask who have asked in writing. By
    municipality code, persons and shares in ten-thousandths: `left` lack the course if the plan gives no seat, `kept`
    of those given one are there so many terms later. `requested`: seats asked for in writing, None where nothing was.
    """

    before: Mapping[str, int]
    is_on_request: bool
    left: Mapping[str, tuple[int, ...]]
    requested: Mapping[str, tuple[int | None, ...]]
    kept: tuple[int, ...]
    unserved: dict[int, Mapping[str, int]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """Number of a term -> the waits where the plan has given no seat: they are the same in every schedule."""

    @classmethod
    def of(cls, need: CourseNeed, before: Mapping[str, int], is_on_request: bool) -> Waits:
        """The waits for one course."""
        terms = range(len(need.members[0].requests) if need.members else 0)
        return cls(
            before=before,
            is_on_request=is_on_request,
            left={
                part.code: tuple(in_units(estimate.best) for estimate in part.left) for part in need.members
            },
            requested={part.code: tuple(seats_requested(part, at) for at in terms) for part in need.members},
            kept=tuple(0 if need.is_recurring else in_units(share_kept(need.kept, at)) for at in terms),
        )

    def at(self, at: int, given: Given) -> Mapping[str, int]:
        """The terms that each has waited when term number `at` comes; those that have not waited may be left out.

        In the plan too, terms count in a row in which it asked and got no seat, whether or not the course was held:
        it asks in writing, or somebody there lacks the course after the seats given before.
        """
        if not at:
            return self.before
        if at not in self.unserved:
            nothing = (0,) * at
            counts = {code: self._counted(code, nothing) for code in self.left}
            self.unserved[at] = {code: waited for code, waited in counts.items() if waited}
        waits = dict(self.unserved[at])  # who would not have waited without a seat has not with one either
        for code in [code for code in waits if any(given.get(code, ()))]:
            seats = given[code]
            waits[code] = 0 if seats[-1] else self._counted(code, seats)
        return waits

    def _counted(self, code: str, seats: Sequence[int]) -> int:
        for waited, at in enumerate(reversed(range(len(seats)))):
            if seats[at] or not self._is_asking(code, at, seats):
                return waited
        return len(seats) + self.before.get(code, 0)

    def _is_asking(self, code: str, at: int, seats: Sequence[int]) -> bool:
        """Whether a municipality asked for a seat in term number `at`, after the seats given it before."""
        requested = self.requested[code][at]
        if requested is not None or self.is_on_request or not self.left[code]:
            return bool(requested)
        used: int = sum(map(mul, seats[:at], self.kept[at:0:-1]))
        return self.left[code][at] > used
