"""Long lists: sheets with more filled cells than are held at once, walked row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from kfond.workbook.sheets import LongRow, SheetCell, address_of

ROWS_HELD = 200  # the first rows of a long list: its title and headings, and enough to tell what it is


def head_of(walk: Callable[[], Iterator[LongRow]]) -> dict[tuple[int, int], SheetCell]:
    """The cells of the first rows of a long list."""
    return cells_of(islice(walk(), ROWS_HELD))


def rest_of(walk: Callable[[], Iterator[LongRow]]) -> Callable[[], Iterator[LongRow]]:
    """What gives the rows after those; each call walks from the beginning."""
    return lambda: islice(walk(), ROWS_HELD, None)


def cells_of(rows: Iterator[LongRow]) -> dict[tuple[int, int], SheetCell]:
    """The cells of rows that hold something."""
    return {
        (row, column): SheetCell(content, address_of(row, column))
        for row, contents in rows
        for column, content in enumerate(contents, 1)
        if content is not None and str(content).strip()
    }


def numbered(rows: Iterator[Sequence[object]]) -> Iterator[LongRow]:
    """The rows of python-calamine with their numbers and the contents that openpyxl would give; no empty ones."""
    for number, contents in enumerate(rows, 1):
        if contents.count("") < len(contents):
            yield (
                number,
                [content if content.__class__ is str else _as_in_xlsx(content) for content in contents],
            )


def _as_in_xlsx(content: object) -> object:
    """The content as a reader of .xlsx gives it: a day is a moment at midnight, 3.0 is 3."""
    if isinstance(content, float):
        return int(content) if content.is_integer() else content
    if isinstance(content, date) and not isinstance(content, datetime):
        return datetime(content.year, content.month, content.day)  # noqa: DTZ001  (a cell has no time zone)
    return content
