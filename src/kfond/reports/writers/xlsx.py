"""Documents as workbooks (.xlsx): each table a sheet with real numbers, a first sheet that lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kfond.formatting import Exact
from kfond.provenance import Figure
from kfond.reports.documents.blocks import (
    Align,
    Block,
    Box,
    Figured,
    Line,
    ListBlock,
    Paragraph,
    PictureBlock,
    Strong,
    TableBlock,
    plain,
)
from kfond.reports.documents.document import Document, Front
from kfond.reports.documents.front import day_of
from kfond.reports.documents.parsing import blocks_of
from kfond.reports.wording import HIDDEN, NOT_KNOWN, SHARE, UNITS, cells_in_words
from kfond.reports.writers.amounts import amount_in, day_in, exact_amount, holds_years, shown_as, year_in
from kfond.reports.writers.notes import notes_below
from kfond.reports.writers.sums import is_sum
from kfond.workbook.books import CONTENTS, Amount, Book, Content, Leading, Leaf, sheet_name

FIGURES = "Siffror"
FIGURE_HEADS = (
    ("Beteckning", False),
    ("Siffra", False),
    ("Värde", True),
    ("Lägst", True),
    ("Högst", True),
    ("Enhet", False),
    ("Definition", False),
    ("Svarat själva", False),
    ("Med siffror", False),
    ("Celler", False),
)
MOST_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class _ContentsWords:
    """What the first sheet says of itself: its name, the heads of its list, a word for each fact of the front."""

    name: str
    about: str
    heads: tuple[str, ...]
    facts: tuple[str, ...]


CONTENTS_WORDS = {
    "sv": _ContentsWords(
        CONTENTS,
        "Ett klick på ett blad i listan leder dit.",
        ("Blad", "Tabell", "Vad den visar"),
        ("Organisation", "Diarienummer", "Status", "Version", "Dag", "Databasens fingeravtryck"),
    ),
    "en": _ContentsWords(
        "Contents",
        "A click on a sheet in the list leads there.",
        ("Sheet", "Table", "What it shows"),
        ("Organisation", "Case number", "Status", "Version", "Day", "Fingerprint of the database"),
    ),
}


def as_xlsx(document: Document) -> bytes:
    """The document as an .xlsx file; the same document gives the same bytes.

    Raises Refusal (exit 2) where the Markdown of the document is broken.
    """
    from kfond.workbook.book_writer import write_book

    front = document.front
    tables = _leaves(blocks_of(document.markdown), document)
    figures = (_figures(document),) if document.figures else ()
    leaves = (_contents(front, (*figures, *tables)), *figures, *tables)
    return write_book(Book(front.title, front.organisation, front.day, leaves))


def _leaves(blocks: Sequence[Block], document: Document) -> tuple[Leaf, ...]:
    leaves: list[Leaf] = []
    for table, notes in _tables(blocks):
        taken = (CONTENTS_WORDS[document.front.language].name, FIGURES, *(leaf.name for leaf in leaves))
        leaves.append(_leaf(table, notes, sheet_name(plain(table.caption), taken), document))
    return tuple(leaves)


def _tables(blocks: Sequence[Block]) -> list[tuple[TableBlock, tuple[str, ...]]]:
    """Every table in order, with the notes that stand below it."""
    found: list[tuple[TableBlock, tuple[str, ...]]] = []
    for at, block in enumerate(blocks):
        match block:
            case TableBlock() | PictureBlock(data=TableBlock()):
                table = block if isinstance(block, TableBlock) else block.data
                assert table is not None
                below = blocks[at + 1 : at + 1 + notes_below(blocks, at)]
                found.append((table, tuple(text for note in below for text in _told(note))))
            case Box(blocks=inner):
                found += _tables(inner)
            case ListBlock(items=items):
                for item in items:
                    found += _tables(item)
            case _:
                pass
    return found


def _told(block: Block) -> list[str]:
    """A note as lines of text; the items of a list have their number or a dash."""
    match block:
        case Paragraph(line):
            return [plain(line)]
        case ListBlock(items, is_numbered):
            signs = (f"{at}." if is_numbered else "–" for at in range(1, len(items) + 1))
            told = (" ".join(text for inner in item for text in _told(inner)) for item in items)
            return [f"{sign} {text}" for sign, text in zip(signs, told, strict=True)]
        case _:
            return []


def _leaf(table: TableBlock, notes: tuple[str, ...], name: str, document: Document) -> Leaf:
    caption = plain(table.caption)
    heads = tuple(plain(head) for head in table.heads)
    years = [
        holds_years(head, [plain(row[column]) for row in table.rows]) for column, head in enumerate(heads)
    ]
    aligns = [align is Align.RIGHT for align in table.aligns]
    rows = tuple(
        tuple(
            _content(cell, document, is_name=column == 0, is_number=aligns[column], are_years=years[column])
            for column, cell in enumerate(row)
        )
        for row in table.rows
    )
    sums = sum(is_sum(table, at) for at in range(len(table.rows)))
    told, *beneath = document.definitions.get(caption, "").split("\n")
    return Leaf(name, caption, told, heads, tuple(aligns), rows, (*notes, *beneath), sums)


def _content(
    cell: Line, document: Document, *, is_name: bool, is_number: bool, are_years: bool
) -> str | Amount:
    """What a cell holds: a date or a number where its words surely are one, else its words. The name of a row is
    words, unless it is a date or a year."""
    words = plain(cell)
    if (day := day_in(words)) or (are_years and (day := year_in(words))):
        return day
    if is_name:
        return words
    figure = document.figures.get(_figure_of(cell))
    exact = exact_amount(words, figure) if figure else None
    return exact or amount_in(words, is_number=is_number) or words


def _figure_of(cell: Line) -> str:
    """The id of the figure that a cell consists of, "" where it is none, or holds more."""
    match cell:
        case (Figured(figure=figure),):
            return figure
        case (Strong(parts),):
            return _figure_of(parts)
        case _:
            return ""


def _contents(front: Front, leaves: Sequence[Leaf]) -> Leaf:
    """The first sheet: every table with what it shows, a link to it, and what the document tells of itself."""
    rows: list[tuple[Content, ...]] = [
        (Leading(leaf.name, leaf.name), leaf.title, leaf.told) for leaf in leaves
    ]
    words = CONTENTS_WORDS[front.language]
    values = (
        front.organisation,
        front.case_number,
        front.status,
        front.version,
        day_of(front),
        front.fingerprint,
    )
    told = zip(words.facts, values, strict=True)
    notes = tuple(f"{label}: {text}" for label, text in told if text)
    heads = words.heads
    if not any(leaf.told for leaf in leaves if leaf.name != FIGURES):
        heads, rows = heads[:2], [row[:2] for row in rows]
    return Leaf(words.name, front.title, words.about, heads, (False,) * len(heads), tuple(rows), notes)


def _figures(document: Document) -> Leaf:
    heads, are_numbers = zip(*FIGURE_HEADS, strict=True)
    rows = tuple(_figure_row(figure) for figure in document.figures.values())
    about = "Beteckningen är den som kfond trace tar. Lägst och högst är gränserna för vad siffran kan vara."
    return Leaf(FIGURES, "Siffrorna i dokumentet, med definition och källor", about, heads, are_numbers, rows)


def _figure_row(figure: Figure) -> tuple[Content, ...]:
    cover = figure.coverage
    covered = (
        ("", "")
        if cover is None
        else tuple(f"{n} av {cover.asked}" for n in (cover.answered, cover.with_figures))
    )
    ends = (
        _end(end, figure.unit, HIDDEN if figure.suppressed else "inte känt")
        for end in (figure.low, figure.high)
    )
    return (
        figure.id,
        figure.label,
        _end(figure.value, figure.unit, HIDDEN if figure.suppressed else NOT_KNOWN),
        *ends,
        UNITS.get(figure.unit, figure.unit),
        figure.definition,
        *covered,
        cells_in_words(figure.sources),
    )


def _end(value: Exact | None, unit: str, unknown: str) -> Content:
    if value is None:
        return unknown
    if unit == SHARE:
        return Amount(value, shown_as(0, "%"))
    decimals = next((n for n in range(MOST_DECIMALS) if value * 10**n == int(value * 10**n)), MOST_DECIMALS)
    return Amount(value, shown_as(decimals))
