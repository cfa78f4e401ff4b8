"""Markdown into blocks. The one place that knows markdown-it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kfond.errors import Refusal, usage_refusal
from kfond.messages import Message, say
from kfond.reports.documents.blocks import (
    Align,
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
    plain,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

CAPTION = "Tabell:"
PICTURE, FIGURE, ENTRY = "picture:", "figure:", "entry:"
SAFE_ADDRESSES = ("https://", "http://", "mailto:")
BAR = re.compile(r"(?<!\\)\|")
LAST_BAR = re.compile(BAR.pattern + "$")
LINE_ENDS = re.compile(r"\r\n?|\n")
RULE_OF_A_TABLE = re.compile(r"(?m)^\s*\|(?:\s*:?-+:?\s*\|)+\s*$")
REMEDY = say("Mend the template, or leave out --templates to use ours.")


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """The blocks of a document's source; the first of them is the title.

    Raises Refusal (exit 2), naming what stands there, where the title is missing, late or one of several; where a
    heading skips a level or is empty; where a table lacks its caption, a row has more or fewer cells than the
    head, or the lines of a table make none; where a picture stands among text; where a numbered list does not
    begin with 1.
    """
    from markdown_it.tree import SyntaxTreeNode

    nodes = SyntaxTreeNode(_reader().parse(markdown)).children
    blocks = _Blocks(LINE_ENDS.split(markdown)).of(nodes)
    _check_headings(blocks)
    return tuple(_with_roles(blocks))


def lines_with_text(markdown: str) -> Iterator[tuple[int, int, bool]]:
    """Where in a source running text stands: first line, the line after the last one, whether in a table's row.

    Lines of code are not among them: nothing in them is a link or a picture.
    """
    for token in _reader().parse(markdown):
        if token.map is None:
            continue
        if token.type in ("paragraph_open", "heading_open"):
            yield token.map[0], token.map[1], False
        elif token.type == "tr_open":
            yield token.map[0], token.map[1], True


def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable("table")


class _Blocks:
    """Nodes of markdown-it into blocks; `lines` are those of the source."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines

    def of(self, nodes: Iterable[SyntaxTreeNode]) -> list[Block]:
        """The blocks of `nodes`, each table with its caption, each picture with its data; empty ones are left out."""
        return _joined(block for node in nodes if (block := self.block(node)) is not None)

    def block(self, node: SyntaxTreeNode) -> Block | None:
        match node.type:
            case "heading":
                return Heading(int(node.tag[1:]), _line(node))
            case "blockquote":
                inner = self._within(node)
                return Box(inner) if inner else None
            case "bullet_list" | "ordered_list":
                return self._list(node)
            case "table":
                return self._table(node)
            case "paragraph":
                return _paragraph(node)
            case _:  # code that stands by itself, or a rule: its text as it stands, line by line
                return _code(node.content) if node.content.strip() else None

    def _within(self, node: SyntaxTreeNode) -> tuple[Block, ...]:
        """The blocks within a box or an item. A heading there is no part of the document's order: a strong line."""
        return tuple(
            Paragraph((Strong(block.line),)) if isinstance(block, Heading) else block
            for block in self.of(node.children)
        )

    def _list(self, node: SyntaxTreeNode) -> ListBlock | None:
        start = node.attrs.get("start", 1)
        if start != 1:
            raise _broken(
                say(
                    "The numbered list that begins with {number} has to begin with 1.",
                    number=f"{start}. {_beginning(node)}",
                ),
                say(
                    "If {number} is no number of a list, write it as {escaped}",
                    number=start,
                    escaped=f"{start}\\.",
                ),
            )
        items = [blocks for item in node.children if (blocks := self._within(item))]
        named = (
            (blocks if isinstance(blocks[0], Paragraph) else (Paragraph(()), *blocks)) for blocks in items
        )
        return ListBlock(tuple(named), is_numbered=node.type == "ordered_list") if items else None

    def _table(self, node: SyntaxTreeNode) -> TableBlock:
        head, *body = node.children
        heads = head.children[0].children
        rows = [row for part in body for row in part.children]
        for row in rows:
            self._check_width(row, len(heads))
        return TableBlock(
            caption=(),
            heads=tuple(_line(cell) for cell in heads),
            aligns=tuple(_align(cell) for cell in heads),
            rows=tuple(tuple(_line(cell) for cell in row.children) for row in rows),
        )

    def _check_width(self, row: SyntaxTreeNode, columns: int) -> None:
        """markdown-it fills a short row up and cuts a long one off; a figure would be lost without a word."""
        assert row.map is not None
        written = self.lines[row.map[0]].lstrip("> ").rstrip()
        cells = len(BAR.split(LAST_BAR.sub("", written.removeprefix("|"))))
        if cells != columns:
            raise _broken(
                say(
                    "The row “{text}” has another number of cells ({cells}) than the head of its table ({columns}).",
                    text=written,
                    cells=cells,
                    columns=columns,
                ),
                REMEDY,
            )


def _line(node: SyntaxTreeNode) -> Line:
    """The inline parts of a block, in its one inline child."""
    return _merged(part for child in node.children for part in _inlines(child.children))


def _merged(parts: Iterable[Inline]) -> Line:
    """The parts with neighbouring plain texts made one."""
    merged: list[Inline] = []
    for is_text, group in groupby(parts, key=lambda part: isinstance(part, Text)):
        merged += (Text(plain(group)),) if is_text else tuple(group)  # noqa: B031
    return tuple(merged)


def _inlines(nodes: Iterable[SyntaxTreeNode]) -> Iterator[Inline]:
    for node in nodes:
        match node.type:
            case "strong":
                yield Strong(_merged(_inlines(node.children)))
            case "em":
                yield Emphasis(_merged(_inlines(node.children)))
            case "code_inline":
                yield Code(node.content)
            case "link":
                yield from _linked(str(node.attrs.get("href", "")), _merged(_inlines(node.children)))
            case "image":
                yield Text(_described(node))
            case "softbreak":
                yield Text(" ")
            case "hardbreak":
                yield LineBreak()
            case _:
                if node.content:
                    yield Text(node.content)


def _linked(address: str, parts: Line) -> Iterator[Inline]:
    """A link of ours, or one that leads out of the document; any other is its text alone."""
    if address.startswith(FIGURE):
        yield Figured(parts, unquote(address.removeprefix(FIGURE)))
    elif address.startswith(ENTRY):
        yield Entry(parts, unquote(address.removeprefix(ENTRY)))
    elif address.startswith(SAFE_ADDRESSES):
        yield Link(parts, address)
    else:
        yield from parts


def _paragraph(node: SyntaxTreeNode) -> Paragraph | PictureBlock | None:
    """A paragraph, or the picture that it consists of."""
    parts = [part for child in node.children for part in child.children]
    pictures = [part for part in parts if part.type == "image" and _source(part).startswith(PICTURE)]
    if pictures and len(parts) > 1:
        raise _broken(
            say("The picture “{text}” stands among text.", text=_described(pictures[0])),
            say("Give it lines of its own, with an empty line before and after."),
        )
    if pictures:
        key = unquote(_source(pictures[0]).removeprefix(PICTURE))
        return PictureBlock(key, _described(pictures[0]), None)
    if any(RULE_OF_A_TABLE.search(child.content) for child in node.children):
        raise _broken(
            say("The lines from “{text}” look like a table and are none.", text=_beginning(node)),
            say("Write as many columns in the line of hyphens as in the head above it."),
        )
    line = _line(node)
    return Paragraph(line) if plain(line).strip() else None


def _source(image: SyntaxTreeNode) -> str:
    return str(image.attrs.get("src", ""))


def _described(image: SyntaxTreeNode) -> str:
    """What stands for an image, without its markup."""
    return plain(_inlines(image.children))


def _code(content: str) -> Paragraph:
    first, *rest = content.strip("\n").split("\n")
    return Paragraph((Code(first), *(part for text in rest for part in (LineBreak(), Code(text)))))


def _beginning(node: SyntaxTreeNode) -> str:
    """The first line of text in a node."""
    return next((inner.content.split("\n")[0] for inner in node.walk() if inner.type == "inline"), "")


def _align(cell: SyntaxTreeNode) -> Align:
    return Align.RIGHT if "right" in str(cell.attrs.get("style", "")) else Align.LEFT


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with each caption in its table and each table of data in its picture."""
    joined: list[Block] = []
    for block in blocks:
        if isinstance(block, TableBlock):
            block = replace(block, caption=_caption(joined.pop() if joined else None, block))
            last = joined[-1] if joined else None
            if isinstance(last, PictureBlock) and last.data is None:
                joined.pop()
                block = replace(last, data=block)
        joined.append(block)
    return joined


def _caption(before: Block | None, table: TableBlock) -> Line:
    """What the paragraph before a table calls it, without the word that marks it."""
    match before:
        case Paragraph((Text(text), *rest)) if text.startswith(CAPTION):
            text = text.removeprefix(CAPTION).lstrip()
            if text or rest:
                return (*((Text(text),) if text else ()), *rest)
        case _:
            pass
    raise _broken(
        say(
            "The table that begins with “{text}” has no caption.",
            text=" | ".join(plain(head) for head in table.heads),
        ),
        say("Write “{mark} …” on a line of its own above it.", mark=CAPTION),
    )


def _check_headings(blocks: Sequence[Block]) -> None:
    headings = [block for block in blocks if isinstance(block, Heading)]
    if [heading.level for heading in headings].count(1) != 1:
        raise _broken(say("The document has no title, or more than one."), REMEDY)
    if blocks[0] != headings[0] or headings[0].level != 1:
        raise _broken(say("Something stands before the document's title."), REMEDY)
    before = 1
    for heading in headings:
        if not plain(heading.line).strip():
            raise _broken(say("A heading has no words."), REMEDY)
        if heading.level > before + 1:
            raise _broken(say("The heading “{text}” skips a level.", text=plain(heading.line)), REMEDY)
        before = heading.level


def _with_roles(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with the one that tells of the document, and the summary, known for what they are."""
    is_summary_open = True
    for before, block in zip((None, *blocks), blocks, strict=False):
        if isinstance(block, Paragraph) and isinstance(before, Heading) and before.level == 1:
            yield replace(block, is_front=True)
        elif isinstance(block, Box) and is_summary_open:
            is_summary_open = False
            yield replace(block, is_summary=True)
        else:
            yield block


def _broken(what: Message, remedy: Message) -> Refusal:
    return usage_refusal(what, remedy)
