"""Seats of a course shared among municipalities by divisors, and amounts rounded to whole persons.

The quotients are those of Sainte-Laguë (uddatalsmetoden, the divisors 1, 3, 5, ...), with what a
municipality has held before counted in: that memory is the queue.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import chain, islice, repeat
from math import floor
from operator import attrgetter, truediv
from typing import Literal, NamedTuple

Step = Literal["base", "quotient"]
# Two different fractions of whole numbers below 2**26 differ by more than 2**-52 of the larger, so no double is the
# nearest one of both; and division of doubles is correctly rounded. So the doubles compare as the fractions do.
EXACT_BELOW = 2**26


class Ask(NamedTuple):
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
class Order:
    """What puts the seats of a round in line: one number for each asker, in order of code.

    Thousands of sharings are tried for a plan and the seats of a few are looked at, so that this is what is kept.
    """

    codes: tuple[str, ...]
    seats: tuple[int, ...]
    keys: tuple[int, ...]
    held: tuple[int, ...]
    waited: tuple[int, ...]
    base: int


@dataclass(frozen=True, slots=True)
class Sharing:
    """All seats asked for, in the order in which they are given; the first `capacity` are granted.

    `asked` and `granted` are pairs of municipality code and seats, in order of code.
    """

    asked: tuple[tuple[str, int], ...]
    granted: tuple[tuple[str, int], ...]
    order: Order
    capacity: int

    @property
    def seats(self) -> int:
        """Seats granted, all municipalities together."""
        return min(self.capacity, sum(self.order.seats))

    @property
    def sequence(self) -> tuple[Seat, ...]:
        """Every seat asked for, the first to be given first."""
        return _sequence(self.order)

    def has_asked(self, code: str) -> bool:
        """Whether a municipality is among the askers."""
        return _place_of(code, self.order.codes) is not None

    def own_seat(self, code: str, number: int) -> Seat:
        """A municipality's seat of that number (the first is 1), whether it is granted or not, or wished for at all;
        KeyError as `seats_of`."""
        at, order = _place_of(code, self.order.codes), self.order
        if at is None:
            raise KeyError(code)
        return _seat(code, number, order.keys[at], order.held[at], order.base)

    def in_line(self, code: str) -> int:
        """The seats that a municipality has in the line; KeyError as `seats_of`."""
        at = _place_of(code, self.order.codes)
        if at is None:
            raise KeyError(code)
        return self.order.seats[at]

    def seats_of(self, code: str) -> int:
        """Seats granted to a municipality; KeyError if it is not among the askers."""
        return _number_of(code, self.granted)

    def waited_of(self, code: str) -> int:
        """The terms that a municipality has waited; KeyError as `seats_of`."""
        at = _place_of(code, self.order.codes)
        if at is None:
            raise KeyError(code)
        return self.order.waited[at]

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

    One line serves every capacity: its first seats are the ones granted. Who asks for a capacity again gets the same
    sharing, and not another that is equal to it.
    """

    def __init__(self, asks: Sequence[Ask], base: int = 1) -> None:
        """Put the asks in line; ValueError for a negative number and for a municipality that asks twice."""
        in_order = sorted(asks, key=attrgetter("code"))
        _check(in_order, base)
        columns = zip(*in_order, strict=True) if in_order else repeat(())
        codes, seats, needs, held, waited, _, own = islice(columns, len(Ask._fields))
        keys = [need + had if key is None else key for need, had, key in zip(needs, held, own, strict=True)]
        self._order = Order(codes, seats, tuple(keys), held, waited, base)
        self._who = _in_line(self._order)
        self._cuts: dict[int, Sharing] = {}

    @property
    def asked(self) -> int:
        """Seats asked for, all municipalities together."""
        return len(self._who)

    def cut(self, capacity: int) -> Sharing:
        """The sharing where `capacity` seats are to be had; ValueError for a negative number."""
        if capacity < 0:
            raise ValueError(f"capacity cannot be negative: {capacity}")
        if capacity not in self._cuts:
            granted = [0] * len(self._order.codes)
            for at in self._who[:capacity]:
                granted[at] += 1
            pairs = tuple(map(_pair, self._order.codes, granted))
            self._cuts[capacity] = Sharing(self._asked, pairs, self._order, capacity)
        return self._cuts[capacity]

    @cached_property
    def _asked(self) -> tuple[tuple[str, int], ...]:
        return tuple(map(_pair, self._order.codes, self._order.seats))


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


def _check(asks: Sequence[Ask], base: int) -> None:
    """Raise ValueError for a negative number or a code that occurs twice; `asks` in order of code."""
    if base < 0:
        raise ValueError(f"base cannot be negative: {base}")
    before = None
    # Unpacked and compared one by one: any other way takes several times as long, for a hundred thousand asks.
    for code, seats, need, held, waited, fewest, key in asks:
        if seats < 0 or need < 0 or held < 0 or waited < 0 or fewest < 0 or (key is not None and key < 0):
            raise ValueError(f"negative number in the ask of {code}")
        if code == before:
            raise ValueError(f"municipality {code} asks twice")
        before = code


def _in_line(order: Order) -> list[int]:
    """Whose each seat of the line is, as a place in `order`; the seats of one stand there in their own order."""
    # Those who have waited longest first, then by code: a stable sort keeps that order among equals.
    in_turn = sorted(range(len(order.codes)), key=[-terms for terms in order.waited].__getitem__)
    seats, base = order.seats, order.base
    laps = range(min(base, max(seats, default=0)))
    who = [at for lap in laps for at in in_turn if seats[at] > lap]
    askers = [at for at in in_turn if seats[at] > base]
    rest = list(chain.from_iterable([repeat(at, seats[at] - base) for at in askers]))
    quotients = _falling_quotients(order, askers)
    who += [rest[at] for at in sorted(range(len(rest)), key=quotients.__getitem__)]
    return who


def _falling_quotients(order: Order, askers: Sequence[int]) -> Sequence[float | Fraction]:
    """The quotient of every seat after the base, below zero, so that rising order is the order of service."""
    base, keys, ends = order.base, order.keys, [2 * (order.held[at] + order.seats[at]) for at in askers]
    is_exact = max(max(keys, default=0), max(ends, default=0)) < EXACT_BELOW
    divide: Callable[[int, int], float | Fraction] = truediv if is_exact else Fraction
    divisors = [range(2 * (order.held[at] + base) + 1, end, 2) for at, end in zip(askers, ends, strict=True)]
    repeated = [repeat(-keys[at], order.seats[at] - base) for at in askers]
    return list(map(divide, chain.from_iterable(repeated), chain.from_iterable(divisors)))


@lru_cache(maxsize=64)  # every municipality looks up its own seats in the rounds that are held
def _sequence(order: Order) -> tuple[Seat, ...]:
    """The seats of a round as they stand in line."""
    askers = zip(order.codes, order.seats, order.keys, order.held, strict=True)
    own = [_seats(code, seats, key, held, order.base) for code, seats, key, held in askers]
    return tuple(next(own[at]) for at in _in_line(order))


def _seats(code: str, count: int, key: int, held: int, base: int) -> Iterator[Seat]:
    """A municipality's seats of a round, first to last."""
    for number in range(1, count + 1):
        yield _seat(code, number, key, held, base)


def _seat(code: str, number: int, key: int, held: int, base: int) -> Seat:
    return Seat(code, number, "base" if number <= base else "quotient", key, 2 * (held + number) - 1)


@lru_cache(maxsize=2**13)  # a menu has the same pairs in hundreds of schedules
def _pair(code: str, seats: int) -> tuple[str, int]:
    return code, seats


def _place_of(code: str, codes: tuple[str, ...]) -> int | None:
    at = bisect_left(codes, code)
    return at if at < len(codes) and codes[at] == code else None


def _number_of(code: str, pairs: tuple[tuple[str, int], ...]) -> int:
    at = bisect_left(pairs, (code,))
    if at == len(pairs) or pairs[at][0] != code:
        raise KeyError(code)
    return pairs[at][1]
