"""Which counts of a document are hidden, so that nobody can be singled out, and none of them computed from the rest.

Counts of children, families and homes, of survey answers, by sex, and of staff cut finer than municipality and
band are hidden where they are 1 to k-1, and zeros are shown. No official threshold exists: k is a setting, 5 the
common one. That totals must not give a hidden count away is what the Swedish handbook asks (SCB and ROS, Handbok
i statistisk röjandekontroll, 2015), and behind it stands 26 kap. 1 § offentlighets- och sekretesslagen: what is
told without names must still be withheld where it can be traced to a person.

Four rules follow, and `hide` keeps them:

- Nothing is safe by itself. Give `hide` everything that any document may show (every year, third of a year,
  municipality, form and total), not what one document shows: then all documents hide the same counts, and none
  can be subtracted from another.
- What has been told stays told. Documents come one after the other, and the report of a third of a year is read long
  before anybody knows the year. So counts are taken turn by turn, in the order in which documents may tell them: what
  was shown in an earlier turn can no longer be hidden, and what was hidden stays so and must be safe still.
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

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from kfond.provenance import Figure
from kfond.suppression.counts import Count, Grid, Sum
from kfond.suppression.search import changes_to

__all__ = ["LARGEST_HIDDEN_GROUP", "Count", "Sum", "hide", "is_small_group", "without_hidden"]

LARGEST_HIDDEN_GROUP = 10
"""Sick leave and engagement (HME) of a group of at most this many are hidden: what a law on municipal accounting
exempts as too easily traced to one employee (prop. 2002/03:6)."""
HASTES = (1, 4)
"""Steps of a search for counts that would look the same. Where the cheapest are not found in as many, the next
search goes for any, and hides more."""


def hide(counts: Iterable[Count], sums: Iterable[Sum], k: int) -> frozenset[Hashable]:
    """The keys of the counts to hide: those of 1 to k-1, and as few and small others as keep them safe.

    The same counts in the same order give the same answer, and what is hidden of a turn is the same whatever comes
    later. Raises ValueError where a total is not the sum of its parts, or where a small count follows from counts
    that may not be hidden.
    """
    grid = Grid(tuple(counts), tuple(sums))
    for turn in sorted(set(grid.turns)):
        _take(grid, turn, k)
    return frozenset(grid.keys[cell] for cell in grid.hidden if grid.shown[cell])


def without_hidden(figure: Figure, is_hidden: bool) -> Figure:
    """The figure as a document may carry it: hidden, it has neither a number nor bounds."""
    if not is_hidden:
        return replace(figure, sensitive=True)
    return replace(figure, value=None, low=None, high=None, sensitive=True, suppressed=True)


def is_small_group(size: int) -> bool:
    """Whether sick leave or engagement of a group of so many is hidden."""
    return size <= LARGEST_HIDDEN_GROUP


def _take(grid: Grid, turn: int, k: int) -> None:
    """Hides what it takes of the counts of a turn, where nothing else does all but the widest totals, at last those.

    A turn of which nothing is shown tells the reader nothing, whatever the search finds.
    """
    told = [cell for cell, told_in in enumerate(grid.turns) if told_in == turn]
    small = [cell for cell in told if grid.sensitive[cell] and 0 < grid.values[cell] < k]
    before = sorted(grid.ends)
    grid.join(turn)
    grid.hide(small)
    unsafe = _first_unsafe(grid, before, small, k)
    for cells in _widening(grid, told):
        if unsafe is None:
            break
        grid.hide(cells)
        unsafe = _first_unsafe(grid, before, small, k)
    if unsafe is not None and not grid.hidden.issuperset(told):
        raise ValueError(f"{grid.keys[unsafe]!r} follows from counts that may not be hidden")
    grid.settle(told, small, k)


def _widening(grid: Grid, told: Sequence[int]) -> Iterator[list[int]]:
    """What to hide where no protection is found: more and more of the totals, at last zeros too."""
    may_hide = [cell for cell in told if grid.sensitive[cell]]
    for level in sorted({grid.levels[cell] for cell in may_hide}):
        yield [cell for cell in may_hide if grid.values[cell] and grid.levels[cell] <= level]
    yield may_hide


def _first_unsafe(grid: Grid, before: Sequence[int], small: Sequence[int], k: int) -> int | None:
    """The first cell that cannot be kept safe: of earlier turns, or of those that are small in this one."""
    kept = next((cell for cell in before if not _stays_open(grid, cell)), None)
    return next((cell for cell in small if not _is_opened(grid, cell, k)), None) if kept is None else kept


def _is_opened(grid: Grid, cell: int, k: int) -> bool:
    """Whether counts with 1 and with k-1 in this cell would look the same, once what that takes is hidden."""
    value = grid.values[cell]
    for may_hide_zeros in (False, True):
        floor = 0 if may_hide_zeros else max(1, grid.floors[cell])
        is_lower = grid.lowest[cell] <= floor or _reached(grid, cell, range(floor, value), may_hide_zeros)
        is_higher = grid.highest[cell] >= k - 1 or _reached(
            grid, cell, range(k - 1, value, -1), may_hide_zeros
        )
        if (is_lower and floor < value) or (is_higher and value < k - 1):
            return True
    return False


def _stays_open(grid: Grid, cell: int) -> bool:
    """Whether a cell of an earlier turn can still be all that it could be then, once what that takes is hidden."""
    return all(
        grid.lowest[cell] <= end <= grid.highest[cell]
        or any(_reached(grid, cell, (end,), may_hide_zeros) for may_hide_zeros in (False, True))
        for end in grid.ends[cell]
    )


def _reached(grid: Grid, cell: int, ends: Iterable[int], may_hide_zeros: bool) -> bool:
    """Whether the cell could be any of `ends`, the farthest first; what has to be hidden for that is."""
    for end in ends:
        for haste in HASTES:
            changes = changes_to(grid, cell, end - grid.values[cell], may_hide_zeros, haste)
            if changes:
                grid.hide(sorted(changes))
                grid.note(changes)
                return True
    return False
