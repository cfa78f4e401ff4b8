"""The body of a Word document: the blocks in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from docx.oxml.ns import qn

from kfond.reports.documents.blocks import (
    Block,
    Box,
    Emphasis,
    Heading,
    ListBlock,
    Paragraph,
    PictureBlock,
    TableBlock,
    Text,
    explains_figures,
)
from kfond.reports.documents.document import Document
from kfond.reports.writers.docx.boxes import BOX, EDGE, SUMMARY, padded
from kfond.reports.writers.docx.contents import Listed, contents, listed
from kfond.reports.writers.docx.elements import made, paragraph
from kfond.reports.writers.docx.lines import Lines
from kfond.reports.writers.docx.numbering import BULLET, MOST_LEVELS, NUMBER, STEP, Numbering
from kfond.reports.writers.docx.page import Page, stretches
from kfond.reports.writers.docx.pictures import picture
from kfond.reports.writers.docx.styles import Styles
from kfond.reports.writers.docx.tables import table
from kfond.reports.writers.docx.widths import Room
from kfond.reports.writers.notes import first_section
from kfond.reports.writers.pages import announces

ENTRIES = "kfond källor"  # the style of a list that is looked things up in


class Body:
    """Writes blocks into an empty document of python-docx."""

    def __init__(self, file: Any, document: Document, blocks: Sequence[Block], styles: Styles) -> None:
        self._part, self._body, self._styles = file.part, file.element.body, styles
        self._pictures, self._blocks = document.pictures, blocks
        self._language = document.front.language
        self._lines = Lines(file.part, styles, blocks)
        self._numbering = Numbering(file, styles)
        self._listed = {id(entry.heading): entry for entry in listed(blocks)}
        self._contents_before = self._place_of_contents()
        self._shown = 0
        self._room = Room(0)

    def write(self, page: Page) -> None:
        """Writes all blocks, and the sections that they need."""
        parts = stretches(self._blocks, page.room(is_lying=False))
        last = self._body.find(qn("w:sectPr"))
        for number, part in enumerate(parts):
            self._room = page.room(is_lying=part.is_lying)
            for block, after in zip_longest(part.blocks, part.blocks[1:]):
                self._body.extend(self._block(block, is_kept=announces(block, after)))
            section = page.section(is_lying=part.is_lying, is_first=number == 0)
            if part is not parts[-1]:
                self._end(section)
            else:
                self._body.remove(last)
                self._body.append(section)

    def _place_of_contents(self) -> int | None:
        """The block that the contents list stands before: right after the summary, or the first section."""
        if not self._listed:
            return None
        first = first_section(self._blocks)
        boxes = (at for at, block in enumerate(self._blocks) if isinstance(block, Box) and block.is_summary)
        return id(self._blocks[min(next(boxes, first) + 1, first)])

    def _end(self, section: Any) -> None:
        """Ends a section in its last paragraph (17.6.18)."""
        last = self._body[-1]
        if last.tag != qn("w:p"):
            last = paragraph(self._styles.id_of("kfond mellanrum"))
            self._body.append(last)
        last.find(qn("w:pPr")).append(section)

    def _block(self, block: Block, *, is_kept: bool = False) -> Iterator[Any]:
        """The elements of a block; with `is_kept` a text stays on the page of what it announces."""
        if id(block) == self._contents_before:
            yield contents(list(self._listed.values()), self._styles, self._language)
            yield paragraph(self._styles.id_of("kfond mellanrum"))
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph(line, is_front):
                style = (
                    self._styles.id_of("Subtitle")
                    if is_front
                    else self._styles.first_of("Body Text", "Normal")
                )
                kept = (made("keepNext"),) if is_kept else ()
                yield paragraph(style, *self._lines.set(line), properties=kept)
            case ListBlock():
                yield from self._list(block, 0, ENTRIES if explains_figures(block) else "")
            case TableBlock():
                yield from table(block, self._room, self._styles, self._lines)
            case PictureBlock():
                yield from self._picture(block)
            case Box():
                yield from self._box(block)

    def _heading(self, block: Heading) -> Any:
        name = "Title" if block.level == 1 else f"heading {block.level - 1}"
        inside = self._lines.set(block.line)
        entry: Listed | None = self._listed.get(id(block))
        return paragraph(
            self._styles.id_of(name), *(self._lines.marked(entry.bookmark, inside) if entry else inside)
        )

    def _list(self, block: ListBlock, level: int, look: str = "", box: Any = None) -> Iterator[Any]:
        """A list: the first paragraph of an item has its sign, the others stand below that one's text.

        `look` names the style of its items where that is not the one of every list.
        """
        deep = min(level, MOST_LEVELS - 1)
        number = self._numbering.of(deep, is_numbered=block.is_numbered, is_ours=box is not None)
        style = self._styles.id_of(look or (NUMBER if block.is_numbered else BULLET))
        for item in block.items:
            is_marked = False
            for inner in item:
                if isinstance(inner, ListBlock):
                    yield from self._list(inner, level + 1, look, box)
                elif isinstance(inner, Paragraph):
                    sign = (0 if is_marked else number, deep)
                    yield self._item(inner, style, sign, box)
                    is_marked = True
                else:
                    yield from self._block(inner)

    def _item(self, block: Paragraph, style: str, sign: tuple[int, int], box: Any) -> Any:
        number, level = sign
        numbered = made("numPr", made("ilvl", val=level), made("numId", val=number))
        edge = 0 if box is None else EDGE
        hanging = {"hanging": STEP} if number else {"firstLine": 0}
        placed = (
            [made("ind", left=edge + STEP * (level + 1), **hanging)] if box is not None or not number else []
        )
        return paragraph(
            style if box is None else box, *self._lines.set(block.line), properties=(numbered, *placed)
        )

    def _picture(self, block: PictureBlock) -> Iterator[Any]:
        drawing = self._pictures.get(block.key)
        if drawing is None:
            line = (Emphasis((Text(block.description),)),)
            yield paragraph(self._styles.first_of("Body Text", "Normal"), *self._lines.set(line))
        else:
            self._shown += 1
            style = self._styles.id_of("kfond bild")
            yield picture(drawing, self._shown, self._room.wide, style, self._part)
        if block.data is not None:
            yield from table(block.data, self._room, self._styles, self._lines)

    def _box(self, box: Box) -> Iterator[Any]:
        """Blocks set apart: paragraphs in one coloured field, kept together."""
        style = self._styles.id_of("kfond sammanfattning" if box.is_summary else "kfond ruta")
        inside: list[Any] = []
        for block in box.blocks:
            match block:
                case Paragraph(line):
                    inside.append(paragraph(style, *self._lines.set(line)))
                case ListBlock():
                    inside.extend(self._list(block, 0, box=style))
                case _:
                    inside.extend(self._block(block))
        yield from padded(inside, style, SUMMARY if box.is_summary else BOX)
