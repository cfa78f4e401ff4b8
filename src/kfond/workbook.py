"""Spreadsheets as cells with their place. The only module that knows the file formats."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kfond.errors import Problem, Refusal, data_refusal, reason_of
from kfond.messages import Message, say
from kfond.provenance import Place, Source

_OLE_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_XLSX = say("Open it in Excel or LibreOffice, save it as .xlsx without a password, and import that.")


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

    @property
    def last_row(self) -> int:
        """The lowest row that holds something; 0 for an empty sheet."""
        return max((row for row, _ in self.cells), default=0)

    def row(self, row: int) -> Iterator[tuple[int, SheetCell]]:
        """The filled cells of a row, from the left, with their columns."""
        found = sorted((column, cell) for (at, column), cell in self.cells.items() if at == row)
        yield from found

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
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(row)}{column}" if self.is_turned else f"{get_column_letter(column)}{row}"

    def turned(self) -> Sheet:
        """The same sheet with rows for columns; every cell keeps its own address."""
        cells = {(column, row): cell for (row, column), cell in self.cells.items()}
        return Sheet(self.file, self.name, cells, not self.is_turned)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read: its name, the hash of its bytes, and its sheets that hold something."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]


def read_workbook(path: Path) -> Workbook:
    """Reads an .xlsx or .xlsm file. Raises Refusal (exit 3) when it is no workbook, encrypted or empty."""
    file = path.name
    content = _bytes_of(path)
    if content.startswith(_OLE_FILE):
        raise _unreadable(file, say("The file is encrypted with a password, or in the old .xls format."))
    if not zipfile.is_zipfile(path):
        raise _unreadable(file, say("The file is no Excel workbook, whatever its name says."))
    sheets = _sheets_of(path)
    if not any(sheet.cells for sheet in sheets):
        raise data_refusal(
            say("The workbook holds nothing: no cell of it is filled."),
            say("Check that the right file was saved and sent."),
            Place(file),
        )
    return Workbook(file, hashlib.sha256(content).hexdigest(), tuple(s for s in sheets if s.cells))


def _bytes_of(path: Path) -> bytes:
    file = path.name
    if path.is_dir():
        raise data_refusal(say("It is a folder."), say("Name the files in it."), Place(file))
    if not path.exists():
        raise data_refusal(
            say("There is no such file."),
            say("Check the name; kfond looked for {path}.", path=path.absolute()),
            Place(file),
        )
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise _unreadable(file, say("The file cannot be read: {reason}.", reason=reason_of(fault))) from fault
    if not content:
        raise data_refusal(
            say("The file is empty: it holds 0 bytes."), say("Ask the sender for it again."), Place(file)
        )
    return content


def _sheets_of(path: Path) -> list[Sheet]:
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts that it drops; none of them are cells
            values = load_workbook(path, data_only=True)
            formulas = load_workbook(path)
    except Exception as fault:  # openpyxl lets through whatever its parsers raise
        raise _unreadable(path.name, say("The file is damaged or no Excel workbook.")) from fault
    problems: list[Problem] = []
    sheets = []
    for sheet in values.worksheets:
        cells: dict[tuple[int, int], SheetCell] = {}
        for row in formulas[sheet.title].iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                content = sheet.cell(cell.row, cell.column).value
                if content is None and cell.data_type == "f":
                    problems.append(
                        _never_calculated(path.name, sheet.title, cell.coordinate, str(cell.value))
                    )
                if content is not None and str(content).strip():
                    cells[(cell.row, cell.column)] = SheetCell(content, cell.coordinate)
        sheets.append(Sheet(path.name, sheet.title, cells))
    if problems:
        from kfond.errors import ExitCode

        raise Refusal(ExitCode.DATA, *problems)
    return sheets


def _never_calculated(file: str, sheet: str, cell: str, formula: str) -> Problem:
    return Problem(
        Place(file, sheet, cell),
        say("The formula {formula} has no value: no program has calculated it.", formula=formula),
        say("Open the file in Excel and save it, or write the figure instead of the formula."),
    )


def _unreadable(file: str, what: Message) -> Refusal:
    return data_refusal(what, _SAVE_AS_XLSX, Place(file))
