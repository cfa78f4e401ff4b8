"""Which counts of a document are hidden, so that nobody can be singled out, and none of them computed from the rest.

Counts of children, families and homes, of survey answers, by sex, and of staff cut finer than municipality and
band are hidden where they are 1 to k-1, and zeros are shown. No official threshold exists: k is a setting, 5 the
common one. That totals must not give a hidden count away is what the Swedish handbook asks (SCB and ROS, Handbok
i statistisk röjandekontroll, 2015), and behind it stands 26 kap. 1 § offentlighets- och sekretesslagen: what is
told without names must still be withheld where it can be traced to a person.

Three rules follow, and `hide` keeps them:

- Nothing is safe by itself. Give `hide` everything that any document may show (every year, third of a year,
  municipality, form and total), not what one document shows: then all documents hide the same counts, and none
  can be subtracted from another.
- A hidden count is safe when other counts would look the same to the reader: some in which it is as small as 1,
  and some in which it is k-1, with everything shown as it is and every total the sum of its parts. The reader is
  taken to know that zeros are shown. Where what may not be hidden (a sum of participations) leaves less room
  than that, the room that there is must be left: at least one other number.
- Counts hidden for their own sake and those hidden for others' are called the same, "dold". Two words would tell
  the reader that one is below k and the other not, which is often enough to compute both.

What this does not stop: a reader who knows one of the hidden counts himself, and a comparison of two versions of
a document between which a single count was corrected.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count

from kfond.provenance import Figure

LARGEST_HIDDEN_GROUP = 10
"""Sick leave and engagement (HME) of a group of at most this many are hidden: what a law on municipal accounting
exempts as too easily traced to one employee (prop. 2002/03:6)."""
MOST_TRIED = 1000
HASTES = (1, 4)
"""Steps of a search for counts that would look the same. Where the cheapest are not found in as many, the next
search goes for any, and hides more."""
MOST_BRANCHES = 12
MOST_PARTIAL = 3
TOTAL_WEIGHT = 2
"""Two parts are rather hidden than one total of them, on each of MOST_LEVELS levels."""
MOST_LEVELS = 6


@dataclass(frozen=True, slots=True)
class Count:
    """A count of a document. `value` None is not known; one that is `sensitive` must be hidden where it is small.

    One that no document shows but that a reader could compute (ended placements that were planned, from all
    and the unplanned) is given too, with `shown` False: it is protected as the others are.
    """

    key: Hashable
    value: int | None
    sensitive: bool = True
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Sum:
    """A total that is the sum of its parts, by their keys. Parts that are not known count for nothing in it."""

    total: Hashable
    parts: tuple[Hashable, ...]


def hide(counts: Iterable[Count], sums: Iterable[Sum], k: int) -> frozenset[Hashable]:
    """The keys of the counts to hide: those of 1 to k-1, and as few and small others as keep them safe.

    The same counts in the same order give the same answer. Raises ValueError where a total is not the sum of its
    parts, or where a small count follows from counts that may not be hidden.
    """
    grid = _Grid(tuple(counts), tuple(sums))
    small = [cell for cell, value in enumerate(grid.values) if grid.sensitive[cell] and 0 < value < k]
    grid.hide(small)
    for cell in small:
        _protect(grid, cell, k)
    return frozenset(grid.keys[cell] for cell in grid.hidden if grid.shown[cell])


def without_hidden(figure: Figure, is_hidden: bool) -> Figure:
    """The figure as a document may carry it: hidden, it has neither a number nor bounds."""
    if not is_hidden:
        return replace(figure, sensitive=True)
    return replace(figure, value=None, low=None, high=None, sensitive=True, suppressed=True)


def is_small_group(size: int) -> bool:
    """Whether sick leave or engagement of a group of so many is hidden."""
    return size <= LARGEST_HIDDEN_GROUP


class _Grid:
    """The counts as numbered cells, and the sums that tie them; `hidden` grows as cells are protected."""

    def __init__(self, counts: Sequence[Count], sums: Sequence[Sum]) -> None:
        known = [(each, each.value) for each in counts if each.value is not None]
        self.keys = [each.key for each, _ in known]
        self.values = [value for _, value in known]
        self.sensitive = [each.sensitive for each, _ in known]
        self.shown = [each.shown for each, _ in known]
        self.hidden: set[int] = set()
        self.lowest, self.highest = list(self.values), list(self.values)
        self.of_cell: list[list[int]] = [[] for _ in known]
        self.parts: list[list[list[int]]] = [[] for _ in known]
        self.sums: list[dict[int, int]] = []
        number = {key: cell for cell, key in enumerate(self.keys)}
        if len(number) < len(known):
            raise ValueError("two counts have the same key")
        for each in sums:
            self._tie(each, number)
        self.levels, self.floors = _levels_and_floors(self)
        self.hidden_of: list[list[int]] = [[] for _ in self.sums]
        self.shown_of = [
            sorted(members, key=lambda cell: (self.weight(cell), self.values[cell], cell))
            for members in self.sums
        ]
        self.hide(cell for cell, is_shown in enumerate(self.shown) if not is_shown)

    def _tie(self, each: Sum, number: Mapping[Hashable, int]) -> None:
        """Adds a sum as the sign of each of its cells, the total's -1; where the total is not known it says nothing."""
        if each.total not in number:
            return
        total, parts = number[each.total], [number[part] for part in each.parts if part in number]
        if self.values[total] != sum(self.values[part] for part in parts) or len(set(parts)) < len(parts):
            raise ValueError(f"{each.total!r} is not the sum of its parts")
        for cell in (total, *parts):
            self.of_cell[cell].append(len(self.sums))
        self.sums.append({total: -1, **dict.fromkeys(parts, 1)})
        self.parts[total].append(parts)

    def hide(self, cells: Iterable[int]) -> None:
        """Hides cells; those that are hidden already stay so."""
        for cell in cells:
            if cell not in self.hidden:
                self.hidden.add(cell)
                for number in self.of_cell[cell]:
                    self.hidden_of[number].append(cell)
                    self.shown_of[number].remove(cell)

    def note(self, changes: Mapping[int, int]) -> None:
        """Remembers how low and how high each cell of counts that would look the same is."""
        for cell, change in changes.items():
            number = self.values[cell] + change
            self.lowest[cell] = min(self.lowest[cell], number)
            self.highest[cell] = max(self.highest[cell], number)

    def weight(self, cell: int) -> int:
        """What it costs the reader that a cell is hidden: nothing where it is so already."""
        return 0 if cell in self.hidden else TOTAL_WEIGHT ** min(self.levels[cell], MOST_LEVELS)


def _levels_and_floors(grid: _Grid) -> tuple[list[int], list[int]]:
    """For each cell how many levels of totals it stands on, and the least it can be, given which counts are zero."""
    levels: dict[int, int] = {}
    floors: dict[int, int] = {}
    for start in range(len(grid.values)):
        waiting = [start]
        while waiting:
            cell = waiting[-1]
            below = [part for parts in grid.parts[cell] for part in parts]
            missing = [part for part in below if part not in levels]
            if missing and len(waiting) > len(grid.values):
                raise ValueError(f"{grid.keys[cell]!r} is a part of itself")
            if missing:
                waiting.append(missing[0])
                continue
            levels[cell] = 1 + max((levels[part] for part in below), default=-1)
            least = 1 if grid.values[cell] and grid.shown[cell] else 0
            sums_of_floors = (sum(floors[part] for part in parts) for parts in grid.parts[cell])
            floors[cell] = max(least, *sums_of_floors, 0)
            waiting.pop()
    return [levels[cell] for cell in range(len(levels))], [floors[cell] for cell in range(len(floors))]


def _protect(grid: _Grid, cell: int, k: int) -> None:
    """Hides what it takes that counts with 1 and with k-1 in this cell would look the same."""
    value = grid.values[cell]
    for may_hide_zeros in (False, True):
        floor = 0 if may_hide_zeros else max(1, grid.floors[cell])
        is_lower = grid.lowest[cell] <= floor or _reached(grid, cell, range(floor, value), may_hide_zeros)
        is_higher = grid.highest[cell] >= k - 1 or _reached(
            grid, cell, range(k - 1, value, -1), may_hide_zeros
        )
        if (is_lower and floor < value) or (is_higher and value < k - 1):
            return
    raise ValueError(f"{grid.keys[cell]!r} follows from counts that may not be hidden")


def _reached(grid: _Grid, cell: int, ends: Iterable[int], may_hide_zeros: bool) -> bool:
    """Whether the cell could be any of `ends`, the farthest first; what has to be hidden for that is."""
    for end in ends:
        for haste in HASTES:
            changes = _changes(grid, cell, end - grid.values[cell], may_hide_zeros, haste)
            if changes:
                grid.hide(sorted(changes))
                grid.note(changes)
                return True
    return False


@dataclass(frozen=True, slots=True)
class _Try:
    """Cells with what is added to each, and the sums that do not come out yet with how much they are off."""

    added: Mapping[int, int]
    off: Mapping[int, int]
    cost: tuple[int, int]


def _changes(
    grid: _Grid, cell: int, added: int, may_hide_zeros: bool, haste: int
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


def _followed(grid: _Grid, so_far: _Try, may_hide_zeros: bool) -> Sequence[_Try]:
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


def _near(grid: _Grid, so_far: _Try, number: int, off: int, may_hide_zeros: bool) -> Iterable[int]:
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


def _change(grid: _Grid, cell: int, off: int, may_hide_zeros: bool) -> int:
    """What a reader could take a cell for more or less to make up for `off`, as far as that goes; 0 for nothing."""
    may_change = cell in grid.hidden or (grid.sensitive[cell] and (may_hide_zeros or grid.values[cell] > 0))
    least = 0 if may_hide_zeros or not grid.shown[cell] else 1
    return max(-off, least - grid.values[cell]) if may_change else 0


def _turned(grid: _Grid, so_far: _Try, number: int, cell: int, change: int) -> int:
    """1 for a sum that a change puts off, -1 for one that it puts right."""
    before = so_far.off.get(number, 0)
    after = before + grid.sums[number][cell] * change
    return (after != 0) - (before != 0)


def _with(grid: _Grid, so_far: _Try, cell: int, change: int) -> _Try:
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
