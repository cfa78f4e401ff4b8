"""Lists of courses held over a period of years: how many times, how many took part, from how many places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfond.catalogue.lines import Count, Held, Total
from kfond.cells import Quality, read_cell
from kfond.errors import Problem
from kfond.importers import Asked
from kfond.importers.catalogue import without_doubt
from kfond.importers.layout import Table, headed_table, headings_missing, titles
from kfond.importers.vocabulary import area_in, known_headings, plain, vocabulary_of, words_of
from kfond.messages import Message, say
from kfond.periods import find_years
from kfond.provenance import Place, Source
from kfond.workbook import Sheet

KIND = "held"
_REQUIRED = frozenset({"course", "participations"})


@dataclass(frozen=True, slots=True)
class HeldSheet:
    """What a list of courses held said: courses, stated totals, reservations, and every problem."""

    held: tuple[Held, ...]
    totals: tuple[Total, ...]
    reservations: tuple[Source, ...]
    problems: tuple[Problem, ...]

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """None: what cannot be read is a problem here."""
        return ()

    @property
    def notices(self) -> tuple[Message, ...]:
        """None."""
        return ()

    @property
    def day(self) -> date | None:
        """None: it speaks of whole years."""
        return None

    @property
    def codes(self) -> frozenset[str]:
        """None: it speaks of the association as a whole."""
        return frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether no row could be read."""
        return not (self.held or self.totals)


def fit(sheet: Sheet, asked: Asked) -> int:
    """How many headings of a list of courses held the sheet has; 0 where one that it must have is missing."""
    table = _table(sheet)
    return len(table.columns) if table else 0


def read(sheet: Sheet, asked: Asked) -> HeldSheet:
    """Reads every row; the period comes from the title, the sheet's name or the file's name."""
    table = _table(sheet)
    if table is None:  # said to be one, and is none
        return HeldSheet(
            (), (), (), (headings_missing(sheet, known_headings("catalogue", "held", _REQUIRED)),)
        )
    period = next((years for text in titles(sheet, table.header_row) if (years := find_years(text))), None)
    if period is None:
        problem = Problem(
            Place(sheet.file, sheet.name),
            say("The list of courses held does not say for which years it speaks."),
            say("Write the years in the title, such as 2014-2017."),
        )
        return HeldSheet((), (), (), (problem,))
    area = asked.area or next(
        (area for text in titles(sheet, table.header_row) if (area := area_in(text))), ""
    )
    rows = _Rows(table, period, area, [])
    held: list[Held] = []
    totals: list[Total] = []
    reservations: list[Source] = []
    marks = words_of("catalogue")["marks"]
    for row in table.rows:
        name = sheet.text(row, table.columns["course"])
        if not name:
            continue
        if plain(name).startswith(tuple(marks["reservation"])):
            reservations.append(sheet.source(row, table.columns["course"]))
        elif plain(name) in marks["total"]:
            counted = rows.count(row, "participations")
            if counted:
                totals.append(Total(area, *period, counted))
        else:
            held.append(rows.held(row, name))
    return HeldSheet(tuple(held), tuple(totals), tuple(reservations), tuple(rows.problems))


def _table(sheet: Sheet) -> Table | None:
    return headed_table(sheet, vocabulary_of("catalogue", "held"), _REQUIRED)


@dataclass(frozen=True, slots=True)
class _Rows:
    table: Table
    period: tuple[int, int]
    area: str
    problems: list[Problem]

    def held(self, row: int, name: str) -> Held:
        days = self.count(row, "days")
        deepens, likely = without_doubt(self.table.text(row, "deepens"))
        return Held(
            name=name,
            area=self.area,
            first_year=self.period[0],
            last_year=self.period[1],
            format=self.table.text(row, "format"),
            days=days.number * 100 if days else None,
            times=self.count(row, "times"),
            participations=self.count(row, "participations"),
            reached=self._reached(row),
            planned=self.table.text(row, "planned"),
            deepens=deepens,
            deepens_likely=likely,
            status=self.table.text(row, "status"),
            source=self.table.source(row, "course"),
        )

    def count(self, row: int, column: str) -> Count | None:
        """A whole number with its cell; an empty or missing one is None, anything else a problem."""
        if column not in self.table.columns:
            return None
        reading = read_cell(self.table.content(row, column))
        if reading.quality is Quality.MISSING:
            return None
        value = reading.value
        if reading.quality is not Quality.EXACT or value is None or value % 1 or reading.note:
            self._problem(row, column)
            return None
        return Count(int(value), self.table.source(row, column))

    def _reached(self, row: int) -> Count | None:
        """The text "13 av 14" is 13 municipalities; the plain number 13 too."""
        text = self.table.text(row, "reached")
        of_all = re.fullmatch(r"(\d+) av (\d+)", plain(text))
        if of_all and Decimal(of_all[1]) <= Decimal(of_all[2]):
            return Count(int(of_all[1]), self.table.source(row, "reached"))
        return self.count(row, "reached")

    def _problem(self, row: int, column: str) -> None:
        self.problems.append(
            self.table.problem(
                row,
                column,
                say("“{text}” is no whole number.", text=self.table.text(row, column)),
                say("Write a number such as 12, or leave the cell empty where it is not known."),
            )
        )
