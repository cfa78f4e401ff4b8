"""How a mark looks: a coloured cell with a border and a comment, and a row on the sheet that lists them all.

Nothing is told by colour alone, so that it shows in grey and to those who do not see colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kfond.messages import say, say_count
from kfond.workbook.ours import TITLE, as_question, without_question

PROBLEM, DOUBT = "F8CBAD", "FFF2CC"  # light orange and light yellow, as a theme of Excel has them
_DARK, _GREY = "833C0B", "D9D9D9"
_LANGUAGE = "sv"  # whoever corrects the sheet is Swedish, whatever language the coordinator's messages are in
_WIDTHS = {"A": 5, "B": 10, "C": 18, "D": 9, "E": 28, "F": 44, "G": 44}
_HEADING_ROW = 7
_FONT = "Calibri"
_SIGNS_A_LINE = 42  # of a column of that width, and of a comment
_LINE_HEIGHT = 15  # points


@dataclass(frozen=True, slots=True)
class Mark:
    """What to say about a cell ("" where none is meant): what is wrong or in doubt, and what to write instead."""

    sheet: str
    cell: str
    what: str
    remedy: str
    is_problem: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A mark with the cell of the workbook that it is for; None where it is for none."""

    mark: Mark
    cell: Any


def mark_cell(cell: Any, marks: Sequence[Mark]) -> None:
    """Colours and frames a cell, with those merged into it, and asks in a comment; what stands there stays."""
    from openpyxl.comments import Comment

    before = without_question(cell.comment.text) if cell.comment else ""
    question = as_question("\n".join(f"{mark.what}\n{mark.remedy}" for mark in marks))
    text = "\n\n".join(part for part in (before, question) if part)
    lines = sum(1 + len(line) // _SIGNS_A_LINE for line in text.splitlines())
    cell.comment = Comment(text, "kfond", width=330, height=20 + lines * 20)  # pixels
    is_problem = any(mark.is_problem for mark in marks)
    for part in _merged_with(cell):
        _paint(part, is_problem=is_problem)


def add_list(book: Any, title: str, file: str, listed: Sequence[Listed]) -> None:
    """Puts the sheet that lists every mark first, and opens the workbook there."""
    sheet = book.create_sheet(title, 0)
    problems = sum(one.mark.is_problem for one in listed)
    _write_head(sheet, file, problems, len(listed) - problems)
    for number, one in enumerate(listed, 1):
        _write_row(sheet, _HEADING_ROW + number, number, one)
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = f"A{_HEADING_ROW + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def _write_head(sheet: Any, file: str, problems: int, doubts: int) -> None:
    from openpyxl.styles import Alignment, Font

    sheet["A1"] = TITLE
    sheet["A1"].font = Font(_FONT, bold=True, size=14)
    about = (
        say(
            "In {file}, {problems} and {doubts} were found. Correct them where they stand, on their own sheet, "
            "save the workbook and send it back.",
            file=file,
            problems=say_count("{count} error", "{count} errors", problems),
            doubts=say_count("{count} question", "{count} questions", doubts),
        ),
        say("Each cell is marked and has a comment. A click on the cell in the list leads there."),
    )
    for row, message in enumerate(about, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
        cell = sheet.cell(row, 1, message.in_words(_LANGUAGE))
        cell.font, cell.alignment = Font(_FONT), Alignment(wrap_text=True, vertical="top")
        lines = -(-len(cell.value) // sum(_WIDTHS.values()))
        sheet.row_dimensions[row].height = _LINE_HEIGHT * lines + 2
    for row, is_problem, words in (
        (4, True, say("Error: thick frame. It cannot be read in.")),
        (5, False, say("Question: dashed frame. We are not sure what it means.")),
    ):
        _paint(sheet.cell(row, 2), is_problem=is_problem)
        sheet.cell(row, 3, words.in_words(_LANGUAGE)).font = Font(_FONT)
        sheet.row_dimensions[row].height = _LINE_HEIGHT + 3
    headings = (
        say("No."),
        say("Kind"),
        say("Sheet"),
        say("Cell"),
        say("What stands there"),
        say("What we ask about"),
        say("Write like this"),
    )
    for column, heading in enumerate(headings, 1):
        cell = sheet.cell(_HEADING_ROW, column, heading.in_words(_LANGUAGE))
        cell.font = Font(_FONT, bold=True)
        cell.fill, cell.border = _fill(_GREY), _border("thin", "000000")
        cell.alignment = Alignment(vertical="center")


def _write_row(sheet: Any, row: int, number: int, listed: Listed) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    mark, target = listed.mark, listed.cell
    sort = say("Error") if mark.is_problem else say("Question")
    stands = "" if target is None or target.value is None else str(target.value)
    texts = (number, sort.in_words(_LANGUAGE), mark.sheet, mark.cell, stands, mark.what, mark.remedy)
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column)
        write_as_it_is(cell, text)
        cell.font, cell.border = Font(_FONT), _border("thin", "A6A6A6")
        cell.alignment = Alignment(wrap_text=True, horizontal="left", vertical="top")
    _paint(sheet.cell(row, 2), is_problem=mark.is_problem)
    if target is not None:
        link = sheet.cell(row, 4)
        name = target.parent.title.replace("'", "''")
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{name}'!{target.coordinate}")
        link.font = Font(_FONT, color="0563C1", underline="single")
    widths = list(_WIDTHS.values())
    lines = max(-(-len(str(text)) // width) for text, width in zip(texts, widths, strict=True))
    sheet.row_dimensions[row].height = _LINE_HEIGHT * max(lines, 1) + 4


def write_as_it_is(cell: Any, content: object) -> None:
    """Writes a content as it stands: a text that begins with an equals sign stays a text."""
    cell.value = content
    if cell.data_type == "f":
        cell.data_type = "s"


def _paint(cell: Any, *, is_problem: bool) -> None:
    cell.fill = _fill(PROBLEM if is_problem else DOUBT)
    cell.border = _border("thick" if is_problem else "mediumDashed", _DARK)


def _fill(colour: str) -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=colour)


def _border(style: str, colour: str) -> Any:
    from openpyxl.styles import Border, Side

    side = Side(style, colour)
    return Border(left=side, right=side, top=side, bottom=side)


def _merged_with(cell: Any) -> list[Any]:
    spans = [span for span in cell.parent.merged_cells.ranges if cell.coordinate in span]
    return [part for span in spans for row in cell.parent[span.coord] for part in row] or [cell]
