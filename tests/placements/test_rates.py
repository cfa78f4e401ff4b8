"""Statistics by name: worked out by hand, with published intervals, and refusals to compare what is not alike."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from made_up_rows import T1, T2, YEAR, row, span
from test_tallying import EIGHT, HOME

from kfond.errors import Problem
from kfond.placements.definitions import (
    DEFINITIONS,
    ENDED_EARLY,
    NUMBERS,
    OF_ENDED,
    OF_UNDER_WAY,
    PER_100_YEARS,
    PER_100_YEARS_WITH_END,
    PER_CHILD,
    TRAINED_BEFORE,
    WITHIN_24_MONTHS,
    Definition,
    in_force,
)
from kfond.placements.intervals import byar, wilson
from kfond.placements.rates import Comparison, Rate, State, compared, quoted, rate, rates
from kfond.placements.tallies import ALL, UNKNOWN, Measure, Spot, Tallies, Tally
from kfond.placements.tallying import tallied
from kfond.placements.values import Ending

DOCS = Path(__file__).parents[2] / "docs" / "placeringar.md"


@pytest.mark.parametrize(
    ("cases", "of", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, table I, method 3
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
        (20, 20, "0.8389", "1"),  # the mirror of none of 20
    ],
)
def test_wilson_as_published(cases: int, of: int, low: str, high: str) -> None:
    found = wilson(cases, of)
    assert [round(end, 4) for end in found] == [Decimal(low), Decimal(high)]


@pytest.mark.parametrize(
    ("events", "low", "high"),
    # The exact limits for a Poisson count, as tables of them give (Garwood 1936); Byar's come near.
    [
        (0, 0, 3.689), (1, 0.025, 5.572), (2, 0.242, 7.225), (5, 1.623, 11.668), (10, 4.795, 18.390),
        (20, 12.217, 30.888), (100, 81.364, 121.627),
    ],
)  # fmt: skip
def test_byar_is_near_the_exact_limits(events: int, low: float, high: float) -> None:
    found = byar(events)
    assert float(found[0]) == pytest.approx(low, abs=0.03)
    assert float(found[1]) == pytest.approx(high, abs=0.03)


@pytest.mark.parametrize(
    "wrong", [lambda: wilson(3, 2), lambda: wilson(0, 0), lambda: wilson(-1, 2), lambda: byar(-1)]
)
def test_what_is_no_share_and_no_count(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError):
        wrong()


@pytest.mark.parametrize(
    ("definition", "numerator", "denominator", "value"),
    [
        (OF_ENDED, 2, 5, Fraction(2, 5)),
        (OF_UNDER_WAY, 2, 7, Fraction(2, 7)),
        (PER_100_YEARS, 2, 898, Fraction(200 * 1461, 4 * 898)),  # 81: a small organisation
        (PER_CHILD, 2, 5, Fraction(2, 5)),
        (ENDED_EARLY, 1, 2, Fraction(1, 2)),
        (TRAINED_BEFORE, 3, 5, Fraction(3, 5)),
    ],
)
def test_the_statistics_of_eight_placements(
    definition: Definition, numerator: int, denominator: int, value: Fraction
) -> None:
    found = rate(definition, tallied(EIGHT), YEAR)
    assert (found.state, found.numerator, found.denominator, found.value) == (
        State.KNOWN,
        numerator,
        denominator,
        value,
    )
    assert found.low is not None and found.high is not None
    assert found.low < value < found.high


def test_a_number_is_its_own_value_and_has_no_interval() -> None:
    found = {each.definition.key: each for each in rates(tallied(EIGHT), YEAR)}
    assert (found["ongoing"].value, found["ongoing"].low) == (2, None)
    assert found["days"].value == 898
    assert [*found] == [each.key for each in in_force(count_end_day=False)]


def test_endings_that_nobody_tells_of_widen_the_interval() -> None:
    found = rate(OF_ENDED, tallied(EIGHT), YEAR)
    assert found.unclear == 1  # 2 of 5 for certain, perhaps 3
    assert (found.low, found.high) == (wilson(2, 5)[0], wilson(3, 5)[1])


def test_not_computable_yet() -> None:
    found = rate(WITHIN_24_MONTHS, tallied(EIGHT), YEAR)
    assert (found.state, found.value, found.low) == (State.NOT_YET, None, None)
    assert found.why_not is not None
    assert found.why_not.in_words("en") == "not computable yet: 2 of 5 have not been followed for 24 months"


def test_a_cohort_that_was_followed() -> None:
    found = rate(WITHIN_24_MONTHS, tallied(EIGHT), span("2021-01-01", "2021-12-31"))
    assert (found.numerator, found.denominator, found.unclear, found.value) == (
        0,
        1,
        1,
        0,
    )  # d: nobody says how


@pytest.mark.parametrize(
    ("changes", "state", "why_not"),
    [
        ({Measure.ENDED: None}, State.NOT_KNOWN, "not known: a count is missing"),
        ({Measure.BREAKDOWNS: None}, State.NOT_KNOWN, "not known: a count is missing"),
        ({Measure.ENDED: 0, Measure.BREAKDOWNS: 0}, State.NO_CASES, "there is nothing to divide by"),
        ({Measure.ENDED: 1}, State.NOT_KNOWN, "not known: the counts contradict each other"),
    ],
)
def test_what_cannot_be_told(changes: dict[Measure, int | None], state: State, why_not: str) -> None:
    changed = [(Spot(YEAR, ALL, ALL, measure), Tally(number)) for measure, number in changes.items()]
    together = Tallies({spot: tally for spot, tally in tallied(EIGHT) if spot.municipality_code == ALL})
    found = rate(OF_ENDED, together.with_these(changed), YEAR)
    assert (found.state, found.value) == (state, None)
    assert found.why_not is not None and found.why_not.in_words("en") == why_not


def test_counts_that_say_nothing_of_those_still_open_are_not_taken_for_none() -> None:
    counts = {Measure.COHORT: 10, Measure.COHORT_BROKEN: 2}
    tallies = Tallies({Spot(YEAR, ALL, ALL, each): Tally(number) for each, number in counts.items()})
    assert rate(WITHIN_24_MONTHS, tallies, YEAR).state is State.NOT_KNOWN
    assert tallies.at(Spot(YEAR, ALL, ALL, Measure.COHORT_OPEN)) is UNKNOWN


# What must not be compared


FIVE_OF_SIXTY = quoted(PER_CHILD, 5, 60)


def test_five_of_sixty_is_a_share_of_children() -> None:
    assert FIVE_OF_SIXTY.value == Fraction(1, 12)
    assert (FIVE_OF_SIXTY.low, FIVE_OF_SIXTY.high) == (Decimal("0.036120"), Decimal("0.180689"))


def in_words(first: Rate, second: Rate) -> str:
    found = compared(first, second)
    assert isinstance(found, Problem)
    return found.in_words("en")


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        (
            OF_ENDED,
            "“Andel barn med sammanbrott” and “Andel sammanbrott av avslutade” are counted in different ways and "
            "cannot be compared. Compare two that have the same name, or show each by itself and say how it is "
            "counted.",
        ),
        (
            PER_CHILD,
            "“Andel barn med sammanbrott” grows with the time that is looked at, and the two times are not as long, or "
            "nobody says for which time one of them is. Compare a year with a year, or use “Sammanbrott per 100 "
            "placeringsår”.",
        ),
    ],
)
def test_five_of_sixty_can_be_compared_with_nothing_here(definition: Definition, words: str) -> None:
    assert in_words(FIVE_OF_SIXTY, rate(definition, tallied(EIGHT), YEAR)) == words


def test_a_tertial_is_not_compared_with_a_year_where_that_matters() -> None:
    tallies = tallied(EIGHT)
    assert "grows with the time" in in_words(
        rate(OF_UNDER_WAY, tallies, T1), rate(OF_UNDER_WAY, tallies, YEAR)
    )
    assert isinstance(
        compared(rate(PER_100_YEARS, tallies, T1), rate(PER_100_YEARS, tallies, YEAR)), Comparison
    )


def test_the_two_day_rules_are_two_definitions() -> None:
    tallies = tallied(EIGHT)
    assert "different ways" in in_words(
        rate(PER_100_YEARS, tallies, T1), rate(PER_100_YEARS_WITH_END, tallies, T2)
    )


def test_what_is_not_known_is_not_compared() -> None:
    tallies = tallied(EIGHT)
    before = rate(WITHIN_24_MONTHS, tallies, span("2021-01-01", "2021-12-31"))
    assert in_words(before, rate(WITHIN_24_MONTHS, tallies, YEAR)) == (
        "“Andel sammanbrott inom 24 månader” cannot be compared: not computable yet: 2 of 5 have not been followed "
        "for 24 months. Show the one that is known by itself."
    )


@pytest.mark.parametrize(
    ("second", "is_apart"), [(quoted(OF_ENDED, 12, 60), False), (quoted(OF_ENDED, 30, 60), True)]
)
def test_two_that_are_alike_are_compared(second: Rate, is_apart: bool) -> None:
    first = quoted(OF_ENDED, 5, 60)
    assert second.value is not None
    assert compared(first, second) == Comparison(second.value - Fraction(1, 12), is_apart)


# The definitions


def test_every_measure_has_a_name() -> None:
    assert [each.key for each in NUMBERS] == [measure.value for measure in Measure]
    assert len({each.name for each in DEFINITIONS.values()}) == len(DEFINITIONS)


@pytest.mark.parametrize("count_end_day", [False, True])
def test_days_are_counted_by_one_rule(count_end_day: bool) -> None:
    keys = {each.key for each in in_force(count_end_day)}
    with_end = {"days_with_end", "per_100_years_with_end"}
    assert with_end <= keys if count_end_day else not with_end & keys
    assert len(keys) == len(DEFINITIONS) - 2


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda each: each.key)
def test_the_definition_stands_in_the_papers_as_in_the_program(definition: Definition) -> None:
    text = " ".join(DOCS.read_text(encoding="utf-8").split())
    assert f"| {definition.name} | {definition.words} |" in text


def test_statistics_are_made_of_tallies_alone() -> None:
    """Rows can be deleted once their tallies are kept: nothing else is asked."""
    rows = [*EIGHT, row("f", HOME, "2022-02-01", "2022-10-01", Ending.BROKEN)]
    tallies = tallied(rows)
    before = repr(rates(tallies, YEAR))
    kept = Tallies({spot._replace(): replace(tally) for spot, tally in tallies})
    rows.clear()
    assert repr(rates(kept, YEAR)) == before
