"""What may leave the room of closing interviews: how many homes gave each coded answer, a family each.

Years are protected first, and of a year its thirds are told only where each of their numbers is none or at least k:
few homes leave, and to hide a third of a year takes much of the year with it. How many answers a question has in all
is one of the numbers: often it is that of the homes that left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kfond.placements.closing import Answer
from kfond.placements.tallies import Span, Tally
from kfond.placements.tallying import spans_of_year
from kfond.suppression import Count, Sum, hide

EVERY_ANSWER = ""
"""All answers to a question together."""
Key = tuple[str, Span, str]
"""A question, a time and an answer in small letters."""


@dataclass(frozen=True)
class AnswersShown:
    """The answers that may be shown. `k`: counts of 1 to k-1 are hidden."""

    answers: tuple[Answer, ...]
    k: int

    def questions(self) -> tuple[str, ...]:
        """The questions as first spelt, in the order of the lists."""
        spelt: dict[str, str] = {}
        for each in self.answers:
            spelt.setdefault(each.question.casefold(), each.question)
        return tuple(spelt.values())

    def answers_to(self, question: str) -> tuple[str, ...]:
        """Every answer that somebody has counted, as first spelt."""
        spelt: dict[str, str] = {}
        for each in self.answers:
            if each.question.casefold() == question.casefold():
                spelt.setdefault(each.answer.casefold(), each.answer)
        return tuple(spelt.values())

    def times(self, question: str) -> frozenset[Span]:
        """The years that a question was asked in, and the thirds of years that may be told."""
        asked = self._asked(question)
        years = {span for span in asked if span == Span.of_year(span.first.year)}
        thirds = {
            year: [span for span in spans_of_year(year.first.year)[:-1] if span in asked] for year in years
        }
        safe = [of_year for year, of_year in thirds.items() if self._are_safe(question, year, of_year)]
        return frozenset(years.union(*safe))

    def stated(self, question: str, span: Span, answer: str = EVERY_ANSWER) -> Tally:
        """How many homes gave an answer, hidden or not. An answer without a row where the question was asked is 0."""
        return self._tallies.get((question.casefold(), span, answer.casefold()), Tally(None))

    def shown(self, question: str, span: Span, answer: str = EVERY_ANSWER) -> Tally | None:
        """The same as it may be shown; None where it is hidden, as in every time that is not one of `times`."""
        is_hidden = (question.casefold(), span, answer.casefold()) in self._hidden
        return None if is_hidden or span not in self.times(question) else self.stated(question, span, answer)

    @cached_property
    def _tallies(self) -> Mapping[Key, Tally]:
        told = {
            (each.question.casefold(), each.span, each.answer.casefold()): Tally(each.gave, each.sources)
            for each in self.answers
        }
        found: dict[Key, Tally] = {}
        for question, span in dict.fromkeys((question, span) for question, span, _ in told):
            keys = [(question, span, answer.casefold()) for answer in self.answers_to(question)]
            of_answers = {key: told.get(key, Tally(0)) for key in keys}
            numbers = [tally.number for tally in of_answers.values()]
            whole = None if None in numbers else sum(number or 0 for number in numbers)
            cells = tuple(source for tally in of_answers.values() for source in tally.sources)
            found |= {**of_answers, (question, span, EVERY_ANSWER): Tally(whole, cells)}
        return found

    @cached_property
    def _hidden(self) -> frozenset[object]:
        counts: list[Count] = []
        sums: list[Sum] = []
        for question in self.questions():
            for span in self._asked(question):
                if span == Span.of_year(span.first.year):
                    keys = self._keys(question, span)
                    counts += [Count(key, self._tallies[key].number) for key in keys]
                    sums.append(Sum(keys[-1], keys[:-1]))
        return hide(counts, sums, self.k)

    def _asked(self, question: str) -> frozenset[Span]:
        return frozenset(span for asked, span, _ in self._tallies if asked == question.casefold())

    def _keys(self, question: str, span: Span) -> tuple[Key, ...]:
        """The answers to a question in a time, all of them together last."""
        answers = (*self.answers_to(question), EVERY_ANSWER)
        return tuple((question.casefold(), span, answer.casefold()) for answer in answers)

    def _are_safe(self, question: str, year: Span, thirds: Sequence[Span]) -> bool:
        """Whether every number of the thirds, of their year, and what they leave of it, is none or at least k."""
        of_times = [self._keys(question, span) for span in (year, *thirds)]
        for keys in zip(*of_times, strict=True):
            of_year, *of_thirds = (self._tallies[key].number for key in keys)
            if of_year is None or None in of_thirds:
                return False
            left = of_year - sum(number or 0 for number in of_thirds)
            if any(
                0 < number < self.k or number < 0 for number in (of_year, left, *(n or 0 for n in of_thirds))
            ):
                return False
        return True
