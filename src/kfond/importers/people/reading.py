"""Reads a list of staff row by row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kfond.errors import ExitCode, Problem, Refusal
from kfond.importers import Asked
from kfond.importers.people import choices, notices
from kfond.importers.people.columns import ABSENT, Told, column, text_of
from kfond.importers.people.faults import Fault, Wrong
from kfond.importers.people.headings import IDENTITIES, KIND, Layout, layout_of
from kfond.importers.people.identities import Identities, Who
from kfond.importers.people.rates import rate_reader
from kfond.importers.people.sheet import PeopleSheet
from kfond.importers.people.starts import Years, read_years, start_reader
from kfond.importers.vocabulary import contains_word, words_of
from kfond.lists.kinds import list_kind
from kfond.messages import say
from kfond.provenance import Place, Source
from kfond.registry.names import Named
from kfond.staffing.people import VACANT, People, PersonRow, Since, since_years
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
        self._since: dict[tuple[int, int | None], Since] = {}
        self._headings = [(at, layout.sheet.text(layout.header_row, at)) for at in layout.columns.values()]
        kind = list_kind(KIND)
        self._identities = Identities(layout.columns, as_of, asked.pseudonym)
        self._municipality = column(self._index("municipality"), choices.municipality_reader(asked.register))
        self._unit = column(self._index("unit"), choices.read_unit)
        self._area = column(self._index("area"), choices.read_area)
        self._role = column(self._index("role"), choices.role_reader(kind.field("role")))
        self._education = column(self._index("education"), choices.choice_reader(kind.field("education")))
        self._employment = column(self._index("employment"), choices.choice_reader(kind.field("employment")))
        self._rate = column(self._index("rate"), rate_reader(kind.field("rate")))
        self._started = column(self._index("started"), start_reader(as_of))
        self._years = column(self._index("years"), read_years)

    def read(self) -> None:
        for number, contents in self.layout.sheet.rows(self.layout.header_row):
            self._read_row(number, contents)

    def _read_row(self, number: int, contents: Sequence[object]) -> None:
        place, unit, area = (
            self._municipality.at(contents),
            self._unit.at(contents),
            self._area.at(contents),
        )
        role, education, employment = (
            self._role.at(contents),
            self._education.at(contents),
            self._employment.at(contents),
        )
        started, years, rate = self._started.at(contents), self._years.at(contents), self._rate.at(contents)
        named = place[0] or self.layout.municipality
        who = self._identities.of(contents, named.code if named else "")
        says_something = role[0] or started[0][1] or years[0] or education[0] or employment[0]
        if not (says_something or who.is_vacant) and self._is_no_person(number, contents):
            return
        wrongs = (
            place[1],
            unit[1],
            area[1],
            role[1],
            education[1],
            employment[1],
            started[1],
            years[1],
            rate[1],
        )
        is_fit = True
        if any(wrongs) or who.has_wrong_number or named is None or not (area[0] or self.layout.area):
            if self._is_heading(contents):
                return
            is_fit = self._note(number, wrongs, who, named, contents)
        if not is_fit or named is None:
            return
        since, stated = self._experience(number, started, years)
        is_vacant = who.is_vacant or VACANT in (employment[0], role[0])
        self.rows.append(
            PersonRow(
                number,
                named.code,
                named.unit or unit[0],
                area[0] or self.layout.area,
                None if is_vacant else who.pseudonym,
                "" if role[0] == VACANT else role[0],
                education[0],
                VACANT if is_vacant else employment[0],
                since[0],
                since[1],
                stated,
                rate[0],
            )
        )

    def _experience(self, number: int, started: Told[Since], years: Told[Years]) -> tuple[Since, int | None]:
        """Since when, and years as stated: those go before the day of employment."""
        stated = years[0]
        if stated is None:
            return started[0], None
        if stated not in self._since:
            self._since[stated] = since_years(self.as_of, *stated)
        since = self._since[stated]
        employed, began = started[0][1], since[0]
        if employed and began and (began - employed).days > 0:
            self.short_experience.append(number)
        return since, stated[0]

    def _note(
        self,
        number: int,
        wrongs: Sequence[Wrong | None],
        who: Who,
        named: Named | None,
        contents: Sequence[object],
    ) -> bool:
        """Notes what is wrong with a row; whether the row can be kept nonetheless."""
        fields = (
            "municipality", "unit", "area", "role", "education", "employment", "started", "years", "rate",
        )  # fmt: skip
        found = [
            Fault(number, self.layout.columns[field], wrong, self._close(wrong, contents))
            for field, wrong in zip(fields, wrongs, strict=True)
            if wrong
        ]
        if who.has_wrong_number:
            found.append(Fault(number, self.layout.columns["personal_number"], Wrong.UNCHECKED_NUMBER))
        if named is None and wrongs[0] is None:
            found.append(Fault(number, self.layout.columns["municipality"], Wrong.EMPTY_MUNICIPALITY))
        if not self.layout.area and wrongs[2] is None and not self._area.at(contents)[0]:
            found.append(Fault(number, self.layout.columns["area"], Wrong.NO_AREA))
        self.faults += found
        return all(fault.wrong.is_doubt for fault in found)

    def _close(self, wrong: Wrong, contents: Sequence[object]) -> tuple[str, ...]:
        """The municipalities that an unknown name may be a slip for."""
        if wrong is not Wrong.NO_MUNICIPALITY:
            return ()
        text = text_of(contents[self._municipality.index])
        if text not in self._suggested and len(self._suggested) < MOST_SUGGESTED:
            self._suggested[text] = self.register.suggestions(text)
        return self._suggested.get(text, ())

    def _is_no_person(self, number: int, contents: Sequence[object]) -> bool:
        """Whether a row that says nothing of anybody's work is a sum, a lone note or empty."""
        filled = [(at, text) for at, content in enumerate(contents, 1) if (text := text_of(content))]
        if not filled:
            return True
        if contains_word(filled[0][1], words_of("staffing")["headings"]["sum"]):
            at = self._rate.index
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
                say("Give the day with --as-of YYYY-MM-DD, or write it in the title."),
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
