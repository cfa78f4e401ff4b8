"""A column of a list of staff: the same text means the same in every row, and is read once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from kfond.importers.people.faults import Wrong
from kfond.privacy import has_identity_number
from kfond.workbook import SheetCell

T = TypeVar("T")
Told = tuple[T, Wrong | None]
"""What a cell says, and what is wrong with it."""

ABSENT = -1


class Column(Generic[T]):
    """A column (by its index, from 0; ABSENT where the sheet has none), with what each content in it says."""

    def __init__(self, index: int, read: Callable[[object, str], Told[T]]) -> None:
        self.index = index
        self._read = read
        self._nothing = read(None, "")
        # By type first: True, 1 and 1.0 are the same key of a dict, and not the same cell.
        self._known: dict[type, dict[object, Told[T]]] = {}

    def at(self, contents: Sequence[object]) -> Told[T]:
        """What the cell of this column says in a row."""
        try:
            content = contents[self.index]
            return self._known[content.__class__][content]
        except KeyError:
            return self._learn(content)
        except IndexError:  # a row that ends before this column
            return self._nothing

    def _learn(self, content: object) -> Told[T]:
        text = text_of(content)
        told = self._read(content, text) if text else self._nothing
        if isinstance(content, str | int) and has_identity_number(text):
            told = (self._nothing[0], Wrong.IDENTITY_NUMBER)
        self._known.setdefault(content.__class__, {})[content] = told
        return told


class AbsentColumn(Column[T]):
    """A column that the sheet does not have."""

    def at(self, contents: Sequence[object]) -> Told[T]:
        """What an empty cell says."""
        return self._nothing


def column(index: int, read: Callable[[object, str], Told[T]]) -> Column[T]:
    """The column at an index, from 0."""
    return AbsentColumn(index, read) if index == ABSENT else Column(index, read)


def text_of(content: object) -> str:
    """A content as a person reads it; "" for none."""
    if isinstance(content, str):
        return content.strip()
    return "" if content is None else SheetCell(content, "").typed
