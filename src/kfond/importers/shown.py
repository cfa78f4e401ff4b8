"""What a form shows of last time: columns that are no answers, and lines that nobody answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from string import ascii_uppercase

from kfond.collecting.questions import OF_EVENTS
from kfond.errors import Problem
from kfond.importers import Understood
from kfond.importers.lists import ListSheet
from kfond.importers.staffing import StaffingSheet
from kfond.messages import Message, say
from kfond.provenance import Place, Source
from kfond.workbook import Sheet
from kfond.workbook.sheets import column_letters

_SHOWN = re.compile(r"Förra gången \(.+\)(?:: .+)?", re.DOTALL)


def shown_heading(period: str, field: str = "") -> str:
    """The heading of a column that shows what was answered last time: "Förra gången (2017-03-31)"."""
    return f"Förra gången ({period}): {field}" if field else f"Förra gången ({period})"


def shown_columns(sheet: Sheet) -> dict[int, int]:
    """The columns that show what was answered last time, each with the row of its heading."""
    if sheet.is_long:
        return {}
    return {column: row for (row, column), cell in sheet.cells.items() if _SHOWN.fullmatch(cell.typed)}


def without_shown(sheet: Sheet) -> Sheet:
    """The sheet without the columns that show last time's answers.

    Nothing of them is an answer, however it may look: a figure that stands there was read when it was given.
    """
    headings = shown_columns(sheet)
    if not headings:
        return sheet
    cells = {
        (row, column): cell
        for (row, column), cell in sheet.cells.items()
        if column not in headings or row < headings[column]
    }
    return replace(sheet, cells=cells)


def told_of_shown(sheet: Sheet) -> Iterator[Message]:
    """That columns of a sheet which is no form of ours were taken for last time's answers."""
    columns = tuple(column_letters(column) for column in sorted(shown_columns(sheet)))
    if columns:
        yield say(
            "The columns {columns} show what was answered last time and were not read.", columns=columns
        )


def untouched(sheet: Sheet, begins: tuple[int, int]) -> Problem | None:
    """What is wrong with a form that came back as it was sent: nothing stands where the answers begin or after."""
    top, left = begins
    if any(row >= top and column >= left for row, column in sheet.cells):
        return None
    return nothing_filled_in(sheet)


def nothing_filled_in(sheet: Sheet) -> Problem:
    """A sheet with headings and nothing else."""
    return Problem(
        Place(sheet.file, sheet.name),
        say("Nothing is filled in on the sheet."),
        say("Fill in the white cells, save the file and import it again."),
    )


def begun_lines(sheet: Sheet) -> frozenset[int]:
    """The rows that show something of last time, and may have been filled in beforehand with what they are about."""
    headings = shown_columns(sheet)
    return frozenset(row for row, column in sheet.cells if column in headings and row > headings[column])


def answered(read: Understood, begun: frozenset[int]) -> tuple[Understood, tuple[Message, ...]]:
    """What was read without what nobody answered, and a notice of what that was.

    A column for staff without a single filled cell would otherwise put "not stated" in the place of figures that
    another file gave. A line that a form had filled in beforehand (`begun`) and that got no answer is none.
    """
    if isinstance(read, StaffingSheet):
        return _answered_columns(read)
    if isinstance(read, ListSheet) and read.kind.key not in OF_EVENTS:
        return _answered_lines(read, begun)
    return read, ()


def _answered_columns(read: StaffingSheet) -> tuple[StaffingSheet, tuple[Message, ...]]:
    empty = [answer for answer in read.returns if not any(f.reading.verbatim for f in answer.figures)]
    if not empty:
        return read, ()
    names = tuple(f"{answer.name} ({answer.source.place.cell})" for answer in empty)
    kept = tuple(answer for answer in read.returns if answer not in empty)
    told = say("Nothing is filled in for {names}; nothing of it was kept.", names=names)
    return replace(read, returns=kept), (told,)


def _answered_lines(read: ListSheet, begun: frozenset[int]) -> tuple[ListSheet, tuple[Message, ...]]:
    """A line with nothing but what it is about; one with a single cell was taken for a note."""
    about = {*read.kind.identity, read.kind.name}
    rows = [
        row
        for row in read.rows
        if _row_of(row.source) in begun and not any(value.field not in about for value in row.values)
    ]
    notes = [note for note in read.notes if _row_of(note) in begun]
    if not rows and not notes:
        return read, ()
    cells = tuple(source.place.cell for source in (*(row.source for row in rows), *notes))
    kept = tuple(row for row in read.rows if row not in rows)
    left = tuple(note for note in read.notes if note not in notes)
    told = say("Lines that were filled in beforehand and got no answer: {cells}.", cells=cells)
    return replace(read, rows=kept, notes=left), (told,)


def _row_of(source: Source) -> int:
    return int(source.place.cell.lstrip(ascii_uppercase))
