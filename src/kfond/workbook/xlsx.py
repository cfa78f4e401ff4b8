"""Workbooks of Excel since 2007 (.xlsx, .xlsm), with openpyxl. Macros are left in the file and never run."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from kfond.errors import ExitCode, Problem, Refusal
from kfond.messages import Message, say
from kfond.provenance import Place
from kfond.workbook.refusals import damaged
from kfond.workbook.sheets import Sheet, SheetCell, Span, column_letters


def read_xlsx(file: str, content: bytes) -> tuple[list[Sheet], list[Message]]:
    """The sheets of a workbook, and a notice of hidden rows and columns that hold figures.

    Raises Refusal (exit 3) where it is damaged, or a formula in it was never calculated.
    """
    values, formulas = _opened(file, content)
    problems: list[Problem] = []
    sheets: list[Sheet] = []
    notices: list[Message] = []
    for shown in values.worksheets:
        written = formulas[shown.title]
        problems.extend(_never_calculated(file, shown, written))
        sheet = Sheet(
            file,
            shown.title,
            _cells(shown),
            merged=tuple(Span(s.min_row, s.min_col, s.max_row, s.max_col) for s in shown.merged_cells.ranges),
            is_hidden=shown.sheet_state != "visible",
        )
        sheets.append(sheet)
        notices.extend(_hidden(sheet, shown))
    if problems:
        raise Refusal(ExitCode.DATA, *problems)
    return sheets, notices


def _opened(file: str, content: bytes) -> tuple[Any, Any]:
    """The workbook twice: with the values that formulas gave, and with the formulas."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts that it drops; none of them are cells
            return load_workbook(io.BytesIO(content), data_only=True), load_workbook(io.BytesIO(content))
    except Exception as fault:  # openpyxl lets through whatever its parsers raise
        raise damaged(file) from fault


def _stored(sheet: Any) -> Iterable[Any]:
    """The cells that the file holds. iter_rows() would walk every cell up to a stray one in XFD1048576."""
    return [cell for _, cell in sorted(sheet._cells.items())]


def _cells(sheet: Any) -> dict[tuple[int, int], SheetCell]:
    return {
        (cell.row, cell.column): SheetCell(
            cell.value, cell.coordinate, cell.comment.text if cell.comment else ""
        )
        for cell in _stored(sheet)
        if cell.value is not None and str(cell.value).strip()
    }


def _never_calculated(file: str, shown: Any, written: Any) -> Iterator[Problem]:
    for cell in _stored(written):
        if cell.data_type == "f" and shown.cell(cell.row, cell.column).value is None:
            yield Problem(
                Place(file, shown.title, cell.coordinate),
                say("The formula {formula} has no value: no program has calculated it.", formula=cell.value),
                say("Open the file in Excel and save it, or write the figure instead of the formula."),
            )


def _hidden(sheet: Sheet, shown: Any) -> Iterator[Message]:
    """Rows and columns that nobody sees in Excel and that hold figures: read, and told of."""
    figures = [at for at, cell in sheet.cells.items() if any(sign.isdecimal() for sign in cell.text)]
    hidden_rows = {row for row, look in shown.row_dimensions.items() if look.hidden}
    hidden_columns = [
        range(look.min, look.max + 1) for look in shown.column_dimensions.values() if look.hidden and look.min
    ]
    rows = sorted({row for row, _ in figures if row in hidden_rows})
    columns = sorted({at for _, at in figures if any(at in span for span in hidden_columns)})
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
