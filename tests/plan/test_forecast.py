"""The staff carried forward: by hand on one screen, and what holds whatever the figures are."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_staff import (
    CELL,
    FEW,
    HT2017,
    HUNDREDTHS,
    NEW,
    OURS,
    SHARES,
    SOME,
    STAFF,
    TERMS,
    UNCLEAR,
    D,
    between,
    drawn,
    exactly,
    exits,
    persons,
    rates,
    start,
)

from kfond.periods import Term
from kfond.plan.forecast.carry import first_term, forecast, steps_to
from kfond.plan.forecast.cohorts import BAND_OF_CELL, Spread, run, term_share, yearly_share
from kfond.plan.forecast.draws import draw, interval, triangular
from kfond.plan.forecast.opening import opening_of
from kfond.plan.forecast.rates import rates_of
from kfond.staffing.boxes import BANDS, Box

# By hand


def test_one_half_year_by_hand() -> None:
    # 8 new, 6 with some years, 10 with long experience, 2 vacant posts. In a half-year leave 20, 10 and 5 in 100
    # (in a year 36, 19 and 9.75), half of the vacant posts are filled, and hires fall 7 : 2 : 1.
    (step,) = run(persons(8, 6, 10), D(2), rates(("0.36", "0.19", "0.0975")), 1)

    assert {band: left.normalize() for band, left in step.leavers.items()} == persons("1.6", "0.6", "0.5")
    assert step.filled == 1  # 0.5 x 2; 2.7 left, so that 3.7 are hired:
    assert {band: new.normalize() for band, new in step.hired.items()} == persons("2.59", "0.74", "0.37")
    # 8 in four cells are 2 each, 1.6 stay of each; 6 in six are 1 each, 0.9 stay. A cell grows out of each band:
    #   0-2:  8 - 1.6 - 1.6       + 2.59 = 7.39
    #   2-5:  6 - 0.6 + 1.6 - 0.9 + 0.74 = 6.84
    #   > 5: 10 - 0.5       + 0.9 + 0.37 = 10.77
    assert step.after.bands == persons("7.39", "6.84", "10.77")
    assert step.after.vacancies == 1


def test_a_snapshot_is_carried_from_its_own_day_to_the_start_of_each_term() -> None:
    # The figures of 31 March 2017 are the staff at the start of HT2017; VT2018 is one half-year later.
    found = forecast((start("1421", [exactly(8), exactly(6), exactly(10)], vacant=exactly(2)),),
                     {("BoU", "1421"): rates(("0.36", "0.19", "0.0975"))},
                     (Term(2017, 1), Term(2017, 2), Term(2018, 1)), FEW)  # fmt: skip

    assert [at.best for at in found.places["BoU", "1421"][NEW]] == [8, 8, D("7.39")]
    assert found.places["BoU", "1421"][NEW][1].low == found.places["BoU", "1421"][NEW][1].high == 8


@pytest.mark.parametrize(
    ("as_of", "first"),
    [
        (date(2017, 3, 31), "HT2017"),
        (date(2017, 12, 31), "VT2018"),
        (date(2018, 1, 1), "VT2018"),
        (date(2018, 1, 2), "HT2018"),
    ],
)
def test_the_first_term_after_a_snapshot(as_of: date, first: str) -> None:
    assert first_term(as_of) == Term.parse(first)
    assert steps_to((Term.parse(first) + 3,), as_of) == (3,)


@pytest.mark.parametrize("yearly", ["0", "0.1", "0.25", "0.36", "1"])
def test_two_half_years_take_what_a_year_takes(yearly: str) -> None:
    assert abs(yearly_share(term_share(D(yearly))) - D(yearly)) < D("1e-20")


def test_where_in_their_band_persons_stand_matters_between_the_extremes() -> None:
    # 8 new persons, nobody leaves. All oldest: all have grown out after one half-year; all youngest: after four.
    out = {
        how: [step.after.bands[SOME] for step in run(persons(8, 0, 0), D(0), rates("000"), 4, how)]
        for how in Spread
    }

    assert out[Spread.OLDEST] == [8, 8, 8, 8]
    assert out[Spread.EVENLY] == [2, 4, 6, 8]
    assert out[Spread.YOUNGEST] == [0, 0, 0, 8]


def test_the_cells_of_the_bands() -> None:
    assert [BAND_OF_CELL.count(band) for band in BANDS] == [4, 6, 1]


# What holds in the run without dice and in every draw


@given(staff=STAFF, q=SHARES, filled=HUNDREDTHS)
@settings(max_examples=60, deadline=None)
def test_persons_are_conserved(staff: tuple[int, ...], q: tuple[str, ...], filled: str) -> None:
    *bands, vacant = staff
    of = rates(q, filled=filled)
    posts = D(sum(staff))

    for step in run(persons(*bands), D(vacant), of, 6):
        assert abs(sum(step.after.cells) + step.after.vacancies - posts) < D("1e-20")
        assert abs(sum(step.leavers.values()) + step.filled - sum(step.hired.values())) < D("1e-20")
    found = drawn(opening_of(start("1421", [*map(exactly, bands)], vacant=exactly(vacant))), of)
    together = found.persons.sum(axis=2)
    assert (together[:, 0] == sum(bands)).all() and (together <= sum(staff)).all()
    assert (np.diff(together, axis=1) >= 0).all()  # leavers are replaced, vacant posts filled
    if filled == "1":
        assert (together[:, 1:] == sum(staff)).all()


@given(staff=STAFF)
@settings(max_examples=30, deadline=None)
def test_without_leavers_and_vacancies_the_totals_are_constant(staff: tuple[int, ...]) -> None:
    bands = staff[:3]
    of = rates("000")

    assert {sum(step.after.bands.values()) for step in run(persons(*bands), D(0), of, 6)} == {sum(bands)}
    found = drawn(opening_of(start("1421", [*map(exactly, bands)])), of)
    assert (found.persons.sum(axis=2) == sum(bands)).all() and not found.leavers.any()


def test_nobody_hired_leaves_the_first_band_within_four_half_years() -> None:
    # Ten vacant posts filled at once in the first half-year, all by new ones, and nobody leaves.
    of = rates("000", hired=("1", "0", "0"), filled="1")
    new = [step.after.bands[NEW] for step in run(persons(0, 0, 0), D(10), of, 6)]
    found = drawn(opening_of(start("1421", [*map(exactly, "000")], vacant=exactly(10))), of)

    assert new == [10, 10, 10, 10, 0, 0]
    assert (found.persons[:, 1:5, 0] == 10).all() and (found.persons[:, 5:, 0] == 0).all()


@given(
    staff=STAFF,
    lower=SHARES,
    more=SHARES,
    unclear=st.lists(st.integers(0, 12), min_size=3, max_size=3),
    seed=st.integers(0, 10**6),
)
@settings(max_examples=60, deadline=None)
def test_higher_leaving_rates_give_no_fewer_leavers_in_any_draw(
    staff: tuple[int, ...], lower: tuple[str, ...], more: tuple[str, ...], unclear: list[int], seed: int
) -> None:
    *bands, vacant = staff
    higher = [str(max(D(low), D(high))) for low, high in zip(lower, more, strict=True)]
    boxes = [Box(D(n), D(n), D(n + wide), (CELL,)) for n, wide in zip(bands, unclear, strict=True)]
    opening = opening_of(start("1421", boxes, vacant=exactly(vacant)))
    assert opening

    base, what_if = (
        draw(opening, rates(q), 8, 40, "BoU", str(seed)).leavers.cumsum(axis=1) for q in (lower, higher)
    )
    assert (what_if >= base).all()


def test_the_dice_agree_with_the_run_without_dice() -> None:
    of = rates(("0.36", "0.19", "0.0975"))
    best = run(persons(40, 30, 50), D(10), of, 6)
    found = drawn(
        opening_of(start("1421", [exactly(40), exactly(30), exactly(50)], vacant=exactly(10))), of, 6, 2000
    )

    for at, step in enumerate(best, 1):
        expected = [float(step.after.bands[band]) for band in BANDS]
        assert found.persons[:, at].mean(axis=0) == pytest.approx(expected, abs=0.5)
        assert found.leavers[:, at - 1].mean() == pytest.approx(float(sum(step.leavers.values())), abs=0.4)


def test_a_longer_horizon_does_not_change_the_terms_before() -> None:
    opening = opening_of(start("1421", [exactly(8), exactly("2.5"), exactly(10)], vacant=exactly(2)))
    of = rates(("0.36", "0.19", "0.0975"))

    assert (drawn(opening, of, 3).persons == drawn(opening, of, 8).persons[:, :4]).all()


def test_a_fraction_of_a_person_is_a_whole_one_as_often_as_it_is_large() -> None:
    found = drawn(opening_of(start("1421", [exactly("2.5"), exactly(3), exactly(0)])), rates("000"), 0, 1000)

    assert set(found.persons[:, 0, 0]) == {2, 3}
    assert found.persons[:, 0, 0].mean() == pytest.approx(2.5, abs=0.06)
    assert set(found.persons[:, 0, 1]) == {3}


def test_the_interval_is_the_tenth_and_ninetieth_of_a_hundred_draws_in_order() -> None:
    low, high = interval(np.arange(100, 0, -1, dtype=np.float64))

    assert (low, high) == (10, 91)


@given(ends=st.tuples(*[st.floats(0, 50)] * 3).map(sorted), chance=st.floats(0, 0.999))
def test_a_triangle_stays_between_its_ends(ends: list[float], chance: float) -> None:
    (found,) = triangular(ends, np.array([chance]))

    assert ends[0] - 1e-9 <= found <= ends[2] + 1e-9


# Totals and order


def test_totals_come_from_the_draws_and_are_narrower_than_added_intervals() -> None:
    many = [start(f"14{at:02}", [exactly(3), exactly(3), exactly(3)]) for at in range(20, 34)]
    found = forecast(many, rates_of(many, (), OURS), TERMS, OURS)

    for band in BANDS:
        for at, total in enumerate(found.totals["BoU"][band]):
            parts = [found.places["BoU", one.code][band][at] for one in many]
            assert total.best == sum(part.best for part in parts)
            assert total.high - total.low < sum(part.high - part.low for part in parts)
            assert not total.is_flagged


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows = [
        start(code, [exactly(at), between(1, 2, 4 + at), UNCLEAR], between(5, 9, 30), exactly(at % 3), area)
        for at, code in enumerate(("1421", "1435", "1438", "1460"))
        for area in ("BoU", "EKB")
    ]
    told = [exits(at, code) for at, code in enumerate(("1421", "1435", "1438"))] + [exits(2, days=HT2017)]
    shuffled, told_shuffled = rows[:], told[:]
    random.Random(1).shuffle(shuffled)
    random.Random(2).shuffle(told_shuffled)

    first, second = (
        forecast(starts, rates_of(starts, movements, FEW), TERMS, FEW)
        for starts, movements in ((rows, told), (shuffled, told_shuffled))
    )
    assert list(first.places) == list(second.places) and list(first.totals) == list(second.totals)
    assert (first.places, first.totals, first.rates) == (second.places, second.totals, second.rates)
    assert all((first.draws[place] == second.draws[place]).all() for place in first.draws)


def test_another_municipality_changes_nothing_for_this_one() -> None:
    one, other = (start(code, [exactly(3), exactly(4), exactly(5)]) for code in ("1421", "1435"))
    of = rates_of((one, other), (), FEW)

    alone = forecast((one,), of, TERMS, FEW).places["BoU", "1421"]
    assert alone == forecast((one, other), of, TERMS, FEW).places["BoU", "1421"]
    assert (forecast((other,), of, TERMS, FEW).draws["BoU", "1435"] != forecast((one,), of, TERMS, FEW).draws["BoU", "1421"]).any()  # fmt: skip # noqa: E501
