"""The settings: what they may be, and that a wrong one is told with all the others."""

from decimal import Decimal

import pytest

from kfond.errors import Refusal
from kfond.settings import DEFAULTS


def test_text_becomes_the_setting_it_stands_for() -> None:
    changed = DEFAULTS.changed({"take_up": "0,5", "largest_group": " 30 ", "language": "sv"})

    assert (changed.take_up, changed.largest_group, changed.language) == (Decimal("0.5"), 30, "sv")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("take_up", "nan"), ("take_up", "Infinity"), ("take_up", "5"), ("take_up", "-0.1"), ("take_up", "många"),
        ("largest_group", "2.5"), ("largest_group", ""), ("base_seats", "-1"), ("language", "de"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be(key: str, text: str) -> None:
    with pytest.raises(Refusal, match=f"The setting {key} cannot be “{text}”."):
        DEFAULTS.changed({key: text})


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(Refusal) as refused:
        DEFAULTS.changed({"take_up": "allt", "takeup": "0.5"})

    assert [problem.what.in_words("en") for problem in refused.value.problems] == [
        "The setting take_up cannot be “allt”.",
        "There is no setting called takeup.",
    ]


def test_the_smallest_group_is_not_larger_than_the_largest() -> None:
    with pytest.raises(Refusal, match=r"smallest_group \(40\) is larger than largest_group \(25\)"):
        DEFAULTS.changed({"smallest_group": "40"})
