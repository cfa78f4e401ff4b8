"""The made-up nation of bench/: a very small one is planned like any other."""

from __future__ import annotations

from kfond.plan.propose import propose
from made_up_nation import nation
from plan_nation import measured


def test_a_nation_of_twelve_municipalities_and_six_courses_is_planned() -> None:
    plan = propose(nation(municipalities=12, courses=6))

    assert plan.with_figures == len(plan.coverage) == 12
    assert len(plan.lines) == 6
    assert all(line.rounds or line.not_planned for line in plan.lines)
    shared = sum(found.seats or 0 for found in plan.rounds)
    assert shared == sum(covered.seats for covered in plan.coverage) > 0


def test_the_same_nation_comes_to_the_same_bytes() -> None:
    first, second = (measured(lambda number: nation(number, courses=6), 12) for _ in range(2))

    assert first.digest == second.digest
    assert first.schedules > 0
