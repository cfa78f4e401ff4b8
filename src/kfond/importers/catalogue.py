"""Course catalogues: one row a course and band, with how often it should run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfond.catalogue.frequency import Kind, read_frequency
from kfond.catalogue.lines import Band, CatalogueLine, Met, NeedText, OtherName, Relation, name_key
from kfond.catalogue.prerequisites import circles
from kfond.catalogue.ties import SAME_OR_BEFORE, courses_meant, one_identity_each
from kfond.cells import Quality, read_cell
from kfond.errors import Problem
from kfond.importers import Asked
from kfond.importers.dates import AsOf, given_or_stated
from kfond.importers.layout import Table, headed_table, headings_missing, titles
from kfond.importers.vocabulary import area_in, known_headings, plain, vocabulary_of, words_of
from kfond.messages import Message, say
from kfond.periods import Term, find_date
from kfond.provenance import Place
from kfond.workbook import Sheet

KIND = "catalogue"
_REQUIRED = frozenset({"course", "frequency", "area", "band"})
EXAMPLES = ("1 gång/år", "1-2 ggr/termin", "vartannat år", "1-1½ år", "start 12 okt 2018", "vid behov")
"""Frequencies that can be understood, one of each of the usual kinds."""


@dataclass(frozen=True, slots=True)
class CatalogueSheet:
    """What a catalogue said: lines with a course, needs without one, the day, and every problem."""

    lines: tuple[CatalogueLine, ...]
    needs: tuple[NeedText, ...]
    as_of: AsOf | None
    problems: tuple[Problem, ...]

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """The frequencies that nobody can tell; anything else that cannot be read is a problem here."""
        return tuple(
            _unclear_frequency(line)
            for line in self.lines
            if line.met is Met.JOINT and read_frequency(line.frequency).kind is Kind.UNCLEAR
        )

    @property
    def notices(self) -> tuple[Message, ...]:
        """The doubts: a course without a frequency that can be understood is in no plan."""
        return tuple(
            say("{cell}: {what} {remedy}", cell=str(doubt.place), what=doubt.what, remedy=doubt.remedy)
            for doubt in self.doubts
        )

    @property
    def day(self) -> date | None:
        """The day of the catalogue."""
        return self.as_of.day if self.as_of else None

    @property
    def codes(self) -> frozenset[str]:
        """None: it speaks of the association as a whole."""
        return frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether no row could be read."""
        return not (self.lines or self.needs)


def fit(sheet: Sheet, asked: Asked) -> int:
    """How many headings of a catalogue the sheet has; 0 where one that it must have is missing."""
    table = _table(sheet)
    return len(table.columns) if table else 0


def read(sheet: Sheet, asked: Asked) -> CatalogueSheet:
    """Reads every row; a day asked for wins over the one in the title."""
    table = _table(sheet)
    if table is None:  # said to be one, and is none
        return CatalogueSheet(
            (), (), None, (headings_missing(sheet, known_headings("catalogue", "catalogue", _REQUIRED)),)
        )
    day = given_or_stated(asked.as_of, titles(sheet, table.header_row))
    reader = _Rows(table, [])
    if day is None:
        reader.problems.append(
            Problem(
                Place(sheet.file, sheet.name),
                say("The catalogue does not say which day it was adopted or is from."),
                say("Give the day with --as-of, as year-month-day, or write it in the title."),
            )
        )
    found = {row: reader.line(row) for row in table.rows}
    by_row = {row: line for row, line in found.items() if isinstance(line, CatalogueLine)}
    lines = tuple(by_row.values())
    needs = tuple(need for need in found.values() if isinstance(need, NeedText))
    reader.check_prerequisites(by_row)
    problems = (*reader.problems, *_doubles(lines))
    return CatalogueSheet(lines, needs, day, problems)


def _table(sheet: Sheet) -> Table | None:
    return headed_table(sheet, vocabulary_of("catalogue", "catalogue"), _REQUIRED)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one catalogue table, with the problems met on the way."""

    table: Table
    problems: list[Problem]

    def line(self, row: int) -> CatalogueLine | NeedText | None:
        course, need = self.table.text(row, "course"), self.table.text(row, "need")
        if not course and not need:
            return None
        area, band, met = self._area(row), self._band(row), self._met(row)
        smallest, largest = self._whole(row, "smallest"), self._whole(row, "largest")
        last_start = self._last_start(row)
        if smallest is not None and largest is not None and smallest > largest:
            self._problem(
                row,
                "smallest",
                say(
                    "The smallest group of {course} ({smallest}) is larger than the largest ({largest}).",
                    course=course or need,
                    smallest=smallest,
                    largest=largest,
                ),
                say("Write a smaller number here."),
            )
        if area is None or band is None or met is None:
            return None
        if not course:
            return NeedText(area, band, met, need, self.table.source(row, "need"))
        return CatalogueLine(
            area=area,
            band=band,
            met=met,
            need=need,
            course=course,
            frequency=self.table.text(row, "frequency"),
            last_start=last_start,
            smallest=smallest,
            largest=largest,
            days=self._hundredths(row, "days"),
            note=self.table.text(row, "note"),
            other_names=tuple(self._other_names(row)),
            source=self.table.source(row, "course"),
            frequency_source=self.table.source(row, "frequency")
            if self.table.text(row, "frequency")
            else None,
            prerequisites=tuple(self._parts(row, "prerequisites")),
        )

    def check_prerequisites(self, lines: Mapping[int, CatalogueLine]) -> None:
        """Tells of each prerequisite that is no course of the sheet, and of each that closes a circle."""
        leaders = one_identity_each(list(lines.values()))
        own = {row: leaders[name_key(line.course)] for row, line in lines.items()}
        meant = courses_meant([(own[row], line) for row, line in lines.items()], SAME_OR_BEFORE)
        needed: dict[str, set[str]] = {}
        for row, line in lines.items():
            for name in line.prerequisites:
                if name_key(name) in meant:
                    needed.setdefault(own[row], set()).add(meant[name_key(name)])
                else:
                    self._unknown_prerequisite(row, name)
        names = {own[row]: line.course for row, line in reversed(list(lines.items()))}
        for circle in circles(needed):
            closing = set(zip(circle, (*circle[1:], circle[0]), strict=True))
            rows = [
                row
                for row, line in lines.items()
                if any((own[row], meant.get(name_key(name))) in closing for name in line.prerequisites)
            ]
            self._circle(rows, tuple(names[course] for course in circle))

    def _unknown_prerequisite(self, row: int, name: str) -> None:
        self._problem(
            row,
            "prerequisites",
            say("“{name}” is no course of the catalogue.", name=name),
            say("Write a course as it stands in its own row, or take the name away."),
        )

    def _circle(self, rows: Sequence[int], courses: tuple[str, ...]) -> None:
        """One problem for the whole circle, with every cell that closes it."""
        self._problem(
            rows[0],
            "prerequisites",
            say(
                "Nobody could begin, since each course needs the one after it: {way} ({cells}).",
                way=" → ".join((*courses, courses[0])),
                cells=tuple(self.table.source(row, "prerequisites").place.cell for row in rows),
            ),
            say("Take the name away in the row of the course that can be taken first."),
        )

    def _parts(self, row: int, column: str) -> Iterator[str]:
        """The names of a cell that are parted by semicolons or lines."""
        for part in re.split(r"[;\n]", self.table.text(row, column)):
            if part.strip():
                yield part.strip()

    def _problem(self, row: int, column: str, what: Message, remedy: Message) -> None:
        self.problems.append(self.table.problem(row, column, what, remedy))

    def _area(self, row: int) -> str | None:
        text = self.table.text(row, "area")
        area = area_in(text)
        if area is None:
            known = tuple(words_of("staffing")["areas"])
            self._problem(
                row,
                "area",
                say("“{text}” is no known area.", text=text),
                say("Write one of: {known}.", known=known),
            )
        return area

    def _band(self, row: int) -> Band | None:
        text = self.table.text(row, "band")
        band = vocabulary_of("catalogue", "words").meaning(text)
        if band is None:
            known = tuple(wordings[0] for wordings in words_of("catalogue")["words"].values())
            self._problem(
                row,
                "band",
                say("“{text}” is no known band.", text=text),
                say("Write one of: {known}.", known=known),
            )
            return None
        return Band(band)

    def _met(self, row: int) -> Met | None:
        text = self.table.text(row, "met")
        if not text:
            return Met.JOINT
        met = vocabulary_of("catalogue", "met").meaning(text)
        if met is None:
            self._problem(
                row,
                "met",
                say("“{text}” does not say where the need is met.", text=text),
                say("Write lokalt or gemensamt."),
            )
            return None
        return Met(met)

    def _whole(self, row: int, column: str) -> int | None:
        hundredths = self._hundredths(row, column)
        if hundredths is None:
            return None
        if hundredths % 100 or hundredths <= 0:
            self._no_number(row, column)
            return None
        return hundredths // 100

    def _hundredths(self, row: int, column: str) -> int | None:
        if not self.table.text(row, column):
            return None
        reading = read_cell(self.table.content(row, column))
        if reading.quality is not Quality.EXACT or reading.value is None or reading.note:
            self._no_number(row, column)
            return None
        return int(reading.value * Decimal(100))

    def _no_number(self, row: int, column: str) -> None:
        self._problem(
            row,
            column,
            say("“{text}” is no plain number.", text=self.table.text(row, column)),
            say("Write a number such as 12, or leave the cell empty."),
        )

    def _last_start(self, row: int) -> Term | None:
        text = self.table.text(row, "last_start")
        if not text:
            return None
        try:
            return Term.parse(text)
        except ValueError:
            day = find_date(text)
        if day is None:
            self._problem(
                row,
                "last_start",
                say("“{text}” is neither a term nor a date.", text=text),
                say("Write a term such as HT2017 or a date such as 2017-10-12."),
            )
            return None
        return Term.containing(day)

    def _other_names(self, row: int) -> Iterator[OtherName]:
        for column, relation in (
            ("aliases", Relation.SAME),
            ("replaces", Relation.REPLACES),
            ("deepens", Relation.DEEPENS),
        ):
            for part in self._parts(row, column):
                name, likely = without_doubt(part)
                yield OtherName(name, relation, likely, self.table.source(row, column))


def without_doubt(text: str) -> tuple[str, bool]:
    """A name without its mark of doubt, and whether it had one: "LVU grund (troligen)" is likely."""
    for mark in words_of("catalogue")["marks"]["likely"]:
        if plain(text).endswith(mark):
            return text.strip()[: -len(mark)].strip(), True
    return text.strip(), False


def _unclear_frequency(line: CatalogueLine) -> Problem:
    return Problem(
        (line.frequency_source or line.source).place,
        say(
            "How often {course} is to run cannot be understood from “{text}”, and it is not planned until it can.",
            course=line.course,
            text=line.frequency,
        ),
        say("Write for example: {examples}.", examples=EXAMPLES),
    )


def _doubles(lines: tuple[CatalogueLine, ...]) -> Iterator[Problem]:
    seen: dict[tuple[str, Band, str], CatalogueLine] = {}
    for line in lines:
        first = seen.setdefault((line.area, line.band, name_key(line.course)), line)
        if first is not line:
            yield Problem(
                line.source.place,
                say(
                    "“{course}” stands twice for the same band; first in {cell}.",
                    course=line.course,
                    cell=first.source.place.cell,
                ),
                say("Keep one of the rows."),
            )
