"""What a wish or a demand costs, and what it moves."""

from __future__ import annotations

from choices import choice_of
from made_up_tasks import BBIC, LVU, task

from kfond.messages import say
from kfond.plan.choice.bound_by import Displacement, Moved, price_of, price_of_demand
from kfond.plan.choice.values import Contradiction, Pinned


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
