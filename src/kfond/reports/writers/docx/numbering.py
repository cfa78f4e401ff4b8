"""Lists with real numbering: each numbered list begins anew (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from kfond.reports.writers.docx.elements import made
from kfond.reports.writers.docx.source import our_numbering
from kfond.reports.writers.docx.styles import Styles

BULLET, NUMBER = "List Bullet", "List Number"
STEP = 340  # twentieths of a point that each level is moved in
MOST_LEVELS = 9  # 17.9.6


class Numbering:
    """The lists of a document: those of its own styles where they have any, else ours."""

    def __init__(self, document: Any, styles: Styles) -> None:
        self._element = _part_of(document).element
        self._styles = styles
        self._ours: dict[str, int] = {}
        self._bullets: dict[int, int] = {}

    def of(self, level: int, *, is_numbered: bool, is_ours: bool = False) -> int:
        """The number of a list at this level: of a dotted one always the same, of a numbered one a new one.

        With `is_ours` it has our signs, since it stands where we say and not where its style does.
        """
        if is_numbered:
            return self._list(self._look(NUMBER, level, is_ours=is_ours), starts_at=level)
        look = self._look(BULLET, level, is_ours=is_ours)
        if look not in self._bullets:
            self._bullets[look] = self._list(look)
        return self._bullets[look]

    def _look(self, style: str, level: int, *, is_ours: bool) -> int:
        """The definition that a list takes its signs from."""
        if level == 0 and not is_ours and (number := self._styles.numbering_of(style)):
            for known in self._element.findall(qn("w:num")):
                if known.get(qn("w:numId")) == str(number):
                    return int(known.find(qn("w:abstractNumId")).get(qn("w:val")))
        if style not in self._ours:
            self._ours[style] = self._take_ours(0 if style == BULLET else 1)
        return self._ours[style]

    def _take_ours(self, which: int) -> int:
        look = our_numbering().findall(qn("w:abstractNum"))[which]
        number = 1 + max(self._ids("abstractNum", "abstractNumId"), default=-1)
        look.set(qn("w:abstractNumId"), str(number))
        first = self._element.find(qn("w:num"))
        self._append(look) if first is None else first.addprevious(look)
        return number

    def _list(self, look: int, starts_at: int | None = None) -> int:
        number = 1 + max(self._ids("num", "numId"), default=0)
        element = made("num", made("abstractNumId", val=look), numId=number)
        if starts_at is not None:
            element.append(made("lvlOverride", made("startOverride", val=1), ilvl=starts_at))
        self._append(element)
        return number

    def _append(self, element: Any) -> None:
        """Adds an element where the schema has room for it (17.9.17)."""
        last = self._element.find(qn("w:numIdMacAtCleanup"))
        self._element.append(element) if last is None else last.addprevious(element)

    def _ids(self, tag: str, name: str) -> list[int]:
        return [int(element.get(qn(f"w:{name}"))) for element in self._element.findall(qn(f"w:{tag}"))]


def _part_of(document: Any) -> Any:
    """The part of the lists; a file without any list has none."""
    ties = document.part.rels.values()
    found = next((tie.target_part for tie in ties if tie.reltype == RELATIONSHIP_TYPE.NUMBERING), None)
    if found is not None:
        return found
    element = made("numbering")
    part = NumberingPart(
        PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, document.part.package
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part
