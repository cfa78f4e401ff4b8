"""Boxes: paragraphs that make one coloured field with a bar at its side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from kfond.reports.writers.docx.elements import made

EDGE = 227  # twentieths of a point, as the style of a box says
FIELD = "F3F5F8"
PADDING = 56  # eighths of a point of colour above the first line and below the last
BETWEEN = 24  # the same about a paragraph that is no item of a list
AROUND = 160  # twentieths of a point


class Bar(NamedTuple):
    """The bar at the side: its breadth in eighths of a point, and its colour."""

    broad: int
    colour: str


SUMMARY, BOX = Bar(24, "1F5F9E"), Bar(18, "8A919C")


def padded(inside: Sequence[Any], style: str, bar: Bar) -> Sequence[Any]:
    """The elements of a box, its field reaching a little over the first line and below the last one.

    The paragraphs have no space between them, since Word leaves that uncoloured where indents differ.
    """
    ours = [one for one in inside if one.tag == qn("w:p") and _style_of(one) == style]
    if not ours:
        return inside
    for paragraph in ours:
        properties = paragraph.find(qn("w:pPr"))
        is_first, is_last = paragraph is ours[0], paragraph is ours[-1]
        is_item = properties.find(qn("w:numPr")) is not None
        air = PADDING if is_last else 0 if is_item else BETWEEN
        over = PADDING if is_first else 0 if is_item else BETWEEN
        above = [_side("top", Bar(over, FIELD), 1)] if over else []
        below = [_side("bottom", Bar(air, FIELD), 1)] if air else []
        borders = made("pBdr", *above, _side("left", bar, 8), *below)
        spacing = made("spacing", before=AROUND if is_first else 0, after=AROUND if is_last else 0)
        follower = properties.find(qn("w:ind"))
        for element in (borders, spacing):
            properties.append(element) if follower is None else follower.addprevious(element)
    return inside


def _style_of(paragraph: Any) -> str:
    return str(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")))


def _side(side: str, bar: Bar, space: int) -> Any:
    return made(side, val="single", sz=bar.broad, space=space, color=bar.colour)
