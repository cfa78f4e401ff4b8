"""Workbooks that a test writes down row by row, so that its input can be seen."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

Rows = Sequence[Sequence[object]]

STAFFING: Rows = [
    ["Personal inom BoU mars 2017"],
    ["", "Orust", "Tanum"],
    ["Antal tjänster", 3, 7],
    ["Antal 0-2 år", 1, 2],
    ["Antal 2-5 år", 1, "ca 3"],
    ["Antal >5 år", 1, "vet ej"],
]
CATALOGUE: Rows = [
    ["Kurskatalog antagen 2017-09-01"],
    ["Område", "Band", "Möts", "Kompetensbehov", "Kurs", "Frekvens", "Minsta grupp", "Största grupp"],
    ["BoU", "0-2 år", "gemensamt", "", "LVU", "Vartannat år", 2, 10],
]
HELD: Rows = [
    ["Genomförda utbildningar inom BoU 2014-2017"],
    ["Kurs", "Antal tillfällen", "Deltagare", "Kommuner"],
    ["LVU", 2, 90, "13 av 14"],
]


def write_workbook(path: Path, **sheets: Rows) -> Path:
    """An .xlsx file with one sheet a keyword, its rows from A1; "" leaves a cell empty."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    workbook.save(path)
    return path


def with_cell(rows: Rows, row: int, column: int, content: object) -> Rows:
    """The same rows with another content in one cell (counted from 1)."""
    changed = [list(line) for line in rows]
    changed[row - 1][column - 1] = content
    return changed
