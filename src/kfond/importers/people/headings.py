"""Where the columns of a list of staff stand, and what its title says for all rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kfond.importers import Asked
from kfond.importers.dates import AsOf, given_or_stated
from kfond.importers.lists.layouts import ROWS_TO_FIND_HEADINGS, headings
from kfond.importers.municipalities import municipality_in
from kfond.importers.vocabulary import area_in
from kfond.messages import Message, say
from kfond.periods import find_date
from kfond.registry.names import Named
from kfond.workbook import Sheet

KIND = "people"
IDENTITIES = ("personal_number", "employment_number", "email", "name", "first_name", "last_name", "phone")
_EXPERIENCE = frozenset({"started", "years"})
_OF_A_PERSON = frozenset({*IDENTITIES, "role", "rate", "education", "employment"})


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a list of staff by field, and what holds for every row of it where a title says so."""

    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    municipality: Named | None
    area: str
    as_of: AsOf | None


def layout_of(sheet: Sheet, asked: Asked) -> Layout | None:
    """The row of headings that has most of a list of staff; None where none has enough."""
    best: dict[str, int] = {}
    header_row = 0
    for row in sheet.filled_rows[:ROWS_TO_FIND_HEADINGS]:
        columns: dict[str, int] = {}
        for column, cell in sheet.row(row):
            meaning = headings(KIND).meaning(cell.text)
            if meaning:
                columns.setdefault(meaning, column)
        if len(columns) > len(best) and columns.keys() & _EXPERIENCE and columns.keys() & _OF_A_PERSON:
            best, header_row = columns, row
    if not best:
        return None
    texts = tuple(text for text, _ in _titles(sheet, header_row))
    return Layout(
        sheet,
        header_row,
        best,
        next((n for text in (asked.sender, *texts) if (n := municipality_in(text, asked.register))), None),
        asked.area or next((area for text in texts if (area := area_in(text))), ""),
        _as_of(sheet, header_row, asked),
    )


def _as_of(sheet: Sheet, header_row: int, asked: Asked) -> AsOf | None:
    """The day of the list. Where it was found is told without its words: a title may name who made the list."""
    if asked.as_of:
        return given_or_stated(asked.as_of, ())
    for text, where in _titles(sheet, header_row):
        day = find_date(text)
        if day:
            return AsOf(day, where)
    return None


def _titles(sheet: Sheet, header_row: int) -> Iterator[tuple[str, Message]]:
    """The texts above the headings, nearest first, then the names of sheet and file; each with what it is."""
    for row in range(header_row - 1, 0, -1):
        for _, cell in sheet.row(row):
            yield cell.text, say("the title in {cell}", cell=cell.address)
    for text in sheet.titles:
        yield text, say("the text before the table")
    yield sheet.name, say("the name of the sheet")
    yield sheet.file, say("the name of the file")
