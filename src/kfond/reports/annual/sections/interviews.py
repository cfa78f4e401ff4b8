"""Interviews with supervisors: how many municipalities answer what, and the themes that they wish for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kfond.formatting import count_of, date_long, join_and, number
from kfond.lists.kinds import Type
from kfond.provenance import Figure
from kfond.reports.annual.interviewed import (
    ANSWERS,
    CHOICES,
    KIND,
    Round,
    choices,
    extent,
    newest_round,
    questions_of,
    themes,
    yes_no,
)
from kfond.reports.annual.list_rows import rows_until, span_of
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Cell, Column, Marked, Table
from kfond.reports.wording import marked

SHORT: Mapping[str, str] = {
    "introduction": "en introduktionsplan",
    "individual_plans": "individuella kompetensplaner",
}
MOST_NAMED = 3


def _part(material: Material) -> Part | None:
    held = newest_round(rows_until(material, "interviews"))
    if held is None:
        return None
    findings = (
        *extent(material, held),
        *yes_no(material, held),
        *choices(material, held),
        *themes(material, held),
    )
    by_id = {finding.figure.id: finding for finding in findings}
    tables = {
        "interviews": _yes_no_table(held, by_id),
        "interviews_choices": _choices_table(held, by_id),
        "interviews_themes": _themes_table(held, findings),
    }
    told = _told(held, by_id, findings)
    return Part(
        findings=findings,
        tables=MappingProxyType({key: table for key, table in tables.items() if table.rows}),
        words=MappingProxyType(
            {
                "told": told,
                "when": _when(held),
                "extent": by_id[f"interviews.{held.year}.municipalities"].figure,
                "own_questions": _ownquestions_of(held),
            }
        ),
        summary=(told,) if held.year in material.years else (),
    )


def _when(held: Round) -> str:
    """The days that the interviews were made on, from the first to the last."""
    spans = [span for row in held.rows if (span := span_of(row))]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    if first == last:
        return f"den {date_long(first)}"
    return f"från den {date_long(first)} till den {date_long(last)}"


def _told(held: Round, by_id: Mapping[str, Finding], findings: Sequence[Finding]) -> str:
    """In how many municipalities there are plans, and what is wished for most."""
    plans = [
        (finding.figure, words)
        for key, words in SHORT.items()
        if (finding := by_id.get(f"interviews.{held.year}.{key}.yes"))
    ]
    wished = [finding.figure for finding in findings if ".theme." in finding.figure.id]
    told = []
    if plans:
        said = [
            f"{_of_answered(found)}{'' if at else ' kommuner har'} {words}"
            for at, (found, words) in enumerate(plans)
        ]
        told.append(f"**{join_and(said)}** enligt intervjuerna {held.year}.")
    if wished:
        told.append(_wished(wished))
    if told:
        return " ".join(told)
    return (
        f"{marked(by_id[f'interviews.{held.year}.municipalities'].figure)} kommuner intervjuades {held.year}."
    )


def _of_answered(found: Figure) -> str:
    """10 av 10, of those that answered."""
    assert found.coverage is not None
    return f"{marked(found)} av {found.coverage.with_figures}"


def _wished(themes: Sequence[Figure]) -> str:
    """The theme that most wish for, or those that as many do."""
    first = [theme for theme in themes if theme.value == themes[0].value]
    names = [f"”{_theme(theme)}”" for theme in first]
    where = marked(first[0], count_of(first[0].value or 0, "kommun"))
    if len(names) > MOST_NAMED:
        return f"{number(len(names))} teman önskas av lika många, {where} vart och ett."
    return f"Mest önskas {join_and(names)}, av {where}{' vardera' if len(names) > 1 else ''}."


def _theme(found: Figure) -> str:
    return found.label.partition(": ")[2].rpartition(",")[0]


def _ownquestions_of(held: Round) -> tuple[str, ...]:
    """The wordings of the questions that the interviewer added, whose answers are in free text."""
    declared = {field.key for field in KIND.fields}
    own = (value.field for row in held.rows for value in row.values if value.field not in declared)
    return tuple(dict.fromkeys(own))


def _yes_no_table(held: Round, by_id: Mapping[str, Finding]) -> Table:
    questions = questions_of(held, Type.YES_NO)
    used = [
        key
        for key in ANSWERS
        if any(f"interviews.{held.year}.{question.key}.{key}" in by_id for question in questions)
    ]
    return Table(
        f"Svar i intervjuerna {held.year}, antal kommuner",
        (
            Column("Fråga", False),
            *(Column(ANSWERS[key]) for key in used),
            Column("Inget svar"),
        ),
        tuple(
            (
                question.heading,
                *(_cell(by_id, f"interviews.{held.year}.{question.key}.{key}") for key in used),
                _silent(by_id[f"interviews.{held.year}.{question.key}.yes"].figure),
            )
            for question in questions
        ),
    )


def _silent(found: Figure) -> str:
    assert found.coverage is not None
    return number(found.coverage.answered - found.coverage.with_figures)


def _choices_table(held: Round, by_id: Mapping[str, Finding]) -> Table:
    questions = questions_of(held, Type.CHOICE)
    rows: list[tuple[Cell, ...]] = [
        (
            f"{question.heading}: {CHOICES.get(choice, choice)}",
            _cell(by_id, f"interviews.{held.year}.{question.key}.{choice}"),
        )
        for question in questions
        for choice in question.choices
    ]
    return Table(
        f"Handledning enligt intervjuerna {held.year}, antal kommuner",
        (Column("Svar", False), Column("Kommuner")),
        tuple(rows),
    )


def _themes_table(held: Round, findings: Sequence[Finding]) -> Table:
    wished = [finding.figure for finding in findings if ".theme." in finding.figure.id]
    return Table(
        f"Teman som önskas i intervjuerna {held.year}, antal kommuner",
        (Column("Tema", False), Column("Kommuner")),
        tuple((_theme(theme), Marked(number(theme.value or 0), theme.id)) for theme in wished),
    )


def _cell(by_id: Mapping[str, Finding], key: str) -> Cell:
    finding = by_id.get(key)
    return Marked(number(finding.figure.value or 0), key) if finding else "0"


INTERVIEWS = Section(
    "interviews",
    "Intervjuer med arbetsledare",
    "Intervjuer med arbetsledare: inga intervjuer är kända.",
    _part,
)
