"""Typst, with the fonts that kfond brings along. Nothing of the machine's own shows in a page.

All texts go in as values (`inputs`), never as part of the source: whatever stands in them is set as it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kfond.messages import say
from kfond.reports.writers.signs import UNKNOWN

if TYPE_CHECKING:
    from typst import Fonts

PACKAGE = Path(__file__).parents[2]
OUR_FAULT = say("Report this; it is a fault of the program, not of your data.")
FAMILY = "IBM Plex Sans"
SEMIBOLD = "IBM Plex Sans SmBld"  # Typst takes the semibold for a family of its own
HEAVY_TEXT = re.compile(r'<(?:text|tspan)\b[^<>]*\bfont-weight="(?:bold|[6-9]00)"[^<>]*>')
FAMILY_OF_TEXT = re.compile(r'\sfont-family="[^"]*"')
POINTS_AN_INCH = 72
PICTURE_WIDE = 480  # points; only the proportion to the pixels counts
PICTURE = f"""
#set page(width: {PICTURE_WIDE}pt, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""
WITHOUT_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
MOST_ROUNDS = 20
CELL = re.compile(rb"(<</Type/StructElem)/S/TD(/P \d+ 0 R/A\[<</O/Table)(/Headers\[\(U\d+x(\d+)y0\)\])")


class Undrawable(Exception):
    """Typst cannot set this; its reason in its own words."""


@cache
def fonts() -> Fonts:
    """Our fonts, and behind them those within Typst for signs that ours lack; none of the machine's."""
    from typst import Fonts

    return Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[PACKAGE / "data" / "fonts"]
    )


@cache
def page_template() -> bytes:
    """How a document looks: templates/document.typ."""
    return (PACKAGE / "templates" / "document.typ").read_bytes()


def pdf_of(values: Mapping[str, object]) -> bytes:
    """The document that templates/document.typ makes of `values`, as tagged PDF (PDF/UA-1) to be kept (PDF/A-2a).

    What is to be kept must have a date; without a `day` it is PDF/UA-1 alone, rather than dated with one made up.

    The first cell of a row is the row's header. A sign that no font has becomes the sign for that, since a PDF that
    is kept may hold no empty boxes. Raises Undrawable for what Typst refuses.
    """
    import typst

    text = json.dumps(values, ensure_ascii=False)
    for _ in range(MOST_ROUNDS):
        try:
            pdf = typst.compile(
                page_template(),
                format="pdf",
                font_paths=fonts(),
                sys_inputs={"document": text},
                pdf_standards=["ua-1", "a-2a"] if values["day"] else ["ua-1"],
            )
            return with_row_headers(pdf)
        except typst.TypstError as fault:
            lacking = _without_font(fault.diagnostic)
            if not lacking:
                raise Undrawable(fault.message) from fault
            for signs in lacking:
                text = text.replace(json.dumps(signs, ensure_ascii=False)[1:-1], UNKNOWN)
    raise Undrawable(str(lacking))


def with_row_headers(pdf: bytes) -> bytes:
    """The document with the first cell of each row as its header, and no other cell tied to its column alone.

    Typst can do this only behind a switch that its Python binding lacks (`pdf.header-cell`). Structure elements stand
    uncompressed in what it writes, and each change keeps its length, so that the table of offsets stays right.
    Which headers a cell has then follows from their scope, by row and by column (ISO 32000-1, 14.8.5.7).
    """
    return CELL.sub(_in_row, pdf)


def _in_row(cell: re.Match[bytes]) -> bytes:
    start, middle, tie, column = cell.groups()
    if column == b"0":
        return start + b"/S/TH" + middle + b"/Scope/Row".ljust(len(tie))
    return start + b"/S/TD" + middle + b" " * len(tie)


def _without_font(diagnostic: str) -> list[str]:
    """The signs that no font has, of all that Typst complains of."""
    found = WITHOUT_FONT.findall(diagnostic)
    return sorted(
        {ESCAPED.sub(lambda code: chr(int(code[1], 16)), signs) for signs in found}, key=len, reverse=True
    )


def png_of(svg: str, pixels_wide: int) -> bytes:
    """A drawing as PNG. Raises Undrawable where it is none."""
    import typst

    ppi = POINTS_AN_INCH * pixels_wide / PICTURE_WIDE
    try:
        return typst.compile(
            PICTURE.encode(), format="png", ppi=ppi, font_paths=fonts(), sys_inputs={"svg": svg}
        )
    except typst.TypstError as fault:
        raise Undrawable(fault.message) from fault


def ready_for_typst(svg: str) -> str:
    """A drawing whose heavy text names the family that Typst knows our semibold by."""
    return HEAVY_TEXT.sub(_in_semibold, svg)


def _in_semibold(tag: re.Match[str]) -> str:
    text = FAMILY_OF_TEXT.sub("", tag[0])
    name_ends = re.match(r"<\w+", text)
    assert name_ends is not None
    return f'{name_ends[0]} font-family="{SEMIBOLD}, {FAMILY}"{text[name_ends.end() :]}'
