"""A table of a document: its cells on a grid, as in a sheet (ECMA-376, part 1, 17.4)."""

from __future__ import annotations

from dataclasses import dataclass, field

from kfond.workbook.sheets import Sheet, SheetCell, Span, address_of


@dataclass(slots=True)
class Cell:
    """A cell while it is read: its lines, what hangs on it, and how far it reaches."""

    lines: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    width: int = 1
    merging: str = ""  # "restart": the first of cells merged downwards; "continue": one of the others
    has_struck: bool = False


class Table:
    """Takes the rows and cells of a table in order."""

    def __init__(self, titles: tuple[str, ...]) -> None:
        self.titles = titles
        self.cell: Cell | None = None
        self.struck: list[str] = []
        self.has_inner = False
        self._cells: dict[tuple[int, int], SheetCell] = {}
        self._merged: list[Span] = []
        self._downwards: dict[int, Span] = {}  # by column: the merged cells that may go on in the next row
        self._row = self._column = 0
        self._is_deleted = False

    @property
    def is_frame(self) -> bool:
        """Whether it only holds other tables in their places: nobody would count it."""
        return self.has_inner and not self._cells

    def begin_row(self) -> None:
        """The next row; the one before is taken back if a tracked change deletes it."""
        self._row += 1
        self._column = 1
        self._is_deleted = False

    def pass_over(self, columns: int) -> None:
        """The row begins some columns to the right."""
        self._column += max(columns, 0)

    def delete_row(self) -> None:
        """A tracked change deletes the row that is read."""
        self._is_deleted = True

    def end_row(self) -> None:
        """The row is read."""
        if self._is_deleted:
            self._cells = {at: cell for at, cell in self._cells.items() if at[0] != self._row}
            self._row -= 1

    def begin_cell(self) -> None:
        """The next cell of the row."""
        self.cell = Cell()

    def end_cell(self) -> None:
        """The cell is read: it takes its place on the grid."""
        cell, self.cell = self.cell, None
        if cell is None:
            return
        row, left = self._row, self._column
        right = left + max(cell.width, 1) - 1
        self._column = right + 1
        if cell.merging == "continue" and left in self._downwards:
            above = self._downwards[left]
            self._downwards[left] = Span(above.top, above.left, row, above.right)
            return
        self._close(left)
        if cell.merging == "restart":
            self._downwards[left] = Span(row, left, row, right)
        elif right > left:
            self._merged.append(Span(row, left, row, right))
        text = "\n".join(cell.lines).strip()
        if text:
            address = address_of(row, left)
            self._cells[(row, left)] = SheetCell(text, address, "\n".join(cell.asides))
            if cell.has_struck:
                self.struck.append(address)

    def as_sheet(self, file: str, name: str) -> Sheet:
        """The table as a sheet of that name."""
        for column in list(self._downwards):
            self._close(column)
        return Sheet(file, name, self._cells, merged=tuple(self._merged), titles=self.titles)

    def _close(self, column: int) -> None:
        span = self._downwards.pop(column, None)
        if span and (span.bottom > span.top or span.right > span.left):
            self._merged.append(span)
