"""How wide words are in the documents' font, and where they are parted so that they fit."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

WIDEST = 1000
"""What a sign takes that the font does not have, in thousandths of its size: another font may draw it."""
SAFETY = 1.03
"""Room for a hinted or substituted font."""
KEPT = 4096
"""How many widths are remembered: the same names and numbers are measured again and again."""
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
BREAKS = re.compile(r"(?<=[ \-–/])(?=[^ ])")
"""Where words may be parted: after a space, a hyphen, a dash, a stroke; not at a no-break space."""


def plain(text: str) -> str:
    """Text on one line, without signs that no document may hold."""
    return UNPRINTABLE.sub(" ", text).strip(" ")


@lru_cache(maxsize=KEPT)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide `text` is, in the unit of `size`; rather too wide than too narrow."""
    widths = _widths("semibold" if bold else "regular")
    return sum(widths.get(sign, _unknown(sign)) for sign in text) * size / 1000 * SAFETY


def wrapped(text: str, size: float, widest: float, *, bold: bool = False) -> tuple[str, ...]:
    """`text` in lines no wider than `widest`; a word that is wider than a line is cut where it must be."""
    lines = [""]
    for word in BREAKS.split(plain(text)):
        if width_of((lines[-1] + word).rstrip(), size, bold=bold) <= widest:
            lines[-1] += word
            continue
        if lines[-1]:
            lines.append("")
        for sign in word:
            if lines[-1] and width_of((lines[-1] + sign).rstrip(), size, bold=bold) > widest:
                lines.append("")
            lines[-1] += sign
    return tuple(line.strip(" ") for line in lines)


def widest_of(texts: tuple[str, ...], size: float, *, bold: bool = False) -> float:
    """The width of the widest of `texts`."""
    return max((width_of(text, size, bold=bold) for text in texts), default=0)


def _unknown(sign: str) -> int:
    return 0 if unicodedata.combining(sign) else WIDEST


@cache
def _widths(style: str) -> Mapping[str, int]:
    file = resources.files("kfond") / "data" / "pictures" / "widths.toml"
    by_width = tomllib.loads(file.read_text(encoding="utf-8"))[style]
    return {sign: int(width) for width, signs in by_width.items() for sign in signs}
