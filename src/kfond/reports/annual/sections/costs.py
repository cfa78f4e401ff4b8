"""Costs: what municipalities say that the training cost which they arranged by themselves."""

from __future__ import annotations

from types import MappingProxyType

from kfond.formatting import NO_BREAK_SPACE, count_of, number
from kfond.lists.rows import Row
from kfond.reports.annual.definitions import ends_of, figure
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.participation_figures import key_of, words_of
from kfond.reports.annual.participations import LOCAL
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Column, Table
from kfond.reports.wording import NOT_KNOWN, UNCLEAR, marked, shown, span_of_days
from kfond.staffing.boxes import Box, box_of, sum_of


def _part(material: Material) -> Part | None:
    rows = material.rows_of(LOCAL)
    stated = [row for row in rows if _cost(row).best is not None]
    if not stated:
        return None
    period = words_of(material)
    total = sum_of(_cost(row) for row in stated)
    silent = len(rows) - len(stated)
    more = [f"Utan {count_of(silent, 'utbildning')} där ingen kostnad är angiven."] if silent else []
    found = Finding(
        figure(
            f"costs.{key_of(material)}.local_training",
            ends_of(total),
            total.sources,
            meaning="costs.local_training",
            more=more,
            period=period,
        )
    )
    money = marked(found.figure, f"{shown(found.figure)}{NO_BREAK_SPACE}kronor")
    return Part(
        findings=(found,),
        tables=MappingProxyType({"local_costs": _table(rows, period)}),
        words=MappingProxyType(
            {"period": period, "money": money, "stated": len(stated), "rows": len(rows), "silent": silent}
        ),
    )


def _cost(row: Row) -> Box:
    value = row.value("cost")
    return box_of(value.reading, value.source) if value else box_of(None, row.source)


def _table(rows: tuple[Row, ...], period: str) -> Table:
    heads = (Column("Kommun", False), Column("Utbildning", False), Column("När", False))
    return Table(
        f"Ordnat av kommunen själv {period}, kostnad i kronor",
        (*heads, Column("Kostnad")),
        tuple(
            (
                row.municipality,
                row.name,
                span_of_days(row.first_day, row.last_day or row.first_day),
                _money(row),
            )
            for row in rows
            if row.first_day
        ),
    )


def _money(row: Row) -> str:
    """12 000; what is typed without a figure is said to be unclear."""
    value, box = row.value("cost"), _cost(row)
    if box.best is None:
        return UNCLEAR if value and value.reading.review else NOT_KNOWN
    return number(box.best)


COSTS = Section("costs", "Kostnader", "Kostnader: inga kostnader är kända för tiden.", _part)
