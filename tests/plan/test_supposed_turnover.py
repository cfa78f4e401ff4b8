"""What if more of the staff left, or fewer: the rates of such a question."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from made_up_staff import (
    HUNDREDTHS,
    NEW,
    OURS,
    SHARES,
    STAFF,
    D,
    between,
    drawn,
    exactly,
    persons,
    rates,
    start,
)

from kfond.plan.forecast.cohorts import run
from kfond.plan.forecast.opening import opening_of
from kfond.plan.forecast.rates import rates_of
from kfond.plan.forecast.what_if import with_turnover
from kfond.staffing.boxes import BANDS


@pytest.mark.parametrize(
    ("share", "expected"), [("0.3", ("0.45", "0.3", "0.15")), ("0.1", ("0.15", "0.1", "0.05"))]
)
def test_a_supposed_turnover_keeps_the_proportions(share: str, expected: tuple[str, ...]) -> None:
    # 10 persons in each band, of whom 30, 20 and 10 in 100 leave in a year: 20 in 100 of all.
    one = start("1421", [exactly(10), exactly(10), exactly(10)])
    found = with_turnover({("BoU", "1421"): rates(("0.3", "0.2", "0.1"))}, D(share), (one,))[
        "BoU", "1421"
    ].leaving

    assert [found[band].best for band in BANDS] == [*map(D, expected)]
    assert (
        found[NEW].origin.in_words("en") == f"supposed: {int(D(share) * 100)} % of the staff leave in a year"
    )


def test_what_cannot_be_more_than_all_is_made_up_for_by_the_others() -> None:
    # 80 in 100 of all shall leave: 1 + 1 + 0.4 of three tens; the last is not 4 x 0.1 because the others are cut off.
    one = start("1421", [exactly(10), exactly(10), exactly(10)])
    found = with_turnover({("BoU", "1421"): rates(("0.6", "0.5", "0.1"))}, D("0.8"), (one,))[
        "BoU", "1421"
    ].leaving

    assert [found[band].best for band in BANDS] == [1, 1, D("0.4")]


@given(staff=STAFF.filter(lambda numbers: sum(numbers[:3]) > 0), q=SHARES, share=HUNDREDTHS)
@settings(max_examples=60, deadline=None)
def test_a_supposed_turnover_is_met(staff: tuple[int, ...], q: tuple[str, ...], share: str) -> None:
    of = rates([str(D(part) / 2 + D("0.01")) for part in q])
    one = start("1421", [*map(exactly, staff[:3])])
    found = with_turnover({("BoU", "1421"): of}, D(share), (one,))["BoU", "1421"].leaving

    leavers = sum(number * found[band].best for number, band in zip(staff[:3], BANDS, strict=True))
    assert abs(leavers / sum(staff[:3]) - D(share)) <= D("0.0001")


def test_where_nobody_leaves_every_band_gets_the_supposed_share() -> None:
    one = start("1421", [exactly(10), exactly(10), exactly(10)])
    found = with_turnover({("BoU", "1421"): rates("000")}, D("0.3"), (one,))["BoU", "1421"].leaving

    assert {rate.best for rate in found.values()} == {D("0.3")}


@pytest.mark.parametrize("share", ["0.2", "0.3", "0.6", "1"])
def test_a_supposed_turnover_meets_the_same_chance_as_the_base(share: str) -> None:
    one = start("1421", [exactly(8), between(2, 5, 9), exactly("2.5")], vacant=exactly(2))
    base = rates_of((one,), (), OURS)
    supposed = with_turnover(base, D(share), (one,))
    opening = opening_of(one)

    first, second = (drawn(opening, of["BoU", "1421"], 8, 400) for of in (base, supposed))
    assert (first.persons[:, 0] == second.persons[:, 0]).all()
    assert (
        first.persons.sum(axis=2) == second.persons.sum(axis=2)
    ).all()  # who is replaced changes, not how many
    assert (second.leavers.cumsum(axis=1) >= first.leavers.cumsum(axis=1)).all()


def test_in_one_half_year_by_itself_a_higher_turnover_may_take_fewer() -> None:
    # New ones alone leave, and experienced ones come in their place: when all have left at once nobody is left to.
    opening = opening_of(start("1421", [exactly(8), exactly(0), exactly(0)]))
    low, high = (rates((q, "0", "0"), hired=("0", "0", "1")) for q in ("0.36", "1"))

    assert [step.leavers[NEW].normalize() for step in run(persons(8, 0, 0), D(0), high, 2)] == [8, 0]
    first, second = (drawn(opening, of, 2).leavers for of in (low, high))
    assert (second == (8, 0)).all()
    assert first[:, 1].any() and (second.cumsum(axis=1) >= first.cumsum(axis=1)).all()
