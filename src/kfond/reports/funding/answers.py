"""What an application answers to each question of the fund's form, as plain text: for a form of the fund's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kfond.funding.fund import Fund, Part, PartKind
from kfond.reports.documents.blocks import (
    Block,
    Heading,
    ListBlock,
    Paragraph,
    TableBlock,
    plain,
)
from kfond.reports.documents.document import Document
from kfond.reports.documents.parsing import blocks_of

LEVEL = 2
NOT_OURS = frozenset(
    {PartKind.NOTICE, PartKind.ASSESSMENT, PartKind.DECISION, PartKind.ADDRESS, PartKind.SIGNATURE}
)
"""What the fund writes in the form, or somebody by hand."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: `key` and `label` are what the form may call its question. A paragraph is a line of `text`."""

    key: str
    label: str
    text: str


def answers_in(form: Document, fund: Fund) -> tuple[Answer, ...]:
    """The answers of an application that stands in the order of its fund's form; empty ones are left out."""
    below: dict[str, list[Block]] = {}
    blocks: list[Block] = []
    for block in blocks_of(form.markdown):
        if isinstance(block, Heading) and block.level == LEVEL:
            blocks = below.setdefault(plain(block.line), [])
        else:
            blocks.append(block)
    found = (answer for part in fund.parts for answer in _of_part(part, below.get(part.heading, [])))
    return tuple(answer for answer in found if answer.text)


def _of_part(part: Part, blocks: Iterable[Block]) -> Iterator[Answer]:
    if part.kind in NOT_OURS:
        return
    if part.kind is PartKind.FIELDS:
        rows = [row for block in blocks if isinstance(block, TableBlock) for row in block.rows]
        for field, row in zip(part.fields, rows, strict=True):
            yield Answer(field.key, field.label, plain(row[1]))
        return
    lines = [line for block in blocks for line in _lines(block)]
    hint = f"({part.hint})"
    yield Answer(part.key, part.heading, "\n".join(line for line in lines if line != hint))


def _lines(block: Block) -> Iterator[str]:
    """The words of a block, line by line; of a table each row, with the heads of its columns."""
    match block:
        case Heading(line=line) | Paragraph(line=line):
            yield plain(line)
        case ListBlock(items=items):
            for item in items:
                yield "– " + " ".join(words for inner in item for words in _lines(inner))
        case TableBlock(heads=heads, rows=rows):
            for row in rows:
                cells = [
                    f"{plain(head).lower()} {words}"
                    for head, cell in zip(heads[1:], row[1:], strict=True)
                    if (words := plain(cell))
                ]
                yield f"{plain(row[0])}: {', '.join(cells)}" if cells else plain(row[0])
        case _:  # what is missing is set apart, and is no answer
            return
