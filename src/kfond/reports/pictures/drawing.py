"""Draws a picture as SVG, wide for paper and screens and narrow for a phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from kfond.reports.documents.document import Drawing
from kfond.reports.pictures import bars, columns, kinds, lines, stacks, wheel
from kfond.reports.pictures.amounts import Saying, saying_of
from kfond.reports.pictures.lettering import plain, wrapped
from kfond.reports.pictures.palette import LIGHT, Colour, Paint, Pattern
from kfond.reports.pictures.shapes import Box, Mark, Part, Ring, Shape, lines_of_text
from kfond.reports.pictures.space import MARGIN, NARROW, WIDE, Space
from kfond.reports.pictures.words import description
from kfond.reports.render import render

TEMPLATE = "pictures/picture.svg.j2"
UNDER_TITLES, OVER_NOTE = 14, 8


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is drawn of a picture, in a box `width` by `height`, its upper left corner at (0, 0)."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    @property
    def patterned(self) -> tuple[Paint, ...]:
        """The paints that need a pattern of their own, each once, in a fixed order."""
        paints = {shape.paint for shape in self.shapes if isinstance(shape, Box | Ring | Mark)}
        return tuple(sorted(filter(_is_patterned, paints), key=lambda paint: (paint.colour, paint.pattern)))


def draw(picture: kinds.Picture, key: str, templates: Path | None = None) -> Drawing:
    """`picture` as SVG, twice; `key` makes its ids differ from those of the other pictures on a page.

    The same picture and key give the same bytes. `templates` is the user's folder of templates, see render().
    """
    told = description(picture)
    wide, narrow = (
        render(TEMPLATE, _context(picture, told, space, f"picture-{key}-{size}"), templates)
        for space, size in ((WIDE, "wide"), (NARROW, "narrow"))
    )
    return Drawing(picture.titles.title, told, wide, narrow)


def drawn(pictures: Mapping[str, kinds.Picture]) -> Mapping[str, Drawing]:
    """The pictures of a section by their keys, without those of too many names: their tables stand alone."""
    return MappingProxyType(
        {key: draw(picture, key) for key, picture in pictures.items() if kinds.is_readable(picture)}
    )


def _context(picture: kinds.Picture, told: str, space: Space, prefix: str) -> dict[str, object]:
    return {
        "id": "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in prefix),
        "title": plain(picture.titles.title),
        "description": plain(told),
        "scene": scene(picture, space),
        "light": {colour.value: value for colour, value in LIGHT.items()},
        "texts": (Colour.INK, Colour.MUTED, Colour.PAPER),
    }


def scene(picture: kinds.Picture, space: Space) -> Scene:
    """Where everything of `picture` stands in `space`: its titles, what it shows, and its note."""
    titles = picture.titles
    head = _text(titles.title, space.title, space, 0, bold=True)
    under = _text(titles.subtitle, space.subtitle, space, head.bottom + 1, colour=Colour.MUTED)
    body = _body(picture, saying_of(picture), space, under.bottom + UNDER_TITLES)
    note = _text(
        _sentences(titles.note, *body.notes), space.note, space, body.bottom + OVER_NOTE, colour=Colour.MUTED
    )
    shapes = head.shapes + under.shapes + body.shapes + note.shapes
    return Scene(space.width, float(round(note.bottom + MARGIN)), shapes)


def _text(
    text: str, size: float, space: Space, top: float, *, bold: bool = False, colour: Colour = Colour.INK
) -> Part:
    if not plain(text):
        return Part((), top)
    spacing = round(size * 1.25, 1)
    parted = wrapped(text, size, space.width - 2 * MARGIN, bold=bold)
    labels = lines_of_text(parted, MARGIN, top + size, size, spacing, bold=bold)
    return Part(
        tuple(replace(label, colour=colour) for label in labels), top + (len(parted) - 1) * spacing + size + 5
    )


def _sentences(*texts: str) -> str:
    """Notes after each other, each ended by a full stop where another follows."""
    said = [plain(text) for text in texts if plain(text)]
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in said)


def _body(picture: kinds.Picture, saying: Saying, space: Space, top: float) -> Part:
    match picture:
        case kinds.Bars():
            return bars.bars(picture, saying, space, top)
        case kinds.Columns():
            return columns.columns(picture, saying, space, top)
        case kinds.Panels():
            return columns.panels(picture, saying, space, top)
        case kinds.Stacks():
            return stacks.stacks(picture, saying, space, top)
        case kinds.Intervals():
            return bars.intervals(picture, saying, space, top)
        case kinds.Pairs():
            return bars.pairs(picture, saying, space, top)
        case kinds.Funnel():
            return bars.funnel(picture, saying, space, top)
        case kinds.Lines():
            return lines.lines(picture, saying, space, top)
        case kinds.Wheel():
            return wheel.wheel(picture, space, top)


def _is_patterned(paint: Paint) -> bool:
    return paint.pattern in (Pattern.DIAGONAL, Pattern.DOTS)
