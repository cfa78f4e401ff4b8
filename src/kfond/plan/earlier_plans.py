"""What plans that were adopted for the terms before these years tell of a course: its starts, and whose its seats were.

Nobody has confirmed them. A list of participants or a summary that tells of the course in a term has the last word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kfond.catalogue.lines import Relation
from kfond.catalogue.participations import Taken
from kfond.messages import Message, say
from kfond.periods import Term, terms_of_years
from kfond.plan.adopted import Adopted, AdoptedRound
from kfond.plan.basis import Basis
from kfond.plan.courses import PlannedCourse
from kfond.plan.needs.history import is_for
from kfond.plan.needs.planned import PlannedSeats
from kfond.plan.reason import Reason


@dataclass(frozen=True, slots=True)
class EarlierRound:
    """A round of an adopted plan in a term before these years."""

    plan: Adopted
    term: Term
    found: AdoptedRound


def earlier_rounds(
    course: PlannedCourse, basis: Basis, courses: Sequence[PlannedCourse]
) -> tuple[EarlierRound, ...]:
    """The rounds of a course by the plans that held for the terms before; `courses` are all of the plan, in time."""
    found = []
    for term, plan in sorted(basis.adopted_before.items()):
        one = plan.rounds_of(course, courses).get(term)
        if one and one.groups:
            found.append(EarlierRound(plan, term, one))
    return tuple(found)


def with_adopted_starts(courses: Sequence[PlannedCourse], basis: Basis) -> tuple[PlannedCourse, ...]:
    """The courses with the last start that an adopted plan knows of, where no later one is known."""
    return tuple(_with_adopted_start(course, basis, courses) for course in courses)


def _with_adopted_start(
    course: PlannedCourse, basis: Basis, courses: Sequence[PlannedCourse]
) -> PlannedCourse:
    rounds = earlier_rounds(course, basis, courses)
    if not rounds or (course.last_start and course.last_start >= rounds[-1].term):
        return course
    return replace(course, last_start=rounds[-1].term, started_by=rounds[-1].plan.name)


def listed_terms(course: PlannedCourse, rows: Iterable[Taken]) -> frozenset[Term]:
    """The terms of whose joint rounds lists of participants tell; `rows` are of the course and its area."""
    return frozenset(
        term
        for row in rows
        if not row.is_local and is_for(course.bands, row)
        for term in _terms_from(Term.containing(row.first_day), Term.containing(row.last_day))
    )


def summed_up_terms(course: PlannedCourse, basis: Basis) -> frozenset[Term]:
    """The terms of the years in which a summary of what was held is certain to tell of those who took the course."""
    mine = {line.id for line in course.lines}
    return frozenset(
        term
        for tie in basis.ties
        if tie.relation is Relation.SAME and not tie.likely and tie.held.participations
        if mine & {line.id for line in tie.lines}
        for term in terms_of_years(tie.held.first_year, tie.held.last_year)
        if term.start <= basis.asked.as_of
    )


def unconfirmed_seats(
    rounds: Iterable[EarlierRound], told: frozenset[Term], codes: Iterable[str]
) -> Mapping[str, tuple[PlannedSeats, ...]]:
    """Municipality code -> its seats in the rounds of terms that are not `told` of in another way.

    Where seats were open, or were not kept, it is not known how many.
    """
    left = [one for one in rounds if one.term not in told]
    found: dict[str, tuple[PlannedSeats, ...]] = {}
    for code in codes:
        seats = tuple(
            PlannedSeats(one.term, (one.found.seats or {}).get(code), one.plan.name) for one in left
        )
        if seats:
            found[code] = seats
    return found


def earlier_plan_reasons(adopted_before: Mapping[Term, Adopted]) -> Iterator[Reason]:
    """What a plan takes from those that were adopted for the terms before it."""
    names = {term: adopted.name for term, adopted in sorted(adopted_before.items())}
    for plan in _each_once(names.values()):
        yield Reason(
            "adopted_before",
            say(
                "What {plan} has in {terms} counts as held, though not confirmed: its starts as last starts, its seats "
                "as persons who have the course. Where a list of participants or a summary tells of a course and term, "
                "that counts for who has it.",
                plan=plan,
                terms=tuple(term.label for term, name in names.items() if name == plan),
            ),
        )


def _each_once(names: Iterable[Message]) -> Iterator[Message]:
    seen: list[Message] = []
    for name in names:
        if name not in seen:
            seen.append(name)
            yield name


def _terms_from(first: Term, last: Term) -> Iterable[Term]:
    return (first + step for step in range(last.minus(first) + 1))
