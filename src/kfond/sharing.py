"""Seats of a course shared among municipalities by divisors, and amounts rounded to whole persons.

The quotients are those of Sainte-Laguë (uddatalsmetoden, the divisors 1, 3, 5, ...), with what a
municipality has held before counted in: that memory is the queue.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Literal

Step = Literal["base", "quotient"]


@dataclass(frozen=True, slots=True)
class Ask:
    """What one municipality wishes in one round of a course, and what speaks for it.

    `seats` is an upper limit (0 stays in the queue and gets none), `need` is in persons, `held` the seats
    of this course in the last four terms, `waited` the terms waited. No number may be negative. A need that
    falls by every person trained keeps `need + held` level, and terms then add up as one large sharing.
    `fewest`: fewer seats than this are of no use (0 or 1: any number is), which `blocks.share_with_blocks` heeds and
    `share_seats` does not. `key`: what the seats are proportional to, where it is not `need + held`: the
    request, staff or inhabitants.
    """

    code: str
    seats: int
    need: int
    held: int = 0
    waited: int = 0
    fewest: int = 0
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat of the sequence, granted or refused, with what a municipality needs to check it by hand.

    `number` counts that municipality's seats of the round from 1; the quotient is `key / divisor`.
    """

    code: str
    number: int
    step: Step
    key: int
    divisor: int

    @property
    def quotient(self) -> Fraction:
        """The exact quotient that gave the seat its place; base seats do not go by it."""
        return Fraction(self.key, self.divisor)


@dataclass(frozen=True, slots=True)
class Sharing:
    """All seats asked for, in the order in which they are given; the first `capacity` are granted.

    `asked` and `granted` are pairs of municipality code and seats, in order of code.
    """

    asked: tuple[tuple[str, int], ...]
    granted: tuple[tuple[str, int], ...]
    sequence: tuple[Seat, ...]
    capacity: int

    def seats_of(self, code: str) -> int:
        """Seats granted to a municipality; KeyError if it is not among the askers."""
        return _number_of(code, self.granted)

    def queued(self, code: str) -> int:
        """Seats asked for and not granted; KeyError if the municipality is not among the askers."""
        return _number_of(code, self.asked) - self.seats_of(code)


def share_seats(asks: Sequence[Ask], capacity: int, base: int = 1) -> Sharing:
    """Share a round's seats: first `base` seats to each asker, then by the largest quotient.

    A lap of base seats goes by terms waited (most first), then municipality code. After it the next seat
    goes to the largest `key / (2 (held + q) + 1)`, where `key = need + held` (or the ask's own) and q
    is the municipality's seats of this round so far; ties go by terms waited, then code. Nobody gets more
    than asked, the seats granted are min(capacity, asked), and one more seat of capacity takes none from anybody.
    Raises ValueError for a negative number and for a municipality that asks twice.
    """
    _check(asks, capacity, base)
    sequence = (*_base_seats(asks, base), *_quotient_seats(asks, base))
    granted = {ask.code: 0 for ask in asks}
    for seat in sequence[:capacity]:
        granted[seat.code] += 1
    return Sharing(
        asked=tuple(sorted((ask.code, ask.seats) for ask in asks)),
        granted=tuple(sorted(granted.items())),
        sequence=sequence,
        capacity=capacity,
    )


def round_by_largest_remainder(
    shares: Mapping[str, Fraction | Decimal | int], total: int | None = None
) -> dict[str, int]:
    """Whole numbers that sum to `total`, each the floor or the ceiling of its share.

    What the floors leave goes to the largest remainders, ties by code. Without `total` the sum of the
    shares is rounded half up. Raises ValueError for a total that floors and ceilings cannot reach.
    """
    exact = {code: Fraction(share) for code, share in shares.items()}
    whole = {code: floor(share) for code, share in exact.items()}
    if total is None:
        total = floor(sum(exact.values(), Fraction(0)) + Fraction(1, 2))
    remainders = {code: exact[code] - whole[code] for code in exact if exact[code] != whole[code]}
    left = total - sum(whole.values())
    if not 0 <= left <= len(remainders):
        lowest = total - left
        raise ValueError(f"total {total} is outside {lowest} to {lowest + len(remainders)}")
    for code in sorted(remainders, key=lambda code: (-remainders[code], code))[:left]:
        whole[code] += 1
    return whole


def _check(asks: Sequence[Ask], capacity: int, base: int) -> None:
    """Raise ValueError for a negative number or a code that occurs twice."""
    if capacity < 0 or base < 0:
        raise ValueError(f"capacity and base cannot be negative: {capacity}, {base}")
    seen: set[str] = set()
    for ask in asks:
        if min(ask.seats, ask.need, ask.held, ask.waited, ask.fewest, ask.key or 0) < 0:
            raise ValueError(f"negative number in {ask}")
        if ask.code in seen:
            raise ValueError(f"municipality {ask.code} asks twice")
        seen.add(ask.code)


def _base_seats(asks: Sequence[Ask], base: int) -> Iterator[Seat]:
    """One seat to each asker, lap by lap, those who have waited longest first."""
    in_line = sorted(asks, key=lambda ask: (-ask.waited, ask.code))
    for q in range(min(base, max((ask.seats for ask in asks), default=0))):
        for ask in in_line:
            if ask.seats > q:
                yield _seat(ask, q, "base")


def _quotient_seats(asks: Sequence[Ask], base: int) -> Iterator[Seat]:
    """The seats after the base, each to the largest quotient at that moment."""
    claims = [_Claim(ask, _seat(ask, base, "quotient")) for ask in asks if ask.seats > base]
    heapq.heapify(claims)
    while claims:
        ask, seat = claims[0].ask, claims[0].seat
        yield seat
        if seat.number < ask.seats:
            heapq.heapreplace(claims, _Claim(ask, _seat(ask, seat.number, "quotient")))
        else:
            heapq.heappop(claims)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A municipality's next seat in the heap; the smallest claim is the one served first."""

    ask: Ask
    seat: Seat

    def __lt__(self, other: _Claim) -> bool:
        mine = self.seat.key * other.seat.divisor
        theirs = other.seat.key * self.seat.divisor
        if mine != theirs:
            return mine > theirs
        return (-self.ask.waited, self.ask.code) < (-other.ask.waited, other.ask.code)


def _seat(ask: Ask, q: int, step: Step) -> Seat:
    """The seat that follows a municipality's first q seats of the round."""
    key = ask.need + ask.held if ask.key is None else ask.key
    return Seat(ask.code, q + 1, step, key, 2 * (ask.held + q) + 1)


def _number_of(code: str, pairs: tuple[tuple[str, int], ...]) -> int:
    at = bisect_left(pairs, (code,))
    if at == len(pairs) or pairs[at][0] != code:
        raise KeyError(code)
    return pairs[at][1]
