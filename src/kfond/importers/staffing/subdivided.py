"""Tables in which each measure has several rows: one for each year, or one for the figure and one for comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kfond.importers.staffing.headings import Heading, Role, kind_of, read_heading
from kfond.importers.staffing.tables import StaffTable
from kfond.registry.names import Register
from kfond.workbook import Sheet


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a measure and what the cell beside its label says of it."""

    measure: str
    row: int
    heading: Heading


def split_by_lines(sheet: Sheet, table: StaffTable, register: Register) -> tuple[StaffTable, ...]:
    """One table for each year that a measure has a row of; the table as it is where measures have one row each."""
    lines = list(_lines(sheet, table, register))
    measures = {line.measure for line in lines}
    if len(measures) < len(table.block.rows) or len(lines) == len(measures):
        return (table,)
    if not all(_says_which(line.heading) for line in lines):
        return (table,)
    figures = [line for line in lines if line.heading.role is Role.FIGURES]
    comments = {line.measure: line.row for line in lines if line.heading.role is Role.COMMENT}
    timed = tuple(line.heading for line in figures if _is_timed(line.heading))
    texts = dict.fromkeys(line.heading.text for line in figures)
    tables = []
    for text in texts:
        mine = [line for line in figures if line.heading.text == text]
        tables.append(
            replace(
                table,
                block=replace(table.block, rows={line.measure: line.row for line in mine}),
                line=mine[0].heading,
                lines_beside=timed,
                comment_rows={line.row: comments[line.measure] for line in mine if line.measure in comments},
                inner_column=table.label_column + 1,
            )
        )
    return tuple(tables)


def _lines(sheet: Sheet, table: StaffTable, register: Register) -> Iterator[Line]:
    """The rows from each label down to the next, as far as something stands beside it."""
    column = table.label_column + 1
    for measure, first in table.block.rows.items():
        row = first
        while (cell := sheet.cells.get((row, column))) and (
            row == first or not sheet.text(row, table.label_column)
        ):
            yield Line(measure, row, read_heading(cell, register))
            row += 1


def _says_which(heading: Heading) -> bool:
    return _is_timed(heading) or heading.role is not Role.FIGURES or kind_of(heading.text) == "plain"


def _is_timed(heading: Heading) -> bool:
    return bool(heading.day or heading.year) or heading.years_back is not None
