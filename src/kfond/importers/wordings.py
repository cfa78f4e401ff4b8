"""A sender's own words: what a saved mapping says that a word, or a cell, of their sheets means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kfond.importers.vocabulary import plain
from kfond.workbook import Sheet, SheetCell
from kfond.workbook.sheets import column_number

_ADDRESS = re.compile(r"(?P<letters>[A-Z]{1,3})(?P<row>[1-9]\d{0,6})")


def reworded(sheet: Sheet, wordings: Mapping[str, str]) -> Sheet:
    """The sheet with the sender's words read as what they mean; what was typed stays as the passport of each cell.

    A wording is a text ("Folk på golvet"), which holds for every cell that has just this text, or an address
    ("B4"), which holds for that cell also when it is empty.
    """
    if not wordings:
        return sheet
    words = {plain(read): means for read, means in wordings.items() if not _ADDRESS.fullmatch(read)}
    cells = {
        at: replace(cell, reworded=words[plain(cell.typed)]) if plain(cell.typed) in words else cell
        for at, cell in sheet.cells.items()
    }
    for read, means in wordings.items():
        if address := _ADDRESS.fullmatch(read):
            at = (int(address["row"]), column_number(address["letters"]))
            cells[at] = replace(cells.get(at, SheetCell("", read)), reworded=means)
    return replace(sheet, cells=cells)
