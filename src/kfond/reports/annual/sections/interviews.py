"""Interviews with supervisors: how many municipalities answer what, and the themes that they wish for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kfond.cells import Answer
from kfond.formatting import count_of, date_long, join_and, number, swedish_key
from kfond.lists.kinds import Field, Type, list_kind
from kfond.lists.rows import Row, Value
from kfond.provenance import Figure
from kfond.reports.annual.definitions import exactly, figure
from kfond.reports.annual.list_rows import coverage_of, ids_of, rows_until, span_of
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Cell, Column, Marked, Table
from kfond.reports.wording import marked

KIND = list_kind("interviews")
ANSWERS: Mapping[str, str] = {"yes": "Ja", "no": "Nej", "mixed": "Olika i enheterna"}
CHOICES: Mapping[str, str] = {
    "external": "extern",
    "internal": "intern",
    "both": "både extern och intern",
    "none": "ingen",
}
SHORT: Mapping[str, str] = {
    "introduction": "en introduktionsplan",
    "individual_plans": "individuella kompetensplaner",
}
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Round:
    """The interviews of the newest year that has some: the rows by municipality code."""

    year: int
    municipalities: Mapping[str, tuple[Row, ...]]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row."""
        return tuple(row for rows in self.municipalities.values() for row in rows)


def _part(material: Material) -> Part | None:
    held = _newest(rows_until(material, "interviews"))
    if held is None:
        return None
    findings = (
        *_extent(material, held),
        *_yes_no(material, held),
        *_choices(material, held),
        *_themes(material, held),
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
                "own_questions": _own_questions(held),
            }
        ),
        summary=(told,) if held.year in material.years else (),
    )


def _newest(rows: Sequence[Row]) -> Round | None:
    years = [row.first_day.year for row in rows if row.first_day]
    if not years:
        return None
    by_code: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        if row.first_day and row.first_day.year == max(years):
            by_code[row.municipality_code] = (*by_code.get(row.municipality_code, ()), row)
    return Round(max(years), by_code)


def _when(held: Round) -> str:
    """The days that the interviews were made on, from the first to the last."""
    spans = [span for row in held.rows if (span := span_of(row))]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    if first == last:
        return f"den {date_long(first)}"
    return f"från den {date_long(first)} till den {date_long(last)}"


def _extent(material: Material, held: Round) -> Iterator[Finding]:
    sources = (row.source for row in held.rows)
    coverage = coverage_of(material, held.rows, held.rows)
    yield Finding(
        figure(
            f"interviews.{held.year}.municipalities",
            exactly(len(held.municipalities)),
            sources,
            coverage,
            meaning="interviews.municipalities",
            year=str(held.year),
        )
    )


def _questions(held: Round, type_of: Type) -> tuple[Field, ...]:
    """The declared questions of a type that somebody has answered."""
    return tuple(
        each for each in KIND.fields if each.type is type_of and any(row.value(each.key) for row in held.rows)
    )


def _yes_no(material: Material, held: Round) -> Iterator[Finding]:
    for question in _questions(held, Type.YES_NO):
        answers = {code: _answers(rows, question.key) for code, rows in held.municipalities.items()}
        answered = [row for code, said in answers.items() if said for row in held.municipalities[code]]
        for key in ANSWERS:
            codes = [code for code, said in answers.items() if _together(said) == key]
            if key == "mixed" and not codes:
                continue
            yield _counted(
                material, held, f"interviews.{held.year}.{question.key}.{key}", codes,
                [value for row in answered if (value := row.value(question.key))],
                answered, f"interviews.{key}", question=question.heading,
            )  # fmt: skip


def _answers(rows: Sequence[Row], key: str) -> list[Answer]:
    return [
        value.reading.answer for row in rows if (value := row.value(key)) and value.reading.answer is not None
    ]


def _together(said: Sequence[Answer]) -> str:
    """What the units of a municipality answer: yes, no, mixed, or "" where none has answered."""
    if not said:
        return ""
    if len(set(said)) > 1:
        return "mixed"
    return said[0].value


def _choices(material: Material, held: Round) -> Iterator[Finding]:
    for question in _questions(held, Type.CHOICE):
        answered = [row for row in held.rows if row.text(question.key)]
        for choice in question.choices:
            rows = [row for row in answered if row.text(question.key) == choice]
            yield _counted(
                material, held, f"interviews.{held.year}.{question.key}.{choice}",
                {row.municipality_code for row in rows},
                [value for row in rows if (value := row.value(question.key))],
                answered, "interviews.choice", question=question.heading, choice=CHOICES.get(choice, choice),
            )  # fmt: skip


def _themes(material: Material, held: Round) -> Iterator[Finding]:
    """The themes wished for, the most wished first; a theme is the same in small and capital letters."""
    answered = [row for row in held.rows if row.text("themes")]
    rows_of: dict[str, list[Row]] = {}
    spelt: dict[str, str] = {}
    for row in answered:
        for theme in _listed(row.text("themes")):
            spelt.setdefault(theme.casefold(), theme)
            rows_of.setdefault(theme.casefold(), []).append(row)
    ids = ids_of(rows_of)
    for key in sorted(rows_of, key=lambda each: (-len(_codes(rows_of[each])), swedish_key(each))):
        yield _counted(
            material, held, f"interviews.{held.year}.theme.{ids[key]}", _codes(rows_of[key]),
            [value for row in rows_of[key] if (value := row.value("themes"))],
            answered, "interviews.theme", theme=spelt[key],
        )  # fmt: skip


def _listed(text: str) -> list[str]:
    """The themes of a cell, each once."""
    parts = (" ".join(part.split()).rstrip(".") for part in text.replace("\n", ";").split(";"))
    return list({part.casefold(): part for part in parts if part}.values())


def _codes(rows: Sequence[Row]) -> frozenset[str]:
    return frozenset(row.municipality_code for row in rows)


def _counted(
    material: Material,
    held: Round,
    key: str,
    codes: Sequence[str] | frozenset[str] | set[str],
    values: Sequence[Value],
    answered: Sequence[Row],
    meaning: str,
    **names: str,
) -> Finding:
    """A number of municipalities, of those that answered the question."""
    municipalities = sorted((held.municipalities[code][0].municipality for code in codes), key=swedish_key)
    return Finding(
        figure(
            key,
            exactly(len(municipalities)),
            (value.source for value in values),
            coverage_of(material, held.rows, answered),
            meaning=meaning,
            year=str(held.year),
            **names,
        ),
        tuple(municipalities),
    )


def _told(held: Round, by_id: Mapping[str, Finding], findings: Sequence[Finding]) -> str:
    """In how many municipalities there are plans, and what is wished for most."""
    plans = [
        (finding.figure, words)
        for key, words in SHORT.items()
        if (finding := by_id.get(f"interviews.{held.year}.{key}.yes"))
    ]
    themes = [finding.figure for finding in findings if ".theme." in finding.figure.id]
    told = []
    if plans:
        said = [
            f"{_of_answered(found)}{'' if at else ' kommuner har'} {words}"
            for at, (found, words) in enumerate(plans)
        ]
        told.append(f"**{join_and(said)}** enligt intervjuerna {held.year}.")
    if themes:
        told.append(_wished(themes))
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


def _own_questions(held: Round) -> tuple[str, ...]:
    """The wordings of the questions that the interviewer added, whose answers are in free text."""
    declared = {field.key for field in KIND.fields}
    own = (value.field for row in held.rows for value in row.values if value.field not in declared)
    return tuple(dict.fromkeys(own))


def _yes_no_table(held: Round, by_id: Mapping[str, Finding]) -> Table:
    questions = _questions(held, Type.YES_NO)
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
    questions = _questions(held, Type.CHOICE)
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
    themes = [finding.figure for finding in findings if ".theme." in finding.figure.id]
    return Table(
        f"Teman som önskas i intervjuerna {held.year}, antal kommuner",
        (Column("Tema", False), Column("Kommuner")),
        tuple((_theme(theme), Marked(number(theme.value or 0), theme.id)) for theme in themes),
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
