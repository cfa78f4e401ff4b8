"""Where the table of a staffing sheet is: its labels, its blocks, the heading rows above each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kfond.importers.layout import Block, label_columns, labelled_blocks
from kfond.importers.staffing.headings import (
    Heading,
    Role,
    kind_of,
    names_a_unit,
    read_heading,
    without_words_of,
)
from kfond.importers.vocabulary import Vocabulary, contains_word, words_of
from kfond.provenance import Source
from kfond.registry.names import Register
from kfond.staffing.returns import Definition, Measure
from kfond.workbook import Sheet, SheetCell

OTHER_COUNTS = (Definition.FTE_REPORTED, Definition.CASEWORKERS_REPORTED)


@dataclass(frozen=True, slots=True)
class StaffTable:
    """A block of a sheet with its surroundings, all row numbers.

    `heading_rows` from the top (none where figures stand without any); `titles` the rows of text that
    belong to this block alone; `end` the first row that is no longer its own. Where a measure has several
    rows, this is the table of one kind of them: `line` says which, `lines_beside` which days all of them
    have, `comment_rows` gives the row of comments to a row, and `inner_column` is where this stands.
    """

    block: Block
    heading_rows: tuple[int, ...]
    titles: tuple[int, ...]
    end: int
    line: Heading | None = None
    lines_beside: tuple[Heading, ...] = ()
    comment_rows: Mapping[int, int] = field(default_factory=dict)
    inner_column: int = 0

    @property
    def label_column(self) -> int:
        """The column of the row labels."""
        return self.block.label_column

    @property
    def first_row(self) -> int:
        """The highest row with a known label."""
        return min(self.block.rows.values())

    def columns(self, sheet: Sheet) -> list[int]:
        """The columns beside the labels that hold a heading or something in a labelled row."""
        rows = {*self.heading_rows, *self.block.rows.values()}
        after = max(self.label_column, self.inner_column)
        return sorted({at for row in rows for at, _ in sheet.row(row) if at > after})

    def corners(self, sheet: Sheet) -> list[Source]:
        """What stands left of the headings."""
        return [
            sheet.source(row, self.label_column)
            for row in self.heading_rows
            if sheet.text(row, self.label_column)
        ]

    def label(self, sheet: Sheet, row: int) -> Source:
        """The label of a row, which may stand some rows above it."""
        while row > 1 and not sheet.text(row, self.label_column):
            row -= 1
        return sheet.source(row, self.label_column)

    def rows_of(self, sheet: Sheet, role: Role) -> Iterator[int]:
        """The rows whose label says that they are sums, or comments."""
        read = set(self.block.rows.values())
        for row in range(self.first_row, self.end):
            label = sheet.text(row, self.label_column)
            if row not in read and label and role_of_label(label) is role:
                yield row


def staff_labels() -> Vocabulary:
    """The wordings of the nine measures, and of the rows that count something else than posts."""
    words = words_of("staffing")
    return Vocabulary.of({**words["measures"], **words["other_counts"]}, frozenset(words["filler"]))


def labels_in(sheet: Sheet) -> int:
    """How many different labels of a staffing table stand in a column or a row of the sheet."""
    sides = (sheet, sheet.turned())
    blocks = [block for side in sides for block in labelled_blocks(side, staff_labels(), lambda *_: False)]
    return max((len(block.rows) for block in blocks), default=0)


def known_labels() -> tuple[str, ...]:
    """One wording of each measure, for whoever has to say what own words mean."""
    words = words_of("staffing")["measures"]
    return tuple(words[measure.value][0] for measure in Measure)


def staff_tables(sheet: Sheet, register: Register) -> tuple[StaffTable, ...]:
    """The staffing tables of a sheet in which labels stand below each other, from the top."""
    blocks = labelled_blocks(
        sheet, staff_labels(), lambda row, labels: _begins_a_block(sheet, row, labels, register)
    )
    tables: list[StaffTable] = []
    floor = 0
    for block in blocks:
        headings = _heading_rows(sheet, block, floor, register)
        top = min(headings, default=min(block.rows.values()))
        titles = tuple(_title_rows(sheet, block.label_column, floor, top))
        tables.append(StaffTable(block, headings, titles, 0))
        floor = block.last_row
    if not tables:
        return ()
    ends = [min((*t.titles, *t.heading_rows), default=t.first_row) for t in tables[1:]]
    ends.append(sheet.last_row + 1)
    return tuple(
        StaffTable(t.block, t.heading_rows, t.titles, end) for t, end in zip(tables, ends, strict=True)
    )


def second_labels(sheet: Sheet, table: StaffTable) -> tuple[int, int] | None:
    """Where a second column of labels begins (row, column): a table beside the first; None where none does."""
    for column, found in label_columns(sheet, staff_labels()).items():
        if column != table.label_column:
            return found[0][0], column
    return None


def role_of_label(label: str) -> Role:
    """What a row label says of its row: a sum, comments, or figures."""
    if kind_of(label) == Role.COMMENT:
        return Role.COMMENT
    rest = without_words_of(Role.SUM, label)
    if rest is None:
        return Role.FIGURES
    counted = words_of("staffing")["headings"]["summed"]
    return Role.SUM if not rest or kind_of(rest) or contains_word(rest, counted) else Role.FIGURES


def covering(sheet: Sheet, row: int, column: int, after: int) -> SheetCell | None:
    """The cell of a heading, or the merged cell that it is a part of where that begins right of `after`."""
    for span in sheet.merged:
        if span.top <= row <= span.bottom and span.left <= column <= span.right:
            return sheet.cells.get((span.top, span.left)) if span.left > after else None
    return sheet.cells.get((row, column))


def _begins_a_block(sheet: Sheet, row: int, label_column: int, register: Register) -> bool:
    """Whether a row between two labels is one of headings: it names municipalities, or days alone."""
    label = sheet.text(row, label_column)
    cells = [cell for column, cell in sheet.row(row) if column > label_column]
    headings = [read_heading(cell, register) for cell in cells]
    is_corner = not label or bool(kind_of(label))
    if any(h.named and (is_corner or not h.text.isdigit()) for h in headings):
        return True
    timed = [bool(h.day or h.year or h.years_back is not None) for h in headings]
    units = [is_corner and not h.text.isdigit() and bool(h.unit or names_a_unit(h.text)) for h in headings]
    others = [h.role is not Role.FIGURES for h in headings]
    told = [any(said) for said in zip(timed, units, others, strict=True)]
    return all(told) and any(timed + units)


def _heading_rows(sheet: Sheet, block: Block, floor: int, register: Register) -> tuple[int, ...]:
    """The row of headings right above the labels, and those above it that name something too."""
    rows: list[int] = []
    for row in range(min(block.rows.values()) - 1, floor, -1):
        label = sheet.text(row, block.label_column)
        cells = [cell for column, cell in sheet.row(row) if column > block.label_column]
        headings = [read_heading(cell, register) for cell in cells]
        if not cells:
            if rows and label and kind_of(label) == "":
                break
        elif kind_of(label) == "row_number":
            continue
        elif rows:
            if not any(heading.says_something for heading in headings) and any(h.unknown for h in headings):
                break  # a title
            rows.append(row)
        elif not _is_other_row(label, cells, headings, register):
            rows.append(row)
    return tuple(reversed(rows))


def _is_other_row(label: str, cells: list[SheetCell], headings: list[Heading], register: Register) -> bool:
    """Whether a row above the labels is none of headings: figures of another row, or a field of a form."""
    if not label or kind_of(label):
        return False
    if all(
        _is_number(cell) and not heading.named and not heading.year
        for cell, heading in zip(cells, headings, strict=True)
    ):
        return True
    lone = len(cells) == 1 and bool(headings[0].unknown)
    return lone and not names_a_unit(cells[0].text) and not register.suggestions(cells[0].text)


def _is_number(cell: SheetCell) -> bool:
    text = cell.text.replace(",", ".")
    return text.replace(".", "", 1).isdigit()


def _title_rows(sheet: Sheet, label_column: int, floor: int, top: int) -> Iterator[int]:
    """The rows of text right above a block's headings, up to a blank row; above the first block all of them."""
    for row in range(top - 1, floor, -1):
        texts = [cell.text for _, cell in sheet.row(row)]
        if floor and (not texts or texts[0].startswith(("*", "†", "‡", "¹", "²", "³"))):
            return
        if texts:
            yield row
