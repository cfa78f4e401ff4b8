"""Markdown into blocks. The one place that knows markdown-it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

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
    from markdown_it.tree import SyntaxTreeNode

CAPTION = "Tabell:"
PICTURE, FIGURE, ENTRY = "picture:", "figure:", "entry:"
SAFE_ADDRESSES = ("https://", "http://", "mailto:")
REMEDY = say("Mend the template, or leave out --templates to use ours.")


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """The blocks of a document's source.

    Raises Refusal (exit 2), naming what stands there, where a table lacks its caption, where the title is
    missing or is one of several, and where a heading skips a level.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    blocks = _joined(_block(node) for node in SyntaxTreeNode(reader.parse(markdown)).children)
    _check_headings(blocks)
    return tuple(_with_roles(blocks))


def _block(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "heading":
            return Heading(int(node.tag[1:]), _line(node))
        case "blockquote":
            return Box(tuple(_joined(_block(child) for child in node.children)))
        case "bullet_list" | "ordered_list":
            items = (tuple(_joined(_block(child) for child in item.children)) for item in node.children)
            return ListBlock(tuple(items), is_numbered=node.type == "ordered_list")
        case "table":
            return _table(node)
        case "paragraph":
            return _picture(node) or Paragraph(_line(node))
        case _:  # a block of code or of HTML, or a rule: its text as it stands
            return Paragraph((Code(node.content.strip("\n")),) if node.content.strip() else ())


def _line(node: SyntaxTreeNode) -> Line:
    """The inline parts of a block, in its one inline child."""
    return tuple(part for child in node.children for part in _inlines(child.children))


def _inlines(nodes: Iterable[SyntaxTreeNode]) -> Iterator[Inline]:
    for node in nodes:
        match node.type:
            case "strong":
                yield Strong(tuple(_inlines(node.children)))
            case "em":
                yield Emphasis(tuple(_inlines(node.children)))
            case "code_inline":
                yield Code(node.content)
            case "link":
                yield from _linked(str(node.attrs.get("href", "")), tuple(_inlines(node.children)))
            case "image":  # within a line there is no room for a picture
                yield Text(node.content)
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
        yield Figured(parts, address.removeprefix(FIGURE))
    elif address.startswith(ENTRY):
        yield Entry(parts, address.removeprefix(ENTRY))
    elif address.startswith(SAFE_ADDRESSES):
        yield Link(parts, address)
    else:
        yield from parts


def _picture(node: SyntaxTreeNode) -> PictureBlock | None:
    """The picture that a paragraph consists of, if it does."""
    parts = [part for child in node.children for part in child.children]
    if len(parts) != 1 or parts[0].type != "image":
        return None
    address = str(parts[0].attrs.get("src", ""))
    if not address.startswith(PICTURE):
        return None
    return PictureBlock(address.removeprefix(PICTURE), parts[0].content, None)


def _table(node: SyntaxTreeNode) -> TableBlock:
    head, *body = node.children
    heads = head.children[0].children
    rows = [row for part in body for row in part.children]
    return TableBlock(
        caption=(),
        heads=tuple(_line(cell) for cell in heads),
        aligns=tuple(_align(cell) for cell in heads),
        rows=tuple(tuple(_line(cell) for cell in row.children) for row in rows),
    )


def _align(cell: SyntaxTreeNode) -> Align:
    return Align.RIGHT if "right" in str(cell.attrs.get("style", "")) else Align.LEFT


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with each caption in its table and each table of data in its picture."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, TableBlock):
            if not (isinstance(last, Paragraph) and plain(last.line).startswith(CAPTION)):
                raise _broken(
                    say(
                        "The table that begins with “{text}” has no caption.",
                        text=" | ".join(plain(head) for head in block.heads),
                    ),
                    say("Write “{mark} …” on a line of its own above it.", mark=CAPTION),
                )
            joined.pop()
            block = replace(block, caption=_without_mark(last.line))
            last = joined[-1] if joined else None
            if isinstance(last, PictureBlock) and last.data is None:
                joined.pop()
                block = replace(last, data=block)
        if block != Paragraph(()):
            joined.append(block)
    return joined


def _without_mark(line: Line) -> Line:
    """A caption without the word that marks it."""
    first, *rest = line
    assert isinstance(first, Text)
    return (Text(first.text.removeprefix(CAPTION).lstrip()), *rest)


def _check_headings(blocks: Sequence[Block]) -> None:
    headings = [block for block in blocks if isinstance(block, Heading)]
    if [heading.level for heading in headings].count(1) != 1 or headings[0].level != 1:
        raise _broken(say("The document has no title, or more than one."), REMEDY)
    before = 1
    for heading in headings:
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
