"""Upright bars beside each other, from zero: one group a period, one bar a series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kfond.reports.pictures.amounts import NOT_KNOWN_SHORT, Saying, is_known, reach, sure
from kfond.reports.pictures.kinds import Amount
from kfond.reports.pictures.lettering import width_of
from kfond.reports.pictures.palette import Colour, Paint
from kfond.reports.pictures.shapes import Box, Label, Line, Shape
from kfond.reports.pictures.space import Space
from kfond.reports.wording import NOT_KNOWN

BETWEEN_LABELS = 3
BETWEEN_GROUPS = 0.22
"""The air between two periods, as a share of a period's width."""
WIDEST_BAR = 58
ARROW, CAP = 16, 4
LIFT = 5
"""From the top of a bar to the baseline of its number."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where upright bars stand: `left`, `bottom` and the size of their field.

    `groups` has a period's amounts in the order of the series, `short` says "u.s." for what is not known.
    """

    left: float
    bottom: float
    width: float
    height: float
    periods: tuple[str, ...]
    groups: tuple[tuple[Amount, ...], ...]
    paints: tuple[Paint, ...]
    short: bool = False

    @property
    def slot(self) -> float:
        """The width of one bar with the air beside it."""
        air = BETWEEN_GROUPS if len(self.paints) > 1 else 0
        return self.width / max(len(self.groups), 1) * (1 - air) / max(len(self.paints), 1)

    def middles(self) -> Iterator[tuple[float, Amount, Paint]]:
        """Each bar's middle, amount and paint."""
        step = self.width / max(len(self.groups), 1)
        for place, group in enumerate(self.groups):
            first = self.left + step * place + (step - self.slot * len(self.paints)) / 2
            for number, (amount, paint) in enumerate(zip(group, self.paints, strict=True)):
                yield first + self.slot * (number + 0.5), amount, paint


def fits(plot: Plot, saying: Saying, space: Space) -> bool:
    """Whether every number and every period has room beneath or above its bars."""
    room = plot.slot - BETWEEN_LABELS
    step = plot.width / max(len(plot.groups), 1) - BETWEEN_LABELS
    words = (line for _, amount, _ in plot.middles() for line in _words(amount, plot, saying, space))
    return all(width_of(line, space.note) <= room for line in words) and all(
        width_of(line, space.note) <= step for period in plot.periods for line in _period(period, space, step)
    )


def upright(plot: Plot, scale: float, saying: Saying, space: Space) -> tuple[Shape, ...]:
    """The bars with their numbers, the line that they stand on, and the periods under it."""
    shapes = [shape for bar in plot.middles() for shape in _bar(*bar, plot, scale, saying, space)]
    shapes.append(Line((((plot.left, plot.bottom), (plot.left + plot.width, plot.bottom)),)))
    return (*shapes, *_periods(plot, space))


def scale_of(plots: Iterable[Plot], saying: Saying, space: Space) -> float:
    """How many units a one is, so that the highest bar of all the plots and its number fill the height."""
    scales = (
        (plot.height - _over(amount, plot, saying, space)) / float(reach(amount))
        for plot in plots
        for _, amount, _ in plot.middles()
        if reach(amount)
    )
    return min(scales, default=0)


def _over(amount: Amount, plot: Plot, saying: Saying, space: Space) -> float:
    """What stands above a bar: its number, and an arrow where its end is open."""
    arrow = ARROW if is_known(amount) and _is_open(amount) else 0
    return arrow + LIFT + len(_words(amount, plot, saying, space)) * (space.note + 2)


def _is_open(amount: Amount) -> bool:
    return amount.high is None and amount.low is not None


def _bar(
    x: float, amount: Amount, paint: Paint, plot: Plot, scale: float, saying: Saying, space: Space
) -> Iterator[Shape]:
    width = min(plot.slot * 0.72, WIDEST_BAR)
    height = float(sure(amount)) * scale
    if height:
        yield Box(x - width / 2, plot.bottom - height, width, height, paint)
    yield from _whisker(x, amount, plot, scale)
    known = is_known(amount)
    colour = Colour.INK if known else Colour.MUTED
    lines = _words(amount, plot, saying, space)
    arrow = ARROW if known and _is_open(amount) else 0
    last = plot.bottom - float(reach(amount)) * scale - arrow - LIFT
    for row, text in enumerate(reversed(lines)):
        yield Label(x, last - row * (space.note + 2), text, space.note, "middle", colour=colour)


def _whisker(x: float, amount: Amount, plot: Plot, scale: float) -> Iterator[Shape]:
    if amount.hidden or (amount.low is None and amount.high is None) or amount.low == amount.high:
        return
    low = plot.bottom - float(amount.low or 0) * scale
    high = plot.bottom - float(reach(amount)) * scale
    ends: tuple[tuple[tuple[float, float], ...], ...] = (((x - CAP, low), (x + CAP, low)),)
    if _is_open(amount):
        high -= ARROW
        ends = (*ends, ((x - CAP, high + 6), (x, high), (x + CAP, high + 6)))
    else:
        ends = (*ends, ((x - CAP, high), (x + CAP, high)))
    yield Line((((x, low), (x, high)), *ends), Colour.INK, 1.5, halo=True)


def _words(amount: Amount, plot: Plot, saying: Saying, space: Space) -> tuple[str, ...]:
    """What is written at a bar, in as many lines as its slot makes of it."""
    said = saying.brief(amount)
    if said == NOT_KNOWN and plot.short:
        return (NOT_KNOWN_SHORT,)
    room = plot.slot - BETWEEN_LABELS
    if width_of(said, space.note) <= room:
        return (said,)
    by_words = tuple(said.split(" "))
    joined = tuple(f"{first} {second}" for first, second in pairwise(by_words))
    if len(by_words) == 3 and width_of(joined[1], space.note) <= room:
        return by_words[0], joined[1]
    return by_words


def _period(period: str, space: Space, step: float) -> tuple[str, ...]:
    return (period,) if width_of(period, space.note) <= step else tuple(period.split(" "))


def _periods(plot: Plot, space: Space) -> Iterator[Shape]:
    step = plot.width / max(len(plot.groups), 1)
    for place, period in enumerate(plot.periods):
        middle = plot.left + step * (place + 0.5)
        for row, text in enumerate(_period(period, space, step - BETWEEN_LABELS)):
            yield Label(
                middle, plot.bottom + space.note + 3 + row * (space.note + 2), text, space.note, "middle"
            )


def period_lines(plot: Plot, space: Space) -> int:
    """How many lines the longest period takes."""
    step = plot.width / max(len(plot.groups), 1) - BETWEEN_LABELS
    return max((len(_period(period, space, step)) for period in plot.periods), default=1)
