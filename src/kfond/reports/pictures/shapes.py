"""What a drawing is made of, in the units of its box: x to the right, y downwards, from the upper left corner."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from kfond.reports.pictures.lettering import plain, width_of
from kfond.reports.pictures.palette import Colour, Form, Paint

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]
ASCENT, DESCENT = 0.78, 0.22
"""How far letters reach above and below their line, in their size."""
CORNERS: Mapping[Form, tuple[Point, ...]] = {
    Form.DIAMOND: ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    Form.SQUARE: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    Form.TRIANGLE: ((0, -1.2), (1.2, 0.9), (-1.2, 0.9)),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A bar, a column, a plate behind text: (x, y) is its upper left corner."""

    shape: ClassVar[str] = "box"
    x: float
    y: float
    width: float
    height: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Line:
    """Strokes drawn as one, each through its points; `halo` sets them off from what lies below."""

    shape: ClassVar[str] = "line"
    strokes: tuple[tuple[Point, ...], ...]
    colour: Colour = Colour.RULE
    thickness: float = 1
    dashes: str = ""
    halo: bool = False

    @property
    def path(self) -> str:
        """Its strokes as SVG reads them."""
        return "".join("M" + "L".join(f"{x:.6g} {y:.6g}" for x, y in points) for points in self.strokes)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark for a single value, around its middle."""

    shape: ClassVar[str] = "mark"
    x: float
    y: float
    form: Form
    paint: Paint
    radius: float = 5

    @property
    def path(self) -> str:
        """Its outline as SVG reads it; a circle has none."""
        corners = (
            f"{self.x + x * self.radius:.6g} {self.y + y * self.radius:.6g}" for x, y in CORNERS[self.form]
        )
        return f"M{'L'.join(corners)}Z"


@dataclass(frozen=True, slots=True)
class Ring:
    """A part of a ring, clockwise from `start` to `end` in degrees from the top."""

    shape: ClassVar[str] = "ring"
    x: float
    y: float
    inner: float
    outer: float
    start: float
    end: float
    paint: Paint

    @property
    def path(self) -> str:
        """Its outline as SVG reads it."""
        wide = int(self.end - self.start > 180)
        corners = [
            around(self.x, self.y, radius, angle)
            for radius, angle in (
                (self.outer, self.start),
                (self.outer, self.end),
                (self.inner, self.end),
                (self.inner, self.start),
            )
        ]
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = [(f"{x:.6g}", f"{y:.6g}") for x, y in corners]
        out, back = f"{self.outer:.6g}", f"{self.inner:.6g}"
        return f"M{ax} {ay}A{out} {out} 0 {wide} 1 {bx} {by}L{cx} {cy}A{back} {back} 0 {wide} 0 {dx} {dy}Z"


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text at its baseline. `halo` sets it off from what lies below."""

    shape: ClassVar[str] = "label"
    x: float
    y: float
    text: str
    size: float
    anchor: Anchor = "start"
    bold: bool = False
    colour: Colour = Colour.INK
    halo: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", plain(self.text))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Where its letters stand: left, top, right, bottom."""
        width = width_of(self.text, self.size, bold=self.bold)
        before = {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        above, below = self.size * ASCENT, self.size * DESCENT
        return self.x - before, self.y - above, self.x - before + width, self.y + below


Shape = Box | Line | Mark | Ring | Label


@dataclass(frozen=True, slots=True)
class Part:
    """Shapes, and how far down they reach; `notes` are words that belong under the picture because of them."""

    shapes: tuple[Shape, ...]
    bottom: float
    notes: tuple[str, ...] = ()


def around(x: float, y: float, radius: float, angle: float) -> Point:
    """The point at `angle` degrees clockwise from the top of a circle."""
    turn = math.radians(angle)
    return x + radius * math.sin(turn), y - radius * math.cos(turn)


def lines_of_text(
    lines: Iterable[str],
    x: float,
    y: float,
    size: float,
    spacing: float,
    anchor: Anchor = "start",
    **style: bool,
) -> tuple[Label, ...]:
    """Lines beneath each other, the first one's baseline at `y`."""
    return tuple(
        Label(x, y + row * spacing, text, size, anchor, **style)  # type: ignore[arg-type]
        for row, text in enumerate(lines)
    )
