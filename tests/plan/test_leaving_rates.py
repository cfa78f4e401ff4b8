"""How large a share of the staff leaves in a year: what is set, what reports measure, how sure it is."""

from __future__ import annotations

from datetime import date

import pytest
from made_up_staff import CELL, HT2017, LONG, NEW, OURS, SOME, VT2017, D, exactly, exits, start

from kfond.messages import say
from kfond.plan.forecast.assumed import assumptions
from kfond.plan.forecast.rates import REGION, rates_of
from kfond.plan.forecast.reports import half_years
from kfond.plan.forecast.values import Rate
from kfond.staffing.boxes import Box
from kfond.staffing.movements import Movement


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
