"""What kfond would have foretold at a cut of a simulated region, beside what came there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfond.periods import Term
from kfond.plan.backtest import Scored, SeriesKind, naive
from kfond.plan.forecast.carry import forecast
from kfond.plan.forecast.cohorts import kept
from kfond.plan.forecast.rates import REGION, rates_of
from kfond.plan.forecast.values import Forecast, Rates
from kfond.plan.needs.asks import Asking
from kfond.plan.needs.bands import TargetGroup, measures_of
from kfond.plan.needs.need import Known as KnownOfNeeds
from kfond.plan.needs.need import OfCourse, course_need, taken_by_course
from kfond.plan.needs.take_up import PastRound
from kfond.plan.needs.trained import share_kept
from kfond.plan.needs.values import CourseNeed
from kfond.plan.turnout import turnout
from kfond.registry.members import Member
from kfond.settings import DEFAULTS
from kfond.staffing.boxes import BANDS
from simulator import World
from simulator.courses import COURSES, FEWEST, Course, Round
from simulator.reading import figures_of, starts_of
from simulator.region import CHILD_WELFARE

TERMS_AHEAD = 4
NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Tested:
    """One forecast scored, with what a row of the table may choose it by.

    `ahead`: terms after the cut. `newest`: the last figure known, as a second thing to be compared with.
    """

    scored: Scored
    ahead: int
    newest: Decimal
    tags: frozenset[str]


class Cut:
    """A region on the day of a plan: what is known, and what kfond makes of it."""

    def __init__(self, world: World, day: date) -> None:
        self.world, self.day = world, day
        self.known = world.known_on(day)
        self.first = Term.containing(day) + 1
        self.terms = tuple(self.first + number for number in range(TERMS_AHEAD))
        self.starts = starts_of(self.known.returns, DEFAULTS)
        self.rates = rates_of(self.starts, self.known.movements, DEFAULTS)
        self.figures = figures_of(self.known.returns, DEFAULTS)
        self.tags = {place.code: world.tags_of(place.code, day, self.terms[-1].end) for place in world.places}

    def forecast_of(self, terms: Sequence[Term]) -> Forecast:
        """The staff at the start of each of the terms."""
        return forecast(self.starts, self.rates, terms, DEFAULTS)

    def staff(self) -> Iterable[Tested]:
        """The staff of every place with a forecast, on the days of the next sheets.

        A sheet of spring stands for the staff at the start of autumn, and one of autumn for the next spring.
        """
        result = self.forecast_of([term + 1 for term in self.terms])
        for (area, code), bands in sorted(result.places.items()):
            for band, estimates in bands.items():
                earlier = self.figures.get((area, code, band), {})
                newest = earlier[max(earlier)] if earlier else NONE
                tags = self.tags[code] | {area, band.value}
                key = f"{area}/{code}/{band.value}"
                for ahead, (term, estimate) in enumerate(zip(self.terms, estimates, strict=True), 1):
                    came = Decimal(self.world.staff_in(code, area, term)[band])
                    scored = Scored(SeriesKind.STAFF, key, term, estimate, came, naive(earlier, term))
                    yield Tested(scored, ahead, newest, tags)

    def courses(self) -> Iterable[Tested]:
        """What municipalities asked for in writing, and the seats taken in rounds that were not full."""
        horizon = self.forecast_of(self.terms)
        for course in COURSES:
            yield from _OfCourse(self, course, horizon).tested()


class _OfCourse:
    """One course at a cut: its need, and round by round how many are expected."""

    def __init__(self, cut: Cut, course: Course, horizon: Forecast) -> None:
        self.cut, self.course = cut, course
        self.measures = measures_of(course.bands)
        rows = taken_by_course(cut.known.taken).get(course.slug, ())
        self.taken: dict[Term, dict[str, int]] = {}
        for row in rows:
            if row.count is not None and not row.is_local:
                self.taken.setdefault(Term.parse(row.round), {})[row.municipality_code] = row.count
        self.kept = kept(cut.rates[CHILD_WELFARE, REGION], self._staff_by_band(), 2 * TERMS_AHEAD)
        self.need = self._need(horizon)

    def tested(self) -> Iterable[Tested]:
        """Each round of the horizon that was held, as it was expected when the plan was made."""
        held = {one.term: one for one in self.cut.world.held.rounds if one.course == self.course}
        asking = Asking.of(self.need, DEFAULTS)
        given: dict[str, tuple[int, ...]] = {}
        for at, term in enumerate(self.cut.terms):
            seats: Mapping[str, int] = {}
            if term in held:
                yield from self._tested_round(held[term], at, given)
                seats = {ask.code: ask.seats for ask in asking.asks_in(at, given, {}, {})}
                seats = _within(seats, self.course.seats)
            for place in self.cut.world.places:
                given[place.code] = (*given.get(place.code, ()), seats.get(place.code, 0))

    def _tested_round(
        self, held: Round, at: int, given: Mapping[str, Sequence[int]]
    ) -> Iterable[Tested]:
        expected = turnout(self.need, at, given, DEFAULTS)
        for member in held.members:
            if member.code not in expected:
                continue
            tags = self.cut.tags[member.code] | {self.course.slug}
            key = f"{self.course.slug}/{member.code}"
            if (self.course.slug, member.code, held.term) in self.cut.world.requests:
                asked = {
                    term: Decimal(seats)
                    for (slug, code, term), seats in self.cut.known.requests.items()
                    if (slug, code) == (self.course.slug, member.code)
                }
                scored = Scored(
                    SeriesKind.REQUESTS, key, held.term, expected[member.code], Decimal(member.wanted),
                    naive(asked, held.term),
                )  # fmt: skip
                yield Tested(scored, at + 1, asked[max(asked)] if asked else NONE, tags)
            if not held.is_full:
                taken = {term: Decimal(counts.get(member.code, 0)) for term, counts in self.taken.items()}
                scored = Scored(
                    SeriesKind.SEATS, key, held.term, expected[member.code], Decimal(member.came),
                    naive(taken, held.term),
                )  # fmt: skip
                yield Tested(scored, at + 1, taken[max(taken)] if taken else NONE, tags)

    def _staff_by_band(self) -> Mapping:
        """The persons of the course's bands in the region, at the newest sheets."""
        here = [start for start in self.cut.starts if start.area == CHILD_WELFARE]
        return {
            band: sum((start.bands[band].best or NONE for start in here), NONE) for band in self.measures
        }

    def _need(self, horizon: Forecast) -> CourseNeed:
        members = tuple(Member(place.code, place.code, "") for place in self.cut.world.places)
        staff = {CHILD_WELFARE: {s.code: s.bands for s in self.cut.starts if s.area == CHILD_WELFARE}}
        known = KnownOfNeeds(
            members, staff, horizon, self.cut.terms, taken_by_course(self.cut.known.taken), (), self.cut.day, DEFAULTS
        )  # fmt: skip
        target = TargetGroup(self.course.slug, CHILD_WELFARE, self.course.slug, self.course.bands, ())
        return course_need(target, known, OfCourse(self.kept, FEWEST, tuple(self._past())))

    def _past(self) -> Iterable[PastRound]:
        """The rounds held before the cut, with those who lacked the course then, by the sheet of the term before."""
        for term, counts in sorted(self.taken.items(), key=lambda item: item[0].start):
            offered = taken = 0
            for place in self.cut.world.places:
                eligible = self._eligible(place.code, term)
                if eligible is not None:
                    trained = sum(
                        before.get(place.code, 0) * share_kept(self.kept, term.minus(earlier))
                        for earlier, before in self.taken.items()
                        if earlier.start < term.start
                    )
                    offered += max(0, round(eligible - trained))
                    taken += counts.get(place.code, 0)
            is_full = sum(counts.values()) >= self.course.seats
            yield PastRound(term, taken, offered, 0 if is_full else self.course.seats)

    def _eligible(self, code: str, term: Term) -> Decimal | None:
        """The persons of the course's bands by the sheet before a term; None where it does not tell."""
        figures = [self.cut.figures.get((CHILD_WELFARE, code, band), {}).get(term + -1) for band in self.measures]
        return None if any(figure is None for figure in figures) else sum(figures, NONE)


def _within(seats: Mapping[str, int], room: int) -> Mapping[str, int]:
    """The seats cut down alike to those there are."""
    together = sum(seats.values())
    if together <= room:
        return seats
    return {code: number * room // together for code, number in seats.items()}
