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
from kfond.plan.forecast.values import Forecast
from kfond.plan.needs.asks import Asking
from kfond.plan.needs.bands import TargetGroup, measures_of
from kfond.plan.needs.need import Known as KnownOfNeeds
from kfond.plan.needs.need import OfCourse, course_need, taken_by_course
from kfond.plan.needs.take_up import PastRound
from kfond.plan.needs.values import CourseNeed
from kfond.plan.past_rounds import Past, past_rounds
from kfond.plan.turnout import Turnout, turnout
from kfond.registry.members import Member
from kfond.settings import DEFAULTS
from kfond.staffing.returns import Measure
from simulator import World
from simulator.courses import COURSES, FEWEST, Course, Round
from simulator.reading import figures_of, starts_of
from simulator.region import CHILD_WELFARE

TERMS_AHEAD = 4
NONE = Decimal(0)
TOGETHER = "together"
"""The tag of what is scored for all municipalities as one."""


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
                newest = _newest(earlier)
                tags = self.tags[code] | {area, band.value}
                key = f"{area}/{code}/{band.value}"
                for ahead, (term, estimate) in enumerate(zip(self.terms, estimates, strict=True), 1):
                    came = Decimal(self.world.staff_in(code, area, term)[band])
                    scored = Scored(SeriesKind.STAFF, key, term, estimate, came, naive(earlier, term))
                    yield Tested(scored, ahead, newest, tags)
        yield from self._staff_together(result)

    def _staff_together(self, result: Forecast) -> Iterable[Tested]:
        """Each band of child welfare, over all municipalities with a forecast."""
        codes = [code for area, code in sorted(result.places) if area == CHILD_WELFARE]
        for band, estimates in result.totals[CHILD_WELFARE].items():
            series = [self.figures.get((CHILD_WELFARE, code, band), {}) for code in codes]
            newest = sum((_newest(one) for one in series), NONE)
            for ahead, (term, estimate) in enumerate(zip(self.terms, estimates, strict=True), 1):
                came = sum(self.world.staff_in(code, CHILD_WELFARE, term)[band] for code in codes)
                before = sum((naive(one, term) for one in series), NONE)
                scored = Scored(SeriesKind.STAFF, band.value, term, estimate, Decimal(came), before)
                yield Tested(scored, ahead, newest, frozenset({TOGETHER, band.value}))

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
        self.rows = taken_by_course(cut.known.taken).get(course.slug, ())
        self.taken: dict[Term, dict[str, Decimal]] = {}
        for row in self.rows:
            if row.count is not None and not row.is_local:
                self.taken.setdefault(Term.parse(row.round), {})[row.municipality_code] = Decimal(row.count)
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
                expected = turnout(self.need, at, given, DEFAULTS)
                yield from self._asked(held[term], expected, at + 1)
                if not held[term].is_full:
                    yield from self._came(held[term], expected, at + 1)
                seats = {ask.code: ask.seats for ask in asking.asks_in(at, given, {}, {})}
                seats = _within(seats, self.course.seats)
            for place in self.cut.world.places:
                given[place.code] = (*given.get(place.code, ()), seats.get(place.code, 0))

    def _asked(self, held: Round, expected: Turnout, ahead: int) -> Iterable[Tested]:
        """What municipalities asked for in writing, each and together."""
        came = {
            member.code: Decimal(member.wanted)
            for member in held.members
            if member.code in expected.best
            if (self.course.slug, member.code, held.term) in self.cut.world.requests
        }
        earlier: dict[Term, dict[str, Decimal]] = {}
        for (slug, code, term), seats in self.cut.known.requests.items():
            if slug == self.course.slug:
                earlier.setdefault(term, {})[code] = Decimal(seats)
        yield from self._tested(SeriesKind.REQUESTS, held.term, came, expected, earlier, ahead)

    def _came(self, held: Round, expected: Turnout, ahead: int) -> Iterable[Tested]:
        """The seats taken in a round that was not full, by each municipality and by all."""
        came = {member.code: Decimal(member.came) for member in held.members if member.code in expected.best}
        yield from self._tested(SeriesKind.SEATS, held.term, came, expected, self.taken, ahead)

    def _tested(
        self,
        kind: SeriesKind,
        term: Term,
        came: Mapping[str, Decimal],
        expected: Turnout,
        earlier: Mapping[Term, Mapping[str, Decimal]],
        ahead: int,
    ) -> Iterable[Tested]:
        """Each municipality, and all of `came` as one. Who is not in the lists of a round sent nobody."""
        series = {code: {when: counts.get(code, NONE) for when, counts in earlier.items()} for code in came}
        for code, number in came.items():
            scored = Scored(
                kind,
                f"{self.course.slug}/{code}",
                term,
                expected.of([code]),
                number,
                naive(series[code], term),
            )
            yield Tested(scored, ahead, _newest(series[code]), self.cut.tags[code] | {self.course.slug})
        if came:
            together = {when: sum((one[when] for one in series.values()), NONE) for when in earlier}
            scored = Scored(
                kind,
                self.course.slug,
                term,
                expected.of(came),
                sum(came.values(), NONE),
                naive(together, term),
            )
            yield Tested(scored, ahead, _newest(together), frozenset({TOGETHER, self.course.slug}))

    def _staff_by_band(self) -> Mapping[Measure, Decimal]:
        """The persons of the course's bands in the region, at the newest sheets."""
        here = [start for start in self.cut.starts if start.area == CHILD_WELFARE]
        return {band: sum((start.bands[band].best or NONE for start in here), NONE) for band in self.measures}

    def _need(self, horizon: Forecast) -> CourseNeed:
        cut = self.cut
        members = tuple(Member(place.code, place.code, "") for place in cut.world.places)
        staff = {CHILD_WELFARE: {s.code: s.bands for s in cut.starts if s.area == CHILD_WELFARE}}
        taken = {self.course.slug: self.rows}
        known = KnownOfNeeds(members, staff, horizon, cut.terms, taken, (), cut.day, DEFAULTS)
        target = TargetGroup(self.course.slug, CHILD_WELFARE, self.course.slug, self.course.bands, ())
        return course_need(target, known, OfCourse(self.kept, FEWEST, self._past()))

    def _past(self) -> tuple[PastRound, ...]:
        """The rounds held before the cut; whom they were for tells the sheet of the term before."""
        persons = {
            (place.code, term): eligible
            for place in self.cut.world.places
            for term in self.taken
            if (eligible := self._eligible(place.code, term + -1)) is not None
        }
        requests = {
            (code, term): seats
            for (slug, code, term), seats in self.cut.known.requests.items()
            if slug == self.course.slug
        }
        seats = dict.fromkeys(self.taken, self.course.seats)
        return past_rounds(Past(self.rows, persons, seats, requests, self.kept))

    def _eligible(self, code: str, term: Term) -> Decimal | None:
        """The persons of the course's bands by the sheet of a term; None where it does not tell."""
        total = NONE
        for band in self.measures:
            figure = self.cut.figures.get((CHILD_WELFARE, code, band), {}).get(term)
            if figure is None:
                return None
            total += figure
        return total


def _newest(series: Mapping[Term, Decimal]) -> Decimal:
    return series[max(series, key=lambda term: term.start)] if series else NONE


def _within(seats: Mapping[str, int], room: int) -> Mapping[str, int]:
    """The seats cut down alike to those there are."""
    together = sum(seats.values())
    if together <= room:
        return seats
    return {code: number * room // together for code, number in seats.items()}
