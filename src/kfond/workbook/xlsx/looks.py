"""How cells look, where that says what they mean: number formats, and letters that are struck through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kfond.workbook.archive import Archive, Attributes
from kfond.workbook.limits import require_size
from kfond.workbook.refusals import damaged
from kfond.workbook.xlsx.formats import BUILT_IN, GENERAL
from kfond.workbook.xlsx.names import named
from kfond.workbook.xlsx.texts import is_on


class Look(NamedTuple):
    """The number format of a cell, and whether its whole text is struck through."""

    code: str = GENERAL
    is_struck: bool = False


def looks_of(archive: Archive, part: str) -> Sequence[Look]:
    """The looks that cells point to by number (ECMA-376, part 1, 18.8.10). Raises Refusal where it is damaged."""
    require_size(archive.file, archive.size(part))
    styles = _Styles()
    try:
        archive.parse(part, named(styles.begin), named(styles.end))
        return [styles.look(*pointers) for pointers in styles.pointers]
    except ValueError as fault:  # a number of a format or font that is no number
        raise damaged(archive.file) from fault


class _Styles:
    """Collects formats and fonts; only those of "fonts" and "cellXfs" count, not those of differential looks."""

    def __init__(self) -> None:
        self.pointers: list[tuple[int, int]] = []
        self._codes: dict[int, str] = dict(BUILT_IN)
        self._struck: list[bool] = []
        self._inside = ""
        self.begin = {
            "numFmt": self._format,
            "fonts": lambda _: self._enter("fonts"),
            "cellXfs": lambda _: self._enter("cellXfs"),
            "dxfs": lambda _: self._enter("dxfs"),
            "font": self._font,
            "strike": self._strike,
            "xf": self._look,
        }
        self.end = dict.fromkeys(("fonts", "cellXfs", "dxfs"), lambda: self._enter(""))

    def look(self, number_format: int, font: int) -> Look:
        """The look with that number format and font."""
        is_struck = self._struck[font] if 0 <= font < len(self._struck) else False
        return Look(self._codes.get(number_format, GENERAL), is_struck)

    def _enter(self, element: str) -> None:
        self._inside = element

    def _format(self, attributes: Attributes) -> None:
        if self._inside != "dxfs":
            self._codes[int(attributes.get("numFmtId", ""))] = attributes.get("formatCode", GENERAL)

    def _font(self, _: Attributes) -> None:
        if self._inside == "fonts":
            self._struck.append(False)

    def _strike(self, attributes: Attributes) -> None:
        if self._inside == "fonts" and self._struck:
            self._struck[-1] = is_on(attributes)

    def _look(self, attributes: Attributes) -> None:
        if self._inside == "cellXfs":
            self.pointers.append((int(attributes.get("numFmtId", 0)), int(attributes.get("fontId", 0))))
