"""Make the fonts that the documents carry from the full ones of the npm package @ibm/plex-sans.

    python tools/make_fonts.py FOLDER

FOLDER is `fonts/complete/woff2` of the unpacked package. For PDF each font becomes a whole .ttf; for the web page a
.woff2 of the Latin signs alone, under a name of ours, since its licence keeps the name Plex for the whole font.
The same package gives the same bytes. Wants fonttools and brotli, which are in the dev extra.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

STYLES = ("Regular", "Italic", "SemiBold")
TARGET = Path(__file__).resolve().parent.parent / "src" / "kfond" / "data" / "fonts"
LICENCE = "license.txt"
RANGES = (
    (0x0020, 0x007E),
    (0x00A0, 0x00FF),
    (0x0100, 0x017F),  # Latin Extended-A: names from the languages around us
    (0x0192, 0x0192),
    (0x02C6, 0x02DD),
    (0x2002, 0x2015),  # spaces, hyphens and dashes
    (0x2018, 0x2026),  # quotation marks, daggers, bullet, ellipsis
    (0x202F, 0x203A),
    (0x2044, 0x2044),
    (0x2070, 0x208E),  # raised and lowered digits
    (0x20AC, 0x20AC),
    (0x2122, 0x2122),
    (0x2150, 0x215E),
    (0x2190, 0x2199),  # arrows
    (0x2205, 0x2205),
    (0x2212, 0x2212),
    (0x2248, 0x2265),
    (0x25A0, 0x25CF),
    (0x2713, 0x2717),
)
FAMILY = "Kfond Sans"
KEPT_NAMES = (0, 2, 13, 14)  # copyright, style, licence and where it is
FEATURES = ("kern", "liga", "mark", "mkmk", "ccmp", "locl", "calt", "tnum", "lnum", "frac", "sups")


def make(folder: Path, target: Path) -> Iterator[Path]:
    """Write the fonts of `folder` into `target`, and the licence; gives each file that it wrote."""
    yield Path(shutil.copyfile(folder / LICENCE, target / "LICENSE.txt"))
    for style in STYLES:
        full = folder / f"IBMPlexSans-{style}.woff2"
        yield _save(_opened(full), target / f"IBMPlexSans-{style}.ttf", None)
        yield _save(_latin(_opened(full), style), target / f"KfondSans-{style}.woff2", "woff2")


def _opened(file: Path) -> TTFont:
    """The font, with its own time in it and not that of the run."""
    return TTFont(file, recalcTimestamp=False)


def _latin(font: TTFont, style: str) -> TTFont:
    """The font with the signs of RANGES alone, renamed."""
    options = subset.Options(layout_features=list(FEATURES), name_IDs=list(KEPT_NAMES), hinting=False)
    maker = subset.Subsetter(options)
    maker.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    maker.subset(font)
    for name_id, text in ((1, FAMILY), (4, f"{FAMILY} {style}"), (6, f"KfondSans-{style}")):
        font["name"].setName(text, name_id, 3, 1, 0x409)
    return font


def _save(font: TTFont, file: Path, flavor: str | None) -> Path:
    font.flavor = flavor
    font.save(file)
    return file


if __name__ == "__main__":
    for written in make(Path(sys.argv[1]), TARGET):
        print(f"{written.relative_to(TARGET.parent)}: {written.stat().st_size} bytes")
