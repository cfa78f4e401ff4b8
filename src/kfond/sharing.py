"""Seats of a course shared among municipalities by divisors, and amounts rounded to whole persons.

The quotients are those of Sainte-Laguë (uddatalsmetoden, the divisors 1, 3, 5, ...), with what a
municipality has held before counted in: that memory is the queue.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from math import floor
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

Step = Literal["base", "quotient"]
# Two different fractions of whole numbers below 2**26 differ by more than 2**-52 of the larger, so no double is the
# nearest one of both; and division of doubles is correctly rounded. So the doubles compare as the fractions do.
EXACT_BELOW = 2**26


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
    return SeatLine(asks, base).cut(capacity)


class SeatLine:
    """All seats asked for in a round, in the order of `share_seats`, before anybody says how many there are.

    One line serves every capacity: its first seats are the ones granted.
    """

    def __init__(self, asks: Sequence[Ask], base: int = 1) -> None:
        """Put the asks in line; ValueError for a negative number and for a municipality that asks twice."""
        self._base = base
        self._asks = sorted(asks, key=attrgetter("code"))
        self._codes = [ask.code for ask in self._asks]
        self._numbers = _numbers(self._asks)
        _check(self._asks, self._codes, self._numbers, base)
        self._wanted = self._numbers[:, 0].astype("int64")
        self._who, self._order = self._in_line()

    @property
    def asked(self) -> int:
        """Seats asked for, all municipalities together."""
        return len(self._who)

    def cut(self, capacity: int) -> Sharing:
        """The sharing where `capacity` seats are to be had; ValueError for a negative number."""
        import numpy as np

        if capacity < 0:
            raise ValueError(f"capacity cannot be negative: {capacity}")
        granted = np.bincount(self._who[:capacity], minlength=len(self._codes))
        return Sharing(
            self._asked, tuple(map(_pair, self._codes, granted.tolist())), self._sequence, capacity
        )

    @cached_property
    def _asked(self) -> tuple[tuple[str, int], ...]:
        return tuple(map(_pair, self._codes, self._wanted.tolist()))

    @cached_property
    def _sequence(self) -> tuple[Seat, ...]:
        by_code = [_seats(ask.code, ask.seats, _key_of(ask), ask.held, self._base) for ask in self._asks]
        return tuple(map(list(chain.from_iterable(by_code)).__getitem__, self._order.tolist()))

    def _in_line(self) -> tuple[Whole, Whole]:
        """Whose each seat is (its place in order of code), and its place among all seats in order of code."""
        import numpy as np

        wanted, held, waited = self._wanted, self._numbers[:, 2], self._numbers[:, 3]
        # Those who have waited longest first, then by code: a stable sort keeps that order among equals.
        in_turn = np.argsort(-waited, kind="stable")
        who = np.repeat(in_turn, wanted[in_turn])
        first = np.cumsum(wanted) - wanted
        turn = np.cumsum(wanted[in_turn]) - wanted[in_turn]
        number = np.arange(len(who)) - np.repeat(turn, wanted[in_turn])
        key, divisor = self._numbers[:, 1][who], 2 * (held[who] + number) + 1
        by_lap, rest = np.flatnonzero(number < self._base), np.flatnonzero(number >= self._base)
        laps = by_lap[np.argsort(number[by_lap], kind="stable")]
        line = np.concatenate((laps, rest[_by_quotient(key[rest], divisor[rest])]))
        return who[line], first[who[line]] + number[line]


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


def _numbers(asks: Sequence[Ask]) -> Whole:
    """A row for each ask: seats, key, held, waited, fewest, need; as Python's own numbers where a word is too short."""
    import numpy as np

    rows = [(ask.seats, _key_of(ask), ask.held, ask.waited, ask.fewest, ask.need) for ask in asks]
    is_short = max(map(max, rows), default=0) < EXACT_BELOW
    return np.array(rows, dtype=np.int64 if is_short else object).reshape(-1, 6)


def _check(asks: Sequence[Ask], codes: Sequence[str], numbers: Whole, base: int) -> None:
    """Raise ValueError for a negative number or a code that occurs twice; `codes` in order."""
    if base < 0:
        raise ValueError(f"base cannot be negative: {base}")
    if (numbers < 0).any():
        wrong = next(ask for ask, row in zip(asks, numbers, strict=True) if (row < 0).any())
        raise ValueError(f"negative number in {wrong}")
    for first, second in pairwise(codes):
        if first == second:
            raise ValueError(f"municipality {first} asks twice")


def _by_quotient(key: Whole, divisor: Whole) -> Whole:
    """The order of seats by falling key / divisor; equal quotients stay in the order given."""
    import numpy as np

    if max(key.max(initial=0), divisor.max(initial=0)) < EXACT_BELOW:
        return np.argsort(-(key.astype(np.float64) / divisor.astype(np.float64)), kind="stable")
    exact = list(map(Fraction, key.tolist(), divisor.tolist()))
    return np.array(sorted(range(len(exact)), key=lambda at: -exact[at]), dtype=np.int64)


@lru_cache(maxsize=2**13)  # a menu asks for the same seats in hundreds of schedules
def _seats(code: str, count: int, key: int, held: int, base: int) -> tuple[Seat, ...]:
    """A municipality's seats of a round, first to last."""
    return tuple(
        Seat(code, q + 1, "base" if q < base else "quotient", key, 2 * (held + q) + 1) for q in range(count)
    )


def _key_of(ask: Ask) -> int:
    return ask.need + ask.held if ask.key is None else ask.key


@lru_cache(maxsize=2**13)  # and for the same pairs
def _pair(code: str, seats: int) -> tuple[str, int]:
    return code, seats


def _number_of(code: str, pairs: tuple[tuple[str, int], ...]) -> int:
    at = bisect_left(pairs, (code,))
    if at == len(pairs) or pairs[at][0] != code:
        raise KeyError(code)
    return pairs[at][1]
