"""A workbook of tables to be written: what stands on each sheet, as frozen values without a file format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kfond.workbook.titles import LONGEST, LONGEST_NUMBERED, free_title

CONTENTS = "Innehåll"
DAY_SHOWN = "yyyy-mm-dd"  # the format of a day
_WEAK_ENDS = {
    "bland",
    "de",
    "den",
    "det",
    "efter",
    "en",
    "enligt",
    "ett",
    "får",
    "förra",
    "inte",
    "mer",
    "sedan",
    "under",
    "års",
    "över",
    "per",
    "och",
    "i",
    "för",
    "med",
    "av",
    "på",
    "till",
    "som",
    "samt",
    "eller",
    "hos",
    "från",
    "vid",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a cell, with the format that it is shown in; a day is the number of days that a workbook counts."""

    value: int | Decimal | Fraction
    shown: str


@dataclass(frozen=True, slots=True)
class Leading:
    """A text that leads to a sheet."""

    text: str
    sheet: str


Content = str | Amount | Leading


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet with one table: its title, what it shows, its heads, its rows, and the notes below.

    `sums` counts the last rows that sum up the others: they stay last when the sheet is sorted.
    """

    name: str
    title: str
    told: str
    heads: tuple[str, ...]
    are_numbers: tuple[bool, ...]
    rows: tuple[tuple[Content, ...], ...]
    notes: tuple[str, ...] = ()
    sums: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its title, whose it is and of which day, and its sheets in order."""

    title: str
    organisation: str
    day: date | None
    leaves: tuple[Leaf, ...]


def sheet_name(caption: str, taken: tuple[str, ...]) -> str:
    """A short name for the sheet of a table: its caption up to the first comma, in whole words."""
    whole = caption.partition(",")[0].split()
    name = _cut(whole, LONGEST)
    if name.casefold() in {title.casefold() for title in taken}:
        name = _cut(whole, LONGEST_NUMBERED)
    return free_title(name, taken)


def _cut(words: list[str], longest: int) -> str:
    """So many of the words as there is room for, without those at the end that wait for the next one."""
    kept = list(words)
    while len(kept) > 1 and (len(" ".join(kept)) > longest or (kept[-1] in _WEAK_ENDS and kept != words)):
        kept.pop()
    return " ".join(kept)
