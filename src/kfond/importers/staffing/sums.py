"""The sums that a sheet makes itself: never imported, but held against what they add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kfond.cells import Expect, Reading, read_cell
from kfond.importers.staffing.columns import Column, Columns
from kfond.importers.staffing.headings import Role
from kfond.importers.staffing.tables import StaffTable
from kfond.messages import Message
from kfond.staffing.boxes import BANDS
from kfond.staffing.checks import Added, sum_differs
from kfond.staffing.returns import Measure, Stated
from kfond.workbook import Sheet

Cells = dict[tuple[Measure, int], Stated]
"""The figures of a table by measure and column."""

_EDUCATION = (Measure.SOCIAL_WORK_DEGREE, Measure.OTHER_EDUCATION)


def check_sums(sheet: Sheet, table: StaffTable, columns: Columns, cells: Cells) -> Iterator[Message]:
    """A notice for each sum that certainly is not the sum of its parts; which is wrong, the sender knows."""
    figures = columns.of(Role.FIGURES)
    for column in columns.of(Role.SUM):
        possible = _parts_of(column, figures)
        for measure in Measure:
            row = table.block.rows.get(measure)
            if row is not None and measure.expect is Expect.COUNT:
                parts = [[cells[measure, c.column] for c in group] for group in possible]
                yield from _differs(sheet, row, column.column, parts)
    for row in table.rows_of(sheet, Role.SUM):
        groups = _rows_above(table, row)
        for column in figures:
            parts = [[cells[measure, column.column] for measure in group] for group in groups]
            yield from _differs(sheet, row, column.column, parts)


def _differs(sheet: Sheet, row: int, column: int, parts: list[list[Stated]]) -> Iterator[Message]:
    total = _read(sheet, row, column)
    groups = [group for group in parts if len(group) > 1]
    if total is None or not groups:
        return
    found = sum_differs(Added(total, sheet.source(row, column)), groups)
    if found:
        yield found


def _read(sheet: Sheet, row: int, column: int) -> Reading | None:
    """The sum as read; None where the cell is empty or says nothing sure."""
    reading = read_cell(sheet.content(row, column))
    return None if reading.value is None or reading.review else reading


def _parts_of(total: Column, figures: Sequence[Column]) -> list[list[Column]]:
    """What a sum column may add up: the columns of its municipality and day, or else all to its left."""
    same_day = [
        column
        for column in figures
        if (total.day is None or column.day == total.day)
        and (total.year is None or column.year == total.year)
        and (total.years_back is None or column.years_back == total.years_back)
    ]
    if total.named:
        return [[c for c in same_day if c.named and c.named.code == total.named.code]]
    left = [column for column in same_day if column.column < total.column]
    nearest = left[-1].named if left else None
    units = [c for c in left if c.named and nearest and c.named.code == nearest.code]
    return [left, units, same_day]


def _rows_above(table: StaffTable, row: int) -> list[list[Measure]]:
    """What a sum row may add up: any run of the rows right above it; first the one that belongs together."""
    above = [
        Measure(meaning)
        for meaning, at in sorted(table.block.rows.items(), key=lambda item: -item[1])
        if at < row and meaning in set(Measure) and Measure(meaning).expect is Expect.COUNT
    ]
    runs = [above[:length] for length in range(2, len(above) + 1)]
    natural = (
        [measure for measure in above if above[0] in BANDS and measure in BANDS]
        or [measure for measure in above if above[0] in _EDUCATION and measure in _EDUCATION]
        if above
        else []
    )
    return [list(reversed(run)) for run in (natural, *runs)]
