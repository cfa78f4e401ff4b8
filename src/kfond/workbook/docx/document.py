"""A document from its first word to its last: which tables it has, and what stands before each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kfond.errors import Refusal, data_refusal
from kfond.messages import Message, say
from kfond.provenance import Place
from kfond.workbook.archive import Archive, Attributes
from kfond.workbook.docx.asides import asides_of
from kfond.workbook.docx.names import named, said
from kfond.workbook.docx.table import Table
from kfond.workbook.docx.words import Words
from kfond.workbook.limits import MOST_COLUMNS, require_few_sheets, require_size
from kfond.workbook.refusals import damaged
from kfond.workbook.sheets import Found

DOCUMENT = "word/document.xml"
TABLE_NAME = "Tabell {number}"  # no message: the sheet's name is kept in the database
TITLES_NEAR = 5  # paragraphs before a table that may be its title
_HEADING_STYLES = ("rubrik", "heading", "title", "titel")


def read_docx(archive: Archive) -> Found:
    """The tables of a document as sheets "Tabell 1", "Tabell 2" ..., as a person would count them.

    A cell holds text, as in .csv. The paragraphs before a table, nearest first, and the headings before those
    are its titles. A table within a cell is one of its own; a frame around it without a word is none.
    Raises Refusal (exit 3) where the document is damaged or too large.
    """
    require_size(archive.file, archive.size(DOCUMENT))
    comments = asides_of(archive, "word/comments.xml", "comment")
    footnotes = asides_of(archive, "word/footnotes.xml", "footnote")
    document = _Document(comments, footnotes)
    try:
        archive.parse(DOCUMENT, document.begin, document.end, document.words.text)
    except (ValueError, IndexError) as fault:  # a width that is no number, a cell outside a table
        raise damaged(archive.file) from fault
    tables = [table for table in document.tables if not table.is_frame]
    if not tables:
        raise data_refusal(
            say("The document has no table."),
            say("Put the figures in a table, or leave the file out if it is only a letter."),
            Place(archive.file),
        )
    require_few_sheets(archive.file, len(tables))
    named_tables = {TABLE_NAME.format(number=number): table for number, table in enumerate(tables, 1)}
    sheets = [table.as_sheet(archive.file, name) for name, table in named_tables.items()]
    return Found(sheets, list(_notices(archive, document, named_tables)))


def has_table(path: Path) -> bool:
    """Whether a document has a table; also where it cannot be read, since that is to be told of when it is."""
    try:
        archive = Archive(path.name, path.read_bytes())
        return re.search(rb"<\w+:tbl>", archive.whole(DOCUMENT)) is not None
    except (Refusal, OSError):
        return True


def _notices(archive: Archive, document: _Document, tables: Mapping[str, Table]) -> Iterator[Message]:
    if "word/vbaProject.bin" in archive:
        yield say("The file has macros; they were not run.")
    if document.words.has_changes:
        yield say(
            "{file} has tracked changes that nobody has accepted: what was put in was read, what was deleted "
            "was not.",
            file=archive.file,
        )
    for name, table in tables.items():
        if table.struck:
            yield say(
                "In the table “{sheet}” figures are struck through and were left out: {cells}.",
                sheet=name,
                cells=tuple(table.struck),
            )


class _Document:
    """Takes the elements of a document one by one; tables may stand within each other."""

    def __init__(self, comments: Mapping[str, str], footnotes: Mapping[str, str]) -> None:
        self.words = Words()
        self.tables: list[Table] = []
        self._open: list[Table] = []
        self._near: list[str] = []  # paragraphs since the table before
        self._headings: list[str] = []
        self._is_heading = self._is_row_property = False
        handlers: dict[str, Callable[[Attributes], None]] = {
            "p": self._begin_paragraph,
            "pStyle": self._style,
            "tbl": self._begin_table,
            "tr": lambda _: self._open[-1].begin_row(),
            "tc": lambda _: self._open[-1].begin_cell(),
            "trPr": lambda _: self._set_row_property(True),
            "gridBefore": self._pass_over,
            "gridSpan": self._widen,
            "vMerge": self._merge,
            "del": self._delete,
            "commentReference": lambda attributes: self._pin(comments.get(said(attributes, "id"), "")),
            "footnoteReference": lambda attributes: self._pin(footnotes.get(said(attributes, "id"), "")),
        }
        self.begin = {**self.words.begin, **named(handlers)}
        self.end = {
            **self.words.end,
            **named(
                {
                    "p": self._end_paragraph,
                    "tbl": self._end_table,
                    "tr": lambda: self._open[-1].end_row(),
                    "tc": lambda: self._open[-1].end_cell(),
                    "trPr": lambda: self._set_row_property(False),
                }
            ),
        }

    def _begin_paragraph(self, _: Attributes) -> None:
        self._is_heading = False
        self.words.begin_paragraph()

    def _style(self, attributes: Attributes) -> None:
        self._is_heading = said(attributes, "val").casefold().startswith(_HEADING_STYLES)

    def _end_paragraph(self) -> None:
        text = self.words.end_paragraph()
        cell = self._open[-1].cell if self._open else None
        if cell:
            cell.lines.append(text)
            cell.has_struck = self.words.take_struck() or cell.has_struck
        elif text and not self._open:
            self._near.append(text)
            if self._is_heading:
                self._headings.append(text)
            self.words.take_struck()

    def _begin_table(self, _: Attributes) -> None:
        if self._open:
            outer = self._open[-1]
            outer.has_inner = True
            before = [line for line in reversed(outer.cell.lines) if line] if outer.cell else []
            titles = (*before[:TITLES_NEAR], *outer.titles)
        else:
            near = self._near[: -TITLES_NEAR - 1 : -1]
            titles = (*near, *(text for text in reversed(self._headings) if text not in near))
            self._near = []
        table = Table(titles)
        if not self.words.is_left_out:
            self.tables.append(table)
        self._open.append(table)

    def _end_table(self) -> None:
        self._open.pop()

    def _set_row_property(self, is_one: bool) -> None:
        self._is_row_property = is_one

    def _delete(self, attributes: Attributes) -> None:
        self.words.leave_out_change(attributes)
        if self._is_row_property:
            self._open[-1].delete_row()

    def _pass_over(self, attributes: Attributes) -> None:
        if not self.words.is_left_out:
            self._open[-1].pass_over(_width(attributes))

    def _widen(self, attributes: Attributes) -> None:
        cell = self._open[-1].cell
        if cell and not self.words.is_left_out:
            cell.width = _width(attributes)

    def _merge(self, attributes: Attributes) -> None:
        cell = self._open[-1].cell
        if cell and not self.words.is_left_out:
            cell.merging = said(attributes, "val", "continue")

    def _pin(self, aside: str) -> None:
        cell = self._open[-1].cell if self._open else None
        if cell and aside and not self.words.is_left_out:
            cell.asides.append(aside)


def _width(attributes: Attributes) -> int:
    return min(int(said(attributes, "val", "1")), MOST_COLUMNS + 1)
