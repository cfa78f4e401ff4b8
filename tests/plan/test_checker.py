"""The checker of a choice: each of its rules can be broken, and then it says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from made_up_tasks import nothing, schedule, task

from kfond.messages import say
from kfond.plan.choice.checker import broken_rules
from kfond.plan.choice.choose import BrokenRule, choose
from kfond.plan.choice.values import (
    Choice,
    Declined,
    Goal,
    Pinned,
    Prerequisite,
    Stage,
    Task,
    Trainer,
    Unpaid,
)
from kfond.plan.menus.values import Menu, Schedule

BASIC = Menu("basic", (nothing(), schedule((1, 0, 0, 0), [{"1401": 8, "1402": 4}], costs=(100, 0))))
LATER = Menu(
    "later",
    (
        nothing(late=2),
        schedule((0, 1, 0, 0), [{"1401": 6}], costs=(100, 0)),
        schedule((2, 0, 0, 0), [{"1401": 6}], costs=(50, 0)),
    ),
)
TASK = task(
    BASIC,
    LATER,
    budgets=(200, None),
    day_caps={"1401": (700, 700, 700, 700)},
    own_budgets={"1402": (10, 10)},
    own_costs={("basic", 1): {"1402": (30, 0)}},
    prerequisites=(Prerequisite("later", "basic", 0),),
    trainers=(Trainer("Kim", ("later",), (1, 1, 1, 1)),),
    pins=(Pinned("basic", frozenset({1}), say("pin")),),
)


def right() -> Choice:
    """The choice, as it was before anybody touched it."""
    found = choose(TASK)
    assert isinstance(found, Choice)
    return found


def with_stage(goal: Goal, change: Callable[[Stage], Stage]) -> Choice:
    """The right choice with one stage told otherwise."""
    choice = right()
    return replace(
        choice, stages=tuple(change(stage) if stage.code is goal else stage for stage in choice.stages)
    )


def said(made: Task, choice: Choice) -> list[str]:
    """What the checker says of a choice."""
    return [message.in_words("en") for message in broken_rules(made, choice)]


def with_limits(**limits: object) -> Task:
    """The task under other limits than it was solved for."""
    return replace(TASK, limits=replace(TASK.limits, **limits))  # type: ignore[arg-type]


def with_schedule(made: Schedule) -> Task:
    """The task with another schedule where "basic" 1 stood."""
    return replace(TASK, menus=(Menu("basic", (BASIC.schedules[0], made)), LATER))


def test_the_right_choice_breaks_nothing() -> None:
    choice = right()

    assert said(TASK, choice) == []
    assert choice.chosen == {"basic": 1, "later": 1}
    assert choice.declined == (Declined("1401", 0, 100),)
    assert choice.unpaid == (Unpaid("1402", 0, 20),)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (with_limits(budgets=(199, None)), "The joint budget of 2018 is exceeded."),
        (with_limits(pins=(Pinned("later", frozenset({0}), say("pin")),)),
         "What is decided beforehand for later does not hold."),
        (with_limits(prerequisites=(Prerequisite("basic", "later", 11),)),
         "basic has seats for more than have had later."),
        (with_limits(trainers=(Trainer("Kim", ("basic", "later"), (1, 0, 1, 1)),)),
         "Kim would hold 1 groups in one term, at most 0."),
        (with_limits(day_caps={"1401": (600,) * 4}),
         "What must be declined of training days is not what the groups come to."),
        (with_limits(own_budgets={"1402": (11, 10)}),
         "What goes beyond own budgets is not what the groups come to."),
        (with_limits(counties={"1401": "14"}),
         "What counties must decline of training days is not what the groups come to."),
        (with_limits(counties={"1402": "14"}),
         "What goes beyond the own budgets of counties is not what the groups come to."),
        (with_limits(is_fair=False), "The stages are not those that were asked for."),
        (with_limits(seat_worth=1), "The goal value does not come to what was said."),
        (with_limits(changes={"basic": (0, 1)}), "The goal value does not come to what was said."),
        (with_limits(withdrawn={"basic": (0, 1)}), "The goal fair does not come to what was said."),
        (replace(TASK, codes=("1401", "1402", "1403")),
         "The municipalities that can get no seat are not those that are named."),
        (with_schedule(replace(BASIC.schedules[1], late=1)), "The goal late does not come to what was said."),
        (with_schedule(replace(BASIC.schedules[1], groups=(0, 0, 0, 0))), "The seats of basic do not add up."),
        (with_schedule(replace(BASIC.schedules[1], groups=(1, 0, 0))),
         "The groups of basic are not whole groups, term by term."),
        (with_schedule(replace(BASIC.schedules[1], costs=(None, 0))),
         "The courses at an unknown cost are not those that are named."),
    ],
)  # fmt: skip
def test_an_answer_to_another_task_breaks_a_rule(made: Task, expected: str) -> None:
    assert expected in said(made, right())


@pytest.mark.parametrize(
    ("granted", "capacity"),
    [
        ((("1401", 8), ("1402", 5)), 13),  # more than was asked
        ((("1401", 8), ("1402", 3)), 12),  # a seat is missing
        ((("1401", 4), ("1402", 4)), 9),  # not as many as there are
        ((("1401", 7), ("1402", 2)), 9),  # not the first of the sequence: that is 6 and 3
    ],
)
def test_seats_that_do_not_follow_the_sequence_break_a_rule(
    granted: tuple[tuple[str, int], ...], capacity: int
) -> None:
    assert said(with_schedule(_with_seats(granted, capacity)), right()) == [
        "The seats of basic do not add up."
    ]


def _with_seats(granted: tuple[tuple[str, int], ...], capacity: int) -> Schedule:
    sharing = BASIC.schedules[1].sharings[0]
    assert sharing is not None
    given = replace(sharing, granted=granted, capacity=capacity)
    return replace(BASIC.schedules[1], sharings=(given, None, None, None))


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"basic": 1}, "Not exactly one schedule is chosen for later."),
        ({"basic": 1, "later": 1, "other": 0}, "Not exactly one schedule is chosen for other."),
        ({"basic": 1, "later": 3}, "later has no schedule number 3."),
        ({"basic": 1, "later": 2}, "later has seats for more than have had basic."),
        ({"basic": 1, "later": 2}, "Kim would hold 2 groups in one term, at most 1."),
        ({"basic": 1, "later": 0}, "The goal late does not come to what was said."),
        ({"basic": 0, "later": 0}, "What is decided beforehand for basic does not hold."),
    ],
)
def test_other_schedules_than_the_right_ones_break_a_rule(chosen: dict[str, int], expected: str) -> None:
    assert expected in said(TASK, replace(right(), chosen=chosen))


@pytest.mark.parametrize("goal", list(Goal))
def test_a_goal_that_is_said_to_come_to_more_breaks_a_rule(goal: Goal) -> None:
    better = -1 if goal in (Goal.LATE, Goal.PEAK) else 1
    false = with_stage(
        goal, lambda stage: replace(stage, value=stage.value + better, bound=stage.bound + better)
    )

    assert said(TASK, false) == [f"The goal {goal.value} does not come to what was said."]


@pytest.mark.parametrize("goal", list(Goal))
def test_a_gap_that_is_said_to_be_smaller_than_it_is_breaks_a_rule(goal: Goal) -> None:
    beyond = -1 if goal in (Goal.LATE, Goal.PEAK) else 1
    false = with_stage(
        goal, lambda stage: replace(stage, bound=stage.bound + beyond * (abs(stage.value) + 1))
    )

    assert said(TASK, false) == [f"The gap of the goal {goal.value} is larger than was said."]


def test_a_peak_above_what_was_said_breaks_a_rule() -> None:
    crowded = Menu("later", (LATER.schedules[0], replace(LATER.schedules[1], groups=(1, 0, 0, 0),
        sharings=(LATER.schedules[1].sharings[1], None, None, None))))  # fmt: skip

    assert "The goal peak does not come to what was said." in said(
        replace(TASK, menus=(BASIC, crowded)), right()
    )


def test_a_choice_that_breaks_a_rule_is_refused() -> None:
    false = _with_seats((("1401", 8), ("1402", 3)), 12)

    with pytest.raises(BrokenRule, match="The seats of basic do not add up"):
        choose(with_schedule(false))
