"""The need of a course, municipality by municipality and all together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from kfond.catalogue.lines import Band
from kfond.catalogue.participations import Taken
from kfond.catalogue.ties import Tie
from kfond.messages import Message, say
from kfond.periods import Term
from kfond.plan.estimates import Estimate
from kfond.plan.forecast.values import Forecast
from kfond.plan.needs.asks import Asking
from kfond.plan.needs.bands import STAFF_BANDS, TargetGroup, band_needs, measures_of, union_of
from kfond.plan.needs.draws import Dice, Range, ranges_of, triangular
from kfond.plan.needs.history import History, history_of
from kfond.plan.needs.requests import requests_in
from kfond.plan.needs.take_up import PastRound, take_up_of
from kfond.plan.needs.trained import TrainedAt, trained_of
from kfond.plan.needs.values import BandNeed, CourseNeed, Need, Request, State
from kfond.registry.members import Member
from kfond.settings import Settings
from kfond.staffing.boxes import BANDS, Box
from kfond.staffing.returns import Measure

if TYPE_CHECKING:
    from kfond.plan.needs.draws import Floats

NOBODY = Decimal(0)


@dataclass(frozen=True, slots=True)
class Known:
    """What the needs of all courses are made from.

    `staff`: area -> municipality code -> measure -> box, as the sheets say. `terms`: the horizon, all of them among
    the forecast's. `taken`: course slug -> its rows, see `taken_by_course`. `as_of`: what is later is not known yet.
    """

    members: tuple[Member, ...]
    staff: Mapping[str, Mapping[str, Mapping[Measure, Box]]]
    forecast: Forecast
    terms: tuple[Term, ...]
    taken: Mapping[str, tuple[Taken, ...]]
    ties: tuple[Tie, ...]
    as_of: date
    settings: Settings


@dataclass(frozen=True, slots=True)
class OfCourse:
    """What is known of one course alone.

    `kept`: see CourseNeed; long enough to reach back to its first round, or it is carried on. `smallest`: persons
    in its smallest group. `requests`: by municipality code and term.
    """

    kept: tuple[Decimal, ...]
    smallest: int
    past: tuple[PastRound, ...] = ()
    requests: Mapping[tuple[str, Term], Request] | None = None


def taken_by_course(rows: Iterable[Taken]) -> Mapping[str, tuple[Taken, ...]]:
    """Course slug -> its rows; those whose name means no course are left out."""
    found: dict[str, list[Taken]] = {}
    for row in rows:
        if row.course:
            found.setdefault(row.course, []).append(row)
    return {slug: tuple(listed) for slug, listed in found.items()}


def course_need(target: TargetGroup, known: Known, of_course: OfCourse) -> CourseNeed:
    """The need of one course: those whom it is for, less those who have it, in each term of the horizon."""
    wanted = union_of(target.bands)
    history = history_of(target, known.taken.get(target.slug, ()), known.ties, known.as_of)
    places = [_Place.of(member, target.area, wanted, known) for member in _in_order(known.members)]
    counted = [place for place in places if place.eligible]
    trained: Mapping[str, TrainedAt] = {}
    if not target.is_recurring and (history.held or history.pooled):
        persons = {place.member.code: place.eligible[0].best if place.eligible else None for place in places}
        trained = trained_of(history, persons, known.terms, of_course.kept, known.settings.repeats)
    left = _left(counted, trained, Dice(target.key, known.settings.draws))
    ranges = iter(left.members)
    needs = tuple(
        place.as_need(trained, next(ranges) if place.eligible else (), known, of_course) for place in places
    )
    need = CourseNeed(
        state=state_of(needs),
        members=needs,
        total=_total(needs, left.total),
        take_up=take_up_of(of_course.past, known.settings),
        kept=of_course.kept,
        missing=None,
        is_recurring=target.is_recurring,
        notes=() if target.is_recurring else (*history.notes, *_unplaced(places, history)),
    )
    return replace(need, missing=missing_persons(need, of_course.smallest, known.settings))


def state_of(needs: Sequence[Need]) -> State:
    """What is known of the need of all municipalities together."""
    if all(need.is_missing for need in needs):
        return State.UNKNOWN
    if any(need.has_unknown_band for need in needs):
        return State.PARTLY
    anybody = any(term.high > 0 or term.best > 0 for need in needs for term in need.eligible)
    return State.KNOWN if anybody else State.NONE


def missing_persons(need: CourseNeed, smallest: int, settings: Settings) -> int | None:
    """Persons lacking to the smallest group in the term in which most would come; None where it is filled.

    None also where nothing is known. In a need that is known in part it is those counted who are too few.
    """
    if need.state is State.UNKNOWN:
        return None
    asking = Asking.of(need, settings, dict.fromkeys((part.code for part in need.members), 0))
    most = max(sum(ask.seats for ask in asking.asks_in(at, {}, {}, {})) for at in range(len(need.total)))
    return smallest - most if most < smallest else None


@dataclass(frozen=True, slots=True)
class _Place:
    """A municipality with those whom the course is for: an estimate a term, and draws x terms."""

    member: Member
    bands: tuple[BandNeed, ...]
    has_unknown_band: bool
    eligible: tuple[Estimate, ...]
    draws: Floats | None

    @classmethod
    def of(cls, member: Member, area: str, wanted: Sequence[Band], known: Known) -> _Place:
        bands = band_needs(wanted, known.staff.get(area, {}).get(member.code, {}))
        forecast = known.forecast.places.get((area, member.code), {})
        measures = [measure for measure in measures_of(wanted) if measure in forecast]
        is_whole = all(STAFF_BANDS[band] for band in wanted) and measures == list(measures_of(wanted))
        if not measures:
            return cls(member, bands, True, (), None)
        at = [known.forecast.terms.index(term) for term in known.terms]
        columns = [BANDS.index(measure) for measure in measures]
        draws = known.forecast.draws[area, member.code][:, at][:, :, columns].sum(axis=2)
        if len(measures) == 1:
            eligible = tuple(forecast[measures[0]][number] for number in at)
        else:
            best = [sum((forecast[measure][number].best for measure in measures), NOBODY) for number in at]
            eligible = _about(ranges_of(draws[None])[0], best)
        return cls(member, bands, not is_whole, eligible, draws)

    def as_need(
        self,
        trained: Mapping[str, TrainedAt],
        ranges: Sequence[Range],
        known: Known,
        of_course: OfCourse,
    ) -> Need:
        found = trained.get(self.member.code)
        value = found.as_value(self.eligible) if found and self.eligible else None
        staying = value.staying if value else ()
        best = [
            max(NOBODY, there.best - (staying[at].best if staying else NOBODY))
            for at, there in enumerate(self.eligible)
        ]
        return Need(
            code=self.member.code,
            municipality=self.member.name,
            bands=self.bands,
            has_unknown_band=self.has_unknown_band,
            eligible=self.eligible,
            trained=value,
            left=_about(ranges, best),
            requests=requests_in(known.terms, self.member.code, of_course.requests or {}),
        )


@dataclass(frozen=True, slots=True)
class _Left:
    """The ranges of those who lack the course: of each municipality with figures, and of all together."""

    members: tuple[tuple[Range, ...], ...]
    total: tuple[Range, ...]


def _left(places: Sequence[_Place], trained: Mapping[str, TrainedAt], dice: Dice) -> _Left:
    """Those who are there less those who have the course, never below nobody, in each draw."""
    if not places:
        return _Left((), ())
    left = np.stack([place.draws for place in places if place.draws is not None])
    if trained:
        there = [place.eligible for place in places]
        mine = [trained[place.member.code] for place in places]
        observed = triangular([part.observed for part in mine], there, dice.of_each(len(mine)))
        allocated = triangular([part.allocated for part in mine], there, dice.of_all())
        left = np.maximum(left - observed - allocated, 0)
    (total,) = ranges_of(left.sum(axis=0)[None])
    return _Left(ranges_of(left), total)


def _total(needs: Sequence[Need], ranges: Sequence[Range]) -> tuple[Estimate, ...]:
    counted = [need for need in needs if not need.is_missing]
    best = [sum((need.left[at].best for need in counted), NOBODY) for at in range(len(ranges))]
    return _about(ranges, best)


def _about(ranges: Sequence[Range], best: Sequence[Decimal]) -> tuple[Estimate, ...]:
    return tuple(part.about(value) for part, value in zip(ranges, best, strict=True))


def _in_order(members: Iterable[Member]) -> list[Member]:
    return sorted(members, key=lambda member: member.code)


def _unplaced(places: Sequence[_Place], history: History) -> tuple[Message, ...]:
    """What is to be said where pooled participations fall on a municipality of which nothing else is known."""
    missing = tuple(place.member.name for place in places if not place.eligible)
    if not missing or len(missing) == len(places) or not any(part.stated for part in history.pooled):
        return ()
    return (
        say(
            "Of the participations that name no municipality, {names} count for a mean municipality's part.",
            names=missing,
        ),
    )
