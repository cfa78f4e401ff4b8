"""Counts and the sums that tie them, as numbered cells."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

TOTAL_WEIGHT = 2
"""Two parts are rather hidden than one total of them, on each of MOST_LEVELS levels."""
MOST_LEVELS = 6


@dataclass(frozen=True, slots=True)
class Count:
    """A count of a document. `value` None is not known; one that is `sensitive` must be hidden where it is small.

    One that no document shows but that a reader could compute (ended placements that were planned, from all
    and the unplanned) is given too, with `shown` False: it is protected as the others are. `turn`: the place in the
    order in which documents tell it; counts of the same turn are first told together.
    """

    key: Hashable
    value: int | None
    sensitive: bool = True
    shown: bool = True
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Sum:
    """A total that is the sum of its parts, by their keys. Parts that are not known count for nothing in it.

    `off`: by how much more the total is, where the reader knows that it does not come out: a slip in what was counted.
    """

    total: Hashable
    parts: tuple[Hashable, ...]
    off: int = 0


class Grid:
    """The counts as numbered cells, and the sums that tie them; `hidden` grows as cells are protected.

    A sum ties its cells from the turn on in which the last of them is told.
    """

    def __init__(self, counts: Sequence[Count], sums: Sequence[Sum]) -> None:
        known = [(each, each.value) for each in counts if each.value is not None]
        self.keys = [each.key for each, _ in known]
        self.values = [value for _, value in known]
        self.sensitive = [each.sensitive for each, _ in known]
        self.shown = [each.shown for each, _ in known]
        self.turns = [each.turn for each, _ in known]
        self.hidden = {cell for cell, is_shown in enumerate(self.shown) if not is_shown}
        self.lowest, self.highest = list(self.values), list(self.values)
        self.others: list[Mapping[int, int]] = []
        self.ends: dict[int, tuple[int, int]] = {}
        self.of_cell: list[list[int]] = [[] for _ in known]
        self.parts: list[list[tuple[list[int], int]]] = [[] for _ in known]
        self.sums: list[dict[int, int]] = []
        number = {key: cell for cell, key in enumerate(self.keys)}
        if len(number) < len(known):
            raise ValueError("two counts have the same key")
        for each in sums:
            self._tie(each, number)
        self.levels, self.floors = _levels_and_floors(self)
        self.hidden_of: list[list[int]] = [[] for _ in self.sums]
        self.shown_of: list[list[int]] = [[] for _ in self.sums]

    def _tie(self, each: Sum, number: Mapping[Hashable, int]) -> None:
        """Adds a sum as the sign of each of its cells, the total's -1; where the total is not known it says nothing."""
        if each.total not in number:
            return
        total, parts = number[each.total], [number[part] for part in each.parts if part in number]
        if self.values[total] != sum(self.values[part] for part in parts) + each.off or len(set(parts)) < len(
            parts
        ):
            raise ValueError(f"{each.total!r} is not the sum of its parts")
        self.sums.append({total: -1, **dict.fromkeys(parts, 1)})
        self.parts[total].append((parts, each.off))

    def join(self, turn: int) -> None:
        """Takes the sums that a turn completes, and forgets the other counts that do not come out by them."""
        joined = [
            number
            for number, members in enumerate(self.sums)
            if max(self.turns[cell] for cell in members) == turn
        ]
        for number in joined:
            members = self.sums[number]
            for cell in members:
                self.of_cell[cell].append(number)
            self.hidden_of[number] = [cell for cell in members if cell in self.hidden]
            self.shown_of[number] = sorted(
                (cell for cell in members if cell not in self.hidden),
                key=lambda cell: (self.weight(cell), self.values[cell], cell),
            )
        others = [each for each in self.others if self._comes_out(each, joined)]
        self.others, self.lowest, self.highest = [], list(self.values), list(self.values)
        for each in others:
            self.note(each)

    def _comes_out(self, changes: Mapping[int, int], numbers: Iterable[int]) -> bool:
        """Whether some sums are right for counts that are changed."""
        return all(
            sum(sign * changes.get(cell, 0) for cell, sign in self.sums[number].items()) == 0
            for number in numbers
        )

    def settle(self, told: Iterable[int], small: Iterable[int], k: int) -> None:
        """What a turn shows is shown for good, and what it hid may be whatever it could be when the turn ended."""
        for cell in told:
            if cell not in self.hidden:
                self.sensitive[cell] = False
        for cell in small:
            self.ends[cell] = max(1, self.lowest[cell]), min(k - 1, self.highest[cell])

    def hide(self, cells: Iterable[int]) -> None:
        """Hides cells; those that are hidden already stay so."""
        for cell in cells:
            if cell not in self.hidden:
                self.hidden.add(cell)
                for number in self.of_cell[cell]:
                    self.hidden_of[number].append(cell)
                    self.shown_of[number].remove(cell)

    def note(self, changes: Mapping[int, int]) -> None:
        """Remembers counts that would look the same, and how low and how high each cell of them is."""
        self.others.append(changes)
        for cell, change in changes.items():
            number = self.values[cell] + change
            self.lowest[cell] = min(self.lowest[cell], number)
            self.highest[cell] = max(self.highest[cell], number)

    def weight(self, cell: int) -> int:
        """What it costs the reader that a cell is hidden: nothing where it is so already."""
        return 0 if cell in self.hidden else TOTAL_WEIGHT ** min(self.levels[cell], MOST_LEVELS)


def _levels_and_floors(grid: Grid) -> tuple[list[int], list[int]]:
    """For each cell how many levels of totals it stands on, and the least it can be, given which counts are zero."""
    levels: dict[int, int] = {}
    floors: dict[int, int] = {}
    for start in range(len(grid.values)):
        waiting = [start]
        while waiting:
            cell = waiting[-1]
            below = [part for parts, _ in grid.parts[cell] for part in parts]
            missing = [part for part in below if part not in levels]
            if missing and len(waiting) > len(grid.values):
                raise ValueError(f"{grid.keys[cell]!r} is a part of itself")
            if missing:
                waiting.append(missing[0])
                continue
            levels[cell] = 1 + max((levels[part] for part in below), default=-1)
            least = 1 if grid.values[cell] and grid.shown[cell] else 0
            sums_of_floors = (sum(floors[part] for part in parts) + off for parts, off in grid.parts[cell])
            floors[cell] = max(least, *sums_of_floors, 0)
            waiting.pop()
    return [levels[cell] for cell in range(len(levels))], [floors[cell] for cell in range(len(floors))]
