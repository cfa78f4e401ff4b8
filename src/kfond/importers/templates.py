"""The sheets to fill in: what each kind of sheet asks, as a form that its importer reads back.

The fields of a list stand in data/lists, those of the other kinds in data/forms; a heading of a form is always
one that its importer knows. Nothing above the headings may look like a date, a municipality or an area, but
for what the form asks there: importers read those lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kfond.collecting.questions import USUAL_AREA
from kfond.importers import catalogue, held, staffing
from kfond.importers.shown import shown_heading
from kfond.importers.vocabulary import words_of
from kfond.lists.kinds import KINDS, ROWS_OF_CARE, Field, ListKind, Type, declared_in, is_declared, list_kind
from kfond.workbook.forms import Accepts, Answer, Column, Fact, Form, Guide, Line

PEOPLE = "people"
WHO = "employment_number"
LEGEND = "Skriv i de vita cellerna. Mer hjälp finns på bladet ”Så fyller du i”."
LEGEND_OF_LIST = LEGEND.replace(". ", ". Under en mörk rubrik ska det alltid stå något. ", 1)
LONGEST_SHEET_NAME = 31  # Excel's limit
BLANK_LINES, FOOTNOTES = 25, 4
EMPTY_UNITS, SPARE_UNITS = 10, 2
WIDTH_OF_LABELS, WIDTH_OF_UNIT, WIDTH_OF_WORDS, LEAST_WIDTH, MOST_WIDTH = 34, 14, 30, 12, 26
YES_NO = ("Ja", "Nej")
ADMIN_SUPPORT = ("Nej", "Ja, 25 %", "Ja, 50 %", "Ja, 75 %", "Ja, 100 %")

ACCEPTS = {
    Type.MUNICIPALITY: Accepts.USUALLY,
    Type.AREA: Accepts.ONE_OF,
    Type.PERIOD: Accepts.AS_TYPED,
    Type.TERM: Accepts.AS_TYPED,
    Type.YEAR: Accepts.AS_TYPED,
    Type.DAY: Accepts.DAY,
    Type.CHOICE: Accepts.ONE_OF,
    Type.CHOICES: Accepts.USUALLY,
    Type.YES_NO: Accepts.USUALLY,
    Type.COUNT: Accepts.FIGURE,
    Type.WHOLE: Accepts.AMOUNT,
    Type.MONEY: Accepts.AMOUNT,
    Type.SHARE: Accepts.SHARE,
}
DAY_HELP = "Dagen som uppgifterna gäller: år, månad och dag."


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when a form is made: the members of the association (else all), the units of a municipality
    that answered before, the day and the area that it is to ask for."""

    municipalities: tuple[str, ...]
    units: tuple[str, ...] = ()
    day: date | None = None
    area: str = ""


class Shown(NamedTuple):
    """What was answered last time: the words of its day or period, and a text for each field or measure."""

    period: str
    texts: Mapping[str, str]


class Unit(NamedTuple):
    """A column of a form for staff, with what the unit answered last time."""

    heading: str
    last: Shown | None = None


def kinds_with_template() -> tuple[str, ...]:
    """Every kind of sheet that can be asked for with a form."""
    people = (PEOPLE,) if is_declared("lists", PEOPLE) and PEOPLE not in KINDS else ()
    return (staffing.KIND, *people, catalogue.KIND, held.KIND, *KINDS, *ROWS_OF_CARE)


def template_of(kind: str, known: Known) -> Form:
    """The empty form of a kind. Raises KeyError for one that has none."""
    if kind not in kinds_with_template():
        raise KeyError(kind)
    if kind == staffing.KIND:
        units = [Unit(name) for name in known.units]
        return staffing_form(units, SPARE_UNITS if units else EMPTY_UNITS, known)
    facts = {
        catalogue.KIND: (Fact("Antagen den", known.day, Answer(Accepts.DAY, "Dagen då katalogen antogs.")),),
        held.KIND: (
            Fact(
                "Åren",
                None,
                Answer(Accepts.AS_TYPED, "Det första och det sista året, till exempel 2014–2017."),
            ),
            _area_fact(known),
        ),
        PEOPLE: (Fact("Läget den", known.day, Answer(Accepts.DAY, DAY_HELP)), _area_fact(known)),
    }
    return list_form(_declared(kind), known, facts.get(kind, ()))


def staffing_form(units: Sequence[Unit], spare: int, known: Known) -> Form:
    """The form for staff: a column for each unit, each with last time's figures beside it, and spare ones."""
    declared = _declared(staffing.KIND)
    heading = Answer(
        Accepts.USUALLY, "Kommunens namn, och enhetens nummer om det finns flera.", known.municipalities
    )
    cell = Answer(Accepts.FIGURE)
    columns = [Column("Uppgift", WIDTH_OF_LABELS)]
    shown: list[Shown | None] = [None]
    for unit in (*units, *[Unit("")] * spare):
        columns.append(Column(unit.heading, WIDTH_OF_UNIT, cell, heading))
        shown.append(None)
        if unit.last:
            columns.append(Column(shown_heading(unit.last.period), WIDTH_OF_UNIT, is_shown=True))
            shown.append(unit.last)
    lines = tuple(
        Line(
            (field.heading, *(last.texts.get(field.key) if last else None for last in shown[1:])),
            _answer(field, known),
        )
        for field in declared.fields
    )
    day = Fact("Läget den", known.day, Answer(Accepts.DAY, DAY_HELP))
    return Form(
        sheet=sheet_name(declared.title),
        title=declared.title,
        legend=LEGEND,
        facts=(day, _area_fact(known)),
        columns=tuple(columns),
        lines=lines,
        guidance=declared.guidance,
        guides=tuple(_guide(field, known) for field in declared.fields),
        footnotes=FOOTNOTES,
    )


def list_form(
    declared: ListKind,
    known: Known,
    facts: Sequence[Fact] = (),
    said: Iterable[str] = (),
    lines: Sequence[tuple[Mapping[str, str], Shown | None]] = (),
    is_beside: bool = True,
) -> Form:
    """The form of a list: a column for each field but those that the facts above have `said`.

    Of `lines`, each is what stands in a line beforehand and what was answered for it last time. That is shown in a
    column beside each answer, or where the lines are not the same things (`is_beside` False), right of them all.
    """
    fields = [field for field in asked_fields(declared) if field.key not in set(said)]
    shown = _shown_cells(fields, lines)
    cells: list[_Cells] = []
    for field in fields:
        cells.append(_Cells(_column(field, known), [before.get(field.key) for before, _ in lines]))
        cells += shown[field.key] if is_beside else []
    cells += [_Cells(_own_question(), []) for _ in range(SPARE_UNITS if declared.is_open else 0)]
    cells += [] if is_beside else [each for field in fields for each in shown[field.key]]
    return Form(
        sheet=sheet_name(declared.title),
        title=declared.title,
        legend=f"{declared.caution} {LEGEND_OF_LIST}".lstrip(),
        facts=tuple(facts),
        columns=tuple(each.column for each in cells),
        lines=tuple(
            Line(tuple(each.values[number] if each.values else None for each in cells))
            for number in range(len(lines))
        ),
        guidance=declared.guidance,
        guides=tuple(_guide(field, known) for field in fields),
        blank_lines=max(BLANK_LINES - len(lines), SPARE_UNITS),
        has_more_lines=True,
    )


def asked_fields(declared: ListKind) -> tuple[Field, ...]:
    """The fields that a form asks for: all but those that say who somebody is, since none of them is kept.

    A list of staff asks for the number of an employment, which tells two persons apart and names nobody.
    """
    return tuple(field for field in declared.fields if field.type is not Type.PERSON or field.key == WHO)


def sheet_name(title: str) -> str:
    """The name of the sheet to fill in: the title, cut between words where it is too long for one."""
    name = title
    while len(name) > LONGEST_SHEET_NAME:
        name = name.rpartition(" ")[0] or name[:LONGEST_SHEET_NAME]
    return name if name == title else name.removesuffix(" och")


def _declared(kind: str) -> ListKind:
    return declared_in("forms", kind) if is_declared("forms", kind) else list_kind(kind)


class _Cells(NamedTuple):
    """A column of a list with what stands in its lines; no values where nothing does."""

    column: Column
    values: Sequence[str | None]


def _shown_cells(
    fields: Sequence[Field], lines: Sequence[tuple[Mapping[str, str], Shown | None]]
) -> dict[str, list[_Cells]]:
    """For each field the columns that show what was answered last time, one for each period of it."""
    periods = dict.fromkeys(last.period for _, last in lines if last)
    shown: dict[str, list[_Cells]] = {field.key: [] for field in fields}
    for field in fields:
        for period in periods:
            texts = [
                last.texts.get(field.key) if last and last.period == period else None for _, last in lines
            ]
            if any(texts):
                heading = shown_heading(period, field.heading)
                shown[field.key].append(_Cells(Column(heading, _width(field), is_shown=True), texts))
    return shown


def _own_question() -> Column:
    """A column whose heading is a question of one's own."""
    return Column("", WIDTH_OF_WORDS, Answer(), Answer(help="En egen fråga."))


def _area_fact(known: Known) -> Fact:
    return Fact(
        "Område",
        known.area or USUAL_AREA,
        Answer(Accepts.ONE_OF, "Området som personalen arbetar i.", areas()),
    )


def areas() -> tuple[str, ...]:
    """Every area that a form offers."""
    return tuple(words_of("staffing")["areas"])


def _column(field: Field, known: Known) -> Column:
    return Column(field.heading, _width(field), _answer(field, known), is_required=field.is_required)


def _width(field: Field) -> int:
    if field.type is Type.TEXT:
        return WIDTH_OF_WORDS if field.key in ("note", "definition", "need", "content") else MOST_WIDTH
    words = (field.heading, field.example, *(words[0] for words in field.choices.values()))
    return min(max(LEAST_WIDTH, *(len(word) + 3 for word in words)), MOST_WIDTH)


def _answer(field: Field, known: Known) -> Answer:
    accepts = ACCEPTS.get(field.type, Accepts.ANYTHING)
    if field.key == "admin_support":
        return Answer(Accepts.USUALLY, _help(field), ADMIN_SUPPORT)
    return Answer(accepts, _help(field), _choices(field, known))


def _help(field: Field) -> str:
    return f"{field.guidance} Exempel: {field.example}" if field.example else field.guidance


def _choices(field: Field, known: Known) -> tuple[str, ...]:
    choices = {
        Type.MUNICIPALITY: known.municipalities,
        Type.AREA: areas(),
        Type.CHOICE: tuple(words[0] for words in field.choices.values()),
        Type.CHOICES: tuple(words[0] for words in field.choices.values()),
        Type.YES_NO: YES_NO,
    }
    return choices.get(field.type, ())


def _guide(field: Field, known: Known) -> Guide:
    choices = () if field.type is Type.MUNICIPALITY else _answer(field, known).choices
    return Guide(field.heading, field.guidance, field.example, field.is_required, choices)
