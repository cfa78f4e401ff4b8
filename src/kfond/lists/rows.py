"""A row of a list and its values, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kfond.cells import Reading
from kfond.lists.kinds import ListKind
from kfond.provenance import Source

ONE_PERSON = "person"
"""The text of a figure that no cell states: a row a person counts one."""


@dataclass(frozen=True, slots=True)
class Value:
    """What one cell of a list says: `reading` is its figure (or why there is none), `text` its words or choice."""

    field: str
    reading: Reading
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: what it speaks of, and what it says.

    `municipality_code` is "" where the row is of no single municipality, `first_day` None where it states no
    period, `person` a keyed pseudonym or "". `source` is the cell of its name, or its first one.
    """

    kind: str
    municipality_code: str
    municipality: str
    unit: str
    area: str
    name: str
    first_day: date | None
    last_day: date | None
    person: str
    values: tuple[Value, ...]
    source: Source

    def value(self, field: str) -> Value | None:
        """The value of a field; None where the list has no such column or the cell is empty."""
        for value in self.values:  # asked some million times for a large report
            if value.field == field:
                return value
        return None

    def text(self, field: str) -> str:
        """The words or choice of a field; "" where there are none."""
        found = self.value(field)
        return found.text if found else ""


def identity_of(row: Row, kind: ListKind) -> tuple[object, ...]:
    """What tells the row from every other of its kind: two rows with the same identity say the same thing twice."""
    about: dict[str, object] = {
        "municipality": row.municipality_code,
        "unit": row.unit,
        "area": row.area,
        "period": (row.first_day, row.last_day),
        "person": row.person,
        kind.name: row.name.casefold(),
    }
    return tuple(about[key] if key in about else row.text(key).casefold() for key in kind.identity)
