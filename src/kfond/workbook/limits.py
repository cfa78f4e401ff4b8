"""How large a file may be. A sheet of staff has some hundred cells; the limits are far beyond, and ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kfond.errors import ExitCode, Problem, Refusal, data_refusal
from kfond.messages import Message, say
from kfond.provenance import Place
from kfond.workbook.sheets import Sheet

MOST_MEGABYTES = 100  # a file, or one of its parts that is held whole
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
MOST_UNPACKED_MEGABYTES = 1024  # all parts of a zip: 300 000 rows of 60 columns are some 700
MOST_UNPACKED = MOST_UNPACKED_MEGABYTES * 1024 * 1024
MOST_HELD = 50_000  # filled cells of a sheet that is held whole, with all that hangs on them; else it is long
MOST_CELLS = 1_000_000  # held whole, of all sheets together
MOST_AREA = (
    20_000_000  # cells from A1 to the last corner: 300 000 rows of 60 columns, and an .xls at its fullest
)
MOST_SHEETS = 500
MOST_COLUMNS = 512
LONGEST_TEXT = (
    32_767  # what a cell of Excel can hold: support.microsoft.com, "Excel specifications and limits"
)


def require_size(file: str, size: int) -> None:
    """Refuses (exit 3) a file, or a part of a zip that is to be held, of more than 100 MiB. `size` in bytes."""
    if size > MOST_BYTES:
        raise too_large(
            file, say("The file is larger than {most} megabytes when it is unpacked.", most=MOST_MEGABYTES)
        )


def require_area(file: str, area: int) -> None:
    """Refuses (exit 3) a table that reaches too far: python-calamine makes room for every cell on the way."""
    if area > MOST_AREA:
        raise too_large(
            file,
            say("A table in the file reaches over more than {most} cells, filled or not.", most=MOST_AREA),
        )


def require_few_sheets(file: str, count: int) -> None:
    """Refuses (exit 3) a file of more than 500 sheets or tables; fourteen municipalities need some dozens."""
    if count > MOST_SHEETS:
        raise too_large(file, say("The file has more than {most} sheets or tables.", most=MOST_SHEETS))


def too_many_cells(file: str) -> Refusal:
    """A refusal of a file with more filled cells than are held."""
    return too_large(file, say("The file has more than {most} filled cells.", most=MOST_CELLS))


def too_large(file: str, what: Message) -> Refusal:
    """A refusal of a file that goes beyond a limit."""
    return data_refusal(
        what, say("Copy the table alone to a new workbook, save it as .xlsx, and import that."), Place(file)
    )


def require_within_limits(sheets: Sequence[Sheet]) -> None:
    """Refuses (exit 3) sheets with too many filled cells or columns, or a cell with too long a text."""
    if sum(len(sheet.cells) for sheet in sheets) > MOST_CELLS:
        raise too_many_cells(sheets[0].file)
    problems = [problem for sheet in sheets for problem in _problems_of(sheet)]
    if problems:
        raise Refusal(ExitCode.DATA, *problems)


def _problems_of(sheet: Sheet) -> Iterator[Problem]:
    far = min((at for at in sheet.cells if at[1] > MOST_COLUMNS), default=None)
    if far:
        yield Problem(
            sheet.place(*far),
            say(
                "There is something to the right of column {most}, where no table reaches.", most=MOST_COLUMNS
            ),
            say("Empty the columns to the right of the table."),
        )
    for at, cell in sheet.cells.items():
        if isinstance(cell.content, str) and len(cell.content) > LONGEST_TEXT:
            yield too_long(sheet.place(*at))


def too_long(place: Place) -> Problem:
    """A cell with more text than Excel can hold."""
    return Problem(
        place,
        say("The cell holds more than {most} characters.", most=LONGEST_TEXT),
        say("Shorten the text, or close a quotation mark that was left open."),
    )
