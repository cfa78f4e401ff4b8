"""Pictures of lying bars and dots: one bar a name, need with seats in it, intervals, and the falling row of money."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from kfond.formatting import NO_BREAK_SPACE, percent
from kfond.reports.pictures.amounts import Saying, inside, is_known, is_span, saying_among, sure
from kfond.reports.pictures.keys import Key, keys
from kfond.reports.pictures.kinds import Amount, Bars, Funnel, Intervals, Pairs, Panels
from kfond.reports.pictures.palette import BLUE, SERIES, Colour, Paint, Pattern
from kfond.reports.pictures.rows import BAR, THIN_BAR, Bar, Dot, Drawn, Row, Track, rows, track, whisker
from kfond.reports.pictures.shapes import Part
from kfond.reports.pictures.space import Space
from kfond.reports.wording import NOT_KNOWN

WANTED = Paint(Colour.BLUE, Pattern.OUTLINE)


def bars(picture: Bars, saying: Saying, space: Space, top: float) -> Part:
    """A bar a name, its number at the end."""
    return rows(tuple(Row(name, (_bar(amount, BLUE, saying),)) for name, amount in picture.bars), space, top)


def _bar(amount: Amount, paint: Paint, saying: Saying) -> Track:
    drawn: Drawn = (Bar(0, sure(amount), paint), *whisker(amount))
    return track(drawn, saying.amount(amount), amount)


def laid_down(
    lying: Iterable[tuple[str, tuple[Amount, ...]]],
    paints: tuple[Paint, ...],
    saying: Saying,
    space: Space,
    top: float,
) -> Part:
    """What is usually drawn otherwise, where its numbers would not fit: a row a name, a bar for each amount."""
    return rows(
        tuple(
            Row(
                name,
                tuple(_bar(amount, paint, saying) for amount, paint in zip(amounts, paints, strict=False)),
            )
            for name, amounts in lying
        ),
        space,
        top,
    )


def panels_as_bars(picture: Panels, saying: Saying, space: Space, top: float) -> Part:
    """Panels with more periods than fit beside each other, laid down: a row a name, a bar a period."""
    lying = tuple(
        Row(
            name,
            tuple(
                Track(one.drawn, f"{period}: {one.words}", one.muted)
                for period, one in zip(
                    picture.periods, (_bar(amount, BLUE, saying) for amount in amounts), strict=True
                )
            ),
        )
        for name, amounts in picture.panels
    )
    return rows(lying, space, top)


def intervals(picture: Intervals, saying: Saying, space: Space, top: float) -> Part:
    """Dots with whiskers, a lane a series."""
    head = keys(
        (Key(name, one.mark, one.form) for name, one in zip(picture.series, SERIES, strict=False)),
        space,
        top,
    )
    lying = tuple(
        Row(name, tuple(_dot(amount, place, saying) for place, amount in enumerate(amounts)))
        for name, amounts in picture.rows
    )
    below = rows(lying, space, head.bottom)
    return Part(head.shapes + below.shapes, below.bottom)


def _dot(amount: Amount, place: int, saying: Saying) -> Track:
    series = SERIES[place]
    dot = () if amount.value is None else (Dot(amount.value, series.form, series.mark),)
    return track((*whisker(amount, series.mark.colour), *dot), saying.amount(amount), amount)


def pairs(picture: Pairs, saying: Saying, space: Space, top: float) -> Part:
    """What is wanted as an outline, with what is given as a thinner bar in it."""
    head = keys((Key(picture.wanted, WANTED), Key(picture.given, BLUE)), space, top)
    of_given = saying_among([given for _, _, given in picture.rows], saying)
    lying = tuple(
        Row(name, (_pair(picture, wanted, given, (saying, of_given)),))
        for name, wanted, given in picture.rows
    )
    below = rows(lying, space, head.bottom)
    return Part(head.shapes + below.shapes, below.bottom)


def _pair(picture: Pairs, wanted: Amount, given: Amount, said: tuple[Saying, Saying]) -> Track:
    drawn = (
        *((Bar(0, sure(wanted), WANTED),) if is_known(wanted) else ()),
        *((Bar(0, sure(given), BLUE, THIN_BAR),) if is_known(given) else ()),
        *whisker(wanted),
    )
    return Track(drawn, _pair_in_words(picture, wanted, given, said), muted=not drawn)


def _pair_in_words(picture: Pairs, wanted: Amount, given: Amount, said: tuple[Saying, Saying]) -> str:
    """7 av 10; where one of the two has no number, both are named. `said`: how each of them is."""
    of_wanted, of_given = said[0].amount(wanted), said[1].amount(given)
    if is_known(wanted) and is_known(given):
        return f"{of_given} av {of_wanted}"
    if of_wanted == of_given == NOT_KNOWN:
        return NOT_KNOWN
    return f"{inside(picture.given)}: {of_given}, {inside(picture.wanted)}: {of_wanted}"


def funnel(picture: Funnel, saying: Saying, space: Space, top: float) -> Part:
    """A falling row of bars; under each of them the share of it that the next one is."""
    lying = []
    for place, (name, amount) in enumerate(picture.steps):
        drawn: Drawn = (Bar(0, sure(amount), BLUE, BAR + 5), *whisker(amount))
        following = picture.steps[place + 1 : place + 2]
        share = tuple(
            Track((), words, muted=True) for _, later in following for words in shared(name, amount, later)
        )
        lying.append(Row(name, (track(drawn, saying.with_unit(amount), amount), *share)))
    return rows(tuple(lying), space, top)


def shared(name: str, earlier: Amount, later: Amount) -> tuple[str, ...]:
    """The share of the earlier step, of this name, that the later one is; none where it cannot be said."""
    share = share_of(earlier, later)
    return () if share is None else (f"↓{NO_BREAK_SPACE}{percent(share)} av {inside(name)}",)


def share_of(earlier: Amount, later: Amount) -> Fraction | None:
    """What part of `earlier` `later` is; None where one of them is not one known number, or nothing was there."""
    if is_span(earlier) or is_span(later) or earlier.hidden or later.hidden:
        return None
    if not earlier.value or later.value is None:
        return None
    return Fraction(later.value) / Fraction(earlier.value)
