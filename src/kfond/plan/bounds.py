"""What bound a course: what it would cost the plan, and displace, to choose another of its schedules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from kfond.messages import Message, say
from kfond.plan.choice.bound_by import Displacement, Moved, price_of, price_of_demand
from kfond.plan.choice.values import Contradiction, Task
from kfond.plan.costs.values import whole_kronor
from kfond.plan.proposal import CoursePlan, Plan
from kfond.plan.reason import Reason

MOST_TRIED = 3
"""Schedules that are tried for a course; each is a plan of its own."""


def bounds_of(plan: Plan, course: CoursePlan) -> Mapping[int, Message]:
    """What choosing each of a few other schedules would change, by its number in the menu.

    Those tried start in other terms than the chosen one, and are the best of their starts: least late, then of most
    value.
    """
    if course.menu is None or course.chosen is None:
        return {}
    return {number: _price(plan, course.course.key, number) for number in _wanted(course)}


def demand_prices(plan: Plan) -> Iterator[Reason]:
    """What the plan would be without each pin and each skip, which is their price."""
    for pinned in (pin for pin in plan.task.limits.pins if pin.is_decided):
        changed = price_of_demand(plan.task, plan.choice, pinned)
        if isinstance(changed, Contradiction):
            continue
        parts = tuple(_parts(plan, pinned.course, changed))
        text = (
            say("Without the decision that {demand}: {parts}.", demand=pinned.label, parts=parts)
            if parts
            else say("The decision that {demand} changes nothing else.", demand=pinned.label)
        )
        yield Reason("price_of_demand", text)


def _wanted(course: CoursePlan) -> tuple[int, ...]:
    assert course.menu is not None and course.chosen is not None
    schedules = course.menu.schedules
    seen = {course.chosen.rounds, (0,) * len(course.chosen.groups)}
    found = []
    for number in sorted(
        range(len(schedules)),
        key=lambda number: (schedules[number].late, -schedules[number].value, schedules[number].groups),
    ):
        if schedules[number].rounds not in seen:
            seen.add(schedules[number].rounds)
            found.append(number)
    return tuple(found[:MOST_TRIED])


def _price(plan: Plan, key: str, number: int) -> Message:
    changed = price_of(plan.task, plan.choice, key, frozenset({number}))
    if isinstance(changed, Contradiction):
        return say("cannot be, because of: {demands}", demands=tuple(changed.demands))
    parts = tuple(_parts(plan, key, changed))
    return say("{parts}", parts=parts) if parts else say("nothing else changes, and it is worth as much")


def _parts(plan: Plan, key: str, changed: Displacement) -> Iterator[Message]:
    if changed.late:
        yield _more_or_less(
            changed.late,
            say("{count} terms later in all", count=changed.late),
            say("{count} terms less late", count=-changed.late),
        )
    if changed.peak:
        yield _more_or_less(
            changed.peak,
            say("{count} more rounds in the fullest term", count=changed.peak),
            say("{count} fewer rounds in the fullest term", count=-changed.peak),
        )
    percent = Decimal(str(round(abs(float(changed.fair)) * 100, 1)))
    if percent:
        yield _more_or_less(
            changed.fair,
            say(
                "the municipality worst off gets {percent} percentage points more of what it could get",
                percent=percent,
            ),
            say(
                "the municipality worst off gets {percent} percentage points less of what it could get",
                percent=percent,
            ),
        )
    kronor = whole_kronor(abs(changed.value))
    if kronor:
        yield _more_or_less(
            changed.value,
            say("the plan is worth {kronor} kronor more", kronor=kronor),
            say("the plan is worth {kronor} kronor less", kronor=kronor),
        )
    moved = [each for each in changed.moved if each.course != key and _is_seen(plan.task, each)]
    if moved:
        yield say("moves {courses}", courses=tuple(plan.task.names[each.course] for each in moved))


def _is_seen(task: Task, moved: Moved) -> bool:
    """Whether a course moves within the planned terms: the look-ahead stands in no plan."""
    (menu,) = (menu for menu in task.menus if menu.key == moved.course)
    before, after = (menu.schedules[number].groups for number in (moved.before, moved.after))
    return before[: task.planned] != after[: task.planned]


def _more_or_less(change: int | Fraction, more: Message, less: Message) -> Message:
    return more if change > 0 else less
