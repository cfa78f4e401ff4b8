"""Lists: a row for each thing that is said, under headings that name its fields (see data/lists)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from kfond.cells import Quality, read_cell
from kfond.errors import Problem
from kfond.importers import Asked
from kfond.importers.fields import STATED, read_span_of, read_value
from kfond.importers.layout import titles
from kfond.importers.municipalities import municipality_in, unknown_municipality
from kfond.importers.vocabulary import Vocabulary, area_in, contains_word, plain, words_of
from kfond.lists.kinds import ABOUT, Field, ListKind, Type, list_kind
from kfond.lists.rows import ONE_PERSON, Row, Value, identity_of
from kfond.messages import Message, say
from kfond.periods import Span, find_period
from kfond.privacy import has_identity_number
from kfond.provenance import Place, Source
from kfond.pseudonyms import identity
from kfond.registry.names import Named
from kfond.workbook import Sheet, SheetCell

ROWS_TO_FIND_HEADINGS = 50
LONGEST_NAME = 60  # a lone first cell that is longer, or that a mark begins, is a footnote and no row


@dataclass(frozen=True, slots=True)
class ListSheet:
    """What a list said: its rows, its footnotes, the headings that were not read, notices, and every problem."""

    kind: ListKind
    rows: tuple[Row, ...]
    notes: tuple[Source, ...]
    notices: tuple[Message, ...]
    problems: tuple[Problem, ...]

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """The cells that a human should look at."""
        return tuple(
            Problem(
                value.source.place,
                say("“{text}” cannot be read with certainty.", text=value.reading.verbatim),
                say("Write a plain answer, and the words in a comment."),
            )
            for row in self.rows
            for value in row.values
            if value.reading.review
        )

    @property
    def day(self) -> date | None:
        """The last day that the list speaks of, where all of its rows speak of the same."""
        days = {row.last_day for row in self.rows}
        return days.pop() if len(days) == 1 else None

    @property
    def codes(self) -> frozenset[str]:
        """The municipalities that it speaks of."""
        return frozenset(row.municipality_code for row in self.rows if row.municipality_code)

    @property
    def is_empty(self) -> bool:
        """Whether no row could be read."""
        return not self.rows


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields of a list stand on a sheet.

    `columns` are the fields by column, `spread` the municipalities that are columns of their own, `sums` the
    columns that add those up, `questions` the headings of an open kind, `titled` what the title says for every
    row, `lacking` the fields that nothing gives.
    """

    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    spread: Mapping[int, Named]
    sums: tuple[int, ...]
    questions: Mapping[int, str]
    titled: Mapping[str, str]
    lacking: tuple[Field, ...]


def fit(sheet: Sheet, kind: ListKind, asked: Asked) -> int:
    """How many headings of the kind the sheet has; 0 where one that a list of this kind must have is missing."""
    found = [layout for layout in _layouts(sheet, kind, asked) if not layout.lacking]
    return max((len(layout.columns) + bool(layout.spread) for layout in found), default=0)


def read(sheet: Sheet, kind: ListKind, asked: Asked) -> ListSheet:
    """Reads every row of the list; a row that lacks what it must have is a problem and is left out."""
    layouts = _layouts(sheet, kind, asked)
    fitting = [layout for layout in layouts if not layout.lacking]
    if len(fitting) != 1:
        problem = _two_readings(sheet) if fitting else _headings_lacking(sheet, kind, layouts)
        return ListSheet(kind, (), (), (), (problem,))
    return _Reader(fitting[0], kind, asked).read()


@cache
def headings(key: str) -> Vocabulary:
    """The wordings of the headings of a kind: the field of each."""
    kind = list_kind(key)
    return Vocabulary.of({field.key: (field.heading, *field.words) for field in kind.fields})


def _layouts(sheet: Sheet, kind: ListKind, asked: Asked) -> list[Layout]:
    """The sheet as a list upright, and turned on its side; the better of several heading rows of each."""
    sides = (sheet,) if sheet.is_long else (sheet, sheet.turned())
    found = []
    for side in sides:
        rows = sorted({row for row, _ in side.cells})[:ROWS_TO_FIND_HEADINGS]
        tried = [_layout(side, row, kind, asked) for row in rows]
        best = max(tried, key=lambda layout: (not layout.lacking, len(layout.columns)), default=None)
        if best and len(best.columns) > 1:
            found.append(best)
    return found


def _layout(sheet: Sheet, row: int, kind: ListKind, asked: Asked) -> Layout:
    columns: dict[str, int] = {}
    spread: dict[int, Named] = {}
    sums: list[int] = []
    questions: dict[int, str] = {}
    for column, cell in sheet.row(row):
        meaning = headings(kind.key).meaning(cell.text)
        if meaning and meaning not in columns:
            columns[meaning] = column
        elif kind.spread and (named := asked.register.find(cell.text)):
            spread[column] = named
        elif kind.spread and contains_word(cell.text, words_of("staffing")["sums"]["words"]):
            sums.append(column)
        elif kind.is_open and not meaning:
            questions[column] = cell.text
    if "municipality" in columns or len(spread) < 2:
        spread = {}
    titled = _titled(sheet, row, kind, asked, columns)
    there = {*columns, *titled, *(("municipality", kind.spread) if spread else ())}
    if "person" in columns:
        there.add(kind.spread)  # a row a person counts one
    lacking = tuple(
        field
        for field in kind.fields
        if field.key not in there and (field.key in kind.recognised_by or field.is_required)
    )
    return Layout(sheet, row, columns, spread, tuple(sums) if spread else (), questions, titled, lacking)


def _titled(
    sheet: Sheet, row: int, kind: ListKind, asked: Asked, columns: Mapping[str, int]
) -> dict[str, str]:
    """What the title, the name of the sheet or of the file, or the sender says for the whole list."""
    upright_row = min(sheet.cells)[0] if sheet.is_turned else row
    above = () if sheet.is_turned else tuple(titles(sheet, upright_row))
    above = above or (sheet.name, sheet.file)
    found: dict[str, str] = {}
    for field in kind.fields:
        if not field.may_be_titled or field.key in columns:
            continue
        if field.type is Type.PERIOD:
            if asked.as_of:
                found[field.key] = asked.as_of.isoformat()
            elif said := next((text for text in above if _period_said(text)), ""):
                found[field.key] = said
        elif field.type is Type.MUNICIPALITY:
            named = next(
                (n for text in (asked.sender, *above) if (n := municipality_in(text, asked.register))), None
            )
            if named:
                found[field.key] = named.code
    return found


def _period_said(text: str) -> Span | None:
    """The period that a title states: "Deltagare VT2017" is a term, "Placeringar 2017" a year."""
    return find_period(text)


class _Reader:
    """Reads one list; keeps what it met on the way."""

    def __init__(self, layout: Layout, kind: ListKind, asked: Asked) -> None:
        self.layout = layout
        self.kind = kind
        self.asked = asked
        self.problems: list[Problem] = []
        self.notices: list[Message] = []
        self.notes: list[Source] = []
        self.first_column = min((*layout.columns.values(), *layout.spread, *layout.questions))

    def read(self) -> ListSheet:
        rows: list[Row] = []
        totals: list[tuple[int, Sequence[object]]] = []
        for number, contents in self.layout.sheet.rows(self.layout.header_row):
            filled = [column for column, content in enumerate(contents, 1) if _text(content)]
            if not filled:
                continue
            first = _text(contents[filled[0] - 1])
            if _is_sum(first):
                totals.append((number, contents))
            elif len(filled) == 1 and (len(first) > LONGEST_NAME or first.startswith(("*", "¹", "²", "³"))):
                if "person" not in self.layout.columns:  # where persons are named, a footnote may name one
                    self.notes.append(self._source(number, filled[0], first))
            else:
                rows += self._rows(number, contents)
        self._check_sums(rows, totals)
        rows = self._without_doubles(rows)
        self.notices += self._unread()
        return ListSheet(self.kind, tuple(rows), tuple(self.notes), tuple(self.notices), tuple(self.problems))

    def _rows(self, number: int, contents: Sequence[object]) -> Iterator[Row]:
        before = len(self.problems)
        if self._has_identity_number(number, contents):  # told alone: another problem could repeat it
            return
        about = self._about(number, contents)
        values = tuple(self._values(number, contents))
        if len(self.problems) > before or about is None:
            return
        row = replace(about, values=values)
        if not self.layout.spread:
            yield row
            return
        field = self.kind.field(self.kind.spread)
        for column, named in self.layout.spread.items():
            content = _at(contents, column)
            if not _text(content):
                continue
            value = read_value(
                field,
                content,
                _text(content),
                self._source(number, column, _text(content)),
                self._comment(number, column),
            )
            yield replace(
                row,
                municipality_code=named.code,
                municipality=named.name,
                unit=named.unit or row.unit,
                values=(*values, value),
                source=value.source,
            )

    def _has_identity_number(self, number: int, contents: Sequence[object]) -> bool:
        """Whether a cell that is read for something else than who it is holds an identity number; tells of it."""
        columns = {
            *(at for field, at in self.layout.columns.items() if field != "person"),
            *self.layout.spread,
            *self.layout.questions,
        }
        found = [column for column in sorted(columns) if has_identity_number(_text(_at(contents, column)))]
        for column in found:
            self._problem(
                number,
                column,
                say("The cell holds something that looks like an identity number."),
                say("Take it away; kfond has no use for it and keeps none."),
            )
        return bool(found)

    def _about(self, number: int, contents: Sequence[object]) -> Row | None:
        """What the row speaks of; None (with its problems told) where it lacks something that it must have."""
        lacking = [
            field
            for field in self.kind.fields
            if field.is_required and field.key in self.layout.columns and not self._text(contents, field.key)
            if field.key not in self.layout.titled
        ]
        for field in lacking:
            self._problem(
                number,
                self.layout.columns[field.key],
                say("The row has nothing under “{heading}”.", heading=field.heading),
                say("Write it there: {guidance}", guidance=field.guidance),
            )
        named = self._municipality(number, contents)
        span = self._span(number, contents)
        if lacking:
            return None
        key_column = self.layout.columns.get(self.kind.name) or self.first_column
        name = self._text(contents, self.kind.name) if self.kind.name else ""
        if self.kind.name and self.kind.field(self.kind.name).type is Type.CHOICE:
            choice = read_value(
                self.kind.field(self.kind.name), None, name, self._source(number, key_column, name)
            )
            name = choice.text or name
        return Row(
            kind=self.kind.key,
            municipality_code=named.code if named else "",
            municipality=named.name if named else "",
            unit=(named.unit if named else "") or self._text(contents, "unit"),
            area=self.asked.area or area_in(self._text(contents, "area")) or self._titled_area(),
            name=name,
            first_day=span[0] if span else None,
            last_day=span[1] if span else None,
            person=self._person(contents, named.code if named else "", span[1] if span else None),
            values=(),
            source=self._source(number, key_column, _text(_at(contents, key_column))),
        )

    def _municipality(self, number: int, contents: Sequence[object]) -> Named | None:
        if "municipality" not in self.layout.columns:
            code = self.layout.titled.get("municipality", "")
            return Named(code, self.asked.register.names[code], "", "") if code else None
        text = self._text(contents, "municipality")
        if not text:
            return None
        named = self.asked.register.find(text)
        if named is None:
            place = self._place(number, self.layout.columns["municipality"])
            self.problems.append(unknown_municipality(place, text, self.asked.register))
        return named

    def _span(self, number: int, contents: Sequence[object]) -> Span | None:
        if "period" not in self.layout.columns:
            said = self.layout.titled.get("period", "")
            return (self.asked.as_of, self.asked.as_of) if self.asked.as_of else _period_said(said)
        column = self.layout.columns["period"]
        text = self._text(contents, "period")
        if not text:
            return None
        span = read_span_of(_at(contents, column), text)
        if span is None:
            self._problem(
                number,
                column,
                say("“{text}” is no day, term or year.", text=text),
                say("Write a day (2017-03-14), a term (VT2017) or a year (2017)."),
            )
        return span

    def _person(self, contents: Sequence[object], code: str, on: date | None) -> str:
        """The pseudonym of who the row is about: the same as in a list of staff that says it the same way."""
        text = self._text(contents, "person")
        who = identity(text, code, on or self.asked.as_of or date.max) if text else ""
        return self.asked.pseudonym(who) if who and self.asked.pseudonym else ""

    def _titled_area(self) -> str:
        above = titles(self.layout.sheet, self.layout.header_row) if not self.layout.sheet.is_turned else ()
        return next((area for text in above if (area := area_in(text))), "")

    def _values(self, number: int, contents: Sequence[object]) -> Iterator[Value]:
        for field in self.kind.fields:
            column = self.layout.columns.get(field.key)
            if self._is_free_text(field):
                continue
            if column and field.type not in ABOUT and field.key != self.kind.name:
                yield from self._value(field, number, column, contents)
        if (
            self.kind.spread
            and "person" in self.layout.columns
            and self.kind.spread not in self.layout.columns
        ):
            yield self._one_person(number)
        for column, question in self.layout.questions.items():
            asked = Field(question, Type.TEXT, question, (), "", "", False, False, {})
            yield from self._value(asked, number, column, contents)

    def _is_free_text(self, field: Field) -> bool:
        """Whether a field of a list with a row a person may hold anything, such as a name: it is not kept."""
        tells_apart = field.key in self.kind.identity or field.key == self.kind.name
        return "person" in self.layout.columns and field.type is Type.TEXT and not tells_apart

    def _value(self, field: Field, number: int, column: int, contents: Sequence[object]) -> Iterator[Value]:
        content = _at(contents, column)
        text = _text(content)
        if not text:
            return
        yield read_value(
            field, content, text, self._source(number, column, text), self._comment(number, column)
        )

    def _one_person(self, number: int) -> Value:
        """A row a person is one participation; its passport is the cell of the row's name, since no cell says 1."""
        column = self.layout.columns.get(self.kind.name) or self.first_column
        one = replace(STATED, verbatim="", value=Decimal(1), low=Decimal(1), high=Decimal(1))
        return Value(self.kind.spread, one, ONE_PERSON, Source(self._place(number, column), ""))

    def _without_doubles(self, rows: Sequence[Row]) -> list[Row]:
        """The rows, each once: a second one that speaks of the same thing is a problem."""
        first: dict[tuple[object, ...], Row] = {}
        kept = []
        for row in rows:
            key = identity_of(row, self.kind)
            if key in first and not (row.person == "" and "person" in self.layout.columns):
                self.problems.append(
                    Problem(
                        row.source.place,
                        say(
                            "The row speaks of the same thing as the row of {cell}.",
                            cell=first[key].source.place.cell,
                        ),
                        say("Take one of them away, or write what tells them apart (round, unit, period)."),
                    )
                )
                continue
            first.setdefault(key, row)
            kept.append(row)
        return kept

    def _check_sums(self, rows: Sequence[Row], totals: Sequence[tuple[int, Sequence[object]]]) -> None:
        """Tells of each total that is not the sum of the figures that it stands for."""
        figures: Counter[int] = Counter()
        known: Counter[int] = Counter()
        uncertain: set[int] = set()
        for row in rows:
            for value in row.values:
                column = _column_of(value.source, self.layout.sheet.is_turned)
                if value.reading.quality is Quality.EXACT and value.reading.value is not None:
                    figures[column] += value.reading.value  # type: ignore[assignment]
                    known[column] += 1
                else:
                    uncertain.add(column)
        for number, contents in totals:
            for column in figures:
                stated = read_cell(_at(contents, column))
                if stated.quality is not Quality.EXACT or stated.value is None or column in uncertain:
                    continue
                if stated.value != figures[column]:
                    self.notices.append(
                        say(
                            "The sum in {cell} is {stated}, but its parts make {parts}; the parts were kept.",
                            cell=self._place(number, column).cell,
                            stated=stated.value,
                            parts=figures[column],
                        )
                    )

    def _unread(self) -> Iterator[Message]:
        read_columns = {
            *self.layout.columns.values(),
            *self.layout.spread,
            *self.layout.sums,
            *self.layout.questions,
        }
        not_kept = {
            at for field, at in self.layout.columns.items() if self._is_free_text(self.kind.field(field))
        }
        for column, cell in self.layout.sheet.row(self.layout.header_row):
            if column not in read_columns - not_kept:
                yield say(
                    "The column “{heading}” ({cell}) was not read.", heading=cell.typed, cell=cell.address
                )

    def _problem(self, number: int, column: int, what: Message, remedy: Message) -> None:
        self.problems.append(Problem(self._place(number, column), what, remedy))

    def _text(self, contents: Sequence[object], field: str) -> str:
        column = self.layout.columns.get(field)
        return _text(_at(contents, column)) if column else ""

    def _comment(self, number: int, column: int) -> str:
        cell = self.layout.sheet.cells.get((number, column))
        return cell.comment if cell else ""

    def _place(self, number: int, column: int) -> Place:
        return self.layout.sheet.place(number, column)

    def _source(self, number: int, column: int, verbatim: str) -> Source:
        return Source(self._place(number, column), verbatim)


def _is_sum(text: str) -> bool:
    return plain(text) in words_of("staffing")["sums"]["words"]


def _at(contents: Sequence[object], column: int) -> object:
    return contents[column - 1] if 0 < column <= len(contents) else None


def _text(content: object) -> str:
    return "" if content is None else SheetCell(content, "").text


def _column_of(source: Source, is_turned: bool) -> int:
    """The column (from 1) that a source stands in, as the sheet was walked: of a turned sheet, its row."""
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", source.place.cell).groups()  # type: ignore[union-attr]
    if is_turned:
        return int(digits)
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _two_readings(sheet: Sheet) -> Problem:
    return Problem(
        Place(sheet.file, sheet.name),
        say("The list can be read with a row for each thing and with a column for each thing."),
        say("Put each table on a sheet of its own."),
    )


def _headings_lacking(sheet: Sheet, kind: ListKind, layouts: Sequence[Layout]) -> Problem:
    lacking = layouts[0].lacking if layouts else tuple(f for f in kind.fields if f.is_required)
    return Problem(
        Place(sheet.file, sheet.name),
        say("Headings are missing: {names}.", names=tuple(field.heading for field in lacking)),
        say(
            "Write them, or say which of the sheet's own words mean them: --map “Own word={heading}”.",
            heading=lacking[0].heading if lacking else "",
        ),
    )
