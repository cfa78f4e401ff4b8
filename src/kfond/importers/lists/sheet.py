"""What a list said, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kfond.errors import Problem
from kfond.lists.kinds import ListKind
from kfond.lists.rows import Row
from kfond.messages import Message, say
from kfond.provenance import Source


@dataclass(frozen=True, slots=True)
class ListSheet:
    """What a list said: its rows, its footnotes, what to know of it, every problem, and the heading of each field."""

    kind: ListKind
    rows: tuple[Row, ...]
    notes: tuple[Source, ...]
    notices: tuple[Message, ...]
    problems: tuple[Problem, ...]
    headings: Mapping[str, Source] = field(default_factory=dict)

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """The cells that a human should look at."""
        return tuple(
            Problem(
                value.source.place,
                say("“{text}” cannot be read with certainty.", text=value.reading.verbatim),
                say("Write a plain answer, and the words in a comment."),
            )
            for row in self.rows
            for value in row.values
            if value.reading.review
        )

    @property
    def day(self) -> date | None:
        """The last day that the list speaks of, where all of its rows speak of the same."""
        days = {row.last_day for row in self.rows}
        return days.pop() if len(days) == 1 else None

    @property
    def codes(self) -> frozenset[str]:
        """The municipalities that it speaks of."""
        return frozenset(row.municipality_code for row in self.rows if row.municipality_code)

    @property
    def is_empty(self) -> bool:
        """Whether no row could be read."""
        return not self.rows
