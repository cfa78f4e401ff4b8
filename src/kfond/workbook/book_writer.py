"""A workbook of tables as .xlsx, with openpyxl: real numbers, text that stays text, and sheets that print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from kfond.workbook.book_looks import BookLooks
from kfond.workbook.books import DAY_SHOWN, Amount, Book, Content, Leading, Leaf
from kfond.workbook.form_looks import Looks
from kfond.workbook.packing import NO_DAY, packed_book
from kfond.workbook.sheets import column_letters

HEAD_ROW = 4  # below the title, what the table shows, and an empty row
NARROWEST, WIDEST = 9, 48  # signs
ROOM, SPARE = 4, 1.08  # signs beside a text; how much wider than the average sign a text may run
HEAD_LINE = 14  # signs of a head that stand on one line at least
LINE_HEIGHT = 15  # points
TALLEST = 409  # points of a row: support.microsoft.com, "Excel specifications and limits"
TITLE_WEIGHT = 1.3  # how much larger a title is than the other texts
SENTENCE, STANDARD_WIDTH = (
    90,
    8.43,
)  # signs: how wide a sentence may run at least; a column that no table is in
LONGEST_TEXT = 32_767  # signs in a cell: support.microsoft.com, "Excel specifications and limits"
_NOT_IN_CELLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA_SIGNS = ("=", "+", "-", "@")
_ESCAPES = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # ECMA-376 part 1, 22.9.2.19: "_x0041_" is read as an A


def write_book(book: Book) -> bytes:
    """The workbook as an .xlsx file; the same book gives the same bytes."""
    from openpyxl import Workbook

    file = Workbook()
    file.remove(file.active)
    looks = BookLooks()
    for leaf in book.leaves:
        _draw(file.create_sheet(leaf.name), leaf, looks)
    file.properties.title, file.properties.creator = book.title, book.organisation
    file.properties.language = "sv-SE"
    day = NO_DAY if book.day is None else datetime(*book.day.timetuple()[:3])  # noqa: DTZ001  (a day, no time)
    return packed_book(file, day)


def _draw(sheet: Any, leaf: Leaf, looks: BookLooks) -> None:
    widths = list(_widths(leaf))
    looks.title(_sentence(sheet, 1, leaf.title, widths, TITLE_WEIGHT))
    if leaf.told:
        looks.told(_sentence(sheet, 2, leaf.told, widths))
    for column, (head, is_number, width) in enumerate(
        zip(leaf.heads, leaf.are_numbers, widths, strict=True), 1
    ):
        sheet.column_dimensions[column_letters(column)].width = width
        looks.head(_text(sheet.cell(HEAD_ROW, column), head), is_number=is_number, is_name=column == 1)
    _grow(sheet, HEAD_ROW, leaf.heads, widths)
    for row, contents in enumerate(leaf.rows, HEAD_ROW + 1):
        _grow(sheet, row, [_words(content) for content in contents], widths)
        is_sum = row > HEAD_ROW + len(leaf.rows) - leaf.sums
        for column, content in enumerate(contents, 1):
            cell = _filled(sheet.cell(row, column), content)
            looks.content(
                cell,
                is_number=leaf.are_numbers[column - 1],
                is_name=column == 1,
                is_link=isinstance(content, Leading),
                is_sum=is_sum,
            )
    for row, note in enumerate(leaf.notes, HEAD_ROW + len(leaf.rows) + 2):
        looks.told(_sentence(sheet, row, note, widths))
    _set_page(sheet, leaf)


def _sentence(sheet: Any, row: int, text: str, widths: list[float], weight: float = 1.0) -> Any:
    """A text over several columns, on as many lines as it takes there."""
    last, room = len(widths), sum(widths)
    while room < SENTENCE:
        last, room = last + 1, room + STANDARD_WIDTH
    if last > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    lines = ceil(len(text) * weight * SPARE / room)
    sheet.row_dimensions[row].height = min(LINE_HEIGHT * weight * lines, TALLEST)
    return _text(sheet.cell(row, 1), text)


def _set_page(sheet: Any, leaf: Leaf) -> None:
    """What stays in sight, what can be sorted and filtered, and how it prints."""
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 2)
    last = column_letters(len(leaf.heads))
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{HEAD_ROW + len(leaf.rows) - leaf.sums}"
    sheet.sheet_view.showGridLines = False
    Looks.page(sheet, HEAD_ROW)


def _filled(cell: Any, content: Content) -> Any:
    if isinstance(content, Amount):
        cell.value, cell.number_format = _stored(content.value), content.shown
        return cell
    _text(cell, _words(content))
    if isinstance(content, Leading):
        from openpyxl.worksheet.hyperlink import Hyperlink

        name = content.sheet.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1", display=content.text)
    return cell


def _text(cell: Any, text: str) -> Any:
    """Writes a text that stays one: no formula, no error value, no escape that Excel would read as a sign."""
    cell.value = _ESCAPES.sub("_x005F_", _NOT_IN_CELLS.sub("", text))[:LONGEST_TEXT] or None
    if cell.value is not None:
        cell.data_type = "s"
        if cell.value.startswith(_FORMULA_SIGNS):
            cell.quotePrefix = 1  # it stays a text also when somebody edits the cell
    return cell


def _stored(value: int | Decimal | Fraction) -> int | float:
    """The number as a workbook holds it: a binary number of 64 bits (ECMA-376 part 1, 18.3.1.96)."""
    return value if isinstance(value, int) else float(value)


def _widths(leaf: Leaf) -> Iterator[float]:
    """For each column what its longest text takes, within bounds; a longer one is broken."""
    for column, head in enumerate(leaf.heads):
        texts = [_words(row[column]) for row in leaf.rows]
        longest = max([len(text) for text in texts] or [0])
        of_head = max([min(len(head), HEAD_LINE), *(len(word) for word in head.split())])
        yield min(max(longest * SPARE, of_head * SPARE, NARROWEST), WIDEST) + ROOM


def _grow(sheet: Any, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
    """Makes a row as high as its longest text needs; where one line is enough, it is left to the program."""
    lines = max(
        ceil(len(text) * SPARE / (width - ROOM) - 0.01) for text, width in zip(texts, widths, strict=True)
    )
    if lines > 1:
        sheet.row_dimensions[row].height = min(LINE_HEIGHT * lines, TALLEST)


def _words(content: Content) -> str:
    """How long a content is, in signs: a number takes some room for its groups and its format."""
    if isinstance(content, Amount):
        if content.shown == DAY_SHOWN:
            return DAY_SHOWN
        return f"{float(content.value):,.2f}" if "." in content.shown else f"{float(content.value):,.0f}"
    return content if isinstance(content, str) else content.text
