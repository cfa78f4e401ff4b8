"""Demands that no choice meets together: which they are, and no more than those."""

from __future__ import annotations

import random
from dataclasses import replace

from choices import keeps
from made_up_tasks import BBIC, LVU, every_choice, made_up, task

from kfond.messages import say
from kfond.plan.choice.choose import choose
from kfond.plan.choice.contradictions import demands_of
from kfond.plan.choice.values import Choice, Contradiction, Pinned, Task, Trainer


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
        assert not any(keeps(kept, chosen) for chosen in every_choice(kept))
        for demand in demands_of(kept):
            without = replace(kept, limits=demand.dropped_from(kept.limits))
            assert any(keeps(without, chosen) for chosen in every_choice(without))
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
