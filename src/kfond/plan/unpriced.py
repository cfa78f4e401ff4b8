"""Courses whose cost is not known, under a joint budget: they count as nothing against it, and gain nothing by that."""

from __future__ import annotations

from dataclasses import replace

from kfond.messages import Message, say, say_count
from kfond.plan.choice.choose import choose
from kfond.plan.choice.values import Choice, Contradiction, Pinned, Task
from kfond.plan.menus.values import Menu, Schedule
from kfond.plan.proposal import CoursePlan, Plan
from kfond.plan.story import Story

HOW = "kfond import --template prices -o kurspriser.xlsx"
"""What writes the list of prices to fill in."""


def held_back(task: Task) -> Task:
    """The task in which a course at an unknown cost has no more groups than it has without the joint budget.

    An unknown cost counts as nothing. A budget that leaves no room for other courses would else make room for those:
    they would win because nobody knows what they cost. The task as it is where no budget binds.
    """
    limits = task.limits
    unknown = [menu for menu in task.menus if any(_is_unknown(schedule) for schedule in menu.schedules)]
    if not unknown or all(budget is None for budget in limits.budgets) or not _costs_anything(task):
        return task
    free = choose(replace(task, limits=replace(limits, budgets=(None,) * len(limits.budgets))))
    if isinstance(free, Contradiction):  # whatever the budget is
        return task
    held = tuple(_held(task, menu, free) for menu in unknown)
    return replace(task, limits=replace(limits, pins=(*limits.pins, *held)))


def told_of_budget(story: Story, plan: Plan) -> Story:
    """The story of what a budget would change, with the planned courses whose cost is not known.

    Where it is known of none, no budget changes anything and there is no answer; that the plans are the same would
    look as if any budget were enough.
    """
    own = [course for course in plan.courses if any(found.groups is not None for found in course.rounds)]
    every = {_place(course) for course in own}
    lacking = {_place(course): course.course.key for course in own if _is_uncounted(plan, course)}
    if not lacking:
        return story
    names = tuple(plan.task.names[key] for key in lacking.values())
    remedy = say(
        "Import what the courses cost and ask again; the sheet to fill in is written by: {command}.",
        command=HOW,
    )
    if len(lacking) == len(every):
        return replace(story, answer=(_unanswered(len(every)), remedy))
    return replace(story, answer=(*story.answer, _partly_answered(names, len(every)), remedy))


def _unanswered(count: int) -> Message:
    return say_count(
        "What this budget would change cannot be answered: what the {count} course of the plan costs is not known, "
        "so it counts as nothing against the budget.",
        "What this budget would change cannot be answered: of none of the {count} courses of the plan is it known "
        "what they cost, so all of them count as nothing against the budget.",
        count,
    )


def _partly_answered(names: tuple[str, ...], all_of_them: int) -> Message:
    return say_count(
        "{count} of the {all} courses of the plan counts as nothing against the budget, since what it costs is not "
        "known: {courses}. It therefore has no more groups than without a budget.",
        "{count} of the {all} courses of the plan count as nothing against the budget, since what they cost is not "
        "known: {courses}. They therefore have no more groups than without a budget.",
        len(names),
        all=all_of_them,
        courses=names,
    )


def _held(task: Task, menu: Menu, free: Choice) -> Pinned:
    """The schedules of a course that have no more groups than the one chosen without a budget."""
    most = menu.schedules[free.chosen[menu.key]]
    planned = slice(task.planned)
    numbers = frozenset(
        number
        for number, schedule in enumerate(menu.schedules)
        if not _is_unknown(schedule)
        or (
            sum(schedule.groups) <= sum(most.groups)
            and sum(schedule.groups[planned]) <= sum(most.groups[planned])
        )
    )
    label = say(
        "{course} has no more groups than without a budget, since what it costs is not known",
        course=task.names.get(menu.key, menu.key),
    )
    return Pinned(menu.key, numbers, label, is_decided=False)


def _is_unknown(schedule: Schedule) -> bool:
    return None in schedule.costs


def _costs_anything(task: Task) -> bool:
    """Whether a budget can bind at all."""
    return any(any(schedule.costs) for menu in task.menus for schedule in menu.schedules)


def _place(course: CoursePlan) -> tuple[str, str]:
    """Area and course: lines of one course that ask in different ways are one."""
    return course.course.area, course.course.course.slug


def _is_uncounted(plan: Plan, course: CoursePlan) -> bool:
    """Whether a planned course costs something in a planned year that nobody knows."""
    years = [
        cost for year, cost in zip(plan.task.years, _costs(course), strict=False) if year <= plan.last_year
    ]
    return None in years


def _costs(course: CoursePlan) -> tuple[int | None, ...]:
    return course.chosen.costs if course.chosen else ()
