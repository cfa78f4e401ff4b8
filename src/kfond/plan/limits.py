"""How much training each municipality can take and pay, and its agreed share of what is shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kfond.lists.figures import hundredths_in, ore_in, percent_in, whole_in
from kfond.lists.rows import Row
from kfond.provenance import Source

KIND = "limits"


@dataclass(frozen=True, slots=True)
class MunicipalLimits:
    """What a municipality states for a year; None is "not stated" or cannot be read, never "no limit" as a figure.

    `days`: training days a person and term, in hundredths. `budget`: the most it pays for joint training, in öre.
    `percent`: its agreed share, 7.5 for "7,5 %".
    """

    code: str
    year: int
    days: int | None
    budget: int | None
    population: int | None
    percent: Decimal | None
    source: Source


def limits_of(rows: Iterable[Row]) -> tuple[MunicipalLimits, ...]:
    """What the municipalities state, in the order of the rows."""
    return tuple(_limits(row) for row in rows if row.kind == KIND)


def _limits(row: Row) -> MunicipalLimits:
    assert row.first_day, "limits are of a year"
    return MunicipalLimits(
        code=row.municipality_code,
        year=row.first_day.year,
        days=hundredths_in(row, "days"),
        budget=ore_in(row, "budget"),
        population=whole_in(row, "population"),
        percent=percent_in(row, "percent"),
        source=row.source,
    )
