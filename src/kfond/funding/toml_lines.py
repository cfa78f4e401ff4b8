"""On which line of a TOML file each of its keys and tables stands; the reader of the language does not tell."""

from __future__ import annotations

import re
from collections import Counter

Path = tuple[str | int, ...]
"""The way to a value: ("parts", 2, "fields", 0, "label"). The whole file is ()."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[^,\]}#\n]+")
_STRINGS = (
    re.compile(r'"""(?:\\.|[^\\])*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:\\.|[^"\\])*"'),
    re.compile(r"'[^']*'"),
)
_ESCAPED = re.compile(r'\\(["\\])')


def lines_of(text: str) -> dict[Path, int]:
    """The line of each key, table and element, counted from 1. `text` must be TOML: tomllib has read it."""
    return _Walk(text).walked()


class _Walk:
    """A walk through a file from one key to the next."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counted_to, self._line = 0, 1
        self._lines: dict[Path, int] = {(): 1}
        self._tables: Counter[Path] = Counter()

    def walked(self) -> dict[Path, int]:
        table: Path = ()
        self._take(_BLANK)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._take(_BLANK)
        return self._lines

    def _header(self) -> Path:
        """A line [table] or [[table]], and the way to it."""
        brackets = 2 if self._text.startswith("[[", self._at) else 1
        line = self._line_here()
        self._at += brackets
        names = self._names()
        self._at += brackets
        way: Path = ()
        for name in names[:-1]:
            way = self._newest((*way, name))
            self._lines.setdefault(way, line)
        way = (*way, names[-1])
        if brackets == 2:
            self._lines.setdefault(way, line)
            self._tables[way] += 1
            way = (*way, self._tables[way] - 1)
        self._lines.setdefault(way, line)
        return way

    def _newest(self, way: Path) -> Path:
        """What a name in a header means: of several tables of that name, the one before it."""
        return (*way, self._tables[way] - 1) if way in self._tables else way

    def _pair(self, table: Path) -> None:
        """A key with its value."""
        line = self._line_here()
        way = table
        for name in self._names():
            way = (*way, name)
            self._lines.setdefault(way, line)
        self._at += 1  # the equals sign
        self._take(_SPACE)
        self._value(way)

    def _value(self, way: Path) -> None:
        sign = self._text[self._at]
        if sign in "\"'":
            self._string()
        elif sign in "[{":
            self._at += 1
            self._inside(way, "]" if sign == "[" else "}")
        else:
            self._take(_PLAIN)

    def _inside(self, way: Path, end: str) -> None:
        """What stands in brackets: elements by their number, or keys."""
        number = 0
        self._take(_BLANK)
        while self._text[self._at] != end:
            if end == "]":
                self._lines.setdefault((*way, number), self._line_here())
                self._value((*way, number))
            else:
                self._pair(way)
            number += 1
            self._take(_BLANK)
            if self._text[self._at] == ",":
                self._at += 1
                self._take(_BLANK)
        self._at += 1

    def _names(self) -> list[str]:
        """A key with dots between its names; spaces around are passed."""
        names = []
        while True:
            self._take(_SPACE)
            name = self._string() if self._text[self._at] in "\"'" else self._take(_BARE)
            names.append(name)
            self._take(_SPACE)
            if self._text[self._at] != ".":
                return names
            self._at += 1

    def _string(self) -> str:
        """A string, without its quotes."""
        found = next(match for kind in _STRINGS if (match := kind.match(self._text, self._at)))
        self._at = found.end()
        typed = found.group()
        return _ESCAPED.sub(r"\1", typed[1:-1]) if typed[0] == '"' else typed[1:-1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return found.group() if found else ""

    def _line_here(self) -> int:
        self._line += self._text.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        return self._line
