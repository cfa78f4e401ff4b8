"""What bound it: an integer program has no prices of its own, so what was wished is pinned and all is solved again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from kfond.messages import say
from kfond.plan.choice.choose import choose
from kfond.plan.choice.outcome import outcome_of
from kfond.plan.choice.values import Choice, Contradiction, Pinned, Task


@dataclass(frozen=True, slots=True)
class Moved:
    """A course whose schedule becomes another: the numbers of the schedules."""

    course: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Displacement:
    """What another demand would change: all figures are after less before.

    `late` in terms, `peak` in rounds, `fair` as a share, `value` in whole öre. `moved`: in order of course; as few
    as there can be at that value.
    """

    late: int
    peak: int
    fair: Fraction
    value: int
    moved: tuple[Moved, ...]
    after: Choice


def price_of(
    task: Task, choice: Choice, course: str, numbers: frozenset[int]
) -> Displacement | Contradiction:
    """What it would cost and displace if a course (key of a menu) had one of these schedules."""
    name = task.names.get(course, course)
    wanted = Pinned(course, numbers, say("{course} as it is wished", course=name))
    return _change(task, choice, replace(task, limits=replace(task.limits, pins=(*task.limits.pins, wanted))))


def price_of_demand(task: Task, choice: Choice, pinned: Pinned) -> Displacement | Contradiction:
    """What would become of the plan without one of the pins and skips: its price, with the sign turned."""
    pins = tuple(pin for pin in task.limits.pins if pin != pinned)
    return _change(task, choice, replace(task, limits=replace(task.limits, pins=pins)))


def _change(task: Task, choice: Choice, other: Task) -> Displacement | Contradiction:
    found = choose(other, near=choice.chosen)
    if isinstance(found, Contradiction):
        return found
    before, after = outcome_of(task, choice.chosen), outcome_of(task, found.chosen)
    return Displacement(
        late=after.late - before.late,
        peak=after.fullest - before.fullest,
        fair=after.fairness - before.fairness,
        value=after.value - before.value,
        moved=tuple(_moved(choice.chosen, found.chosen)),
        after=found,
    )


def _moved(before: Mapping[str, int], after: Mapping[str, int]) -> Iterator[Moved]:
    for course in sorted(before):
        if before[course] != after[course]:
            yield Moved(course, before[course], after[course])
