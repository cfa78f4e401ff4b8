"""Making the proposal: from staff, catalogue and history to rounds with seats, and reasons for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kfond.catalogue.lines import Band
from kfond.periods import Term, terms_of_years
from kfond.plan.assumptions import assumptions_of
from kfond.plan.basis import Basis
from kfond.plan.courses import courses_of
from kfond.plan.need import needs_of
from kfond.plan.proposal import (
    Coverage,
    LinePlan,
    NotPlanned,
    Plan,
    Round,
)
from kfond.plan.rounds import Rounds
from kfond.plan.schedule import OWED, schedules, spread
from kfond.registry.members import Member

LOOK_AHEAD_TERMS = 2
SHORTEST_HORIZON = 6  # so that the plan of one year is the first half of the plan of that year and the next


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
            course.strictest.frequency, course.kind, course.strictest.entered, course.last_start, horizon
        )
        for course in courses
        if course.kind in OWED
    }
    chosen = spread(menus)
    rounds: list[Round] = []
    left_out: list[NotPlanned] = []
    line_plans: dict[int, LinePlan] = {}
    for course in courses:
        maker = Rounds.of(course, basis, terms, horizon)
        mine, not_planned = maker.owed(chosen[course.key]) if course.key in chosen else maker.other()
        rounds += mine
        left_out += not_planned
        for line in course.lines:
            line_plans[line.id] = LinePlan(line, tuple(mine), not_planned[0] if not mine else None)
    ordered = sorted(rounds, key=lambda found: (found.term, found.area, found.course.slug))
    return _plan(basis, terms, ordered, left_out, tuple(line_plans[line.id] for line in basis.lines))


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
