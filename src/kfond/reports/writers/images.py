"""Drawings as images of pixels, for formats that cannot show SVG."""

from __future__ import annotations

from kfond.errors import data_refusal
from kfond.messages import say
from kfond.reports.writers.typesetting import OUR_FAULT, Undrawable, png_of, ready_for_typst


def as_png(svg: str, pixels_wide: int = 1280) -> bytes:
    """The drawing as PNG on white, its text in our font; the same bytes for the same drawing.

    Raises Refusal (exit 3) where `svg` is no drawing.
    """
    try:
        return png_of(ready_for_typst(svg), pixels_wide)
    except Undrawable as fault:
        raise data_refusal(say("A picture cannot be drawn: {reason}.", reason=fault), OUR_FAULT) from fault
