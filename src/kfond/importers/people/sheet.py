"""What a list of staff said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kfond.errors import Problem
from kfond.importers.dates import AsOf
from kfond.importers.people.faults import Fault
from kfond.importers.people.headings import KIND
from kfond.messages import Message
from kfond.staffing.people import OUTSIDE_POSTS, VACANT, People
from kfond.workbook import Sheet

__all__ = ["KIND", "PeopleSheet"]


@dataclass(frozen=True, slots=True)
class PeopleSheet:
    """The persons of a sheet and what is wrong with its cells; `refused` is what keeps it from being read at all."""

    sheet: Sheet
    people: People | None
    as_of: AsOf | None
    notices: tuple[Message, ...]
    faults: tuple[Fault, ...]
    refused: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What has no place in the database."""
        return (*self.refused, *(f.as_problem(self.sheet) for f in self.faults if not f.wrong.is_doubt))

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """Cells that are kept as not known and need a human."""
        return tuple(f.as_problem(self.sheet) for f in self.faults if f.wrong.is_doubt)

    @property
    def doubtful(self) -> int:
        """How many those are."""
        return sum(fault.wrong.is_doubt for fault in self.faults)

    @property
    def day(self) -> date | None:
        """The day of the list."""
        return self.as_of.day if self.as_of else None

    @property
    def codes(self) -> frozenset[str]:
        """The municipalities that it speaks of."""
        return frozenset(row.municipality_code for row in self.people.rows) if self.people else frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether no row could be read."""
        return self.people is None or not self.people.rows

    @property
    def vacant(self) -> int:
        """How many rows are posts that nobody has."""
        return sum(row.employment == VACANT for row in self.people.rows) if self.people else 0

    @property
    def outside(self) -> int:
        """How many rows are of roles that the posts do not count."""
        return sum(row.role in OUTSIDE_POSTS for row in self.people.rows) if self.people else 0

    @property
    def persons(self) -> int:
        """How many persons there are, each counted once; a row that names nobody is a person of its own."""
        if self.people is None:
            return 0
        rows = [row for row in self.people.rows if row.employment != VACANT]
        named = {(row.municipality_code, row.pseudonym) for row in rows if row.pseudonym}
        return len(named) + sum(row.pseudonym is None for row in rows)
