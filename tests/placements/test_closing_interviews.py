"""What may be shown of closing interviews: each year's answers, and thirds of a year only where none is small."""

from __future__ import annotations

import pytest
from made_up_rows import T1, T2, T3, YEAR, span

from kfond.placements.answers_shown import AnswersShown
from kfond.placements.closing import answers_in
from written_lists import rows_of

HEAD = ["Period", "Fråga vid avslut", "Kodat svar", "Antal hem med svaret"]
WHY = "Varför slutade ni?"


def shown(*lines: list[object]) -> AnswersShown:
    return AnswersShown(answers_in(rows_of("closing_interviews", [HEAD, *lines])), 5)


def told(found: AnswersShown, *answers: str) -> list[object]:
    """What is shown of 2022, answer by answer."""
    tallies = [found.shown(WHY, YEAR, answer) for answer in answers]
    return ["dold" if tally is None else tally.number for tally in tallies]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((8, 7, 6, 21), [8, 7, 6, 21]),
        ((8, 7, 3, 18), [8, "dold", "dold", 18]),  # 3 alone would be 18 - 8 - 7
        ((8, 7, 0, 15), [8, 7, 0, 15]),
        ((2, 1, 1, 4), ["dold", "dold", "dold", "dold"]),
        ((8, 7, None, None), [8, 7, None, None]),
    ],
)
def test_a_small_number_of_a_year_is_hidden_with_one_that_would_give_it_away(
    numbers: tuple[int | None, ...], expected: list[object]
) -> None:
    lines = [
        [2022, WHY, answer, "?" if number is None else number]
        for answer, number in zip(("flytt", "pengar", "stöd"), numbers, strict=False)
    ]
    assert told(shown(*lines), "flytt", "pengar", "stöd", "") == expected


def test_months_make_up_a_tertial_and_tertials_the_year() -> None:
    months = [[f"2022-{month:02}", WHY, "flytt", 2] for month in range(1, 5)]
    found = shown(*months, ["T2 2022", WHY, "flytt", 5], ["T3 2022", WHY, "flytt", 6])
    assert found.times(WHY) == {T1, T2, T3, YEAR}
    assert [found.shown(WHY, of, "flytt").number for of in (T1, T2, T3, YEAR)] == [8, 5, 6, 19]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("thirds", "year"),
    [
        ((8, 3, 6), 17),  # a small one
        ((8, 7, None), 17),  # one that is told of the year alone: 2
    ],
)
def test_thirds_are_not_told_where_one_is_small(thirds: tuple[int | None, ...], year: int) -> None:
    lines: list[list[object]] = [
        [f"T{at} 2022", WHY, "flytt", number] for at, number in enumerate(thirds, 1) if number
    ]
    found = shown(*lines, [2022, WHY, "flytt", year], ["2021", WHY, "Flytt", 9])
    assert found.times(WHY) == {YEAR, span("2021-01-01", "2021-12-31")}
    assert found.shown(WHY, T1, "flytt") is None
    assert told(found, "FLYTT") == [year]


def test_an_answer_that_nobody_gave_is_none_and_a_question_that_nobody_asked_is_not_known() -> None:
    found = shown(["2021", WHY, "flytt", 9], [2022, WHY, "pengar", 7])
    assert told(found, "flytt", "pengar") == [0, 7]
    assert found.stated("Hur mår ni?", YEAR, "bra").number is None
