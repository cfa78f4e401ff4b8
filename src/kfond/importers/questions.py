"""The sheet that goes to one municipality with a question: filled in beforehand with what is asked and was known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kfond.catalogue.lines import name_key
from kfond.collecting.questions import (
    OF_A_DAY,
    OF_AN_AREA,
    OF_EVENTS,
    OF_THE_ORGANISATION,
    STAFFING,
    Question,
    span_in_words,
)
from kfond.importers.templates import Known, Shown, Unit, list_form, staffing_form
from kfond.lists.kinds import FIGURES, PERIODS, Field, ListKind, Type, list_kind
from kfond.lists.rows import Row
from kfond.staffing.returns import Return
from kfond.workbook.forms import Fact, Form

SPARE_UNITS = 2
MOST_UNITS = 4

_Line = tuple[Mapping[str, str], Shown | None]
"""What stands in a line beforehand, and what was answered for it last time."""


def staffing_question(question: Question, name: str, last: Sequence[Return]) -> Form:
    """The form for a municipality's staff: a column for each unit that answered before, else one."""
    units = [Unit(answer.name, _last_figures(answer)) for answer in last] or [Unit(name)]
    names = (name, *(f"{name} {number}" for number in range(1, MOST_UNITS + 1)))
    form = staffing_form(units, SPARE_UNITS, Known(names, day=question.as_of, area=question.area))
    return replace(form, facts=tuple(replace(fact, answer=None) for fact in form.facts))


def list_question(question: Question, name: str, last: Sequence[Row], courses: Sequence[str] = ()) -> Form:
    """The form of a list for one municipality: the lines that it had last time, with those answers beside them.

    Of events nothing is filled in beforehand: last time's stand beside empty lines. `courses` have a line each,
    before the lines of last time that name another.
    """
    declared = list_kind(question.kind)
    is_of_events = question.kind in OF_EVENTS
    lines: list[_Line] = [
        ({} if is_of_events else _before(row, declared), _last_answers(row, declared, is_of_events))
        for row in last
    ]
    if courses:
        lines = _by_course(lines, courses, declared.name)
    said = [
        field.key
        for field in declared.fields
        if field.may_be_titled
        and (
            field.type is Type.MUNICIPALITY
            or (field.type is Type.AREA and question.kind in OF_AN_AREA)
            or (field.type in PERIODS and not is_of_events)
        )
    ]
    return list_form(
        declared, Known((name,)), _facts(question, declared, name), said, lines, not is_of_events
    )


def _by_course(lines: Sequence[_Line], courses: Sequence[str], key: str) -> list[_Line]:
    """A line for each course, with what was answered for it last time; then the lines that name no such course."""
    before = {name_key(told[key]): (told, shown) for told, shown in lines}
    own = [before.pop(name_key(course), ({}, None)) for course in courses]
    named = [({**told, key: course}, shown) for (told, shown), course in zip(own, courses, strict=True)]
    return [*named, *before.values()]


def form_for(
    question: Question,
    name: str,
    returns: Sequence[Return],
    rows: Sequence[Row],
    courses: Sequence[str] = (),
) -> Form:
    """The form for one municipality, of whatever kind the question is; `courses` are named beforehand."""
    form = (
        staffing_question(question, name, returns)
        if question.kind == STAFFING
        else list_question(question, name, rows, courses)
    )
    if question.deadline is None:
        return form
    return replace(form, guidance=(f"Svara senast {question.deadline.isoformat()}.", *form.guidance))


def _facts(question: Question, declared: ListKind, name: str) -> tuple[Fact, ...]:
    """What is asked for, above the table; the municipality stands nearest to it, since a year looks like a code.

    The organisation itself is not named: its sheets are of no municipality.
    """
    period = next((f.heading for f in declared.fields if f.type in PERIODS and f.may_be_titled), "Läget den")
    label = "Gäller" if question.kind in OF_EVENTS else period
    value: date | str = question.as_of if question.kind in OF_A_DAY else span_in_words(question.span)
    area = (Fact("Område", question.area),) if question.kind in OF_AN_AREA else ()
    whose = () if question.kind in OF_THE_ORGANISATION else (Fact("Kommun", name),)
    return (Fact(label, value), *area, *whose)


def _last_figures(answer: Return) -> Shown:
    texts = {figure.measure.value: figure.reading.verbatim for figure in answer.figures}
    return Shown(answer.as_of.isoformat(), texts)


def _last_answers(row: Row, declared: ListKind, is_of_events: bool) -> Shown:
    """What a row said last time, as it was typed; of events also what they were called and when they were."""
    assert row.first_day and row.last_day, "only rows of a day or period are shown"
    texts = {
        value.field: value.source.verbatim for value in row.values if value.field not in declared.identity
    }
    span = span_in_words((row.first_day, row.last_day))
    if not is_of_events:
        return Shown(span, texts)
    texts |= {declared.name: row.name, "unit": row.unit, "period": span, **_identity_texts(row, declared)}
    return Shown(str(row.last_day.year), texts)


def _before(row: Row, declared: ListKind) -> Mapping[str, str]:
    """What stands in a line beforehand: only what tells it from the others, never an answer."""
    before = {"unit": row.unit, **_identity_texts(row, declared)}
    if declared.name:
        before[declared.name] = _named(declared.field(declared.name), row.name)
    return {key: text for key, text in before.items() if text}


def _identity_texts(row: Row, declared: ListKind) -> dict[str, str]:
    return {
        field.key: _named(field, row.text(field.key))
        for field in declared.fields
        if field.key in declared.identity and field.type not in FIGURES and row.text(field.key)
    }


def _named(field: Field, text: str) -> str:
    """A choice by its first wording, anything else as it is."""
    return field.choices[text][0] if text in field.choices else text
