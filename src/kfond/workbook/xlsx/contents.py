"""What a cell of a workbook holds, from the way it is written in the file (ECMA-376, part 1, 18.3.1.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import NamedTuple

from kfond.workbook.xlsx.formats import GENERAL, is_moment, moment, shown
from kfond.workbook.xlsx.looks import Look
from kfond.workbook.xlsx.texts import Text, unescaped

_NUMBER = re.compile(r"[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,3})?")
_WHOLE = re.compile(r"[+-]?\d{1,400}")
_NO_SUCH_DAY = "########"  # what Excel shows


class Held(NamedTuple):
    """What a cell holds, what it shows where that says more, and whether letters of it are struck through."""

    content: object
    shown: str = ""
    is_struck: bool = False


class Contents:
    """The texts and looks that the cells of a workbook point to. The texts are read when a cell first asks."""

    def __init__(
        self,
        texts: Callable[[], Sequence[Text]],
        looks: Sequence[Look],
        counts_from_1904: bool,
        is_uncalculated: bool,
    ) -> None:
        """`is_uncalculated`: the file asks to be calculated when it is opened, as those of programs do."""
        self._read_texts = texts
        self._texts: Sequence[Text] | None = None
        self._looks = looks
        self._counts_from_1904 = counts_from_1904
        self._is_uncalculated = is_uncalculated

    def is_uncalculated(self, kind: str, value: str | None) -> bool:
        """Whether the value of a formula is none: absent, or the 0 that XlsxWriter puts in its place.

        An empty text is a value: that is what =IF(A1="";"";A1) gives.
        """
        if not value:
            return kind != "str" or value is None
        return self._is_uncalculated and value == "0"

    def held(self, kind: str, style: str, written: str) -> Held:
        """What a cell holds. Raises IndexError or ValueError where it points to what the file does not have."""
        look = self._look(style)
        if not written.strip() and kind != "str":
            return Held("")
        if kind == "s":
            text = self._text(written)
            return Held(text.text, is_struck=look.is_struck or text.has_struck)
        content: object = written
        if kind == "b":
            content = written.strip() in ("1", "true")
        elif kind == "d":
            content = _day(written)
        elif kind == "str":
            content = unescaped(written)
        elif kind in ("n", ""):
            content = self._number(written.strip(), look)
        return Held(content, shown(content, look.code), look.is_struck)

    def inline(self, text: Text, style: str) -> Held:
        """What a cell with a text of its own holds."""
        return Held(text.text, is_struck=text.has_struck or self._look(style).is_struck)

    def _look(self, style: str) -> Look:
        if not self._looks and style in ("", "0"):
            return Look()
        return self._looks[_index(style or "0")]

    def _text(self, written: str) -> Text:
        if self._texts is None:
            self._texts = self._read_texts()
        return self._texts[_index(written)]

    def _number(self, written: str, look: Look) -> object:
        if not _NUMBER.fullmatch(written):
            return written
        number = int(written) if _WHOLE.fullmatch(written) else float(written)
        if look.code == GENERAL or not is_moment(look.code):
            return number
        at = moment(number, look.code, self._counts_from_1904)
        return _NO_SUCH_DAY if at is None else at


def _index(written: str) -> int:
    index = int(written)
    if index < 0:
        raise IndexError(written)
    return index


def _day(written: str) -> object:
    """A day or a time written out (ISO 8601); what is neither stays as it is."""
    try:
        return datetime.fromisoformat(written.strip()).replace(tzinfo=None)
    except ValueError:
        pass
    try:
        return time.fromisoformat(written.strip()).replace(tzinfo=None)
    except ValueError:
        return written
