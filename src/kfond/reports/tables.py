"""A table of a document: rows of words in Swedish, ready to be set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head, and whether it holds numbers (set to the right)."""

    heading: str
    is_number: bool = True


@dataclass(frozen=True, slots=True)
class Marked:
    """A figure in a cell: its words, and the id under which the document explains it."""

    words: str
    figure: str

    def __str__(self) -> str:
        return self.words


Cell = str | Marked


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption, which states the unit; the first cell of a row is its name."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
