"""The choice: one schedule of each menu, or the demands that cannot hold together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kfond.messages import Message
from kfond.plan.choice.checker import broken_rules
from kfond.plan.choice.values import Choice, Contradiction, Goal, Order, Task

if TYPE_CHECKING:
    from kfond.plan.choice.program import Program
    from kfond.plan.choice.stages import Solved

OTHER_ORDER = {Order.FAIR_FIRST: Order.VALUE_FIRST, Order.VALUE_FIRST: Order.FAIR_FIRST}
BEFORE_THE_TWO = (Goal.LATE, Goal.PEAK)
"""The stages that come first in either order."""


class BrokenRule(Exception):
    """The program's own answer breaks a rule of the plan: a fault of the program, never of the data."""


def choose(task: Task, near: Mapping[str, int] | None = None) -> Choice | Contradiction:
    """The best choice, stage by stage, checked rule by rule; or the demands that contradict each other.

    `near` (course key -> number): of the choices that are as good, the one with most schedules in common. Without
    menus the choice is empty. Raises BrokenRule where the checker counts otherwise than the solver.
    """
    if not task.menus:
        unattainable = tuple(sorted(task.codes)) if task.limits.is_fair else ()
        return Choice({}, (), (), (), unattainable, ())
    from kfond.plan.choice.contradictions import contradiction_of
    from kfond.plan.choice.program import program_of
    from kfond.plan.choice.stages import solve

    program = program_of(task)
    solved = solve(program, task.limits.gap, near)
    return contradiction_of(task) if solved is None else _checked(task, program, solved)


def in_other_order(task: Task, choice: Choice) -> Choice | None:
    """The choice if the last two stages changed places; None where fairness is not among the stages.

    The first two stages stand as they ended. Where the other order gains nothing by another choice it is the same.
    Where a gap is allowed the order is only tried, among a few lines, and the gap of its stages may be larger.
    Raises as `choose`.
    """
    if Goal.FAIR not in {stage.code for stage in choice.stages}:
        return None
    import numpy as np

    from kfond.plan.choice.program import program_of
    from kfond.plan.choice.stages import Solved, solve

    other = replace(task, limits=replace(task.limits, order=OTHER_ORDER[task.limits.order]))
    program = program_of(other)
    chosen = np.flatnonzero([choice.chosen[line.course] == line.number for line in program.lines])
    begun = Solved(chosen, tuple(stage for stage in choice.stages if stage.code in BEFORE_THE_TWO))
    solved = solve(program, task.limits.gap, begun=begun)
    assert solved is not None, "the choice in the one order keeps the rows of the other"
    return _checked(other, program, solved)


def _checked(task: Task, program: Program, solved: Solved) -> Choice:
    """What was solved as a choice that breaks no rule."""
    from kfond.plan.choice.soft_limits import declined, unpaid

    lines = [program.lines[column] for column in solved.chosen]
    own, counties = {code: code for code in task.codes}, task.limits.counties
    choice = Choice(
        chosen={line.course: line.number for line in lines},
        stages=solved.stages,
        declined=declined(task, lines, own),
        unpaid=unpaid(task, lines, own),
        unattainable=program.soft.unattainable,
        uncounted=tuple(
            line.course for line in lines if None in line.schedule.costs and any(line.schedule.groups)
        ),
        declined_of_counties=declined(task, lines, counties),
        unpaid_of_counties=unpaid(task, lines, counties),
    )
    refuse_broken(broken_rules(task, choice))
    return choice


def refuse_broken(rules: Sequence[Message]) -> None:
    """Raises BrokenRule with every rule that is broken, where any is."""
    if rules:
        raise BrokenRule("; ".join(rule.in_words("en") for rule in rules))
