"""Rows of names with what is measured lying to the right, from zero: bars, outlines, dots with whiskers.

In a wide picture the name stands left of its bars, in a narrow one above them. The longest bar and its words
together fill the width.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kfond.reports.pictures.amounts import is_known
from kfond.reports.pictures.kinds import Amount, Number
from kfond.reports.pictures.lettering import widest_of, wrapped
from kfond.reports.pictures.palette import Colour, Form, Paint
from kfond.reports.pictures.shapes import Box, Label, Line, Mark, Part, Point, Shape, lines_of_text
from kfond.reports.pictures.space import MARGIN, Space

NAMES_AT_MOST = 200
GUTTER, GAP = 14, 8
ARROW = 22
DOT = 6.5
"""How far a mark reaches beyond its value."""
CAP = 4
BAR, THIN_BAR = 15, 7
BETWEEN_TRACKS = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from one value to another; `thickness` in units of the box."""

    start: Number
    end: Number
    paint: Paint
    thickness: float = BAR


@dataclass(frozen=True, slots=True)
class Whisker:
    """A line from the least to the most that it may be; `high` None is open and gets an arrow."""

    low: Number
    high: Number | None
    colour: Colour = Colour.INK


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark at a value."""

    value: Number
    form: Form
    paint: Paint


Drawn = tuple[Bar | Whisker | Dot, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """One lane of a row: what is drawn, and the words at its end (`muted` where they stand for a number)."""

    drawn: Drawn
    words: str
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A name and its lanes."""

    name: str
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where zero lies, how many units a one is, and the widest that words may be."""

    zero: float
    scale: float
    widest_words: float


def whisker(amount: Amount, colour: Colour = Colour.INK) -> tuple[Whisker, ...]:
    """The whisker of an amount that has ends; one whose low end is open starts at zero."""
    if amount.hidden or (amount.low is None and amount.high is None) or amount.low == amount.high:
        return ()
    return (Whisker(0 if amount.low is None else amount.low, amount.high, colour),)


def track(drawn: Drawn, words: str, amount: Amount) -> Track:
    """A lane for `amount`: where it is not known, the words stand where the bar would be."""
    return Track(drawn, words) if is_known(amount) else Track((), words, muted=True)


def rows(lying: tuple[Row, ...], space: Space, top: float) -> Part:
    """The rows beneath each other, all on one scale."""
    axis = _axis(lying, space)
    shapes: list[Shape] = []
    axes: list[Shape] = []
    y, first = top, top
    for row in lying:
        named, start = _name(row, space, y)
        shapes += named.shapes
        below = start
        for lane in row.tracks:
            height = _height(lane, axis, space)
            shapes += _drawn(lane, axis, space, below + height / 2)
            below += height + BETWEEN_TRACKS
        if space.narrow:
            axes.append(_zero_line(axis, start - 1, below - BETWEEN_TRACKS + 1))
        y = max(below, named.bottom) + (9 if space.narrow else 6)
    if not space.narrow and lying:
        axes.append(_zero_line(axis, first - 2, y - 4))
    return Part((*shapes, *axes), y)


def _name(row: Row, space: Space, y: float) -> tuple[Part, float]:
    """The name as a part, and where the lanes of its row begin."""
    lines = wrapped(row.name, space.text, space.width - 2 * MARGIN if space.narrow else NAMES_AT_MOST)
    baseline = y + space.text - 0.5
    bottom = baseline + (len(lines) - 1) * space.line + 4
    labels = lines_of_text(lines, MARGIN, baseline, space.text, space.line)
    return Part(labels, bottom), bottom + 1 if space.narrow else y


def _axis(lying: tuple[Row, ...], space: Space) -> _Axis:
    names = [wrapped(row.name, space.text, NAMES_AT_MOST) for row in lying]
    column = max((widest_of(lines, space.text) for lines in names), default=0)
    dots = any(isinstance(one, Dot) for row in lying for lane in row.tracks for one in lane.drawn)
    zero = MARGIN + ((DOT if dots else 1) if space.narrow else column + GUTTER)
    length = space.width - MARGIN - zero
    widest_words = length * (0.5 if space.narrow else 0.45)
    scales = [
        (length - GAP - _words_width(lane, space, widest_words) - _beyond(lane)) / float(_reach(lane))
        for row in lying
        for lane in row.tracks
        if _reach(lane)
    ]
    return _Axis(zero, min(scales, default=0), widest_words)


def _words_width(lane: Track, space: Space, widest: float) -> float:
    return widest_of(wrapped(lane.words, space.text, widest), space.text)


def _reach(lane: Track) -> Number:
    return max((_end(one) for one in lane.drawn), default=0)


def _end(one: Bar | Whisker | Dot) -> Number:
    if isinstance(one, Bar):
        return one.end
    if isinstance(one, Dot):
        return one.value
    return one.low if one.high is None else max(one.low, one.high)


def _beyond(lane: Track) -> float:
    """How far what is drawn reaches beyond its largest value: an arrow, half a mark."""
    if any(isinstance(one, Whisker) and one.high is None for one in lane.drawn):
        return ARROW
    return DOT if any(isinstance(one, Dot) and one.value == _reach(lane) for one in lane.drawn) else 0


def _height(lane: Track, axis: _Axis, space: Space) -> float:
    return len(wrapped(lane.words, space.text, axis.widest_words)) * space.line + 2


def _drawn(lane: Track, axis: _Axis, space: Space, middle: float) -> Iterator[Shape]:
    for one in lane.drawn:
        if isinstance(one, Bar):
            x, end = (axis.zero + float(value) * axis.scale for value in (one.start, one.end))
            if end > x:
                yield Box(x, middle - one.thickness / 2, end - x, one.thickness, one.paint)
        elif isinstance(one, Dot):
            yield Mark(axis.zero + float(one.value) * axis.scale, middle, one.form, one.paint)
        else:
            yield from _whisker(one, lane, axis, middle)
    end = axis.zero + float(_reach(lane)) * axis.scale + _beyond(lane) + (GAP if lane.drawn else GAP - 2)
    lines = wrapped(lane.words, space.text, axis.widest_words)
    baseline = middle + space.text * 0.35 - (len(lines) - 1) * space.line / 2
    for row, text in enumerate(lines):
        colour = Colour.MUTED if lane.muted else Colour.INK
        yield Label(end, baseline + row * space.line, text, space.text, colour=colour)


def _whisker(one: Whisker, lane: Track, axis: _Axis, y: float) -> Iterator[Shape]:
    low = axis.zero + float(one.low) * axis.scale
    if one.high is None:
        high = axis.zero + float(_reach(lane)) * axis.scale + ARROW
        head: tuple[Point, ...] = ((high - 6, y - CAP), (high, y), (high - 6, y + CAP))
    else:
        high = axis.zero + float(one.high) * axis.scale
        head = ((high, y - CAP), (high, y + CAP))
    yield Line((((low, y), (high, y)), ((low, y - CAP), (low, y + CAP)), head), one.colour, 1.5, halo=True)


def _zero_line(axis: _Axis, top: float, bottom: float) -> Line:
    return Line((((axis.zero, top), (axis.zero, bottom)),))
