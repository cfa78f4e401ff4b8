"""The cells of a staffing table, each read in the light of its comments, its merges and its marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kfond.cells import Quality, Reading, read_cell
from kfond.importers.staffing.columns import Column, Columns
from kfond.importers.staffing.headings import Role
from kfond.importers.staffing.tables import StaffTable
from kfond.importers.vocabulary import plain
from kfond.staffing.returns import Definition, Measure, Stated
from kfond.workbook import Sheet
from kfond.workbook.sheets import Span

Commenting = Mapping[int, Sequence[int]]
"""Figure column -> the columns whose texts are comments to it."""


class CellReader:
    """Reads the cells of one table: knows which columns and rows comment on which, and what is merged."""

    def __init__(self, sheet: Sheet, table: StaffTable, columns: Columns) -> None:
        self._sheet = sheet
        self._table = table
        self._comment_rows = list(table.rows_of(sheet, Role.COMMENT))
        figures = columns.of(Role.FIGURES)
        self._by_heading = {
            column.column: [effect.text for effect in column.effects if effect.effect == "note"]
            for column in figures
        }
        self._commenting = _commenting(figures, columns.of(Role.COMMENT))
        rows = set(table.block.rows.values())
        self._shared = [
            span
            for span in sheet.merged
            if sum(
                span.top <= row <= span.bottom and span.left <= column.column <= span.right
                for row in rows
                for column in figures
            )
            > 1
        ]

    def stated(self, row: int, column: int, measure: Measure) -> Stated:
        """One figure. A cell merged over several says nothing sure of any of them, unless it says none."""
        shared = self._shared_span(row, column)
        if shared:
            return self._of_several(shared, measure)
        cell = self._sheet.cells.get((row, column))
        held = (cell.reworded or cell.content) if cell else None
        comment = "\n".join(self._comments(row, column))
        reading = read_cell(held, measure.expect, comment, cell.shown if cell else "")
        if reading.marks:
            reading = replace(reading, review=True)  # a cell's own footnote is for a human to apply
        verbatim = cell.typed if cell and cell.reworded else reading.verbatim
        return Stated(measure, replace(reading, verbatim=verbatim), self._sheet.source(row, column, verbatim))

    def _comments(self, row: int, column: int) -> Iterator[str]:
        """What is written about a cell: pinned to it, in its column's heading, in comment columns and rows."""
        cell = self._sheet.cells.get((row, column))
        if cell and cell.comment:
            yield cell.comment
        yield from self._by_heading.get(column, ())
        if row in self._table.comment_rows and (
            text := self._sheet.text(self._table.comment_rows[row], column)
        ):
            yield text
        for at in self._commenting.get(column, ()):
            if text := self._sheet.heading(row, at):
                yield text
        for at in self._comment_rows:
            if text := self._sheet.heading(at, column):
                yield text

    def _shared_span(self, row: int, column: int) -> Span | None:
        return next(
            (s for s in self._shared if s.top <= row <= s.bottom and s.left <= column <= s.right), None
        )

    def _of_several(self, span: Span, measure: Measure) -> Stated:
        source = self._sheet.source(span.top, span.left)
        reading = read_cell(source.verbatim, measure.expect)
        holds_for_each = reading.quality is Quality.MISSING or (reading.value == 0 and not reading.review)
        if not holds_for_each:
            reading = Reading(source.verbatim, Quality.UNCLEAR, None, None, None, None, "", review=True)
        return Stated(measure, reading, source)


def moved_measures(sheet: Sheet, table: StaffTable, definition: Definition) -> dict[Measure, int]:
    """The rows that count something else than posts: the total, and the "varav" rows right below it."""
    rows = table.block.rows
    if definition.value not in rows:
        return {}
    by_row = {row: meaning for meaning, row in rows.items()}
    total = rows[definition.value]
    moved = {Measure.POSITIONS: total}
    for row in sorted(at for at in by_row if at > total):
        if by_row[row] not in (Measure.SOCIAL_WORK_DEGREE, Measure.OTHER_EDUCATION):
            break
        if not plain(table.label(sheet, row).verbatim).startswith("varav"):
            break
        moved[Measure(by_row[row])] = row
    return moved


def _commenting(figures: Sequence[Column], comments: Sequence[Column]) -> Commenting:
    """Whom each comment column speaks of: its municipality, or the columns between it and the one before."""
    commenting: dict[int, list[int]] = {}
    before = 0
    for comment in comments:
        if comment.named:
            named = comment.named.code
            mine = [c for c in figures if c.named and c.named.code == named]
        else:  # a column left of all figures explains the rows, and comments on nobody
            mine = [c for c in figures if before < c.column < comment.column]
        before = comment.column
        for column in mine:
            commenting.setdefault(column.column, []).append(comment.column)
    return commenting
