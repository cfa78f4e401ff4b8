"""What a drawn picture holds, and what of it lies outside or over another part."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from kfond.reports.pictures.drawing import Scene
from kfond.reports.pictures.shapes import Box, Label, Line, Mark
from kfond.reports.pictures.space import NARROW, WIDE

SPACES = pytest.mark.parametrize("space", [WIDE, NARROW], ids=["wide", "narrow"])


def labels_of(drawn: Scene) -> list[Label]:
    return [shape for shape in drawn.shapes if isinstance(shape, Label)]


def texts_of(drawn: Scene) -> str:
    return " ".join(label.text for label in labels_of(drawn))


def boxes_of(drawn: Scene) -> list[Box]:
    return [shape for shape in drawn.shapes if isinstance(shape, Box)]


def outside(drawn: Scene) -> list[str]:
    """What does not lie within the box of the picture."""
    bounds = [(label.text, *label.bounds) for label in labels_of(drawn)]
    bounds += [("box", box.x, box.y, box.x + box.width, box.y + box.height) for box in boxes_of(drawn)]
    for shape in drawn.shapes:
        if isinstance(shape, Line):
            bounds += [("line", x, y, x, y) for points in shape.strokes for x, y in points]
        if isinstance(shape, Mark):
            far = shape.radius * 1.2
            bounds.append(("mark", shape.x - far, shape.y - far, shape.x + far, shape.y + far))
    return [
        f"{what} {left:.1f} {top:.1f} {right:.1f} {bottom:.1f}"
        for what, left, top, right, bottom in bounds
        if left < -0.1 or top < -0.1 or right > drawn.width + 0.1 or bottom > drawn.height + 0.1
    ]


def meeting(labels: Sequence[Label]) -> list[tuple[str, str]]:
    """Labels that lie over each other by more than the air around letters."""
    return [
        (one.text, other.text)
        for one, other in itertools.combinations(labels, 2)
        if min(one.bounds[2], other.bounds[2]) - max(one.bounds[0], other.bounds[0]) > 0.5
        and min(one.bounds[3], other.bounds[3]) - max(one.bounds[1], other.bounds[1]) > 1.5
    ]
