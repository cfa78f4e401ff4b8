"""A picture told in plain Swedish, for those who do not see it: its message, its extremes, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import singledispatch

from kfond.formatting import join_and, percent
from kfond.reports.pictures.amounts import Saying, inside, is_known, is_span, saying_of, sure
from kfond.reports.pictures.bars import share_of
from kfond.reports.pictures.kinds import (
    Amount,
    Bars,
    Columns,
    Funnel,
    Intervals,
    Lines,
    Number,
    Pairs,
    Panels,
    Picture,
    Stacks,
    Wheel,
)
from kfond.reports.pictures.lettering import plain
from kfond.reports.pictures.wheel import day_in_words, in_order, period_in_words
from kfond.reports.wording import NOT_KNOWN

Named = tuple[tuple[str, Amount], ...]
NAMED_AT_MOST = 4
"""More names than this are counted and not read out."""


def description(picture: Picture) -> str:
    """The message of `picture`, its highest and lowest, what is uncertain, not known and hidden."""
    told = (
        picture.titles.title,
        picture.titles.subtitle,
        *_told(picture, replace(saying_of(picture), aligned=False)),
    )
    return " ".join(_ended(plain(text)) for text in told if plain(text))


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


@singledispatch
def _told(picture: Picture, saying: Saying) -> Iterator[str]:
    """The sentences of a picture, kind by kind."""
    raise TypeError(picture)


@_told.register
def _bars(picture: Bars, saying: Saying) -> Iterator[str]:
    yield from _compared(picture.bars, saying)
    yield from _lacking(picture.bars, saying)


@_told.register(Columns)
@_told.register(Lines)
def _over_time(picture: Columns | Lines, saying: Saying) -> Iterator[str]:
    for name, amounts in picture.series:
        named = tuple(zip(picture.periods, amounts, strict=True))
        told = [*_from_to(named, saying), *_compared(named, saying), *_lacking(named, saying)]
        yield f"{name}: {' '.join(told)}" if len(picture.series) > 1 and name else " ".join(told)


@_told.register
def _panels(picture: Panels, saying: Saying) -> Iterator[str]:
    named = tuple(
        (f"{name} {period}", amount)
        for name, amounts in picture.panels
        for period, amount in zip(picture.periods, amounts, strict=True)
    )
    yield from _compared(named, saying)
    yield from _lacking(named, saying)


@_told.register(Stacks)
@_told.register(Intervals)
def _parted(picture: Stacks | Intervals, saying: Saying) -> Iterator[str]:
    for place, part in enumerate(picture.parts if isinstance(picture, Stacks) else picture.series):
        named = tuple((name, amounts[place]) for name, amounts in picture.rows)
        yield f"{part}: {' '.join([*_compared(named, saying), *_lacking(named, saying)])}"


@_told.register
def _pairs(picture: Pairs, saying: Saying) -> Iterator[str]:
    known = [row for row in picture.rows if all(_is_number(amount) for amount in row[1:])]
    short = [
        (sure(wanted) - sure(given), row)
        for row in known
        for _, wanted, given in [row]
        if sure(wanted) > sure(given)
    ]
    wanted, given = inside(picture.wanted), inside(picture.given)
    if len(known) == 1:
        yield f"{known[0][0]}: {saying.amount(known[0][2])} av {saying.amount(known[0][1])}."
    elif known:
        yield f"{len(short) or 'Ingen'} av {len(known)} har {picture.titles.fewer} {given} än {wanted}."
    if short and len(known) > 1:
        lack, (name, most, has) = max(short, key=lambda one: one[0])
        told = f"{saying.amount(has)} av {saying.amount(most)}"
        yield f"Längst ifrån är {name}, {told}: {saying.counted(lack)} {picture.titles.fewer}."
    for word, place in ((picture.wanted, 1), (picture.given, 2)):
        lacking = [*_lacking(tuple((row[0], row[place]) for row in picture.rows), saying)]  # type: ignore[misc]
        if lacking:
            yield f"{word}: {' '.join(lacking)}"


@_told.register
def _funnel(picture: Funnel, saying: Saying) -> Iterator[str]:
    earlier: tuple[str, Amount] | None = None
    for name, amount in picture.steps:
        share = None if earlier is None else share_of(earlier[1], amount)
        rest = "" if share is None or earlier is None else f", {percent(share)} av {inside(earlier[0])}"
        yield f"{name}: {saying.with_unit(amount)}{rest}."
        earlier = name, amount


@_told.register
def _wheel(picture: Wheel, saying: Saying) -> Iterator[str]:
    tasks, days = len(picture.tasks), len(picture.deadlines)
    yield (
        f"Årshjul för {picture.year} med {tasks} {'uppgift' if tasks == 1 else 'uppgifter'} "
        f"och {days} {'fast dag' if days == 1 else 'fasta dagar'}."
    )
    said = []
    for one in in_order(picture):
        when = (
            day_in_words(one.day, picture.year) if hasattr(one, "day") else period_in_words(one, picture.year)
        )
        said.append(f"{one.name} {when}")
    if said:
        yield f"I tur och ordning: {'; '.join(said)}."
    if picture.today is not None:
        yield f"I dag är {day_in_words(picture.today, picture.year)}."


def _is_number(amount: Amount) -> bool:
    return not amount.hidden and amount.value is not None


def _numbers(named: Named) -> list[tuple[str, Number]]:
    return [(name, amount.value) for name, amount in named if amount.value is not None and not amount.hidden]


def _from_to(named: Named, saying: Saying) -> Iterator[str]:
    """2014 var det 120 platser, 2018 var det 95 platser."""
    known = _numbers(named)
    if len(known) > 1:
        (first, before), (last, after) = known[0], known[-1]
        yield f"Från {saying.counted(before)} ({first}) till {saying.number(after)} ({last})."


def _compared(named: Named, saying: Saying) -> Iterator[str]:
    """Högst är Ale med 12 platser, lägst Eda med 1."""
    known = _numbers(named)
    if not known:
        return
    values = {Fraction(value) for _, value in known}
    if len(known) == 1:
        yield f"{known[0][0]}: {saying.counted(known[0][1])}."
    elif len(values) == 1:
        everyone = "Alla" if len(known) == len(named) else "Alla som är kända"
        yield f"{everyone} har {saying.counted(known[0][1])}."
    else:
        highest = _at(known, max(values), saying.counted(max(values)))
        lowest = _at(known, min(values), saying.number(min(values)))
        yield f"Högst är {highest}, lägst {lowest}."


def _at(known: list[tuple[str, Number]], value: Fraction, said: str) -> str:
    """Ale och Eda med 12 platser var."""
    names = [name for name, number in known if number == value]
    each = " var" if len(names) > 1 else ""
    return f"{_named(names, len(known))} med {said}{each}"


def _named(names: list[str], of: int) -> str:
    return join_and(names) if len(names) <= NAMED_AT_MOST else f"{len(names)} av {of}"


def _lacking(named: Named, saying: Saying) -> Iterator[str]:
    """What of it is uncertain, not known and hidden."""
    yield from _uncertain(named, saying)
    missing = [name for name, amount in named if not amount.hidden and not is_known(amount)]
    if missing and len(missing) == len(named):
        yield f"{NOT_KNOWN.capitalize()} för {'alla' if len(named) > 1 else named[0][0]}."
    elif missing:
        yield f"{NOT_KNOWN.capitalize()} för {_named(missing, len(named))}."
    for words in _once(amount.hidden_as for _, amount in named if amount.hidden):
        hidden = [name for name, amount in named if amount.hidden and amount.hidden_as == words]
        yield f"{_named(hidden, len(named))}: {words}."


def _uncertain(named: Named, saying: Saying) -> Iterator[str]:
    spans = [(name, saying.with_unit(amount)) for name, amount in named if is_span(amount)]
    if len(spans) > NAMED_AT_MOST:
        yield f"Ett spann, inte ett enda tal, står för {len(spans)} av {len(named)}."
    elif spans:
        yield f"Osäkert är {', '.join(f'{name}: {words}' for name, words in spans)}."


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
