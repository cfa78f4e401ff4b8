"""Budget and outcome of placements, owner by owner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from kfond.formatting import number
from kfond.provenance import Figure
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.placement_costs import booked_in, of_owners
from kfond.reports.annual.placement_figures import Time
from kfond.reports.annual.placement_tables import cell_of
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Column, Table
from kfond.reports.wording import marked

SUM = "Alla ägare"


def _part(material: Material) -> Part | None:
    if material.statistics is None:
        return None
    year = Time.of_year(material.year)
    rows = of_owners(material, booked_in(material, material.statistics), year)
    if not any(
        found.value is not None or found.suppressed for budget, *_ in rows.values() for found in (budget,)
    ):
        return None
    told = _told(rows[""], year) if "" in rows else ""
    return Part(
        findings=tuple(Finding(found) for figures in rows.values() for found in figures),
        tables=MappingProxyType({"budgets": _table(rows, year)}),
        words=MappingProxyType({"told": told}),
        summary=(told,) if told else (),
    )


def _table(rows: Mapping[str, Sequence[Figure]], year: Time) -> Table:
    return Table(
        f"Budget och utfall för placeringar {year.words}, kronor och andel",
        (
            Column("Ägare", False),
            Column("Budget"),
            Column("Utfall"),
            Column("Kvar"),
            Column("Andel av budgeten"),
        ),
        tuple((name or SUM, *map(cell_of, figures)) for name, figures in rows.items()),
    )


def _told(figures: Sequence[Figure], year: Time) -> str:
    """How much more or less than the budget all of them together spent; "" where that is not known."""
    budget, outcome, left, _ = figures
    if left.value is None or outcome.value is None or budget.value is None:
        return ""
    kronor = marked(left, f"{number(abs(Fraction(left.value)), 0)} kronor")
    more = "mindre" if left.value > 0 else "mer"
    return (
        f"Ägarna betalade **{kronor} {more}** än budgeten för placeringar {year.words}."
        if left.value
        else (f"Ägarnas kostnader för placeringar var {year.words} lika stora som budgeten.")
    )


BUDGETS = Section(
    "budgets",
    "Budget och utfall",
    "Budget och utfall: ingen budget för placeringar är känd för året.",
    _part,
    rank=7,
)
