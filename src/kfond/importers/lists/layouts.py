"""Where the fields of a list stand: in columns, as columns, above the table, or in a line of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kfond.importers import Asked
from kfond.importers.fields import choices_of, find_span_of, read_span_of
from kfond.importers.municipalities import municipality_in
from kfond.importers.vocabulary import Vocabulary, area_in, contains_word, plain, words_of
from kfond.lists.kinds import ABOUT, PERIODS, Field, ListKind, Type, list_kind
from kfond.registry.names import Register
from kfond.workbook import Sheet

ROWS_TO_FIND_HEADINGS = 50
MOST_ACROSS = 200  # nobody writes so many things beside each other, and to try takes its time (ours)
LIKELY_ROWS = 3
MOST_IN_TITLE = 2  # "Kommun:" and the name beside it; more cells are a row of a table
SPREADABLE = (Type.MUNICIPALITY, Type.PERIOD, Type.CHOICE)
FEWEST_SPREAD = 2  # one column with a municipality's name is a heading that happens to be one


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields of a list stand on a sheet that may be turned.

    `columns` are the fields by column. `spread` are columns that each stand for one municipality, period or
    choice (`spread_by` says which field that is); they hold the figures of the kind's spread field, and `sums`
    are the columns that add them up. `questions` are the headings of an open kind, `titled` what the title says
    for every row, `sectioned` the fields that lines of their own say for the rows below them, `lacking` the
    fields that nothing gives.
    """

    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    spread_by: str
    spread: Mapping[int, str]
    sums: tuple[int, ...]
    questions: Mapping[int, str]
    titled: Mapping[str, str]
    sectioned: frozenset[str]
    lacking: tuple[Field, ...]

    @property
    def width(self) -> int:
        """How many headings were understood."""
        return len(self.columns) + len(self.spread)

    @property
    def fit(self) -> int:
        """As `width`, with what the title says of every row."""
        return self.width + len(self.titled.keys() - self.columns.keys() - {self.spread_by, "area"})

    @property
    def first_column(self) -> int:
        """The leftmost column that is read."""
        return min((*self.columns.values(), *self.spread, *self.questions))


def layouts_of(sheet: Sheet, kind: ListKind, asked: Asked) -> list[Layout]:
    """The best reading of the sheet upright, and of the sheet turned on its side, where it has two headings."""
    found = []
    is_tall = sheet.is_long or sheet.last_row > MOST_ACROSS
    for side in (sheet,) if is_tall else (sheet, sheet.turned()):
        tried = [
            layout
            for row in _likely_rows(side, kind)
            if (layout := _layout(side, row, kind, asked)).width > 1
        ]
        if tried:
            found.append(max(tried, key=lambda layout: (not layout.lacking, layout.width)))
    return found


def _likely_rows(sheet: Sheet, kind: ListKind) -> list[int]:
    """The rows with the most headings of the kind, and those below them, which may be their second half."""
    words = headings(kind.key)
    rows = sheet.filled_rows[:ROWS_TO_FIND_HEADINGS]
    counted = {row: len({m for _, cell in sheet.row(row) if (m := words.meaning(cell.text))}) for row in rows}
    best = sorted((row for row in rows if counted[row]), key=lambda row: (-counted[row], row))[:LIKELY_ROWS]
    return sorted({*best, *(row + 1 for row in best if row + 1 in counted)})


def blocks_of(layout: Layout, kind: ListKind, asked: Asked) -> Iterator[tuple[Layout, int | None]]:
    """The tables below each other that have the same headings in the same columns, each with its last row.

    The last one goes on to the end (None); what the lines above a later heading row say holds for its table.
    """
    if layout.sheet.is_long:
        yield layout, None
        return
    headings = [
        row
        for row in layout.sheet.filled_rows
        if row >= layout.header_row and _columns(layout.sheet, row, kind)[0] == layout.columns
    ]
    for number, row in enumerate(headings):
        following = headings[number + 1] if number + 1 < len(headings) else None
        block = _layout(layout.sheet, row, kind, asked) if number else layout
        yield replace(block, titled={**layout.titled, **block.titled}), following and following - 1


@cache
def headings(key: str) -> Vocabulary:
    """The wordings of the headings of a kind: the field of each."""
    kind = list_kind(key)
    return Vocabulary.of({field.key: (field.heading, *field.words) for field in kind.fields})


def is_sum(text: str) -> bool:
    """Whether a first cell or a heading says that what follows is a sum."""
    return plain(text) in words_of("staffing")["headings"]["sum"]


def said_by_line(text: str, kind: ListKind, columns: Mapping[str, int], register: Register) -> dict[str, str]:
    """What a line of its own says for the rows below it: a municipality, a period, or nothing."""
    said = {}
    for field in kind.fields:
        if field.key in columns or not field.may_be_titled:
            continue
        if (field.type in PERIODS and read_span_of(text, text, field.type)) or (
            field.type is Type.MUNICIPALITY and register.find(text)
        ):
            said[field.key] = text
    return said


def _layout(sheet: Sheet, row: int, kind: ListKind, asked: Asked) -> Layout:
    columns, others = _columns(sheet, row, kind)
    spread_by: str = ""
    spread: Mapping[int, str] = {}
    if kind.spread and all(field.key in columns for field in _headed(kind)):
        spread_by, spread = _spread(others, kind, columns, asked.register)
    sums = tuple(column for column, text in others.items() if spread and _is_sum_heading(text))
    questions = others if kind.is_open else {}
    titled = _titled(sheet, row, kind, asked, columns)
    sectioned = _sectioned(sheet, row, kind, asked, columns)
    there = {*columns, *titled, *sectioned, *((spread_by, kind.spread) if spread else ())}
    if "person" in columns:
        there.add(kind.spread)  # a row a person counts one
    lacking = tuple(
        field
        for field in kind.fields
        if field.key not in there
        and ((field.key in kind.recognised_by and not asked.kind) or field.is_required)
    )
    if kind.some_of and not asked.kind and not there.intersection(kind.some_of):
        lacking = (*lacking, kind.field(kind.some_of[0]))
    if kind.is_open and not asked.kind and not _has_question(kind, columns, questions):
        lacking = (*lacking, next(field for field in kind.fields if field.type not in ABOUT))
    return Layout(
        sheet, row, columns, spread_by, spread, sums, questions, titled, frozenset(sectioned), lacking
    )


def _has_question(kind: ListKind, columns: Mapping[str, int], questions: Mapping[int, str]) -> bool:
    """Whether some heading asks something: a declared question, or one that ends with a question mark."""
    is_declared = any(field.key in columns for field in kind.fields if field.type not in ABOUT)
    return is_declared or any(text.rstrip().endswith("?") for text in questions.values())


def _headed(kind: ListKind) -> Iterator[Field]:
    """The fields that nothing but a heading of their own can give."""
    for field in kind.fields:
        is_needed = field.key in kind.recognised_by or field.is_required
        if is_needed and field.key != kind.spread and field.type not in SPREADABLE:
            yield field


def _columns(sheet: Sheet, row: int, kind: ListKind) -> tuple[dict[str, int], dict[int, str]]:
    """The fields whose headings stand in a row, and the other headings of it.

    Of a heading in two rows, the lower one counts; where nothing stands there, or the cell is merged with the
    one above, the upper one.
    """
    columns: dict[str, int] = {}
    others: dict[int, str] = {}
    has_two_rows = sum(1 for _ in sheet.row(row - 1)) > 1 if row > 1 else False
    filled = {column for column, _ in sheet.row(row)}
    above = {column for column, _ in sheet.row(row - 1)} if has_two_rows else set()
    for column in sorted(filled | above):
        text = sheet.heading(row, column) or (sheet.heading(row - 1, column) if has_two_rows else "")
        meaning = headings(kind.key).meaning(text)
        if meaning and meaning not in columns:
            columns[meaning] = column
        elif text and not meaning:
            others[column] = text
    return columns, others


def _spread(
    others: Mapping[int, str], kind: ListKind, columns: Mapping[str, int], register: Register
) -> tuple[str, dict[int, str]]:
    """The field that columns stand for one value of, with those columns; two of them or more."""
    for field in kind.fields:
        if field.type not in SPREADABLE or field.key in columns:
            continue
        found = {
            column: said
            for column, text in others.items()
            if (said := _one_value(field, text, kind, register))
        }
        if len(found) >= FEWEST_SPREAD:
            return field.key, found
    return "", {}


def _one_value(field: Field, text: str, kind: ListKind, register: Register) -> str:
    """The one municipality, period or choice that a heading stands for: "Orust", "2017", "Deltagare VT2017"."""
    bare = plain(text)
    for word in sorted(
        (kind.field(kind.spread).heading, *kind.field(kind.spread).words), key=len, reverse=True
    ):
        bare = bare.removeprefix(plain(word)).strip(" :-,")
    for candidate in (text, bare):
        if field.type is Type.MUNICIPALITY and register.find(candidate):
            return candidate
        if field.type is Type.PERIOD and read_span_of(candidate, candidate):
            return candidate
        if field.type is Type.CHOICE and choices_of(field).meaning(candidate):
            return candidate
    return ""


def _is_sum_heading(text: str) -> bool:
    return contains_word(text, words_of("staffing")["headings"]["sum"])


def _titled(
    sheet: Sheet, row: int, kind: ListKind, asked: Asked, columns: Mapping[str, int]
) -> dict[str, str]:
    """What the title, the name of the sheet or of the file, or the sender says for the whole list."""
    above = _above(sheet, row)
    found: dict[str, str] = {}
    for field in kind.fields:
        if not field.may_be_titled or field.key in columns:
            continue
        if field.type in PERIODS:
            stated = (text for text in above if find_span_of(text, field.type))
            said = asked.as_of.isoformat() if asked.as_of else next(stated, "")
            if said:
                found[field.key] = said
        elif field.type is Type.MUNICIPALITY:
            saying = (
                text for text in (asked.sender, *above) if text and municipality_in(text, asked.register)
            )
            if said := next(saying, ""):
                found[field.key] = said
    if area := asked.area or next((area for text in above if (area := area_in(text))), ""):
        found["area"] = area
    return found


def _above(sheet: Sheet, row: int) -> list[str]:
    """The texts above a heading row, nearest first, then the names; of a turned sheet those of its first line."""
    if sheet.is_turned:
        upright = sheet.turned()
        lines = list(upright.filled_rows[:1])
    else:
        upright, lines = sheet, list(range(row - 1, 0, -1))
    titles = [list(upright.row(line)) for line in lines]
    return [
        *(cell.text for cells in titles if len(cells) <= MOST_IN_TITLE for _, cell in cells),
        *sheet.titles,
        sheet.name,
        sheet.file,
    ]


def _sectioned(
    sheet: Sheet, row: int, kind: ListKind, asked: Asked, columns: Mapping[str, int]
) -> dict[str, str]:
    """What lines of their own below the headings say; the first such line comes before the first row."""
    below = next((line for line in sheet.filled_rows if line > row), None)
    if below is None:
        return {}
    cells = list(sheet.row(below))
    if len(cells) != 1:
        return {}
    return said_by_line(cells[0][1].text, kind, columns, asked.register)
