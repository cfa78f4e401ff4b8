"""What a file holds, whatever its kind: sheets, and cells with their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kfond.errors import Problem
from kfond.messages import Message
from kfond.provenance import Place, Source


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that holds something: what it holds (as Excel has it), its address, and what hangs on it.

    `comment` is the note that a person pinned to the cell; `shown` is what the sheet shows for a date or a
    number whose format says more than its value ("2-mar"), else "". `reworded` is what a saved mapping says
    that the cell means, which importers read in its place; `typed` stays what the sender wrote.
    """

    content: object
    address: str
    comment: str = ""
    shown: str = ""
    reworded: str = ""

    @property
    def text(self) -> str:
        """The content as a person would read it in the sheet, or what a saved mapping says that it means."""
        return self.reworded or self.typed

    @property
    def typed(self) -> str:
        """The content as a person would read it in the sheet, spaces at the ends taken away."""
        if isinstance(self.content, float) and self.content.is_integer():
            return str(int(self.content))
        return str(self.content).strip()


EMPTY = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A rectangle of cells that were merged into one; what they hold stands in the first."""

    top: int
    left: int
    bottom: int
    right: int

    def turned(self) -> Span:
        """The same rectangle with rows for columns."""
        return Span(self.left, self.top, self.right, self.bottom)


LongRow = tuple[int, Sequence[object]]
"""A row of a long sheet: its number, and its contents from column 1, None or "" where nothing stands."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells that hold something, by row and column from 1.

    Of a long list only the first rows are `cells`; `rest` then gives the rows after them, one at a time, so
    that two hundred thousand rows need not be held at once. `rows` walks over both.

    `titles` are the paragraphs that stand before a table in a document, nearest first: on a sheet the title
    stands in cells, but a table of Word begins with its own first row.
    """

    file: str
    name: str
    cells: Mapping[tuple[int, int], SheetCell]
    is_turned: bool = False
    merged: tuple[Span, ...] = ()
    is_hidden: bool = False
    titles: tuple[str, ...] = ()
    rest: Callable[[], Iterator[LongRow]] | None = field(default=None, repr=False, compare=False)
    _columns: dict[int, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _turned: list[Sheet] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Notes once which columns of each row are filled; the importers ask row by row, many times."""
        for row, column in sorted(self.cells):
            self._columns.setdefault(row, []).append(column)

    @property
    def last_row(self) -> int:
        """The lowest row that holds something; 0 for an empty sheet."""
        return max(self._columns, default=0)

    @property
    def filled_rows(self) -> tuple[int, ...]:
        """The rows of `cells` that hold something, from the top."""
        return tuple(self._columns)

    @property
    def is_long(self) -> bool:
        """Whether there are more rows than `cells` holds."""
        return self.rest is not None

    def rows(self, after: int = 0) -> Iterator[LongRow]:
        """Every row below `after` that holds something, from the top, with what stands in it."""
        for row, columns in sorted(self._columns.items()):
            if row > after:
                contents: list[object] = [None] * columns[-1]
                for column in columns:
                    contents[column - 1] = self.cells[(row, column)].content
                yield row, contents
        if self.rest:
            yield from (line for line in self.rest() if line[0] > after)

    def heading(self, row: int, column: int) -> str:
        """The text of a cell, or of the merged cell that it is a part of."""
        span = next(
            (s for s in self.merged if s.top <= row <= s.bottom and s.left <= column <= s.right), None
        )
        return self.text(span.top, span.left) if span else self.text(row, column)

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

    def typed(self, row: int, column: int) -> str:
        """The cell as its sender wrote it, whatever a saved mapping says; "" where nothing stands."""
        cell = self.cells.get((row, column))
        return EMPTY if cell is None else cell.typed

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands in the file, whether it is filled or not."""
        return Place(self.file, self.name, self.address(row, column))

    def source(self, row: int, column: int, verbatim: str | None = None) -> Source:
        """The passport of a cell."""
        return Source(self.place(row, column), self.typed(row, column) if verbatim is None else verbatim)

    def address(self, row: int, column: int) -> str:
        """The address as the person who has the file open sees it, also on a turned sheet."""
        return address_of(column, row) if self.is_turned else address_of(row, column)

    def turned(self) -> Sheet:
        """The same sheet with rows for columns; every cell keeps its own address."""
        if not self._turned:  # every kind of sheet asks for it
            cells = {(column, row): cell for (row, column), cell in self.cells.items()}
            merged = tuple(span.turned() for span in self.merged)
            self._turned.append(
                Sheet(self.file, self.name, cells, not self.is_turned, merged, self.is_hidden, self.titles)
            )
        return self._turned[0]


class Found(NamedTuple):
    """What the reader of a kind of file finds in it."""

    sheets: list[Sheet]
    notices: list[Message]
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read: its name, the hash of its bytes, its sheets that hold something, and what to know of them.

    `problems` are cells whose content nobody can know, such as a formula that was never calculated; they are
    not among the cells of their sheets.
    """

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    notices: tuple[Message, ...] = ()
    problems: tuple[Problem, ...] = ()


def address_of(row: int, column: int) -> str:
    """The address of a cell as a spreadsheet program shows it: row 2, column 28 is AB2."""
    return f"{column_letters(column)}{row}"


def column_number(letters: str) -> int:
    """The number of a column from its letters, great or small: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(column: int) -> str:
    """The letters of a column, from 1: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
