"""What limits a choice: budgets, days, counties, prerequisites, trainers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from choices import choice_of, values_of
from made_up_tasks import BBIC, LVU, in_counties, nothing, schedule, task

from kfond.messages import say
from kfond.plan.choice.choose import choose
from kfond.plan.choice.values import Choice, Declined, Goal, Pinned, Prerequisite, Trainer, Unpaid
from kfond.plan.menus.values import Menu


def test_the_joint_budget_of_each_year_holds() -> None:
    found = choice_of(task(LVU, BBIC, budgets=(50_000_00, 40_000_00)))

    assert found.chosen["bbic"] == 2
    assert found.chosen["lvu"] in (1, 2)  # as good as each other


def test_zero_budget_is_a_legal_plan_without_what_costs() -> None:
    found = choice_of(task(LVU, BBIC, budgets=(0, 0)))

    assert found.chosen == {"lvu": 0, "bbic": 0}
    assert values_of(found) == {"late": 1, "peak": 1, "fair": 0, "value": 0}


def test_an_unknown_cost_counts_as_nothing_and_is_named() -> None:
    unknown = Menu("unknown", (nothing(), schedule((1, 0, 0, 0), [{"1401": 9}], costs=(None, 0))))

    found = choice_of(task(unknown, BBIC, budgets=(0, 0)))

    assert found.chosen == {"unknown": 1, "bbic": 0}
    assert found.uncounted == ("unknown",)


@pytest.mark.parametrize("codes", [(), ("1401", "1402")])
def test_no_menus_is_an_empty_plan(codes: tuple[str, ...]) -> None:
    assert choose(task(codes=codes)) == Choice({}, (), (), (), codes, ())


def test_no_need_is_an_empty_plan_and_nobody_is_unfairly_treated() -> None:
    found = choice_of(task(Menu("none", (nothing(),))))

    assert found.chosen == {"none": 0}
    assert found.unattainable == ("1401", "1402")
    assert [stage.code for stage in found.stages] == [Goal.LATE, Goal.PEAK, Goal.VALUE]


def test_one_municipality_only() -> None:
    found = choice_of(task(LVU, codes=("1401",)))

    assert found.chosen == {"lvu": 3}
    assert values_of(found)["fair"] == 1


def test_a_municipality_that_no_schedule_gives_a_seat_is_named_and_left_out() -> None:
    found = choice_of(task(LVU, codes=("1401", "1402", "1499")))

    assert found.unattainable == ("1499",)
    assert values_of(found)["fair"] > 0


def test_what_does_not_fit_is_declined_and_stops_nobody_else() -> None:
    found = choice_of(
        task(LVU, pins=(Pinned("lvu", frozenset({1}), say("pin")),), day_caps={"1401": (400,) * 4})
    )

    assert found.chosen == {"lvu": 1}
    assert found.declined == (Declined("1401", 0, 200),)
    # 6 of 6 seats, less 2 of 6 days.
    assert values_of(found)["fair"] == pytest.approx(2 / 3)


def test_a_schedule_under_which_nothing_must_be_declined_goes_before() -> None:
    menu = Menu(
        "one",
        (
            schedule((1, 0, 0, 0), [{"1401": 8}]),
            schedule((1, 0, 1, 0), [{"1401": 4}, {"1401": 4}]),
        ),
    )

    made = task(menu, Menu("two", (schedule((0, 1, 0, 1), [{"1401": 1}, {"1401": 1}]),)), codes=("1401",))
    found = choice_of(replace(made, limits=replace(made.limits, day_caps={"1401": (400,) * 4})))

    assert found.chosen["one"] == 1
    assert found.declined == ()


def test_an_own_budget_is_soft_and_what_it_does_not_cover_is_told() -> None:
    own = {("lvu", 1): {"1401": (30_000_00, 0)}}
    found = choice_of(
        task(
            LVU,
            pins=(Pinned("lvu", frozenset({1}), say("pin")),),
            own_budgets={"1401": (20_000_00, 0)},
            own_costs=own,
        )
    )

    assert found.unpaid == (Unpaid("1401", 0, 10_000_00),)
    assert values_of(found)["fair"] == pytest.approx(2 / 3)


def test_a_county_takes_what_its_municipalities_take_together() -> None:
    # 1401 has 6 days for 8, 1402 has 10 for 8: together they have room, in a county of their own 1401 has not.
    one = Menu("one", (nothing(), schedule((1, 0, 0, 0), [{"1401": 8, "1402": 8}])))
    made = task(one, is_fair=False, day_caps={"1401": (600,) * 4, "1402": (1000,) * 4})
    together, apart = (
        choice_of(replace(made, limits=replace(made.limits, counties=counties)))
        for counties in ({"1401": "14", "1402": "14"}, {"1401": "14", "1402": "15"})
    )

    assert together.declined_of_counties == ()
    assert apart.declined_of_counties == (Declined("14", 0, 200),)
    assert together.declined == apart.declined == (Declined("1401", 0, 200),)
    assert values_of(together) == {"late": 0, "peak": 1, "value": 16 * 1_000_000}
    assert values_of(apart) == {"late": 0, "peak": 1, "value": 14 * 1_000_000}


def test_what_a_county_cannot_take_steers_the_choice() -> None:
    # Twelve seats in one term are two more than the county has days for: ten are left. Eleven in two terms all fit.
    at_once, spread = (
        schedule((1, 0, 0, 0), [{"1401": 12}]),
        schedule((0, 1, 1, 0), [{"1401": 6}, {"1401": 5}]),
    )
    made = task(
        Menu("one", (at_once, spread)), is_fair=False, day_caps={"1401": (1000,) * 4}, codes=("1401",)
    )

    assert choice_of(made).chosen == {"one": 0}
    assert choice_of(in_counties(made)).chosen == {"one": 1}


@pytest.mark.parametrize(
    ("trained", "needs", "expected"),
    [
        (0, (1, 0, 0, 0), (0, 1, 0, 0)),
        (0, (0, 0, 1, 0), (0, 0, 0, 1)),
        (0, (0, 0, 0, 1), (0, 0, 0, 0)),
        (12, (0, 0, 0, 1), (1, 0, 0, 0)),
    ],
)
def test_a_prerequisite_comes_a_term_before(
    trained: int, needs: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    basic = Menu("basic", (schedule(needs, [{"1401": 12}]),))
    starts = [tuple(int(at == term) for at in range(4)) for term in range(4)]
    later = Menu(
        "later",
        (nothing(), *(schedule(start, [{"1401": 12}], costs=(at, 0)) for at, start in enumerate(starts))),
    )

    found = choice_of(
        task(basic, later, codes=("1401",), prerequisites=(Prerequisite("later", "basic", trained),))
    )

    assert later.schedules[found.chosen["later"]].groups == expected


def test_a_trainer_holds_no_more_groups_than_stated() -> None:
    both = task(LVU, BBIC, trainers=(Trainer("Kim", ("bbic", "lvu"), (1, 1, 0, 0)),))

    found = choice_of(both)

    assert found.chosen == {"lvu": 2, "bbic": 1}
