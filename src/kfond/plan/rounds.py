"""The rounds of a chosen schedule: who gets its seats, what they cost, and why they are as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import mul

from kfond.catalogue.frequency import Kind
from kfond.messages import Message, say
from kfond.periods import Term
from kfond.plan.askers import given_by, persons_of
from kfond.plan.costs.shares import cost_of
from kfond.plan.costs.values import RoundCost
from kfond.plan.courses import PlannedCourse, is_before
from kfond.plan.demands import is_meant
from kfond.plan.drafts import Draft
from kfond.plan.estimates import Estimate
from kfond.plan.menus.values import Schedule
from kfond.plan.menus.windows import PLANNABLE
from kfond.plan.needs.trained import share_kept
from kfond.plan.needs.values import Need
from kfond.plan.payments import costing_of
from kfond.plan.proposal import MunicipalSeats, Round
from kfond.plan.reason import Reason
from kfond.plan.reasons import (
    conflict_reason,
    elsewhere_reason,
    held_reason,
    need_reason,
    pinned_beyond_reason,
    promised_seats_reason,
    size_reason,
    window_reason,
)
from kfond.plan.season import Season
from kfond.plan.seat_reasons import is_decided_by_waiting, promised_reason, seat_reason
from kfond.plan.waiting import Given
from kfond.sharing import Sharing

NOBODY = Decimal(0)


def rounds_of(draft: Draft, schedule: Schedule, season: Season) -> tuple[Round, ...]:
    """The rounds of a schedule in the planned terms; what it holds in the look-ahead is not part of the plan."""
    return tuple(
        _round(draft, schedule, at, season) for at, _ in enumerate(season.terms) if schedule.groups[at]
    )


def dated_round(draft: Draft, season: Season) -> Round | None:
    """A start on a date of its own in the plan's terms, run by somebody else: without groups and seats of ours."""
    course = draft.course
    frequency = course.lines[0].frequency
    if course.kind is not Kind.FIXED or not frequency.window or is_before(course.lines[0], season.terms[0]):
        return None
    term = Term.containing(frequency.window[0])
    if term not in season.terms:
        return None
    return Round(
        key=course.key,
        course=course.course,
        area=course.area,
        bands=course.bands,
        term=term,
        groups=None,
        seats=None,
        state=draft.need.state,
        size=draft.size,
        shares=(),
        reasons=tuple(_dated_reasons(course, season)),
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """What is the same for every municipality in a round.

    `at`: the number of its term. `given`: seats by municipality code, in each term. `kept`: of those given a seat in
    each term before it, the share who still have the course. `by_waiting`: see `is_decided_by_waiting`.
    """

    at: int
    sharing: Sharing | None
    given: Given
    kept: tuple[Decimal, ...]
    by_waiting: bool
    cost: RoundCost


def _lacking(need: Need, had: Sequence[int], held: _Held) -> Estimate | None:
    """Those who lack the course at a round, after the seats given before it; None where not known."""
    if need.is_missing:
        return None
    at = held.at
    gone = sum(map(mul, had, held.kept), NOBODY)
    left = need.left[at]
    return Estimate(
        max(NOBODY, left.low - gone), max(NOBODY, left.best - gone), max(NOBODY, left.high - gone)
    )


def _round(draft: Draft, schedule: Schedule, at: int, season: Season) -> Round:
    sharing = schedule.sharings[at]
    costing = costing_of(draft, schedule, at, season)
    cost = cost_of(costing, season.basis.settings)
    kept = (Decimal(1), Decimal(0)) if draft.need.is_recurring else draft.need.kept
    held = _Held(
        at=at,
        sharing=sharing,
        given=given_by(schedule.sharings),
        kept=tuple(share_kept(kept, at - then) for then in range(at)),
        by_waiting=sharing is not None and is_decided_by_waiting(sharing),
        cost=cost,
    )
    shares = tuple(_share(draft, need, held) for need in draft.need.members)
    return Round(
        key=draft.key,
        course=draft.course.course,
        area=draft.course.area,
        bands=draft.course.bands,
        term=season.horizon[at],
        groups=schedule.groups[at],
        seats=None if sharing is None else schedule.seats[at],
        state=draft.need.state,
        size=draft.size,
        shares=shares,
        reasons=tuple(_reasons(draft, schedule, at, shares, season)),
        cost=cost,
        costing=costing,
    )


def _share(draft: Draft, need: Need, held: _Held) -> MunicipalSeats:
    at, sharing, cost = held.at, held.sharing, held.cost
    is_open = sharing is None or not sharing.has_asked(need.code)
    given = held.given.get(need.code, (0,) * len(draft.prices))
    lacking = _lacking(need, persons_of(draft.askers.came, need.code, given), held)
    own = lacking.best * draft.need.take_up.share if lacking else None
    return MunicipalSeats(
        need=need,
        lacking=lacking,
        seats=None if is_open else given[at],
        queued=0 if is_open or sharing is None else sharing.queued(need.code),
        reason=promised_reason(need, sharing)
        if at in draft.promised
        else seat_reason(need, at, sharing, held.by_waiting, own),
        cost=None if is_open and need.code not in cost.payers else _cost_to(need.code, cost),
        waited=0 if is_open or sharing is None else sharing.waited_of(need.code),
    )


def _cost_to(code: str, cost: RoundCost) -> int | None:
    """What a municipality pays of a round, less what it is credited; None where its share is not known."""
    if code not in cost.payers:
        return -cost.credits.get(code, 0)
    return cost.shares[code] - cost.credits.get(code, 0) if cost.is_shared else None


def _reasons(
    draft: Draft, schedule: Schedule, at: int, shares: Sequence[MunicipalSeats], season: Season
) -> Iterator[Reason]:
    basis, course = season.basis, draft.course
    yield from _decided(draft, schedule, season, at)
    if course.kind in PLANNABLE:
        yield window_reason(course, draft.rhythm, season.horizon)
    if at in draft.promised:
        yield promised_seats_reason(season.horizon[at], draft.promised[at])
    else:
        yield need_reason(draft.need, shares, season.horizon[at], schedule.seats[at])
    yield size_reason(draft.size)
    yield from held_reason(course, basis.ties, draft.need)
    yield from conflict_reason(course, basis.ties)
    yield from elsewhere_reason(course, season.lines[course.course.slug])
    yield from (Reason("need_note", note) for note in draft.need.notes)


def _decided(draft: Draft, schedule: Schedule, season: Season, at: int) -> Iterator[Reason]:
    """Why a round stands whatever was reckoned: pinned, or announced before."""
    pins = [
        pin
        for pin in season.basis.asked.pins
        if is_meant(pin, draft.course) and pin.term == season.horizon[at]
    ]
    for pin in pins:
        yield Reason("pinned", say("Decided beforehand: “{why}”.", why=pin.why))
    if any(pin.groups for pin in pins):
        yield from pinned_beyond_reason(draft.need, draft.size, schedule.groups[at], schedule.seats[at])
    adopted = (
        season.basis.adopted
    )  # what a long plan has chosen for its first years stands too, but is not announced
    if at in draft.announced and not pins and adopted and season.horizon[at] in adopted.terms:
        yield Reason("announced", say("Announced in the plan that was adopted."))


def _dated_reasons(course: PlannedCourse, season: Season) -> Iterator[Reason]:
    frequency = course.lines[0].frequency
    text: Message = say("Starts on a date of its own: “{phrase}”.", phrase=frequency.verbatim)
    if frequency.place:
        text = say(
            "Starts in {place} on a date of its own and is run by somebody else: “{phrase}”.",
            place=frequency.place,
            phrase=frequency.verbatim,
        )
    yield Reason("fixed", text)
    if frequency.enrol_by:
        yield Reason("enrol_by", say("Enrol by {day}.", day=frequency.enrol_by))
    yield from elsewhere_reason(course, season.lines[course.course.slug])
