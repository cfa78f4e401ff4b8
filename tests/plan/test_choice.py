"""One schedule of each menu: the stages, the limits, what contradicts, what bound it, and who declines."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

import numpy as np
import pytest
from made_up_tasks import every_choice, in_counties, made_up, nothing, schedule, task

from kfond.messages import say
from kfond.plan.choice.bound_by import Displacement, Moved, price_of, price_of_demand
from kfond.plan.choice.checker import NEAR, SLACK, SMALLER_IS_BETTER, broken_rules, goals, reached
from kfond.plan.choice.choose import OTHER_ORDER, choose, in_other_order
from kfond.plan.choice.contradictions import demands_of
from kfond.plan.choice.declines import Release, handovers, next_in_line, proposed_declines
from kfond.plan.choice.outcome import Outcome, allowed_numbers, outcome_of
from kfond.plan.choice.program import program_of
from kfond.plan.choice.values import (
    Choice,
    Contradiction,
    Declined,
    Goal,
    Order,
    Pinned,
    Prerequisite,
    Task,
    Trainer,
    Unpaid,
)
from kfond.plan.menus.values import FULL_WEIGHT, Menu
from kfond.sharing import Ask, share_seats

LVU = Menu(
    "lvu",
    (
        nothing(late=1),
        schedule((1, 0, 0, 0), [{"1401": 6, "1402": 6}], costs=(50_000_00, 0)),
        schedule((0, 1, 0, 0), [{"1401": 6, "1402": 6}], costs=(50_000_00, 0)),
        schedule(
            (1, 0, 1, 0), [{"1401": 6, "1402": 6}, {"1401": 2, "1402": 10}], costs=(50_000_00, 50_000_00)
        ),
    ),
)
BBIC = Menu(
    "bbic",
    (
        nothing(),
        schedule((1, 0, 0, 0), [{"1401": 12}], costs=(40_000_00, 0)),
        schedule((0, 0, 1, 0), [{"1402": 12}], costs=(0, 40_000_00)),
    ),
)


def choice_of(made: Task) -> Choice:
    """The choice of a task that has one."""
    found = choose(made)
    assert isinstance(found, Choice), found
    return found


def values_of(choice: Choice) -> dict[str, float]:
    """What each stage came to."""
    return {stage.code.value: stage.value for stage in choice.stages}


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


# Limits


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


@pytest.mark.parametrize("courses", [3, 5])
def test_no_choice_is_better_under_the_limits_of_counties(courses: int) -> None:
    bound = 0
    for seed in range(25):
        made = in_counties(made_up(seed, courses, schedules=3))
        found = choose(made)
        if isinstance(found, Contradiction):
            continue
        assert {stage.code: stage.value for stage in found.stages} == pytest.approx(
            {goal: float(value) for goal, value in _best_by_hand(made).items()}, abs=1e-6
        )
        bound += bool(found.declined_of_counties or found.unpaid_of_counties)
    assert bound > 5


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


# Contradictions


def test_a_pin_that_the_budget_does_not_allow_is_a_contradiction_of_the_two() -> None:
    found = choose(
        task(
            LVU,
            BBIC,
            budgets=(10_000_00, 0),
            pins=(
                Pinned("lvu", frozenset({1, 2}), say("LVU starts in 2018")),
                Pinned("bbic", frozenset({0}), say("BBIC is not held")),
            ),
            trainers=(Trainer("Kim", ("bbic",), (0,) * 4),),
        )
    )

    assert isinstance(found, Contradiction)
    assert [demand.in_words("en") for demand in found.demands] == [
        "the joint budget of 2018",
        "LVU starts in 2018",
    ]


def test_two_pins_of_one_course_contradict_each_other() -> None:
    found = choose(
        task(
            LVU,
            pins=(Pinned("lvu", frozenset({1}), say("VT2018")), Pinned("lvu", frozenset({2}), say("HT2018"))),
        )
    )

    assert isinstance(found, Contradiction)
    assert [demand.text for demand in found.demands] == ["VT2018", "HT2018"]


def test_contradictions_are_smallest_by_inclusion() -> None:
    impossible = 0
    for seed in range(60):
        made = _hard(seed)
        found = choose(made)
        if isinstance(found, Choice):
            continue
        impossible += 1
        labels = {demand.in_words("en") for demand in found.demands}
        alone = made.limits
        for demand in demands_of(made):
            if demand.label.in_words("en") not in labels:
                alone = demand.dropped_from(alone)
        kept = replace(made, limits=alone)
        assert not any(_keeps(kept, chosen) for chosen in every_choice(kept))
        for demand in demands_of(kept):
            without = replace(kept, limits=demand.dropped_from(kept.limits))
            assert any(_keeps(without, chosen) for chosen in every_choice(without))
    assert impossible > 10


def _hard(seed: int) -> Task:
    """A made-up task with so many pins that it is often impossible; every demand has a label of its own."""
    made = made_up(seed, courses=3, schedules=3)
    dice = random.Random(seed)
    pins = tuple(
        Pinned(menu.key, frozenset({dice.randint(1, 2)}), say(f"pin of {menu.key} {place}"))
        for menu in made.menus
        for place in range(dice.randint(0, 1))
    )
    trainers = (Trainer("Kim", ("k0", "k1"), (1,) * 4), Trainer("Lo", ("k2",), (1, 1, 0, 0)))
    return replace(
        made, limits=replace(made.limits, pins=pins, trainers=trainers, budgets=(4_000_000, 7_000_000))
    )


# Against every choice there is


def _keeps(made: Task, chosen: Mapping[str, int]) -> bool:
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


def _best_by_hand(made: Task) -> dict[Goal, Fraction]:
    """What each stage can come to, from every choice there is."""
    left: list[Outcome] = [outcome_of(made, chosen) for chosen in every_choice(made) if _keeps(made, chosen)]
    best = {}
    for goal in goals(made, left[0]):
        sign = -1 if goal in SMALLER_IS_BETTER else 1
        found = max(sign * reached(goal, outcome) for outcome in left)
        left = [one for one in left if sign * reached(goal, one) >= found - SLACK[goal]]
        best[goal] = sign * found
    return best


@pytest.mark.parametrize("courses", [2, 4, 6])
def test_no_choice_is_better_in_any_stage(courses: int) -> None:
    for seed in range(12 if courses < 6 else 6):
        made = made_up(seed, courses, schedules=3)
        found = choose(made)
        if isinstance(found, Contradiction):
            assert not any(_keeps(made, chosen) for chosen in every_choice(made))
            continue
        best = _best_by_hand(made)
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
        left = [outcome_of(made, chosen) for chosen in every_choice(made) if _keeps(made, chosen)]
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


# What bound it


def test_the_price_of_a_wish_is_what_it_costs_and_displaces() -> None:
    made = task(LVU, BBIC, budgets=(50_000_00, 40_000_00), is_fair=False)
    before = choice_of(made)
    wish = price_of(made, before, "bbic", frozenset({1}))

    assert before.chosen["bbic"] == 2
    assert isinstance(wish, Displacement)
    # BBIC in VT2018 takes the money of LVU, which is then a term late.
    assert (wish.late, wish.value) == (1, -12 * 1_000_000 + 50_000_00)
    assert wish.moved == (Moved("bbic", 2, 1), Moved("lvu", before.chosen["lvu"], 0))


def test_what_is_chosen_anyway_costs_nothing_and_moves_nothing() -> None:
    made = task(LVU, BBIC)
    before = choice_of(made)

    wish = price_of(made, before, "lvu", frozenset({before.chosen["lvu"]}))

    assert isinstance(wish, Displacement)
    assert (wish.late, wish.peak, wish.fair, wish.value, wish.moved) == (0, 0, 0, 0, ())


def test_a_wish_that_no_limit_allows_is_a_contradiction() -> None:
    made = task(LVU, budgets=(0, 0))

    wish = price_of(made, choice_of(made), "lvu", frozenset({1}))

    assert isinstance(wish, Contradiction)
    assert [demand.in_words("en") for demand in wish.demands] == [
        "the joint budget of 2018",
        "Lvu as it is wished",
    ]


def test_without_a_skip_the_course_is_held() -> None:
    skip = Pinned("lvu", frozenset({0}), say("LVU is not held"))
    made = task(LVU, pins=(skip,))

    without = price_of_demand(made, choice_of(made), skip)

    assert isinstance(without, Displacement)
    assert without.late == -1
    assert without.moved == (Moved("lvu", 0, 3),)


# Who declines, and who gets the seat then


def test_the_seats_of_least_weight_are_proposed_to_be_declined() -> None:
    light = replace(schedule((1, 0, 0, 0), [{"1401": 3}]), value=2 * FULL_WEIGHT)
    made = task(LVU, Menu("light", (light,)), day_caps={"1401": (400,) * 4}, codes=("1401",))
    made = replace(made, limits=replace(made.limits, pins=(Pinned("lvu", frozenset({1}), say("pin")),)))
    found = choice_of(made)

    assert found.declined == (Declined("1401", 0, 500),)
    assert proposed_declines(made, found) == (Release("1401", "light", 0, 3), Release("1401", "lvu", 0, 2))


def test_declined_seats_go_down_the_queue() -> None:
    sharing = share_seats([Ask("1401", 4, 4), Ask("1402", 4, 4), Ask("1403", 1, 1)], 5)

    assert sharing.granted == (("1401", 2), ("1402", 2), ("1403", 1))
    assert next_in_line(sharing, {"1402": 2}) == ("1401", "1401")
    assert next_in_line(sharing, {"1401": 1, "1402": 0}) == ()
    assert next_in_line(sharing, {"1403": 1}) == ("1401",)
    assert next_in_line(sharing, {"1403": 1}, room={"1401": 0}) == ("1402",)
    assert next_in_line(sharing, {"1402": 2}, room={"1401": 1}) == ("1401",)
    with pytest.raises(ValueError, match="1403 cannot decline 2 of 1"):
        next_in_line(sharing, {"1403": 2})


def test_a_declined_seat_is_offered_to_the_next_who_has_time_for_it() -> None:
    # 1401 has days for 1 of its 4 seats; 1402 and 1403 ask for one more each, and 1404 has a day left.
    asks = [Ask("1401", 6, 6), Ask("1402", 4, 4), Ask("1403", 2, 2), Ask("1404", 6, 6)]
    shared = share_seats(asks, 12)
    lvu = replace(schedule((1, 0, 0, 0), [{"1401": 1}]), sharings=(shared, None, None, None))
    caps = {"1401": (100,) * 4, "1404": (100 * dict(shared.granted)["1404"] + 100,) * 4}
    made = task(Menu("lvu", (lvu,)), codes=("1401", "1402", "1403", "1404"), day_caps=caps)
    found = choice_of(made)

    given = dict(shared.granted)
    assert given == {"1401": 4, "1402": 3, "1403": 1, "1404": 4}
    assert found.declined == (Declined("1401", 0, 300),)
    (handed,) = handovers(made, found)
    assert handed.release == Release("1401", "lvu", 0, 3)
    assert sorted(handed.offered) == [("1402", 1), ("1403", 1), ("1404", 1)]
    assert handed.empty == 0


def test_seats_that_nobody_else_has_time_for_stay_empty() -> None:
    full = schedule((1, 0, 0, 0), [{"1401": 6, "1402": 6}])
    made = task(Menu("lvu", (full,)), day_caps={"1401": (400,) * 4})

    (handed,) = handovers(made, choice_of(made))

    assert (handed.release, handed.offered, handed.empty) == (Release("1401", "lvu", 0, 2), (), 2)


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
