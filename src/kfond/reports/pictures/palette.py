"""The colours and patterns of pictures. Greys of the colours are alike, so a pattern always goes with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Colour(StrEnum):
    """A colour by its name; the name is the class that a page's style knows it by."""

    INK = "ink"
    MUTED = "muted"
    RULE = "rule"
    PAPER = "paper"
    BLUE = "blue"
    TEAL = "teal"
    OCHRE = "ochre"
    PLUM = "plum"


LIGHT: Mapping[Colour, str] = MappingProxyType(
    {
        Colour.INK: "#1c1f24",
        Colour.MUTED: "#565d68",
        Colour.RULE: "#8a919c",
        Colour.PAPER: "#ffffff",
        Colour.BLUE: "#1f5f9e",
        Colour.TEAL: "#0a6e69",
        Colour.OCHRE: "#8a5a00",
        Colour.PLUM: "#74408a",
    }
)


class Pattern(StrEnum):
    """How a surface is filled, from dark to light."""

    SOLID = "solid"
    DIAGONAL = "diagonal"
    DOTS = "dots"
    OUTLINE = "outline"


class Form(StrEnum):
    """What a single value is marked with."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    SQUARE = "square"
    TRIANGLE = "triangle"


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour in a pattern."""

    colour: Colour
    pattern: Pattern = Pattern.SOLID


@dataclass(frozen=True, slots=True)
class Series:
    """How the first, second, third and fourth of several are told apart: as a surface, a mark and a line."""

    paint: Paint
    mark: Paint
    form: Form
    dashes: str


BLUE = Paint(Colour.BLUE)
SERIES = (
    Series(BLUE, BLUE, Form.CIRCLE, ""),
    Series(Paint(Colour.OCHRE, Pattern.DIAGONAL), Paint(Colour.OCHRE, Pattern.OUTLINE), Form.DIAMOND, "7 4"),
    Series(Paint(Colour.TEAL, Pattern.DOTS), Paint(Colour.TEAL), Form.SQUARE, "2 3"),
    Series(
        Paint(Colour.PLUM, Pattern.OUTLINE), Paint(Colour.PLUM, Pattern.OUTLINE), Form.TRIANGLE, "10 3 2 3"
    ),
)
STEPS = tuple(Paint(Colour.BLUE, pattern) for pattern in Pattern)
"""Parts of one whole: one hue, from dark to light."""
