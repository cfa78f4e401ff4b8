"""Blocks as the plain values (lists, texts, numbers) that templates/document.typ sets. No markup anywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

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
from kfond.reports.writers.columns import GUTTER, HEAVY, TableSetting, set_table, width_of

Value = dict[str, object]

SUMS = ("Summa", "Totalt", "Alla ")  # how the row of a sum begins
LONGEST_WORD = 40  # letters of a word that a line of text has room for
LONGEST_REAL_WORD = 30  # letters; Swedish has none that a sheet would hold
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
CELL = re.compile(r"(\w+!\$?[A-Z]{1,3}\$?\d+)")  # the address of a cell stands whole: 1!B23
LONG_WORD = re.compile(r"\S{6,}")
BREAK = "\N{ZERO WIDTH SPACE}"
LINE_OF_TEXT = 75  # letters; a list with longer items needs room between them
SHORT_LEAD_IN = 200  # letters of a text that stands on the page of what follows
LEAD_IN = 600  # letters of text right above a turned table that turn with it
AFTERWORDS = 2500  # and of the notes after it
NARROW_ROOM = 380.0  # points for a table within a box or a list


@dataclass(slots=True)
class _Anchors:
    """The entries of a document: each is a place to lead to, once."""

    open: set[str]
    set_down: set[str]


def parts_of(blocks: Iterable[Block], drawings: Mapping[str, str]) -> list[Value]:
    """The document as runs of blocks on upright and on turned pages. `drawings` are SVG by key."""
    blocks = tuple(blocks)
    anchors = _Anchors({entry for block in blocks for entry in _entries_in(block)}, set())
    parts: list[Value] = []
    has_contents = False
    for is_turned, run in _runs(blocks):
        part: list[Value] = []
        for block, after in zip_longest(run, run[1:]):
            if isinstance(block, Heading) and block.level > 1 and not has_contents:
                part.append({"kind": "contents"})
                has_contents = True
            made = _block(block, drawings, anchors)
            part.append({**made, "leads": isinstance(block, Paragraph) and _leads(block, after)})
        parts.append({"turned": is_turned, "blocks": part})
    return parts


def _leads(block: Block, after: Block | None) -> bool:
    """Whether a short text announces what follows, so that no page may end between the two."""
    is_announced = isinstance(after, TableBlock | PictureBlock | ListBlock)
    return is_announced and _length(block) <= SHORT_LEAD_IN


def _runs(blocks: Sequence[Block]) -> Iterable[tuple[bool, list[Block]]]:
    """Blocks that stand on pages of one direction. A table that turns takes its heading and its notes along."""
    upright: list[Block] = []
    turned: list[Block] = []
    notes = 0
    for block in blocks:
        if _turns(block):
            if turned:
                turned += upright
            else:
                upright, turned = _without_lead_in(upright)
                if upright:
                    yield False, upright
            turned.append(block)
            upright, notes = [], 0
            continue
        notes += _length(block)
        if turned and not upright and not isinstance(block, Heading) and notes <= AFTERWORDS:
            turned.append(block)
            continue
        if turned and any(not isinstance(waiting, Heading) for waiting in upright):
            yield True, turned
            turned = []
        upright.append(block)
    if turned:
        yield True, turned
    if upright:
        yield False, upright


def _without_lead_in(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks, and the end of them that belongs to what follows: headings, and a short text below them."""
    at = len(blocks)
    if at and isinstance(blocks[at - 1], Paragraph) and _length(blocks[at - 1]) <= LEAD_IN:
        at -= 1
    while at and isinstance(blocks[at - 1], Heading):
        at -= 1
    has_title = any(isinstance(block, Heading) and block.level == 1 for block in blocks[at:])
    return (blocks, []) if has_title else (blocks[:at], blocks[at:])


def _turns(block: Block) -> bool:
    table = block.data if isinstance(block, PictureBlock) else block
    return isinstance(table, TableBlock) and set_table(table).is_turned


def _length(block: Block) -> int:
    match block:
        case Heading(line=line) | Paragraph(line=line):
            return len(plain(line))
        case ListBlock(items=items):
            return sum(_length(inner) for item in items for inner in item)
        case Box(blocks=inner):
            return sum(_length(part) for part in inner)
        case _:
            return AFTERWORDS


def _block(block: Block, drawings: Mapping[str, str], anchors: _Anchors, *, is_inner: bool = False) -> Value:
    def inner(blocks: Iterable[Block]) -> list[Value]:
        return [_block(part, drawings, anchors, is_inner=True) for part in blocks]

    match block:
        case Heading(level, line):
            return {"kind": "heading", "level": level, "line": _line(line, anchors)}
        case Paragraph(line, is_front):
            return {"kind": "front" if is_front else "paragraph", "line": _line(line, anchors)}
        case ListBlock(items, is_numbered):
            is_loose = any(_length(part) > LINE_OF_TEXT for item in items for part in item)
            items_inside = [inner(item) for item in items]
            return {"kind": "list", "numbered": is_numbered, "loose": is_loose, "items": items_inside}
        case Box(blocks, is_summary):
            return {"kind": "box", "summary": is_summary, "blocks": inner(blocks)}
        case TableBlock():
            return _table(block, anchors, is_inner)
        case PictureBlock(key, description, data):
            table = None if data is None else _table(data, anchors, is_inner)
            return {"kind": "picture", "svg": drawings[key], "alt": clean(description), "data": table}


def _table(table: TableBlock, anchors: _Anchors, is_inner: bool) -> Value:
    setting = set_table(table, NARROW_ROOM, may_turn=False) if is_inner else set_table(table)
    return {
        "kind": "table",
        "caption": _line(table.caption, anchors),
        "widths": setting.widths,
        "size": setting.size,
        "short": setting.is_short,
        "aligns": ["right" if align is Align.RIGHT else "left" for align in table.aligns],
        "heads": _cells(table.heads, setting, anchors),
        "rows": [_cells(row, setting, anchors) for row in table.rows],
        "tall": setting.tall_rows,
        "sums": [at for at, row in enumerate(table.rows) if plain(row[0]).startswith(SUMS)],
    }


def _cells(cells: Sequence[Line], setting: TableSetting, anchors: _Anchors) -> list[Value]:
    """The cells of a row. Words are divided only where one is wider than its column."""
    letter = width_of("n", setting.size)
    made: list[Value] = []
    for cell, width in zip(cells, setting.widths, strict=True):
        room = width - GUTTER
        is_tight = any(HEAVY * width_of(word, setting.size) > room for word in plain(cell).split(" "))
        longest = max(int(room / letter), 1) if is_tight else LONGEST_WORD
        made.append({"line": _line(cell, anchors, longest), "divided": is_tight})
    return made


def _line(line: Iterable[Inline], anchors: _Anchors, longest: int = LONGEST_WORD) -> list[Value]:
    return [made for part in line for made in _inline(part, anchors, longest)]


def _inline(part: Inline, anchors: _Anchors, longest: int) -> Iterable[Value]:
    match part:
        case Text(text):
            for at, words in enumerate(CELL.split(clean(text))):
                kind = "whole" if at % 2 and len(words) <= longest else "text"
                yield {"kind": kind, "text": divisible(words, longest)}
        case Code(text):
            yield {"kind": "code", "text": divisible(clean(text, keep_lines=True), longest)}
        case LineBreak():
            yield {"kind": "break"}
        case Strong(parts):
            yield {"kind": "strong", "parts": _line(parts, anchors, longest)}
        case Emphasis(parts):
            yield {"kind": "emphasis", "parts": _line(parts, anchors, longest)}
        case Link(parts, address):
            yield {"kind": "link", "parts": _line(parts, anchors, longest), "address": address}
        case Figured(parts, figure):
            to = figure if figure in anchors.open else ""
            yield {"kind": "figure", "parts": _line(parts, anchors, longest), "to": to}
        case Entry(parts, figure):
            name = figure if figure not in anchors.set_down else ""
            anchors.set_down.add(figure)
            yield {"kind": "entry", "parts": _line(parts, anchors, longest), "name": name}


def clean(text: str, *, keep_lines: bool = False) -> str:
    """Text without signs that no page can show: control signs, those without a meaning, halves of pairs.

    What turns the direction of writing is left out; it would set names and figures backwards.
    """
    shown = (sign if _is_shown(sign) else _instead_of(sign) for sign in TURNING.sub("", text))
    return "".join(shown) if keep_lines else "".join(shown).replace("\n", " ")


def _is_shown(sign: str) -> bool:
    return sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Cn")


def _instead_of(sign: str) -> str:
    return " " if sign.isspace() else "\N{REPLACEMENT CHARACTER}"


def divisible(text: str, longest: int) -> str:
    """Text in which a word of more than `longest` letters may go on in the next line wherever it is full.

    A word of letters alone is left to the rules of hyphenation, unless no language has a word so long.
    """
    if len(text) <= longest:
        return text
    return LONG_WORD.sub(lambda word: _divided(word[0], longest), text)


def _divided(word: str, longest: int) -> str:
    has_hyphens = word.isalpha() and len(word) <= LONGEST_REAL_WORD
    return word if len(word) <= longest or has_hyphens else BREAK.join(word)


def _entries_in(block: Block) -> Iterable[str]:
    match block:
        case Heading(line=line) | Paragraph(line=line):
            yield from _entries(line)
        case ListBlock(items=items):
            for item in items:
                for inner in item:
                    yield from _entries_in(inner)
        case Box(blocks=blocks):
            for inner in blocks:
                yield from _entries_in(inner)
        case TableBlock():
            for line in (table_line for row in (block.heads, *block.rows) for table_line in row):
                yield from _entries(line)
        case PictureBlock(data=data):
            if data is not None:
                yield from _entries_in(data)


def _entries(line: Iterable[Inline]) -> Iterable[str]:
    for part in line:
        match part:
            case Entry(figure=figure):
                yield figure
            case Strong(parts=parts) | Emphasis(parts=parts) | Link(parts=parts):
                yield from _entries(parts)
            case _:
                pass
