"""Blocks as the plain values (lists, texts, numbers) that templates/document.typ sets. No markup anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
    explains_figures,
    plain,
)
from kfond.reports.writers.columns import GUTTER, HEAVY, TableSetting, set_table, width_of
from kfond.reports.writers.pages import announces, length, runs_of
from kfond.reports.writers.signs import clean, divisible, parted

Value = dict[str, object]

SUMS = ("Summa", "Totalt", "Alla ")  # how the row of a sum begins
SECTION = 2  # the level of the title of a main section
LONGEST_WORD = 40  # letters of a word that a line of text has room for
LONGEST_CODE = 64  # signs of a fingerprint, which has a line of its own so that it can be copied
LINE_OF_TEXT = 75  # letters; a list with longer items needs room between them
ROUNDING = 0.01  # points by which a column may be narrower than its longest word
NARROW_ROOM = 380.0  # points for a table within a box or a list


def parts_of(blocks: Iterable[Block], drawings: Mapping[str, str]) -> list[Value]:
    """The document as runs of blocks on upright and on turned pages. `drawings` are SVG by key.

    Before its first section stands the place of the list of contents.
    """
    values = _Values(drawings)
    parts: list[Value] = []
    has_contents = False
    for run in runs_of(blocks):
        made: list[Value] = []
        for block, after in zip_longest(run.blocks, run.blocks[1:]):
            if isinstance(block, Heading) and block.level > 1 and not has_contents:
                made.append({"kind": "contents"})
                has_contents = True
            made.append({**values.block(block), "announces": announces(block, after)})
        parts.append({"turned": run.is_turned, "blocks": _in_columns(made)})
    values.close()
    return parts


def _in_columns(made: list[Value]) -> list[Value]:
    """The blocks, from the first list of entries to the last one set in columns with what stands between them.

    Where more than a title and a text stands between two lists, each has columns of its own.
    """
    lists = [at for at, value in enumerate(made) if value["kind"] == "entries"]
    set_in_columns: list[Value] = []
    done = 0
    for first, last in _spans(lists, made):
        set_in_columns += [*made[done:first], {"kind": "columns", "blocks": made[first : last + 1]}]
        done = last + 1
    return set_in_columns + made[done:]


def _spans(lists: Sequence[int], made: Sequence[Value]) -> Iterator[tuple[int, int]]:
    """The first and the last of the lists that stand in the same columns."""
    for at, last in enumerate(lists):
        if at and _leads_on(made[lists[at - 1] + 1 : last]):
            continue
        end = at
        while end + 1 < len(lists) and _leads_on(made[lists[end] + 1 : lists[end + 1]]):
            end += 1
        yield last, lists[end]


def _leads_on(between: Sequence[Value]) -> bool:
    return all(
        value["kind"] == "paragraph" or (value["kind"] == "heading" and value["level"] != SECTION)
        for value in between
    )


@dataclass(slots=True)
class _Values:
    """What has been made so far: `entries` are the ids that a figure can lead to, `leading` the figures that do."""

    drawings: Mapping[str, str]
    entries: set[str] = field(default_factory=lambda: {""})
    leading: list[Value] = field(default_factory=list)

    def close(self) -> None:
        """Takes the lead from every figure that no entry explains."""
        for figure in self.leading:
            if figure["to"] not in self.entries:
                figure["to"] = ""

    def block(self, block: Block, *, is_inner: bool = False) -> Value:
        match block:
            case Heading(level, line):
                return {"kind": "heading", "level": level, "line": self.line(line)}
            case Paragraph(line, is_front):
                return {"kind": "front" if is_front else "paragraph", "line": self.line(line)}
            case ListBlock(items, is_numbered):
                is_list = not explains_figures(block)
                is_loose = is_list and any(length(part) > LINE_OF_TEXT for item in items for part in item)
                inside = [self.inner(item) for item in items]
                return {
                    "kind": "list" if is_list or is_inner else "entries",
                    "numbered": is_numbered,
                    "loose": is_loose,
                    "items": inside,
                }
            case Box(blocks, is_summary):
                return {"kind": "box", "summary": is_summary, "blocks": self.inner(blocks)}
            case TableBlock():
                return self.table(block, is_inner=is_inner)
            case PictureBlock(key, description, data):
                table = None if data is None else self.table(data, is_inner=is_inner)
                return {
                    "kind": "picture",
                    "svg": self.drawings[key],
                    "alt": clean(description),
                    "data": table,
                }

    def inner(self, blocks: Iterable[Block]) -> list[Value]:
        return [self.block(part, is_inner=True) for part in blocks]

    def table(self, table: TableBlock, *, is_inner: bool) -> Value:
        setting = set_table(table, NARROW_ROOM, may_turn=False) if is_inner else set_table(table)
        return {
            "kind": "table",
            "caption": self.line(table.caption),
            "widths": setting.widths,
            "size": setting.size,
            "short": setting.is_short,
            "aligns": ["right" if align is Align.RIGHT else "left" for align in table.aligns],
            "heads": self.cells(table.heads, setting, HEAVY),
            "rows": [self.cells(row, setting) for row in table.rows],
            "tall": setting.tall_rows,
            "sums": [at for at, row in enumerate(table.rows) if plain(row[0]).startswith(SUMS)],
        }

    def cells(self, cells: Sequence[Line], setting: TableSetting, weight: float = 1.0) -> list[Value]:
        """The cells of a row. Words are divided only where one is wider than its column; `weight` is how much wider
        than regular type theirs is."""
        made: list[Value] = []
        for cell, width in zip(cells, setting.widths, strict=True):
            room = width - GUTTER
            words = plain(cell).split(" ")
            is_tight = any(weight * width_of(word, setting.size) > room + ROUNDING for word in words)
            longest = max(int(room / width_of("n", setting.size)), 1) if is_tight else LONGEST_WORD
            made.append({"line": self.line(cell, longest, is_cell=True), "divided": is_tight})
        return made

    def line(
        self, line: Iterable[Inline], longest: int = LONGEST_WORD, *, is_cell: bool = False
    ) -> list[Value]:
        return [made for part in line for made in self.inline(part, longest, is_cell)]

    def inline(self, part: Inline, longest: int, is_cell: bool) -> Iterator[Value]:
        match part:
            case Text(text):
                yield from _texts(clean(text), longest, is_cell)
            case Code(text):
                most = longest if is_cell else LONGEST_CODE
                yield {"kind": "code", "text": divisible(clean(text, keep_lines=True), most)}
            case LineBreak():
                yield {"kind": "break"}
            case _:
                yield self.marked(part, self.line(part.parts, longest, is_cell=is_cell))

    def marked(self, part: Strong | Emphasis | Link | Figured | Entry, parts: list[Value]) -> Value:
        match part:
            case Strong():
                return {"kind": "strong", "parts": parts}
            case Emphasis():
                return {"kind": "emphasis", "parts": parts}
            case Link(address=address):
                return {"kind": "link", "parts": parts, "address": address}
            case Figured(figure=figure):
                made: Value = {"kind": "figure", "parts": parts, "to": figure}
                self.leading.append(made)
                return made
            case Entry(figure=figure):
                name = "" if figure in self.entries else figure
                self.entries.add(figure)
                return {"kind": "entry", "parts": parts, "name": name}


def _texts(text: str, longest: int, is_cell: bool) -> Iterator[Value]:
    """Text in pieces; in a cell the long words are divided with the cell or not at all."""
    for kind, words in parted(text):
        is_plain = (kind == "long" and is_cell) or len(words) > longest
        yield {"kind": "text" if is_plain else kind, "text": divisible(words, longest)}
