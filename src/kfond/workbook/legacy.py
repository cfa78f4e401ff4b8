"""Workbooks of Excel before 2007 (.xls) and of LibreOffice (.ods), with python-calamine."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kfond.messages import Message, say
from kfond.workbook.calamine import refusing, spans_of
from kfond.workbook.limits import MOST_HELD, require_few_sheets
from kfond.workbook.long import cells_of, head_of, numbered, rest_of
from kfond.workbook.refusals import same_name
from kfond.workbook.sheets import Found, LongRow, Sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def read_legacy(file: str, content: bytes) -> Found:
    """The sheets of a workbook, and notices of what the reader cannot see in it.

    Raises Refusal (exit 3) where it is encrypted or damaged.
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with refusing(file):
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        listed = workbook.sheets_metadata
        require_few_sheets(file, len(listed))
        if len({entry.name.casefold() for entry in listed}) < len(listed):
            raise same_name(file, [entry.name for entry in listed])
        sheets = [
            _sheet(file, workbook.get_sheet_by_name(entry.name), entry.visible != SheetVisibleEnum.Visible)
            for entry in listed
            if entry.typ == SheetTypeEnum.WorkSheet
        ]
    return Found(sheets, [_not_seen(file)])


def _sheet(file: str, read: CalamineSheet, is_hidden: bool) -> Sheet:
    def walk() -> Iterator[LongRow]:
        return numbered(read.iter_rows())

    is_long = sum(sum(content != "" for content in row) for _, row in walk()) > MOST_HELD
    return Sheet(
        file,
        read.name,
        head_of(walk) if is_long else cells_of(walk()),
        merged=spans_of(read.merged_cell_ranges),
        is_hidden=is_hidden,
        rest=rest_of(walk) if is_long else None,
    )


def _not_seen(file: str) -> Message:
    return say(
        "{file} is no .xlsx file: its comments, hidden rows and columns and formulas are not seen, "
        "and a cell with an error looks empty.",
        file=file,
    )
