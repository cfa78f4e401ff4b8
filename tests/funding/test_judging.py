"""Targets held against what came of them: each operator at its edge, before its day, on it and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from kfond.funding.judging import is_contradicted, judged
from kfond.funding.targets import Operator, Outcome, Target

DUE = "2021-12-31"


def target(operator: str, value: int | None) -> Target:
    number = None if value is None else Fraction(value)
    due = date.fromisoformat(DUE)
    return Target("g", "mål", Operator(operator), number, "st", due, "", {}, None, None, None, "", "")


def outcome(value: float | None, reached: bool | None = None) -> Outcome:
    number = None if value is None else Fraction(str(value))
    return Outcome("g", date(2021, 11, 1), number, reached, "", (), True)


@pytest.mark.parametrize(
    ("operator", "wanted", "came", "before", "on_its_day"),
    [
        ("at_least", 200, 200, "reached", "reached"),
        ("at_least", 200, 199, "not_yet", "not_reached"),
        ("at_most", 5, 5, "not_yet", "reached"),
        ("at_most", 5, 6, "not_reached", "not_reached"),
        ("about", 100, 90, "not_yet", "reached"),
        ("about", 100, 110, "not_yet", "reached"),
        ("about", 100, 89.9, "not_yet", "not_reached"),
        ("about", 100, 110.1, "not_yet", "not_reached"),
        ("nearly", 200, 180, "reached", "reached"),
        ("nearly", 200, 250, "reached", "reached"),
        ("nearly", 200, 179, "not_yet", "not_reached"),
        ("exactly", 3, 3, "not_yet", "reached"),
        ("exactly", 3, 4, "not_yet", "not_reached"),
        ("at_least", 200, None, "not_yet", "not_known"),
        ("at_most", 5, None, "not_yet", "not_known"),
    ],
)
def test_a_number_is_judged_as_its_operator_means(
    operator: str, wanted: int, came: float | None, before: str, on_its_day: str
) -> None:
    said = [
        judged(target(operator, wanted), outcome(came), date.fromisoformat(day)).value
        for day in ("2021-12-30", DUE, "2022-03-01")
    ]
    assert said == [before, on_its_day, on_its_day]


@pytest.mark.parametrize(
    ("operator", "wanted", "low", "high", "said"),
    [
        ("at_least", 60, 65, None, "reached"),  # whoever else came, 65 did
        ("at_least", 60, 59, None, "not_known"),
        ("at_least", 60, 0, 59, "not_reached"),
        ("at_least", 60, 50, 70, "not_known"),
        ("at_most", 5, 6, None, "not_reached"),
        ("at_most", 5, 0, 5, "reached"),
        ("at_most", 5, 2, None, "not_known"),
        ("nearly", 200, 180, None, "reached"),
        ("about", 100, 95, 105, "reached"),
        ("about", 100, 95, 115, "not_known"),
        ("about", 100, 111, None, "not_reached"),
        ("exactly", 3, 4, None, "not_reached"),
        ("exactly", 3, 2, 4, "not_known"),
        ("at_least", 60, None, None, "not_known"),
    ],
)
def test_what_is_known_of_a_number_may_decide_it(
    operator: str, wanted: int, low: int | None, high: int | None, said: str
) -> None:
    ends = (None if end is None else Fraction(end) for end in (low, high))
    came = replace(outcome(None), **dict(zip(("low", "high"), ends, strict=True)))
    assert judged(target(operator, wanted), came, date(2022, 1, 1)).value == said


@pytest.mark.parametrize(
    ("reached", "before", "after"),
    [(True, "reached", "reached"), (False, "not_yet", "not_reached"), (None, "not_yet", "not_known")],
)
def test_a_goal_without_a_number_is_reached_as_somebody_said(
    reached: bool | None, before: str, after: str
) -> None:
    goal, came = target("done", None), outcome(None, reached)
    assert judged(goal, came, date(2021, 12, 1)).value == before
    assert judged(goal, came, date(2022, 1, 1)).value == after


def test_somebody_may_say_that_a_number_was_reached_without_naming_it() -> None:
    assert judged(target("at_least", 200), outcome(None, True), date(2022, 1, 1)).value == "reached"


@pytest.mark.parametrize(
    ("stated", "measured", "is_so"),
    [
        (outcome(200), outcome(200), False),
        (outcome(200), outcome(199), True),
        (outcome(None, True), outcome(199), True),  # 199 are not 200
        (outcome(None, True), outcome(200), False),
        (outcome(None, False), outcome(200), True),
        (outcome(200), None, False),
    ],
)
def test_what_is_stated_is_held_against_what_is_measured(
    stated: Outcome, measured: Outcome | None, is_so: bool
) -> None:
    both = replace(stated, measured=measured)
    assert is_contradicted(target("at_least", 200), both) is is_so
    # Somebody's word with evidence goes before the measure, which is told beside it.
    assert judged(target("at_least", 200), both, date(2022, 1, 1)) is judged(
        target("at_least", 200), stated, date(2022, 1, 1)
    )
