"""The rounds of one course in the plan: which starts are held, for whom, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kfond.catalogue.frequency import Frequency, Kind
from kfond.messages import say
from kfond.periods import Term
from kfond.plan.basis import Basis
from kfond.plan.courses import PlannedCourse, is_before
from kfond.plan.group_sizes import GroupSize, group_size
from kfond.plan.need import Need, State, needs_of, state_of
from kfond.plan.proposal import MunicipalSeats, NotPlanned, Reason, Round
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
from kfond.plan.schedule import Schedule
from kfond.plan.seats import Course, Filled, TooFew, most_groups


@dataclass(frozen=True, slots=True)
class Rounds:
    """Makes the rounds of one course: who needs it, how large its groups are, what becomes of each start."""

    basis: Basis
    course: PlannedCourse
    terms: tuple[Term, ...]
    horizon: tuple[Term, ...]
    needs: tuple[Need, ...]
    state: State
    size: GroupSize

    @classmethod
    def of(
        cls, course: PlannedCourse, basis: Basis, terms: tuple[Term, ...], horizon: tuple[Term, ...]
    ) -> Rounds:
        """The maker for one course, over the planned `terms` and the `horizon` that they begin."""
        needs = needs_of(course.bands, basis.staff.get(course.area, {}), basis.members)
        size = group_size(course, basis.ties, basis.settings)
        return cls(basis, course, terms, horizon, needs, state_of(needs), size)

    def owed(self, schedule: Schedule) -> tuple[list[Round], list[NotPlanned]]:
        """The rounds of a course that owes starts; those in the look-ahead are not part of the plan."""
        if self.state is State.NONE:
            text = say("Nobody in these bands, according to the staff figures.")
            return [], [self._left_out(Reason("no_need", text))]
        needed = Course(self.needs, self.size, self.basis.settings)
        limit = most_groups(self.course.kind, self.course.strictest.frequency.count)
        starts = [term for term, count in zip(self.horizon, schedule, strict=True) for _ in range(count)]
        rounds: list[Round] = []
        too_few: list[TooFew] = []
        for number, term in enumerate(starts):
            made = None
            if self.state is not State.UNKNOWN:
                is_open = self.state is State.PARTLY
                made = needed.start(term, len(starts) - number, limit, is_open)
            if term not in self.terms:
                continue
            if isinstance(made, TooFew):
                too_few.append(made)
            else:
                rounds.append(self._round(term, made))
        if too_few:
            return rounds, [self._left_out(too_few_reason(too_few, self.size))]
        return rounds, [] if rounds else [self._left_out(self._later(starts))]

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
        return [], [self._left_out(not_planned_reason(self.course, self.needs, self.terms))]

    def _later(self, starts: Sequence[Term]) -> Reason:
        if starts:
            text = say(
                "Due within its window, but placed in {term} so that no term is crowded.",
                term=starts[0].label,
            )
        else:
            text = say("Not due before {term}.", term=(self.horizon[-1] + 1).label)
        return Reason("later", text)

    def _round(self, term: Term, made: Filled | None) -> Round:
        frequency = self.course.strictest.frequency
        open_groups = (
            frequency.count[0] if self.course.kind is Kind.GROUPS_PER_TERM and frequency.count else 1
        )
        reasons = [
            window_reason(self.course, self.terms[0]),
            state_reason(self.state, made, term, self.basis.settings),
            size_reason(self.size),
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
            state=self.state,
            size=self.size,
            shares=made.shares if made else self._open_shares(),
            reasons=tuple(reasons),
        )

    def _dated(self, term: Term, frequency: Frequency) -> Round:
        """A start with a date of its own: run by somebody else, so without groups and seats of ours."""
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
        return Round(
            course=self.course.course,
            area=self.course.area,
            bands=self.course.bands,
            term=term,
            groups=None,
            seats=None,
            state=self.state,
            size=self.size,
            shares=(),
            reasons=tuple(reasons),
        )

    def _open_shares(self) -> tuple[MunicipalSeats, ...]:
        text = say("no staff figures for these bands: seats are open for enrolment")
        return tuple(MunicipalSeats(need, None, None, 0, text) for need in self.needs)

    def _left_out(self, reason: Reason) -> NotPlanned:
        return NotPlanned(self.course.course, self.course.area, self.course.bands, reason)
