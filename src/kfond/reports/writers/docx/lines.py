"""A line of text as runs, links and bookmarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from kfond.reports.documents.blocks import (
    Block,
    Box,
    Code,
    Emphasis,
    Entry,
    Figured,
    Heading,
    Inline,
    Line,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    PictureBlock,
    Strong,
    TableBlock,
    Text,
)
from kfond.reports.writers.docx.elements import made, run
from kfond.reports.writers.docx.styles import Styles

FIRST_BOOKMARK = 1000  # above those that the headers of an organisation's file may hold


class Set(NamedTuple):
    """What a run of text is set in."""

    style: str = ""
    is_strong: bool = False
    is_stressed: bool = False

    def properties(self) -> Iterator[Any]:
        """The properties of the run, in the order of the schema (17.3.2.28)."""
        if self.style:
            yield made("rStyle", val=self.style)
        if self.is_strong:
            yield from (made("b"), made("bCs"))
        if self.is_stressed:
            yield from (made("i"), made("iCs"))


class Lines:
    """Sets lines. A figure leads to its entry where the document has one, else it is its words alone."""

    def __init__(self, part: Any, styles: Styles, blocks: Iterable[Block]) -> None:
        self._part, self._styles = part, styles
        figures = dict.fromkeys(entry.figure for entry in _entries_in(blocks))
        self._names = {figure: f"siffra_{number}" for number, figure in enumerate(figures, 1)}
        self._open_entries = set(figures)
        self._numbers = count(FIRST_BOOKMARK)

    def set(self, line: Line) -> Iterator[Any]:
        """The elements of a line, to stand in a paragraph."""
        return self._set(line, Set())

    def marked(self, name: str, inside: Iterable[Any]) -> Iterator[Any]:
        """The elements as the place that a bookmark names (17.13.6.2)."""
        number = next(self._numbers)
        yield made("bookmarkStart", id=number, name=name)
        yield from inside
        yield made("bookmarkEnd", id=number)

    def _set(self, line: Line, now: Set) -> Iterator[Any]:
        for part in line:
            yield from self._set_one(part, now)

    def _set_one(self, part: Inline, now: Set) -> Iterator[Any]:
        match part:
            case Text(text):
                yield run(text, *now.properties())
            case Code(text):
                yield run(text, *now._replace(style=self._styles.id_of("HTML Code")).properties())
            case LineBreak():
                yield made("r", made("br"))
            case Strong(parts):
                yield from self._set(parts, now._replace(is_strong=True))
            case Emphasis(parts):
                yield from self._set(parts, now._replace(is_stressed=True))
            case Link(parts, address):
                tie = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                link = made(
                    "hyperlink", *self._set(parts, now._replace(style=self._styles.id_of("Hyperlink")))
                )
                link.set(qn("r:id"), tie)
                yield link
            case Figured(parts, figure) if figure in self._names:
                inside = self._set(parts, now._replace(style=self._styles.id_of("kfond siffra")))
                yield made("hyperlink", *inside, anchor=self._names[figure])
            case Entry(parts, figure) if figure in self._open_entries:
                self._open_entries.discard(figure)
                yield from self.marked(self._names[figure], self._set(parts, now))
            case Figured(parts) | Entry(parts):
                yield from self._set(parts, now)


def _entries_in(blocks: Iterable[Block]) -> Iterator[Entry]:
    for block in blocks:
        match block:
            case Heading(line=line) | Paragraph(line=line):
                yield from _entries_of(line)
            case Box(blocks=inner):
                yield from _entries_in(inner)
            case ListBlock(items=items):
                for item in items:
                    yield from _entries_in(item)
            case TableBlock(rows=rows):
                for row in rows:
                    for cell in row:
                        yield from _entries_of(cell)
            case PictureBlock(data=data):
                yield from _entries_in([data] if data else [])


def _entries_of(line: Line) -> Iterator[Entry]:
    for part in line:
        match part:
            case Entry():
                yield part
            case Strong(parts) | Emphasis(parts):
                yield from _entries_of(parts)
            case _:
                pass
