"""Typst, with the fonts that kfond brings along. Nothing of the machine's own shows in a page.

All texts go in as values (`inputs`), never as part of the source: whatever stands in them is set as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Fonts

FAMILY = "IBM Plex Sans"
SEMIBOLD = "IBM Plex Sans SmBld"  # Typst takes the semibold for a family of its own
HEAVY_TEXT = re.compile(r'<(?:text|tspan)\b[^<>]*\bfont-weight="(?:bold|[6-9]00)"[^<>]*>')
FAMILY_OF_TEXT = re.compile(r'\sfont-family="[^"]*"')


@cache
def fonts() -> Fonts:
    """Our fonts, and behind them those within Typst for signs that ours lack; none of the machine's."""
    from typst import Fonts

    with as_file(files("kfond") / "data" / "fonts") as folder:
        return Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])


def ready_for_typst(svg: str) -> str:
    """A drawing whose heavy text names the family that Typst knows our semibold by."""
    return HEAVY_TEXT.sub(_in_semibold, svg)


def _in_semibold(tag: re.Match[str]) -> str:
    text = FAMILY_OF_TEXT.sub("", tag[0])
    name_ends = re.match(r"<\w+", text)
    assert name_ends is not None
    return f'{name_ends[0]} font-family="{SEMIBOLD}, {FAMILY}"{text[name_ends.end() :]}'


def png_of(source: str, inputs: Mapping[str, str], ppi: float) -> bytes:
    """The one page that `source` makes of `inputs`, as PNG. Raises typst.TypstError."""
    import typst

    return typst.compile(source.encode(), format="png", ppi=ppi, font_paths=fonts(), sys_inputs=dict(inputs))
