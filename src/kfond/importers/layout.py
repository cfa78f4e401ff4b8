"""Finding tables on a sheet by looking: labels that are known words, headings above or beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kfond.importers.vocabulary import Vocabulary
from kfond.workbook import Sheet

FEWEST_LABELS = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A table whose rows are known labels: its label column, heading row, labelled rows and last row."""

    label_column: int
    header_row: int
    rows: Mapping[str, int]
    last_row: int


def labelled_blocks(sheet: Sheet, labels: Vocabulary) -> tuple[Block, ...]:
    """The tables of `sheet` in which one column holds labels of the vocabulary, below a heading row.

    Blocks below each other are told apart by a label that comes again. A sheet turned on its side is given
    turned (`Sheet.turned`). Fewer than three labels in a column are no table.
    """
    by_column: dict[int, list[tuple[int, str]]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        meaning = labels.meaning(cell.text)
        if meaning:
            by_column.setdefault(column, []).append((row, meaning))
    if not by_column:
        return ()
    column, found = max(by_column.items(), key=lambda item: (len(item[1]), -item[0]))
    runs = [run for run in _runs(found) if len(run) >= FEWEST_LABELS]
    return tuple(_block(sheet, column, run) for run in runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one heading row: its columns by meaning, and the rows that hold something below it."""

    header_row: int
    columns: Mapping[str, int]
    rows: tuple[int, ...]


def headed_table(sheet: Sheet, headings: Vocabulary, required: frozenset[str]) -> Table | None:
    """The table of `sheet` whose heading row holds all `required` meanings; None where there is none.

    Raises nothing for unknown headings: their columns are simply not read.
    """
    for row in sorted({row for row, _ in sheet.cells}):
        columns: dict[str, int] = {}
        for column, cell in sheet.row(row):
            meaning = headings.meaning(cell.text)
            if meaning and meaning not in columns:
                columns[meaning] = column
        if required <= columns.keys():
            below = sorted({at for at, _ in sheet.cells if at > row})
            return Table(row, columns, tuple(below))
    return None


def titles(sheet: Sheet, above: int) -> Iterator[str]:
    """The texts above a row, nearest first, then the sheet's and the file's name."""
    for row in range(above - 1, 0, -1):
        for _, cell in sheet.row(row):
            yield cell.text
    yield sheet.name
    yield sheet.file


def _runs(found: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Labels in order, cut where one comes a second time."""
    run: list[tuple[int, str]] = []
    for row, meaning in found:
        if any(meaning == earlier for _, earlier in run):
            yield run
            run = []
        run.append((row, meaning))
    yield run


def _block(sheet: Sheet, column: int, run: list[tuple[int, str]]) -> Block:
    first = run[0][0]
    header = next(
        (row for row in range(first - 1, 0, -1) if any(at > column for at, _ in sheet.row(row))), first - 1
    )
    return Block(column, header, {meaning: row for row, meaning in run}, run[-1][0])
