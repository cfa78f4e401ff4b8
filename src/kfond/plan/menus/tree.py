"""The schedules of a course as the leaves of a tree: a node is what has been held so far.

The seats of the next term are put in line once a node, and every number of groups takes the first seats of that line:
the sequence rule gives the same seats whatever the capacity, so schedules that begin alike share their beginnings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress
from math import prod
from typing import NamedTuple

from kfond.blocks import BlockLine
from kfond.catalogue.frequency import Kind
from kfond.plan.courses import OWED
from kfond.plan.menus.premises import Premises
from kfond.plan.menus.promised import PromisedLine
from kfond.plan.menus.values import Sharings
from kfond.plan.menus.windows import Starts, lateness
from kfond.plan.needs.values import State
from kfond.sharing import SeatLine

MOST_NUMBERS = 6
"""So many numbers of groups are tried in a term (0 among them); of more, only even steps."""
FEWEST_NUMBERS = 3
"""And never fewer than these: none, one, and as many as can be filled."""
MOST_SCHEDULES = 400
"""Where a menu would be longer than about this, it takes larger steps."""
LARGE, MOST_LINES = 40 * 40, 100
"""Municipalities times lines of the catalogue, and lines; beyond either menus are shorter. Ours: larger than any
association that is known, so that a real plan is solved to proof."""
ALL_OF_LARGE = 320_000
"""Seats of one municipality in one schedule that a large plan may list, as near as it goes. Ours."""
MOST_OF_LARGE = 100
"""And no menu of it is longer than about this. Ours: sixty associations with 200 courses took a third less time."""
FEWEST_OF_LARGE = 2
"""And there none and as many as can be filled may do."""


Line = SeatLine | BlockLine | PromisedLine


class Branch(NamedTuple):
    """What is held in the first terms of a horizon, as far as it is settled.

    `starts`: 1 for each term with a group. `seats`: given in each term; of a need that is not known, those of as many
    smallest groups. `fillable`: the groups that could be filled in each term, see `lateness`. `unfilled`: the terms
    with a group, not announced, that those counted do not fill. `is_thinned`: larger numbers of groups than one were
    left out on the way.
    """

    groups: tuple[int, ...] = ()
    starts: Starts = ()
    seats: tuple[int, ...] = ()
    sharings: Sharings = ()
    fillable: tuple[int, ...] = ()
    unfilled: tuple[int, ...] = ()
    is_thinned: bool = False


NOTHING_HELD = Branch()


@dataclass(frozen=True, slots=True)
class Tree:
    """The tree of one course; `allowed` holds the beginnings of every vector of starts."""

    premises: Premises
    allowed: frozenset[Starts]
    is_timely: bool = False
    """Whether no schedule is sought that is late; those with a number of rounds a year are told only at their end."""

    def leaves(self, numbers: int, branch: Branch = NOTHING_HELD) -> list[Branch]:
        """All schedules that begin as `branch`, fewest groups first; at most `numbers` numbers of groups a term."""
        if len(branch.groups) == len(self.premises.rhythm.years):
            return [branch]
        line = self._line(branch)
        could = self._could_hold(branch, line)
        tried, is_thinned = self._tried(branch, line, could, numbers)
        could = min(could, max(tried)) if isinstance(line, BlockLine) else could
        found: list[Branch] = []
        for groups in tried:
            longer = self._holding(branch, line, could, groups, is_thinned)
            if not (self.is_timely and self._is_late(longer)):
                found += self.leaves(numbers, longer)
        return found

    def _is_late(self, branch: Branch) -> bool:
        """Whether the last of the terms up to now is late, whatever follows; those before it are not."""
        rhythm = self.premises.rhythm
        if not branch.fillable[-1] or rhythm.kind not in (Kind.INTERVAL, Kind.GROUPS_PER_TERM):
            return False
        return lateness(rhythm, branch.groups, branch.fillable) > 0

    def _tried(
        self, branch: Branch, line: Line | None, could: int, numbers: int
    ) -> tuple[Sequence[int], bool]:
        """The numbers of groups to try in the next term, and whether any was left out up to then."""
        at = len(branch.groups)
        if at in self.premises.announced:
            return (self.premises.announced[at],), branch.is_thinned
        if not self._may_start(branch):
            return (0,), branch.is_thinned
        if line is None:
            return sorted({0, could}), branch.is_thinned
        tried: Sequence[int] = group_numbers(could, numbers)
        if isinstance(line, BlockLine) and self.premises.state is not State.PARTLY:
            tried = [groups for groups in tried if self._fills(line, groups)]
        return tried, branch.is_thinned or could >= numbers

    def _fills(self, line: BlockLine, groups: int) -> bool:
        """Whether so many groups are filled where some want a number of seats or none, so that seats may be left."""
        return line.cut(groups * self.premises.size.largest).seats >= groups * self.premises.size.smallest

    def numbers(self, starts: Sequence[Starts]) -> int:
        """How many numbers of groups a term may have so that about as many schedules come out as there may be.

        Reckoned from what is asked for before any seat is given, half of the seats given taken off what follows.
        """
        size, most = self.premises.size, self.premises.most_schedules
        if self.premises.state is State.UNKNOWN or _at_most(starts) <= most:
            return MOST_NUMBERS  # whatever is asked for
        asked = [
            self.premises.line((None,) * at).asked if any(in_term) else 0
            for at, in_term in enumerate(zip(*starts, strict=True))
        ]
        groups = size.smallest, size.largest, self.premises.rhythm.most_groups
        if prod(len(group_numbers(_filled_by(seats, *groups))) for seats in asked) <= most:
            return MOST_NUMBERS  # whatever starts there are
        fewest = FEWEST_NUMBERS if most >= MOST_SCHEDULES else FEWEST_OF_LARGE
        for numbers in range(MOST_NUMBERS, fewest, -1):
            # Those with the most starts come first, and say soonest that they are too many.
            counted = accumulate(
                _roughly(tuple(compress(asked, vector)), numbers, *groups) for vector in reversed(starts)
            )
            if all(so_far <= most for so_far in counted):
                return numbers
        return fewest

    def _line(self, branch: Branch) -> Line | None:
        """The seats of the next term in line; None where no group may start or nobody's need is known."""
        at = len(branch.groups)
        if at in self.premises.promised:
            return self.premises.promised[at]
        if self.premises.state is State.UNKNOWN or not self._may_start(branch):
            return None
        return self.premises.line(branch.sharings)

    def _may_start(self, branch: Branch) -> bool:
        return (*branch.starts, 1) in self.allowed

    def _could_hold(self, branch: Branch, line: Line | None) -> int:
        """The most groups that could be held in the next term; 0 where no start is allowed and all need is known."""
        announced = self.premises.announced.get(len(branch.groups))
        if announced is not None:
            return announced
        size, most = self.premises.size, self.premises.rhythm.most_groups
        filled = _filled_by(line.asked, size.smallest, size.largest, most) if line else 0
        if self.premises.rhythm.kind not in OWED or self.premises.state not in (State.PARTLY, State.UNKNOWN):
            return filled
        # Others than those counted may come: a group may be held, and late is late, whoever asks.
        is_counted = (
            self.premises.state is State.PARTLY or self.premises.rhythm.kind is not Kind.GROUPS_PER_TERM
        )
        return max(filled, 1 if is_counted else self.premises.rhythm.owed)

    def _holding(
        self, branch: Branch, line: Line | None, could: int, groups: int, is_thinned: bool
    ) -> Branch:
        """The branch with so many groups in its next term."""
        at, size = len(branch.groups), self.premises.size
        sharing = line.cut(groups * size.largest) if line and groups else None
        is_filled = line is not None and line.asked >= size.smallest
        is_open = groups > 0 and not is_filled and at not in self.premises.announced
        seats = sharing.seats if sharing else groups * size.smallest
        return Branch(
            (*branch.groups, groups),
            (*branch.starts, int(groups > 0)),
            (*branch.seats, seats),
            (*branch.sharings, sharing),
            (*branch.fillable, could),
            (*branch.unfilled, at) if is_open else branch.unfilled,
            is_thinned,
        )


def most_schedules(municipalities: int, lines: int) -> int:
    """About how many schedules a menu may have in a plan for so many municipalities and lines of the catalogue."""
    if is_small(municipalities, lines):
        return MOST_SCHEDULES
    return min(MOST_OF_LARGE, ALL_OF_LARGE // (municipalities * lines))


def is_small(municipalities: int, lines: int) -> bool:
    """Whether a plan for so many municipalities and lines of the catalogue is one that can be solved to proof."""
    return municipalities * lines <= LARGE and lines <= MOST_LINES


def group_numbers(most: int, numbers: int = MOST_NUMBERS) -> tuple[int, ...]:
    """0 to `most` groups; where those are more than `numbers` (at least 2): 0, 1 and even steps up to `most`.

    Two numbers are 0 and `most`.
    """
    if most < numbers:
        return tuple(range(most + 1))
    if numbers == FEWEST_OF_LARGE:
        return 0, most
    steps = numbers - 2
    return (0, *(1 + (most - 1) * at // steps for at in range(steps)), most)


def _filled_by(asked: int, smallest: int, largest: int, most: int | None) -> int:
    """The most groups that so many seats fill, each at least the smallest and none standing empty."""
    filled = min(asked // max(smallest, 1), -(-asked // largest))
    return filled if most is None else min(filled, most)


@lru_cache(maxsize=256)  # most courses of a catalogue share a few rhythms
def _at_most(starts: Sequence[Starts]) -> int:
    """How many schedules there could be if every start could have every number of groups."""
    return sum((MOST_NUMBERS - 1) ** sum(vector) for vector in starts)


@lru_cache(maxsize=2**13)  # starts that end alike, and courses for the same persons, have them in common
def _roughly(
    asked: tuple[int, ...], numbers: int, smallest: int, largest: int, most: int | None, taken: int = 0
) -> int:
    """How many schedules have a start in each of some terms, in which so many seats are asked for.

    `numbers`: of groups in a term; `smallest` and `largest`: groups; `most`: groups in a term; `taken`: seats before.
    """
    if not asked:
        return 1
    left = max(asked[0] - taken // 2, 0)
    tried = group_numbers(_filled_by(left, smallest, largest, most), numbers)[1:]
    if len(asked) == 1:
        return len(tried)
    given = [taken + min(left, groups * largest) for groups in tried]
    return sum([_roughly(asked[1:], numbers, smallest, largest, most, seats) for seats in given])
