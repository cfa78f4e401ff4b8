"""Pictures of lines over many periods, each named at its end, over a grid from zero."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kfond.reports.pictures.amounts import (
    NOT_KNOWN_SHORT,
    SHORT_NOTE,
    Saying,
    amounts_of,
    is_known,
    is_span,
    reach,
)
from kfond.reports.pictures.kinds import Amount, Lines, Number
from kfond.reports.pictures.lettering import widest_of, width_of, wrapped
from kfond.reports.pictures.palette import SERIES, Colour, Series
from kfond.reports.pictures.shapes import Label, Line, Mark, Part, Shape, lines_of_text
from kfond.reports.pictures.space import MARGIN, Space
from kfond.reports.pictures.spacing import apart
from kfond.reports.pictures.ticks import ticks
from kfond.reports.wording import NOT_KNOWN

HEIGHT = 220
WIDEST_NAME = 150, 118
"""How wide a name at the end of its line may be, wide and narrow."""
RADIUS = 3.5
LEAST_STEP = 11
"""Nearer to each other than this, only the first and last point of a line are marked."""


@dataclass(frozen=True, slots=True)
class _Field:
    """The field that lines run in."""

    left: float
    right: float
    top: float
    bottom: float
    scale: float
    periods: int

    def x(self, place: int) -> float:
        """Where the period of that number stands."""
        return self.left + (self.right - self.left) * (
            place / (self.periods - 1) if self.periods > 1 else 0.5
        )

    def y(self, value: Number) -> float:
        """Where a value stands."""
        return self.bottom - float(value) * self.scale


def lines(picture: Lines, saying: Saying, space: Space, top: float) -> Part:
    """The lines with their names and last numbers at the right."""
    largest = max((reach(amount) for amount in amounts_of(picture)), default=0)
    marks = ticks(largest, whole=saying.decimals == 0)
    ends = [_end(name, amounts, saying, space) for name, amounts in picture.series]
    right = (
        space.width - MARGIN - max((widest_of(end, space.text, bold=True) for end in ends), default=0) - 12
    )
    left = MARGIN + max(width_of(saying.number(mark), space.note) for mark in marks) + 10
    bottom = top + HEIGHT
    scale = (HEIGHT - 8) / float(max(largest, marks[-1]))
    field = _Field(left, right, top + 8, bottom, scale, len(picture.periods))
    drawn = [
        shape
        for (_, amounts), series in zip(picture.series, SERIES, strict=False)
        for shape in _line(amounts, series, field, space)
    ]
    named = _names(picture, ends, field, space)
    shapes = (*_grid(marks, field, saying, space), *drawn, *named, *_periods(picture.periods, field, space))
    return Part(shapes, bottom + space.note + 12, _notes(shapes))


def _end(name: str, amounts: tuple[Amount, ...], saying: Saying, space: Space) -> tuple[str, ...]:
    """The name of a line, and its last number where there is one."""
    last = amounts[-1] if amounts else Amount(None)
    said = f" {saying.brief(last)}" if is_known(last) else ""
    return wrapped(name + said, space.text, WIDEST_NAME[space.narrow], bold=True)


def _grid(marks: tuple[Number, ...], field: _Field, saying: Saying, space: Space) -> Iterator[Shape]:
    for mark in marks:
        y = field.y(mark)
        yield Line((((field.left, y), (field.right, y)),), Colour.RULE, 1 if mark == 0 else 0.5)
        yield Label(
            field.left - 8, y + space.note * 0.35, saying.number(mark), space.note, "end", colour=Colour.MUTED
        )


def _line(amounts: tuple[Amount, ...], series: Series, field: _Field, space: Space) -> Iterator[Shape]:
    known = [_drawn_value(amount) for amount in amounts]
    colour = series.paint.colour
    for is_gap, run in groupby(range(len(known)), lambda place: known[place] is None):
        places = list(run)
        if is_gap:
            yield from _gap(amounts, places, known, field, space)
            continue
        points = tuple((field.x(place), field.y(known[place] or 0)) for place in places)
        if len(points) > 1:
            yield Line((points,), colour, 2.5, series.dashes, halo=True)
        yield from _whiskers(amounts, places, field)
        close = field.periods > 1 and field.x(1) - field.x(0) < LEAST_STEP
        for x, y in (points[0], points[-1]) if close else points:
            yield Mark(x, y, series.form, series.mark, RADIUS)


def _drawn_value(amount: Amount) -> Number | None:
    return None if amount.hidden else amount.value


def _whiskers(amounts: tuple[Amount, ...], places: list[int], field: _Field) -> Iterator[Shape]:
    for place in places:
        amount, x = amounts[place], field.x(place)
        if is_span(amount) and amount.low is not None and amount.high is not None:
            ends = (x, field.y(amount.low)), (x, field.y(amount.high))
            yield Line((ends,), Colour.INK, 1.5, halo=True)


def _gap(
    amounts: tuple[Amount, ...],
    places: list[int],
    known: list[Number | None],
    field: _Field,
    space: Space,
) -> Iterator[Shape]:
    """The words where a line is broken: between its neighbours in height."""
    before = next((known[place] for place in reversed(range(places[0])) if known[place] is not None), None)
    after = next((value for value in known[places[-1] + 1 :] if value is not None), None)
    beside = [field.y(value) for value in (before, after) if value is not None] or [field.bottom - 6]
    y = min(sum(beside) / len(beside), field.bottom - 6)
    for is_hidden, run in groupby(places, lambda place: amounts[place].hidden):
        ours = list(run)
        room = field.x(ours[-1] + 1) - field.x(ours[0] - 1) - 4 * RADIUS
        words = amounts[ours[0]].hidden_as if is_hidden else _not_known(room, space)
        x = (field.x(ours[0]) + field.x(ours[-1])) / 2
        half = width_of(words, space.note) / 2
        x = min(max(x, field.left + half), field.right - half)
        yield Label(x, y + 4, words, space.note, "middle", colour=Colour.MUTED, halo=True)


def _not_known(room: float, space: Space) -> str:
    return NOT_KNOWN if width_of(NOT_KNOWN, space.note) <= room else NOT_KNOWN_SHORT


def _names(picture: Lines, ends: list[tuple[str, ...]], field: _Field, space: Space) -> tuple[Label, ...]:
    """The names at the ends of their lines, moved apart where they would meet."""
    wanted = []
    for place, ((_, amounts), end) in enumerate(zip(picture.series, ends, strict=True)):
        last = next((value for value in reversed(list(map(_drawn_value, amounts))) if value is not None), 0)
        wanted.append((field.y(last), place, end))
    wanted.sort()
    tops = apart(
        ((y - _height(end, space) / 2, _height(end, space)) for y, _, end in wanted),
        field.top - 8,
        field.bottom + 4,
    )
    return tuple(
        label
        for top, (_, _, end) in zip(tops, wanted, strict=True)
        for label in lines_of_text(end, field.right + 10, top + space.text, space.text, space.line, bold=True)
    )


def _height(end: tuple[str, ...], space: Space) -> float:
    return len(end) * space.line + 3


def _periods(periods: tuple[str, ...], field: _Field, space: Space) -> Iterator[Shape]:
    """The periods under the field: every one, or every second, third … counted from the last, so that they fit."""
    widest = max((width_of(period, space.note) for period in periods), default=0) + 8
    step = (field.right - field.left) / max(len(periods) - 1, 1)
    every = next((number for number in range(1, len(periods) + 1) if number * step >= widest), len(periods))
    for place in range(len(periods) - 1, -1, -every):
        half = width_of(periods[place], space.note) / 2
        x = max(field.x(place), half)
        yield Label(x, field.bottom + space.note + 5, periods[place], space.note, "middle")


def _notes(shapes: tuple[Shape, ...]) -> tuple[str, ...]:
    is_short = any(isinstance(shape, Label) and shape.text == NOT_KNOWN_SHORT for shape in shapes)
    return (SHORT_NOTE,) if is_short else ()
