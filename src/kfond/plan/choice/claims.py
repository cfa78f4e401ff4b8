"""Whether a schedule is as late and worth as much as it says, recomputed from its course, its need and its groups.

Knows nothing of how schedules are listed, nor of the solver: the rules stand here a second time, in other words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial
from math import ceil, floor

from kfond.blocks import NO_BLOCK, share_with_blocks
from kfond.catalogue.frequency import Kind
from kfond.catalogue.lines import Band
from kfond.messages import Message, say
from kfond.periods import Term
from kfond.plan.courses import PlannedCourse
from kfond.plan.group_sizes import GroupSize
from kfond.plan.menus.values import Menu, Schedule
from kfond.plan.needs.values import State
from kfond.sharing import Ask

Given = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What lateness and value follow from.

    `planned`: how many terms of `horizon` are planned. `persons`: those of each band that the course is for, None
    where not known. `asks`: what everybody asks for in a term, after the seats that each code was given in every term
    before it. `announced`: groups that stand already, by the number of their term. `base_seats`: those that everybody
    gets before the rest are shared in proportion.
    """

    course: PlannedCourse
    horizon: tuple[Term, ...]
    planned: int
    size: GroupSize
    state: State
    persons: Mapping[Band, Decimal | None]
    asks: Callable[[int, Given], tuple[Ask, ...]]
    announced: Mapping[int, int]
    base_seats: int


class _OnlyMenuKnows(Exception):
    """Which groups were tried decides what those who want a number of seats or none can fill, and of a menu with steps
    left out only the menu knows them."""


def false_claims(grounds: Grounds, menu: Menu, schedule: Schedule) -> tuple[Message, ...]:
    """What a schedule says of itself and is not so, in words; none where all is well."""
    name, found = grounds.course.key, []
    late = _late(grounds, menu, schedule)
    if late is not None and late != schedule.late:
        found.append(
            say(
                "{course} says that it is {said} terms late, and is {late}.",
                course=name,
                said=schedule.late,
                late=late,
            )
        )
    value = _value(grounds, schedule)
    if value != schedule.value:
        found.append(
            say(
                "{course} says that it is worth {said}, and is worth {value}.",
                course=name,
                said=schedule.value,
                value=value,
            )
        )
    return tuple(found)


def _late(grounds: Grounds, menu: Menu, schedule: Schedule) -> int | None:
    """Terms late; None where only the menu knows."""
    terms, could = range(len(grounds.horizon)), partial(_could_hold, grounds, menu, schedule)
    try:
        match grounds.course.kind:
            case Kind.INTERVAL:
                return sum(_is_overdue(grounds, schedule, at) and could(at) > 0 for at in terms)
            case Kind.PER_YEAR:
                return sum(_lacking(grounds, schedule, could))
            case Kind.GROUPS_PER_TERM:
                owed = _owed(grounds.course)
                below = [at for at in terms if schedule.groups[at] < owed]
                return sum(schedule.groups[at] < could(at) for at in below)
            case _:
                return 0
    except _OnlyMenuKnows:
        return None


def _is_overdue(grounds: Grounds, schedule: Schedule, at: int) -> bool:
    """Whether a term without a start lies at or beyond the last in which the next start is due."""
    if schedule.groups[at]:
        return False
    held = [earlier for earlier in range(at) if schedule.groups[earlier]]
    frequency = grounds.course.strictest.frequency
    return at >= (held[-1] + frequency.term_gaps[1] if held else _first_due(grounds))


def _first_due(grounds: Grounds) -> int:
    """The number of the last term in which the first start is due; negative before the horizon."""
    line, last = grounds.course.strictest, grounds.course.last_start
    due = last + line.frequency.term_gaps[1] if last else line.entered + line.frequency.first_window_terms
    return due.minus(grounds.horizon[0])


def _lacking(grounds: Grounds, schedule: Schedule, could: Callable[[int], int]) -> Iterator[int]:
    """For each calendar year the owed rounds that it lacks, no more than it had other terms to hold them in."""
    last = grounds.course.last_start
    held = {term for term, groups in zip(grounds.horizon, schedule.groups, strict=True) if groups} | (
        {last} if last else set()
    )
    for year in {term.year for term in grounds.horizon}:
        lack = _owed(grounds.course) - sum(term.year == year for term in held)
        if lack > 0:
            left = (at for at, term in enumerate(grounds.horizon) if term.year == year and term not in held)
            yield min(lack, sum(could(at) > 0 for at in left))


def _could_hold(grounds: Grounds, menu: Menu, schedule: Schedule, at: int) -> int:
    """The most groups that a term could have held after what was held before it; raises _OnlyMenuKnows."""
    if at in grounds.announced:
        return grounds.announced[at]
    others = 0
    if grounds.state is State.PARTLY or (
        grounds.state is State.UNKNOWN and grounds.course.kind is not Kind.GROUPS_PER_TERM
    ):
        others = 1  # of those who are not counted some may come
    elif grounds.state is State.UNKNOWN:
        others = _owed(grounds.course)
    if grounds.state is State.UNKNOWN or not _may_start(grounds, schedule, at):
        return others
    asks = grounds.asks(at, _given_before(schedule, at))
    filled = _filled(grounds, sum(ask.seats for ask in asks))
    if any(ask.fewest > NO_BLOCK for ask in asks) and grounds.state is not State.PARTLY:
        if menu.is_thinned:
            raise _OnlyMenuKnows
        filled = max((groups for groups in range(1, filled + 1) if _fill(grounds, asks, groups)), default=0)
    return max(filled, others)


def _filled(grounds: Grounds, asked: int) -> int:
    """The most groups that so many seats fill, each at least the smallest and none standing empty."""
    size = grounds.size
    filled = min(asked // max(size.smallest, 1), ceil(Fraction(asked, size.largest)))
    most = _most(grounds.course) if grounds.course.kind is Kind.GROUPS_PER_TERM else None
    return filled if most is None else min(filled, most)


def _fill(grounds: Grounds, asks: tuple[Ask, ...], groups: int) -> bool:
    """Whether so many groups are filled where some want a number of seats or none."""
    size = grounds.size
    granted = share_with_blocks(asks, groups * size.largest, grounds.base_seats).sharing.granted
    return sum(seats for _, seats in granted) >= groups * size.smallest


def _may_start(grounds: Grounds, schedule: Schedule, at: int) -> bool:
    """Whether a start keeps its distance and its number a year, beside the earlier starts and those announced later."""
    course, horizon = grounds.course, grounds.horizon
    others = {earlier for earlier in range(at) if schedule.groups[earlier]}
    others |= {later for later, groups in grounds.announced.items() if later > at and groups}
    if course.kind is Kind.INTERVAL:
        gaps = [line.frequency.term_gaps[0] for line in course.lines if line.frequency.months]
        shortest = min([course.strictest.frequency.term_gaps[0], *gaps])
        first = course.last_start + shortest if course.last_start else course.strictest.entered + 1
        return horizon[at] >= first and all(abs(at - other) >= shortest for other in others)
    most = _most(course)
    if course.kind is Kind.GROUPS_PER_TERM or most is None:
        return True
    held = {horizon[other] for other in others} | ({course.last_start} if course.last_start else set())
    return sum(term.year == horizon[at].year for term in held) < most


def _owed(course: PlannedCourse) -> int:
    count = course.strictest.frequency.count
    return count[0] if count else 0


def _most(course: PlannedCourse) -> int | None:
    return max((line.frequency.count[1] for line in course.lines if line.frequency.count), default=None)


def _given_before(schedule: Schedule, at: int) -> Given:
    """The seats that each municipality was given in every term before one."""
    terms = [dict(sharing.granted) if sharing else {} for sharing in schedule.sharings[:at]]
    return {
        code: tuple(term.get(code, 0) for term in terms) for code in {code for term in terms for code in term}
    }


def _value(grounds: Grounds, schedule: Schedule) -> int:
    """The sum over terms of weight, seats and what a seat counts in hundredths."""
    seats = {at: _seats(grounds, schedule, at) for at, groups in enumerate(schedule.groups) if groups}
    if not any(seats.values()):
        return 0
    first_with_seats = next(at for at, number in seats.items() if number)
    waited = max(0, -_first_due(grounds)) if grounds.course.kind is Kind.INTERVAL else 0
    of_a_seat, total = _of_a_seat(grounds), 0
    for at, number in seats.items():
        if grounds.state is State.UNKNOWN and at != next(iter(seats)):
            continue  # a further start of a need that nobody knows gains nothing
        extra = 100 * min(waited, 2) if at == first_with_seats else 0
        total += _weight(grounds, at) * number * (of_a_seat + extra)
    return total


def _seats(grounds: Grounds, schedule: Schedule, at: int) -> int:
    """The seats given in a term; where they are shared with nobody, those of the smallest groups."""
    sharing = schedule.sharings[at]
    if sharing is None:
        return schedule.groups[at] * grounds.size.smallest
    return sum(seats for _, seats in sharing.granted)


def _weight(grounds: Grounds, at: int) -> int:
    """100, 95, 90, ... for the planned terms (at least 55), then 50, 47, 44, ..."""
    if at < grounds.planned:
        return max(100 - 5 * at, 55)
    return max(50 - 3 * (at - grounds.planned), 1)


def _of_a_seat(grounds: Grounds) -> int:
    """300 for staff with 0-2 years and 200 for others, the mean by persons; bands of which nobody is known alike."""
    known = {band: Fraction(persons) for band, persons in grounds.persons.items() if persons}
    persons = known or dict.fromkeys(grounds.persons, Fraction(1))
    points = sum((300 if band is Band.NEW else 200) * number for band, number in persons.items())
    return floor(Fraction(points, sum(persons.values())) + Fraction(1, 2))
