"""The choice: one schedule of each menu, or the demands that cannot hold together."""

from __future__ import annotations

from collections.abc import Mapping

from kfond.plan.choice.checker import broken_rules
from kfond.plan.choice.values import Choice, Contradiction, Task


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
    from kfond.plan.choice.soft_limits import declined, unpaid
    from kfond.plan.choice.stages import solve

    program = program_of(task)
    solved = solve(program, task.limits.gap, near)
    if solved is None:
        return contradiction_of(task)
    lines = [program.lines[column] for column in solved.chosen]
    choice = Choice(
        chosen={line.course: line.number for line in lines},
        stages=solved.stages,
        declined=declined(task, lines),
        unpaid=unpaid(task, lines),
        unattainable=program.soft.unattainable,
        uncounted=tuple(
            line.course for line in lines if None in line.schedule.costs and any(line.schedule.groups)
        ),
    )
    broken = broken_rules(task, choice)
    if broken:
        raise BrokenRule("; ".join(rule.in_words("en") for rule in broken))
    return choice
