"""How the cells of a table look on the web page: figures to the right, short words on one line, room for long ones."""

from __future__ import annotations

import re

from kfond.reports.documents.blocks import Align, TableBlock, plain

SHORT, SHORTER = 20, 12
"""Characters that stay on one line: where the table has room for it, and in any case."""
LONG = 24
"""From so many characters a column keeps some width on a telephone, where the table is scrolled instead."""
ROOM, GUTTER = 108, 3
"""Characters that a page of full width has beside each other, and those that the gap between two columns takes."""
DIVIDER = re.compile(r"[ \-–]")


def looks_of(table: TableBlock) -> tuple[tuple[str, ...], ...]:
    """The class names of each cell, row by row, the heads first: "n" a figure, "short", "broad" where a column is."""
    rows = [tuple(plain(cell) for cell in row) for row in (table.heads, *table.rows)]
    is_figure = tuple(align is Align.RIGHT for align in table.aligns)
    is_broad = tuple(
        any(len(row[at]) >= LONG for row in (rows[:1] if is_figure[at] else rows[1:]))
        for at in range(len(is_figure))
    )
    longest = SHORT if _has_room(rows, is_figure) else SHORTER
    return tuple(
        tuple(
            _names(
                n=is_figure[at],
                short=_is_short(words, longest if row and at else SHORTER) and not (row and is_figure[at]),
                broad=is_broad[at] and not row,
            )
            for at, words in enumerate(cells)
        )
        for row, cells in enumerate(rows)
    )


def _has_room(rows: list[tuple[str, ...]], is_figure: tuple[bool, ...]) -> bool:
    """Whether the columns fit beside each other when all that is short stays on one line."""
    return (
        sum(GUTTER + _width(words, is_figure[at]) for at, words in enumerate(zip(*rows, strict=True))) <= ROOM
    )


def _width(column: tuple[str, ...], is_figure: bool) -> int:
    """Characters of what is not divided in a column: figures, short words, and the longest word of the others."""
    head, *cells = column
    whole = [words for words in cells if is_figure or len(words) <= SHORT]
    divided = [part for words in (head, *cells) for part in DIVIDER.split(words)]
    return max(map(len, (*whole, *divided)), default=0)


def _names(**names: bool) -> str:
    return " ".join(name for name, holds in names.items() if holds)


def _is_short(words: str, longest: int) -> bool:
    """Whether the words could be divided, and are too few for it."""
    return len(words) <= longest and DIVIDER.search(words) is not None
