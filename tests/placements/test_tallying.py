"""Tallies of eight placements that a reader recounts by eye, and the rules of days, times and coverage."""

from __future__ import annotations

from datetime import date

import pytest
from made_up_rows import T1, T2, T3, YEAR, row, span

from kfond.placements.overlaying import Listed
from kfond.placements.tallies import ALL, Measure, Span, Tallies
from kfond.placements.tallying import followed_until, tallied
from kfond.placements.values import Ending, Kind
from kfond.provenance import WITHHELD, Place, Source

HOME, NETWORK, EMERGENCY, RELIEF = Kind.TRADITIONAL, Kind.NETWORK, Kind.EMERGENCY, Kind.RELIEF
EIGHT = (
    # child, kind, start, first day without it, how it ended
    row("a", HOME, "2020-11-01", "2022-01-01", Ending.RETURN, planned="2022-01-01"),
    row("b", HOME, "2022-01-01", "2022-04-30", Ending.BROKEN_BY_CHILD, planned="2022-12-31", trained=True),
    row("b", EMERGENCY, "2022-04-30", "2022-05-01", Ending.MOVE),
    row("b", HOME, "2022-05-01", trained=False),
    row("c", NETWORK, "2022-03-31", "2022-09-15", Ending.BROKEN_BY_HOME, trained=True),
    row("d", HOME, "2021-06-01", "2022-12-31", Ending.UNKNOWN),
    row("d", RELIEF, "2022-02-01"),  # beside the one above
    row("e", HOME, "2022-12-31", trained=True, code="2262"),
)


def numbers(tallies: Tallies, measure: Measure, code: str = ALL, kind: str = ALL) -> list[int | None]:
    """What the three tertials and the year say."""
    return [tallies.number(span, code, kind, measure) for span in (T1, T2, T3, YEAR)]


@pytest.mark.parametrize(
    ("measure", "of_tertials_and_year"),
    [
        (Measure.ONGOING, [3, 3, 2, 2]),  # b in the emergency home on 30 April
        (Measure.STARTED, [3, 1, 1, 5]),
        (Measure.ENDED, [2, 1, 2, 5]),  # a on the first day of T1, b on its last
        (Measure.UNDER_WAY, [5, 4, 4, 7]),  # all but the relief home
        (Measure.DAYS, [0 + 119 + 1 + 31 + 120, 3 * 123, 122 + 14 + 121 + 1, 898]),
        (Measure.BREAKDOWNS, [1, 0, 1, 2]),
        (Measure.BY_CHILD, [1, 0, 0, 1]),
        (Measure.BY_HOME, [0, 0, 1, 1]),
        (Measure.BY_PARENTS, [0, 0, 0, 0]),
        (Measure.BY_AUTHORITY, [0, 0, 0, 0]),
        (Measure.ENDING_UNKNOWN, [0, 0, 1, 1]),  # d
        (Measure.ENDED_WITH_PLAN, [2, 0, 0, 2]),
        (Measure.ENDED_EARLY, [1, 0, 0, 1]),  # a ended on the day that was planned
        (Measure.COHORT, [3, 1, 1, 5]),
        (Measure.COHORT_BROKEN, [2, 0, 0, 2]),  # c broke down in T3, but began in T1
        (Measure.COHORT_OPEN, [0, 1, 1, 2]),  # the lists end after 2023
        (Measure.COHORT_UNKNOWN, [0, 0, 0, 0]),
        (Measure.CHILDREN, [4, 3, 4, 5]),  # b is one child with three placements
        (Measure.CHILDREN_BROKEN, [1, 0, 1, 2]),
        (Measure.TRAINED_BEFORE, [2, 0, 1, 3]),
        (Measure.TRAINED_UNKNOWN, [1, 0, 0, 1]),
    ],
)
def test_eight_placements(measure: Measure, of_tertials_and_year: list[int]) -> None:
    assert numbers(tallied(EIGHT), measure) == of_tertials_and_year


def test_every_measure_is_counted_by_hand() -> None:
    (table,) = (mark for mark in test_eight_placements.pytestmark if mark.name == "parametrize")  # type: ignore[attr-defined]
    assert [measure for measure, _ in table.args[1]] == list(Measure)


@pytest.mark.parametrize(
    ("code", "kind", "under_way"),
    [
        ("2281", HOME, [3, 2, 2, 4]),
        ("2281", NETWORK, [1, 1, 1, 1]),
        ("2281", RELIEF, [1, 1, 1, 1]),
        ("2281", Kind.SECURE, [0, 0, 0, 0]),  # nobody: the list would have told
        ("2281", ALL, [5, 4, 3, 6]),
        ("2262", ALL, [0, 0, 1, 1]),
        (ALL, HOME, [3, 2, 3, 5]),
        ("1421", ALL, [None] * 4),  # has sent no list
    ],
)
def test_of_a_municipality_and_a_kind(code: str, kind: str, under_way: list[int | None]) -> None:
    assert numbers(tallied(EIGHT), Measure.UNDER_WAY, code, kind) == under_way


def test_a_relief_home_has_no_care_days_that_its_rows_could_tell() -> None:
    assert numbers(tallied(EIGHT), Measure.DAYS, "2281", RELIEF) == [None] * 4


@pytest.mark.parametrize(
    ("count_end_day", "days"),
    [
        (False, [119 + 1, 123, 122, 365]),  # b: a move on the same day is one day
        (True, [120 + 1, 1 + 123, 122, 367]),  # 30 April and 1 May twice
    ],
)
def test_the_day_rule(count_end_day: bool, days: list[int]) -> None:
    of_b = [each for each in EIGHT if each.child == "b"]
    assert numbers(tallied(of_b, count_end_day=count_end_day), Measure.DAYS) == days


def test_a_leap_day_is_a_care_day() -> None:
    tallies = tallied([row("a", HOME, "2023-06-01", known=("2023-01-01", "2024-12-31"))])
    leap_year, its_first_tertial = span("2024-01-01", "2024-12-31"), span("2024-01-01", "2024-04-30")
    assert tallies.number(leap_year, ALL, ALL, Measure.DAYS) == 366
    assert tallies.number(its_first_tertial, ALL, ALL, Measure.DAYS) == 121


@pytest.mark.parametrize(
    ("start", "until"),
    [("2022-05-01", "2024-05-01"), ("2020-02-29", "2022-02-28"), ("2022-02-28", "2024-02-28")],
)
def test_24_months_on(start: str, until: str) -> None:
    assert followed_until(date.fromisoformat(start)) == date.fromisoformat(until)


@pytest.mark.parametrize(
    ("end", "ending", "known_to", "broken", "still_open", "unknown"),
    [
        ("2023-04-30", Ending.BROKEN, "2023-12-31", 1, 0, 0),
        ("2023-05-01", Ending.BROKEN, "2023-12-31", 0, 0, 0),  # 24 months to the day: not within them
        ("2023-04-30", Ending.RETURN, "2023-12-31", 0, 0, 0),
        ("2023-04-30", Ending.UNKNOWN, "2023-12-31", 0, 0, 1),
        ("2023-05-01", Ending.UNKNOWN, "2023-12-31", 0, 0, 0),
        ("", None, "2023-04-30", 0, 0, 0),  # still there on the last day of the 24 months
        ("", None, "2023-04-29", 0, 1, 0),
    ],
)
def test_what_became_of_a_start_on_1_may_2021(
    end: str, ending: Ending | None, known_to: str, broken: int, still_open: int, unknown: int
) -> None:
    tallies = tallied([row("a", HOME, "2021-05-01", end, ending, known=("2021-01-01", known_to))])
    found = [
        tallies.number(span("2021-01-01", "2021-12-31"), ALL, ALL, measure)
        for measure in (Measure.COHORT_BROKEN, Measure.COHORT_OPEN, Measure.COHORT_UNKNOWN)
    ]
    assert found == [broken, still_open, unknown]


def test_children_are_not_known_where_a_row_has_no_pseudonym() -> None:
    tallies = tallied([*EIGHT, row("", NETWORK, "2022-05-01", code="2262")])
    assert numbers(tallies, Measure.CHILDREN) == [4, None, None, None]
    assert numbers(tallies, Measure.CHILDREN_BROKEN) == [1, None, None, None]
    assert numbers(tallies, Measure.CHILDREN, kind=HOME) == [3, 2, 3, 4]


def test_a_child_of_two_municipalities_is_one_child_of_all() -> None:
    tallies = tallied([*EIGHT, row("b", HOME, "2022-10-01", code="2262")])
    assert tallies.number(YEAR, "2262", ALL, Measure.CHILDREN) == 2
    assert tallies.number(YEAR, ALL, ALL, Measure.CHILDREN) == 5


def test_times_that_lists_speak_of_whole() -> None:
    tallies = tallied(
        [
            row("a", HOME, "2022-06-01", known=("2022-03-01", "2022-12-31")),
            row("b", HOME, "2022-06-01", code="2262", known=("2022-09-01", "2022-10-31"), number="P1"),
            row("b", HOME, "2022-06-01", code="2262", known=("2022-11-01", "2023-04-30"), number="P1"),
        ]
    )
    assert {each: tallies.municipalities(each) for each in tallies.spans()} == {
        T2: ("2281",),
        T3: ("2262", "2281"),
        span("2023-01-01", "2023-04-30"): ("2262",),
    }
    assert tallies.number(T2, ALL, ALL, Measure.ONGOING) == 1  # only of the one that tells
    assert tallies.number(T3, ALL, ALL, Measure.ONGOING) == 2


def test_a_list_without_rows_tells_of_nobody() -> None:
    source = Source(Place("2262.xlsx", "Placeringar"), WITHHELD)
    tallies = tallied(EIGHT[:1], [YEAR], lists=[Listed("2262", YEAR, (source,))])
    assert tallies.number(YEAR, "2262", ALL, Measure.UNDER_WAY) == 0
    assert tallies.municipalities(YEAR) == ("2262", "2281")


def test_tallies_name_the_sheets_and_repeat_no_cell() -> None:
    tallies = tallied(EIGHT)
    sheets = {source for _, tally in tallies for source in tally.sources}
    assert sheets == {
        Source(Place(f"{code} 2023-12-31.xlsx", "Placeringar"), WITHHELD) for code in ("2262", "2281")
    }


def test_tallies_hold_no_pseudonym_and_no_day_of_a_child() -> None:
    named = [row(f"pseudonym-{each.child}", each.kind, "2022-03-17", "2022-07-19") for each in EIGHT]
    text = repr(list(tallied(named)))
    assert "pseudonym-" not in text and "3, 17" not in text and "7, 19" not in text


def test_any_time_can_be_asked_for() -> None:
    autumn: Span = span("2021-09-01", "2022-02-28")
    tallies = tallied(EIGHT, [autumn])
    assert tallies.spans() == (autumn,)
    assert tallies.number(autumn, ALL, ALL, Measure.DAYS) == 122 + 59 + 181  # a, b and d
