"""Texts with letters of several kinds in one cell, and the table of texts that a workbook shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from kfond.workbook.archive import Archive, Attributes
from kfond.workbook.limits import require_size
from kfond.workbook.raised import raised
from kfond.workbook.xlsx.names import named

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ECMA-376, part 1, 22.9.2.19
_KEPT_SIGNS = "\t\n\r"


class Text(NamedTuple):
    """A text as a person reads it. Letters that are struck through are left out, and `has_struck` says so."""

    text: str
    has_struck: bool = False


class RichText:
    """Puts together the text of one cell, comment or shared string (ECMA-376, part 1, 18.4)."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._is_struck = self._is_raised = self._has_struck = self._is_text = self._is_phonetic = False
        self.begin: Mapping[str, Callable[[Attributes], None]] = {
            "r": self._run,
            "strike": self._strike,
            "vertAlign": self._align,
            "rPh": self._phonetic,
            "t": self._begin_text,
        }
        self.end: Mapping[str, Callable[[], None]] = {"rPh": self._end_phonetic, "t": self._end_text}

    def text(self, signs: str) -> None:
        """Takes text, wherever it stands; only that of an element "t" is kept."""
        if not self._is_text or self._is_phonetic:
            return
        if self._is_struck:
            self._has_struck = self._has_struck or bool(signs.strip())
        else:
            self._parts.append(raised(signs) if self._is_raised else signs)

    def take(self) -> Text:
        """The text so far; the next one begins."""
        text = Text(unescaped("".join(self._parts)), self._has_struck)
        self._parts = []
        self._is_struck = self._is_raised = self._has_struck = False
        return text

    def _run(self, _: Attributes) -> None:
        self._is_struck = self._is_raised = False

    def _strike(self, attributes: Attributes) -> None:
        self._is_struck = is_on(attributes)

    def _align(self, attributes: Attributes) -> None:
        self._is_raised = attributes.get("val") == "superscript"

    def _phonetic(self, _: Attributes) -> None:
        self._is_phonetic = True

    def _end_phonetic(self) -> None:
        self._is_phonetic = False

    def _begin_text(self, _: Attributes) -> None:
        self._is_text = True

    def _end_text(self) -> None:
        self._is_text = False


def is_on(attributes: Attributes) -> bool:
    """Whether an element such as <strike/> says yes; without a value it does."""
    return attributes.get("val", "1") not in ("0", "false")


def shared_texts(archive: Archive, part: str) -> list[Text]:
    """The texts that cells point to by number. Raises Refusal (exit 3) where they are too large to hold."""
    require_size(archive.file, archive.size(part))
    rich = RichText()
    texts: list[Text] = []
    end = {**rich.end, "si": lambda: texts.append(rich.take())}
    archive.parse(part, named(rich.begin), named(end), rich.text)
    return texts


def unescaped(text: str) -> str:
    """The text with each sign written as _xHHHH_ put back, where it is one that a text can hold."""
    return _ESCAPED.sub(_sign, text)


def _sign(escaped: re.Match[str]) -> str:
    sign = chr(int(escaped[1], 16))
    return sign if sign.isprintable() or sign in _KEPT_SIGNS else escaped[0]
