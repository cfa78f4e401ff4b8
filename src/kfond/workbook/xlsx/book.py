"""A workbook of Excel: which sheets it has, and what there is to know of each besides its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kfond.errors import ExitCode, Problem, Refusal
from kfond.messages import Message, say
from kfond.provenance import Place
from kfond.workbook.archive import Archive, Attributes
from kfond.workbook.limits import require_few_sheets
from kfond.workbook.refusals import SAVE_ANEW, never_calculated, same_name
from kfond.workbook.sheets import Found, Sheet, SheetCell, address_of, column_letters
from kfond.workbook.xlsx import lists
from kfond.workbook.xlsx.comments import comments_of
from kfond.workbook.xlsx.contents import Contents, Held
from kfond.workbook.xlsx.looks import looks_of
from kfond.workbook.xlsx.names import TIES, named
from kfond.workbook.xlsx.table import At, Table, Written, read_table
from kfond.workbook.xlsx.texts import shared_texts

WORKBOOK = "xl/workbook.xml"
_SHEETS_OF_CELLS = ("worksheet", "")  # the rest are charts, dialogues and macros of before 1997
_OTHER_FILE = re.compile(r"\[\d+\][^\[\]!]*!")  # [1]Blad1!A1: the file by its number, then the sheet


class Listed(NamedTuple):
    """A sheet in the list of the workbook."""

    name: str
    part: str
    is_hidden: bool


def read_xlsx(archive: Archive, content: bytes) -> Found:
    """The sheets of a workbook, and notices of what a reader of the file might not see or expect.

    Raises Refusal (exit 3) where it is damaged; a cell that cannot be read is a problem of its own.
    """
    listed, contents = _workbook(archive)
    sheets: list[Sheet] = []
    notices: list[Message] = []
    problems: list[Problem] = []
    if "xl/vbaProject.bin" in archive:
        notices.append(say("The file has macros; they were not run."))
    for entry in listed:
        surveyed = lists.survey(archive, entry.part)
        if surveyed:
            problems += lists.problems(archive.file, entry.name, surveyed)
            sheets.append(lists.long_sheet(archive, content, entry.name, entry.is_hidden))
            notices += lists.notices(entry.name, surveyed)
            notices += _of_sheet(entry.name, surveyed.from_other_files)
        else:
            page = _Page(archive, entry, contents)
            sheets.append(page.sheet)
            problems += page.problems
            notices += page.notices()
    return Found(sheets, notices, problems)


def _workbook(archive: Archive) -> tuple[list[Listed], Contents]:
    ties = archive.related(WORKBOOK)
    found: list[Attributes] = []
    properties: dict[str, str] = {}
    archive.parse(
        WORKBOOK,
        named({"sheet": found.append, "workbookPr": properties.update, "calcPr": properties.update}),
    )
    require_few_sheets(archive.file, len(found))
    listed = []
    for attributes in found:
        name = attributes.get("name", "")
        tie = ties.get(next((attributes[tie] for tie in TIES if tie in attributes), ""))
        if tie is None or tie.target not in archive:
            raise Refusal(ExitCode.DATA, _missing(archive.file, name))
        if tie.kind in _SHEETS_OF_CELLS:
            listed.append(Listed(name, tie.target, attributes.get("state", "visible") != "visible"))
    if len({entry.name.casefold() for entry in listed}) < len(listed):
        raise same_name(archive.file, [entry.name for entry in listed])
    parts = {tie.kind: tie.target for tie in ties.values() if tie.target in archive}
    contents = Contents(
        lambda: shared_texts(archive, parts["sharedStrings"]) if "sharedStrings" in parts else (),
        looks_of(archive, parts["styles"]) if "styles" in parts else (),
        counts_from_1904=properties.get("date1904") in ("1", "true"),
        is_uncalculated=properties.get("fullCalcOnLoad") in ("1", "true"),
    )
    return listed, contents


def _missing(file: str, name: str) -> Problem:
    return Problem(Place(file, name), say("The sheet is named in the file, but is not in it."), SAVE_ANEW)


class _Page:
    """One sheet with what hangs on its cells, and what is to be told of them."""

    def __init__(self, archive: Archive, entry: Listed, contents: Contents) -> None:
        self.problems: list[Problem] = []
        self._file, self._name = archive.file, entry.name
        self._comments = comments_of(archive, entry.part)
        table = read_table(archive, entry.part)
        self._table = table
        self._struck: list[str] = []
        cells: dict[At, SheetCell] = {}
        for at in sorted(table.cells):
            cell = self._cell(at, table.cells[at], contents)
            if cell:
                cells[at] = cell
        self.sheet = Sheet(archive.file, entry.name, cells, merged=table.merged, is_hidden=entry.is_hidden)

    def _cell(self, at: At, written: Written, contents: Contents) -> SheetCell | None:
        address = address_of(*at)
        if written.formula is not None and contents.is_uncalculated(written.kind, written.value):
            self.problems.append(never_calculated(self._file, self._name, address, written.formula))
            return None
        try:
            held = _held(written, contents)
        except (IndexError, ValueError):
            self.problems.append(_points_nowhere(self._file, self._name, address))
            return None
        if not str(held.content).strip():
            return None
        if held.is_struck and any(sign.isdecimal() for sign in str(held.content)):
            self._struck.append(address)
        return SheetCell(held.content, address, self._comments.get(at, ""), held.shown)

    def notices(self) -> Iterator[Message]:
        """What a person who looks at the sheet does not see, or sees and a program does not."""
        sheet, name = self.sheet, self._name
        if not sheet.cells:
            return
        yield from _of_sheet(name, self._from_other_files())
        yield from _hidden(sheet, self._table)
        if self._struck:
            yield say(
                "On the sheet “{sheet}” figures are struck through: {cells}. A cell that is struck through as a "
                "whole was read like the others; of other cells, what is struck through was left out.",
                sheet=name,
                cells=lists.first_of(self._struck),
            )
        unread = tuple(address_of(*at) for at in sorted(self._comments) if at not in sheet.cells)
        if unread:
            yield say(
                "On the sheet “{sheet}” empty cells have comments, which were not read: {cells}.",
                sheet=name,
                cells=lists.first_of(unread),
            )

    def _from_other_files(self) -> list[str]:
        return [
            address_of(*at)
            for at, cell in self._table.cells.items()
            if cell.formula and _OTHER_FILE.search(cell.formula)
        ]


def _of_sheet(name: str, from_other_files: Sequence[str]) -> Iterator[Message]:
    if from_other_files:
        yield say(
            "On the sheet “{sheet}” formulas take their value from another file: {cells}. "
            "The values are those of the day when the file was last saved.",
            sheet=name,
            cells=lists.first_of(from_other_files),
        )


def _held(written: Written, contents: Contents) -> Held:
    if written.text is not None:
        return contents.inline(written.text, written.style)
    if written.value is None:
        return Held("")
    return contents.held(written.kind, written.style, written.value)


def _points_nowhere(file: str, sheet: str, address: str) -> Problem:
    return Problem(
        Place(file, sheet, address),
        say("The cell points to a text or a look that is not in the file: the file is damaged."),
        SAVE_ANEW,
    )


def _hidden(sheet: Sheet, table: Table) -> Iterator[Message]:
    """Rows and columns that nobody sees in Excel and that hold figures: read, and told of."""
    figures = [at for at, cell in sheet.cells.items() if any(sign.isdecimal() for sign in cell.text)]
    rows = sorted({row for row, _ in figures if row in table.hidden_rows})
    columns = sorted({at for _, at in figures if any(at in span for span in table.hidden_columns)})
    if rows:
        yield say(
            "Hidden rows with figures on the sheet “{sheet}”: {rows}. They were read like the others.",
            sheet=sheet.name,
            rows=tuple(rows),
        )
    if columns:
        yield say(
            "Hidden columns with figures on the sheet “{sheet}”: {columns}. They were read like the others.",
            sheet=sheet.name,
            columns=tuple(column_letters(column) for column in columns),
        )
