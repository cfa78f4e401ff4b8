"""Measures of survey answers: the share who answered so, or the mean, of the latest round of a question in a time."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kfond.activities.counting import is_within
from kfond.activities.surveys import ANSWERS, ASKED, Option, Round, hidden_in, is_mean_hidden
from kfond.funding.measures.values import HIDDEN, Facts, Filters, Measure, Measured, names, unknown
from kfond.funding.units import AS_THE_QUESTION, SHARE
from kfond.periods import Span

OF_QUESTION = {"survey": "ord i enkätens namn", "question": "ord i frågan"}
BETWEEN = "|"
"""Stands between several answers that are counted together."""
OF_ANSWER = {**OF_QUESTION, "answer": f"svaret, helt utskrivet; flera svar med {BETWEEN} emellan"}
MEAN = "mean"


def share(facts: Facts, span: Span, filters: Filters) -> Measured:
    """Those who gave an answer, or one of several, of all who answered the question."""
    found = _latest(facts, span, filters)
    if isinstance(found, Measured):
        return found
    wanted = [text.strip().casefold() for text in filters.get("answer", "").split(BETWEEN)]
    options = [option for option in found.options if option.answer.casefold() in wanted]
    if not wanted[0] or len(options) != len(set(wanted)):
        answers = ", ".join(option.answer for option in found.options)
        return unknown(f"ange svaret som det står i enkäten: {answers}")
    hidden = hidden_in(facts.surveys, facts.smallest)
    keys = {found.key(ANSWERS), *(found.key("gave", option.answer) for option in options)}
    if keys & hidden:
        return unknown(HIDDEN)
    gave = _together(found, options)
    if gave is None or not found.answers:
        return unknown("hur många som svarade så är inte känt säkert")
    value = Fraction(gave, found.answers)
    sources = tuple(source for option in options for source in option.sources)
    return Measured(value, sources, low=value, high=value, basis=_basis(found, facts))


def mean(facts: Facts, span: Span, filters: Filters) -> Measured:
    """The mean of the answers to the question, as it is stated."""
    found = _latest(facts, span, filters)
    if isinstance(found, Measured):
        return found
    if is_mean_hidden(found, hidden_in(facts.surveys, facts.smallest), facts.smallest):
        return unknown(HIDDEN)
    if found.mean.best is None or found.mean.low != found.mean.high:
        return unknown("medelvärdet är inte känt säkert")
    value = Fraction(found.mean.best)
    return Measured(value, found.mean.sources, low=value, high=value, basis=_basis(found, facts))


def _latest(facts: Facts, span: Span, filters: Filters) -> Round | Measured:
    """The latest round within the time; why not, where there is none or more than one question has the words."""
    rounds = [
        each
        for each in facts.surveys
        if is_within(each.span, span)
        and names(each.survey, filters.get("survey", ""))
        and names(each.question, filters.get("question", ""))
    ]
    if not rounds:
        return unknown("ingen sådan fråga i en enkät inom tiden")
    if len({(each.survey.casefold(), each.question.casefold()) for each in rounds}) > 1:
        return unknown("flera frågor passar in; ange enkät och fråga")
    return max(rounds, key=lambda each: (each.span[1], each.span[0]))


def _together(found: Round, options: Sequence[Option]) -> int | None:
    """How many gave one of the answers; None where it is not known, or one person may have given several of them."""
    counts = [option.gave for option in found.options]
    may_give_several = None in counts or sum(filter(None, counts)) > (found.answers or 0)
    if len(options) > 1 and may_give_several:
        return None
    gave = [option.gave for option in options if option.gave is not None]
    return sum(gave) if len(gave) == len(options) and sum(gave) <= (found.answers or 0) else None


def _basis(found: Round, facts: Facts) -> str:
    """On how many answers it rests, of how many who were asked where that may be told."""
    is_told = found.asked is not None and found.key(ASKED) not in hidden_in(facts.surveys, facts.smallest)
    return f"{found.answers} svar av {found.asked} tillfrågade" if is_told else f"{found.answers} svar"


MEASURES = {
    "survey_share": Measure(
        "Andel svar i en enkät",
        "De som gav svaret delat med alla som svarade på frågan, i den senaste omgången som ligger helt inom tiden.",
        SHARE,
        OF_ANSWER,
        share,
    ),
    "survey_mean": Measure(
        "Medelvärde i en enkät",
        "Medelvärdet av svaren på frågan så som bladet anger det, i den senaste omgången som ligger helt inom tiden.",
        AS_THE_QUESTION,
        OF_QUESTION,
        mean,
    ),
}
