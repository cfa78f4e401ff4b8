"""The rows of a list, read one by one; a row that lacks what it must have is a problem and is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kfond.cells import Quality, read_cell
from kfond.errors import Problem
from kfond.importers import Asked
from kfond.importers.fields import STATED, choices_of, find_span_of, read_span_of, read_value
from kfond.importers.links import fault_of_link
from kfond.importers.lists import problems as wrong
from kfond.importers.lists.layouts import Layout, blocks_of, is_sum, layouts_of, said_by_line
from kfond.importers.lists.sheet import ListSheet
from kfond.importers.lists.sums import Parts, Sums, difference
from kfond.importers.municipalities import municipality_in, unknown_municipality
from kfond.importers.vocabulary import area_in
from kfond.lists.kinds import ABOUT, FIGURES, Field, ListKind, Type
from kfond.lists.rows import ONE_PERSON, Row, Value, identity_of
from kfond.messages import Message, say
from kfond.periods import Span
from kfond.privacy import has_identity_number
from kfond.provenance import Place, Source
from kfond.pseudonyms import identity, numbered
from kfond.registry.names import Named
from kfond.workbook import Sheet, SheetCell

LONGEST_LINE = 60  # a lone cell that is longer, or that a mark begins, is a footnote and no row
MARKS = ("*", "¹", "²", "³", "†")


def fit(sheet: Sheet, kind: ListKind, asked: Asked) -> int:
    """How many headings of the kind the sheet has; 0 where one that a list of this kind must have is missing."""
    return max((layout.fit for layout in layouts_of(sheet, kind, asked) if not layout.lacking), default=0)


def read(sheet: Sheet, kind: ListKind, asked: Asked) -> ListSheet:
    """Reads every row of every table of the list."""
    layouts = layouts_of(sheet, kind, asked)
    fitting = [layout for layout in layouts if not layout.lacking]
    if len(fitting) != 1:
        problem = wrong.two_readings(sheet) if fitting else wrong.headings_lacking(sheet, kind, layouts)
        return ListSheet(kind, (), (), (), (problem,))
    found = [_Reader(block, kind, asked).read(end) for block, end in blocks_of(fitting[0], kind, asked)]
    rows, doubles = _without_doubles([row for part in found for row in part.rows], kind)
    problems = (*(problem for part in found for problem in part.problems), *doubles)
    return ListSheet(
        kind,
        tuple(rows),
        tuple(note for part in found for note in part.notes),
        (*(notice for part in found for notice in part.notices), *_unread(fitting[0], kind)),
        problems or (() if rows else (wrong.no_rows(sheet, fitting[0]),)),
        _headings(fitting[0]),
    )


def _headings(layout: Layout) -> Mapping[str, Source]:
    """The cell of the heading of each field that has a column."""
    sheet, row = layout.sheet, layout.header_row
    return {
        key: Source(sheet.place(row, at), sheet.text(row, at)) for key, at in layout.columns.items() if at
    }


class _Reader:
    """Reads one table, with what it meets on the way."""

    def __init__(self, layout: Layout, kind: ListKind, asked: Asked) -> None:
        self.layout = layout
        self.kind = kind
        self.asked = asked
        self.said: dict[str, str] = dict(layout.titled)
        self.sums = Sums()
        self.problems: list[Problem] = []
        self.notices: list[Message] = []
        self.notes: list[Source] = []

    def read(self, end: int | None) -> ListSheet:
        rows: list[Row] = []
        totals: list[tuple[Place, int, object]] = []
        self.notices += self._taken_from_title()
        for number, contents in self.layout.sheet.rows(self.layout.header_row):
            if end is not None and number > end:
                break
            filled = [column for column, content in enumerate(contents, 1) if _typed(content)]
            first = self._at(number, contents, filled[0]) if filled else ""
            if is_sum(first) and not self._is_choice_of_all(filled[0], first):
                totals += [(self._place(number, at), at, contents[at - 1]) for at in filled[1:]]
            elif len(filled) == 1 and filled[0] <= self.layout.first_column:
                self._read_line(number, filled[0], first)
            elif filled:
                rows += self._rows(number, contents)
        self.notices += self.sums.differences(totals)
        return ListSheet(self.kind, tuple(rows), tuple(self.notes), tuple(self.notices), tuple(self.problems))

    def _is_choice_of_all(self, column: int, text: str) -> bool:
        """Whether a word for a sum is what a row is called by: on a sheet of one municipality, all kinds together."""
        name = self.kind.field(self.kind.name) if self.kind.name else None
        if name is None or name.type is not Type.CHOICE or "municipality" in self.layout.columns:
            return False
        return column == self.layout.columns.get(name.key) and bool(choices_of(name).meaning(text))

    def _taken_from_title(self) -> Iterator[Message]:
        """What holds for every row though no column says it, and where it was found."""
        layout = self.layout
        if "person" in layout.columns:  # a title may name who made the list
            return
        for key, what in (("municipality", say("the municipality")), ("period", say("the time"))):
            text = layout.titled.get(key, "")
            if text and layout.spread_by != key and key not in layout.sectioned:
                yield say(
                    "Of the rows after {cell}, {what} is taken from “{text}”.",
                    cell=self._place(layout.header_row, layout.first_column).cell,
                    what=what,
                    text=text,
                )

    def _read_line(self, number: int, column: int, text: str) -> None:
        """A cell on its own: what holds for the rows below, or a footnote, or a row without its figures.

        Where a column names persons, such a cell may name one too, and is neither kept nor shown.
        """
        said = said_by_line(text, self.kind, self.layout.columns, self.asked.register)
        if said:
            self.said |= said
        elif "person" in self.layout.columns:
            self.notices.append(
                say(
                    "The cell {cell} stands alone on its row and was not read.",
                    cell=self._place(number, column).cell,
                )
            )
        elif len(text) > LONGEST_LINE or text.startswith(MARKS) or self._ends_table(number):
            self.notes.append(Source(self._place(number, column), text))
        else:
            self._problem(
                number,
                column,
                say("“{text}” stands alone on its row.", text=text),
                say("Fill in the row, or empty the cell."),
            )

    def _ends_table(self, number: int) -> bool:
        """Whether no row with more than one cell follows: then a lone cell is a note below the table."""
        sheet = self.layout.sheet
        return (
            not any(sum(1 for _ in sheet.row(row)) > 1 for row in range(number + 1, sheet.last_row + 1))
            and not sheet.is_long
        )

    def _rows(self, number: int, contents: Sequence[object]) -> Iterator[Row]:
        if self._has_identity_number(number, contents):  # told alone: another problem could repeat it
            return
        before = len(self.problems)
        about = self._about(number, contents, self._told(number, contents))
        values = tuple(self._values(number, contents))
        if len(self.problems) > before or about is None:
            return
        if not self.layout.spread:
            for value in values:
                self._count(value)
            yield replace(about, values=values)
            return
        parts = Parts()
        for column, told in self.layout.spread.items():
            text = self._at(number, contents, column)
            if not text:
                continue
            value = self._read(self.kind.field(self.kind.spread), number, column, contents)
            parts.add(value.reading)
            self._count(value, column)
            row = self._about(number, contents, {**self._told(number, contents), self.layout.spread_by: told})
            if row:
                choice = self._choice(self.layout.spread_by, told, value.source)
                yield replace(row, values=(*values, *choice, value), source=value.source)
        for column in self.layout.sums:
            self.notices += difference(self._place(number, column), _content(contents, column), parts)

    def _has_identity_number(self, number: int, contents: Sequence[object]) -> bool:
        """Whether a cell that is read for something else than who it is holds an identity number; tells of it."""
        layout = self.layout
        columns = {*layout.columns.values(), *layout.spread, *layout.questions} - {
            layout.columns.get("person")
        }
        found = [
            column
            for column in sorted(filter(None, columns))
            if has_identity_number(self._at(number, contents, column))
            or has_identity_number(self._comment(number, column))
        ]
        for column in found:
            self._problem(
                number,
                column,
                say("The cell holds something that looks like an identity number."),
                say("Take it away; kfond has no use for it and keeps none."),
            )
        return bool(found)

    def _told(self, number: int, contents: Sequence[object]) -> Mapping[str, str]:
        """The words of each field of the row: from its column, else from a line above, else from the title."""
        there = {key: self._at(number, contents, column) for key, column in self.layout.columns.items()}
        return {**self.said, **{key: text for key, text in there.items() if text or key not in self.said}}

    def _about(self, number: int, contents: Sequence[object], told: Mapping[str, str]) -> Row | None:
        """What the row speaks of; None, with its problems told, where it lacks something that it must have."""
        lacking = [
            field
            for field in self.kind.fields
            if field.is_required and not told.get(field.key) and self._asks(field)
        ]
        for field in lacking:
            self._problem(
                number,
                self.layout.columns.get(field.key, self.layout.first_column),
                say("The row has nothing below “{heading}”.", heading=field.heading),
                say("Write it there. {guidance}", guidance=field.guidance),
            )
        named = self._municipality(number, told.get("municipality", ""))
        span = self._span(number, contents, told)
        self._check_area(number, contents)
        if lacking:
            return None
        name = told.get(self.kind.name, "")
        column = self.layout.columns.get(self.kind.name) or self._safe_column()
        source = self._source(number, column, contents)
        return Row(
            kind=self.kind.key,
            municipality_code=named.code if named else "",
            municipality=named.name if named else "",
            unit=(named.unit if named else "") or told.get("unit", ""),
            area=self.asked.area or area_in(told.get("area", "")) or told.get("area", ""),
            name=self._name(name, source),
            first_day=span[0] if span else None,
            last_day=span[1] if span else None,
            person=self._person(told, named.code if named else "", span[1] if span else None),
            values=(),
            source=source,
        )

    def _asks(self, field: Field) -> bool:
        """Whether a row of this layout must state the field itself: the columns of a spread field do it for it."""
        return field.key not in (self.layout.spread_by, self.kind.spread) or not self.layout.spread

    def _name(self, name: str, source: Source) -> str:
        """What the row is called by: a choice by its key, anything else as typed."""
        if name and self.kind.field(self.kind.name).type is Type.CHOICE:
            return read_value(self.kind.field(self.kind.name), name, name, source).text or name
        return name

    def _municipality(self, number: int, text: str) -> Named | None:
        if not text:
            return None
        is_typed = "municipality" in self.layout.columns and text != self.said.get("municipality")
        named = self.asked.register.find(text) if is_typed else municipality_in(text, self.asked.register)
        if named is None:
            place = self._place(number, self.layout.columns["municipality"])
            self.problems.append(unknown_municipality(place, text, self.asked.register))
        return named

    def _span(self, number: int, contents: Sequence[object], told: Mapping[str, str]) -> Span | None:
        """The first and last day that the row speaks of: of one cell, or of one cell each."""
        if self.kind.period:
            return self._time(number, contents, self.kind.period, told.get(self.kind.period.key, ""))
        days = [
            self._time(number, contents, field, told.get(field.key, ""))
            for field in self.kind.fields
            if field.type is Type.DAY
        ]
        if len(days) != 2 or days[0] is None or days[1] is None:
            return None
        if days[1] < days[0]:
            self.problems.append(
                wrong.ends_before_it_begins(self._place(number, self.layout.columns["last_day"]))
            )
        return days[0][0], days[1][1]

    def _time(self, number: int, contents: Sequence[object], field: Field, text: str) -> Span | None:
        if not text:
            return None
        column = self.layout.columns.get(field.key)
        if column is None or self._at(number, contents, column) != text:
            span = find_span_of(text, field.type)
        else:
            span = read_span_of(_content(contents, column), text, field.type)
            if span is None:
                self.problems.append(wrong.no_time(self._place(number, column), text, field.type))
        if span and field.is_past and self.asked.today and span[0] > self.asked.today:
            place = self._place(number, column or self.layout.first_column)
            self.problems.append(wrong.still_to_come(place, text, self.asked.today))
        return span

    def _check_area(self, number: int, contents: Sequence[object]) -> None:
        """Tells of an area that is none: a row of it would be counted nowhere."""
        column = self.layout.columns.get("area")
        text = self._at(number, contents, column) if column else ""
        if column and text and not area_in(text):
            self.problems.append(wrong.unknown_area(self._place(number, column), text))

    def _person(self, told: Mapping[str, str], code: str, on: date | None) -> str:
        """The pseudonym of who the row is about: the same as in a list of staff that says it the same way."""
        text = told.get("person", "")
        who = identity(text, code, on or self.asked.as_of or date.max) if text else ""
        return self.asked.pseudonym(who) if who and self.asked.pseudonym else ""

    def _values(self, number: int, contents: Sequence[object]) -> Iterator[Value]:
        for field in self.kind.fields:
            column = self.layout.columns.get(field.key)
            if _is_free_text(field, self.kind, self.layout):
                continue
            is_said = field.type not in ABOUT or (field.type is Type.DAY and self.kind.period is not None)
            if column and is_said and field.key != self.kind.name:
                yield from self._value(field, number, column, contents)
        if "person" in self.layout.columns and self.kind.spread not in self.layout.columns:
            yield self._one_person(number)
        for column, question in self.layout.questions.items():
            asked = Field(question, Type.TEXT, question, (), "", "", False, False, {})
            yield from self._value(asked, number, column, contents)

    def _value(self, field: Field, number: int, column: int, contents: Sequence[object]) -> Iterator[Value]:
        text = self._at(number, contents, column)
        fault = fault_of_link(text, field.is_required) if text and field.type is Type.LINK else None
        if fault:
            self._problem(number, column, *fault)
        elif text and field.type is Type.PSEUDONYM:
            yield self._pseudonym(field, number, column, text, contents)
        elif text and field.type is Type.DAY:
            day = self._time(number, contents, field, text)
            if day:
                typed = read_cell(_content(contents, column)).verbatim  # of a date, what the sheet shows
                source = Source(self._place(number, column), typed)
                yield Value(field.key, replace(STATED, verbatim=typed), day[0].isoformat(), source)
        elif text:
            value = self._read(field, number, column, contents)
            is_none = value.reading.quality is Quality.UNCLEAR or (field.is_required and not value.text)
            if field.is_strict and is_none:
                self.problems.append(wrong.none_of_the_choices(self._place(number, column), text, field))
            else:
                yield value

    def _pseudonym(
        self, field: Field, number: int, column: int, text: str, contents: Sequence[object]
    ) -> Value:
        """A number by its keyed pseudonym, and nothing of what the cell holds."""
        told = self._told(number, contents).get("municipality", "")
        named = municipality_in(told, self.asked.register) if told else None
        who = numbered(field.key, text, named.code if named else "")
        made = self.asked.pseudonym(who) if self.asked.pseudonym else ""
        return Value(field.key, STATED, made, Source(self._place(number, column), ""))

    def _read(self, field: Field, number: int, column: int, contents: Sequence[object]) -> Value:
        text = self._at(number, contents, column)
        source = self._source(number, column, contents)
        return read_value(field, _content(contents, column), text, source, self._comment(number, column))

    def _comment(self, number: int, column: int) -> str:
        cell = self.layout.sheet.cells.get((number, column))
        return cell.comment if cell else ""

    def _choice(self, key: str, told: str, source: Source) -> tuple[Value, ...]:
        """The value of a choice that a column stands for: "0–2 år" above the figures."""
        field = self.kind.field(key)
        is_said = field.type is Type.CHOICE and key != self.kind.name
        return (read_value(field, told, told, source),) if is_said else ()

    def _one_person(self, number: int) -> Value:
        """A row a person is one participation; its passport is the row's own cell, since no cell says 1."""
        column = self.layout.columns.get(self.kind.name) or self._safe_column()
        one = replace(STATED, verbatim="", value=Decimal(1), low=Decimal(1), high=Decimal(1))
        return Value(self.kind.spread, one, ONE_PERSON, Source(self._place(number, column), ""))

    def _count(self, value: Value, column: int | None = None) -> None:
        at = column or self.layout.columns.get(value.field)
        if at and value.text != ONE_PERSON and (column or self.kind.field(value.field).type in FIGURES):
            self.sums.add(at, value.reading)

    def _safe_column(self) -> int:
        """The first column that is read and says nothing of a person."""
        person = self.layout.columns.get("person")
        columns = {*self.layout.columns.values(), *self.layout.spread, *self.layout.questions} - {person}
        return min(column for column in columns if column)

    def _problem(self, number: int, column: int, what: Message, remedy: Message) -> None:
        self.problems.append(Problem(self._place(number, column), what, remedy))

    def _at(self, number: int, contents: Sequence[object], column: int) -> str:
        """A cell as text, or what a saved mapping says that it means."""
        cell = self.layout.sheet.cells.get((number, column))
        return cell.text if cell else _typed(_content(contents, column))

    def _place(self, number: int, column: int) -> Place:
        return self.layout.sheet.place(number, column)

    def _source(self, number: int, column: int, contents: Sequence[object]) -> Source:
        return Source(self._place(number, column), _typed(_content(contents, column)))


def _is_free_text(field: Field, kind: ListKind, layout: Layout) -> bool:
    """Whether a field of a list with a row a person may hold anything, such as a name: it is not kept."""
    tells_apart = field.key in kind.identity or field.key == kind.name
    return "person" in layout.columns and field.type is Type.TEXT and not tells_apart


def _unread(layout: Layout, kind: ListKind) -> Iterator[Message]:
    """The headings of what is not kept, with their cells."""
    read = {at for field, at in layout.columns.items() if not _is_free_text(kind.field(field), kind, layout)}
    columns = {*read, *layout.spread, *layout.sums, *layout.questions}
    for column, cell in layout.sheet.row(layout.header_row):
        if column not in columns:
            yield say("The column “{heading}” ({cell}) was not read.", heading=cell.typed, cell=cell.address)
    headed = {column for column, _ in layout.sheet.row(layout.header_row)} | columns
    beyond = {at for (row, at) in layout.sheet.cells if row > layout.header_row and at not in headed}
    for column in sorted(beyond):
        first = min(row for row, at in layout.sheet.cells if row > layout.header_row and at == column)
        yield say(
            "The column of {cell} has no heading and was not read.", cell=layout.sheet.address(first, column)
        )


def _content(contents: Sequence[object], column: int) -> object:
    return contents[column - 1] if 0 < column <= len(contents) else None


def _typed(content: object) -> str:
    return "" if content is None else SheetCell(content, "").typed


def _without_doubles(rows: Sequence[Row], kind: ListKind) -> tuple[list[Row], list[Problem]]:
    """The rows, each once: a second one that speaks of the same thing is a problem. Unnamed persons are many."""
    first: dict[tuple[object, ...], Row] = {}
    kept: list[Row] = []
    problems: list[Problem] = []
    for row in rows:
        key = identity_of(row, kind)
        is_unnamed = not row.person and bool(kind.spread) and row.text(kind.spread) == ONE_PERSON
        if key in first and not is_unnamed:
            problems.append(wrong.double(row, first[key]))
        else:
            first.setdefault(key, row)
            kept.append(row)
    return kept, problems
