"""Finding tables on a sheet by looking: labels that are known words, headings above or beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kfond.errors import Problem
from kfond.importers.vocabulary import Vocabulary
from kfond.messages import Message, say
from kfond.provenance import Place, Source
from kfond.workbook import Sheet

FEWEST_LABELS = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A table whose rows are known labels: its label column, labelled rows and last row."""

    label_column: int
    rows: Mapping[str, int]
    last_row: int


def labelled_blocks(
    sheet: Sheet, labels: Vocabulary, begins_a_block: Callable[[int, int], bool]
) -> tuple[Block, ...]:
    """The tables of `sheet` in which one column holds labels of the vocabulary.

    Blocks below each other are told apart by a label that comes again, or by a row of headings between two
    labels, which `begins_a_block` knows (row, label column). A sheet turned on its side is given turned
    (`Sheet.turned`). Fewer than three labels are no table.
    """
    by_column = label_columns(sheet, labels)
    if not by_column:
        return ()
    column, found = max(by_column.items(), key=lambda item: (len(item[1]), -item[0]))
    runs = [run for run in _runs(column, found, begins_a_block) if len(run) >= FEWEST_LABELS]
    return tuple(Block(column, {meaning: row for row, meaning in run}, run[-1][0]) for run in runs)


def label_columns(sheet: Sheet, labels: Vocabulary) -> dict[int, list[tuple[int, str]]]:
    """The columns with three different known labels or more: column -> (row, meaning), from the top."""
    by_column: dict[int, list[tuple[int, str]]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        meaning = labels.meaning(cell.text)
        if meaning:
            by_column.setdefault(column, []).append((row, meaning))
    return {
        column: found
        for column, found in by_column.items()
        if len({meaning for _, meaning in found}) >= FEWEST_LABELS
    }


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one heading row: its columns by meaning, and the rows that hold something below it."""

    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    rows: tuple[int, ...]

    def text(self, row: int, column: str) -> str:
        """A cell by the meaning of its column; "" where it is empty or the table has no such column."""
        return self.sheet.text(row, self.columns[column]) if column in self.columns else ""

    def content(self, row: int, column: str) -> object:
        """As `text`, as the sheet has it; None where nothing stands."""
        return self.sheet.content(row, self.columns[column]) if column in self.columns else None

    def source(self, row: int, column: str) -> Source:
        """The passport of a cell of a column that the table has."""
        return self.sheet.source(row, self.columns[column])

    def problem(self, row: int, column: str, what: Message, remedy: Message) -> Problem:
        """What is wrong with a cell of a column that the table has."""
        return Problem(self.sheet.place(row, self.columns[column]), what, remedy)


def headed_table(sheet: Sheet, headings: Vocabulary, required: frozenset[str]) -> Table | None:
    """The table of `sheet` whose heading row holds all `required` meanings; None where there is none.

    Raises nothing for unknown headings: their columns are simply not read.
    """
    for row in sheet.filled_rows:
        columns: dict[str, int] = {}
        for column, cell in sheet.row(row):
            meaning = headings.meaning(cell.text)
            if meaning and meaning not in columns:
                columns[meaning] = column
        if required <= columns.keys():
            below = sorted({at for at, _ in sheet.cells if at > row})
            return Table(sheet, row, columns, tuple(below))
    return None


def headings_missing(sheet: Sheet, names: Sequence[str]) -> Problem:
    """What a sheet lacks to be read as the kind that it is said to be; `names` as its headings would be written."""
    return Problem(
        Place(sheet.file, sheet.name),
        say("Headings are missing: {names}.", names=tuple(names)),
        say(
            "Write them, or say which of the sheet's own words mean them: --map 'Own word={heading}'.",
            heading=names[0],
        ),
    )


def titles(sheet: Sheet, above: int) -> Iterator[str]:
    """The texts above a row, nearest first, those before a table of a document, the sheet's and file's name."""
    for row in range(above - 1, 0, -1):
        for _, cell in sheet.row(row):
            yield cell.text
    yield from sheet.titles
    yield sheet.name
    yield sheet.file


def _runs(
    column: int, found: list[tuple[int, str]], begins_a_block: Callable[[int, int], bool]
) -> Iterator[list[tuple[int, str]]]:
    """Labels in order, cut where one comes a second time or a row of headings lies between."""
    run: list[tuple[int, str]] = []
    for row, meaning in found:
        comes_again = any(meaning == earlier for _, earlier in run)
        between = range(run[-1][0] + 1, row) if run else range(0)
        if run and (comes_again or any(begins_a_block(at, column) for at in between)):
            yield run
            run = []
        run.append((row, meaning))
    yield run
