"""A menu: the schedules that one course may have."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

from kfond.sharing import Sharing

FULL_WEIGHT = 30_000
"""The value of one seat in the first planned term for somebody with 0-2 years: 100 for the term, times 3.00."""

Sharings = tuple[Sharing | None, ...]
"""Who gets which seat in each term; None where no seat is shared."""

_given = itemgetter(1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Whole groups in each term of the horizon, and all that follows from them.

    `sharings`: None where no seat is shared (no group, or nobody's need is known).
    `late`: terms late, all starts together. `value`: weighted seats, see `menus.worth`. `costs`: whole öre in each
    calendar year of the horizon, the look-ahead at half; None is "not known". `days`: hundredths of course days that
    one seat takes.
    """

    groups: tuple[int, ...]
    sharings: Sharings
    late: int
    value: int
    costs: tuple[int | None, ...]
    days: int

    @property
    def seats(self) -> tuple[int, ...]:
        """Seats given in each term."""
        return tuple(0 if sharing is None else sum(map(_given, sharing.granted)) for sharing in self.sharings)

    @property
    def rounds(self) -> tuple[int, ...]:
        """1 in each term in which the course starts, else 0."""
        return tuple([int(groups > 0) for groups in self.groups])

    def seats_of(self, code: str) -> tuple[int, ...]:
        """A municipality's seats in each term; 0 where it asked for none."""
        return tuple(
            sharing.seats_of(code) if sharing and sharing.has_asked(code) else 0 for sharing in self.sharings
        )


@dataclass(frozen=True, slots=True)
class Menu:
    """The schedules of a course, in a fixed order; the first has no group but what is announced.

    `key` is the course's. `is_thinned`: the need is so large that only even steps of groups are listed.
    """

    key: str
    schedules: tuple[Schedule, ...]
    is_thinned: bool = False
