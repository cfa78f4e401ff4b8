"""What was asked for of each course, and the seats taken, as foretold, beside what came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from foretold.cut import NONE, TERMS_AHEAD, TOGETHER, Cut, Tested, newest
from kfond.periods import Term
from kfond.plan.backtest import Scored, SeriesKind, naive
from kfond.plan.forecast.cohorts import kept
from kfond.plan.forecast.rates import REGION
from kfond.plan.needs.asks import Asking
from kfond.plan.needs.bands import TargetGroup, measures_of
from kfond.plan.needs.need import OfCourse, course_need
from kfond.plan.needs.places import Known, taken_by_course
from kfond.plan.needs.take_up import PastRound
from kfond.plan.needs.values import CourseNeed
from kfond.plan.past_rounds import Past, past_rounds
from kfond.plan.turnout import Turnout, turnout
from kfond.registry.members import Member
from kfond.settings import DEFAULTS
from kfond.staffing.returns import Measure
from simulator.courses import COURSES, Course, Round
from simulator.region import CHILD_WELFARE


def tested_courses(cut: Cut) -> Iterable[Tested]:
    """What municipalities asked for in writing, and the seats taken in rounds that were not full."""
    for course in COURSES:
        yield from _OfCourse(cut, course).tested()


class _OfCourse:
    """One course at a cut: its need, and round by round how many are expected."""

    def __init__(self, cut: Cut, course: Course) -> None:
        self.cut, self.course = cut, course
        self.measures = measures_of(course.bands)
        self.rows = taken_by_course(cut.known.taken).get(course.slug, ())
        self.taken: dict[Term, dict[str, Decimal]] = {}
        for row in self.rows:
            if row.count is not None and not row.is_local:
                self.taken.setdefault(Term.parse(row.round), {})[row.municipality_code] = Decimal(row.count)
        self.kept = kept(cut.rates[CHILD_WELFARE, REGION], self._staff_by_band(), 2 * TERMS_AHEAD)
        self.need = self._need()

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
            yield Tested(scored, ahead, newest(series[code]), self.cut.tags[code] | {self.course.slug})
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
            yield Tested(scored, ahead, newest(together), frozenset({TOGETHER, self.course.slug}))

    def _staff_by_band(self) -> Mapping[Measure, Decimal]:
        """The persons of the course's bands in the region, at the newest sheets."""
        here = [start for start in self.cut.starts if start.area == CHILD_WELFARE]
        return {band: sum((start.bands[band].best or NONE for start in here), NONE) for band in self.measures}

    def _need(self) -> CourseNeed:
        cut = self.cut
        members = tuple(Member(place.code, place.code, "") for place in cut.world.places)
        staff = {CHILD_WELFARE: {s.code: s.bands for s in cut.starts if s.area == CHILD_WELFARE}}
        taken = {self.course.slug: self.rows}
        known = Known(members, staff, cut.horizon, cut.terms, taken, (), cut.day, DEFAULTS)
        target = TargetGroup(self.course.slug, CHILD_WELFARE, self.course.slug, self.course.bands, ())
        return course_need(target, known, OfCourse(self.kept, self._past()))

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


def _within(seats: Mapping[str, int], room: int) -> Mapping[str, int]:
    """The seats cut down alike to those there are."""
    together = sum(seats.values())
    if together <= room:
        return seats
    return {code: number * room // together for code, number in seats.items()}
