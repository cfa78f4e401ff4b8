"""The days on which no course should start: school breaks, of one municipality or of all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kfond.lists.rows import Row
from kfond.provenance import Source

KIND = "breaks"


@dataclass(frozen=True, slots=True)
class Break:
    """A break from its first to its last day, both included; `code` "" is every municipality."""

    code: str
    name: str
    first_day: date
    last_day: date
    source: Source


def breaks_of(rows: Iterable[Row]) -> tuple[Break, ...]:
    """What the lists of breaks say, in their order."""
    return tuple(_break(row) for row in rows if row.kind == KIND)


def _break(row: Row) -> Break:
    assert row.first_day and row.last_day, "a break has a first and a last day"
    return Break(row.municipality_code, row.name, row.first_day, row.last_day, row.source)
