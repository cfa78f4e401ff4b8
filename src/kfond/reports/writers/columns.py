"""How wide the columns of a table are on paper, and which tables turn their page. Measures in points.

Widths are reckoned from the letters, not measured on the page, since they decide on which page a table stands. The
widths of letters are those of IBM Plex Sans, in hundredths of the size of the type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kfond.reports.documents.blocks import Align, TableBlock, plain

MM = 72 / 25.4
UPRIGHT = 166 * MM  # the width of a table on an upright page: A4 within its margins
TURNED = 253 * MM
GUTTER = 12.0  # between two columns
MOST_COLUMNS_UPRIGHT = 9
SIZE = 9.5  # of type in a table whose cells all have a line of their own
SIZES = (9.0, 8.5)  # where some go on in a second line
SMALL_SIZES = (8.0, 7.0, 6.0)  # for what has no room even on a turned page
NAME_COLUMN = 82.0  # the first column names the row: so wide it may be, if its words ask for it
LONGEST_WHOLE = 20  # letters of a word that is not divided as long as there is room
LONGEST_PART = 11  # letters of a word that must stand together when there is none
LONGEST_FIGURE = 9  # letters of a figure with its words ("minst 24", "ca 45,6") that stand together
SHORT_HEAD = 6  # letters of a head that stands on one line
AIRY = 34.0  # points that a narrow column has, where there is room
TYPICAL = 0.75  # so many of a column's cells have room before the longest of another gets some
TALL = 20  # lines of a row that no reader wants upright; a turned page makes them fewer
LINE = 13.5 / 9.5  # from line to line, in sizes of type
SHORT = 240.0  # points of a table that stays on one page
TALLEST_ROW = 480.0  # points of a row that must not go over to the next page

HUNDREDTHS = {
    25: " \N{NO-BREAK SPACE}ijlìíîï'",
    29: ",.:;!|’",
    35: "()[]{}frt",
    41: '/\\-I"',
    50: "sczvyxL*”°?éç",
    55: "agkeàáâäåèéêëJF_",
    58: "onhubdpqóòôöúùûüTESZ–$<>~",
    60: "0123456789+=−×",
    65: "VXPYCBKARÅÄÁÉ½DUÖÓÜ",
    71: "GHNOQ&#w",
    90: "mM@W%…—æÆŒœ",
}
WIDTH_OF: Mapping[str, int] = {letter: width for width, letters in HUNDREDTHS.items() for letter in letters}
OTHER = 62
HEAVY = 1.05  # semibold beside regular


@dataclass(frozen=True, slots=True)
class TableSetting:
    """How a table is set: the widths of its columns and the size of its type, in points.

    `is_short` for one that is not divided over two pages; `tall_rows` are those (the first is 0) that would not fit
    on a page, and therefore may be divided.
    """

    widths: tuple[float, ...]
    size: float
    is_turned: bool
    is_short: bool
    tall_rows: tuple[int, ...]


@lru_cache(maxsize=512)
def set_table(table: TableBlock, room: float = UPRIGHT, *, may_turn: bool = True) -> TableSetting:
    """The first way that has room for every word: upright, turned, in smaller type, at last with words divided."""
    for size, width, longest in _ways(len(table.heads), room, may_turn):
        is_turned = width > room
        columns = [_column(table, at, size, longest) for at in range(len(table.heads))]
        free = width - GUTTER * len(columns)
        if sum(column.full if size == SIZE else column.least for column in columns) <= free:
            widths = _shared(columns, free)
            if is_turned or not may_turn or max(_lines_of(table, widths, size), default=0) <= TALL:
                return _setting(table, widths, size, is_turned)
    return _setting(table, _squeezed(columns, width), size, is_turned)


def _ways(columns: int, room: float, may_turn: bool) -> Iterable[tuple[float, float, int]]:
    """Size of type, width, and the longest word kept whole; the best ones first."""
    upright = [(size, room, LONGEST_WHOLE) for size in (SIZE, *SIZES)]
    upright += [(size, room, LONGEST_PART) for size in SIZES]
    if columns <= MOST_COLUMNS_UPRIGHT or not may_turn:
        yield from upright
    width = TURNED if may_turn else room
    for longest in (LONGEST_WHOLE, LONGEST_PART):
        for size in (SIZE, *SIZES, *SMALL_SIZES):
            yield size, width, longest


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column needs so that its words stand whole, so that most of its cells keep to a line, and that all do."""

    least: float
    typical: float
    full: float


def _column(table: TableBlock, at: int, size: float, longest: int) -> _Column:
    """What the column at a place (the first is 0) asks for."""
    cells = [plain(row[at]) for row in table.rows]
    is_number = table.aligns[at] is Align.RIGHT
    head = plain(table.heads[at])
    whole_head = HEAVY * width_of(head, size)
    wholes = sorted(width_of(cell, size) for cell in cells) or [0.0]
    least = max(
        whole_head if len(head) <= SHORT_HEAD else HEAVY * _longest_word(head, size, longest),
        *(_least(cell, size, longest, is_number) for cell in cells),
        min(wholes[-1], NAME_COLUMN) if at == 0 else 0.0,
    )
    full = max(whole_head, wholes[-1], least, AIRY)
    return _Column(least, max(least, wholes[int(TYPICAL * (len(wholes) - 1))]), full)


def _least(cell: str, size: float, longest: int, is_number: bool) -> float:
    if is_number and len(cell) <= LONGEST_FIGURE and any(map(str.isdigit, cell)):
        return width_of(cell, size)
    return _longest_word(cell, size, LONGEST_WHOLE if is_number else longest)


def _longest_word(text: str, size: float, longest: int) -> float:
    return max((width_of(word[:longest], size) for word in text.split(" ")), default=0.0)


@lru_cache(maxsize=20_000)
def width_of(text: str, size: float) -> float:
    """How wide a text is in our font, in points; right to some per cent, and rather too wide."""
    return sum(WIDTH_OF.get(letter, OTHER) for letter in text) * size / 100 * 1.02


def _shared(columns: Sequence[_Column], room: float) -> tuple[float, ...]:
    """The room between the columns: first so that words stand whole, then most of the cells, then all, then heads."""
    widths = [column.least for column in columns]
    for wanted in ([column.typical for column in columns], [column.full for column in columns]):
        lacking = [more - had for had, more in zip(widths, wanted, strict=True)]
        part = min(1.0, (room - sum(widths)) / sum(lacking)) if sum(lacking) else 1.0
        widths = [had + part * more for had, more in zip(widths, lacking, strict=True)]
    return tuple(width + GUTTER for width in widths)


def _squeezed(columns: Sequence[_Column], width: float) -> tuple[float, ...]:
    """Where nothing has room: each column its part of the width by what it asks for."""
    asked = sum(column.least + GUTTER for column in columns)
    return tuple((column.least + GUTTER) * width / asked for column in columns)


def _setting(table: TableBlock, widths: tuple[float, ...], size: float, is_turned: bool) -> TableSetting:
    heights = [lines * LINE * size for lines in _lines_of(table, widths, size)]
    return TableSetting(
        widths=tuple(round(width, 2) for width in widths),
        size=size,
        is_turned=is_turned,
        is_short=sum(heights) <= SHORT,
        tall_rows=tuple(at for at, height in enumerate(heights) if height > TALLEST_ROW),
    )


def _lines_of(table: TableBlock, widths: Sequence[float], size: float) -> Iterable[int]:
    """About how many lines each row needs: a line in ten is lost to words that do not fit in."""
    for row in table.rows:
        yield max(
            int(width_of(plain(cell), size) * 1.1 // max(width - GUTTER, 1.0)) + 1
            for cell, width in zip(row, widths, strict=True)
        )
