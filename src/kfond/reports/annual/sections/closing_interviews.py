"""What homes answered when they left: how many gave each coded answer, question by question, beside earlier years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from kfond.formatting import join_and
from kfond.placements.answers_shown import EVERY_ANSWER, AnswersShown
from kfond.provenance import Figure
from kfond.reports.annual.definitions import UNKNOWN, exactly, figure
from kfond.reports.annual.list_rows import ids_of
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.placement_figures import Time, sealed, tertials_of, whole_in_words
from kfond.reports.annual.placement_tables import cell_of
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Column, Table
from kfond.reports.wording import marked, quoted
from kfond.suppression import without_hidden

EARLIER_YEARS = 2


class _Asked(NamedTuple):
    """A question with the times that it is shown of, the report's year last, and each answer with its key."""

    question: str
    key: str
    times: tuple[Time, ...]
    answers: Mapping[str, str]


def _part(material: Material) -> Part | None:
    if material.closing is None or material.tertial:
        return None
    asked = _asked(material, material.closing)
    if not asked:
        return None
    findings = tuple(finding for each in asked for finding in _findings(material.closing, each))
    figures = {finding.figure.id: finding.figure for finding in findings}
    told = [words for each in asked if (words := _told(figures, each))]
    return Part(
        findings=findings,
        tables=MappingProxyType({f"closing_{at}": _table(figures, each) for at, each in enumerate(asked, 1)}),
        words=MappingProxyType({"told": " ".join(told)}),
        summary=tuple(told[:1]),
    )


def _asked(material: Material, closing: AnswersShown) -> list[_Asked]:
    """The questions that were asked in the report's year, with its thirds and the years before it."""
    year = material.year
    times = (
        *(Time.of_year(each) for each in range(year - EARLIER_YEARS, year)),
        *tertials_of(year),
        Time.of_year(year),
    )
    keys = ids_of(closing.questions())
    found = []
    for question in closing.questions():
        told = closing.times(question)
        if times[-1].span in told:
            answers = closing.answers_to(question)
            ids = ids_of(answers)
            shown = tuple(time for time in times if time.span in told)
            found.append(_Asked(question, keys[question], shown, {each: ids[each] for each in answers}))
    return found


def _findings(closing: AnswersShown, asked: _Asked) -> Iterator[Finding]:
    for time in asked.times:
        for answer in (*asked.answers, EVERY_ANSWER):
            stated = closing.stated(asked.question, time.span, answer)
            shown = closing.shown(asked.question, time.span, answer)
            made = figure(
                _id(asked, time, answer),
                UNKNOWN if shown is None or shown.number is None else exactly(shown.number),
                sealed(stated.sources),
                meaning="closing.gave" if answer else "closing.answers",
                time=time.words,
                question=asked.question,
                answer=answer,
            )
            yield Finding(without_hidden(made, shown is None))


def _id(asked: _Asked, time: Time, answer: str) -> str:
    """The id of a figure: closing.varfor-slutade-ni.2022.t2.gave.ersattningen."""
    return f"closing.{asked.key}.{time.key}.{f'gave.{asked.answers[answer]}' if answer else 'answers'}"


def _table(figures: Mapping[str, Figure], asked: _Asked) -> Table:
    rows = [*((answer, answer) for answer in asked.answers), ("Alla svar", EVERY_ANSWER)]
    return Table(
        f"Avslutsintervjuer: {quoted(asked.question)}, antal svar",
        (Column("Svar", False), *(Column(whole_in_words(time)) for time in asked.times)),
        tuple(
            (words, *(cell_of(figures[_id(asked, time, answer)]) for time in asked.times))
            for words, answer in rows
        ),
    )


def _told(figures: Mapping[str, Figure], asked: _Asked) -> str:
    """The answer that most gave in the year; "" where some number is not shown, since it might be the largest."""
    year = asked.times[-1]
    found = {answer: figures[_id(asked, year, answer)] for answer in asked.answers}
    numbers = [each.value for each in found.values() if each.value is not None]
    every = figures[_id(asked, year, EVERY_ANSWER)]
    if len(numbers) < len(found) or not every.value:
        return ""
    most = [answer for answer, each in found.items() if each.value == max(numbers)]
    words = join_and([quoted(answer) for answer in most])
    count = f"{marked(found[most[0]])} {'vardera ' if len(most) > 1 else ''}av {marked(every)} svar"
    return f"På frågan {quoted(asked.question)} var det vanligaste svaret {year.words} {words} ({count})."


CLOSING_INTERVIEWS = Section(
    "closing_interviews",
    "Avslutsintervjuer",
    "Avslutsintervjuer: inga svar från hem som slutade är kända för tiden.",
    _part,
)
