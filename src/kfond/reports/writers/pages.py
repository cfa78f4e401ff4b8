"""Which blocks of a document stand on upright pages and which on turned ones, and what must not be parted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kfond.reports.documents.blocks import (
    Block,
    Box,
    Emphasis,
    Heading,
    ListBlock,
    Paragraph,
    PictureBlock,
    TableBlock,
    plain,
)
from kfond.reports.writers.columns import set_table

LEAD_IN = 600  # letters of a text that turns together with the table right below it
NOTES = 2500  # letters of the notes that stay with a turned table
ANNOUNCEMENT = 300  # letters of a text that stands on the page of what it announces


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks one after the other on pages of one direction."""

    is_turned: bool
    blocks: tuple[Block, ...]


def runs_of(blocks: Iterable[Block]) -> Iterator[Run]:
    """The document in runs. A wide table takes the headings and the short text above it along, and its notes."""
    upright: list[Block] = []
    turned: list[Block] = []
    for block in blocks:
        if turns(block):
            if not turned:
                stays, upright = _parted(upright)
                yield from _run(False, stays)
            turned += [*upright, block]
            upright = []
        elif (
            turned
            and not upright
            and not isinstance(block, Heading)
            and _notes(turned) + length(block) <= NOTES
        ):
            turned.append(block)
        else:
            upright.append(block)
            if turned and not isinstance(block, Heading) and length(block) > LEAD_IN:
                yield from _run(True, turned)
                turned = []
    yield from _run(True, turned)
    yield from _run(False, upright)


def _run(is_turned: bool, blocks: list[Block]) -> Iterator[Run]:
    if blocks:
        yield Run(is_turned, tuple(blocks))


def _parted(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks, and the end of them that belongs to what follows: headings, and a short text below them."""
    at = len(blocks)
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph) and not last.is_front and length(last) <= LEAD_IN:
        at -= 1
    while at and _is_section(blocks[at - 1]):
        at -= 1
    return blocks[:at], blocks[at:]


def _is_section(block: Block) -> bool:
    return isinstance(block, Heading) and block.level > 1


def _notes(turned: list[Block]) -> int:
    """The letters after the last table of a turned page."""
    count = 0
    for block in reversed(turned):
        if turns(block):
            break
        count += length(block)
    return count


def turns(block: Block) -> bool:
    """Whether it has no room on an upright page."""
    table = block.data if isinstance(block, PictureBlock) else block
    return isinstance(table, TableBlock) and set_table(table).is_turned


def announces(block: Block, after: Block | None) -> bool:
    """Whether a short text says what comes next, so that no page may end between the two: one before a table, a
    picture or a list, and one in italics (a form's words on what to write) before anything."""
    if not isinstance(block, Paragraph) or after is None or length(block) > ANNOUNCEMENT:
        return False
    is_hint = bool(block.line) and all(isinstance(part, Emphasis) for part in block.line)
    return is_hint or isinstance(after, TableBlock | PictureBlock | ListBlock)


def length(block: Block) -> int:
    """The letters of a block of text; more than any text for what is none."""
    match block:
        case Heading(line=line) | Paragraph(line=line):
            return len(plain(line))
        case ListBlock(items=items):
            return sum(length(inner) for item in items for inner in item)
        case Box(blocks=inner):
            return sum(length(part) for part in inner)
        case _:
            return NOTES + 1
