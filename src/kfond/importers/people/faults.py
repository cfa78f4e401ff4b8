"""What can be wrong with a cell of a list of staff, said without repeating what stood in it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from kfond.errors import Problem
from kfond.messages import Message, say
from kfond.workbook import Sheet


class Wrong(Enum):
    """A doubt is kept as not known and is for a human; anything else has no place in the database."""

    NO_MUNICIPALITY = "no_municipality"
    EMPTY_MUNICIPALITY = "empty_municipality"
    NO_AREA = "no_area"
    TWO_DAYS = "two_days"
    TOO_LONG_AGO = "too_long_ago"
    NEGATIVE = "negative"
    TOO_MANY_YEARS = "too_many_years"
    NO_SHARE = "no_share"
    IDENTITY_NUMBER = "identity_number"
    ADDRESS = "address"
    UNREADABLE_DAY = "unreadable_day"
    DAY_TO_COME = "day_to_come"
    UNREADABLE_YEARS = "unreadable_years"
    UNREADABLE_SHARE = "unreadable_share"
    UNKNOWN_ANSWER = "unknown_answer"
    UNCHECKED_NUMBER = "unchecked_number"
    LONE_CELL = "lone_cell"

    @property
    def is_doubt(self) -> bool:
        """Whether the row is kept without what the cell says."""
        return self in _DOUBTS


_DOUBTS = frozenset(
    {
        Wrong.UNREADABLE_DAY,
        Wrong.DAY_TO_COME,
        Wrong.UNREADABLE_YEARS,
        Wrong.UNREADABLE_SHARE,
        Wrong.UNKNOWN_ANSWER,
        Wrong.UNCHECKED_NUMBER,
        Wrong.LONE_CELL,
    }
)

_A_DAY = say("Write the day as year-month-day: 2016-09-01.")
_A_SHARE = say("Write the share of a full post: 100 %, 80 % or 0.8.")
_SAID: dict[Wrong, tuple[Message, Message]] = {
    Wrong.NO_MUNICIPALITY: (
        say("The cell names no Swedish municipality."),
        say("Write the name of a municipality or its four-digit code."),
    ),
    Wrong.EMPTY_MUNICIPALITY: (
        say("The row does not say which municipality the person works for."),
        say("Write the name of a municipality or its four-digit code."),
    ),
    Wrong.NO_AREA: (
        say("The cell names no area that kfond knows."),
        say("Write one of: {areas}.", areas=("BoU", "EKB", "missbruk")),
    ),
    Wrong.TWO_DAYS: (
        say("The date can be read with the day first and with the month first."),
        _A_DAY,
    ),
    Wrong.TOO_LONG_AGO: (say("The day is more than sixty years before the list's own."), _A_DAY),
    Wrong.NEGATIVE: (
        say("The cell holds a number below zero."),
        say("Write the number without a sign before it, or leave the cell empty."),
    ),
    Wrong.TOO_MANY_YEARS: (
        say("Nobody has worked for more than sixty years."),
        say("Write whole years of experience, or leave the cell empty."),
    ),
    Wrong.NO_SHARE: (say("The cell holds more than one and a half posts for one row."), _A_SHARE),
    Wrong.IDENTITY_NUMBER: (
        say("The cell holds something that looks like an identity number."),
        say("Take it away; kfond has no use for it and keeps none."),
    ),
    Wrong.ADDRESS: (
        say("The column of units holds an e-mail address."),
        say("Write the name of the unit, or take the column away."),
    ),
    Wrong.UNREADABLE_DAY: (say("The cell is no day that can be read with certainty."), _A_DAY),
    Wrong.DAY_TO_COME: (
        say("The employment begins after the day of the list."),
        say("Take the row away if the person had not begun, or write the right day."),
    ),
    Wrong.UNREADABLE_YEARS: (
        say("The cell is no number of years that can be read with certainty."),
        say("Write whole years of experience, or leave the cell empty."),
    ),
    Wrong.UNREADABLE_SHARE: (
        say("The cell is no share of a post that can be read with certainty."),
        _A_SHARE,
    ),
    Wrong.UNKNOWN_ANSWER: (
        say("The cell holds none of the answers of its column."),
        say("Write one of the words that the sheet made by kfond offers, or leave the cell empty."),
    ),
    Wrong.UNCHECKED_NUMBER: (
        say("The cell is no identity number of a person: its date or its last digit does not fit."),
        say("Correct the number; until then the person is told from others by the other columns."),
    ),
    Wrong.LONE_CELL: (
        say("The row has this cell alone and was not read."),
        say("Fill in the row, or take it away."),
    ),
}


class Fault(NamedTuple):
    """What is wrong with one cell; `close` are municipalities that it may mean."""

    row: int
    column: int
    wrong: Wrong
    close: tuple[str, ...] = ()

    def as_problem(self, sheet: Sheet) -> Problem:
        """The fault as it is told."""
        what, remedy = _SAID[self.wrong]
        if self.close:
            remedy = say("Did you mean {names}? Write the name or the four-digit code.", names=self.close)
        return Problem(sheet.place(self.row, self.column), what, remedy)
