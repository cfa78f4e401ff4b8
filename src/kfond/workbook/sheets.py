"""What a file holds, whatever its kind: sheets, and cells with their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kfond.messages import Message
from kfond.provenance import Place, Source


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that holds something: what it holds (as Excel has it) and its address."""

    content: object
    address: str

    @property
    def text(self) -> str:
        """The content as a person would read it in the sheet, spaces at the ends taken away."""
        if isinstance(self.content, float) and self.content.is_integer():
            return str(int(self.content))
        return str(self.content).strip()


EMPTY = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells that hold something, by row and column from 1."""

    file: str
    name: str
    cells: Mapping[tuple[int, int], SheetCell]
    is_turned: bool = False
    _columns: dict[int, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Notes once which columns of each row are filled; the importers ask row by row, many times."""
        for row, column in sorted(self.cells):
            self._columns.setdefault(row, []).append(column)

    @property
    def last_row(self) -> int:
        """The lowest row that holds something; 0 for an empty sheet."""
        return max(self._columns, default=0)

    def row(self, row: int) -> Iterator[tuple[int, SheetCell]]:
        """The filled cells of a row, from the left, with their columns."""
        for column in self._columns.get(row, ()):
            yield column, self.cells[(row, column)]

    def content(self, row: int, column: int) -> object:
        """What stands in a cell; None where nothing does."""
        cell = self.cells.get((row, column))
        return None if cell is None else cell.content

    def text(self, row: int, column: int) -> str:
        """The cell as text; "" where nothing stands."""
        cell = self.cells.get((row, column))
        return EMPTY if cell is None else cell.text

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands in the file, whether it is filled or not."""
        return Place(self.file, self.name, self.address(row, column))

    def source(self, row: int, column: int, verbatim: str | None = None) -> Source:
        """The passport of a cell."""
        return Source(self.place(row, column), self.text(row, column) if verbatim is None else verbatim)

    def address(self, row: int, column: int) -> str:
        """The address as the person who has the file open sees it, also on a turned sheet."""
        return address_of(column, row) if self.is_turned else address_of(row, column)

    def turned(self) -> Sheet:
        """The same sheet with rows for columns; every cell keeps its own address."""
        cells = {(column, row): cell for (row, column), cell in self.cells.items()}
        return Sheet(self.file, self.name, cells, not self.is_turned)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read: its name, the hash of its bytes, its sheets that hold something, and what to know of them."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    notices: tuple[Message, ...] = ()


def address_of(row: int, column: int) -> str:
    """The address of a cell as a spreadsheet program shows it: row 2, column 28 is AB2."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """The letters of a column, from 1: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
