"""How a form looks and what of it is locked: colours, borders, protection and the printed page."""

from __future__ import annotations

from copy import copy
from typing import Any

from kfond.workbook.forms import Accepts, Answer, Column, Line

DARK, PALE, GREY, WORDS, LINE = "1F3864", "D9E2F3", "EDEDED", "595959", "8EA9DB"
TEXT_FORMAT, DAY_FORMAT = "@", "yyyy-mm-dd"
FONT = "Calibri"
HEADING_HEIGHT, LINE_HEIGHT = 45, 20  # points


class Looks:
    """The few styles of a form, made once a workbook."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        side = Side(style="thin", color=LINE)
        self._edge = Border(left=side, right=side, top=side, bottom=side)
        self._open, self._locked = Protection(locked=False), Protection(locked=True)
        self._dark, self._pale, self._grey = (
            PatternFill("solid", fgColor=colour) for colour in (DARK, PALE, GREY)
        )
        self._plain, self._bold = Font(name=FONT), Font(name=FONT, bold=True)
        self._white = Font(name=FONT, bold=True, color="FFFFFF")
        self._big, self._told = Font(name=FONT, bold=True, size=16, color=DARK), Font(name=FONT, color=WORDS)
        self._top = Alignment(vertical="top", wrap_text=True)
        self._middle = Alignment(vertical="center", wrap_text=True)
        self._left = Alignment(horizontal="left", vertical="center")
        self._dressed: dict[tuple[tuple[str, object], ...], Any] = {}

    def _dress(self, cell: Any, **looks: Any) -> None:
        """Gives a new cell these looks; openpyxl weighs each anew in every cell, so they are copied from the first."""
        key = tuple((name, look if isinstance(look, str) else id(look)) for name, look in looks.items())
        if key not in self._dressed:
            for name, look in looks.items():
                setattr(cell, name, look)
            self._dressed[key] = cell
        cell._style = copy(self._dressed[key]._style)

    def title(self, cell: Any) -> None:
        """The title of a sheet."""
        cell.font = self._big

    def legend(self, cell: Any) -> None:
        """The line below the title."""
        cell.font = self._told

    def label(self, cell: Any) -> None:
        """What a line above the table is called."""
        cell.font = self._bold

    def fixed(self, cell: Any) -> None:
        """What stands above the table and is not to be changed."""
        cell.border, cell.fill, cell.alignment, cell.font = self._edge, self._pale, self._left, self._bold
        cell.number_format = DAY_FORMAT if hasattr(cell.value, "year") else cell.number_format

    def answer(self, cell: Any, answer: Answer) -> None:
        """A cell to fill in."""
        cell.border, cell.protection, cell.alignment = self._edge, self._open, self._left
        cell.number_format = _format_of(answer)

    def heading(self, cell: Any, column: Column) -> None:
        """A heading: dark where its column must be filled in, grey over what was answered last time."""
        cell.border, cell.alignment = self._edge, self._middle
        if column.heading_answer:
            cell.font, cell.protection = self._bold, self._open
        elif column.is_shown:
            cell.font, cell.fill = self._told, self._grey
        else:
            cell.font = self._white if column.is_required else self._bold
            cell.fill = self._dark if column.is_required else self._pale
        cell.parent.row_dimensions[cell.row].height = HEADING_HEIGHT

    def cell(self, cell: Any, column: Column, line: Line | None) -> None:
        """A cell of the table: white where it takes an answer."""
        cell.parent.row_dimensions[cell.row].height = LINE_HEIGHT
        answer = (line.answer if line else None) or column.answer
        edges = {"border": self._edge, "alignment": self._middle}
        if column.answer and answer:
            of_answer = {"protection": self._open, "number_format": _format_of(answer)}
            self._dress(cell, font=self._plain, **of_answer, **edges)
        elif column.is_shown:
            self._dress(cell, fill=self._grey, font=self._told, number_format=cell.number_format, **edges)
        else:
            self._dress(cell, fill=self._pale, font=self._bold, number_format=cell.number_format, **edges)

    def rest(self, column: Any, answer: Answer) -> None:
        """The cells of a column below those that are drawn."""
        column.protection, column.number_format = self._open, _format_of(answer)

    def footnote(self, cell: Any) -> None:
        """A free line below the table."""
        cell.protection, cell.number_format = self._open, TEXT_FORMAT

    def sentence(self, cell: Any) -> None:
        """A sentence of guidance, as long as the sheet is wide."""
        cell.font = self._plain

    def guidance(self, cell: Any, lines: int) -> None:
        """A cell of the table that explains the columns, in a row that is so many lines high."""
        self._dress(cell, alignment=self._top, border=self._edge, number_format=TEXT_FORMAT, font=self._plain)
        cell.parent.row_dimensions[cell.row].height = LINE_HEIGHT * lines

    @staticmethod
    def lock(sheet: Any) -> None:
        """Locks what is not open, without a password; columns and rows may still be made wider."""
        protection = sheet.protection
        protection.sheet = True
        protection.formatColumns = protection.formatRows = protection.formatCells = False

    @staticmethod
    def page(sheet: Any, header_row: int) -> None:
        """Lying A4, as wide as one page, with the headings again on each."""
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = f"{header_row}:{header_row}"
        sheet.oddFooter.right.text = "Sida &P av &N"
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.8, 0.4


def _format_of(answer: Answer) -> str:
    if answer.accepts is Accepts.DAY:
        return DAY_FORMAT
    return TEXT_FORMAT if answer.accepts is Accepts.AS_TYPED else "General"
