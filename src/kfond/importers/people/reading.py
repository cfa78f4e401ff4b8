"""Reads a list of staff row by row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kfond.errors import ExitCode, Problem, Refusal
from kfond.importers import Asked
from kfond.importers.people import notices
from kfond.importers.people.answers import AnswerReader
from kfond.importers.people.columns import ABSENT, column, text_of
from kfond.importers.people.faults import Fault, Wrong
from kfond.importers.people.headings import IDENTITIES, KIND, Layout, layout_of
from kfond.importers.people.identities import Identities, Who
from kfond.importers.people.sheet import PeopleSheet
from kfond.importers.people.starts import start_reader, years_reader
from kfond.importers.vocabulary import contains_word, words_of
from kfond.lists.kinds import list_kind
from kfond.messages import say
from kfond.provenance import Place, Source
from kfond.staffing.people import VACANT, People, PersonRow, Since
from kfond.workbook import Sheet

MOST_SUGGESTED = (
    50  # unknown texts for which close names are looked up; that takes a hundredth of a second each
)


def fit(sheet: Sheet, asked: Asked) -> int:
    """How many headings of a list of staff the sheet has; 0 where it says nothing of experience or of persons."""
    layout = layout_of(sheet, asked)
    return len(layout.columns) if layout else 0


def read(sheet: Sheet, asked: Asked) -> PeopleSheet:
    """Reads every row. Raises Refusal (exit 3) where an identity number stands in a column that is read for
    something else: then the columns are not what their headings say.
    """
    layout = layout_of(sheet, asked)
    lacking = _lacking(sheet, layout)
    if lacking or layout is None or layout.as_of is None:
        return PeopleSheet(sheet, None, layout.as_of if layout else None, (), (), lacking)
    reader = _Reader(layout, layout.as_of.day, asked)
    reader.read()
    personal = [fault for fault in reader.faults if fault.wrong is Wrong.IDENTITY_NUMBER]
    if personal:
        raise Refusal(ExitCode.DATA, *(fault.as_problem(sheet) for fault in personal))
    headings = {
        field: Source(sheet.place(layout.header_row, at), sheet.text(layout.header_row, at))
        for field, at in layout.columns.items()
    }
    people = People(sheet.file, sheet.name, layout.as_of.day, tuple(reader.rows), headings)
    refused = notices.unlikely_units(layout, people.rows)
    told = notices.notices_of(layout, people.rows, reader.sums, reader.short_experience)
    return PeopleSheet(sheet, people, layout.as_of, told, tuple(reader.faults), refused)


class _Reader:
    """Walks the rows of one list; keeps what it met on the way."""

    def __init__(self, layout: Layout, as_of: date, asked: Asked) -> None:
        self.layout = layout
        self.as_of = as_of
        self.register = asked.register
        self.rows: list[PersonRow] = []
        self.faults: list[Fault] = []
        self.sums: list[tuple[int, object]] = []
        self.short_experience: list[int] = []
        self._suggested: dict[str, tuple[str, ...]] = {}
        self._headings = [(at, layout.sheet.text(layout.header_row, at)) for at in layout.columns.values()]
        self._identities = Identities(layout.columns, as_of, asked.pseudonym)
        self._answers = AnswerReader(layout, asked.register)
        self._started = column(self._index("started"), start_reader(as_of))
        self._years = column(self._index("years"), years_reader(as_of))

    def read(self) -> None:
        for number, contents in self.layout.sheet.rows(self.layout.header_row):
            self._read_row(number, contents)

    def _read_row(self, number: int, contents: Sequence[object]) -> None:
        answers = self._answers.of(contents)
        started, wrong_start = self._started.at(contents)
        years, wrong_years = self._years.at(contents)
        named = answers.named
        who = self._identities.of(contents, named.code if named else "")
        says_something = answers.says_something or started[1] or years or who.is_vacant
        if not says_something and self._is_no_person(number, contents):
            return
        if answers.wrongs or wrong_start or wrong_years or who.has_wrong_number:
            wrongs = (*answers.wrongs, ("started", wrong_start), ("years", wrong_years))
            if not self._is_kept(number, contents, wrongs, who):
                return
        if named is None:
            return
        is_vacant = who.is_vacant or answers.employment == VACANT
        since = self._stated(number, years.since, started) if years else started
        self.rows.append(
            PersonRow(
                number,
                named.code,
                answers.unit,
                answers.area,
                None if is_vacant else who.pseudonym,
                answers.role,
                answers.education,
                VACANT if is_vacant else answers.employment,
                since[0],
                since[1],
                years.stated if years else None,
                answers.rate,
            )
        )

    def _stated(self, number: int, since: Since, started: Since) -> Since:
        """The experience by the years that are stated; notes where the employment is longer than that."""
        if started[1] and since[0] and since[0] > started[1]:
            self.short_experience.append(number)
        return since

    def _is_kept(
        self,
        number: int,
        contents: Sequence[object],
        found: Sequence[tuple[str, Wrong | None]],
        who: Who,
    ) -> bool:
        """Notes what is wrong with a row; whether the row can be kept nonetheless."""
        if self._is_heading(contents):
            return False
        wrongs = [(field, wrong) for field, wrong in found if wrong]
        if who.has_wrong_number:
            wrongs.append(("personal_number", Wrong.UNCHECKED_NUMBER))
        faults = [
            Fault(number, self.layout.columns[field], wrong, self._close(wrong, contents))
            for field, wrong in wrongs
        ]
        self.faults += sorted(faults, key=lambda fault: fault.column)
        return all(wrong.is_doubt for _, wrong in wrongs)

    def _close(self, wrong: Wrong, contents: Sequence[object]) -> tuple[str, ...]:
        """The municipalities that an unknown name may be a slip for."""
        if wrong is not Wrong.NO_MUNICIPALITY:
            return ()
        text = text_of(contents[self._index("municipality")])
        if text not in self._suggested and len(self._suggested) < MOST_SUGGESTED:
            self._suggested[text] = self.register.suggestions(text)
        return self._suggested.get(text, ())

    def _is_no_person(self, number: int, contents: Sequence[object]) -> bool:
        """Whether a row that says nothing of anybody's work is a sum, a lone note or empty."""
        filled = [(at, text) for at, content in enumerate(contents, 1) if (text := text_of(content))]
        if not filled:
            return True
        if contains_word(filled[0][1], words_of("staffing")["headings"]["sum"]):
            at = self._index("rate")
            self.sums.append((number, contents[at] if 0 <= at < len(contents) else None))
            return True
        if len(filled) == 1:
            self.faults.append(Fault(number, filled[0][0], Wrong.LONE_CELL))
        return len(filled) == 1

    def _is_heading(self, contents: Sequence[object]) -> bool:
        """Whether the row is the headings once more, as on each page of a printed list."""
        return all(at <= len(contents) and text_of(contents[at - 1]) == text for at, text in self._headings)

    def _index(self, field: str) -> int:
        return self.layout.columns[field] - 1 if field in self.layout.columns else ABSENT


def _lacking(sheet: Sheet, layout: Layout | None) -> tuple[Problem, ...]:
    """What a list of staff must say once, in a column or a title, and this one does not."""
    place = Place(sheet.file, sheet.name)
    if layout is None:
        return (
            Problem(
                place,
                say("The sheet has no headings of a list of staff."),
                say("Write one that says who or what somebody is, and since when: {names}.", names=_wanted()),
            ),
        )
    problems = []
    if layout.as_of is None:
        problems.append(
            Problem(
                place,
                say("The sheet does not say which day its figures speak of."),
                say("Give the day with --as-of, as year-month-day, or write it in the title."),
            )
        )
    if layout.municipality is None and "municipality" not in layout.columns:
        problems.append(
            Problem(
                place,
                say("The list does not say which municipality its staff work for."),
                say(
                    "Write it in a column or in the name of the sheet, or give it: {option}.",
                    option="--sender Orust",
                ),
            )
        )
    if not layout.area and "area" not in layout.columns:
        problems.append(
            Problem(
                place,
                say("The sheet does not say which area its staff work in."),
                say("Give it with --area BoU, or write it in the title."),
            )
        )
    return tuple(problems)


def _wanted() -> tuple[str, ...]:
    kind = list_kind(KIND)
    return tuple(kind.field(key).heading for key in (IDENTITIES[3], "role", "started", "years"))
