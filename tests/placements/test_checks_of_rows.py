"""What a row of a placement cannot be is told with its place and what to write, all at once, and without its days."""

from __future__ import annotations

import pytest
from made_up_rows import row
from test_tallying import EIGHT

from kfond.placements.checks import problems_of
from kfond.placements.merging import merged
from kfond.placements.values import Ending, Kind, Placement

HOME, NETWORK, RELIEF = Kind.TRADITIONAL, Kind.NETWORK, Kind.RELIEF


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            row("a", HOME, "2022-03-01", "2022-02-28", Ending.MOVE, cell="A5"),
            "The placement ends before it begins. Write the first day without it as its end.",
        ),
        (
            row("a", HOME, "2022-03-01", planned="2022-02-01", cell="A5"),
            "The planned end is before the start. Write the day when it was meant to end, or leave the cell empty.",
        ),
        (
            row("a", HOME, "2022-03-01", "", Ending.MOVE, cell="A5"),
            "It says how the placement ended, but not when. Write the day of the end, or leave empty how it ended "
            "while it goes on.",
        ),
        (
            row("a", HOME, "2022-03-01", "2024-01-01", Ending.MOVE, cell="A5"),
            "A day is later than the last day that the list speaks of (2023-12-31). Leave out what has not happened "
            "yet, or state the last day of the list as it is.",
        ),
        (
            row("a", HOME, "2024-03-01", cell="A5"),
            "A day is later than the last day that the list speaks of (2023-12-31). Leave out what has not happened "
            "yet, or state the last day of the list as it is.",
        ),
    ],
)
def test_a_row_that_cannot_be(wrong: Placement, words: str) -> None:
    (problem,) = problems_of([wrong])
    assert problem.in_words("en") == f"2281 2023-12-31.xlsx, Placeringar!A5: {words}"


@pytest.mark.parametrize(
    "right",
    [
        row("a", HOME, "2022-03-01", "2022-03-01", Ending.MOVE),  # came and went
        row("a", HOME, "2022-03-01", planned="2025-06-01"),  # a plan is of what is to come
        row("a", HOME, "2022-03-01", "2023-12-31", Ending.MOVE, planned="2022-03-01"),
    ],
)
def test_a_row_that_can_be(right: Placement) -> None:
    assert problems_of([right]) == ()


def test_two_at_once() -> None:
    first = row("a", HOME, "2022-03-01", "2022-06-01", Ending.MOVE, cell="A2")
    second = row(
        "a", NETWORK, "2022-05-31", cell="A9", code="2262"
    )  # of another municipality: still one child
    assert [each.in_words("en") for each in problems_of([second, first])] == [
        "2262 2023-12-31.xlsx, Placeringar!A9: The child has another placement at the same time (2281 2023-12-31.xlsx, "
        "Placeringar!A2). Write as the end of the first the day when the next begins; only a relief home may be beside "
        "another."
    ]


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        # a long one with two short ones in it
        (
            (
                row("a", HOME, "2022-01-01", cell="A2"),
                row("a", HOME, "2022-02-01", "2022-03-01", Ending.MOVE, cell="A3"),
                row("a", HOME, "2022-04-01", "2022-05-01", Ending.MOVE, cell="A4"),
            ),
            ["A3", "A4"],
        ),
        # the same row twice
        ((row("a", HOME, "2022-01-01", cell="A2"), row("a", HOME, "2022-01-01", cell="A3")), ["A3"]),
        # a move on one day
        ((row("a", HOME, "2022-01-01", "2022-02-01", Ending.MOVE), row("a", HOME, "2022-02-01")), []),
        # a relief home beside
        ((row("a", HOME, "2022-01-01"), row("a", RELIEF, "2022-02-01"), row("a", RELIEF, "2022-02-05")), []),
        # nobody says who the child is
        ((row("", HOME, "2022-01-01"), row("", HOME, "2022-01-01")), []),
    ],
)
def test_which_rows_are_at_once(rows: tuple[Placement, ...], places: list[str]) -> None:
    assert [each.place and each.place.cell for each in problems_of(rows)] == places


def test_all_problems_are_told_at_once_and_none_where_all_is_well() -> None:
    wrong = row("a", HOME, "2022-03-01", "2022-02-28", Ending.MOVE, planned="2022-01-01")
    late = row("b", HOME, "2024-03-01")
    assert len(problems_of([wrong, late])) == 3
    assert problems_of(EIGHT) == ()


def test_one_placement_in_two_lists_is_not_two() -> None:
    rows = (
        row("a", HOME, "2021-03-01", known=("2021-01-01", "2021-12-31")),
        row("a", HOME, "2021-03-01", known=("2022-01-01", "2022-12-31")),
    )
    assert problems_of(merged(rows).placements) == ()
