"""Letters and colours of pictures: large and different enough to be told apart."""

from __future__ import annotations

import pytest
from scenes import labels_of

from kfond.reports.pictures.drawing import scene
from kfond.reports.pictures.palette import LIGHT, SERIES, STEPS, Colour
from kfond.reports.pictures.space import NARROW, PHONE
from picture_samples import PICTURES


@pytest.mark.parametrize("key", PICTURES)
def test_letters_can_be_read_on_a_phone(key: str) -> None:
    sizes = [label.size for label in labels_of(scene(PICTURES[key], NARROW))]
    assert min(sizes) * PHONE / NARROW.width >= 11


@pytest.mark.parametrize("colour", [one for one in Colour if one not in (Colour.PAPER, Colour.RULE)])
def test_colours_stand_out_from_paper(colour: Colour) -> None:
    assert contrast(LIGHT[colour], LIGHT[Colour.PAPER]) >= 4.5


def test_rules_stand_out_enough_for_what_is_not_text() -> None:
    assert contrast(LIGHT[Colour.RULE], LIGHT[Colour.PAPER]) >= 3


def test_series_differ_in_pattern_mark_and_line_and_not_in_colour_alone() -> None:
    for looks in (
        [one.paint.pattern for one in SERIES],
        [one.form for one in SERIES],
        [one.dashes for one in SERIES],
        [one.pattern for one in STEPS],
    ):
        assert len(set(looks)) == len(looks) == 4


def contrast(one: str, other: str) -> float:
    """The ratio that WCAG 2.1 defines."""

    def luminance(colour: str) -> float:
        parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
