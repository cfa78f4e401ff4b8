"""Who asks for the seats of a course in each term of a plan: how many, who has held how many, who has waited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, repeat

from kfond.blocks import BlockLine, line_of
from kfond.plan.menus.values import Sharings
from kfond.plan.needs.asks import Asking
from kfond.plan.waiting import Given, Waits
from kfond.sharing import Ask, SeatLine

Granted = tuple[tuple[str, int], ...]
"""Seats by municipality code, in order of code."""
Came = Mapping[int, Mapping[str, int]]
"""Number of a term -> municipality code -> persons who took part, where lists tell of rounds of the plan."""


@dataclass(frozen=True, slots=True)
class Askers:
    """What municipalities ask for, term by term; of a course on request only those that have asked.

    `held`: for each term, the seats of this course before the plan that the memory still reaches. `requested`: for
    each term, those who have asked in writing. `base_seats`: those that come to each in turn before any quotient.
    """

    asking: Asking
    waits: Waits
    came: Came
    held: tuple[Mapping[str, int], ...]
    requested: tuple[frozenset[str], ...]
    base_seats: int = 1
    lines: dict[tuple[Granted | None, ...], SeatLine | BlockLine] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """Each line of seats is made once: schedules that begin alike have the same, whatever the course."""
    unserved: dict[int, tuple[Ask, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)
    """Number of a term -> the asks where the plan has given no seat before it: whoever lists or checks wants them."""

    def line(self, sharings: Sharings) -> SeatLine | BlockLine:
        """The seats asked for in the term after those that these are the sharings of, in line."""
        after = tuple(sharing.granted if sharing else None for sharing in sharings)
        if after not in self.lines:
            asks = self.in_term(len(sharings), given_by(sharings))
            self.lines[after] = line_of(asks, self.base_seats)
        return self.lines[after]

    def in_term(self, at: int, given: Given) -> tuple[Ask, ...]:
        """The asks in a term, after the seats given before it."""
        if any(map(any, given.values())):
            return self._after(at, given)
        if at not in self.unserved:
            self.unserved[at] = self._after(at, given)
        return self.unserved[at]

    def _after(self, at: int, given: Given) -> tuple[Ask, ...]:
        counted = self._counted(at, given) if self.came else given
        asks = self.asking.asks_in(at, counted, self.waits.at(at, given), self.held[at])
        if not self.waits.is_on_request:
            return asks
        return tuple(ask for ask in asks if ask.code in self.requested[at])

    def _counted(self, at: int, given: Given) -> Given:
        """The seats given, and where lists tell who took part those persons instead."""
        nothing = (0,) * at
        codes = {*given, *(code for came in self.came.values() for code in came)}
        return {code: persons_of(self.came, code, given.get(code, nothing)) for code in sorted(codes)}


def given_by(sharings: Sharings) -> Given:
    """Each municipality's seats in every term shared so far; 0 where it asked for none."""
    terms = [dict(sharing.granted) if sharing else {} for sharing in sharings]
    codes = dict.fromkeys(chain.from_iterable(terms))
    columns = [map(term.get, codes, repeat(0)) for term in terms]
    return dict(zip(codes, zip(*columns, strict=True), strict=False))


def persons_of(came: Came, code: str, given: tuple[int, ...]) -> tuple[int, ...]:
    """The persons of a municipality who have had the course by the plan, in each term: its seats, or who came."""
    return tuple(came.get(at, {}).get(code, seats) for at, seats in enumerate(given)) if came else given
