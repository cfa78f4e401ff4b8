"""The staff carried forward: by hand on one screen, and what holds whatever the figures are."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kfond.messages import say
from kfond.periods import Term, terms_of_years
from kfond.plan.forecast.assumed import assumptions
from kfond.plan.forecast.carry import first_term, forecast, steps_to
from kfond.plan.forecast.cohorts import BAND_OF_CELL, Spread, kept, run, term_share, yearly_share
from kfond.plan.forecast.draws import Drawn, draw, interval, triangular
from kfond.plan.forecast.net_change import net_change
from kfond.plan.forecast.opening import Opening, opening_of
from kfond.plan.forecast.rates import REGION, rates_of
from kfond.plan.forecast.reports import half_years
from kfond.plan.forecast.values import Rate, Rates, Start
from kfond.plan.forecast.what_if import with_turnover
from kfond.provenance import Place, Source
from kfond.settings import Settings
from kfond.staffing.boxes import BANDS, Box
from kfond.staffing.movements import Movement
from kfond.staffing.returns import Measure

D = Decimal
NEW, SOME, LONG = BANDS
CELL = Source(Place("sheet.xlsx", "Blad1", "B2"), "?")
MARCH = date(2017, 3, 31)
OURS = Settings()
FEW = replace(OURS, draws=60)
TERMS = terms_of_years(2018, 2019)
VT2017 = (date(2017, 1, 1), date(2017, 6, 30))
HT2017 = (date(2017, 7, 1), date(2017, 12, 31))


def exactly(number: str | int) -> Box:
    return Box(D(number), D(number), D(number), (CELL,))


def between(low: int, best: int, high: int) -> Box:
    return Box(D(low), D(best), D(high), (CELL,))


UNCLEAR = Box(D(0), None, None, (CELL,))
NOT_ASKED = Box(D(0), None, None, ())


def start(
    code: str,
    bands: Sequence[Box | None],
    total: Box = NOT_ASKED,
    vacant: Box | None = None,
    area: str = "BoU",
) -> Start:
    """A snapshot whose boxes are 0-2, 2-5 and over 5 years; None: the sheet does not ask for it."""
    stated = {band: box for band, box in zip(BANDS, bands, strict=True) if box is not None}
    return Start(code, area, MARCH, stated, total, vacant or exactly(0))


def rates(leaving: Sequence[str], hired: Sequence[str] = ("0.7", "0.2", "0.1"), filled: str = "0.5") -> Rates:
    """Rates without a range; a fifth of leavers stay in the region."""
    shares = {
        band: Rate(D(q), D(q), D(q), say("our default")) for band, q in zip(BANDS, leaving, strict=True)
    }
    return Rates(shares, dict(zip(BANDS, map(D, hired), strict=True)), D(filled), D("0.2"))


def persons(*numbers: str | int) -> Mapping[Measure, Decimal]:
    return dict(zip(BANDS, map(D, numbers), strict=True))


def drawn(opening: Opening | None, of: Rates, steps: int = 6, number: int = 60) -> Drawn:
    assert opening
    return draw(opening, of, steps, number, "BoU", "1421")


def exits(
    leavers: int | None, code: str = "1421", band: Measure | None = None, days: tuple[date, date] = VT2017
) -> Movement:
    return Movement(code, "BoU", *days, band, leavers, None, None, None, None, CELL)


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


# What is kept of those trained


def test_the_share_of_the_trained_who_are_left_by_hand() -> None:
    # New ones only, 20 in 100 leave in a half-year and a fifth of them stay in the region: 16 in 100 are lost, and of
    # four cells one grows out: after one half-year 0.84 x 3/4 = 0.63, after four nobody.
    of = rates(("0.36", "0.19", "0.0975"))

    assert kept(of, {NEW: D(8)}, 4) == (1, D("0.63"), D("0.3528"), D("0.1482"), 0)
    # Whom the course is for from two years on: nobody grows out. 10 in 100 x 4/5 of the middle, 5 x 4/5 of the others:
    # 0.5 x 0.92 + 0.5 x 0.96 = 0.94.
    assert kept(of, {SOME: D(6), LONG: D(6)}, 1) == (1, D("0.94"))


def test_without_figures_each_half_year_weighs_alike() -> None:
    assert kept(rates("000"), {NEW: D(0), SOME: D(0)}, 1) == (1, D("0.9"))  # one of ten cells grows out


@given(bands=st.sets(st.sampled_from(BANDS), min_size=1), q=st.tuples(*[st.integers(0, 100)] * 3))
def test_what_is_kept_never_grows(bands: set[Measure], q: tuple[int, int, int]) -> None:
    shares = kept(
        rates([str(D(part) / 100) for part in q]), {band: D(5) for band in BANDS if band in bands}, 8
    )

    assert shares[0] == 1 and all(later <= earlier for earlier, later in pairwise(shares))
    assert all(share >= 0 for share in shares)


# What holds in the run without dice and in every draw

HUNDREDTHS = st.integers(0, 100).map(lambda hundredths: str(D(hundredths) / 100))
SHARES = st.tuples(HUNDREDTHS, HUNDREDTHS, HUNDREDTHS)
STAFF = st.tuples(*[st.integers(0, 9)] * 4)


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


# What is not known


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


# Rates


def test_without_reports_the_rates_are_the_configured_ones_with_their_range() -> None:
    one = start("1421", [exactly(3), exactly(4), exactly(5)])
    ours = rates_of((one,), (), OURS)["BoU", "1421"].leaving
    changed = rates_of((one,), (), OURS.changed({"leaving_0_2": "0.3"}))["BoU", "1421"].leaving

    assert ours[NEW] == Rate(D("0.125"), D("0.25"), D("0.375"), say("our default"))
    assert (changed[NEW].best, changed[NEW].origin, changed[SOME].origin) == (
        D("0.3"), say("the settings"), say("our default"),
    )  # fmt: skip


def test_a_rate_is_drawn_from_the_reports_towards_the_configured_share_by_hand() -> None:
    # 20 new ones, 8 left in a half-year. Configured 0.36 a year is 0.2 a half-year, and weighs as 20 person-half-years:
    # the area: (8 + 20 x 0.2) / (20 + 20) = 0.3 a half-year, 1 - 0.7 x 0.7 = 0.51 a year.
    # Orust itself: (8 + 20 x 0.3) / (20 + 20) = 0.35, 1 - 0.65 x 0.65 = 0.5775. Tanum, silent, gets the area's.
    plain = OURS.changed({"leaving_0_2": "0.36"})
    starts = [
        start(code, [exactly(20 * (code == "1421")), exactly(4), exactly(5)]) for code in ("1421", "1435")
    ]
    found = rates_of(starts, [exits(8, band=NEW)], plain)

    region, orust, tanum = (found["BoU", code].leaving[NEW] for code in (REGION, "1421", "1435"))
    assert (region.best, orust.best, tanum) == (D("0.51"), D("0.5775"), region)
    assert region.origin.in_words("en") == (
        "measured in the municipalities that have reported: 8 left in 20 person-half-years, "
        "drawn towards what is set"
    )
    assert orust.origin.in_words("en") == (
        "measured: 8 left in 20 person-half-years, drawn towards all municipalities"
    )
    assert found["BoU", REGION].leaving[SOME].origin == say("our default")
    assert region.high - region.low < 2 * D("0.5") * region.best  # narrower than configured


def test_more_reports_narrow_the_range() -> None:
    widths = []
    for staff in (0, 10, 100, 1000):
        one = start("1421", [exactly(staff), exactly(4), exactly(5)])
        rate = rates_of((one,), [exits(staff // 10, band=NEW)], OURS)["BoU", "1421"].leaving[NEW]
        assert 0 <= rate.low <= rate.best <= rate.high <= 1
        widths.append((rate.high - rate.low) / rate.best)
    assert widths == sorted(widths, reverse=True) and widths[-1] < widths[0] / 2


@pytest.mark.parametrize(
    ("reports", "left", "terms"),
    [
        ([exits(2), exits(3, days=HT2017)], 5, 20),
        (
            [exits(2), exits(5, days=(VT2017[0], HT2017[1]))],
            2,
            10,
        ),  # the year holds the half-year: the narrower counts
        ([exits(1), exits(2)], 3, 10),  # two units, the same days: added
        ([exits(2, band=NEW), exits(9)], 2, 10),  # a band's own report before one for all bands
        ([exits(None)], 0, 0),
        ([exits(3, code="9999")], 0, 0),  # nobody knows how many work there
    ],
)
def test_which_reports_count(reports: list[Movement], left: int, terms: int) -> None:
    one = start("1421", [exactly(10), exactly(0), exactly(0)])
    origin = rates_of((one,), reports, OURS)["BoU", REGION].leaving[NEW].origin

    if terms:
        assert origin.args == {"exits": left, "terms": terms}
    else:
        assert origin == say("our default")


def test_exits_of_all_bands_together_are_shared_as_the_configured_shares_expect() -> None:
    # 10 new and 10 experienced ones, of whom 20 and 5 in 100 are expected to leave: 5 exits are 4 and 1.
    plain = OURS.changed({"leaving_0_2": "0.36", "leaving_over_5": "0.0975"})
    one = start("1421", [exactly(10), exactly(0), exactly(10)])
    found = rates_of((one,), [exits(5)], plain)["BoU", REGION].leaving

    assert [found[band].origin.args.get("exits") for band in (NEW, LONG)] == [4, 1]


def test_persons_whom_no_cell_counts_are_no_ground_for_a_rate() -> None:
    bounded = Box(D(0), D(3), D(6), (CELL,), is_bounded=True)
    one = start("1421", [bounded, exactly(4), exactly(5)])

    assert rates_of((one,), [exits(3, band=NEW)], OURS)["BoU", "1421"].leaving[NEW].origin == say(
        "our default"
    )


@pytest.mark.parametrize(
    ("days", "length"),
    [
        (VT2017, "1"),
        ((date(2017, 1, 1), date(2017, 12, 31)), "2"),
        ((date(2017, 1, 1), date(2017, 3, 31)), "0.5"),
    ],
)
def test_the_length_of_a_report(days: tuple[date, date], length: str) -> None:
    assert half_years(*days) == D(length)


def test_a_report_of_odd_days_is_as_long_as_its_days() -> None:
    assert half_years(date(2017, 3, 15), date(2017, 9, 13)) == pytest.approx(D(1), abs=D("0.01"))


# What if


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


# What the snapshots and the assumptions say


def test_two_snapshots_tell_the_net_change_and_whether_the_rates_allow_it() -> None:
    first = start("1421", [exactly(8), exactly(6), exactly(10)])
    later = replace(
        first, as_of=date(2018, 3, 31), bands={NEW: exactly(7), SOME: exactly(40), LONG: exactly(10)}
    )
    new, some, long = net_change((first,), (later,), OURS)

    assert (new.band, new.change, new.is_allowed) == (NEW, -1, True)
    assert (some.band, some.change, some.is_allowed) == (SOME, 34, False)
    assert some.message.in_words("en") == (
        "BoU, 2–5 years: from 6 persons 2017-03-31 to 40 persons 2018-03-31, where the shares of leavers that are set "
        f"give {some.lowest} to {some.highest}. Change them, or ask the municipalities who left."
    )
    assert long.codes == ("1421",)


def test_an_unclear_cell_may_hide_what_the_rates_allow() -> None:
    first = start("1421", [exactly(8), exactly(6), exactly(10)])
    bands = {NEW: exactly(7), SOME: between(5, 40, 50), LONG: exactly(10)}
    _, some, _ = net_change((first,), (replace(first, as_of=date(2018, 3, 31), bands=bands),), OURS)

    assert (some.least, some.after, some.most, some.is_allowed) == (5, 40, 50, True)


def test_two_sheets_of_the_same_half_year_tell_no_change() -> None:
    first = start("1421", [exactly(8), exactly(6), exactly(10)])

    assert net_change((first,), (replace(first, as_of=date(2017, 6, 1)),), OURS) == ()


def test_a_band_without_a_best_value_in_both_snapshots_has_no_net_change() -> None:
    first = start("1421", [exactly(8), exactly(6), exactly(10)])
    later = replace(first, as_of=date(2018, 3, 31), bands={NEW: UNCLEAR, SOME: exactly(6)})

    assert [change.band for change in net_change((first,), (later,), OURS)] == [SOME]


def test_the_assumptions_list_the_region_and_whose_own_differ() -> None:
    starts = [start(code, [exactly(10), exactly(4), exactly(5)]) for code in ("1421", "1435")]
    rows = assumptions(rates_of(starts, [exits(3, band=NEW)], OURS.changed({"vacancies_filled": "0.4"})))

    said = [
        (row.code, row.what.in_words("en"), str(row.rate.best), row.rate.origin.in_words("en"))
        for row in rows
    ]
    assert said == [
        ("", "share with 0–2 years who leave in a year", "0.3428",
         "measured in the municipalities that have reported: 3 left in 10 person-half-years, "
         "drawn towards what is set"),
        ("", "share with 2–5 years who leave in a year", "0.1500", "our default"),
        ("", "share with more than 5 years who leave in a year", "0.1000", "our default"),
        ("", "share of those hired who have 0–2 years", "0.7", "our default"),
        ("", "share of those hired who have 2–5 years", "0.2", "our default"),
        ("", "share of those hired who have more than 5 years", "0.1", "our default"),
        ("", "share of the vacant posts that are filled in a half-year", "0.4", "the settings"),
        ("", "share of leavers who stay in the region and keep their training", "0.2", "our default"),
        ("1421", "share with 0–2 years who leave in a year", "0.4013",
         "measured: 3 left in 10 person-half-years, drawn towards all municipalities"),
    ]  # fmt: skip


def test_the_cells_of_the_bands() -> None:
    assert [BAND_OF_CELL.count(band) for band in BANDS] == [4, 6, 1]


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
