"""Whether it is the time of a trainer that keeps a course from more, and which courses have that time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kfond.messages import Message, say, say_count, together
from kfond.plan.choice.values import Trainer
from kfond.plan.menus.values import Schedule
from kfond.plan.proposal import CoursePlan, Plan


def short_of_time(plan: Plan, course: CoursePlan) -> tuple[Message, ...]:
    """A sentence for each trainer and planned term whose time a better schedule of the course would need; the other
    courses stand as they are chosen. None where no trainer stands in the way.

    Better is less late, else more seats in the planned terms, else more groups.
    """
    chosen = course.chosen
    if course.menu is None or chosen is None:
        return ()
    planned = len(plan.terms)
    better = [
        schedule for schedule in course.menu.schedules if _worth(schedule, planned) < _worth(chosen, planned)
    ]
    return tuple(
        sentence
        for trainer in plan.task.limits.trainers
        if course.course.key in trainer.courses
        for sentence in _sentences(
            plan,
            trainer,
            [
                at
                for at in range(planned)
                if any(
                    _others(plan, trainer, course, at) + each.groups[at] > trainer.groups[at]
                    for each in better
                )
            ],
        )
    )


def _sentences(plan: Plan, trainer: Trainer, short: Sequence[int]) -> Iterator[Message]:
    """What a trainer lacks in the terms that are too short: none in some, too little in others."""
    none = [at for at in short if not trainer.groups[at]]
    if none:
        yield say(
            "{name} has no time in {terms} ({cells}), and is needed for more of this course.",
            name=trainer.name,
            terms=together([plan.horizon[at].label for at in none]),
            cells=together(list(dict.fromkeys(cell for at in none for cell in _cells(plan, trainer, at)))),
        )
    for at in short:
        if trainer.groups[at]:
            yield _too_little(plan, trainer, at)


def _worth(schedule: Schedule, planned: int) -> tuple[int, int, int]:
    return schedule.late, -sum(schedule.seats[:planned]), -sum(schedule.groups[:planned])


def _others(plan: Plan, trainer: Trainer, course: CoursePlan, at: int) -> int:
    """The groups that a trainer holds of other courses in a term."""
    return sum(_groups(each, at) for each in _held(plan, trainer, at) if each is not course)


def _held(plan: Plan, trainer: Trainer, at: int) -> tuple[CoursePlan, ...]:
    """The courses that a trainer holds in a term."""
    return tuple(each for each in plan.courses if each.course.key in trainer.courses and _groups(each, at))


def _groups(course: CoursePlan, at: int) -> int:
    return course.chosen.groups[at] if course.chosen else 0


def _too_little(plan: Plan, trainer: Trainer, at: int) -> Message:
    time = {
        "name": trainer.name,
        "term": plan.horizon[at].label,
        "groups": say_count("{count} group", "{count} groups", trainer.groups[at]),
        "cells": together(_cells(plan, trainer, at)),
    }
    held = [
        say_count(
            "{course} ({count} group)",
            "{course} ({count} groups)",
            _groups(each, at),
            course=each.course.course.name,
        )
        for each in _held(plan, trainer, at)
    ]
    if not held:
        return say("{name} has time for {groups} in {term} ({cells}), too few for this course.", **time)
    return say(
        "{name} has time for {groups} in {term} ({cells}) and holds {courses} then: there is no time for more of this "
        "course.",
        **time,
        courses=together(held),
    )


def _cells(plan: Plan, trainer: Trainer, at: int) -> list[str]:
    """Where a trainer's time in a term is stated."""
    stated = [each for each in plan.basis.trainers if each.label == trainer.name]
    own = [each for each in stated if each.term == plan.horizon[at]]
    said = own or [each for each in stated if each.term is None]
    return list(dict.fromkeys(str(each.source.place) for each in said))
