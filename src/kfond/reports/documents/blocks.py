"""The tree of blocks that a document is parsed into: what every writer walks. Frozen values, no format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text. Nothing in it is markup any more."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Text that weighs more."""

    parts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Text with stress."""

    parts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be typed as it stands: a command, a file name."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to an address outside the document."""

    parts: tuple[Inline, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Figured:
    """A figure as it stands in the text, with the id of its entry."""

    parts: tuple[Inline, ...]
    figure: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Where the list at the end explains a figure."""

    parts: tuple[Inline, ...]
    figure: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line within a paragraph."""


Inline = Text | Strong | Emphasis | Code | Link | Figured | Entry | LineBreak
Line = tuple[Inline, ...]


class Align(StrEnum):
    """To which side a column is set."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title, of which there is one. No level is skipped."""

    level: int
    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `is_front` where it is the one right after the title that tells of the document."""

    line: Line
    is_front: bool = False


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list, numbered or not; each item is blocks, a paragraph first."""

    items: tuple[tuple[Block, ...], ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: its caption, its column heads with their sides, its rows. The first cell of a row names it."""

    caption: Line
    heads: tuple[Line, ...]
    aligns: tuple[Align, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture by its key, what it shows in words, and the table of its data (None: no table follows it)."""

    key: str
    description: str
    data: TableBlock | None


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks set apart; `is_summary` for the first one of a document."""

    blocks: tuple[Block, ...]
    is_summary: bool = False


Block = Heading | Paragraph | ListBlock | TableBlock | PictureBlock | Box


def plain(line: Iterable[Inline]) -> str:
    """The words of a line without what they are set in."""
    return "".join(_words(part) for part in line)


def _words(part: Inline) -> str:
    match part:
        case Text(text) | Code(text):
            return text
        case LineBreak():
            return " "
        case _:
            return plain(part.parts)


def explains_figures(block: Block) -> bool:
    """Whether a list holds entries, itself or within: it is looked things up in, not read."""
    match block:
        case Paragraph(line=line):
            return any(
                isinstance(part, Entry) or (isinstance(part, Strong) and _entry_in(part)) for part in line
            )
        case ListBlock(items=items):
            return any(explains_figures(inner) for item in items for inner in item)
        case _:
            return False


def _entry_in(strong: Strong) -> bool:
    return any(isinstance(part, Entry) for part in strong.parts)


def tables_in(blocks: Iterable[Block]) -> Iterator[TableBlock]:
    """Every table, in the order of the document, those of pictures and within boxes and lists included."""
    for block in blocks:
        match block:
            case TableBlock():
                yield block
            case PictureBlock(data=TableBlock() as data):
                yield data
            case Box(blocks=inner):
                yield from tables_in(inner)
            case ListBlock(items=items):
                for item in items:
                    yield from tables_in(item)
            case _:
                pass
