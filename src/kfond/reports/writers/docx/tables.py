"""Tables: the head repeated on each page, rows that stay whole, a row's name in its first column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kfond.reports.documents.blocks import Align, Line, TableBlock, plain
from kfond.reports.writers.docx.elements import allowed, made, paragraph
from kfond.reports.writers.docx.lines import Lines
from kfond.reports.writers.docx.styles import Styles
from kfond.reports.writers.docx.widths import Room, widths
from kfond.reports.writers.sums import is_sum

RULE = "8A919C"
HEAD_RULE, SUM_RULE = 8, 4  # eighths of a point
FEW_ROWS = 6  # a table of so few stays on one page


def table(block: TableBlock, room: Room, styles: Styles, lines: Lines) -> Iterator[Any]:
    """The caption and the table below it."""
    kept = (made("keepNext"),)  # an organisation's own style may not say so
    yield paragraph(styles.id_of("caption"), *lines.set(block.caption), properties=kept)
    columns = widths(block, room)
    element = made(
        "tbl",
        _properties(block, columns, styles),
        made("tblGrid", *(made("gridCol", w=width) for width in columns)),
        _row(block, columns, block.heads, _Look(styles.id_of("kfond tabellhuvud"), HEAD_RULE), lines),
    )
    text, is_short = styles.id_of("kfond tabelltext"), len(block.rows) <= FEW_ROWS
    for at, row in enumerate(block.rows):
        is_last = at == len(block.rows) - 1
        look = _Look(text, is_sum=is_sum(block, at), is_last=is_last, is_kept=is_short and not is_last)
        element.append(_row(block, columns, row, look, lines))
    yield element
    yield paragraph(styles.id_of("kfond mellanrum"))


class _Look:
    """How the cells of a row look."""

    def __init__(
        self,
        style: str,
        head_rule: int = 0,
        *,
        is_sum: bool = False,
        is_last: bool = False,
        is_kept: bool = False,
    ) -> None:
        self.style, self.is_head, self.is_kept = style, bool(head_rule), is_kept
        above = [made("top", val="single", sz=SUM_RULE, space=0, color=RULE)] if is_sum else []
        below = HEAD_RULE if head_rule else SUM_RULE if is_last else 0
        under = [made("bottom", val="single", sz=below, space=0, color=RULE)] if below else []
        self._borders = above + under

    def cell(self, width: int) -> Any:
        """The properties of a cell (17.4.70)."""
        borders = [made("tcBorders", *(_copied(border) for border in self._borders))] if self._borders else []
        side = [made("vAlign", val="bottom")] if self.is_head else []
        return made("tcPr", made("tcW", w=width, type="dxa"), *borders, *side)


def _copied(element: Any) -> Any:
    return element.__copy__()


def _properties(block: TableBlock, columns: list[int], styles: Styles) -> Any:
    look = made(
        "tblLook", val="06A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1
    )
    return made(
        "tblPr",
        made("tblStyle", val=styles.id_of("kfond tabell")),
        made("tblW", w=sum(columns), type="dxa"),
        made("tblLayout", type="fixed"),
        look,
        made("tblCaption", val=allowed(plain(block.caption))),
    )


def _row(block: TableBlock, columns: list[int], cells: tuple[Line, ...], look: _Look, lines: Lines) -> Any:
    properties = made("trPr", made("cantSplit"), *([made("tblHeader")] if look.is_head else []))
    return made(
        "tr",
        properties,
        *(
            made("tc", look.cell(width), _cell(cell, align, look, lines))
            for cell, align, width in zip(cells, block.aligns, columns, strict=True)
        ),
    )


def _cell(cell: Line, align: Align, look: _Look, lines: Lines) -> Any:
    kept = (made("keepNext"),) if look.is_kept else ()
    side = (made("jc", val="right"),) if align is Align.RIGHT else ()
    return paragraph(look.style, *lines.set(cell), properties=(*kept, *side))
