"""The XML of one sheet: its cells, merged ranges, and what is hidden (ECMA-376, part 1, 18.3.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from kfond.workbook.archive import Archive, Attributes
from kfond.workbook.limits import MOST_CELLS, too_many_cells
from kfond.workbook.refusals import damaged
from kfond.workbook.sheets import Span, column_number
from kfond.workbook.xlsx.names import named
from kfond.workbook.xlsx.texts import RichText, Text

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
At = tuple[int, int]


class Written(NamedTuple):
    """A cell as it is written in the file: kind, look, value (None where there is none), formula, own text."""

    kind: str
    style: str
    value: str | None
    formula: str | None
    text: Text | None


class Table(NamedTuple):
    """A sheet as it is written in the file."""

    cells: Mapping[At, Written]
    merged: tuple[Span, ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[range, ...]


def read_table(archive: Archive, part: str) -> Table:
    """Reads a sheet part; empty cells and rows, however many and however coloured, leave nothing behind.

    Raises Refusal (exit 3) where it is damaged: an address outside a sheet, or two contents in one cell.
    """
    reader = _Reader(archive.file)
    try:
        archive.parse(part, named(reader.begin), named(reader.end), reader.text)
    except ValueError as fault:  # a row that is no number, an address that is none
        raise damaged(archive.file) from fault
    return Table(
        reader.cells, tuple(reader.merged), frozenset(reader.hidden_rows), tuple(reader.hidden_columns)
    )


def at_address(address: str) -> At:
    """Row and column of an address such as B4. Raises ValueError where a sheet has no such cell."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise ValueError(address)
    column, row = column_number(found[1]), int(found[2])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise ValueError(address)
    return row, column


def span_of(addresses: str) -> Span:
    """The rectangle of a range such as A1:C1, or of one cell."""
    first, _, last = addresses.partition(":")
    top, left = at_address(first)
    bottom, right = at_address(last or first)
    return Span(top, left, bottom, right)


class _Reader:
    """Takes the elements of a sheet one by one."""

    def __init__(self, file: str) -> None:
        self.cells: dict[At, Written] = {}
        self.merged: list[Span] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[range] = []
        self._file = file
        self._rich = RichText()
        self._shared: dict[str, str] = {}  # shared formulas: only the first of their cells has the text
        self._row = 0
        self._address = ""
        self._before: At = (0, 0)  # the last cell that was passed without an address of its own
        self._attributes: Attributes = {}
        self._formula_attributes: Attributes = {}
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._text: Text | None = None
        self._taking: list[str] | None = None
        self.begin = {
            **self._rich.begin,
            "col": self._columns,
            "row": self._begin_row,
            "c": self._begin_cell,
            "v": self._begin_value,
            "f": self._begin_formula,
            "mergeCell": self._merge,
        }
        self.end = {
            **self._rich.end,
            "c": self._end_cell,
            "v": self._end_taking,
            "f": self._end_taking,
            "is": self._end_own_text,
        }

    def text(self, signs: str) -> None:
        """Takes text of a value, a formula or a text of the cell's own."""
        if self._taking is not None:
            self._taking.append(signs)
        else:
            self._rich.text(signs)

    def _columns(self, attributes: Attributes) -> None:
        if _is_true(attributes.get("hidden")):
            self.hidden_columns.append(
                range(int(attributes.get("min", "")), int(attributes.get("max", "")) + 1)
            )

    def _begin_row(self, attributes: Attributes) -> None:
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        if not 1 <= self._row <= LAST_ROW:
            raise damaged(self._file)
        self._address, self._before = "", (self._row, 0)
        if _is_true(attributes.get("hidden")):
            self.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: Attributes) -> None:
        self._attributes = attributes
        self._value = self._formula = self._text = None
        if "r" in attributes:
            self._address = attributes["r"]
        else:  # the cell after the one before
            row, column = at_address(self._address) if self._address else self._before
            self._address, self._before = "", (row, column + 1)

    def _begin_value(self, _: Attributes) -> None:
        self._value = self._taking = []

    def _begin_formula(self, attributes: Attributes) -> None:
        self._formula = self._taking = []
        self._formula_attributes = attributes

    def _end_taking(self) -> None:
        self._taking = None

    def _end_own_text(self) -> None:
        self._text = self._rich.take()

    def _end_cell(self) -> None:
        if self._value is None and self._formula is None and self._text is None:
            return
        at = at_address(self._address) if self._address else self._before
        if not (1 <= at[0] <= LAST_ROW and at[1] <= LAST_COLUMN) or at in self.cells:
            raise damaged(self._file)
        if len(self.cells) == MOST_CELLS:
            raise too_many_cells(self._file)
        value = None if self._value is None else "".join(self._value)
        self.cells[at] = Written(
            self._attributes.get("t", ""),
            self._attributes.get("s", ""),
            value,
            self._formula_text(),
            self._text,
        )

    def _formula_text(self) -> str | None:
        if self._formula is None:
            return None
        text = "".join(self._formula)
        number = self._formula_attributes.get("si", "")
        if self._formula_attributes.get("t") != "shared":
            return text
        return self._shared.setdefault(number, text) if text else self._shared.get(number, "")

    def _merge(self, attributes: Attributes) -> None:
        if len(self.merged) == MOST_CELLS:
            raise too_many_cells(self._file)
        self.merged.append(span_of(attributes.get("ref", "")))


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")
