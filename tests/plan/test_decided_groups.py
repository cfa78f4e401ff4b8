"""More groups are decided than those who lack the course fill: they are held, and the plan says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_up_bases import SETTINGS, basis_with

from kfond.periods import Term
from kfond.plan.asked import Pin
from kfond.plan.propose import propose
from written_catalogue import lines_of

BASIS = replace(
    basis_with(
        {"1401": (36, 0, 0), "1402": (9, 0, 0)}, lines_of([("BoU", "0-2 år", "LVU", "Vartannat år", 5, 8)])
    ),
    settings=SETTINGS,
)


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        (2, []),  # 15 seats are asked for: groups of 8 and 7
        (
            4,
            [
                "LVU HT2018: The decision holds 4 groups with 15 seats in all, too few for groups of at least 5: "
                "those who lack the course fill 2 groups."
            ],
        ),
    ],
)
def test_groups_that_are_decided_beyond_the_need_are_told_of(groups: int, told: list[str]) -> None:
    pin = Pin("lvu", "BoU", Term.parse("HT2018"), groups, "beslut")
    plan = propose(replace(BASIS, asked=replace(BASIS.asked, pins=(pin,))))

    (held,) = [found for found in plan.rounds if found.term.label == "HT2018"]
    assert held.groups == groups
    assert [found.text.in_words("en") for found in plan.warnings if found.code == "pinned_beyond"] == told
    assert [reason.code for reason in held.reasons].count("pinned_beyond") == len(told)
