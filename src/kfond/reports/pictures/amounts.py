"""How an amount is said: a number, an interval, not known, too small to show. One precision in a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from kfond.formatting import MINUS, MOST_DECIMALS, NO_BREAK_SPACE, interval, number
from kfond.reports.pictures.kinds import Amount, Number, Picture, Titles, Wheel
from kfond.reports.wording import NOT_KNOWN

NOT_KNOWN_SHORT = "u.s."
SHORT_NOTE = f"{NOT_KNOWN_SHORT} = {NOT_KNOWN}"
PERCENT = "%"
IDLE_DECIMALS = re.compile(r",0+(?!\d)|(?<=,)(\d*[1-9])0+(?!\d)")
COMPUTED_DECIMALS = 1
"""What a number with no end of decimals is rounded to: it is not known better."""


@dataclass(frozen=True, slots=True)
class Saying:
    """How the numbers of a picture are said: their unit, one and several, and how many decimals they have.

    In a column they all have as many decimals (`aligned`); in running text 7,0 is 7 and 2,40 is 2,4.
    """

    unit: tuple[str, str]
    decimals: int
    aligned: bool = True

    def number(self, value: Number) -> str:
        """3,5 and 67 %."""
        sign = NO_BREAK_SPACE + PERCENT if PERCENT in self.unit else ""
        return self._digits(value) + sign

    def counted(self, value: Number) -> str:
        """3,5 platser, 1 plats, 67 %, 1 200 kr."""
        said = self.number(value)
        if PERCENT in self.unit:
            return said
        return self._joined(said, self.unit[said.removeprefix(MINUS) != "1"])

    def amount(self, amount: Amount) -> str:
        """5, 5 (3–6), minst 24, färre än 5, uppgift saknas."""
        if amount.hidden:
            return amount.hidden_as
        if amount.value is None:
            return self.ends(amount) if is_known(amount) else NOT_KNOWN
        if not is_span(amount):
            return self.number(amount.value)
        if {amount.low, amount.high} == {amount.value, None}:
            return self.ends(amount)
        return f"{self.number(amount.value)} ({self.ends(amount)})"

    def with_unit(self, amount: Amount) -> str:
        """As `amount`, with the unit where there is a number: 5 (3–6) platser."""
        if amount.value is not None and not amount.hidden and not is_span(amount):
            return self.counted(amount.value)
        said = self.amount(amount)
        return self._joined(said, self.unit[1]) if is_known(amount) and PERCENT not in self.unit else said

    def _joined(self, said: str, unit: str) -> str:
        return said + NO_BREAK_SPACE + unit if unit else said

    def brief(self, amount: Amount) -> str:
        """As `amount`, for where there is little room: ca 5."""
        if amount.hidden or amount.value is None or not is_span(amount):
            return self.amount(amount)
        return f"ca {self.number(amount.value)}"

    def ends(self, amount: Amount) -> str:
        """The interval alone: 3–6, minst 24."""
        sign = NO_BREAK_SPACE + PERCENT if PERCENT in self.unit else ""
        return self._loose(interval(amount.low, amount.high, self.decimals)) + sign

    def _digits(self, value: Number) -> str:
        return self._loose(number(value, self.decimals))

    def _loose(self, said: str) -> str:
        return said if self.aligned else IDLE_DECIMALS.sub(r"\1", said)


def saying_of(picture: Picture) -> Saying:
    """How the numbers of `picture` are said."""
    amounts = () if isinstance(picture, Wheel) else amounts_of(picture)
    return Saying(picture.titles.unit, _decimals(amounts))


def amounts_of(picture: Picture) -> tuple[Amount, ...]:
    """Every amount that `picture` shows."""
    return tuple(_amounts(picture))


def _amounts(value: object) -> Iterator[Amount]:
    if isinstance(value, Amount):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _amounts(part)
    elif not isinstance(value, str | Titles):
        for name in getattr(value, "__slots__", ()):
            yield from _amounts(getattr(value, name))


def saying_among(amounts: Iterable[Amount], saying: Saying) -> Saying:
    """The same for amounts of one kind among those of a picture: whole seats stay whole beside a need in tenths."""
    return replace(saying, decimals=_decimals(amounts))


def _decimals(amounts: Iterable[Amount]) -> int:
    numbers = [
        Fraction(end) for amount in amounts if not amount.hidden for end in _stated(amount) if end is not None
    ]
    for places in range(MOST_DECIMALS + 1):
        if all((value * 10**places).denominator == 1 for value in numbers):
            return places
    return COMPUTED_DECIMALS


def _stated(amount: Amount) -> tuple[Number | None, ...]:
    return amount.value, amount.low, amount.high


def is_span(amount: Amount) -> bool:
    """Whether the amount is not one number but lies between ends, of which one may be open."""
    has_ends = amount.low is not None or amount.high is not None
    return has_ends and not amount.hidden and not amount.low == amount.high == amount.value


def is_known(amount: Amount) -> bool:
    """Whether anything can be drawn of it: it is not hidden, and has a number or at least one end."""
    return not amount.hidden and any(end is not None for end in _stated(amount))


def sure(amount: Amount) -> Fraction:
    """What a bar is drawn for: the number, or what it is at least; 0 where neither is known."""
    stated = amount.low if amount.value is None else amount.value
    return Fraction(0 if amount.hidden or stated is None else stated)


def reach(amount: Amount) -> Fraction:
    """The largest number that is drawn of it."""
    known = (Fraction(end) for end in _stated(amount) if end is not None and not amount.hidden)
    return max(known, default=Fraction(0))


def inside(name: str) -> str:
    """A name within a sentence: Sökt belopp becomes sökt belopp, VT and LVU stay as they are."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
