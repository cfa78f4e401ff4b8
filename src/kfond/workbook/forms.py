"""Forms: what a sheet to fill in asks for, as values; `form_writer` makes a workbook of it.

A form's workbook has three sheets: the one to fill in, one that explains it, and a hidden one with what its
drop-downs offer. Only the first holds answers; the other two are known by their name and first cell, which
every program and every format of file keeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kfond.workbook.sheets import Sheet, Workbook

GUIDANCE_SHEET, GUIDANCE_MARK = "Så fyller du i", "Så fyller du i bladet"
OFFERS_SHEET, OFFERS_MARK = "Listor", "Hör till blanketten. Ändra inget här."
ANSWERS_BEGIN, BEGUN_COLUMNS = (2, 2), (3, 2)
"""Where the hidden sheet says in which cell the answers begin, and which columns were filled in beforehand."""


class Accepts(StrEnum):
    """What may be written in a cell; the rest is refused, or taken after a question."""

    ANYTHING = "anything"
    FIGURE = "figure"  # a number that is not negative, or words; asks where Excel has made a date of "2-3"
    AMOUNT = "amount"  # a number that is not negative, or words
    SHARE = "share"  # words, or a share of one; asks where "33" was written for "33 %"
    DAY = "day"  # a date, nothing else
    AS_TYPED = "as typed"  # kept letter for letter: "mars 2017" stays a month and becomes no day
    ONE_OF = "one of"  # one of the choices, nothing else
    USUALLY = "usually"  # one of the choices; anything else after a question


@dataclass(frozen=True, slots=True)
class Answer:
    """What a cell takes: `help` is shown when it is chosen, `choices` are offered in a drop-down."""

    accepts: Accepts = Accepts.ANYTHING
    help: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A line above the table: what it is called, and what stands there or is to be filled in there."""

    label: str
    value: object = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; `answer` None is locked. With `heading_answer` the heading is filled in as well.

    A column that `is_shown` shows what was answered last time: grey, locked, and no answer.
    """

    heading: str
    width: int
    answer: Answer | None = None
    heading_answer: Answer | None = None
    is_required: bool = False
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table with what stands in it beforehand; its own `answer` goes before its columns'."""

    values: tuple[object, ...]
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """What the second sheet says of a column or line."""

    heading: str
    guidance: str
    example: str
    is_required: bool
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet to fill in: the lines above the table, the table, and what explains it.

    `blank_lines` follow the given ones, and where `has_more_lines` the columns go on below them. `footnotes`
    counts the free lines below a table that ends.
    """

    sheet: str
    title: str
    legend: str
    facts: tuple[Fact, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    guidance: tuple[str, ...]
    guides: tuple[Guide, ...]
    blank_lines: int = 0
    has_more_lines: bool = False
    footnotes: int = 0

    @property
    def header_row(self) -> int:
        """The row of the headings: below the title, the legend, the facts and an empty row."""
        return len(self.facts) + 4

    @property
    def marks(self) -> Marks:
        """What its workbook says of itself."""
        opened = [at for at, column in enumerate(self.columns, 1) if column.answer]
        begun = {at for line in self.lines for at, value in enumerate(line.values, 1) if value is not None}
        return Marks(self.header_row + 1, opened[0], frozenset(begun.intersection(opened)))


@dataclass(frozen=True, slots=True)
class Marks:
    """What the hidden sheet of a form says: the row and column where the answers begin, and the `begun` columns,
    where something stood beforehand that tells what a line is about."""

    row: int
    column: int
    begun: frozenset[int]


def holds_no_answers(sheet: Sheet) -> bool:
    """Whether it is a sheet of a form that explains, or offers, and is not to be read."""
    marks = {GUIDANCE_SHEET: GUIDANCE_MARK, OFFERS_SHEET: OFFERS_MARK}
    return sheet.name in marks and sheet.text(1, 1).startswith(marks[sheet.name])


def marks_of(workbook: Workbook) -> Marks | None:
    """What a form's workbook says of itself; None for a workbook that is no form of ours."""
    for sheet in workbook.sheets:
        if sheet.name == OFFERS_SHEET and holds_no_answers(sheet):
            begin, begun = _numbers(sheet.text(*ANSWERS_BEGIN)), _numbers(sheet.text(*BEGUN_COLUMNS))
            return Marks(begin[0], begin[1], frozenset(begun)) if len(begin) == 2 else None
    return None


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split() if part.isdecimal()]
