"""Workload measurements: the newest of each unit and the one before with the same model; models are never mixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kfond.formatting import swedish_key
from kfond.lists.rows import Row
from kfond.reports.annual.definitions import Ends
from kfond.reports.annual.list_rows import ends_in, ids_of, row_name, rows_in_order

Unit = tuple[str, str]
"""Municipality code and unit."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit's newest measurement with a model, and the one before that with the same model, if any."""

    key: str
    name: str
    last: Row
    before: Row | None

    @property
    def has_same_limit(self) -> bool:
        """Whether both measurements have the same limit, so that the shares above it can be compared."""
        return self.before is not None and ends_in(self.last.value("limit")) == ends_in(
            self.before.value("limit")
        )

    def change(self, field: str) -> Fraction | None:
        """How much a number has changed; None where it is not exactly known in both."""
        if self.before is None or (field == "above_limit" and not self.has_same_limit):
            return None
        now, then = (exactly_in(ends_in(row.value(field))) for row in (self.last, self.before))
        return None if now is None or then is None else now - then


def exactly_in(ends: Ends) -> Fraction | None:
    """A number that is known without an interval."""
    return Fraction(ends.value) if ends.value is not None and ends.low == ends.high else None


def by_model(rows: Iterable[Row]) -> Mapping[str, tuple[Measured, ...]]:
    """The units' newest measurements by model, in Swedish order; the model's name as first written."""
    models: dict[str, list[Row]] = {}
    spelt: dict[str, str] = {}
    for row in rows_in_order(rows):
        name = " ".join(row.name.split())
        spelt.setdefault(name.casefold(), name)
        models.setdefault(name.casefold(), []).append(row)
    ids = ids_of({row_name(row) for of_model in models.values() for row in of_model})
    model_ids = ids_of(set(spelt.values()))
    taken: set[str] = set()
    found: dict[str, tuple[Measured, ...]] = {}
    for key in sorted(models, key=swedish_key):
        found[spelt[key]] = tuple(_measured(models[key], ids, model_ids[spelt[key]], taken))
    return found


def _measured(rows: Iterable[Row], ids: Mapping[str, str], model_id: str, taken: set[str]) -> list[Measured]:
    """Each unit's measurements with a model. A second model's ids name it: workload.habo.2017.MODEL."""
    units: dict[Unit, list[Row]] = {}
    for row in rows:
        units.setdefault((row.municipality_code, row.unit), []).append(row)
    found = []
    for of_unit in units.values():
        *earlier, last = sorted(of_unit, key=_day)
        key = f"workload.{ids[row_name(last)]}.{_day(last).year}"
        key = f"{key}.{model_id}" if key in taken else key
        taken.add(key)
        found.append(Measured(key, row_name(last), last, earlier[-1] if earlier else None))
    return found


def _day(row: Row) -> date:
    day = row.last_day or row.first_day
    assert day is not None  # a measurement without a period is not read
    return day
