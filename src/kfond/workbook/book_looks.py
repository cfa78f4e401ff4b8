"""How a workbook of tables looks: ink and a pale band, no more colour than a printed page."""

from __future__ import annotations

from typing import Any

from kfond.workbook.form_looks import FONT

INK, MUTED, BAND, BLUE, RULE = "1C1F24", "565D68", "F3F5F8", "1F5F9E", "8A919C"


class BookLooks:
    """The few styles of a workbook of tables, made once a workbook."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        self._plain, self._bold = Font(name=FONT, color=INK), Font(name=FONT, bold=True, color=INK)
        self._title, self._told = Font(name=FONT, bold=True, size=14, color=INK), Font(name=FONT, color=MUTED)
        self._link = Font(name=FONT, color=BLUE, underline="single")
        self._band = PatternFill("solid", fgColor=BAND)
        self._under = Border(bottom=Side(style="medium", color=RULE))
        self._above = Border(top=Side(style="thin", color=RULE))
        self._line, self._left, self._right = (
            Alignment(horizontal=side, vertical="top", wrap_text=True, indent=indent)
            for side, indent in (("left", 0), ("left", 1), ("right", 1))
        )
        self._head_line, self._head_left, self._head_right = (
            Alignment(horizontal=side, vertical="bottom", wrap_text=True, indent=indent)
            for side, indent in (("left", 0), ("left", 1), ("right", 1))
        )

    def title(self, cell: Any) -> None:
        """The title of a sheet."""
        cell.font, cell.alignment = self._title, self._line

    def told(self, cell: Any) -> None:
        """A sentence above or below the table."""
        cell.font, cell.alignment = self._told, self._line

    def head(self, cell: Any, *, is_number: bool, is_name: bool) -> None:
        """A head of a column, set to the side of its column."""
        cell.font, cell.fill, cell.border = self._bold, self._band, self._under
        cell.alignment = self._head_line if is_name else self._head_right if is_number else self._head_left

    def content(self, cell: Any, *, is_number: bool, is_name: bool, is_link: bool, is_sum: bool) -> None:
        """A cell of the table."""
        cell.font = self._link if is_link else self._bold if is_sum else self._plain
        cell.alignment = self._line if is_name else self._right if is_number else self._left
        if is_sum:
            cell.border = self._above
