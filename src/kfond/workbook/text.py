"""Tables as text (.csv, .tsv), as Excel, LibreOffice and other systems export them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import PurePath
from typing import NamedTuple

from kfond.errors import ExitCode, Problem, Refusal
from kfond.messages import say, say_count
from kfond.provenance import Place
from kfond.workbook.limits import LONGEST_TEXT, MOST_HELD, too_large, too_long
from kfond.workbook.long import cells_of, head_of, rest_of
from kfond.workbook.refusals import no_workbook
from kfond.workbook.sheets import Found, LongRow, Sheet, address_of

DELIMITERS = ";\t,"  # of two that fit equally well, the one that a Swedish Excel writes
LINES_TO_JUDGE = 30
ROWS_OF_A_FORM = 1000  # a longer table comes from a program, which puts quotation marks where they belong
MOST_TOLD = 20  # problems of one kind; the rest are counted
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODINGS = ("utf-8", "cp1252")  # without a mark; cp1252 is what "CSV" means to a Swedish Excel
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SHARE_OF_TEXT = 10  # of so many signs at most one may be none of text, or it is a picture or a program
_NAMED_DELIMITER = re.compile(r"sep=(?P<delimiter>[;,\t])\r?\n", re.IGNORECASE)  # Excel's own first line

Row = Sequence[str]


def read_text(file: str, content: bytes) -> Found:
    """The one sheet of a table of text, named as the file; every content is text, as typed.

    All of it is looked through at once, and a long list then read again as its rows are asked for.
    Raises Refusal (exit 3) where it is no text, or a row has more cells than the heading.
    """
    place = Place(file, PurePath(file).stem)
    lines = _lines(place, content)
    checked = _Checked(place, lines.delimiter)
    try:
        for row in lines.rows():
            checked.take(row)
    except csv.Error as fault:  # a field larger than the module takes, which is beyond our own limit
        raise too_large(file, say("A cell holds more than {most} characters.", most=LONGEST_TEXT)) from fault
    if checked.problems:
        raise Refusal(ExitCode.DATA, *checked.problems)
    if checked.filled <= MOST_HELD:
        return Found([Sheet(file, place.sheet, cells_of(lines.numbered()))], [])
    return Found([Sheet(file, place.sheet, head_of(lines.numbered), rest=rest_of(lines.numbered))], [])


class _Lines(NamedTuple):
    """How the bytes of a table of text are cut into rows."""

    content: bytes
    encoding: str
    names_delimiter: bool
    delimiter: str

    def rows(self) -> Iterator[Row]:
        """The rows from the first; the bytes are decoded as they are asked for."""
        stream = io.TextIOWrapper(io.BytesIO(self.content), self.encoding, newline="")
        if self.names_delimiter:  # no row of the sheet: Excel does not show it
            stream.readline()
        return csv.reader(stream, delimiter=self.delimiter)

    def numbered(self) -> Iterator[LongRow]:
        """The rows that hold something, with their numbers."""
        return ((number, row) for number, row in enumerate(self.rows(), 1) if any(row))


def _lines(place: Place, content: bytes) -> _Lines:
    encoding, text = _decoded(place.file, content)
    _require_text(place, text)
    named = _NAMED_DELIMITER.match(text)
    if named:
        return _Lines(content, encoding, True, named["delimiter"])
    first = "".join(islice(io.StringIO(text[: LONGEST_TEXT * LINES_TO_JUDGE], newline=""), LINES_TO_JUDGE))
    return _Lines(content, encoding, False, _delimiter(place.file, first))


def _decoded(file: str, content: bytes) -> tuple[str, str]:
    marked = [encoding for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark)]
    for encoding in marked or _ENCODINGS:
        try:
            return encoding, content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise no_workbook(file)


def _require_text(place: Place, text: str) -> None:
    """Refuses a picture, a program, a web page; and names the lines in which a sign stands that no text has."""
    first_line = text.partition("\n")[0]
    strange = _NO_TEXT.search(text)
    is_binary = strange and (
        _NO_TEXT.search(first_line) or len(_NO_TEXT.findall(text)) * _SHARE_OF_TEXT > len(text)
    )
    if is_binary or text.lstrip().startswith(("<", "%PDF", "{\\rtf")):
        raise no_workbook(place.file)
    if strange:
        numbers = _line_numbers(text)
        raise Refusal(ExitCode.DATA, *_capped([_no_text(place, number) for number in numbers]))


def _line_numbers(text: str) -> list[int]:
    return [number for number, line in enumerate(text.split("\n"), 1) if _NO_TEXT.search(line)]


def _no_text(place: Place, line: int) -> Problem:
    return Problem(
        Place(place.file, place.sheet, f"A{line}"),
        say("Line {line} holds a sign that no text has, such as NUL: the file is damaged there.", line=line),
        say("Export the table anew, or ask the sender for it again."),
    )


def _delimiter(file: str, first: str) -> str:
    """The sign that cuts the most of the first lines into the same number of cells, more than one."""
    try:
        return max(DELIMITERS, key=lambda delimiter: _evenness(first, delimiter))
    except csv.Error as fault:
        raise too_large(file, say("A cell holds more than {most} characters.", most=LONGEST_TEXT)) from fault


def _evenness(first: str, delimiter: str) -> tuple[int, int]:
    rows = csv.reader(io.StringIO(first, newline=""), delimiter=delimiter)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((lines, width) for width, lines in widths.items()), default=(0, 0))


class _Heading(NamedTuple):
    """The row that names the columns, and how many they are."""

    row: int
    width: int


@dataclass(slots=True)
class _Checked:
    """Looks at each row as it passes: how much it holds, and whether it fits below the heading.

    The heading is the first row with three filled cells, else with two; a title has fewer. A row that is
    longer than the heading has a figure cut in two, and its cells stand under wrong headings; so has one that
    is longer than most rows and holds two whole numbers side by side, in a table cut by commas.
    """

    place: Place
    delimiter: str
    filled: int = 0
    _row: int = 0
    _widths: Counter[int] = field(default_factory=Counter)
    _cut: list[tuple[int, int, int]] = field(default_factory=list)
    _headings: dict[int, _Heading] = field(default_factory=dict)
    _beyond: list[Problem] = field(default_factory=list)
    _long: list[Problem] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        """What was wrong with the rows so far."""
        usual = max(self._widths, key=lambda width: self._widths[width], default=0)
        cut = [self._cut_in_two(*found, usual) for found in self._cut if found[1] > usual]
        return [*self._long, *_capped(self._beyond or cut)]

    def take(self, row: Row) -> None:
        """Looks at the next row."""
        self._row += 1
        filled = len(row) - row.count("")
        self.filled += filled
        heading = self._headings.get(3) or self._headings.get(2)
        if heading and len(row) > heading.width and any(cell.strip() for cell in row[heading.width :]):
            self._beyond.append(self._too_wide(row, heading))
        if 3 not in self._headings and filled > 1:
            self._judge(row)
        if self.delimiter == "," and filled > 1 and self._row <= ROWS_OF_A_FORM:
            self._note_width(row)
        if filled and max(map(len, row)) > LONGEST_TEXT:
            column = next(at for at, cell in enumerate(row, 1) if len(cell) > LONGEST_TEXT)
            self._long.append(too_long(self._cell(column)))

    def _note_width(self, row: Row) -> None:
        """Remembers how long the row is, and where two whole numbers in it may be the halves of one figure."""
        self._widths[len(row)] += 1
        halves = (at for at, pair in enumerate(pairwise(row), 2) if all(half.isdecimal() for half in pair))
        if len(self._cut) <= MOST_TOLD and (column := next(halves, 0)):
            self._cut.append((self._row, len(row), column))

    def _cut_in_two(self, line: int, cells: int, column: int, usual: int) -> Problem:
        return Problem(
            Place(self.place.file, self.place.sheet, address_of(line, column)),
            say(
                "Line {line} has {cells} cells and most lines have {usual}: a decimal comma may have cut a figure.",
                line=line,
                cells=cells,
                usual=usual,
            ),
            say(
                "Put quotation marks around each figure with a decimal comma, or export the table anew with semicolons."
            ),
        )

    def _judge(self, row: Row) -> None:
        """Whether the row is the heading; rows above it may be as they like."""
        filled = min(sum(bool(cell.strip()) for cell in row), 3)
        if filled > 1 and filled not in self._headings:
            self._headings[filled] = _Heading(self._row, len(row))
            if filled == 3:
                self._beyond.clear()

    def _too_wide(self, row: Row, heading: _Heading) -> Problem:
        return Problem(
            self._cell(heading.width + 1),
            say(
                "Line {line} has {cells} cells, but the heading on line {heading} has {most}.",
                line=self._row,
                cells=len(row),
                heading=heading.row,
                most=heading.width,
            ),
            say("Put quotation marks around a cell that holds a comma or a semicolon."),
        )

    def _cell(self, column: int) -> Place:
        return Place(self.place.file, self.place.sheet, address_of(self._row, column))


def _capped(problems: list[Problem]) -> list[Problem]:
    """The first problems of a kind, and how many more there are: an export gone wrong has one a line."""
    more = len(problems) - MOST_TOLD
    if more <= 0:
        return problems
    told = problems[:MOST_TOLD]
    last = told[-1]
    return [
        *told,
        Problem(
            last.place,
            say_count(
                "{count} more line has the same fault.", "{count} more lines have the same fault.", more
            ),
            last.remedy,
        ),
    ]
