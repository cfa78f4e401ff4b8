"""Demands that cannot hold together: as few as can be, each in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from kfond.messages import Message, say
from kfond.plan.choice.program import program_of
from kfond.plan.choice.stages import is_feasible
from kfond.plan.choice.values import Contradiction, Limits, Prerequisite, Task, Trainer

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that a plan may have to keep, in words, and the limits without it."""

    label: Message
    dropped_from: Callable[[Limits], Limits]


def contradiction_of(task: Task) -> Contradiction:
    """Of the demands of a task that no choice keeps, some that contradict each other by themselves.

    They are dropped one by one in the order of `demands_of`; what can be dropped without a choice becoming
    possible is no part of the contradiction. Without any one of those left a choice is possible.
    """
    limits = task.limits
    needed = []
    for demand in demands_of(task):
        without = demand.dropped_from(limits)
        if is_feasible(program_of(replace(task, limits=without))):
            needed.append(demand.label)
        else:
            limits = without
    return Contradiction(tuple(needed))


def demands_of(task: Task) -> tuple[Demand, ...]:
    """Every hard demand in a fixed order: trainers, prerequisites, budgets, and last what is decided beforehand."""
    limits = task.limits
    trainers = sorted(limits.trainers, key=lambda trainer: (trainer.name, trainer.courses))
    prerequisites = sorted(limits.prerequisites, key=lambda demand: (demand.course, demand.needs))
    pins = sorted(limits.pins, key=lambda pin: (pin.course, sorted(pin.numbers), pin.label.in_words("en")))
    return (
        *(_of_trainer(trainer) for trainer in trainers),
        *(_of_prerequisite(task, demand) for demand in prerequisites),
        *(_of_budget(task, year) for year, budget in enumerate(limits.budgets) if budget is not None),
        *(
            Demand(
                pin.label,
                lambda now, pin=pin: replace(now, pins=_without(now.pins, pin)),  # type: ignore[misc]
            )
            for pin in pins
        ),
    )


def _of_trainer(trainer: Trainer) -> Demand:
    return Demand(
        say("{name} holds at most {groups} groups, term by term", name=trainer.name, groups=trainer.groups),
        lambda now: replace(now, trainers=_without(now.trainers, trainer)),
    )


def _of_prerequisite(task: Task, demand: Prerequisite) -> Demand:
    course, needs = (task.names.get(key, key) for key in (demand.course, demand.needs))
    return Demand(
        say("{course} is only for those who have had {needs}", course=course, needs=needs),
        lambda now: replace(now, prerequisites=_without(now.prerequisites, demand)),
    )


def _of_budget(task: Task, year: int) -> Demand:
    return Demand(
        say("the joint budget of {year}", year=str(task.years[year])),
        lambda now: replace(
            now, budgets=tuple(None if place == year else budget for place, budget in enumerate(now.budgets))
        ),
    )


def _without(parts: tuple[Part, ...], dropped: Part) -> tuple[Part, ...]:
    """The parts but for one that is the same as `dropped`."""
    place = parts.index(dropped)
    return parts[:place] + parts[place + 1 :]
