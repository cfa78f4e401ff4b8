"""Lists that a test writes down row by row, and what was read, a line a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kfond.importers import Asked
from kfond.importers.kinds import IMPORTERS
from kfond.importers.lists import ListSheet
from kfond.lists.rows import Row, Value
from kfond.registry.names import Register
from kfond.workbook import Sheet, SheetCell
from kfond.workbook.sheets import address_of

MUNICIPALITIES = {"1421": "Orust", "1435": "Tanum", "1427": "Sotenäs", "1438": "Dals-Ed", "1470": "Vara"}


@dataclass(frozen=True)
class Read:
    """What a list said, in lines that a test can show."""

    kind: str
    rows: list[str]
    problems: list[str]
    notices: list[str]


@cache
def register() -> Register:
    return Register.of(MUNICIPALITIES, {})


def read_list(expected: str, rows: Sequence[Sequence[object]], kind: str = "") -> Read:
    """Reads rows as a sheet of the kind that knows it; `kind` tells which one it is, as --kind does."""
    read = sheet_read(expected, rows, kind)
    return Read(
        expected,
        [_line(row) for row in read.rows],
        [problem.in_words("en") for problem in read.problems],
        [notice.in_words("en") for notice in read.notices],
    )


def rows_of(expected: str, rows: Sequence[Sequence[object]]) -> tuple[Row, ...]:
    """The rows of a sheet that has no problems."""
    read = sheet_read(expected, rows)
    assert read.problems == ()
    return read.rows


def sheet_read(expected: str, rows: Sequence[Sequence[object]], kind: str = "") -> ListSheet:
    """A sheet as the importer that knows it reads it."""
    cells = {
        (row, column): SheetCell(content, address_of(row, column))
        for row, line in enumerate(rows, 1)
        for column, content in enumerate(line, 1)
        if content != ""
    }
    sheet = Sheet("list.xlsx", "Blad1", cells)
    asked = Asked(register(), kind=kind)
    fits = {importer.kind: importer.fit(sheet, asked) for importer in IMPORTERS}
    found = kind or max(fits, key=lambda name: fits[name])
    assert found == expected, fits
    read = next(importer for importer in IMPORTERS if importer.kind == found).read(sheet, asked)
    assert isinstance(read, ListSheet)
    return read


def _line(row: Row) -> str:
    place = f"{row.municipality} {row.unit}".strip()
    values = " ".join(_value(value) for value in row.values)
    return f"{row.name} | {place} | {row.first_day or ''}–{row.last_day or ''} | {values}"


def _value(value: Value) -> str:
    reading = value.reading
    doubt = "" if reading.quality.value == "exact" else f" ({reading.quality.value})"
    if reading.answer and reading.value is None:
        return f"{value.field}={reading.answer.value}"
    if reading.value is not None:
        return f"{value.field}={reading.value}{doubt}"
    if doubt:
        return f"{value.field}=?{doubt}"
    is_choice = value.text.isascii() and value.text == value.text.lower() and value.text != reading.verbatim
    return f"{value.field}={value.text if is_choice or value.field == 'round' else repr(value.text)}"
