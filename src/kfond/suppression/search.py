"""The search for other counts that would look the same to a reader: what has to be hidden so that there are some."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from kfond.suppression.counts import Grid

MOST_TRIED = 1000
MOST_BRANCHES = 12
MOST_PARTIAL = 3


@dataclass(frozen=True, slots=True)
class _Try:
    """Cells with what is added to each, and the sums that do not come out yet with how much they are off."""

    added: Mapping[int, int]
    off: Mapping[int, int]
    cost: tuple[int, int]


def changes_to(
    grid: Grid, cell: int, added: int, may_hide_zeros: bool, haste: int
) -> Mapping[int, int] | None:
    """The cheapest changes of others that let `cell` be `added` more with every sum right, its own among them."""
    tries: list[tuple[tuple[int, int], int, _Try]] = []
    seen: set[frozenset[tuple[int, int]]] = set()  # what is off: how it came to be so matters little
    turn = count(0, -1)  # of tries as good, the latest goes first: it is the farthest on
    first = _with(grid, _Try({}, {}, (0, 0)), cell, added)
    heappush(tries, (_promise(first, haste), next(turn), first))
    for _ in range(MOST_TRIED):
        if not tries:
            return None
        *_, best = heappop(tries)
        if not best.off:
            return best.added
        off = frozenset(best.off.items())
        if off in seen:
            continue
        seen.add(off)
        for following in _followed(grid, best, may_hide_zeros):
            heappush(tries, (_promise(following, haste), next(turn), following))
    return None


def _promise(so_far: _Try, haste: int) -> tuple[int, int]:
    """What a try has cost and may cost, when with `haste` 1 a cell more sets two sums right; less is better."""
    weight, sizes = so_far.cost
    return 2 * weight + haste * len(so_far.off), sizes


def _followed(grid: Grid, so_far: _Try, may_hide_zeros: bool) -> Sequence[_Try]:
    """The ways to set the narrowest sum that is off right, the cheapest; a cell that has been changed stays so."""
    number = min(so_far.off, key=lambda each: (len(grid.sums[each]), each))
    off = so_far.off[number]
    found = []
    for cell in _near(grid, so_far, number, off, may_hide_zeros):
        change = _change(grid, cell, off * grid.sums[number][cell], may_hide_zeros)
        more_off = sum(_turned(grid, so_far, each, cell, change) for each in grid.of_cell[cell])
        found.append((2 * grid.weight(cell) + more_off, grid.values[cell], cell, change))
    found.sort()
    return [_with(grid, so_far, cell, change) for *_, cell, change in found[:MOST_BRANCHES]]


def _near(grid: Grid, so_far: _Try, number: int, off: int, may_hide_zeros: bool) -> Iterable[int]:
    """Cells of a sum that may make up for what it is off: all that set another sum right too, a few of the others."""
    members = grid.sums[number]
    crossing = (
        cell
        for other in so_far.off
        if other != number
        for cell in (members if len(members) < len(grid.sums[other]) else grid.sums[other])
        if cell in members and cell in grid.sums[other]
    )
    near = dict.fromkeys(cell for cell in crossing if cell not in so_far.added)
    near = {cell: None for cell in near if _change(grid, cell, off * members[cell], may_hide_zeros)}
    for cells in (grid.hidden_of[number], grid.shown_of[number]):
        full = partial = 0
        for cell in cells:
            if cell in so_far.added or cell in near:
                continue
            wanted = off * members[cell]
            change = _change(grid, cell, wanted, may_hide_zeros)
            if change == -wanted:
                full += 1
            elif change and partial < MOST_PARTIAL:
                partial += 1
            else:
                continue
            near[cell] = None
            if full == MOST_BRANCHES:
                break
    return near


def _change(grid: Grid, cell: int, off: int, may_hide_zeros: bool) -> int:
    """What a reader could take a cell for more or less to make up for `off`, as far as that goes; 0 for nothing."""
    may_change = cell in grid.hidden or (grid.sensitive[cell] and (may_hide_zeros or grid.values[cell] > 0))
    least = 0 if may_hide_zeros or not grid.shown[cell] else 1
    return max(-off, least - grid.values[cell]) if may_change else 0


def _turned(grid: Grid, so_far: _Try, number: int, cell: int, change: int) -> int:
    """1 for a sum that a change puts off, -1 for one that it puts right."""
    before = so_far.off.get(number, 0)
    after = before + grid.sums[number][cell] * change
    return (after != 0) - (before != 0)


def _with(grid: Grid, so_far: _Try, cell: int, change: int) -> _Try:
    """The try with one more cell changed."""
    off = dict(so_far.off)
    for number in grid.of_cell[cell]:
        left = off.pop(number, 0) + grid.sums[number][cell] * change
        if left:
            off[number] = left
    weight, sizes = so_far.cost
    extra = grid.weight(cell)
    cost = (weight + extra, sizes + (grid.values[cell] if extra else 0))
    return _Try({**so_far.added, cell: change}, off, cost)
