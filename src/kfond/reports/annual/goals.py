"""Goals: indicator rows of one name, one definition and one period, and how far each outcome is from its target.

Whether more is better is not told: for one indicator the target is a ceiling, for another a floor. Two definitions
are two goals; they are never in one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kfond.cells import Quality
from kfond.formatting import NO_BREAK_SPACE, number, swedish_key
from kfond.lists.rows import Row
from kfond.reports.annual.changes import amount_of
from kfond.reports.annual.list_rows import ends_in, rows_in_order
from kfond.reports.annual.material import Material
from kfond.reports.annual.workloads import exactly_in
from kfond.staffing.returns import Measure
from kfond.suppression import is_small_group

OF_FEW = ("sjukfrånvaro", "sjuktal", "hme", "medarbetarengagemang", "engagemang")
"""Words of indicators that are hidden for a group of few: sick leave and engagement."""
STEPS: Mapping[str, str] = {
    "procent": "procentenheter",
    "%": "procentenheter",
    "kronor": "kronor",
    "kr": "kronor",
    "dagar": "dagar",
}
SINGLE: Mapping[str, str] = {"procentenheter": "procentenhet", "kronor": "krona", "dagar": "dag"}
"""What a distance is counted in, by what the indicator is measured in."""


@dataclass(frozen=True, slots=True)
class Goal:
    """An indicator with one definition in one period: its rows, those of the year before, and whose are hidden."""

    indicator: str
    definition: str
    measured_in: str
    first_day: date
    last_day: date
    rows: tuple[Row, ...]
    before: Mapping[str, Row]
    hidden: frozenset[str]

    def outcome(self, row: Row) -> Fraction | None:
        """An outcome that is known exactly and may be shown."""
        return None if row.municipality_code in self.hidden else exactly_in(ends_in(row.value("value")))

    def distance(self, row: Row) -> Fraction | None:
        """How far the outcome is above the target (below: negative); None where either is not known."""
        outcome, target = self.outcome(row), exactly_in(ends_in(row.value("target")))
        return None if outcome is None or target is None else outcome - target


def goals(material: Material, rows: Sequence[Row]) -> tuple[Goal, ...]:
    """The goals of the report's years, by indicator in Swedish order, then by period; `rows` are of all years."""
    found: dict[tuple[str, str, str, date, date], list[Row]] = {}
    for row in rows:
        if row.first_day and row.first_day.year in material.years:
            found.setdefault((*_kind(row), row.first_day, row.last_day or row.first_day), []).append(row)
    ordered = sorted(found, key=lambda key: (swedish_key(key[0]), key[3], key[4], key[1]))
    return tuple(_goal(material, found[key], rows) for key in ordered)


def in_words(distance: Fraction, measured_in: str) -> str:
    """A distance to a target: 9,2 procentenheter över målet, på målet."""
    if distance == 0:
        return "på målet"
    step = STEPS.get(measured_in.casefold().strip(), "")
    step = SINGLE.get(step, step) if abs(distance) == 1 else step
    size = number(abs(distance)) + (f"{NO_BREAK_SPACE}{step}" if step else "")
    return f"{size} {'över' if distance > 0 else 'under'} målet"


def _kind(row: Row) -> tuple[str, str, str]:
    """What must be the same for two rows to be of one goal."""
    texts = (row.name, row.text("definition"), row.text("measured_in"))
    name, definition, measured_in = (" ".join(text.casefold().split()) for text in texts)
    return name, definition, measured_in


def _goal(material: Material, rows: Sequence[Row], every: Iterable[Row]) -> Goal:
    first = rows[0]
    assert first.first_day is not None
    return Goal(
        indicator=first.name,
        definition=first.text("definition"),
        measured_in=first.text("measured_in"),
        first_day=first.first_day,
        last_day=first.last_day or first.first_day,
        rows=rows_in_order(rows),
        before={row.municipality_code: row for row in every if _is_year_before(row, first)},
        hidden=frozenset(row.municipality_code for row in rows if _is_hidden(material, row)),
    )


def _is_year_before(row: Row, other: Row) -> bool:
    """Whether a row is of the same time of the year before, with the same definition."""
    return _kind(row) == _kind(other) and all(
        day is not None
        and since is not None
        and (since.year - day.year, day.month, day.day) == (1, since.month, since.day)
        for day, since in ((row.first_day, other.first_day), (row.last_day, other.last_day))
    )


def _is_hidden(material: Material, row: Row) -> bool:
    """Whether sick leave or engagement of a municipality is of a group that is small, or may be.

    The group is as large as the municipality's posts; where those are not known it may be small.
    """
    if not row.municipality_code or not any(word in _words(row) for word in OF_FEW):
        return False
    least = _least_posts(material, row)
    return least is None or is_small_group(int(least))


def _words(row: Row) -> str:
    return f"{row.name} {row.text('definition')}".casefold()


def _least_posts(material: Material, row: Row) -> Decimal | None:
    """The posts of the municipality in the year of a row; None where they are not known."""
    year = row.first_day.year if row.first_day else material.year
    returns = material.earlier.get(year) or [
        answer for answer in material.returns if answer.as_of.year == year
    ]
    posts = amount_of(
        [answer for answer in returns if answer.municipality_code == row.municipality_code],
        Measure.POSITIONS,
    )
    return posts.low if posts else None


def is_number(row: Row, field: str) -> bool:
    """Whether a cell states a number, if only an interval."""
    value = row.value(field)
    return value is not None and value.reading.quality not in (Quality.MISSING, Quality.UNCLEAR)
