"""What left no room for a course that could run: a budget, a trainer, another course, or a goal of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from kfond.messages import Message, say
from kfond.periods import Term
from kfond.plan.choice.checker import SMALLER_IS_BETTER, goals, reached
from kfond.plan.choice.outcome import allowed_numbers, outcome_of
from kfond.plan.choice.values import Choice, Goal, Task
from kfond.plan.costs.values import whole_kronor
from kfond.plan.menus.values import Menu, Schedule
from kfond.plan.proposal import CoursePlan
from kfond.plan.reason import Reason

DISPLACED = "displaced"
"""The code of the reason of a course that could run and has no start."""
BUDGET, TRAINER, NEEDS = "budget", "trainer", "needs"
Broken = tuple[str, str, int]
"""A limit that a start would break: which of the three, of whom or what, and the number of the year or term."""
WORSE = {
    Goal.LATE: say("other courses would be late"),
    Goal.PEAK: say("the fullest term would have more rounds"),
    Goal.FAIR: say("the municipality worst off would get a smaller part of what it could get"),
    Goal.VALUE: say("its seats are worth less than it costs"),
}


def limits_named(
    courses: Sequence[CoursePlan], task: Task, choice: Choice, horizon: Sequence[Term]
) -> tuple[CoursePlan, ...]:
    """The courses, those that were displaced with what limits them where that is known."""
    return tuple(_named(course, task, choice, horizon) for course in courses)


def _named(course: CoursePlan, task: Task, choice: Choice, horizon: Sequence[Term]) -> CoursePlan:
    left_out = course.not_planned
    if left_out is None or left_out.reason.code != DISPLACED or course.menu is None:
        return course
    limits = what_limits(task, choice, course.menu, tuple(term.label for term in horizon))
    if not limits:
        return course
    text = say("It could run, but there is no room for it: {limits}.", limits=limits)
    return replace(course, not_planned=replace(left_out, reason=Reason(DISPLACED, text)))


def what_limits(task: Task, choice: Choice, menu: Menu, labels: Sequence[str]) -> tuple[Message, ...]:
    """Which limits every start of a course in the planned terms would break, all other courses as they are chosen.

    Where a start breaks none, the goal that would be worse by it. `labels`: the terms of the horizon. Nothing where
    neither is known.
    """
    starts = [menu.schedules[number] for number in allowed_numbers(task, menu)]
    starts = [each for each in starts if any(each.groups[: task.planned])]
    if not starts and any(pin.course == menu.key and not pin.is_decided for pin in task.limits.pins):
        return (say("what it costs is not known, and so it has no more groups than without a budget"),)
    others = {
        other.key: other.schedules[choice.chosen[other.key]] for other in task.menus if other.key != menu.key
    }
    found: dict[Broken, None] = {}
    for at in range(task.planned):
        here = [each for each in starts if next(t for t, held in enumerate(each.groups) if held) == at]
        broken = [tuple(_broken(task, others, menu.key, each)) for each in here]
        if () in broken:
            return _worse(task, choice, menu, here[broken.index(())])
        if broken:
            least = min(range(len(here)), key=lambda number: (len(broken[number]), sum(here[number].groups)))
            found |= dict.fromkeys(broken[least])
    return tuple(_in_words(task, others, starts, each, labels) for each in sorted(found))


def _left_of(task: Task, others: Mapping[str, Schedule], year: int) -> int | None:
    """Öre that the other courses leave of the joint budget of a year; None is no limit."""
    budget = task.limits.budgets[year]
    return None if budget is None else budget - sum(each.costs[year] or 0 for each in others.values())


def _broken(task: Task, others: Mapping[str, Schedule], key: str, schedule: Schedule) -> Iterator[Broken]:
    """The limits that a course breaks by a schedule, beside what is chosen for the others."""
    for year in range(len(task.years)):
        left = _left_of(task, others, year)
        if left is not None and (schedule.costs[year] or 0) > left:
            yield BUDGET, "", year
    for trainer in task.limits.trainers:
        mine = [others[other].groups for other in trainer.courses if other in others]
        held = [sum(groups[term] for groups in mine) for term in range(task.horizon)]
        full = [term for term, most in enumerate(trainer.groups) if held[term] + schedule.groups[term] > most]
        if key in trainer.courses and full:
            yield TRAINER, trainer.name, full[0]
    for demand in task.limits.prerequisites:
        if demand.course == key and demand.needs in others:
            had = accumulate((demand.trained, *others[demand.needs].seats))
            if any(seats > there for seats, there in zip(accumulate(schedule.seats), had, strict=False)):
                yield NEEDS, demand.needs, 0


def _in_words(
    task: Task,
    others: Mapping[str, Schedule],
    starts: Sequence[Schedule],
    broken: Broken,
    labels: Sequence[str],
) -> Message:
    what, name, at = broken
    if what == TRAINER:
        return say("{name} has no time in {term}", name=name, term=labels[at])
    if what == NEEDS:
        return say("too few have had {course}", course=task.names.get(name, name))
    left = _left_of(task, others, at) or 0
    return say(
        "of the joint budget of {year} {left} kronor are left, and it costs {cost} at least",
        year=str(task.years[at]),
        left=whole_kronor(left),
        cost=whole_kronor(min(cost for each in starts if (cost := each.costs[at] or 0) > left)),
    )


def _worse(task: Task, choice: Choice, menu: Menu, schedule: Schedule) -> tuple[Message, ...]:
    """The first goal that is worse with a schedule than without; nothing where none is."""
    before = outcome_of(task, choice.chosen)
    after = outcome_of(task, {**choice.chosen, menu.key: menu.schedules.index(schedule)})
    for goal in goals(task, before):
        gained = reached(goal, after) - reached(goal, before)
        if (gained > 0) if goal in SMALLER_IS_BETTER else (gained < 0):
            return (WORSE[goal],)
    return ()
