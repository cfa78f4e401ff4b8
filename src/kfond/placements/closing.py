"""Answers of closing interviews: how many homes gave each coded answer, question by question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kfond.lists.figures import whole_in
from kfond.lists.rows import Row
from kfond.placements.stated import parts_of
from kfond.placements.tallies import Span
from kfond.placements.tallying import spans_of_year
from kfond.provenance import Source


@dataclass(frozen=True, slots=True)
class Answer:
    """A coded answer; `gave` is how many homes gave it, None is not known. Small numbers are not yet hidden."""

    span: Span
    question: str
    answer: str
    gave: int | None
    sources: tuple[Source, ...]


def answers_in(rows: Iterable[Row]) -> tuple[Answer, ...]:
    """The answers of the times stated, and of each tertial and year that parts make up; rows "closing_interviews".

    The parts are times in which the question was asked at all: an answer that nobody gave in one of them has
    no row there, and counts none. In the order of the lists, what was made up last.
    """
    stated: dict[str, dict[Span, dict[str, Answer]]] = {}
    for row in rows:
        if row.first_day and row.last_day:
            span = Span(row.first_day, row.last_day)
            value = row.value("gave")
            told = Answer(
                span, row.name, row.text("answer"), whole_in(row, "gave"), (value.source,) if value else ()
            )
            of_span = stated.setdefault(row.name.casefold(), {}).setdefault(span, {})
            of_span[told.answer.casefold()] = told
    found = [
        answer for by_span in stated.values() for of_span in by_span.values() for answer in of_span.values()
    ]
    for by_span in stated.values():
        for whole in (
            span for year in sorted({span.first.year for span in by_span}) for span in spans_of_year(year)
        ):
            if whole not in by_span:
                found += _added_up(whole, [by_span[part] for part in parts_of(whole, by_span)])
    return tuple(found)


def _added_up(whole: Span, parts: Iterable[Mapping[str, Answer]]) -> list[Answer]:
    given: dict[str, list[Answer]] = {}
    for part in parts:
        for key, answer in part.items():
            given.setdefault(key, []).append(answer)
    return [
        Answer(
            whole,
            told[0].question,
            told[0].answer,
            None if any(each.gave is None for each in told) else sum(each.gave or 0 for each in told),
            tuple(source for each in told for source in each.sources),
        )
        for told in given.values()
    ]
