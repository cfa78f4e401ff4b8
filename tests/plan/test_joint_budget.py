"""What the joint budget is used for, and what a course that there is no room for is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from choices import choice_of
from made_up_bases import SETTINGS, basis_with
from made_up_tasks import BBIC, nothing, schedule, task

from kfond.plan.choice.outcome import outcome_of
from kfond.plan.choice.values import Prerequisite, Task, Trainer
from kfond.plan.costs.reading import StatedPrice
from kfond.plan.costs.values import Price
from kfond.plan.displaced import what_limits
from kfond.plan.menus.values import Menu
from kfond.plan.propose import propose
from kfond.provenance import Place, Source
from written_catalogue import lines_of

CELL = Source(Place("priser.xlsx", "Blad1", "A2"), "1")
TERMS = ("VT2018", "HT2018", "VT2019", "HT2019")


def test_what_is_held_for_open_seats_is_part_of_what_the_budget_is_used_for() -> None:
    lines = lines_of(
        [
            ("BoU", "0-2 år", "LVU", "Vartannat år", 5, 12),
            ("BoU", "0-2 år", "Trauma", "1 gång/år", 5, 12),
            ("missbruk", "0-2 år", "ASI", "Vartannat år", 5, 12),
        ]
    )
    prices = (  # 1 000 kronor a seat; nobody has staff figures of missbruk, so that the seats of ASI are open
        StatedPrice(None, Price("lvu", "", None, None, 100_000, None, "", None, CELL), ()),
        StatedPrice(None, Price("asi", "", None, None, 100_000, None, "", None, CELL), ()),
    )
    basis = replace(
        basis_with({"1401": (12, 0, 0)}, lines),
        settings=SETTINGS.changed({"joint_budget": "20000"}),
        prices=prices,
    )

    plan = propose(basis)

    (year,) = [
        found.text.in_words("en")
        for found in plan.assumptions
        if found.code == "budget" and "are held" in found.text.in_words("en")
    ]
    assert "For 1 round with open seats 5000 kronor more are held" in year
    assert "and it counts as nothing" in year
    spent = outcome_of(plan.task, plan.choice.chosen).costs
    left = [Decimal(str(found.text.args["left"])) for found in plan.assumptions if found.code == "budget"]
    assert left == [20_000 - Decimal(cost) / 100 for cost in spent[:2]]


KNOWN = Menu("known", (nothing(), schedule((1, 0, 0, 0), [{"1401": 1}], costs=(5_000_00, 0))))


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (
            task(KNOWN, budgets=(4_000_00, 0)),
            "of the joint budget of 2018 4000 kronor are left, and it costs 5000 at least",
        ),
        (
            task(KNOWN, BBIC, trainers=(Trainer("Utbildaren", ("bbic", "known"), (1, 0, 0, 0)),)),
            "Utbildaren has no time in VT2018",
        ),
        (task(KNOWN, BBIC, prerequisites=(Prerequisite("known", "bbic", 0),)), "too few have had Bbic"),
        (task(KNOWN, seat_worth=1_000_00, is_fair=False), "its seats are worth less than it costs"),
    ],
)
def test_what_limits_a_course_that_could_run_is_named(made: Task, told: str) -> None:
    choice = choice_of(made)
    assert choice.chosen["known"] == 0

    assert [limit.in_words("en") for limit in what_limits(made, choice, KNOWN, TERMS)] == [told]
