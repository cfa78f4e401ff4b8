"""The seats of a round that an adopted plan has promised: they stand, whatever has been learnt since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kfond.sharing import Ask, SeatLine, Sharing


@dataclass(frozen=True, slots=True)
class PromisedLine:
    """A line of seats that is as it was adopted: `seats` and `queued` by municipality code.

    A municipality that is in neither has open seats.
    """

    seats: Mapping[str, int]
    queued: Mapping[str, int]

    @property
    def asked(self) -> int:
        """Seats given and seats in the queue."""
        return sum(self.seats.values()) + sum(self.queued.values())

    def cut(self, capacity: int) -> Sharing:
        """The seats that were promised, also where the groups of today would hold another number than `capacity`."""
        codes = sorted({*self.seats, *self.queued})
        given = {code: self.seats.get(code, 0) for code in codes}
        # Each seat as one to begin with: nobody competes for what is promised, so no quotient decides it.
        line = SeatLine(
            [Ask(code, seats, seats) for code, seats in given.items()], max(given.values(), default=0)
        )
        asked = tuple((code, given[code] + self.queued.get(code, 0)) for code in codes)
        return replace(line.cut(sum(given.values())), asked=asked)
