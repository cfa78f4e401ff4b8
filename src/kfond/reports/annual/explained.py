"""The list at the end of a report: which figures it explains one by one, and which it tells of together.

A region's report explains every figure. In one with thousands of figures the list would be longer than the report,
and nobody would read it: there, figures of which many have one definition are told of together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kfond.provenance import Figure
from kfond.reports.annual.report import Report
from kfond.reports.annual.staff_cells import UnitCells
from kfond.reports.tables import Cell, Marked, Table

MOST_EXPLAINED = 1000
"""Figures and single cells of a report that are explained one by one, all of them; of more, only what is rare."""
MANY = 100
"""So many figures of one definition are many."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Figures that share a definition and a coverage; those of a short entry are each explained with their cells."""

    definition: str
    figures: tuple[Figure, ...]
    is_short: bool

    @property
    def label(self) -> str:
        """The words that the labels of all its figures begin with: Deltagartillfällen."""
        return " ".join(self._shared).strip(" ,:")

    @property
    def named(self) -> tuple[tuple[Figure, str], ...]:
        """The figures, each with what its label has beyond those words: 2018, Habo."""
        known = len(self._shared)
        return tuple(
            (figure, " ".join(figure.label.split(" ")[known:]) or figure.label) for figure in self.figures
        )

    @property
    def _shared(self) -> Sequence[str]:
        labels = [figure.label.split(" ") for figure in self.figures]
        return [
            words[0] for words in takewhile(lambda words: len(set(words)) == 1, zip(*labels, strict=False))
        ]


@dataclass(frozen=True, slots=True)
class Explained:
    """What a list explains: the figures by definition, and single cells by unit. `is_whole`: all that there are."""

    entries: tuple[Entry, ...]
    cells: tuple[UnitCells, ...]
    is_whole: bool


def explained(report: Report) -> Explained:
    """The list of a report, its entries in the order of the document."""
    is_whole = len(report.figures) + sum(len(unit.cells) for unit in report.cells) <= MOST_EXPLAINED
    entries: dict[tuple[object, ...], list[Figure]] = {}
    for figure in report.figures:
        entries.setdefault((figure.definition, figure.coverage), []).append(figure)
    return Explained(
        tuple(
            Entry(figures[0].definition, tuple(figures), is_whole or len(figures) < MANY)
            for figures in entries.values()
        ),
        report.cells if is_whole else (),
        is_whole,
    )


def with_marks_for(report: Report, listed: Explained) -> Report:
    """The report with marks in its tables for what the list explains, and no others: a mark leads to its entry."""
    if listed.is_whole:
        return report
    ids = {figure.id for entry in listed.entries if entry.is_short for figure in entry.figures}
    parts = tuple(
        (section, replace(part, tables=_with_marks(part.tables, ids))) for section, part in report.parts
    )
    return replace(report, parts=parts)


def _with_marks(tables: Mapping[str, Table], ids: set[str]) -> Mapping[str, Table]:
    def shown(cell: Cell) -> Cell:
        return cell.words if isinstance(cell, Marked) and cell.figure not in ids else cell

    return {
        key: replace(table, rows=tuple(tuple(map(shown, row)) for row in table.rows))
        for key, table in tables.items()
    }
