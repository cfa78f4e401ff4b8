"""Pictures of upright bars over time: one field, or a small one a name, all on one scale."""

from __future__ import annotations

from dataclasses import replace

from kfond.reports.pictures.amounts import SHORT_NOTE, Saying, is_known
from kfond.reports.pictures.bars import laid_down, panels_as_bars
from kfond.reports.pictures.keys import Key, keys
from kfond.reports.pictures.kinds import Amount, Columns, Panels
from kfond.reports.pictures.lettering import wrapped
from kfond.reports.pictures.palette import BLUE, SERIES, Colour
from kfond.reports.pictures.shapes import Label, Part, Shape, lines_of_text
from kfond.reports.pictures.space import MARGIN, Space
from kfond.reports.pictures.upright import Plot, fits, period_lines, scale_of, upright
from kfond.reports.wording import NOT_KNOWN

HEIGHT, PANEL_HEIGHT = 210, 74
BETWEEN_PANELS = 16
PANELS_BESIDE = 4, 2
"""How many panels stand beside each other at most, wide and narrow."""
WIDEST_PERIOD = 110


def columns(picture: Columns, saying: Saying, space: Space, top: float) -> Part:
    """Upright bars with their numbers above; laid down where the numbers would not fit."""
    names = [name for name, _ in picture.series]
    head = Part((), top)
    if len(names) > 1:
        head = keys((Key(name, one.paint) for name, one in zip(names, SERIES, strict=False)), space, top)
    width = min(space.width - 2 * MARGIN, WIDEST_PERIOD * max(len(names), 1) * len(picture.periods))
    plot = Plot(
        left=MARGIN,
        bottom=head.bottom + HEIGHT,
        width=width,
        height=HEIGHT,
        periods=picture.periods,
        groups=tuple(zip(*(amounts for _, amounts in picture.series), strict=True)),
        paints=tuple(one.paint for one in SERIES[: len(names)]),
    )
    if not fits(plot, saying, space):
        by_period = zip(picture.periods, plot.groups, strict=True)
        below = laid_down(by_period, plot.paints, saying, space, head.bottom)
        return Part(head.shapes + below.shapes, below.bottom)
    under = plot.bottom + period_lines(plot, space) * (space.note + 2) + 8
    return Part(head.shapes + upright(plot, scale_of((plot,), saying, space), saying, space), under)


def panels(picture: Panels, saying: Saying, space: Space, top: float) -> Part:
    """A small field of upright bars a name, as many beside each other as leave room for the numbers."""
    most = PANELS_BESIDE[space.narrow]
    for beside in range(most, 0, -1):
        fields = [_field(picture, amounts, beside, space) for _, amounts in picture.panels]
        if all(fits(field, saying, space) for field in fields):
            return _beside(picture, fields, beside, saying, space, top)
    return panels_as_bars(picture, saying, space, top)


def _beside(
    picture: Panels, fields: list[Plot], beside: int, saying: Saying, space: Space, top: float
) -> Part:
    scale = scale_of(fields, saying, space)
    shapes: list[Shape] = []
    y = top
    for first in range(0, len(fields), beside):
        names = picture.panels[first : first + beside]
        lines = [wrapped(name, space.text, fields[0].width, bold=True) for name, _ in names]
        height = max(len(one) for one in lines) * space.line
        for place, (named, field) in enumerate(zip(lines, fields[first : first + beside], strict=True)):
            left = MARGIN + place * (field.width + BETWEEN_PANELS)
            bottom = y + height + PANEL_HEIGHT
            shapes += lines_of_text(named, left, y + space.text, space.text, space.line, bold=True)
            shapes += _panel(replace(field, left=left, bottom=bottom), scale, saying, space)
        y += height + PANEL_HEIGHT + period_lines(fields[0], space) * (space.note + 2) + 22
    return Part(tuple(shapes), y - 12, _notes(picture))


def _field(picture: Panels, amounts: tuple[Amount, ...], beside: int, space: Space) -> Plot:
    return Plot(
        left=MARGIN,
        bottom=0,
        width=(space.width - 2 * MARGIN - (beside - 1) * BETWEEN_PANELS) / beside,
        height=PANEL_HEIGHT,
        periods=picture.periods,
        groups=tuple((amount,) for amount in amounts),
        paints=(BLUE,),
        short=True,
    )


def _panel(plot: Plot, scale: float, saying: Saying, space: Space) -> tuple[Shape, ...]:
    if _nothing_known(tuple(amount for (amount,) in plot.groups)):
        empty = replace(plot, groups=tuple(() for _ in plot.groups), paints=())
        words = Label(
            plot.left + plot.width / 2, plot.bottom - 8, NOT_KNOWN, space.note, "middle", colour=Colour.MUTED
        )
        return (words, *upright(empty, scale, saying, space))
    return upright(plot, scale, saying, space)


def _nothing_known(amounts: tuple[Amount, ...]) -> bool:
    return not any(amount.hidden or is_known(amount) for amount in amounts)


def _notes(picture: Panels) -> tuple[str, ...]:
    shortened = any(
        not amount.hidden and not is_known(amount)
        for _, amounts in picture.panels
        if not _nothing_known(amounts)
        for amount in amounts
    )
    return (SHORT_NOTE,) if shortened else ()
