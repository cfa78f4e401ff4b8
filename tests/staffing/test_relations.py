"""Cells that refer to other cells: when they are read, when a reading is only proposed, and when neither."""

from datetime import date
from decimal import Decimal

import pytest

from columns import column
from kfond.cells import Quality
from kfond.staffing.relations import proposal, resolved
from kfond.staffing.returns import Measure

CERTAIN = {
    "positions": 5,
    "social_work_degree": "Alla",
    "other_education": 0,
    "consultants": 0,
    "vacancies": "Nej",
}
REST = {**CERTAIN, "social_work_degree": 2, "other_education": "resten"}


@pytest.mark.parametrize(
    ("cells", "measure", "value"),
    [
        (CERTAIN, Measure.SOCIAL_WORK_DEGREE, 5),
        ({**CERTAIN, "other_education": ""}, Measure.SOCIAL_WORK_DEGREE, 5),
        (REST, Measure.OTHER_EDUCATION, 3),
        ({**REST, "other_education": "Övriga"}, Measure.OTHER_EDUCATION, 3),
    ],
)
def test_a_word_is_read_where_the_other_cells_leave_one_reading(
    cells: dict[str, object], measure: Measure, value: int
) -> None:
    figure = resolved(column(**cells)).stated(measure)

    assert figure is not None
    reading = figure.reading
    assert (reading.quality, reading.value, reading.low, reading.high) == (Quality.EXACT, value, value, value)
    assert not reading.review


def test_a_word_that_was_read_says_from_which_cells() -> None:
    figure = resolved(column(**REST)).stated(Measure.OTHER_EDUCATION)

    assert figure is not None
    assert figure.source.verbatim == "resten"
    assert figure.reading.note == "resten: B3 ”5”, B4 ”2”, B7 ”Nej”, B6 ”0”"


@pytest.mark.parametrize(
    "cells",
    [
        {**CERTAIN, "positions": "ca 5"},
        {**CERTAIN, "positions": "5 (inkl chef)"},
        {**CERTAIN, "vacancies": 1},
        {**CERTAIN, "vacancies": "-"},
        {**CERTAIN, "consultants": "1?"},
        {**CERTAIN, "other_education": 1},
        {**CERTAIN, "other_education": "vet ej"},
        {**CERTAIN, "social_work_degree": "Alla utom konsulterna"},
        {**CERTAIN, "social_work_degree": "nästan alla"},
        {name: cell for name, cell in CERTAIN.items() if name != "consultants"},
    ],
)
def test_a_word_stays_unclear_where_another_reading_is_left(cells: dict[str, object]) -> None:
    figure = resolved(column(**cells)).stated(Measure.SOCIAL_WORK_DEGREE)

    assert figure is not None
    assert (figure.reading.quality, figure.reading.review) == (Quality.UNCLEAR, True)


@pytest.mark.parametrize(
    ("cells", "measure", "low", "high"),
    [
        # all of the posts, or of those that are filled
        ({"positions": 5, "vacancies": 1, "social_work_degree": "alla"}, "social_work_degree", "4", "5"),
        ({"positions": 6, "vacancies": 0, "band_0_2": "hälften"}, "band_0_2", "3", "3"),
        (
            {"positions": 6, "vacancies": 0, "band_0_2": 1, "band_2_5": 2, "band_over_5": "resten"},
            "band_over_5", "3", "3",
        ),
        ({"positions": 6, "consultants": 2, "band_0_2": "Alla utom konsulterna"}, "band_0_2", "4", "4"),
        ({"positions": 6, "vacancies": 0, "social_work_degree": "alla utom en"}, "social_work_degree", "5", "5"),
        # Strömstad 2017: of 4.5 posts 4 are vacant, and 2 are consultants
        (
            {"positions": "4,5", "consultants": 2, "band_0_2": "Alla utom konsulterna", "vacancies": 4},
            "band_0_2", "0", "2.5",
        ),
        ({"consultants": 2, "social_work_degree": "Enbart konsulterna"}, "social_work_degree", "2", "2"),
        ({"positions": 7, "social_work_degree": "se ovan"}, "social_work_degree", "7", "7"),
        ({"vacancies": date(2017, 3, 2)}, "vacancies", "2", "3"),
    ],
)  # fmt: skip
def test_what_an_unclear_cell_may_mean_is_proposed(
    cells: dict[str, object], measure: str, low: str, high: str
) -> None:
    found = proposal(column(**cells), Measure(measure))

    assert found is not None
    assert (found.low, found.high) == (Decimal(low), Decimal(high))
    assert found.value == (Decimal(low) if low == high else None)


@pytest.mark.parametrize(
    ("shown", "day", "ends"),
    [
        ("", date(2017, 3, 2), (2, 3)),
        ("02-mar", date(2017, 3, 2), (2, 3)),
        ("okt-15", date(2015, 10, 1), (10, 15)),
        ("2017-03-02", date(2017, 3, 2), (2, 3)),
        ("31 mars 2017", date(2017, 3, 31), None),
        ("", date(2017, 3, 3), None),
    ],
)
def test_a_range_that_excel_made_a_date_of_is_proposed(
    shown: str, day: date, ends: tuple[int, int] | None
) -> None:
    found = proposal(column(vacancies=day, shown=shown), Measure.VACANCIES)

    assert (found and (found.low, found.high)) == ends


@pytest.mark.parametrize(
    "cells",
    [
        # Orust 2017: three posts and ten more, three vacant
        {
            "positions": "3(+10 utförare)", "vacancies": 3,
            "social_work_degree": "Alla utom 1 av de tjänster som är tillsatta",
        },
        {"positions": "vet ej", "social_work_degree": "alla"},
        {"positions": 5, "social_work_degree": "många"},
        {"positions": 5, "social_work_degree": 4},
        {"social_work_degree": "se ovan"},
    ],
)  # fmt: skip
def test_nothing_is_proposed_where_nothing_suggests_itself(cells: dict[str, object]) -> None:
    found = proposal(column(**cells), Measure.SOCIAL_WORK_DEGREE)

    assert found is None or found.value is None


def test_a_proposal_names_its_cells() -> None:
    found = proposal(column(positions=6, vacancies=1, social_work_degree="alla"), Measure.SOCIAL_WORK_DEGREE)

    assert found is not None
    assert found.why.in_words("en") == "From posts “6” (B3), vacant posts “1” (B4)"
    assert [source.place.cell for source in found.sources] == ["B3", "B4"]
