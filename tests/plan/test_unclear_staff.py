"""What a forecast makes of a cell that is unclear, has no upper end or was never asked for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_staff import (
    CELL,
    FEW,
    LONG,
    NEW,
    NOT_ASKED,
    OURS,
    SOME,
    STAFF,
    TERMS,
    UNCLEAR,
    D,
    between,
    drawn,
    exactly,
    persons,
    rates,
    start,
)

from kfond.periods import Term
from kfond.plan.forecast.carry import forecast
from kfond.plan.forecast.opening import opening_of
from kfond.plan.forecast.rates import rates_of
from kfond.staffing.boxes import BANDS, Box


def test_an_unclear_cell_is_bounded_by_the_posts_and_best_is_fitted_into_them() -> None:
    # Nobody knows how many are new; 12 to 15 persons in all by the posts, 4 and 5 of them counted. So 3 to 6 are new.
    opening = opening_of(start("1421", [UNCLEAR, exactly(4), exactly(5)], Box(D(12), D(13), D(15), (CELL,))))

    assert opening and (opening.bands[0].high, opening.best[NEW]) == (6, D("4.5"))
    found = drawn(opening, rates("000"), 0, 400).persons[:, 0]
    assert found[:, 0].min() >= 3 and found[:, 0].max() <= 6
    assert (found[:, 1:] == (4, 5)).all()


def test_three_unclear_bands_are_fitted_by_the_room_they_have() -> None:
    # Best 6 + 6 + 6 = 18, but the posts hold 12 at most: 6 too many, taken 2 : 2 : 2.
    wide = Box(D(0), D(6), D(12), (CELL,), is_bounded=True)
    opening = opening_of(start("1421", [wide, wide, wide], Box(D(10), D(11), D(12), (CELL,))))

    assert opening and opening.best == persons(4, 4, 4)
    together = drawn(opening, rates("000"), 0, 400).persons[:, 0].sum(axis=1)
    assert together.min() >= 10 and together.max() <= 12


def test_clear_figures_that_contradict_the_posts_stand_as_they_are() -> None:
    opening = opening_of(start("1421", [exactly(9), exactly(9), exactly(9)], exactly(12)))

    assert opening and opening.best == persons(9, 9, 9)
    assert (drawn(opening, rates("000"), 0).persons[:, 0] == 9).all()


@pytest.mark.parametrize(
    "bands",
    [
        [],
        [None, None, None],
        [UNCLEAR, exactly(4), exactly(5)],
        [Box(D(3), D(3), None, (CELL,)), exactly(4), exactly(5)],  # "at least 3", and no posts
    ],
    ids=["no figures", "not asked", "unclear without posts", "no upper bound"],
)
def test_a_municipality_that_nothing_bounds_is_in_nothing(bands: list[Box | None]) -> None:
    unknown = start("1421", bands or [None] * 3)
    known = start("1435", [exactly(1), exactly(2), exactly(3)])
    found = forecast((unknown, known), rates_of((unknown, known), (), FEW), TERMS, FEW)

    assert list(found.places) == list(found.draws) == list(found.rates) == [("BoU", "1435")]
    assert found.totals["BoU"] == found.places["BoU", "1435"]
    assert found.starts == (unknown, known)


def test_a_band_that_the_sheet_does_not_ask_for_gets_no_estimate() -> None:
    # The posts bound it, and it ages into the next band; but nobody has said how many they are.
    some = start("1421", [None, exactly(4), exactly(5)], Box(D(12), D(13), D(15), (CELL,)))
    found = forecast((some,), rates_of((some,), (), FEW), TERMS, FEW)

    assert tuple(found.places["BoU", "1421"]) == tuple(found.totals["BoU"]) == (SOME, LONG)


@pytest.mark.parametrize(("vacant", "most"), [(NOT_ASKED, 0), (UNCLEAR, 3), (exactly(2), 2)])
def test_vacant_posts_never_asked_for_are_none_and_unclear_ones_what_the_posts_leave(
    vacant: Box, most: int
) -> None:
    opening = opening_of(start("1421", [exactly(3), exactly(4), exactly(5)], between(12, 14, 15), vacant))

    assert opening and opening.vacancies.high == most


@given(
    staff=STAFF,
    which=st.integers(0, 2),
    width=st.integers(1, 6),
    q=st.tuples(*[st.integers(0, 40).map(lambda part: str(D(part) / 100))] * 3),
)
@settings(max_examples=50, deadline=None, derandomize=True)
def test_an_unclear_cell_never_narrows_an_interval(
    staff: tuple[int, ...], which: int, width: int, q: tuple[str, ...]
) -> None:
    """Beside the same cell with its best value certain. Intervals are of whole persons: an end may slip by one."""
    exact = [*map(exactly, staff[:3])]
    unclear = list(exact)
    best = staff[which]
    unclear[which] = Box(D(max(0, best - width)), D(best), D(best + width), (CELL,), is_bounded=True)
    terms = (Term(2017, 2), *TERMS)

    sure, unsure = (
        forecast((start("1421", boxes, vacant=exactly(staff[3])),), {("BoU", "1421"): rates(q)}, terms, OURS)
        for boxes in (exact, unclear)
    )
    now = unsure.places["BoU", "1421"][BANDS[which]][0]
    assert now.low <= best <= now.high and now.low < now.high
    for band in BANDS:
        for one, other in zip(
            sure.places["BoU", "1421"][band], unsure.places["BoU", "1421"][band], strict=True
        ):
            assert other.high - other.low >= one.high - one.low - 2
    spread, wider = (found.draws["BoU", "1421"].std(axis=0) for found in (sure, unsure))
    assert (wider >= 0.8 * spread - 0.15).all()  # as far as 400 draws can tell
