"""The boxes of a staffing sheet: what is known, what is not, and that the two are never mixed up."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.cells import Expect, read_cell
from kfond.provenance import Place, Source
from kfond.staffing.boxes import band_boxes, disagreement, staff_of
from kfond.staffing.returns import Definition, Measure, Return, SourceKind, Stated

HEADS = Decimal("1.25")
MEASURES = (Measure.POSITIONS, Measure.VACANCIES, Measure.BAND_0_2, Measure.BAND_2_5, Measure.BAND_OVER_5)


def answer(code: str, *cells: object, unit: str = "") -> Return:
    """A return whose cells are posts, vacancies, 0-2, 2-5 and over 5 years, in that order."""
    figures = []
    for measure, content in zip(MEASURES, cells, strict=False):
        source = Source(Place("sheet.xlsx", "Blad1", measure.value), str(content))
        figures.append(Stated(measure, read_cell(content, Expect.COUNT), source))
    head = Source(Place("sheet.xlsx", "Blad1", "B2"), code)
    kind, definition = SourceKind.RETURN, Definition.TABLE
    return Return(code, code, unit, "BoU", date(2017, 3, 31), kind, definition, "", "", head, tuple(figures))


@pytest.mark.parametrize(
    ("cells", "low", "best", "high"),
    [
        # posts, vacant, 0-2, 2-5, over 5: the box of 0-2 years
        ((5, 0, 2, 2, 1), "2", "2", "2"),
        ((5, 0, "ca 5", 0, 0), "4", "5", "6"),
        ((5, 0, "2-3", 2, 1), "2", "2.5", "3"),
        (("4,5", 4, "Alla utom konsulterna", 0, 0), "0.5", "3.0625", "5.625"),
        (("1.5", "-", "0.5", "-", "1.0"), "0.5", "0.5", "0.5"),
    ],
)
def test_the_box_of_a_band(cells: tuple[object, ...], low: str, best: str, high: str) -> None:
    box = band_boxes(answer("1421", *cells), HEADS)[Measure.BAND_0_2]

    assert (box.low, box.best, box.high) == (Decimal(low), Decimal(best), Decimal(high))


def test_a_band_that_nothing_bounds_stays_unknown() -> None:
    box = band_boxes(answer("1421", "vet ej", 0, "alla", 0, 0), HEADS)[Measure.BAND_0_2]

    assert (box.low, box.best, box.high) == (Decimal(0), None, None)


def test_three_unclear_bands_do_not_add_up_to_three_times_the_posts() -> None:
    boxes = band_boxes(answer("1421", 8, 0, "?", "?", "?"), HEADS)

    assert sum(box.best for box in boxes.values() if box.best is not None) == Decimal(
        9
    )  # 8 posts, 8-10 persons


@given(
    posts=st.integers(0, 40),
    vacant=st.integers(0, 10),
    bands=st.lists(st.sampled_from([0, 1, 5, 12, "ca 4", "2-3", "?", "alla"]), min_size=3, max_size=3),
)
def test_an_unclear_cell_never_narrows_the_box(posts: int, vacant: int, bands: list[object]) -> None:
    stated = band_boxes(answer("1421", posts, vacant, *bands), HEADS)
    unclear = band_boxes(answer("1421", posts, vacant, "oklart hur många", *bands[1:]), HEADS)
    before, after = stated[Measure.BAND_0_2], unclear[Measure.BAND_0_2]

    if after.high is not None and after.best is not None:
        assert after.low <= after.best <= after.high
    if before.best is not None and bands[0] in (0, 1, 5, 12) and after.high is not None:
        assert after.high >= after.low
    for measure in (Measure.BAND_2_5, Measure.BAND_OVER_5):
        if stated[measure].best is not None and not stated[measure].is_bounded:
            assert unclear[measure] == stated[measure]


def test_bands_that_the_posts_cannot_hold_are_told_and_not_corrected() -> None:
    orust = answer("1421", "3(+10 utförare)", 3, 3, 4, 3)

    found = disagreement(orust, HEADS)

    assert found is not None
    assert (found[0].best, found[1].high) == (Decimal(10), Decimal("3.75"))
    assert band_boxes(orust, HEADS)[Measure.BAND_0_2].best == Decimal(3)


def test_the_units_of_a_municipality_add_up_and_another_area_stays_out() -> None:
    staff = staff_of(
        [answer("1421", 5, 0, 2, 2, 1, unit="1"), answer("1421", 5, 0, 3, 1, 1, unit="2")], "BoU", HEADS
    )

    assert staff["1421"][Measure.BAND_0_2].best == Decimal(5)
    assert staff_of([answer("1421", 5, 0, 2, 2, 1)], "missbruk", HEADS) == {}


def test_each_box_knows_its_cells() -> None:
    bands = band_boxes(answer("1421", 5, 0, 2, "vet ej", 1), HEADS)

    assert [source.place.cell for source in bands[Measure.BAND_0_2].sources] == ["band_0_2"]
    assert [source.place.cell for source in bands[Measure.BAND_2_5].sources] == [
        "band_2_5",
        "positions",
        "vacancies",
    ]
