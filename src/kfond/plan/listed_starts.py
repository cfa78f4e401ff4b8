"""When a course was last held by the lists of participants, where neither the catalogue nor a plan tells.

The lists do not say who arranged a round. A term in which several municipalities had participants counts as a joint
start; one municipality alone may have taken the course elsewhere, and nobody guesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kfond.catalogue.lines import name_key
from kfond.catalogue.participations import Taken
from kfond.catalogue.ties import courses_by_name
from kfond.messages import Message, say, together
from kfond.periods import Term
from kfond.plan.basis import Basis
from kfond.plan.courses import PlannedCourse
from kfond.plan.needs.history import is_for
from kfond.plan.proposal import CoursePlan, Plan

FEWEST_TOGETHER = 2
"""Municipalities with participants in a term from which on it counts as a joint start. Ours."""
MOST_CELLS = 3


def with_listed_starts(
    courses: Sequence[PlannedCourse], basis: Basis, first: Term
) -> tuple[PlannedCourse, ...]:
    """The courses without a known start, with the last one before `first` that lists of participants tell of."""
    meant = courses_by_name(basis.lines)
    return tuple(
        course if course.last_start else _with_listed_start(course, basis, meant, first) for course in courses
    )


def not_counted(plan: Plan, course: CoursePlan) -> tuple[Message, ...]:
    """What lists tell of a course without a known start, and why it is not taken for one."""
    if course.course.last_start:
        return ()
    names = {member.code: member.name for member in plan.basis.members}
    return tuple(
        say(
            "Participants are listed in {term} for {municipality} alone ({cells}), which may have taken the course "
            "elsewhere: that does not count as a start.",
            term=term.label,
            municipality=names.get(code, code),
            cells=_cells(rows),
        )
        for term, by_code in _by_term(
            course.course, plan.basis, courses_by_name(plan.basis.lines), plan.terms[0]
        )
        for code, rows in by_code.items()
        if len(by_code) < FEWEST_TOGETHER
    )


def _with_listed_start(
    course: PlannedCourse, basis: Basis, meant: Mapping[str, str], first: Term
) -> PlannedCourse:
    listed = _by_term(course, basis, meant, first)
    joint = [(term, by_code) for term, by_code in listed if len(by_code) >= FEWEST_TOGETHER]
    if not joint:
        return course
    term, by_code = joint[-1]
    cells = _cells([row for rows in by_code.values() for row in rows])
    return replace(
        course, last_start=term, started_by=say("the lists of participants ({cells})", cells=cells)
    )


def _by_term(
    course: PlannedCourse, basis: Basis, meant: Mapping[str, str], first: Term
) -> tuple[tuple[Term, Mapping[str, list[Taken]]], ...]:
    """The participations of a course by term and municipality, the earliest term first; `meant`: whose each name is.

    Only those of the course under a name of its own, not of one that it has replaced, and of a period that lies in one
    term; none that a municipality arranged by itself, and none of nobody.
    """
    found: dict[Term, dict[str, list[Taken]]] = {}
    for row in basis.taken:
        term = Term.containing(row.first_day)
        if (
            meant.get(name_key(row.name)) == course.course.slug
            and not row.is_local
            and row.count != 0
            and row.is_of(course.area)
            and is_for(course.bands, row)
            and term == Term.containing(row.last_day)
            and term < first
        ):
            found.setdefault(term, {}).setdefault(row.municipality_code, []).append(row)
    return tuple(sorted(found.items()))


def _cells(rows: Iterable[Taken]) -> object:
    """The first few cells that tell of it."""
    cells = sorted({str(row.source.place) for row in rows})
    more = len(cells) - MOST_CELLS
    shown: list[object] = list(cells[:MOST_CELLS])
    return together([*shown, say("{count} more", count=more)] if more > 0 else shown)
