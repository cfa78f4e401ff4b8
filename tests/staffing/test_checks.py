"""What cannot be right together is told, with both figures and their cells; what may be right is not."""

from datetime import date
from decimal import Decimal

import pytest

from columns import column
from kfond.staffing.checks import (
    Added,
    contradictions,
    leaps,
    sum_differs,
    told_without_figure,
    without_figure,
)
from kfond.staffing.returns import Measure

HEADS = Decimal("1.25")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"positions": 5, "social_work_degree": 3, "other_education": 2, "vacancies": 1}, []),
        (
            {"positions": 5, "social_work_degree": 5, "other_education": 5},
            ["Orust: 10 by education (B4, B5), but posts for 5–6.25 (B3); kept as they stand."],
        ),
        (
            {"positions": 8, "social_work_degree": 1, "other_education": "1?", "vacancies": 0},
            ["Orust: 1–3 by education (B4, B5), but posts for 8–10 (B3); kept as they stand."],
        ),
        ({"positions": 8, "social_work_degree": 1, "other_education": "vet ej", "vacancies": 0}, []),
        ({"positions": 8, "social_work_degree": 1, "other_education": 1, "vacancies": 6}, []),
        (
            {"positions": 4, "vacancies": 5},
            ["Orust: “5” vacant posts (B4) of “4” posts (B3); kept as they stand."],
        ),
        ({"positions": "3(+10 utförare)", "vacancies": 5}, []),
        ({"positions": 4, "vacancies": "4"}, []),
        (
            {"positions": 3, "band_0_2": 4, "band_2_5": 3, "band_over_5": 3},
            ["Orust: 10 persons by experience, but posts for 3–3.75 (B2); kept as they stand."],
        ),
    ],
)
def test_figures_of_a_unit_that_speak_against_each_other(cells: dict[str, object], told: list[str]) -> None:
    assert [notice.in_words("en") for notice in contradictions(column(**cells), HEADS)] == told


@pytest.mark.parametrize(
    ("then", "now", "is_told"),
    [
        ("4,5", 45, True), (45, "4,5", True), (4, 39, False), (0, 5, False), (5, 0, False), ("ca 4", 45, False),
        ("vet ej", 45, False), ("1", "10-12", True),
    ],
)  # fmt: skip
def test_a_figure_ten_times_that_of_the_time_before(then: object, now: object, is_told: bool) -> None:
    before = column(as_of=date(2016, 3, 31), positions=then)

    assert bool(list(leaps(column(positions=now), before))) is is_told


def test_a_leap_names_both_cells() -> None:
    (notice,) = leaps(column(positions=45), column(as_of=date(2016, 3, 31), positions="4,5"))

    assert notice.in_words("en") == (
        "Orust: “45” posts (B3), but “4,5” on 2016-03-31 (s.xlsx, Blad1!B3); is the decimal comma right?"
    )


@pytest.mark.parametrize(
    ("parts", "total", "is_told"),
    [
        ((1, 2, 3), 6, False), ((1, 2, 3), 7, True), ((1, 2, "vet ej"), 7, False), ((1, 2, "vet ej"), 2, True),
        ((1, 2, "3(+10 utförare)"), 16, False), (("ca 5", 2, 3), 11, False), (("ca 5", 2, 3), 12, True),
        (("7,3", "1,5", 1), 10, False), (("7,3", "1,5", 1), "9,7", True), ((1, 2, "1-2"), 5, False),
    ],
)  # fmt: skip
def test_a_sum_is_told_where_it_is_certainly_another(
    parts: tuple[object, ...], total: object, is_told: bool
) -> None:
    names = (Measure.BAND_0_2, Measure.BAND_2_5, Measure.BAND_OVER_5)
    figures = column(**dict(zip(names, parts, strict=True))).figures
    (stated,) = column(positions=total).figures

    assert bool(sum_differs(Added(stated.reading, stated.source), [figures])) is is_told


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"positions": 8, "band_0_2": "1,5", "band_2_5": "ca 3", "band_over_5": "vet ej"}, None),
        (
            {"positions": 8, "vacancies": 0, "band_0_2": -3, "band_2_5": 4, "band_over_5": 1},
            "“-3” (B5: Orust, 0–2 years; counts as 3–5)",
        ),
        (
            {"consultants": "Reception", "band_0_2": "Alla"},
            "“Alla” (B4: Orust, 0–2 years; counts as at least 0), "
            "“Reception” (B3: Orust, consultants; counts as not known)",
        ),
    ],
)
def test_a_cell_that_holds_no_number_is_named_with_what_it_counts_as(
    cells: dict[str, object], told: str | None
) -> None:
    said = [found.in_words("en") for found in told_without_figure([*without_figure(column(**cells), HEADS)])]

    assert said == (
        [
            f"These cells hold no number: {told}. Answer them with kfond review, or write a number in the sheet and "
            "import it again."
        ]
        if told
        else []
    )
