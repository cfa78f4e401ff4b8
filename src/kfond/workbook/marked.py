"""A copy of a file with what is wrong in it marked where it stands, to be corrected and sent back.

An .xlsx file is copied with its formats; of any other kind a plain workbook is made with the same cells at the
same addresses. Nothing is marked by colour alone: a problem has a thick border, a doubt a dashed one, and
both have a comment and a row on a first sheet that leads to them.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kfond.messages import Message, say
from kfond.workbook.marks import DOUBT, PROBLEM, Listed, Mark, add_list, mark_cell, write_as_it_is
from kfond.workbook.ours import SHEET, TITLE, has_question, without_question
from kfond.workbook.sheets import Sheet
from kfond.workbook.titles import free_title

_NOT_IN_CELLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LOST: Mapping[str, Message] = {
    # a part of an .xlsx file: what is gone where a copy has fewer of it
    "xl/vbaProject.bin": say("macros"),
    "xl/media/": say("pictures"),
    "xl/charts/": say("diagrams"),
    "xl/drawings/drawing": say("drawings and text boxes"),
    "xl/ctrlProps/": say("buttons and check boxes"),
    "xl/activeX/": say("buttons and check boxes"),
    "xl/embeddings/": say("embedded files"),
    "xl/pivotTables/": say("pivot tables"),
    "xl/threadedComments/": say("answers to comments"),
}


class MarkedCopy:
    """A copy of a file, to be marked; the file itself is only read."""

    def __init__(self, path: Path, sheets: Sequence[Sheet]) -> None:
        """`sheets` are those of the file as read; an .xlsx file is opened anew, since it holds more than those."""
        self._file = path.name
        self._original = path.read_bytes()
        self._titles = {sheet.name: sheet.name for sheet in sheets}
        self._book = _opened(self._original)
        self.keeps_formats = self._book is not None
        if self._book is None:
            self._book, self._titles = _plain(sheets)
        else:
            self._titles |= {sheet.title: sheet.title for sheet in self._book.worksheets}
            _take_old_marks_away(self._book)

    @property
    def is_empty(self) -> bool:
        """Whether nothing could be copied."""
        return not self._book.worksheets

    def texts(self) -> Iterator[str]:
        """Every text that the copy would hold, comments included."""
        for sheet in self._book.worksheets:
            for cell in _stored(sheet):
                if cell.value is not None:
                    yield str(cell.value)
                if cell.comment:
                    yield cell.comment.text

    def marked(self, marks: Sequence[Mark]) -> bytes:
        """The copy as an .xlsx file, with `marks` in the cells and on a first sheet."""
        listed = [Listed(mark, self._cell(mark)) for mark in marks]
        of_cells: dict[tuple[str, str], list[Listed]] = {}
        for one in listed:
            if one.cell is not None:
                of_cells.setdefault((one.cell.parent.title, one.cell.coordinate), []).append(one)
        for together in of_cells.values():
            mark_cell(together[0].cell, [one.mark for one in together])
        add_list(self._book, free_title(SHEET, self._book.sheetnames), self._file, listed)
        self._book.calculation.fullCalcOnLoad = True  # formulas stand in the copy without their values
        saved = io.BytesIO()
        self._book.save(saved)
        return saved.getvalue()

    def lost(self, copy: bytes) -> tuple[Message, ...]:
        """What the original has and the copy has not."""
        if not self.keeps_formats:
            return ()
        before, after = _parts_of(self._original), _parts_of(copy)
        gone = (what for part, what in _LOST.items() if _count(part, before) > _count(part, after))
        return tuple({what.text: what for what in gone}.values())

    def _cell(self, mark: Mark) -> Any:
        """The cell that a mark is for, of merged ones the first; None where it means none that there is."""
        title = self._titles.get(mark.sheet)
        if not mark.cell or title is None or title not in self._book.sheetnames:
            return None
        sheet = self._book[title]
        merged = next((span for span in sheet.merged_cells.ranges if mark.cell in span), None)
        return sheet.cell(merged.min_row, merged.min_col) if merged else sheet[mark.cell]


def _opened(content: bytes) -> Any:
    """The workbook with all that openpyxl keeps; None for a file of another kind, or one that it cannot open."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, warnings.catch_warnings():
            if "xl/workbook.xml" not in archive.namelist():
                return None
            warnings.simplefilter("ignore")  # of parts that it drops, which `lost` tells of
            return load_workbook(io.BytesIO(content), rich_text=True)
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, AttributeError):
        return None


def _plain(sheets: Sequence[Sheet]) -> tuple[Any, dict[str, str]]:
    """A workbook with the contents of `sheets` at their addresses, and what each sheet is called in it."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    titles: dict[str, str] = {}
    for sheet in sheets:
        # The text before a table of a document lives on as the name of the sheet, which may say the day or the area.
        titles[sheet.name] = free_title(sheet.titles[0] if sheet.titles else sheet.name, titles.values())
        target = book.create_sheet(titles[sheet.name])
        for row, contents in sheet.rows():
            for column, content in enumerate(contents, 1):
                if content is not None and str(content).strip():
                    kept = _NOT_IN_CELLS.sub("", content) if isinstance(content, str) else content
                    write_as_it_is(target.cell(row, column), kept)
    return book, titles


def _stored(sheet: Any) -> list[Any]:
    """The cells that the file holds: walking by row would make every cell up to a stray one in XFD1048576."""
    return [cell for _, cell in sorted(sheet._cells.items())]


def _parts_of(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def _count(part: str, names: Sequence[str]) -> int:
    return sum(name.startswith(part) for name in names)


def _take_old_marks_away(book: Any) -> None:
    """A marked copy that came back and is marked again keeps nothing of the first time."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Border, PatternFill

    for sheet in list(book.worksheets):
        if sheet.title.startswith(SHEET) and sheet["A1"].value == TITLE:
            book.remove(sheet)
            continue
        for cell in _stored(sheet):
            if cell.comment and has_question(cell.comment.text):
                rest = without_question(cell.comment.text)
                cell.comment = Comment(rest, cell.comment.author) if rest else None
                if str(cell.fill.fgColor.rgb)[2:] in (PROBLEM, DOUBT):
                    cell.fill, cell.border = PatternFill(), Border()
