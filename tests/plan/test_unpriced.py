"""A course whose cost is not known counts as nothing against a budget, and must gain nothing by that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from choices import choice_of
from made_up_bases import SETTINGS, basis_with
from made_up_tasks import BBIC, nothing, schedule, task

from kfond.messages import say
from kfond.plan.choice.values import Trainer
from kfond.plan.costs.reading import StatedPrice
from kfond.plan.costs.values import Price
from kfond.plan.menus.values import Menu
from kfond.plan.propose import propose
from kfond.plan.story import Story
from kfond.plan.unpriced import held_back, told_of_budget
from kfond.provenance import Place, Source
from written_catalogue import lines_of

CELL = Source(Place("priser.xlsx", "Blad1", "A2"), "1")
LINES = lines_of(
    [("BoU", "0-2 år", "LVU", "Vartannat år", 5, 12), ("BoU", "0-2 år", "Trauma", "Vartannat år", 5, 12)]
)
BASIS = replace(basis_with({"1401": (12, 0, 0), "1402": (6, 0, 0)}, LINES), settings=SETTINGS)
PRICE_OF_LVU = StatedPrice(None, Price("lvu", "BoU", 1_200_000, None, None, None, "", None, CELL), ())


def test_no_more_groups_than_without_a_budget_where_the_cost_is_unknown() -> None:
    # A trainer for one group in all: BBIC takes it, and without room for BBIC the course at no known cost would.
    unknown = Menu("unknown", (nothing(), schedule((1, 0, 0, 0), [{"1401": 5}], costs=(None, 0))))
    trainer = Trainer("trainer", ("unknown", "bbic"), (1, 0, 0, 0))
    made = task(unknown, BBIC, budgets=(0, 0), trainers=(trainer,))

    assert choice_of(replace(made, limits=replace(made.limits, budgets=(None, None)))).chosen["unknown"] == 0
    assert choice_of(made).chosen["unknown"] == 1
    assert choice_of(held_back(made)).chosen == {"unknown": 0, "bbic": 0}


@pytest.mark.parametrize("budgets", [(None, None), (10**9, 10**9)])
def test_what_runs_without_a_budget_runs_with_one_too(budgets: tuple[int | None, ...]) -> None:
    unknown = Menu("unknown", (nothing(), schedule((1, 0, 0, 0), [{"1401": 9}], costs=(None, 0))))

    assert choice_of(held_back(task(unknown, BBIC, budgets=budgets))).chosen["unknown"] == 1


@pytest.mark.parametrize(
    ("prices", "answer"),
    [
        (
            (),
            [
                "What this budget would change cannot be answered",
                "2 courses",
                "kfond import --template prices",
            ],
        ),
        ((PRICE_OF_LVU,), ["Same.", "1 of the 2 courses", "Trauma", "kfond import --template prices"]),
    ],
)
def test_what_a_budget_would_change_is_told_with_the_courses_that_have_no_price(
    prices: tuple[StatedPrice, ...], answer: list[str]
) -> None:
    plan = propose(replace(BASIS, prices=prices))
    told = told_of_budget(Story(say("What if?"), (say("Same."),), ()), plan)

    words = " ".join(said.in_words("en") for said in told.answer)
    assert all(part in words for part in answer)
    assert ("Same." in words) is bool(prices)
