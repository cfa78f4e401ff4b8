"""Seats shared where some municipalities can only use a number of them at once: all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kfond.sharing import Ask, SeatLine, Sharing, share_seats

NO_BLOCK = 1
"""With one seat at the fewest, any number is of use."""


@dataclass(frozen=True, slots=True)
class BrokenBlock:
    """A municipality that was set to zero: it would have had `seats`, and fewer than `fewest` are of no use.

    `went_to`: pairs of code and seats, in order of code: who got those seats when all was shared again. What is
    missing to `seats` in the sum nobody else had asked for.
    """

    code: str
    seats: int
    fewest: int
    went_to: tuple[tuple[str, int], ...]

    @property
    def share(self) -> Fraction:
        """How much of its block it would have had."""
        return Fraction(self.seats, self.fewest)


@dataclass(frozen=True, slots=True)
class WholeBlock:
    """A municipality that got its block, and whose seats those are.

    `taken_from`: pairs of code and seats, in order of code: what the others would have had more, had this one
    asked for none and no other block been looked at again.
    """

    code: str
    seats: int
    fewest: int
    taken_from: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class BlockSharing:
    """A sharing in which no block is broken, with those set to zero in the order in which they were.

    `sharing.asked` is what all asked for; its sequence has no seat of those who were set to zero.
    """

    sharing: Sharing
    broken: tuple[BrokenBlock, ...]
    whole: tuple[WholeBlock, ...]


class BlockLine:
    """A line of seats in which some want a number of them or none: every capacity is shared by itself."""

    def __init__(self, asks: Sequence[Ask], base: int = 1) -> None:
        """Keep the asks; ValueError as `share_seats`."""
        self._asks, self._base = tuple(asks), base
        self._cuts: dict[int, Sharing] = {}
        self.asked = SeatLine(asks, base).asked

    def cut(self, capacity: int) -> Sharing:
        """The sharing where `capacity` seats are to be had; ValueError for a negative number."""
        if capacity not in self._cuts:
            self._cuts[capacity] = share_with_blocks(self._asks, capacity, self._base).sharing
        return self._cuts[capacity]


def line_of(asks: Sequence[Ask], base: int = 1) -> SeatLine | BlockLine:
    """The seats asked for in line, for any capacity; with blocks only where somebody asks for one."""
    return BlockLine(asks, base) if any(ask.fewest > NO_BLOCK for ask in asks) else SeatLine(asks, base)


def share_with_blocks(asks: Sequence[Ask], capacity: int, base: int = 1) -> BlockSharing:
    """Share a round's seats so that nobody gets fewer than are of use: `Ask.fewest`, or none at all.

    All is first shared as if there were no blocks (`share_seats`). Of those who got some seats, but fewer than
    their block, the one with the smallest share of its block is set to zero (ties: the shortest wait, then the
    last code), and all is shared again, until no block is broken. Where seats are left empty then, those
    set to zero whose block fits get them, who had the largest share of its block in the first sharing first
    (ties: the longest wait, then code); that takes no seat from anybody.
    One more seat of capacity may make a block whole and so take seats from others; `whole` says from whom. Without
    blocks the result is that of `share_seats`. Raises ValueError as `share_seats` does.
    """
    sharing = share_seats(asks, capacity, base)
    first, current = sharing, {ask.code: ask for ask in asks}
    broken: list[BrokenBlock] = []
    while torn := _smallest_share(sharing, current.values()):
        current[torn.code] = torn._replace(seats=0)
        after = share_seats(tuple(current.values()), capacity, base)
        had = sharing.seats_of(torn.code)
        broken.append(BrokenBlock(torn.code, had, torn.fewest, _gains(sharing, after)))
        sharing = after
    by_share = sorted(broken, key=lambda block: _rank(current[block.code], first), reverse=True)
    for block in by_share:
        fits = min(capacity - _given(sharing), dict(first.asked)[block.code])
        if fits >= block.fewest:
            current[block.code] = current[block.code]._replace(seats=fits)
            sharing = share_seats(tuple(current.values()), capacity, base)
            broken.remove(block)
    return BlockSharing(
        replace(sharing, asked=first.asked), tuple(broken), tuple(_whole_blocks(sharing, current, base))
    )


def _rank(ask: Ask, sharing: Sharing) -> tuple[Fraction, int, int]:
    """The larger, the later a block is set to zero and the sooner it comes back: its share, its wait, its code."""
    place = [code for code, _ in sharing.asked].index(ask.code)
    return Fraction(sharing.seats_of(ask.code), ask.fewest), ask.waited, -place


def _smallest_share(sharing: Sharing, asks: Iterable[Ask]) -> Ask | None:
    """The broken block of which the smallest share is there, or None where no block is broken."""
    granted = dict(sharing.granted)
    torn = [ask for ask in asks if 0 < granted[ask.code] < ask.fewest]
    return min(torn, key=lambda ask: _rank(ask, sharing), default=None)


def _whole_blocks(sharing: Sharing, current: Mapping[str, Ask], base: int) -> Iterator[WholeBlock]:
    """The blocks that were met, in order of code."""
    for code, seats in sharing.granted:
        ask = current[code]
        if ask.fewest > NO_BLOCK and seats:
            others = [other for other in current.values() if other.code != code]
            without = share_seats([*others, ask._replace(seats=0)], sharing.capacity, base)
            yield WholeBlock(code, seats, ask.fewest, _gains(sharing, without))


def _gains(before: Sharing, after: Sharing) -> tuple[tuple[str, int], ...]:
    """Who has more seats than before, and how many more."""
    had = dict(before.granted)
    return tuple((code, seats - had[code]) for code, seats in after.granted if seats > had[code])


def _given(sharing: Sharing) -> int:
    return sum(seats for _, seats in sharing.granted)
