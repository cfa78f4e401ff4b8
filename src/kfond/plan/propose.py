"""Making the proposal: staff forward, needs, menus, the choice, its rounds and the reasons for the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kfond.catalogue.lines import Band
from kfond.errors import ExitCode, Problem, Refusal
from kfond.messages import say
from kfond.periods import Term, terms_of_years
from kfond.plan.assumptions import assumptions_of
from kfond.plan.basis import Basis
from kfond.plan.bounds import demand_prices
from kfond.plan.choice.choose import choose, refuse_broken
from kfond.plan.choice.claims import Grounds, false_claims
from kfond.plan.choice.values import Choice, Contradiction, Task
from kfond.plan.demands import TURNOVER, is_meant
from kfond.plan.displaced import limits_named
from kfond.plan.drafts import Draft, draft_of, eligible_persons
from kfond.plan.forecast.carry import forecast
from kfond.plan.forecast.net_change import net_change
from kfond.plan.forecast.rates import rates_of
from kfond.plan.forecast.what_if import with_turnover
from kfond.plan.left_out import not_planned
from kfond.plan.menus.values import Schedule
from kfond.plan.needs.bands import band_needs
from kfond.plan.needs.persons import as_persons
from kfond.plan.needs.values import Need
from kfond.plan.orders import order_reasons
from kfond.plan.proposal import CoursePlan, Coverage, LinePlan, MunicipalSeats, Plan
from kfond.plan.rounds import dated_round, rounds_of
from kfond.plan.season import Season
from kfond.plan.tasks import task_of, thinned
from kfond.plan.unpriced import held_back

LOOK_AHEAD_TERMS = 2
MOST_AT_ONCE = 4
"""Planned terms that are chosen together; of a longer plan the first ones stand when the next are chosen."""
BY_EXPERIENCE = (Band.NEW, Band.SOME_YEARS, Band.EXPERIENCED)


def propose(basis: Basis, near: Plan | None = None) -> Plan:
    """The plan for the years asked for, with terms of look-ahead behind it that are not part of it.

    The look-ahead is there so that a course due "every other year" may well wait for the year after. Raises Refusal
    (exit 3) naming the demands that cannot hold together. `near`: of the choices that are as good, the one that has
    most in common with that plan; by default, where something is decided beforehand, the plan that it is decided of.
    """
    plan = _in_parts(basis, near or _undecided(basis))
    return replace(plan, assumptions=(*plan.assumptions, *order_reasons(plan), *demand_prices(plan)))


def _undecided(basis: Basis) -> Plan | None:
    """The plan without pins and skips; None where there are none, or not even that can be made.

    A decision must not move what it has nothing to do with, and many choices are as good.
    """
    if not (basis.asked.pins or basis.asked.skips):
        return None
    try:
        return _in_parts(replace(basis, asked=replace(basis.asked, pins=(), skips=())), None)
    except Refusal:  # the demands are to be named with what they contradict
        return None


def _in_parts(basis: Basis, near: Plan | None) -> Plan:
    """The plan, a long one a few terms at a time."""
    terms = terms_of_years(basis.asked.first_year, basis.asked.last_year)
    for end in range(MOST_AT_ONCE, len(terms), MOST_AT_ONCE):
        basis = _standing(_plan(basis, terms[:end], near), basis)
    return _plan(basis, terms, near)


def _standing(first: Plan, basis: Basis) -> Basis:
    """The basis with what has been chosen for the first terms standing in it."""
    return replace(
        basis,
        standing={
            course.course.key: dict(zip(first.terms, course.chosen.groups, strict=False))
            for course in first.courses
            if course.chosen
        },
    )


def _plan(basis: Basis, terms: tuple[Term, ...], near: Plan | None) -> Plan:
    season = season_of(basis, terms)
    drafts = thinned(drafts_of(season), season)
    task = held_back(task_of(drafts, season))
    choice = choose(task, _alike(task, near) if near else None)
    if isinstance(choice, Contradiction):
        raise _contradiction(choice)
    refuse_false_claims(drafts, choice, season)
    made = [_course_plan(draft, _chosen(draft, choice), season) for draft in drafts]
    courses = limits_named(made, task, choice, season.horizon)
    by_line = {line.id: course for course in courses for line in course.course.lines}
    plan = Plan(
        basis=basis,
        terms=terms,
        horizon=season.horizon,
        lines=tuple(
            LinePlan(line, course.rounds, course.not_planned)
            for line in basis.lines
            if (course := by_line.get(line.id))
        ),
        courses=courses,
        staff=_staff(season),
        coverage=_coverage(season, courses),
        forecast=season.forecast,
        rates=season.rates,
        task=task,
        choice=choice,
        assumptions=(),
        with_figures=len({code for _, code in season.forecast.places}),
        net_changes=net_change(basis.snapshots, basis.starts, basis.settings),
    )
    return replace(plan, assumptions=assumptions_of(plan))


def season_of(basis: Basis, terms: tuple[Term, ...]) -> Season:
    """What all courses of a plan share: the staff carried forward over its terms and those of look-ahead."""
    horizon = (*terms, *(terms[-1] + step for step in range(1, LOOK_AHEAD_TERMS + 1)))
    rates = rates_of(basis.starts, basis.movements, basis.settings)
    for supposed in basis.asked.what_ifs:
        if supposed.name == TURNOVER:
            rates = with_turnover(rates, supposed.value, basis.starts)
    staff = forecast(basis.starts, rates, horizon, basis.settings)
    return Season.of(basis, terms, horizon, staff, rates)


def drafts_of(season: Season) -> tuple[Draft, ...]:
    """The courses of the areas asked for, each with its menu, in the order of the catalogue."""
    basis = season.basis
    areas = basis.asked.areas
    found = []
    for course in season.courses:
        if areas and course.area not in areas:
            continue
        pins = [pin for pin in basis.asked.pins if is_meant(pin, course) and pin.term in season.horizon]
        found.append(draft_of(course, season, pins))
    return tuple(found)


def refuse_false_claims(drafts: Sequence[Draft], choice: Choice, season: Season) -> None:
    """Raises BrokenRule where a chosen schedule is not as late, or not worth as much, as it says."""
    refuse_broken(
        [
            claim
            for draft in drafts
            if draft.menu
            for claim in false_claims(
                grounds_of(draft, season), draft.menu, draft.menu.schedules[choice.chosen[draft.key]]
            )
        ]
    )


def grounds_of(draft: Draft, season: Season) -> Grounds:
    """What the lateness and the value of a draft's schedules follow from."""
    return Grounds(
        course=draft.course,
        horizon=season.horizon,
        planned=len(season.terms),
        size=draft.size,
        state=draft.need.state,
        persons=eligible_persons(draft),
        asks=draft.askers.in_term,
        announced=draft.announced,
        base_seats=season.basis.settings.base_seats,
    )


def _chosen(draft: Draft, choice: Choice) -> Schedule | None:
    return draft.menu.schedules[choice.chosen[draft.key]] if draft.menu else None


def _course_plan(draft: Draft, schedule: Schedule | None, season: Season) -> CoursePlan:
    dated = dated_round(draft, season)
    rounds = rounds_of(draft, schedule, season) if schedule else ()
    if dated:
        rounds = (dated, *rounds)
    return CoursePlan(
        course=draft.course,
        size=draft.size,
        need=draft.need,
        missing=draft.missing,
        prices=draft.prices,
        days=draft.days,
        menu=draft.menu,
        chosen=schedule,
        rounds=rounds,
        not_planned=None if rounds else not_planned(draft, schedule, season),
        announced=draft.announced,
    )


def _alike(task: Task, near: Plan) -> Mapping[str, int]:
    """The schedules that have the same groups as those chosen in another plan, by the key of their course."""
    groups = {course.course.key: course.chosen.groups for course in near.courses if course.chosen}
    found = {}
    for menu in task.menus:
        for number, schedule in enumerate(menu.schedules):
            if schedule.groups == groups.get(menu.key):
                found[menu.key] = number
    return found


def _contradiction(found: Contradiction) -> Refusal:
    demands = tuple(found.demands)
    return Refusal(
        ExitCode.DATA,
        Problem(
            None,
            say("These cannot all hold together: {demands}.", demands=demands),
            say("Leave out one of them; any of them will do."),
        ),
    )


def _staff(season: Season) -> tuple[tuple[str, tuple[Need, ...]], ...]:
    """The persons of each band as the sheets say, by area and municipality."""
    return tuple(
        (
            area,
            tuple(
                Need(
                    code=member.code,
                    municipality=member.name,
                    bands=band_needs(BY_EXPERIENCE, by_code.get(member.code, {}), with_consultants=False),
                    has_unknown_band=False,
                    eligible=(),
                    trained=None,
                    left=(),
                    requests=(),
                )
                for member in season.basis.members
            ),
        )
        for area, by_code in season.basis.staff.items()
    )


def _coverage(season: Season, courses: Sequence[CoursePlan]) -> tuple[Coverage, ...]:
    """Need, seats and cost of each member over the planned courses.

    The need of a course is the seats of its earlier rounds and those who lack it at its last one: whoever needs it
    at some time in these years, counted once. What everybody comes to each time is needed each time, by the share
    of them that comes. Where no course starts there is none; it is not known where a municipality has no staff
    figures, or seats are open to it and no need of it is counted.
    """
    open_to = {
        share.need.code
        for course in courses
        for found in course.rounds
        for share in found.shares
        if share.seats is None
    }
    need: dict[str, Decimal] = {code: Decimal(0) for code in season.staff if code not in open_to}
    seats: dict[str, int] = {}
    costs: dict[str, int | None] = {}
    for course in courses:
        own = [found for found in course.rounds if found.groups is not None]
        for found in own:
            for share in found.shares:
                code = share.need.code
                so_far = costs.get(code, 0)
                costs[code] = None if share.cost is None or so_far is None else so_far + share.cost
                if share.seats is not None:
                    seats[code] = seats.get(code, 0) + share.seats
                if share.seats is not None and share.lacking is not None:
                    persons = _needing(course, share, is_last=found is own[-1])
                    need[code] = need.get(code, Decimal(0)) + persons
    return tuple(
        Coverage(
            member.code,
            member.name,
            need.get(member.code),
            seats.get(member.code, 0),
            costs.get(member.code, 0),
        )
        for member in season.basis.members
    )


def _needing(course: CoursePlan, share: MunicipalSeats, is_last: bool) -> Decimal:
    """The persons of a municipality who need a course and are not counted at a later round of it."""
    lacking = share.lacking.best if share.lacking else Decimal(0)
    if course.need.is_recurring:
        return as_persons(lacking * course.need.take_up.share)
    return lacking if is_last else Decimal(share.seats or 0)
