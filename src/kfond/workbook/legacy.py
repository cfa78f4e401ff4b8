"""Workbooks of Excel before 2007 (.xls) and of LibreOffice (.ods), with python-calamine."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime

from kfond.messages import Message, say
from kfond.workbook.refusals import damaged, encrypted
from kfond.workbook.sheets import Sheet, SheetCell, address_of


def read_legacy(file: str, content: bytes) -> tuple[list[Sheet], list[Message]]:
    """The sheets of a workbook, and a notice of what the reader cannot see in it.

    Raises Refusal (exit 3) where it is encrypted or damaged.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [
            Sheet(file, name, _cells(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)))
            for name in workbook.sheet_names
        ]
    except PasswordError as fault:
        raise encrypted(file) from fault
    except (CalamineError, OSError) as fault:
        raise damaged(file) from fault
    return sheets, [
        say(
            "{file} is no .xlsx file: its comments, hidden rows and columns and formulas are not seen, "
            "and a cell with an error looks empty.",
            file=file,
        )
    ]


def _cells(rows: Sequence[Sequence[object]]) -> dict[tuple[int, int], SheetCell]:
    return {
        (row, column): SheetCell(_as_in_xlsx(content), address_of(row, column))
        for row, cells in enumerate(rows, 1)
        for column, content in enumerate(cells, 1)
        if str(content).strip()
    }


def _as_in_xlsx(content: object) -> object:
    """The content as openpyxl gives it: a day is a moment at midnight, 3.0 is 3."""
    if isinstance(content, date) and not isinstance(content, datetime):
        return datetime(content.year, content.month, content.day)  # noqa: DTZ001  (a cell has no time zone)
    if isinstance(content, float) and content.is_integer():
        return int(content)
    return content
