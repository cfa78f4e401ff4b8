"""Tables as text (.csv, .tsv), as Excel, LibreOffice and other systems export them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from kfond.errors import ExitCode, Problem, Refusal
from kfond.messages import Message, say
from kfond.provenance import Place
from kfond.workbook.limits import LONGEST_TEXT, too_large
from kfond.workbook.refusals import no_workbook
from kfond.workbook.sheets import Sheet, SheetCell, address_of

DELIMITERS = ";\t,"  # of two that fit equally well, the one that a Swedish Excel writes
LINES_TO_JUDGE = 30
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODINGS = ("utf-8", "cp1252")  # without a mark; cp1252 is what "CSV" means to a Swedish Excel
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_NAMED_DELIMITER = re.compile(r"sep=(?P<delimiter>[;,\t])\r?\n", re.IGNORECASE)  # Excel's own first line

Row = Sequence[str]


def read_text(file: str, content: bytes) -> tuple[list[Sheet], list[Message]]:
    """The one sheet of a table of text, named as the file; every content is text, as typed.

    Raises Refusal (exit 3) where it is no text, or a row has more cells than the heading.
    """
    text = _decoded(file, content)
    named = _NAMED_DELIMITER.match(text)
    body = text[named.end() :] if named else text  # the line is no row of the sheet: Excel does not show it
    try:
        rows = _rows(body, named["delimiter"] if named else _delimiter(body))
    except csv.Error as fault:  # a field larger than the module takes, which is beyond our own limit
        raise too_large(file, say("A cell holds more than {most} characters.", most=LONGEST_TEXT)) from fault
    name = PurePath(file).stem
    _require_no_row_beyond_the_heading(Place(file, name), rows)
    cells = {
        (row, column): SheetCell(typed, address_of(row, column))
        for row, line in enumerate(rows, 1)
        for column, typed in enumerate(line, 1)
        if typed.strip()
    }
    return [Sheet(file, name, cells)], []


def _decoded(file: str, content: bytes) -> str:
    marked = [encoding for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark)]
    for encoding in marked or _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _NO_TEXT.search(text) or text.lstrip().startswith(("<", "%PDF")):
            break
        return text
    raise no_workbook(file)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _delimiter(text: str) -> str:
    """The sign that cuts the most of the first lines into the same number of cells, more than one."""
    first = "".join(text.splitlines(keepends=True)[:LINES_TO_JUDGE])
    return max(DELIMITERS, key=lambda delimiter: _evenness(_rows(first, delimiter)))


def _evenness(rows: Sequence[Row]) -> tuple[int, int]:
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((lines, width) for width, lines in widths.items()), default=(0, 0))


def _require_no_row_beyond_the_heading(place: Place, rows: Sequence[Row]) -> None:
    """A row that is longer than the heading has a figure cut in two, and its cells stand under wrong headings."""
    heading = _heading(rows)
    problems = [
        Problem(
            Place(place.file, place.sheet, address_of(number, len(rows[heading]) + 1)),
            say(
                "Line {line} has {cells} cells, but the heading on line {heading} has {most}.",
                line=number,
                cells=len(row),
                heading=heading + 1,
                most=len(rows[heading]),
            ),
            say("Put quotation marks around a cell that holds a comma or a semicolon."),
        )
        for number, row in enumerate(rows, 1)
        if number > heading + 1 and any(cell.strip() for cell in row[len(rows[heading]) :])
    ]
    if problems:
        raise Refusal(ExitCode.DATA, *problems)


def _heading(rows: Sequence[Row]) -> int:
    """The index of the first row with three filled cells, else with two; a title has fewer."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    return next((i for least in (3, 2) for i, count in enumerate(filled) if count >= least), 0)
