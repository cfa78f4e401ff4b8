"""Pictures of rows parted into up to four: the bar shows the parts, the columns beside or above it their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kfond.reports.pictures.amounts import NOT_KNOWN_SHORT, SHORT_NOTE, Saying, is_known, sure
from kfond.reports.pictures.bars import laid_down
from kfond.reports.pictures.keys import GAP, SWATCH, Key, keys, swatch
from kfond.reports.pictures.kinds import Amount, Stacks
from kfond.reports.pictures.lettering import widest_of, width_of, wrapped
from kfond.reports.pictures.palette import STEPS, Colour
from kfond.reports.pictures.shapes import Box, Label, Line, Part, Shape, lines_of_text
from kfond.reports.pictures.space import MARGIN, Space
from kfond.reports.wording import NOT_KNOWN

BAR = 15
BETWEEN_COLUMNS = 12
WIDEST_HEAD = 84
NAMES_AT_MOST = 200
LEAST_NAMES = 120, 90
"""With less room than this for names, the parts are drawn as a bar each, wide and narrow."""
OR_MORE = "eller mer"
PLUS = "+ "


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand across: the right edges of the number columns, and the bar's start, end and scale."""

    heads: tuple[tuple[str, ...], ...]
    edges: tuple[float, ...]
    names: float
    zero: float
    scale: float


def stacks(picture: Stacks, saying: Saying, space: Space, top: float) -> Part:
    """The rows beneath each other, on one scale, their numbers in columns under the names of the parts."""
    layout = _layout(picture, saying, space)
    if layout.names < LEAST_NAMES[space.narrow]:
        return _parts_as_bars(picture, saying, space, top)
    shapes = list(_heads(layout, space, top))
    y = start = top + max(len(lines) for lines in layout.heads) * space.line + 10
    for name, amounts in picture.rows:
        lines = wrapped(name, space.text, layout.names)
        baseline = y + space.text - 0.5
        shapes += lines_of_text(lines, MARGIN, baseline, space.text, space.line)
        shapes += _numbers(amounts, layout, saying, space, baseline)
        below = y + len(lines) * space.line + 4
        shapes += _bar(amounts, layout, space, below if space.narrow else y + 1)
        y = below + (BAR + 10 if space.narrow else 4)
    axis = Line((((layout.zero, start - 3), (layout.zero, y - 4)),))
    return Part((*shapes, *(() if space.narrow else (axis,))), y, _notes(picture))


def _parts_as_bars(picture: Stacks, saying: Saying, space: Space, top: float) -> Part:
    head = keys((Key(part, paint) for part, paint in zip(picture.parts, STEPS, strict=False)), space, top)
    below = laid_down(picture.rows, STEPS, saying, space, head.bottom)
    return Part(head.shapes + below.shapes, below.bottom)


def _layout(picture: Stacks, saying: Saying, space: Space) -> _Layout:
    heads = tuple(wrapped(part, space.note, _widest_head(part, space)) for part in picture.parts)
    columns = tuple(
        max(
            SWATCH + GAP + widest_of(lines, space.note),
            *(width_of(_short(amounts[place], saying), space.text) for _, amounts in picture.rows),
        )
        for place, lines in enumerate(heads)
    )
    edges = tuple(
        space.width - MARGIN - sum(columns[place + 1 :]) - BETWEEN_COLUMNS * (len(columns) - 1 - place)
        for place in range(len(columns))
    )
    room = edges[0] - columns[0] - 2 * MARGIN - BETWEEN_COLUMNS
    if space.narrow:
        zero, end, names = float(MARGIN), space.width - MARGIN, room
    else:
        names = min(NAMES_AT_MOST, room * 0.5)
        widest = max(
            (widest_of(wrapped(name, space.text, max(names, 1)), space.text) for name, _ in picture.rows),
            default=0,
        )
        zero, end = MARGIN + widest + 14, edges[0] - columns[0] - BETWEEN_COLUMNS
    scales = [
        (end - zero - _tail_width(amounts, space)) / float(whole)
        for _, amounts in picture.rows
        if (whole := sum(sure(amount) for amount in amounts))
    ]
    return _Layout(heads, edges, names, zero, max(min(scales, default=0), 0))


def _widest_head(part: str, space: Space) -> float:
    """As wide as a head may be, and never so narrow that a word of it is cut."""
    return max(WIDEST_HEAD, widest_of(tuple(part.split()), space.note))


def _heads(layout: _Layout, space: Space, top: float) -> Iterator[Shape]:
    deepest = max(len(lines) for lines in layout.heads)
    for lines, edge, paint in zip(layout.heads, layout.edges, STEPS, strict=False):
        width = widest_of(lines, space.note)
        for row, text in enumerate(lines):
            baseline = top + space.note + (deepest - len(lines) + row) * space.line
            yield Label(edge, baseline, text, space.note, "end", colour=Colour.MUTED)
        last = top + space.note + (deepest - len(lines)) * space.line
        yield swatch(Key("", paint), edge - width - GAP - SWATCH, last)


def _numbers(
    amounts: tuple[Amount, ...], layout: _Layout, saying: Saying, space: Space, baseline: float
) -> Iterator[Shape]:
    if not any(amount.hidden or is_known(amount) for amount in amounts):
        return
    for amount, edge in zip(amounts, layout.edges, strict=True):
        colour = Colour.INK if is_known(amount) else Colour.MUTED
        yield Label(edge, baseline, _short(amount, saying), space.text, "end", colour=colour)


def _short(amount: Amount, saying: Saying) -> str:
    said = saying.brief(amount)
    return NOT_KNOWN_SHORT if said == NOT_KNOWN else said


def _bar(amounts: tuple[Amount, ...], layout: _Layout, space: Space, top: float) -> Iterator[Shape]:
    x = layout.zero
    for amount, paint in zip(amounts, STEPS, strict=False):
        length = float(sure(amount)) * layout.scale
        if length:
            yield Box(x, top, length, BAR, paint)
        x += length
    words = _tail(amounts)
    if words:
        yield Label(x + GAP, top + BAR - 3, words, space.note, colour=Colour.MUTED)


def _tail(amounts: tuple[Amount, ...]) -> str:
    """What is said at the end of a bar that lacks something; "" where it is whole."""
    if not any(amount.hidden or is_known(amount) for amount in amounts):
        return NOT_KNOWN
    if any(not amount.hidden and not is_known(amount) for amount in amounts):
        return PLUS + NOT_KNOWN
    hidden = [amount.hidden_as for amount in amounts if amount.hidden]
    if hidden:
        return PLUS + hidden[0]
    return OR_MORE if any(amount.value is None for amount in amounts) else ""


def _tail_width(amounts: tuple[Amount, ...], space: Space) -> float:
    words = _tail(amounts)
    return GAP + width_of(words, space.note) if words else 0


def _notes(picture: Stacks) -> tuple[str, ...]:
    partly = any(
        any(amount.hidden or is_known(amount) for amount in amounts)
        and any(not amount.hidden and not is_known(amount) for amount in amounts)
        for _, amounts in picture.rows
    )
    return (SHORT_NOTE,) if partly else ()
