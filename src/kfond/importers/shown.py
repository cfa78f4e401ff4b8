"""What a form shows of last time: columns that are no answers, and lines that nobody answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kfond.errors import Problem
from kfond.importers import Understood
from kfond.importers.staffing import StaffingSheet
from kfond.messages import Message, say
from kfond.provenance import Place
from kfond.workbook import Sheet
from kfond.workbook.forms import Marks
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


def answers_of(sheet: Sheet, marks: Marks | None) -> Sheet:
    """The sheet without the columns that show last time's answers, and without the lines of a form that nobody
    answered.

    Nothing of the columns is an answer, however it may look: a figure that stands there was read when it was given.
    """
    headings = shown_columns(sheet)
    silent = unanswered_lines(sheet, marks)
    if not headings and not silent:
        return sheet
    cells = {
        (row, column): cell
        for (row, column), cell in sheet.cells.items()
        if row not in silent and (column not in headings or row < headings[column])
    }
    return replace(sheet, cells=cells)


def unanswered_lines(sheet: Sheet, marks: Marks | None) -> tuple[int, ...]:
    """The rows of a form that hold nothing but what they are about, as it was filled in beforehand."""
    if marks is None or not marks.begun:
        return ()
    no_answer = marks.begun | shown_columns(sheet).keys()
    begun = {row for row, column in sheet.cells if row >= marks.row and column in marks.begun}
    answered = {row for row, column in sheet.cells if column not in no_answer}
    return tuple(sorted(begun - answered))


def told_of_lines(sheet: Sheet, marks: Marks | None) -> Iterator[Message]:
    """Which lines of a form were left out, since nobody answered them."""
    cells = tuple(sheet.address(row, marks.column) for row in unanswered_lines(sheet, marks)) if marks else ()
    if cells:
        yield say("Lines that were filled in beforehand and got no answer: {cells}.", cells=cells)


def told_of_shown(sheet: Sheet) -> Iterator[Message]:
    """That columns of a sheet which is no form of ours were taken for last time's answers."""
    columns = tuple(column_letters(column) for column in sorted(shown_columns(sheet)))
    if columns:
        yield say(
            "The columns {columns} show what was answered last time and were not read.", columns=columns
        )


def untouched(sheet: Sheet, marks: Marks) -> Problem | None:
    """What is wrong with the answers of a form that came back as it was sent: there are none."""
    if any(row >= marks.row and column >= marks.column for row, column in sheet.cells):
        return None
    return nothing_filled_in(sheet)


def nothing_filled_in(sheet: Sheet) -> Problem:
    """A sheet with headings and nothing else."""
    return Problem(
        Place(sheet.file, sheet.name),
        say("Nothing is filled in on the sheet."),
        say("Fill in the white cells, save the file and import it again."),
    )


def answered(read: Understood) -> tuple[Understood, tuple[Message, ...]]:
    """What was read without the columns for staff that nobody filled in, and a notice of them.

    Without this, "not stated" would take the place of figures that another file gave.
    """
    if not isinstance(read, StaffingSheet):
        return read, ()
    empty = [answer for answer in read.returns if not any(f.reading.verbatim for f in answer.figures)]
    if not empty:
        return read, ()
    names = tuple(f"{answer.name} ({answer.source.place.cell})" for answer in empty)
    kept = tuple(answer for answer in read.returns if answer not in empty)
    told = say("Nothing is filled in for {names}; nothing of it was kept.", names=names)
    return replace(read, returns=kept), (told,)
