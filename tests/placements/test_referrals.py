"""Referrals counted by hand: asked, matched, not met, waiting, the days to a match, and the share that was met."""

from __future__ import annotations

from fractions import Fraction

import pytest
from made_up_homes import OF_2021, OF_2022, referral
from made_up_rows import T1, T2, T3, YEAR, span

from kfond.placements.home_definitions import REFERRAL_DEFINITIONS, SHARE_MET
from kfond.placements.intervals import wilson
from kfond.placements.rates import State, rate
from kfond.placements.referrals import referrals_overlaid, referrals_tallied
from kfond.placements.tallies import ALL, ReferralMeasure
from kfond.placements.values import Kind

M = ReferralMeasure
Y2021 = span("2021-01-01", "2021-12-31")
SIX = (
    referral("1", "2022-01-10", matched="2022-01-20"),
    referral("2", "2022-04-20", matched="2022-05-01"),
    referral("3", "2022-04-30", closed="2022-04-30"),
    referral("4", "2022-08-31"),
    referral("5", "2021-12-01", matched="2022-12-31", kind=Kind.EMERGENCY),
    referral("1", "2022-02-01", matched="2022-02-08", code="2262"),  # another municipality's first
    referral("6", "2022-02-01", kind=Kind.RELIEF),
)


@pytest.mark.parametrize(
    ("measure", "first", "second", "third", "year"),
    [
        (M.ASKED, 3, 1, 0, 4),
        (M.MATCHED, 1, 1, 1, 3),
        (M.NOT_MET, 1, 0, 0, 1),
        (M.SETTLED, 2, 1, 1, 4),
        (M.WAITING, 2, 2, 1, 1),  # 2 and 5; 4 and 5; 4
        (M.HALF_DAYS_TO_MATCH, 20, 22, 790, 22),  # 10, 11 and 395 days
    ],
)
def test_referrals_of_a_municipality(
    measure: ReferralMeasure, first: int, second: int, third: int, year: int
) -> None:
    tallies = referrals_tallied(SIX)
    assert [tallies.number(of, "2281", ALL, measure) for of in (T1, T2, T3, YEAR)] == [
        first,
        second,
        third,
        year,
    ]


def test_all_municipalities_and_each_kind() -> None:
    tallies = referrals_tallied(SIX)
    assert tallies.number(YEAR, ALL, ALL, M.ASKED) == 5
    assert tallies.number(YEAR, ALL, Kind.RELIEF, M.ASKED) == 1
    assert tallies.number(YEAR, ALL, Kind.EMERGENCY, M.MATCHED) == 1
    assert tallies.number(YEAR, ALL, ALL, M.HALF_DAYS_TO_MATCH) == 10 + 11  # 7, 10, 11 and 395 days


def test_the_share_met_is_of_those_settled() -> None:
    found = rate(SHARE_MET, referrals_tallied(SIX), YEAR)
    assert (found.numerator, found.denominator, found.value) == (4, 5, Fraction(4, 5))
    assert (found.low, found.high) == wilson(4, 5)
    assert rate(SHARE_MET, referrals_tallied(SIX), YEAR, "2281").value == Fraction(3, 4)


def test_median_days_to_match_of_all_is_no_sum() -> None:
    found = rate(REFERRAL_DEFINITIONS["days_to_match"], referrals_tallied(SIX), YEAR)
    assert (found.state, found.value, found.cases) == (State.KNOWN, Fraction(21, 2), 4)


def test_a_referral_in_two_lists_is_one_as_the_later_tells_it() -> None:
    rows = (
        referral("1", "2021-11-01", known=OF_2021),
        referral("1", "2021-11-01", matched="2022-01-10", known=OF_2022),
        referral("2", "2021-05-01", matched="2021-06-01", known=OF_2021),
    )
    tallies = referrals_tallied(rows)
    assert referrals_overlaid(rows).notices == ()
    assert [tallies.number(Y2021, ALL, ALL, each) for each in (M.ASKED, M.MATCHED, M.WAITING)] == [2, 1, 1]
    assert [tallies.number(YEAR, ALL, ALL, each) for each in (M.ASKED, M.MATCHED, M.WAITING)] == [0, 1, 0]


def test_one_that_waited_and_is_missing_in_the_next_list_is_told() -> None:
    rows = (
        referral("1", "2022-03-01", known=("2022-01-01", "2022-04-30")),
        referral("2", "2022-06-01", known=("2022-05-01", "2022-12-31")),
        referral("1", "2022-06-01", code="2262"),
    )
    (notice,) = referrals_overlaid(rows).notices
    assert str(notice.place) == "2281 2022-04-30.xlsx, Blad1!A2"
    tallies = referrals_tallied(rows)
    assert tallies.municipalities(T1) == ("2262", "2281")
    assert tallies.municipalities(YEAR) == ("2262",)
    assert tallies.number(T2, "2281", ALL, M.WAITING) == 1  # 2 alone
