"""Write src/kfond/data/pictures/widths.toml: how wide each sign of the documents' font is, in thousandths of its size.

    python tools/make_widths.py

Read from the fonts that the package carries (tools/make_fonts.py). Pictures are laid out by it, so that no text
meets another. Wants fonttools, which is in the dev extra.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

DATA = Path(__file__).resolve().parent.parent / "src" / "kfond" / "data"
STYLES = {"regular": "IBMPlexSans-Regular.ttf", "semibold": "IBMPlexSans-SemiBold.ttf"}
SIGNS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x2010, 0x2027),
    0x2030,
    0x20AC,
    0x2190,
    0x2192,
    0x2193,
    0x2212,
]
HEAD = """# How wide the signs of IBM Plex Sans are, in thousandths of its size: width = the signs that have it.
# Made by tools/make_widths.py from the fonts in data/fonts; do not edit.
"""


def widths(fonts: Path) -> str:
    """The whole file, from the fonts in the folder `fonts`."""
    return HEAD + "".join(line for style in STYLES for line in _style(style, fonts / STYLES[style]))


def _style(style: str, file: Path) -> Iterator[str]:
    font = TTFont(file)
    glyphs, advances, size = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    by_width = defaultdict(list)
    for sign in SIGNS:
        if sign in glyphs:
            by_width[round(advances[glyphs[sign]][0] * 1000 / size)].append(chr(sign))
    yield f"\n[{style}]\n"
    for width in sorted(by_width):
        yield f"{width} = {json.dumps(''.join(by_width[width]), ensure_ascii=False)}\n"


if __name__ == "__main__":
    target = DATA / "pictures" / "widths.toml"
    target.parent.mkdir(exist_ok=True)
    target.write_text(widths(DATA / "fonts"), encoding="utf-8")
    print(f"{target.relative_to(DATA.parent)}: {target.stat().st_size} bytes")
