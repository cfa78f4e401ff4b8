"""What interviews with supervisors answer, counted by municipality."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kfond.cells import Answer
from kfond.formatting import swedish_key
from kfond.lists.kinds import Field, Type, list_kind
from kfond.lists.rows import Row, Value
from kfond.reports.annual.definitions import exactly, figure
from kfond.reports.annual.list_rows import coverage_of, ids_of
from kfond.reports.annual.material import Finding, Material

KIND = list_kind("interviews")
ANSWERS: Mapping[str, str] = {"yes": "Ja", "no": "Nej", "mixed": "Olika i enheterna"}
CHOICES: Mapping[str, str] = {
    "external": "extern",
    "internal": "intern",
    "both": "både extern och intern",
    "none": "ingen",
}


@dataclass(frozen=True, slots=True)
class Round:
    """The interviews of the newest year that has some: the rows by municipality code."""

    year: int
    municipalities: Mapping[str, tuple[Row, ...]]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row."""
        return tuple(row for rows in self.municipalities.values() for row in rows)


def newest_round(rows: Sequence[Row]) -> Round | None:
    """The interviews of the newest year that has some; None where there are none."""
    years = [row.first_day.year for row in rows if row.first_day]
    if not years:
        return None
    by_code: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        if row.first_day and row.first_day.year == max(years):
            by_code[row.municipality_code] = (*by_code.get(row.municipality_code, ()), row)
    return Round(max(years), by_code)


def extent(material: Material, held: Round) -> Iterator[Finding]:
    """How many municipalities were interviewed."""
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


def questions_of(held: Round, type_of: Type) -> tuple[Field, ...]:
    """The declared questions of a type that somebody has answered."""
    return tuple(
        each for each in KIND.fields if each.type is type_of and any(row.value(each.key) for row in held.rows)
    )


def yes_no(material: Material, held: Round) -> Iterator[Finding]:
    """How many municipalities answer yes, no, or differently in their units."""
    for question in questions_of(held, Type.YES_NO):
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


def choices(material: Material, held: Round) -> Iterator[Finding]:
    """How many municipalities give each answer of a question with choices."""
    for question in questions_of(held, Type.CHOICE):
        answered = [row for row in held.rows if row.text(question.key)]
        for choice in question.choices:
            rows = [row for row in answered if row.text(question.key) == choice]
            yield _counted(
                material, held, f"interviews.{held.year}.{question.key}.{choice}",
                {row.municipality_code for row in rows},
                [value for row in rows if (value := row.value(question.key))],
                answered, "interviews.choice", question=question.heading, choice=CHOICES.get(choice, choice),
            )  # fmt: skip


def themes(material: Material, held: Round) -> Iterator[Finding]:
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
    codes: Collection[str],
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
