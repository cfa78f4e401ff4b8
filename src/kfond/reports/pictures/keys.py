"""The words over a picture that say which pattern is what, in the order in which the eye meets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kfond.reports.pictures.lettering import width_of, wrapped
from kfond.reports.pictures.palette import Form, Paint
from kfond.reports.pictures.shapes import Box, Label, Mark, Part, Shape
from kfond.reports.pictures.space import MARGIN, Space

SWATCH = 16
GAP, BETWEEN = 6, 20


@dataclass(frozen=True, slots=True)
class Key:
    """A name, and the surface or the mark that stands for it."""

    name: str
    paint: Paint
    form: Form | None = None


def swatch(key: Key, x: float, baseline: float) -> Shape:
    """The surface or mark of `key`, to the left of its name."""
    if key.form is not None:
        return Mark(x + SWATCH / 2, baseline - 4.5, key.form, key.paint)
    return Box(x, baseline - 10, SWATCH, 11, key.paint)


def keys(names: Iterable[Key], space: Space, top: float) -> Part:
    """The names beside each other from the left, on as many lines as they take."""
    shapes: list[Shape] = []
    x, baseline = float(MARGIN), top + space.text
    for key in names:
        lines = wrapped(key.name, space.text, space.width - 2 * MARGIN - SWATCH - GAP)
        width = SWATCH + GAP + max(width_of(line, space.text) for line in lines)
        if x > MARGIN and x + width > space.width - MARGIN:
            x, baseline = MARGIN, baseline + space.line
        shapes.append(swatch(key, x, baseline))
        for number, line in enumerate(lines):
            shapes.append(Label(x + SWATCH + GAP, baseline + number * space.line, line, space.text))
        baseline += (len(lines) - 1) * space.line
        x += width + BETWEEN
    return Part(tuple(shapes), baseline + 15)
