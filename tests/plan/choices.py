"""The choice that a task has, and every choice there is, counted in the plainest way."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import accumulate

from made_up_tasks import every_choice

from kfond.plan.choice.checker import SLACK, SMALLER_IS_BETTER, goals, reached
from kfond.plan.choice.choose import choose
from kfond.plan.choice.outcome import Outcome, allowed_numbers, outcome_of
from kfond.plan.choice.values import Choice, Goal, Task


def choice_of(made: Task) -> Choice:
    """The choice of a task that has one."""
    found = choose(made)
    assert isinstance(found, Choice), found
    return found


def values_of(choice: Choice) -> dict[str, float]:
    """What each stage came to."""
    return {stage.code.value: stage.value for stage in choice.stages}


def keeps(made: Task, chosen: Mapping[str, int]) -> bool:
    """Whether a choice keeps every hard demand, counted in the plainest way."""
    limits = made.limits
    picked = {menu.key: menu.schedules[chosen[menu.key]] for menu in made.menus}
    costs = [
        sum(one.costs[year] or 0 for one in picked.values()) <= budget
        for year, budget in enumerate(limits.budgets)
        if budget is not None
    ]
    trainers = [
        sum(picked[key].groups[term] for key in trainer.courses) <= most
        for trainer in limits.trainers
        for term, most in enumerate(trainer.groups)
    ]
    steps = [
        taken <= demand.trained + given
        for demand in limits.prerequisites
        for taken, given in zip(
            accumulate(picked[demand.course].seats),
            accumulate((0, *picked[demand.needs].seats)),
            strict=False,
        )
    ]
    pins = [chosen[menu.key] in allowed_numbers(made, menu) for menu in made.menus]
    return all((*costs, *trainers, *steps, *pins))


def best_by_hand(made: Task) -> dict[Goal, Fraction]:
    """What each stage can come to, from every choice there is."""
    left: list[Outcome] = [outcome_of(made, chosen) for chosen in every_choice(made) if keeps(made, chosen)]
    best = {}
    for goal in goals(made, left[0]):
        sign = -1 if goal in SMALLER_IS_BETTER else 1
        found = max(sign * reached(goal, outcome) for outcome in left)
        left = [one for one in left if sign * reached(goal, one) >= found - SLACK[goal]]
        best[goal] = sign * found
    return best
