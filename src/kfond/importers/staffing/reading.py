"""A staffing sheet, from its cells to returns with their notices and problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kfond.cells import without_author
from kfond.errors import Problem
from kfond.importers import Asked
from kfond.importers.dates import AsOf
from kfond.importers.staffing import problems as wrong
from kfond.importers.staffing.columns import Columns, read_columns
from kfond.importers.staffing.days import days_of
from kfond.importers.staffing.figures import CellReader, moved_measures
from kfond.importers.staffing.headings import Role, day_held
from kfond.importers.staffing.owner import Owner, owner_of
from kfond.importers.staffing.returns import (
    Told,
    footnotes_of,
    put_together,
    reported_beside,
    returns_of,
    stated_once,
    stated_twice,
)
from kfond.importers.staffing.subdivided import split_by_lines
from kfond.importers.staffing.sums import Cells, check_sums
from kfond.importers.staffing.tables import (
    OTHER_COUNTS,
    StaffTable,
    known_labels,
    labels_in,
    second_labels,
    staff_labels,
    staff_tables,
)
from kfond.importers.vocabulary import area_in
from kfond.messages import Message, say
from kfond.provenance import Source
from kfond.staffing.relations import resolved
from kfond.staffing.returns import MEASURES, Measure, Return, SourceKind
from kfond.workbook import Sheet

KIND = "staffing"


def fit(sheet: Sheet, asked: Asked) -> int:
    """How many labels of a staffing table the sheet has, upright or turned on its side; 0 for too few."""
    return 0 if sheet.is_long else labels_in(sheet)


@dataclass(frozen=True, slots=True)
class StaffingSheet:
    """What a staffing sheet said: returns, footnotes that are only notes, the day, and every problem.

    `unread` are the labels of rows with figures that mean nothing to the vocabulary; `not_asked` the
    measures that no block has; `told` what a person should know of how the sheet was read.
    """

    returns: tuple[Return, ...]
    notes: tuple[Source, ...]
    unread: tuple[Source, ...]
    not_asked: tuple[Measure, ...]
    as_of: AsOf | None
    problems: tuple[Problem, ...]
    told: tuple[Message, ...] = ()

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """The cells that a human should look at."""
        return tuple(
            Problem(
                figure.source.place,
                say("“{text}” cannot be read with certainty.", text=figure.reading.verbatim),
                say("Write a plain figure, and the words in a comment."),
            )
            for answer in self.returns
            for figure in answer.figures
            if figure.reading.review
        )

    @property
    def notices(self) -> tuple[Message, ...]:
        """What to know of how the sheet was read, rows that were not, and measures that it does not have."""
        unread = tuple(
            say("The row “{label}” ({place}) was not read.", label=label.verbatim, place=label.place.cell)
            for label in self.unread
        )
        if not self.not_asked:
            return (*self.told, *unread)
        return (
            *self.told,
            *unread,
            say("Not in the sheet: {names}.", names=tuple(MEASURES[m] for m in self.not_asked)),
        )

    @property
    def day(self) -> date | None:
        """The day of the sheet's own figures."""
        return self.as_of.day if self.as_of else None

    @property
    def codes(self) -> frozenset[str]:
        """The municipalities that it speaks of."""
        return frozenset(answer.municipality_code for answer in self.returns)

    @property
    def is_empty(self) -> bool:
        """Whether no column could be read."""
        return not self.returns


@dataclass(slots=True)
class Found:
    """What has been read of a sheet so far; `texts` are its titles, its name and the
    file's, `owner` whose its first block is."""

    returns: list[Return] = field(default_factory=list)
    notes: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Message] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    owner: Owner | None = None
    as_of: AsOf | None = None


def read(sheet: Sheet, asked: Asked) -> StaffingSheet:
    """Reads every block of the sheet; a day or area asked for wins over what the sheet says."""
    turned_sheet = sheet.turned()
    upright, turned = staff_tables(sheet, asked.register), staff_tables(turned_sheet, asked.register)
    if upright and turned:
        return _refused(wrong.two_readings(sheet))
    if not upright and not turned:
        return _refused(wrong.no_table(sheet, known_labels()))
    tables, seen = (upright, sheet) if upright else (turned, turned_sheet)
    beside = second_labels(seen, tables[0])
    if beside:
        return _refused(wrong.two_tables(seen.place(*beside)))
    twice = list(_measures_twice(seen, tables))
    if twice:
        return _refused(*twice)
    tables = tuple(part for table in tables for part in split_by_lines(seen, table, asked.register))
    found = Found()
    for number, table in enumerate(tables):
        _read_table(sheet, seen, table, asked, found, is_first=number == 0)
    found.notices += _other_counts(seen, tables)
    returns = [resolved(answer) for answer in put_together(found.returns)]
    doubles = tuple(stated_twice(returns))
    asked_for = {measure for table in tables for measure in table.block.rows}
    return StaffingSheet(
        returns=tuple(_with_source_kind(seen, stated_once(returns))),
        notes=tuple(dict.fromkeys(found.notes)),
        unread=tuple(dict.fromkeys(_unread(seen, tables))),
        not_asked=tuple(measure for measure in Measure if measure.value not in asked_for),
        as_of=found.as_of,
        problems=(*found.problems, *doubles),
        told=tuple(notice for at, notice in enumerate(found.notices) if notice not in found.notices[:at]),
    )


def _read_table(
    sheet: Sheet, seen: Sheet, table: StaffTable, asked: Asked, found: Found, is_first: bool
) -> None:
    """Reads one table into `found`. `sheet` is as it lies in the file, `seen` with the labels below each other."""
    title_rows = range(1, table.label_column) if seen.is_turned != sheet.is_turned else table.titles
    ownership = owner_of(sheet, title_rows, table.corners(seen), asked.register, found.owner, is_first)
    columns = read_columns(seen, table, asked.register, ownership.owner)
    if columns.needs_owner and ownership.problems:
        columns.problems, columns.of_columns = list(ownership.problems), []
    elif columns.needs_owner:
        found.notices += ownership.notices
        found.owner = found.owner or ownership.owner
    own_texts = [*_texts(sheet, title_rows)]
    if is_first:
        found.texts = [*own_texts, *sheet.titles, sheet.name, sheet.file]
    texts = own_texts + found.texts
    days = days_of(columns.of(Role.FIGURES), asked.as_of, texts, table.lines_beside)
    area = asked.area or _area_of(seen, table, texts)
    problems = [*columns.problems, *days.problems]
    if days.as_of is None and not days.problems:
        problems.append(wrong.no_date(sheet))
    if not area:
        problems.append(wrong.no_area(sheet))
    found.problems += [p for p in (*columns.of_columns, *problems) if p not in found.problems]
    found.notices += columns.notices
    found.as_of = found.as_of or days.as_of
    if days.as_of and not problems and columns.of(Role.FIGURES):
        _read_figures(seen, table, columns, days.by_column, Told(days.as_of.day, area, asked.register), found)


def _read_figures(
    sheet: Sheet, table: StaffTable, columns: Columns, by_column: Mapping[int, date], told: Told, found: Found
) -> None:
    """Reads the figures of a table whose headings are understood, and what stands below and beside them."""
    notes = footnotes_of(sheet, table, columns)
    reader = CellReader(sheet, table, columns)
    cells: Cells = {}
    for column in columns.of(Role.FIGURES):
        day = by_column.get(column.column, told.day)
        returns = list(returns_of(sheet, table, column, notes, reader, replace(told, day=day)))
        found.returns += returns
        cells |= {
            (figure.measure, column.column): figure for answer in returns[:1] for figure in answer.figures
        }
    found.returns += reported_beside(columns.of(Role.FIGURES), notes, told)
    found.notes += [note.source for note in notes if note.footnote.effect == "note"]
    found.notes += _pinned(sheet, table)
    found.notes += _explanations(sheet, table, columns)
    if not columns.of_columns:  # a sum of which a part is missing tells nothing
        found.notices += check_sums(sheet, table, columns, cells)


def _refused(*problems: Problem) -> StaffingSheet:
    return StaffingSheet((), (), (), (), None, problems)


def _texts(sheet: Sheet, rows: Iterable[int]) -> Iterator[str]:
    """The texts of some rows, nearest to the table first; a cell that holds a date as the day it is."""
    for row in sorted(rows, reverse=True):
        for _, cell in sheet.row(row):
            day = None if cell.reworded else day_held(cell)
            yield day.isoformat() if day else cell.text


def _area_of(sheet: Sheet, table: StaffTable, texts: Sequence[str]) -> str:
    labels = [table.label(sheet, row).verbatim for row in table.block.rows.values()]
    return next((area for text in (*texts, *labels) if (area := area_in(text))), "")


def _measures_twice(sheet: Sheet, tables: Sequence[StaffTable]) -> Iterator[Problem]:
    """Rows that ask for the same as one above them, with no heading between that begins a new block."""
    labels = staff_labels()
    for number, table in enumerate(tables):
        rows = table.block.rows
        for row in range(max(table.heading_rows, default=table.first_row - 1) + 1, table.end):
            source = sheet.source(row, table.label_column)
            meaning = labels.meaning(source.verbatim) or ""
            if meaning in rows and rows[meaning] != row:
                yield wrong.measure_twice(source, sheet.source(rows[meaning], table.label_column))
        if number and not table.heading_rows and not table.titles:
            first = tables[number - 1].block.rows
            for meaning in first.keys() & rows.keys():
                second = sheet.source(rows[meaning], table.label_column)
                yield wrong.measure_twice(second, sheet.source(first[meaning], table.label_column))


def _unread(sheet: Sheet, tables: Sequence[StaffTable]) -> Iterator[Source]:
    """The labels of rows within the blocks that have figures and were not read."""
    known = {row for table in tables for row in _rows_read(sheet, table)}
    for table in tables:
        top = max(table.heading_rows, default=table.first_row - 1)
        for row in range(top + 1, table.end):
            has_figures = any(
                column > max(table.label_column, table.inner_column) for column, _ in sheet.row(row)
            )
            if has_figures and row not in known:
                yield sheet.source(row, table.label_column)


def _explanations(sheet: Sheet, table: StaffTable, columns: Columns) -> Iterator[Source]:
    """What explains the rows in a column left of all figures: kept as notes of the sheet."""
    first = min(column.column for column in columns.of(Role.FIGURES))
    for column in columns.of(Role.COMMENT):
        for row in table.block.rows.values():
            if column.column < first and sheet.text(row, column.column):
                yield sheet.source(row, column.column)


def _rows_read(sheet: Sheet, table: StaffTable) -> Iterator[int]:
    yield from table.block.rows.values()
    yield from table.comment_rows.values()
    yield from table.rows_of(sheet, Role.SUM)
    yield from table.rows_of(sheet, Role.COMMENT)


def _pinned(sheet: Sheet, table: StaffTable) -> Iterator[Source]:
    """Comments that are pinned to a row's label or to a title: kept as notes of the sheet."""
    for (row, column), cell in sheet.cells.items():
        is_label = column <= table.label_column and row < table.end
        if cell.comment and (is_label or row in table.titles):
            yield Source(sheet.place(row, column), f"{cell.text}: {without_author(cell.comment)}")


def _other_counts(sheet: Sheet, tables: Sequence[StaffTable]) -> Iterator[Message]:
    """Tells of rows that count full-time equivalents or caseworkers where the others count posts."""
    for table in tables:
        for definition in OTHER_COUNTS:
            rows = moved_measures(sheet, table, definition).values()
            if rows:
                labels = [table.label(sheet, row) for row in rows]
                yield say(
                    "Does not count posts, so kept apart from them (kfond staffing --other-sources): {labels}.",
                    labels=tuple(f"“{label.verbatim}” ({label.place.cell})" for label in labels),
                )


def _with_source_kind(sheet: Sheet, returns: list[Return]) -> list[Return]:
    """Where the sheet says that it was filled in interviews, its own columns are interviews."""
    if not any("intervju" in cell.text.casefold() for cell in sheet.cells.values()):
        return returns
    return [
        replace(found, source_kind=SourceKind.INTERVIEW) if found.source_kind is SourceKind.RETURN else found
        for found in returns
    ]
