"""Statistics with their interval, made of tallies alone, and why one cannot be told where it cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kfond.errors import Problem
from kfond.messages import Message, say
from kfond.placements.definitions import PER_100_YEARS, Definition, Unit, in_force
from kfond.placements.intervals import Interval, byar, wilson
from kfond.placements.tallies import ALL, UNKNOWN, AnyMeasure, Span, Spot, Tallies, Tally
from kfond.provenance import Source

YEAR = Fraction(1461, 4)
"""Days of a year of placement. Ours."""
ALIKE = 7
"""How many days two times may differ in length and still be as long as each other: tertials do by three. Ours."""


class State(StrEnum):
    """Whether a statistic can be told."""

    KNOWN = "known"
    NOT_YET = "not_yet"
    NOT_KNOWN = "not_known"
    NO_CASES = "no_cases"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Rate:
    """A statistic by its definition. `value`, `low` and `high` are None unless it is KNOWN; `why_not` says why.

    A share is from 0 to 1; what is per 100 years is so already; a number and a median have no interval. `numerator` and
    `denominator` are tallies (of what is per 100 years: breakdowns and care days; of a median: half days), `cases`
    what it rests on.
    `unclear` of the cases may belong to the numerator: then `value` is the least it can be, and `high` takes them in.
    It is None where nobody counted them; a municipality that counts its breakdowns is taken to know all of them.
    `span` None: for which time is not stated.
    """

    definition: Definition
    span: Span | None
    municipality_code: str
    kind: str
    state: State
    numerator: int | None
    denominator: int | None
    cases: int | None
    unclear: int | None
    value: Fraction | None
    low: Decimal | None
    high: Decimal | None
    why_not: Message | None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How much the second is above the first; `is_apart` where their intervals have no number in common."""

    difference: Fraction
    is_apart: bool


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers that a rate is made of; None is not known."""

    numerator: int | None
    denominator: int | None
    cases: int | None
    unclear: int | None
    still_open: int | None


def rate(
    definition: Definition,
    tallies: Tallies,
    span: Span,
    municipality_code: str = ALL,
    kind: str = ALL,
    *,
    smallest: int = 1,
) -> Rate:
    """A statistic of a time, a municipality and a kind; of all of them together where none is named.

    Of all municipalities together it is of those that tell of everything that it is made of: a breakdown of one is
    never divided by the placements of another. A median of fewer than `smallest` cases is not told.
    """
    adds_up = municipality_code == ALL and definition.unit is not Unit.MEDIAN_DAYS

    def parts(measure: AnyMeasure) -> Mapping[str, Tally]:
        if adds_up:
            return tallies.parts(span, kind, measure)
        return {municipality_code: tallies.at(Spot(span, municipality_code, kind, measure))}

    used = [parts(measure) for measure in (definition.numerator, definition.denominator) if measure]
    codes = _telling(used) if adds_up else (municipality_code,)

    def number(measure: AnyMeasure | None, without: int | None) -> int | None:
        return _sum(parts(measure), codes) if measure else without

    numbers = _Numbers(
        number(definition.numerator, None),
        number(definition.denominator, None),
        number(definition.cases, None),
        number(definition.unclear, 0),
        number(definition.still_open, 0),
    )
    sources = dict.fromkeys(source for by_code in used for code in codes for source in by_code[code].sources)
    return _rate(definition, span, (municipality_code, kind), numbers, tuple(sources), smallest)


def _telling(used: Sequence[Mapping[str, Tally]]) -> tuple[str, ...]:
    """The municipalities that tell of all that is used."""
    return tuple(
        code for code in used[0] if all(by_code.get(code, UNKNOWN).number is not None for by_code in used)
    )


def _sum(by_code: Mapping[str, Tally], codes: Sequence[str]) -> int | None:
    """What municipalities have together; not known where there are none, or one of them does not tell."""
    told = [by_code.get(code, UNKNOWN).number for code in codes]
    return None if not told or None in told else sum(each or 0 for each in told)


def rates(
    tallies: Tallies,
    span: Span,
    municipality_code: str = ALL,
    kind: str = ALL,
    *,
    count_end_day: bool = False,
) -> tuple[Rate, ...]:
    """Every statistic of a time, a municipality and a kind; `count_end_day` is the rule that `tallies` were made by."""
    return tuple(rate(each, tallies, span, municipality_code, kind) for each in in_force(count_end_day))


def quoted(definition: Definition, numerator: int, denominator: int, span: Span | None = None) -> Rate:
    """A share that somebody else tells of, such as "5 of 60"; `span` None where nobody says for which time."""
    numbers = _Numbers(numerator, denominator, denominator, 0, 0)
    return _rate(definition, span, (ALL, ALL), numbers, ())


def compared(first: Rate, second: Rate) -> Comparison | Problem:
    """How two statistics differ; a Problem that says why they cannot be compared.

    They can be if they have the same definition, times of about the same length where that matters, and are known.
    """
    problem = _hindrance(first, second)
    if problem:
        return problem
    assert first.value is not None and second.value is not None, "what is not known hinders"
    is_apart = (
        first.low is not None
        and second.low is not None
        and first.high is not None
        and second.high is not None
        and (first.high < second.low or second.high < first.low)
    )
    return Comparison(second.value - first.value, is_apart)


def _hindrance(first: Rate, second: Rate) -> Problem | None:
    if first.definition != second.definition:
        return Problem(
            None,
            say(
                "“{first}” and “{second}” are counted in different ways and cannot be compared.",
                first=first.definition.name,
                second=second.definition.name,
            ),
            say("Compare two that have the same name, or show each by itself and say how it is counted."),
        )
    if first.definition.grows and not _are_as_long(first.span, second.span):
        return Problem(
            None,
            say(
                "“{name}” grows with the time that is looked at, and the two times are not as long, or nobody says for "
                "which time one of them is.",
                name=first.definition.name,
            ),
            say("Compare a year with a year, or use “{name}”.", name=PER_100_YEARS.name),
        )
    unknown = next((each for each in (first, second) if each.value is None), None)
    if unknown:
        return Problem(
            None,
            say("“{name}” cannot be compared: {why}.", name=unknown.definition.name, why=unknown.why_not),
            say("Show the one that is known by itself."),
        )
    return None


def _are_as_long(first: Span | None, second: Span | None) -> bool:
    return first is not None and second is not None and abs(first.days - second.days) <= ALIKE


def _rate(
    definition: Definition,
    span: Span | None,
    place: tuple[str, str],
    numbers: _Numbers,
    sources: tuple[Source, ...],
    smallest: int = 1,
) -> Rate:
    state, why_not = _state(definition, numbers)
    if state is State.KNOWN and definition.unit is Unit.MEDIAN_DAYS and (numbers.cases or 0) < smallest:
        state, why_not = State.TOO_FEW, say("too few cases for their median to be shown")
    value: Fraction | None = None
    interval: Interval | None = None
    if state is State.KNOWN:
        value, interval = _worked_out(definition, numbers)
    low, high = interval or (None, None)
    return Rate(
        definition=definition,
        span=span,
        municipality_code=place[0],
        kind=place[1],
        state=state,
        numerator=None if state is State.TOO_FEW else numbers.numerator,
        denominator=numbers.denominator,
        cases=numbers.cases,
        unclear=numbers.unclear,
        value=value,
        low=low,
        high=high,
        why_not=why_not,
        sources=sources,
    )


def _state(definition: Definition, numbers: _Numbers) -> tuple[State, Message | None]:
    """Whether the numbers are enough, and what is lacking."""
    if definition.unit is Unit.MEDIAN_DAYS and numbers.cases == 0:
        return State.NO_CASES, say("there are no cases")
    if numbers.numerator is None:
        return State.NOT_KNOWN, say("not known: a count is missing")
    if definition.denominator is None:
        return State.KNOWN, None
    if numbers.denominator is None or numbers.still_open is None:
        return State.NOT_KNOWN, say("not known: a count is missing")
    if numbers.denominator == 0:
        return State.NO_CASES, say("there is nothing to divide by")
    if definition.unit is Unit.SHARE and numbers.numerator > numbers.denominator:
        return State.NOT_KNOWN, say("not known: the counts contradict each other")
    if numbers.still_open:
        return State.NOT_YET, say(
            "not computable yet: {open} of {all} have not been followed for {months} months",
            open=numbers.still_open,
            all=numbers.denominator,
            months=definition.months,
        )
    return State.KNOWN, None


def _worked_out(definition: Definition, numbers: _Numbers) -> tuple[Fraction, Interval | None]:
    """The value and its interval, which cases that are unclear widen upwards."""
    numerator, denominator = numbers.numerator or 0, numbers.denominator
    unclear = numbers.unclear or 0
    if denominator is None:
        return Fraction(numerator, 2 if definition.unit is Unit.MEDIAN_DAYS else 1), None
    if definition.unit is Unit.PER_100_YEARS:
        scale = 100 * YEAR / denominator
        low, _ = byar(numerator)
        _, high = byar(numerator + unclear)
        return numerator * scale, (_scaled(low, scale), _scaled(high, scale))
    low, _ = wilson(numerator, denominator)
    _, high = wilson(min(numerator + unclear, denominator), denominator)
    return Fraction(numerator, denominator), (low, high)


def _scaled(number: Decimal, scale: Fraction) -> Decimal:
    return (number * scale.numerator / scale.denominator).quantize(Decimal("0.0001"))
