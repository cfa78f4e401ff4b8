"""Making the proposal: from staff, catalogue and history to rounds with seats, and reasons for the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfond.catalogue.frequency import Frequency, Kind
from kfond.catalogue.lines import Band, Line, NeedText, Total
from kfond.catalogue.ties import Tie
from kfond.messages import say
from kfond.periods import Term, terms_of_years
from kfond.plan.assumptions import assumptions_of
from kfond.plan.courses import PlannedCourse, courses_of, group_size, is_before
from kfond.plan.need import Need, State, needs_of, state_of
from kfond.plan.proposal import (
    Coverage,
    LinePlan,
    MunicipalSeats,
    NotPlanned,
    Plan,
    Reason,
    Round,
)
from kfond.plan.reasons import (
    conflict_reason,
    elsewhere_reason,
    held_reason,
    not_planned_reason,
    size_reason,
    state_reason,
    too_few_reason,
    window_reason,
)
from kfond.plan.schedule import OWED, Schedule, schedules, spread
from kfond.plan.seats import Course, Filled, TooFew, most_groups
from kfond.registry.members import Member
from kfond.settings import Settings
from kfond.staffing.boxes import Box
from kfond.staffing.returns import Measure

LOOK_AHEAD_TERMS = 2
SHORTEST_HORIZON = 6  # so that the plan of one year is the first half of the plan of that year and the next


@dataclass(frozen=True, slots=True)
class Basis:
    """All that a plan is made from. `staff`: area -> municipality code -> band -> box."""

    first_year: int
    last_year: int
    as_of: date
    association: str
    members: tuple[Member, ...]
    lines: tuple[Line, ...]
    needs: tuple[NeedText, ...]
    ties: tuple[Tie, ...]
    totals: tuple[Total, ...]
    staff: Mapping[str, Mapping[str, Mapping[Measure, Box]]]
    staff_days: tuple[date, ...]
    remarks: tuple[Reason, ...]
    answered: int
    settings: Settings


def propose(basis: Basis) -> Plan:
    """The plan for whole years, with terms of look-ahead behind it that are not part of it.

    The look-ahead is there so that a course due "every other year" may well wait for the year after, and so
    that the plan of one year says of that year what the plan of two years says.
    """
    terms = terms_of_years(basis.first_year, basis.last_year)
    count = max(len(terms) + LOOK_AHEAD_TERMS, SHORTEST_HORIZON)
    horizon = tuple(terms[0] + step for step in range(count))
    courses = courses_of(basis.lines, terms[0])
    menus = {
        course.key: schedules(
            _owed_frequency(course), course.kind, course.strictest.entered, course.last_start, horizon
        )
        for course in courses
        if course.kind in OWED
    }
    chosen = spread(menus)
    rounds: list[Round] = []
    left_out: list[NotPlanned] = []
    line_plans: dict[int, LinePlan] = {}
    for course in courses:
        maker = _Maker(basis, course, terms, horizon)
        mine, not_planned = maker.owed(chosen[course.key]) if course.key in chosen else maker.other()
        rounds += mine
        left_out += not_planned
        for line in course.lines:
            line_plans[line.id] = LinePlan(line, tuple(mine), not_planned[0] if not mine else None)
    ordered = sorted(rounds, key=lambda found: (found.term, found.area, found.course.slug))
    return _plan(basis, terms, ordered, left_out, tuple(line_plans[line.id] for line in basis.lines))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the rounds of one course."""

    basis: Basis
    course: PlannedCourse
    terms: tuple[Term, ...]
    horizon: tuple[Term, ...]

    def owed(self, schedule: Schedule) -> tuple[list[Round], list[NotPlanned]]:
        """The rounds of a course that owes starts; those in the look-ahead are not part of the plan."""
        needs = self._needs()
        state = state_of(needs)
        size = group_size(self.course, self.basis.ties, self.basis.settings)
        needed = Course(needs, size, self.basis.settings)
        limit = most_groups(self.course.kind, _owed_frequency(self.course).count)
        left = sum(schedule)
        rounds: list[Round] = []
        too_few: list[TooFew] = []
        for term, starts in zip(self.horizon, schedule, strict=True):
            for _ in range(starts):
                made = (
                    needed.start(term, left, limit, is_open=state is State.PARTLY)
                    if state in (State.KNOWN, State.PARTLY)
                    else None
                )
                left -= 1
                if isinstance(made, TooFew):
                    too_few.append(made)
                elif term in self.terms:
                    rounds.append(self._round(term, made, needs, state))
        return rounds, self._missing(rounds, too_few, schedule, state)

    def other(self) -> tuple[list[Round], list[NotPlanned]]:
        """A course that owes nothing: a dated start that somebody else runs, or no round and why."""
        frequency = self.course.lines[0].frequency
        if (
            self.course.kind is Kind.FIXED
            and frequency.window
            and not is_before(self.course.lines[0], self.terms[0])
        ):
            term = Term.containing(frequency.window[0])
            if term in self.terms:
                return [self._dated(term, frequency)], []
        return [], [
            self._left_out(not_planned_reason(self.course, self._needs(), self.terms, self.basis.settings))
        ]

    def _needs(self) -> tuple[Need, ...]:
        staff = self.basis.staff.get(self.course.area, {})
        return needs_of(self.course.bands, staff, self.basis.members)

    def _missing(
        self, rounds: Sequence[Round], too_few: Sequence[TooFew], schedule: Schedule, state: State
    ) -> list[NotPlanned]:
        size = group_size(self.course, self.basis.ties, self.basis.settings)
        planned_short = [short for short in too_few if short.term in self.terms]
        if planned_short:
            return [self._left_out(too_few_reason(planned_short, size))]
        if rounds:
            return []
        if state is State.NONE:
            return [
                self._left_out(
                    Reason("no_need", say("Nobody in these bands, according to the staff figures."))
                )
            ]
        later = next((term for term, starts in zip(self.horizon, schedule, strict=True) if starts), None)
        text = (
            say("Due within its window, but placed in {term} so that no term is crowded.", term=later.label)
            if later
            else say("Not due before {term}.", term=(self.horizon[-1] + 1).label)
        )
        return [self._left_out(Reason("later", text))]

    def _round(self, term: Term, made: Filled | None, needs: Sequence[Need], state: State) -> Round:
        size = group_size(self.course, self.basis.ties, self.basis.settings)
        frequency = _owed_frequency(self.course)
        open_groups = (
            frequency.count[0] if self.course.kind is Kind.GROUPS_PER_TERM and frequency.count else 1
        )
        reasons = [
            window_reason(self.course, self.terms[0]),
            state_reason(state, made, term, self.basis.settings),
            size_reason(size),
            *held_reason(self.course, self.basis.ties),
            *conflict_reason(self.course, self.basis.ties),
            *elsewhere_reason(self.course, self.basis.lines),
        ]
        return Round(
            course=self.course.course,
            area=self.course.area,
            bands=self.course.bands,
            term=term,
            groups=made.groups if made else max(open_groups, 1),
            seats=made.seats if made else None,
            state=state,
            size=size,
            shares=made.shares if made else _open_shares(needs),
            reasons=tuple(reasons),
        )

    def _dated(self, term: Term, frequency: Frequency) -> Round:
        """A start with a date of its own: run by somebody else, so without groups and seats of ours."""
        size = group_size(self.course, self.basis.ties, self.basis.settings)
        where = say(
            "Starts in {place} on a date of its own and is run by somebody else: “{phrase}”.",
            place=frequency.place,
            phrase=frequency.verbatim,
        )
        here = say("Starts on a date of its own: “{phrase}”.", phrase=frequency.verbatim)
        reasons = [Reason("fixed", where if frequency.place else here)]
        if frequency.enrol_by:
            reasons.append(Reason("enrol_by", say("Enrol by {day}.", day=frequency.enrol_by)))
        reasons += elsewhere_reason(self.course, self.basis.lines)
        needs = self._needs()
        return Round(
            self.course.course,
            self.course.area,
            self.course.bands,
            term,
            None,
            None,
            state_of(needs),
            size,
            (),
            tuple(reasons),
        )

    def _left_out(self, reason: Reason) -> NotPlanned:
        return NotPlanned(self.course.course, self.course.area, self.course.bands, reason)


def _owed_frequency(course: PlannedCourse) -> Frequency:
    return course.strictest.frequency


def _open_shares(needs: Sequence[Need]) -> tuple[MunicipalSeats, ...]:
    text = say("no staff figures for these bands: seats are open for enrolment")
    return tuple(MunicipalSeats(need, None, None, 0, text) for need in needs)


def _plan(
    basis: Basis,
    terms: tuple[Term, ...],
    rounds: Sequence[Round],
    left_out: Sequence[NotPlanned],
    lines: tuple[LinePlan, ...],
) -> Plan:
    by_band = tuple(
        (
            area,
            tuple(needs_of((Band.NEW, Band.SOME_YEARS, Band.EXPERIENCED), basis.staff[area], basis.members)),
        )
        for area in basis.staff
    )
    with_figures = sum(
        any(member.code in staff for staff in basis.staff.values()) for member in basis.members
    )
    return Plan(
        first_year=basis.first_year,
        last_year=basis.last_year,
        as_of=basis.as_of,
        terms=terms,
        association=basis.association,
        lines=lines,
        rounds=tuple(rounds),
        not_planned=tuple(left_out),
        needs=basis.needs,
        staff=by_band,
        coverage=_coverage(basis.members, rounds),
        assumptions=(
            *assumptions_of(
                basis.settings, basis.staff_days, basis.as_of, rounds, by_band, terms, basis.totals
            ),
            *basis.remarks,
        ),
        staff_days=basis.staff_days,
        answered=basis.answered,
        with_figures=with_figures,
        asked=len(basis.members),
    )


def _coverage(members: Sequence[Member], rounds: Sequence[Round]) -> tuple[Coverage, ...]:
    """Need and seats of each member over the planned courses, need counted once a course."""
    need: dict[str, dict[tuple[str, str], Decimal]] = {}
    seats: dict[str, int] = {}
    for found in rounds:
        for share in found.shares:
            if share.seats is None or share.before is None:
                continue
            code = share.need.code
            need.setdefault(code, {}).setdefault((found.area, found.course.slug), share.need.known)
            seats[code] = seats.get(code, 0) + share.seats
    return tuple(
        Coverage(
            member.code,
            member.name,
            sum(need[member.code].values(), Decimal(0)) if member.code in need else None,
            seats.get(member.code, 0),
        )
        for member in members
    )
