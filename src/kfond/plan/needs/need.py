"""The need of a course, municipality by municipality and all together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from kfond.messages import Message, say, say_count
from kfond.periods import Term
from kfond.plan.estimates import Estimate
from kfond.plan.needs.asks import Asking
from kfond.plan.needs.bands import TargetGroup, union_of
from kfond.plan.needs.draws import Dice, Range, about, ranges_of, triangular
from kfond.plan.needs.history import History, history_of
from kfond.plan.needs.places import Known, MembersNeeds, PlaceStaff, places_of
from kfond.plan.needs.planned import PlannedSeats
from kfond.plan.needs.requests import requests_in
from kfond.plan.needs.take_up import PastRound, take_up_of
from kfond.plan.needs.trained import TrainedAt, trained_of
from kfond.plan.needs.values import CourseNeed, Need, Request, State

NOBODY = Decimal(0)


@dataclass(frozen=True, slots=True)
class OfCourse:
    """What is known of one course alone.

    `kept`: see CourseNeed; long enough to reach back to its first round, or it is carried on. `requests`: by
    municipality code and term. `in_plan`: terms whose joint rounds stand in the plan already, so that lists of who
    took part in them tell of the plan's own seats. `planned`: by municipality code, the seats of adopted plans of
    earlier terms that no list tells of.
    """

    kept: tuple[Decimal, ...]
    past: tuple[PastRound, ...] = ()
    requests: Mapping[tuple[str, Term], Request] = field(default_factory=dict)
    in_plan: frozenset[Term] = frozenset()
    planned: Mapping[str, Sequence[PlannedSeats]] = field(default_factory=dict)


def course_need(target: TargetGroup, known: Known, of_course: OfCourse) -> CourseNeed:
    """The need of one course: those whom it is for, less those who have it, in each term of the horizon."""
    places = places_of(target, known)
    taken = [
        row
        for row in known.taken.get(target.slug, ())
        if row.is_local or Term.containing(row.first_day) not in of_course.in_plan
    ]
    history = history_of(target, taken, known.ties, known.as_of, known.staff)
    trained: Mapping[str, TrainedAt] = {}
    if not target.is_recurring and (history.held or history.pooled or of_course.planned):
        persons = {place.code: place.eligible[0].best if place.eligible else None for place in places}
        trained = trained_of(
            history, persons, known.terms, of_course.kept, known.settings.repeats, of_course.planned
        )
    needs, total = _needs(target, known, trained, of_course.requests)
    return CourseNeed(
        state=state_of(needs),
        members=needs,
        total=total,
        take_up=take_up_of(of_course.past, known.settings),
        kept=of_course.kept,
        is_recurring=target.is_recurring,
        notes=()
        if target.is_recurring
        else (
            *history.notes,
            *_unplaced(places, history),
            *_unconfirmed(of_course.planned),
        ),
    )


def state_of(needs: Sequence[Need]) -> State:
    """What is known of the need of all municipalities together; what is asked for in writing is known."""
    if all(need.is_missing for need in needs):
        asked = any(request and request.seats for need in needs for request in need.requests)
        return State.PARTLY if asked else State.UNKNOWN
    if any(need.has_unknown_band for need in needs):
        return State.PARTLY
    anybody = any(term.high > 0 or term.best > 0 for need in needs for term in need.eligible)
    return State.KNOWN if anybody else State.NONE


def missing_persons(state: State, asking: Asking, smallest: int) -> int | None:
    """Persons lacking to the smallest group in the term in which most would come; None where it is filled.

    None also where nothing is known. In a need that is known in part it is those counted who are too few.
    """
    if state is State.UNKNOWN:
        return None
    most = max(asking.asked_at_first(at) for at in range(len(asking.terms)))
    return smallest - most if most < smallest else None


def _needs(
    target: TargetGroup,
    known: Known,
    trained: Mapping[str, TrainedAt],
    requests: Mapping[tuple[str, Term], Request],
) -> MembersNeeds:
    """What each municipality needs, and all together."""
    whom = (target.area, union_of(target.bands))
    is_new = not trained and not requests
    if is_new and whom in known.new:
        return known.new[whom]
    places = places_of(target, known)
    left = _left([place for place in places if place.eligible], trained, target.key)
    needs = tuple(_need(place, trained, left, known.terms, requests) for place in places)
    found = needs, _total(needs, left.total)
    if is_new:
        known.new[whom] = found
    return found


def _need(
    place: PlaceStaff,
    trained: Mapping[str, TrainedAt],
    left: _Left,
    terms: Sequence[Term],
    requests: Mapping[tuple[str, Term], Request],
) -> Need:
    found = trained[place.code].as_value(place.eligible) if trained and place.eligible else None
    rest = place.eligible  # nobody has had it: the forecast's own estimates stand
    if found:
        best = [
            max(NOBODY, there.best - gone.best)
            for there, gone in zip(place.eligible, found.staying, strict=True)
        ]
        rest = about(left.members[place.code], best)
    return Need(
        code=place.code,
        municipality=place.municipality,
        bands=place.bands,
        has_unknown_band=place.has_unknown_band,
        eligible=place.eligible,
        trained=found,
        left=rest,
        requests=requests_in(terms, place.code, requests),
    )


@dataclass(frozen=True, slots=True)
class _Left:
    """The ranges of those who lack the course: of each municipality with figures, and of all together."""

    members: Mapping[str, tuple[Range, ...]]
    total: tuple[Range, ...]


def _left(places: Sequence[PlaceStaff], trained: Mapping[str, TrainedAt], key: str) -> _Left:
    """Those who are there less those who have the course, never below nobody, in each draw."""
    if not places:
        return _Left({}, ())
    left = np.stack([place.draws for place in places if place.draws is not None])
    members: Mapping[str, tuple[Range, ...]] = {}
    if trained:
        dice = Dice(key, left.shape[1])
        there = [place.eligible for place in places]
        mine = [trained[place.code] for place in places]
        if any(part.held or part.planned for part in mine):
            left = left - triangular([part.observed for part in mine], there, dice.of_each(len(mine)))
        if any(part.pooled for part in mine):
            left = left - triangular([part.allocated for part in mine], there, dice.of_all())
        left = np.maximum(left, 0)
        members = dict(zip((place.code for place in places), ranges_of(left), strict=True))
    (total,) = ranges_of(left.sum(axis=0)[None])
    return _Left(members, total)


def _total(needs: Sequence[Need], ranges: Sequence[Range]) -> tuple[Estimate, ...]:
    counted = [need for need in needs if not need.is_missing]
    best = [sum((need.left[at].best for need in counted), NOBODY) for at in range(len(ranges))]
    return about(ranges, best)


def _unconfirmed(planned: Mapping[str, Sequence[PlannedSeats]]) -> tuple[Message, ...]:
    """What is to be said of the seats of adopted plans, round by round."""
    rounds: dict[Term, list[PlannedSeats]] = {}
    for mine in planned.values():
        for part in mine:
            rounds.setdefault(part.term, []).append(part)
    return tuple(
        say_count(
            "{term}: {count} seat by {plan}, not confirmed, counts as a person who has the course.",
            "{term}: {count} seats by {plan}, not confirmed, count as persons who have the course.",
            seats,
            term=term.label,
            plan=parts[0].plan,
        )
        if (seats := sum(part.seats or 0 for part in parts))
        else say(
            "{term}: held by {plan} with open seats; how many took one is not known.",
            term=term.label,
            plan=parts[0].plan,
        )
        for term, parts in sorted(rounds.items())
    )


def _unplaced(places: Sequence[PlaceStaff], history: History) -> tuple[Message, ...]:
    """What is to be said where pooled participations fall on a municipality of which nothing else is known."""
    missing = tuple(place.municipality for place in places if not place.eligible)
    if not missing or len(missing) == len(places) or not any(part.stated for part in history.pooled):
        return ()
    return (
        say(
            "Of the participations that name no municipality, {names} count for a mean municipality's part.",
            names=missing,
        ),
    )
