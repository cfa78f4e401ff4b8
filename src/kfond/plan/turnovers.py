"""The staff turnover of the newest year that municipalities have reported, by every definition beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kfond.messages import Message, say
from kfond.plan.reason import Reason
from kfond.staffing.movements import Movement
from kfond.staffing.turnover import Turnover, turnover

YEAR = timedelta(days=366)
TENTH = Decimal("0.1")
HeadsOn = Callable[[str, date], Mapping[str, Decimal]]
"""Area and day -> municipality code -> employees as known on that day; who is not known is left out."""


@dataclass(frozen=True, slots=True)
class AreaTurnover:
    """The definitions for one area and the days `first`-`last`, over the municipalities that have reported."""

    area: str
    first: date
    last: date
    municipalities: int
    definitions: tuple[Turnover, ...]


def turnovers_of(movements: Sequence[Movement], heads_on: HeadsOn) -> tuple[AreaTurnover, ...]:
    """The turnover of each area in the newest year reported, in order of area."""
    return tuple(
        _of_area(area, [one for one in movements if one.area == area], heads_on)
        for area in sorted({one.area for one in movements})
    )


def _of_area(area: str, movements: Sequence[Movement], heads_on: HeadsOn) -> AreaTurnover:
    last = max(one.last_day for one in movements)
    newest = [one for one in movements if one.first_day > last - YEAR]
    first = min(one.first_day for one in newest)
    codes = {one.municipality_code for one in newest}
    before, after = heads_on(area, first), heads_on(area, last)
    found = turnover(newest, _sum(before, codes), _sum(after, codes))
    return AreaTurnover(area, first, last, len(codes), found)


def _sum(heads: Mapping[str, Decimal], codes: set[str]) -> Decimal | None:
    if not codes <= heads.keys():
        return None
    return sum((heads[code] for code in sorted(codes)), Decimal(0))


def turnover_reasons(found: Sequence[AreaTurnover]) -> Iterator[Reason]:
    """One line for each definition; two definitions are never compared."""
    for one in found:
        for definition in one.definitions:
            yield Reason("turnover", _in_words(one, definition))


def _in_words(one: AreaTurnover, definition: Turnover) -> Message:
    about = {"area": one.area, "name": definition.name, "first": one.first, "last": one.last}
    if definition.value is None:
        return say(
            "{area}: turnover, {name}, {first}–{last}: {why}.",
            why=definition.why_not or say("not computable"),
            **about,
        )
    return say(
        "{area}: turnover, {name}, {first}–{last}: {percent} % ({numerator} of {denominator}, in the {count} "
        "municipalities that have reported; {counts}).",
        percent=(definition.value * 100).quantize(TENTH),
        numerator=definition.numerator,
        denominator=definition.denominator.quantize(TENTH) if definition.denominator is not None else 0,
        count=one.municipalities,
        counts=definition.counts,
        **about,
    )
