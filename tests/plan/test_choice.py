"""One schedule of each menu, by hand: the stages in their order, and what decides between equals."""

from __future__ import annotations

from dataclasses import replace

import pytest
from choices import choice_of, values_of
from made_up_tasks import BBIC, LVU, made_up, nothing, schedule, task

from kfond.plan.choice.checker import broken_rules
from kfond.plan.choice.choose import OTHER_ORDER, choose, in_other_order
from kfond.plan.choice.outcome import outcome_of
from kfond.plan.choice.values import Contradiction, Order
from kfond.plan.menus.values import Menu

# By hand


def test_the_stages_come_in_their_order() -> None:
    found = choice_of(task(LVU, BBIC))

    # LVU twice is not late and gives 1401 most: 8 of 20 seats. Both its terms then have a round, and BBIC, which
    # nobody is owed, could only come in one of the two: more than an even share of the rounds that could run.
    assert found.chosen == {"bbic": 0, "lvu": 3}
    assert values_of(found) == {"late": 0, "peak": 1, "fair": 8 / 20, "value": 24 * 1_000_000 - 100_000_00}


def test_the_worst_share_comes_before_the_most_value_unless_the_order_is_turned() -> None:
    one = Menu(
        "one",
        (
            schedule((1, 0, 0, 0), [{"1401": 20}]),
            schedule((1, 0, 0, 0), [{"1401": 5, "1402": 5}]),
        ),
    )

    fair, value = (choice_of(task(one, order=order)) for order in (Order.FAIR_FIRST, Order.VALUE_FIRST))

    assert fair.chosen == {"one": 1}
    assert value.chosen == {"one": 0}
    assert values_of(fair) == {"late": 0, "peak": 1, "fair": 0.25, "value": 10 * 1_000_000}
    assert values_of(value) == {"late": 0, "peak": 1, "value": 20 * 1_000_000, "fair": 0}


def test_the_other_order_is_solved_too() -> None:
    one = Menu(
        "one",
        (
            schedule((1, 0, 0, 0), [{"1401": 20}]),
            schedule((1, 0, 0, 0), [{"1401": 5, "1402": 5}]),
        ),
    )
    fair = task(one, order=Order.FAIR_FIRST)

    other = in_other_order(fair, choice_of(fair))

    assert other is not None
    assert other.chosen == {"one": 0}
    assert values_of(other) == {"late": 0, "peak": 1, "value": 20 * 1_000_000, "fair": 0}
    without = task(one, is_fair=False)
    assert in_other_order(without, choice_of(without)) is None


def test_in_the_other_order_it_comes_to_what_a_choice_in_that_order_comes_to() -> None:
    for seed in range(60):
        made = made_up(seed)
        found = choose(made)
        if isinstance(found, Contradiction) or not made.limits.is_fair:
            continue
        for order in Order:
            turned = replace(made, limits=replace(made.limits, order=order))
            there = choice_of(turned)
            back = in_other_order(turned, there)
            if back is not None:
                again = choice_of(replace(made, limits=replace(made.limits, order=OTHER_ORDER[order])))
                assert values_of(back) == pytest.approx(values_of(again), abs=1e-6)


def test_what_is_as_good_in_the_other_order_stays() -> None:
    equal = Menu("equal", (schedule((1, 0, 0, 0), [{"1401": 9}]), schedule((0, 1, 0, 0), [{"1401": 9}])))
    made = task(equal, pins=(), codes=("1401",))
    found = choice_of(made)
    other = in_other_order(made, found)

    assert other is not None
    assert other.chosen == found.chosen


def test_rounds_are_spread_over_the_terms() -> None:
    menus = [
        Menu(
            f"k{number}",
            tuple(
                schedule(tuple(int(at == term) for at in range(4)), [{"1401": 12}], costs=(0, 0))
                for term in range(4)
            ),
        )
        for number in range(4)
    ]

    found = choice_of(task(*menus, codes=("1401",)))

    assert outcome_of(task(*menus, codes=("1401",)), found.chosen).rounds == {"": (1, 1, 1, 1)}


def test_a_course_that_is_never_owed_is_held_although_no_round_at_all_would_be_the_lowest_peak() -> None:
    found = choice_of(task(BBIC))

    assert found.chosen["bbic"] != 0
    assert values_of(found)["peak"] == 1


def test_a_changed_group_costs_and_decides_between_equals() -> None:
    equal = Menu("equal", (schedule((1, 0, 0, 0), [{"1401": 9}]), schedule((0, 1, 0, 0), [{"1401": 9}])))

    assert choice_of(task(equal, changes={"equal": (1, 0)})).chosen == {"equal": 1}
    assert choice_of(task(equal, changes={"equal": (0, 1)})).chosen == {"equal": 0}


def test_a_group_more_waits_for_no_fairness_but_one_taken_away_must_be_worth_two_hundredths() -> None:
    """Of 100 seats 1401 gets all whatever is chosen, 1402 gets 50 of 100 or, with another schedule, 51."""
    kept = schedule((1, 0, 0, 0), [{"1401": 100, "1402": 50}])
    better = schedule((1, 1, 0, 0), [{"1401": 100, "1402": 50}, {"1402": 1}])
    most = schedule((9, 0, 0, 0), [{"1401": 100, "1402": 100}], late=1)
    menu = Menu("course", (kept, better, most))

    def chosen(changed: int, withdrawn: int) -> int:
        limits = {"changes": {"course": (0, changed, 9)}, "withdrawn": {"course": (0, withdrawn, 9)}}
        return choice_of(task(menu, **limits)).chosen["course"]

    assert chosen(changed=1, withdrawn=0) == 1
    assert chosen(changed=1, withdrawn=1) == 0


def test_a_seat_is_worth_no_more_than_is_said() -> None:
    dear = Menu(
        "dear", (nothing(), schedule((1, 0, 0, 0), [{"1401": 10, "1402": 10}], costs=(200_001_00, 0)))
    )

    assert choice_of(task(dear, is_fair=False)).chosen == {"dear": 0}
    assert choice_of(task(dear, is_fair=False, seat_worth=10_000_06)).chosen == {"dear": 1}


def test_a_choice_keeps_every_rule() -> None:
    made = made_up(3)

    assert broken_rules(made, choice_of(made)) == ()


def test_each_crowd_is_spread_by_itself() -> None:
    # Two courses each for two staffs, all owed, worth more in the first term. As one crowd both of the first staff
    # may run in the first term; each crowd by itself has one in each.
    first, second = schedule((1, 0, 0, 0), [{"1401": 8}]), schedule((0, 1, 0, 0), [{"1401": 7}])
    menus = [Menu(key, (nothing(late=1), first, second)) for key in ("a1", "a2", "b1", "b2")]
    crowds = {"a1": "a", "a2": "a", "b1": "b", "b2": "b"}

    found = choice_of(replace(task(*menus, codes=("1401",)), crowds=crowds))

    assert {found.chosen["a1"], found.chosen["a2"]} == {found.chosen["b1"], found.chosen["b2"]} == {1, 2}
    as_one = outcome_of(task(*menus, codes=("1401",)), {"a1": 1, "a2": 1, "b1": 2, "b2": 2})
    assert (as_one.fullest, as_one.peak) == (2, 2)
