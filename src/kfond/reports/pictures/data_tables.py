"""A picture's data as a table: the same names, numbers and words, for those who want to read them."""

from __future__ import annotations

import re

from kfond.formatting import date_iso, percent
from kfond.reports.pictures.amounts import PERCENT, Saying, saying_of
from kfond.reports.pictures.bars import share_of
from kfond.reports.pictures.kinds import (
    Amount,
    Bars,
    Columns,
    Funnel,
    Intervals,
    Lines,
    Pairs,
    Panels,
    Picture,
    Stacks,
    Task,
    Wheel,
)
from kfond.reports.pictures.lettering import plain
from kfond.reports.pictures.wheel import in_order
from kfond.reports.tables import Column, Table

PERIODS = {"År": re.compile(r"\d{4}"), "Termin": re.compile(r"[VH]T \d{4}")}
OTHER_PERIODS = "Period"
STEP = "Steg"
SHARE = "Andel av steget före"
NO_SHARE = "inte aktuellt"
WHEEL = (("Vad", False), ("Från", False), ("Till", False))
IN_WORDS = {"kr": "Kronor", PERCENT: "Procent"}


def data_table(picture: Picture) -> Table:
    """The data of `picture`; the caption is the subtitle, with the unit where that does not name it."""
    saying = saying_of(picture)
    columns, rows = _contents(picture, saying)
    return Table(_caption(picture), columns, rows)


def _caption(picture: Picture) -> str:
    told, unit = plain(picture.titles.subtitle).removesuffix("."), picture.titles.unit[1]
    if not unit or unit.lower() in told.lower():
        return told
    return f"{told} ({IN_WORDS.get(unit, unit).lower()})"


Contents = tuple[tuple[Column, ...], tuple[tuple[str, ...], ...]]


def _contents(picture: Picture, saying: Saying) -> Contents:
    names = picture.titles.names
    match picture:
        case Bars():
            head = (IN_WORDS.get(saying.unit[1], saying.unit[1].capitalize()),)
            return _heads(names, head), tuple(_row(name, (amount,), saying) for name, amount in picture.bars)
        case Columns() | Lines():
            by_period = zip(*(amounts for _, amounts in picture.series), strict=True)
            by_name = zip(picture.periods, by_period, strict=True)
            heads = tuple(name for name, _ in picture.series)
            return _heads(_period_heading(picture.periods), heads), tuple(
                _row(name, amounts, saying) for name, amounts in by_name
            )
        case Panels():
            rows = tuple(_row(name, amounts, saying) for name, amounts in picture.panels)
            return _heads(names, picture.periods), rows
        case Stacks():
            return _heads(names, picture.parts), tuple(_row(*row, saying) for row in picture.rows)
        case Intervals():
            return _heads(names, picture.series), tuple(_row(*row, saying) for row in picture.rows)
        case Pairs():
            rows = tuple(_row(name, (wanted, given), saying) for name, wanted, given in picture.rows)
            return _heads(names, (picture.wanted, picture.given)), rows
        case Funnel():
            return _funnel(picture, saying)
        case Wheel():
            return _wheel(picture)


def _period_heading(periods: tuple[str, ...]) -> str:
    """År over 2017, Termin over VT 2017."""
    fitting = (name for name, form in PERIODS.items() if all(map(form.fullmatch, periods)))
    return next(fitting, OTHER_PERIODS)


def _heads(first: str, numbers: tuple[str, ...]) -> tuple[Column, ...]:
    return Column(first, is_number=False), *(Column(heading) for heading in numbers)


def _row(name: str, amounts: tuple[Amount, ...], saying: Saying) -> tuple[str, ...]:
    return name, *(saying.amount(amount) for amount in amounts)


def _funnel(picture: Funnel, saying: Saying) -> Contents:
    rows = []
    earlier: Amount | None = None
    for name, amount in picture.steps:
        share = None if earlier is None else share_of(earlier, amount)
        rows.append((name, saying.amount(amount), NO_SHARE if share is None else percent(share)))
        earlier = amount
    unit = saying.unit[1]
    return _heads(STEP, (IN_WORDS.get(unit, unit.capitalize()), SHARE)), tuple(rows)


def _wheel(picture: Wheel) -> Contents:
    rows = []
    for one in in_order(picture):
        first, last = (one.first_day, one.last_day) if isinstance(one, Task) else (one.day, one.day)
        rows.append((one.name, date_iso(first), date_iso(last)))
    return tuple(Column(heading, is_number) for heading, is_number in WHEEL), tuple(rows)
