"""Rows of lists that overlap or follow on each other: the later list holds, and what is lost is told."""

from __future__ import annotations

import pytest
from made_up_rows import T1, T3, YEAR, row, span

from kfond.placements.merging import merged
from kfond.placements.tallies import ALL, Measure
from kfond.placements.tallying import tallied
from kfond.placements.values import Ending, Kind, Placement

HOME = Kind.TRADITIONAL
OF_2021, OF_2022 = ("2021-01-01", "2021-12-31"), ("2022-01-01", "2022-12-31")
Y2021 = span("2021-01-01", "2021-12-31")


def told(*rows: Placement) -> list[str]:
    return [f"{each.what.in_words('en')} {each.remedy.in_words('en')}" for each in merged(rows).notices]


def test_a_placement_in_two_lists_is_one_as_the_later_tells_it() -> None:
    rows = (
        row("a", HOME, "2021-03-01", number="P1", known=OF_2021),
        row("a", HOME, "2021-03-01", "2022-02-01", Ending.BROKEN, number="P1", known=OF_2022),
    )
    tallies = tallied(rows)
    assert merged(rows).placements == rows[1:]
    assert told(*rows) == []
    assert [tallies.number(Y2021, ALL, ALL, each) for each in (Measure.STARTED, Measure.ONGOING)] == [1, 1]
    assert [tallies.number(YEAR, ALL, ALL, each) for each in (Measure.STARTED, Measure.ENDED)] == [0, 1]
    assert tallies.number(Y2021, ALL, ALL, Measure.COHORT_BROKEN) == 1


def test_the_order_of_rows_does_not_matter() -> None:
    rows = (
        row("a", HOME, "2021-03-01", number="P1", known=OF_2021),
        row("b", HOME, "2021-03-01", "2021-06-01", Ending.MOVE, number="P2", known=OF_2021),
        row("a", HOME, "2021-03-01", number="P1", known=OF_2022),
    )
    assert tallied(rows) == tallied(rows[::-1])


def test_what_had_ended_before_the_next_list_stays_without_a_word() -> None:
    ended = row(
        "a", HOME, "2021-03-01", "2022-01-01", Ending.RETURN, number="P1", known=("2021-01-01", "2022-01-01")
    )
    other = row("b", HOME, "2021-04-01", number="P2", known=OF_2022)
    assert merged([ended, other]).placements == (ended, other)
    assert told(ended, other) == []


def test_a_placement_that_went_on_and_is_missing_in_the_next_list() -> None:
    lost = row("a", HOME, "2021-03-01", number="P1", known=OF_2021, cell="A7")
    other = row("b", HOME, "2022-03-01", number="P2", known=OF_2022)
    assert told(lost, other) == [
        "The row goes on into the time of the next list (2022-01-01–2022-12-31), which does not have it; from then on "
        "it is not counted. Add it to the next list with the days that are known, and import that list again."
    ]
    assert str(merged([lost, other]).notices[0].place) == "2281 2021-12-31.xlsx, Placeringar!A7"
    tallies = tallied([lost, other])
    assert tallies.number(Y2021, ALL, ALL, Measure.ONGOING) == 1
    assert tallies.number(Y2021, ALL, ALL, Measure.COHORT_OPEN) == 1  # nobody has followed it
    assert tallies.number(YEAR, ALL, ALL, Measure.UNDER_WAY) == 1  # b


def test_a_time_in_which_somebody_is_lost_is_not_told_of() -> None:
    tallies = tallied(
        [
            row("a", HOME, "2021-03-01", number="P1", known=("2021-01-01", "2022-04-30")),
            row("b", HOME, "2022-05-01", number="P2", known=("2022-05-01", "2022-12-31")),
            row("c", HOME, "2022-05-01", code="2262", number="P3", known=OF_2022),
        ]
    )
    assert tallies.municipalities(T1) == ("2262", "2281")
    assert tallies.municipalities(T3) == ("2262", "2281")
    assert tallies.municipalities(YEAR) == ("2262",)  # 2281 lost a between April and May
    assert tallies.number(YEAR, ALL, ALL, Measure.STARTED) == 1


def test_of_a_day_that_both_speak_of_the_later_list_alone_tells() -> None:
    early = ("2021-01-01", "2022-06-30")
    rows = (
        row("a", HOME, "2021-03-01", "2022-03-01", Ending.BROKEN, number="P1", known=early),
        # Began in the time of the next list, which does not have it.
        row("b", HOME, "2022-02-01", number="P2", known=early),
        row("c", HOME, "2021-05-01", number="P3", known=OF_2022),
    )
    tallies = tallied(rows)
    assert len(told(*rows)) == 2
    assert tallies.number(YEAR, ALL, ALL, Measure.UNDER_WAY) == 1
    assert tallies.number(Y2021, ALL, ALL, Measure.STARTED) == 2


def test_a_placement_that_was_numbered_anew_is_not_lost() -> None:
    rows = (
        row("a", HOME, "2021-03-01", number="P1", known=("2021-01-01", "2022-04-30")),
        row("a", HOME, "2021-03-01", number="7", known=("2022-05-01", "2022-12-31")),
    )
    assert merged(rows).placements == rows[1:]
    assert told(*rows) == [
        "The next list (2022-05-01–2022-12-31) tells of it with another number, and that holds. If the next list is "
        "wrong, correct it and import it again; else nothing needs to be done."
    ]
    assert tallied(rows).number(YEAR, ALL, ALL, Measure.UNDER_WAY) == 1


@pytest.mark.parametrize(
    "later",
    [
        row("b", HOME, "2022-05-01", known=("2022-05-01", "2022-12-31")),  # another child
        row("", HOME, "2021-03-01", known=("2022-05-01", "2022-12-31")),  # nobody says which
    ],
)
def test_another_number_that_may_be_another_placement_does_not_take_its_place(later: Placement) -> None:
    early = row(later.child and "a", HOME, "2021-03-01", known=("2021-01-01", "2022-04-30"))
    assert [each.what.in_words("en")[:27] for each in merged([early, later]).notices] == [
        "The row goes on into the ti"
    ]
    assert tallied([early, later]).municipalities(YEAR) == ()


def test_who_comes_back_in_a_third_list_was_not_lost() -> None:
    rows = (
        row("a", HOME, "2021-03-01", number="P1", known=OF_2021),
        row("b", HOME, "2021-03-01", number="P2", known=OF_2021),
        row("b", HOME, "2021-03-01", number="P2", known=OF_2022),
        row("a", HOME, "2021-03-01", number="P1", known=("2023-01-01", "2023-12-31")),
        row("b", HOME, "2021-03-01", number="P2", known=("2023-01-01", "2023-12-31")),
    )
    assert len(told(*rows)) == 1  # the list of 2022 lacks a
    assert tallied(rows).number(YEAR, ALL, ALL, Measure.UNDER_WAY) == 2


def test_of_two_municipalities_neither_takes_the_others_place() -> None:
    rows = (
        row("a", HOME, "2021-03-01", number="P1", known=OF_2021),
        row("a", HOME, "2021-03-01", code="2262", number="P1", known=OF_2022),
    )
    assert set(merged(rows).placements) == set(rows)
    assert told(*rows) == []


def test_a_placement_is_known_by_its_number_though_its_start_and_kind_were_corrected() -> None:
    rows = (
        row("a", HOME, "2021-03-01", known=OF_2021, number="P1"),
        row("b", HOME, "2021-04-01", known=OF_2021, number="P2"),
        row("a", Kind.NETWORK, "2021-03-15", "2022-02-01", Ending.MOVE, known=OF_2022, number="P1"),
        row("", HOME, "2021-04-01", known=OF_2022, number="P2"),
    )
    assert merged(rows).placements == rows[2:]
    assert told(*rows) == []
    tallies = tallied(rows)
    assert tallies.number(Y2021, ALL, ALL, Measure.STARTED) == 2
    assert tallies.number(Y2021, ALL, Kind.NETWORK, Measure.STARTED) == 1


def test_two_numbers_are_two_placements_though_all_else_is_the_same() -> None:
    rows = (
        row("", HOME, "2021-03-01", "2021-05-01", Ending.MOVE, known=OF_2021, number="P1"),
        row("", HOME, "2021-03-01", known=OF_2022, number="P2"),
    )
    assert tallied(rows).number(Y2021, ALL, ALL, Measure.STARTED) == 2


def test_of_two_rows_of_the_same_time_and_number_the_last_one_holds() -> None:
    rows = (
        row("a", HOME, "2021-03-01", known=OF_2021, number="P1"),
        row("a", HOME, "2021-03-15", known=OF_2021, number="P1"),
    )
    assert merged(rows).placements == rows[1:]
