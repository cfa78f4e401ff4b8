"""Surveys by question and round: how many answered, what they answered, and which of these numbers stay hidden.

An answer is a person's. Numbers of answers from 1 to k-1 are hidden, with what would give them away: the other
answers, and the number of a longer round that they are a part of. A mean is hidden where the number of answers is,
where nobody says it, and where an answer of the question is: means and numbers together give answers away.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from kfond.activities.reading import box_in
from kfond.lists.figures import count_in
from kfond.lists.rows import Row
from kfond.periods import Span
from kfond.provenance import Source
from kfond.staffing.boxes import Box
from kfond.suppression import Count, Sum, hide

SURVEYS = "surveys"
ANSWERS, ASKED = "answers", "asked"
Key = tuple[str, str, Span, str, str]
"""Survey, question, time, ANSWERS, ASKED or "gave", and the answer."""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer with how many gave it. `share` None: not stated; `gave` None: not known as a number."""

    answer: str
    gave: int | None
    share: Fraction | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """Where an answer's share (in per cent) or a mean began, and where it is to be."""

    baseline: Box
    target: Box


@dataclass(frozen=True, slots=True)
class Round:
    """A question of a survey in one round. `asked` and `answers` None is not known, or stated in two ways.

    `aims` are by answer, casefolded; that of the mean by "".
    """

    survey: str
    question: str
    span: Span
    asked: int | None
    answers: int | None
    mean: Box
    scale: str
    options: tuple[Option, ...]
    notes: tuple[str, ...]
    sources: Mapping[str, tuple[Source, ...]]
    aims: Mapping[str, Aim]

    @property
    def response_rate(self) -> Fraction | None:
        """Those who answered of those who were asked; None where either is not known, or more answered."""
        if not self.asked or self.answers is None or self.answers > self.asked:
            return None
        return Fraction(self.answers, self.asked)

    def key(self, field: str, answer: str = "") -> Key:
        """What its numbers are hidden by."""
        return self.survey.casefold(), self.question.casefold(), self.span, field, answer.casefold()


def rounds_in(rows: Iterable[Row]) -> tuple[Round, ...]:
    """The rounds of every question, in the order of the lists; rows of one are its answers."""
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        if row.kind == SURVEYS:
            assert row.first_day is not None, "a list of surveys says when of every row"
            key = row.name.casefold(), row.text("question").casefold(), row.first_day, row.last_day
            found.setdefault(key, []).append(row)
    return tuple(_round(of_round) for of_round in found.values())


def hidden_in(rounds: Sequence[Round], k: int) -> frozenset[Key]:
    """The numbers to hide of all `rounds`, which must be every one that any document may show."""
    counts: list[Count] = []
    sums: list[Sum] = []
    for each in rounds:
        _count_round(each, counts, sums)
    known = {count.key: count.value for count in counts if count.value is not None}
    for whole in rounds:
        parts = [other for other in rounds if _is_part(other, whole)]
        if parts and _are_apart(parts):
            _tie(whole, parts, known, counts, sums)
    return frozenset(key for key in hide(counts, sums, k) if isinstance(key, tuple))


def is_mean_hidden(of: Round, hidden: frozenset[Key], k: int) -> bool:
    """Whether the mean of a question must not be shown."""
    if of.answers is None or of.answers < k or of.key(ANSWERS) in hidden:
        return True
    return any(of.key("gave", option.answer) in hidden for option in of.options)


def _round(rows: Sequence[Row]) -> Round:
    first = rows[0]
    assert first.first_day is not None
    stated = {field: [row for row in rows if row.value(field)] for field in (ANSWERS, ASKED, "mean")}
    answers = _one_of(stated[ANSWERS], ANSWERS)
    return Round(
        survey=first.name,
        question=first.text("question"),
        span=(first.first_day, first.last_day or first.first_day),
        asked=_one_of(stated[ASKED], ASKED),
        answers=answers,
        mean=box_in((stated["mean"] or rows)[0], "mean"),
        scale=next((text for row in rows if (text := row.text("scale"))), ""),
        options=tuple(_option(row, answers) for row in rows if row.text("answer")),
        notes=tuple(dict.fromkeys(text for row in rows if (text := row.text("note")))),
        sources={
            field: tuple(value.source for row in of_field if (value := row.value(field)))
            for field, of_field in stated.items()
        },
        aims={
            row.text("answer").casefold(): Aim(box_in(row, "baseline"), box_in(row, "target"))
            for row in rows
            if row.value("baseline") or row.value("target")
        },
    )


def _one_of(rows: Sequence[Row], field: str) -> int | None:
    """The number that every row with one states; None where two differ."""
    numbers = {count_in(row, field) for row in rows}
    return numbers.pop() if len(numbers) == 1 else None


def _option(row: Row, answers: int | None) -> Option:
    """An answer; where only its share is stated, the whole number of answers nearest to that."""
    gave, share = count_in(row, "gave"), box_in(row, "share")
    if gave is None and share.best is not None and answers is not None:
        gave = int(share.best * answers + Decimal("0.5"))
    sources = tuple(value.source for key in ("gave", "share") if (value := row.value(key)))
    return Option(row.text("answer"), gave, None if share.best is None else Fraction(share.best), sources)


def _count_round(of: Round, counts: list[Count], sums: list[Sum]) -> None:
    """The numbers of a round, and how they hang together. Where answers exceed those who gave some, each of the
    options is counted against all the others who answered."""
    counts += [Count(of.key(ASKED), of.asked), Count(of.key(ANSWERS), of.answers)]
    given = {of.key("gave", option.answer): option.gave for option in of.options if option.gave is not None}
    counts += [Count(key, gave) for key, gave in given.items()]
    if of.answers is None or not given:
        return
    total = sum(given.values())
    if total <= of.answers:
        sums.append(Sum(of.key(ANSWERS), (*given, *_rest(of.key("rest"), of.answers - total, counts))))
        return
    for key, gave in given.items():
        if gave <= of.answers:
            others = (*key, "others")
            counts.append(Count(others, of.answers - gave, shown=False))
            sums.append(Sum(of.key(ANSWERS), (key, others)))


def _is_part(one: Round, whole: Round) -> bool:
    """Whether a round of the same question lies within a longer one."""
    is_same = one.key("")[:2] == whole.key("")[:2]
    return (
        is_same and one.span != whole.span and whole.span[0] <= one.span[0] and one.span[1] <= whole.span[1]
    )


def _are_apart(parts: Sequence[Round]) -> bool:
    """Whether no two rounds have a day in common."""
    spans = sorted(part.span for part in parts)
    return all(before[1] < after[0] for before, after in pairwise(spans))


def _tie(
    whole: Round, parts: Sequence[Round], known: Mapping[object, int], counts: list[Count], sums: list[Sum]
) -> None:
    """The numbers of a longer round are those of its parts and of what lies in none."""
    for key in [whole.key(ANSWERS), *(whole.key("gave", option.answer) for option in whole.options)]:
        pieces = [(*key[:2], part.span, *key[3:]) for part in parts]
        there = [piece for piece in pieces if piece in known]
        if key in known and there and sum(known[piece] for piece in there) <= known[key]:
            rest = known[key] - sum(known[piece] for piece in there)
            sums.append(Sum(key, (*there, *_rest((*key, "outside"), rest, counts))))


def _rest(key: tuple[object, ...], number: int, counts: list[Count]) -> tuple[Hashable, ...]:
    """What the parts of a number leave of it, as a count; where that is nothing, a reader takes them for all."""
    if not number:
        return ()
    counts.append(Count(key, number, shown=False))
    return (key,)
