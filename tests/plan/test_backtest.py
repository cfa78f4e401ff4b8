"""The back-test's arithmetic, worked by hand, and which earlier plans can be tested at all."""

from datetime import date
from decimal import Decimal

import pytest

from kfond.periods import Term
from kfond.plan.backtest import (
    Range,
    Scored,
    SeriesKind,
    Split,
    naive,
    obstacle,
    range_of_ratio,
    score,
    scores,
    splits,
)
from kfond.plan.estimates import Estimate

STAFF, SEATS = SeriesKind.STAFF, SeriesKind.SEATS


def foretold(kind: SeriesKind, low: int, best: str, high: int, came: int, naive_figure: int) -> Scored:
    estimate = Estimate(Decimal(low), Decimal(best), Decimal(high))
    return Scored(kind, "BoU/1421/0-2", Term(2016, 1), estimate, Decimal(came), Decimal(naive_figure))


# low, best, high, what came, the same term last year
THREE = (
    foretold(STAFF, 2, "3.5", 5, 4, 6),  # we miss by 0.5, last year's figure by 2; in the interval
    foretold(STAFF, 6, "7.0", 9, 10, 9),  # by 3 and 1; above the interval
    foretold(STAFF, 0, "1.0", 2, 2, 3),  # by 1 and 1; on the interval's edge, which counts
)


def test_errors_are_summed_before_they_are_divided():
    found = score(STAFF, THREE)

    assert found is not None
    assert (found.n, found.error, found.naive_error) == (
        3,
        Decimal("0.2812"),
        Decimal("0.2500"),
    )  # 4.5 and 4, of 16
    assert found.ratio == Decimal("1.1250")  # 4.5 / 4: here the model is the worse
    assert found.coverage == Decimal("0.6667")


def test_each_kind_is_scored_by_itself_and_a_kind_without_forecasts_has_no_score():
    found = scores([*THREE, foretold(SEATS, 3, "5.0", 8, 4, 4)])

    assert [(one.kind, one.n) for one in found] == [(STAFF, 3), (SEATS, 1)]
    assert found[1].ratio is None  # the naive figure was right, and nothing can be divided by its error
    assert found[1].error == Decimal("0.2500")


def test_where_nothing_came_the_error_is_not_known_rather_than_0():
    found = score(STAFF, [foretold(STAFF, 0, "1.0", 2, 0, 2)])

    assert found is not None
    assert (found.error, found.ratio) == (None, Decimal("0.5000"))


@pytest.mark.parametrize(
    ("known", "term", "figure"),
    [
        ({"HT2014": 3, "VT2015": 5, "HT2015": 9}, "VT2016", "5"),  # the same term last year
        (
            {"HT2014": 3, "VT2015": 5, "HT2015": 9},
            "HT2017",
            "5.6667",
        ),  # that is not known yet: the mean of all three
        ({"VT2014": 4, "HT2014": 7}, "VT2016", "5.5"),  # the municipality was silent last year
        ({}, "VT2016", "0"),
        ({"HT2016": 8}, "VT2016", "0"),  # what comes afterwards is not an earlier figure
    ],
)
def test_the_naive_figure(known, term, figure):
    earlier = {Term.parse(label): Decimal(number) for label, number in known.items()}

    assert naive(earlier, Term.parse(term)) == Decimal(figure)


def test_the_range_of_a_ratio_comes_from_drawing_whole_groups():
    better = [foretold(STAFF, 0, "4.0", 9, 5, 7)]  # we miss by 1, naive by 2
    worse = [foretold(STAFF, 0, "8.0", 9, 5, 7)]  # by 3 and 2

    # Two groups, four equally likely draws: both the better (ratio 0.5), one of each (1), both the worse (1.5).
    assert range_of_ratio([better, worse], seed=1) == Range(Decimal("0.5000"), Decimal("1.5000"))
    assert range_of_ratio([better] * 5, seed=1) == Range(Decimal("0.5000"), Decimal("0.5000"))
    assert range_of_ratio([better], seed=1) is None
    narrow = range_of_ratio([better, worse] * 20, seed=1)
    assert narrow is not None and Decimal("0.7") < narrow.low < 1 < narrow.high < Decimal("1.3")


def test_a_plan_can_be_tested_when_a_snapshot_lies_on_each_side_of_it():
    days = [date(2017, 3, 31), date(2015, 3, 31), date(2016, 9, 30)]

    assert splits(days, [2015, 2017]) == (
        Split(2016, date(2015, 12, 31), date(2015, 3, 31), (date(2016, 9, 30), date(2017, 3, 31)), False),
        Split(2017, date(2016, 12, 31), date(2016, 9, 30), (date(2017, 3, 31),), True),
    )


@pytest.mark.parametrize(
    ("days", "periods", "words"),
    [
        ([], [], "there are no staff figures"),
        ([date(2017, 3, 31)], [(2014, 2017)], "2017-03-31, and the courses held are told for 2014–2017 together"),
        ([date(2017, 3, 31)], [(2016, 2016)], "one day alone, 2017-03-31."),
        ([date(2017, 3, 31), date(2017, 10, 1)], [], "all staff figures are of 2017"),
    ],
)  # fmt: skip
def test_why_nothing_can_be_tested(days, periods, words):
    said = obstacle(days, periods)

    assert said is not None
    assert words in said.in_words("en")


def test_two_years_of_staff_are_no_obstacle():
    assert obstacle([date(2016, 3, 31), date(2017, 3, 31)], [(2014, 2017)]) is None
