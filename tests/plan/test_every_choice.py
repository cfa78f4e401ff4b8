"""The choice beside every choice there is, on small made-up tasks."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from choices import best_by_hand, keeps
from made_up_tasks import every_choice, in_counties, made_up

from kfond.plan.choice.checker import NEAR, SLACK, SMALLER_IS_BETTER, reached
from kfond.plan.choice.choose import choose
from kfond.plan.choice.outcome import outcome_of
from kfond.plan.choice.program import program_of
from kfond.plan.choice.values import Choice, Contradiction, Goal


@pytest.mark.parametrize("courses", [3, 5])
def test_no_choice_is_better_under_the_limits_of_counties(courses: int) -> None:
    bound = 0
    for seed in range(25):
        made = in_counties(made_up(seed, courses, schedules=3))
        found = choose(made)
        if isinstance(found, Contradiction):
            continue
        assert {stage.code: stage.value for stage in found.stages} == pytest.approx(
            {goal: float(value) for goal, value in best_by_hand(made).items()}, abs=1e-6
        )
        bound += bool(found.declined_of_counties or found.unpaid_of_counties)
    assert bound > 5


@pytest.mark.parametrize("courses", [2, 4, 6])
def test_no_choice_is_better_in_any_stage(courses: int) -> None:
    for seed in range(12 if courses < 6 else 6):
        made = made_up(seed, courses, schedules=3)
        found = choose(made)
        if isinstance(found, Contradiction):
            assert not any(keeps(made, chosen) for chosen in every_choice(made))
            continue
        best = best_by_hand(made)
        assert {stage.code: stage.value for stage in found.stages} == pytest.approx(
            {goal: float(value) for goal, value in best.items()}, abs=1e-6
        )


def test_the_whole_seats_asked_for_a_worst_share_rule_out_no_choice_that_has_it() -> None:
    for seed in range(20):
        made = made_up(seed)
        made = replace(made, limits=replace(made.limits, is_fair=True, pins=()))
        program = program_of(made)
        places = {(line.course, line.number): at for at, line in enumerate(program.lines)}
        for chosen in every_choice(made):
            weights = np.zeros(len(program.lines))
            weights[[places[each] for each in chosen.items()]] = 1
            least = float(outcome_of(made, chosen).fairness)
            for row in program.whole_seat_rows(least):
                assert weights[row.columns] @ row.values >= row.low


HELD = {**SLACK, Goal.VALUE: Fraction(50)}
"""What the program itself lets go of a goal for a later one: of the value, half of what the checker does."""


@pytest.mark.parametrize("gap", [0.01, 0.2])
def test_no_gap_is_smaller_than_what_was_missed(gap: float) -> None:
    for seed in range(20):
        made = made_up(seed, courses=5, schedules=3)
        made = replace(made, limits=replace(made.limits, gap=gap))
        found = choose(made)
        if isinstance(found, Contradiction):
            continue
        left = [outcome_of(made, chosen) for chosen in every_choice(made) if keeps(made, chosen)]
        for stage in found.stages:
            sign = -1 if stage.code in SMALLER_IS_BETTER else 1
            best = max(sign * reached(stage.code, outcome) for outcome in left)
            assert sign * stage.value <= best + NEAR
            assert best <= sign * stage.bound + NEAR * max(1, abs(best))
            assert best - sign * stage.value <= (stage.gap + NEAR) * (abs(stage.value) or 1)
            least = sign * stage.value - HELD[stage.code]
            left = [outcome for outcome in left if sign * reached(stage.code, outcome) >= least]


def test_shuffled_rows_give_the_same_bytes() -> None:
    for seed in range(15):
        made = made_up(seed)
        dice = random.Random(seed)
        menus, codes = list(made.menus), list(made.codes)
        dice.shuffle(menus)
        dice.shuffle(codes)
        limits = replace(
            made.limits,
            day_caps=dict(reversed(made.limits.day_caps.items())),
            own_costs=dict(reversed(made.limits.own_costs.items())),
            trainers=tuple(reversed(made.limits.trainers)),
        )
        shuffled = replace(made, menus=tuple(menus), codes=tuple(codes), limits=limits)

        assert repr(choose(shuffled)) == repr(choose(made)) == repr(choose(made))


def test_more_budget_is_never_worse_in_the_order_of_the_stages() -> None:
    for seed in range(15):
        made = made_up(seed)
        ranks = []
        for budget in (2_000_000, 6_000_000, 12_000_000, None):
            found = choose(replace(made, limits=replace(made.limits, budgets=(budget, budget))))
            ranks.append(_rank(found))
        assert ranks == sorted(ranks)


def _rank(found: Choice | Contradiction) -> tuple[float, ...]:
    """The larger the better; nothing is worse than no choice at all."""
    if isinstance(found, Contradiction):
        return ()
    return tuple(
        round(-stage.value if stage.code in SMALLER_IS_BETTER else stage.value, 6) for stage in found.stages
    )


def test_the_checker_agrees_with_the_solver_on_500_made_up_tasks() -> None:
    found = [choose(made_up(seed, courses=3, schedules=3)) for seed in range(500)]

    assert sum(isinstance(one, Choice) for one in found) > 400
