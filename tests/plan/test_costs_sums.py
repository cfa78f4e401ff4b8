"""Promised packages, sums that name what they lack, the price per head near the smallest group, and settling."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.plan.costs.commitments import commitments_by_year, settle_commitments
from kfond.plan.costs.per_head import Neighbours, TooSmall, Way, below_minimum, prices_per_head
from kfond.plan.costs.settling import Release, SettledShare, charged_seats, settled_shares
from kfond.plan.costs.shares import round_cost
from kfond.plan.costs.values import Commitment, Key, Price, RoundCost
from kfond.plan.costs.years import CostedRound, Sum, yearly_costs
from kfond.provenance import Place, Source
from kfond.settings import DEFAULTS, Settings

SOURCE = Source(Place("priser.xlsx", "Priser", "B2"), "5 500")
NOTHING = Price("lvu", "BoU", None, None, None, None, "", None, SOURCE)
FIXED_12_000 = replace(NOTHING, per_group=1_200_000, per_participant=10_000)
MEMBERS = replace(DEFAULTS, empty_seats="members")

# Promises: n packages a year at a price each


def promise(code: str, packages: int, course: str = "lvu", year: int = 2018) -> Commitment:
    return Commitment(code, course, year, packages, 550_000, SOURCE)


@pytest.mark.parametrize(
    ("used", "bought", "unused", "amount", "for_nothing"),
    [
        # Ten packages at 5 500 kr are promised.
        (10, 0, 0, 5_500_000, 0),
        (7, 0, 3, 5_500_000, 1_650_000),
        (0, 0, 10, 5_500_000, 5_500_000),
        (12, 2, 0, 6_600_000, 0),
        (None, None, None, None, None),
    ],
)
def test_promised_packages_are_paid_used_or_not(
    used: int | None, bought: int | None, unused: int | None, amount: int | None, for_nothing: int | None
) -> None:
    seats = {} if used is None else {("1480", "lvu", 2018): used}
    (settled,) = settle_commitments([promise("1480", 10)], seats)
    assert (settled.bought, settled.unused, settled.amount) == (bought, unused, amount)
    assert (settled.for_nothing, settled.least) == (for_nothing, 5_500_000)


def test_promises_of_a_year_are_summed_for_each_municipality_and_name_what_is_not_known() -> None:
    promises = [
        promise("1480", 2),
        promise("1480", 1, "bbic"),
        promise("1401", 3),
        promise("1401", 4, year=2019),
    ]
    used = {("1401", "lvu", 2018): 5, ("1480", "lvu", 2018): 2, ("1401", "lvu", 2019): 0}
    sums = commitments_by_year(settle_commitments(promises, used))
    assert sums == {
        (2018, "1401"): Sum(2_750_000, 1, ()),
        (2018, "1480"): Sum(1_100_000, 2, ("bbic",)),
        (2019, "1401"): Sum(2_200_000, 1, ()),
    }
    assert sums[2018, "1480"].total is None


def test_two_prices_for_the_same_promise_are_refused() -> None:
    with pytest.raises(ValueError, match="1480 promises lvu 2018 twice"):
        settle_commitments([promise("1480", 2), promise("1480", 3)], {})


@given(st.integers(0, 50), st.integers(0, 50))
def test_the_packages_paid_are_the_larger_of_promised_and_used(promised: int, used: int) -> None:
    (settled,) = settle_commitments([promise("1480", promised)], {("1480", "lvu", 2018): used})
    assert settled.amount == max(promised, used) * 550_000


# Sums of a year


def known(total: int, shares: dict[str, int], credits: dict[str, int] | None = None) -> RoundCost:
    return RoundCost(total, shares, credits or {}, sum(shares.values()) - total, tuple(shares))


UNKNOWN = RoundCost(None, {}, {}, 0, ("1421",))
ROUNDS = [
    CostedRound("bbic", "BBIC HT2018", 2018, UNKNOWN),
    CostedRound("lvu", "LVU VT2018", 2018, known(900, {"1421": 600, "1430": 300})),
    CostedRound("lvu", "LVU HT2018", 2018, known(500, {"1430": 550}, {"1430": 200})),
    CostedRound("lvu", "LVU VT2019", 2019, known(700, {"": 100, "1421": 600})),
]


def test_a_sum_with_an_unknown_part_is_no_sum() -> None:
    costs = yearly_costs(ROUNDS)
    assert costs.years == {2018: Sum(1400, 3, ("BBIC HT2018",)), 2019: Sum(700, 1, ())}
    assert (costs.years[2018].total, costs.years[2019].total) == (None, 700)
    lacking = costs.years[2018].lacking
    assert lacking and lacking.in_words("en") == "1 of 3 amounts is not known: BBIC HT2018."
    assert costs.years[2019].lacking is None


def test_sums_by_course_and_municipality() -> None:
    costs = yearly_costs(ROUNDS)
    assert {key: found.total for key, found in costs.courses.items()} == {
        (2018, "bbic"): None,
        (2018, "lvu"): 1400,
        (2019, "lvu"): 700,
    }
    # 1430 had no part in the round without a price, so that its sum is known.
    assert {key: found.total for key, found in costs.shares.items()} == {
        (2018, "1421"): None,
        (2018, "1430"): 850,
        (2019, ""): 100,
        (2019, "1421"): 600,
    }
    assert costs.credits == {(2018, "1430"): Sum(200, 1, ())}
    assert {year: found.known for year, found in costs.balances.items()} == {2018: 50, 2019: 0}


def test_a_fixed_price_without_a_cost_leaves_a_balance_that_is_not_known() -> None:
    cost = round_cost(None, 1, 100, {"1421": 2}, 12, Key.FIXED_PRICE, {}, DEFAULTS, 550_000)
    costs = yearly_costs([CostedRound("lvu", "LVU VT2018", 2018, cost)])
    assert costs.balances == {2018: Sum(0, 1, ("LVU VT2018",))}


@given(st.permutations(ROUNDS))
def test_the_order_of_rounds_changes_nothing(rounds: list[CostedRound]) -> None:
    assert repr(yearly_costs(rounds)) == repr(yearly_costs(ROUNDS))


# The price per head near the smallest group


@pytest.mark.parametrize(
    ("settings", "charged", "expected"),
    [
        # 12 000 kr a group and 100 kr a head, 11, 12 or 13 in a group of at most 24.
        (DEFAULTS, None, [(11, "119090.9091", "0"), (12, "110000", "0"), (13, "102307.6923", "0")]),
        # 12 000 / 24 + 100 = 600 kr a head whatever comes; 13, 12 or 11 seats at 500 kr are the members'.
        (MEMBERS, None, [(11, "60000", "650000"), (12, "60000", "600000"), (13, "60000", "550000")]),
        # At 1 200 kr a head the association pays 100 kr for 11 persons, and keeps 1 200 and 2 300 kr from 12 and 13.
        (DEFAULTS, 120_000, [(11, "120000", "-10000"), (12, "120000", "-120000"), (13, "120000", "-230000")]),
    ],
)
def test_the_price_per_head_with_one_fewer_and_one_more(
    settings: Settings, charged: int | None, expected: list[tuple[int, str, str]]
) -> None:
    found = prices_per_head(FIXED_12_000, 100, 12, 24, settings, charged)
    assert [(one.persons, one.price, one.others) for one in found] == [
        (persons, Decimal(price), Decimal(others)) for persons, price, others in expected
    ]


def test_one_more_than_the_largest_group_is_a_second_group() -> None:
    found = prices_per_head(replace(NOTHING, per_group=1_200_000), None, 1, 1, DEFAULTS)
    assert [(one.persons, one.price) for one in found] == [(1, Decimal(1_200_000)), (2, Decimal(1_200_000))]


def test_a_price_per_head_that_nobody_knows() -> None:
    assert [one.price for one in prices_per_head(None, 100, 12, 24, DEFAULTS)] == [None, None, None]
    charged = prices_per_head(None, 100, 12, 24, DEFAULTS, 550_000)
    assert [(one.price, one.others) for one in charged] == [(Decimal(550_000), None)] * 3


# Too few


def too_small(price: Price | None = FIXED_12_000, later: int | None = 15) -> TooSmall:
    neighbours = [
        Neighbours("missbruk", 8, is_planned=False),
        Neighbours("BoU 3–5", 14, is_planned=True),
        Neighbours("EKB", 2, is_planned=False),
    ]
    return TooSmall(5, 12, 24, price, 100, neighbours, "HT2018", later, price)


def test_what_to_do_with_five_persons_cheapest_for_each_first() -> None:
    proposals = below_minimum(too_small())
    # Joining a round that runs anyway costs 500 kr more; 13 together 13 300 kr; 15 later 13 500; alone 12 500.
    assert [(one.way, one.served, one.cost, one.per_person, one.fills) for one in proposals] == [
        (Way.JOIN, 5, 50_000, Decimal(10_000), True),
        (Way.WAIT, 15, 1_350_000, Decimal(90_000), True),
        (Way.JOIN, 13, 1_330_000, Decimal("102307.6923"), True),
        (Way.RUN, 5, 1_250_000, Decimal(250_000), False),
        (Way.DROP, 0, 0, None, False),
    ]
    assert [one.what.in_words("en") for one in proposals] == [
        "Join BoU 3–5: 19 persons together.",
        "Wait for HT2018: 15 persons are reckoned to be in line then.",
        "Join missbruk: 13 persons together.",
        "Run it anyway with 5 persons, 7 below the smallest group.",
        "Leave it out: 5 persons go without.",
    ]


def test_without_a_price_every_way_is_shown_and_none_is_called_free() -> None:
    proposals = below_minimum(too_small(price=None))
    assert [one.way for one in proposals] == [Way.RUN, Way.JOIN, Way.JOIN, Way.WAIT, Way.DROP]
    assert [one.cost for one in proposals] == [None, None, None, None, 0]
    assert {one.per_person for one in proposals} == {None}


def test_a_term_of_which_nothing_is_known_has_no_price() -> None:
    wait = below_minimum(too_small(later=None))[-2]
    assert (wait.way, wait.cost, wait.per_person, wait.fills) == (Way.WAIT, None, None, None)
    assert wait.what.in_words("en") == "Wait for HT2018: how many are in line then is not known."


@given(st.integers(1, 11), st.integers(0, 30), st.integers(0, 30), st.booleans())
def test_proposals_come_by_kronor_for_each_person(
    persons: int, others: int, later: int, is_planned: bool
) -> None:
    group = TooSmall(
        persons,
        12,
        24,
        FIXED_12_000,
        100,
        [Neighbours("EKB", others, is_planned)],
        "HT2018",
        later,
        FIXED_12_000,
    )
    proposals = below_minimum(group)
    prices = [one.per_person for one in proposals if one.per_person is not None]
    assert prices == sorted(prices)
    assert [one.way for one in proposals].count(Way.DROP) == 1 and proposals[-1].way is Way.DROP
    assert all(one.cost is None or one.cost >= 0 for one in proposals)


# Settling

START = date(2018, 3, 15)


@pytest.mark.parametrize(
    ("day", "seats", "late"),
    [
        (date(2018, 3, 1), 2, {}),  # fourteen days before: in time
        (date(2018, 3, 2), 3, {"1421": 1}),
        (date(2018, 3, 20), 3, {"1421": 1}),
    ],
)
def test_a_seat_given_back_too_late_is_paid(day: date, seats: int, late: dict[str, int]) -> None:
    charged = charged_seats({"1421": 3, "1430": 0}, [Release("1421", 1, day, START)], DEFAULTS)
    assert (charged.seats, charged.late) == ({"1421": seats, "1430": 0}, late)
    assert charged.in_time == ({} if late else {"1421": 1})


@pytest.mark.parametrize(("code", "seats"), [("1421", 4), ("1430", 1), ("1421", -1)])
def test_more_than_was_granted_cannot_be_given_back(code: str, seats: int) -> None:
    with pytest.raises(ValueError, match="back"):
        charged_seats({"1421": 3}, [Release(code, seats, START, START)], DEFAULTS)


def test_the_planned_and_the_settled_price_stand_side_by_side() -> None:
    # 12 000 kr and 100 kr a head: 1430 gives its two seats back in time, and 1421 pays for an emptier round.
    granted = {"1421": 3, "1430": 2}
    charged = charged_seats(granted, [Release("1430", 2, date(2018, 2, 1), START)], DEFAULTS)
    planned, settled = (
        round_cost(FIXED_12_000, 1, None, seats, 12, Key.SEATS, {}, DEFAULTS, None)
        for seats in (granted, charged.seats)
    )
    assert settled_shares(planned, settled) == (
        SettledShare("1421", 750_000, 1_230_000),
        SettledShare("1430", 500_000, 0),
    )


def test_a_price_that_was_not_known_when_planned_stays_so() -> None:
    settled = known(500, {"1421": 500})
    assert settled_shares(UNKNOWN, settled) == (SettledShare("1421", None, 500),)
