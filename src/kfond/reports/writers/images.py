"""Drawings as images of pixels, for formats that cannot show SVG."""

from __future__ import annotations

from kfond.errors import data_refusal
from kfond.messages import say
from kfond.reports.writers.typesetting import png_of, ready_for_typst

POINTS_AN_INCH = 72
PAGE_WIDE = 480  # points; only the proportion to the pixels counts
PAGE = f"""
#set page(width: {PAGE_WIDE}pt, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""


def as_png(svg: str, pixels_wide: int = 1280) -> bytes:
    """The drawing as PNG on white, its text in our font; the same bytes for the same drawing.

    Raises Refusal (exit 3) where `svg` is no drawing.
    """
    from typst import TypstError

    try:
        return png_of(PAGE, {"svg": ready_for_typst(svg)}, ppi=POINTS_AN_INCH * pixels_wide / PAGE_WIDE)
    except TypstError as fault:
        raise data_refusal(
            say("A picture cannot be drawn: {reason}.", reason=fault.message),
            say("Report this; it is a fault of the program, not of your data."),
        ) from fault
