"""One thing that is to be done: what, by when, and the command to run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kfond.messages import Message


@dataclass(frozen=True, slots=True)
class Item:
    """`on` is the last day, None where there is none. `uid` stays the same from day to day. `note` is what must be
    looked up first, "" where there is nothing."""

    uid: str
    on: date | None
    what: Message
    command: str
    note: str = ""

    def is_overdue(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.on is not None and self.on < today


def in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """The earliest last day first; what has none comes last."""
    return tuple(sorted(items, key=lambda item: (item.on or date.max, item.uid)))
