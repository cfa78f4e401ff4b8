"""Who pays what of one round: every key to the öre, empty seats, credits, fixed price, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.plan.costs.shares import ASSOCIATION, round_cost
from kfond.plan.costs.values import Key, Price, RoundCost
from kfond.provenance import Place, Source
from kfond.settings import DEFAULTS, Settings

SOURCE = Source(Place("priser.xlsx", "Priser", "B2"), "62 400")
NOTHING = Price("mafi", "BoU", None, None, None, None, "", None, SOURCE)
# The form's 62 400 + 12 000 for the common day + 6 000 + 200 = 80 600 kr.
FORM = replace(NOTHING, per_group=6_860_000, per_day=1_200_000)
FIXED_10_000 = replace(NOTHING, per_group=1_000_000)
PACKAGE = replace(FIXED_10_000, charged=550_000)  # 5 500 kr a package
ONE_DAY = 100
MEMBERS = replace(DEFAULTS, empty_seats="members")
BY_ASSOCIATION = replace(DEFAULTS, empty_seats="association")
PEOPLE = {"1421": 15_000, "1430": 10_000, "1435": 12_000}


def cost(
    price: Price | None,
    seats: dict[str, int],
    key: Key = Key.SEATS,
    *,
    weights: dict[str, Decimal | int | None] | None = None,
    days: int | None = ONE_DAY,
    capacity: int | None = None,
    settings: Settings = DEFAULTS,
    fixed_price: int | None = None,
) -> RoundCost:
    """The cost of a round of one group, full unless a capacity is given."""
    full = sum(seats.values()) if capacity is None else capacity
    return round_cost(price, 1, days, seats, full, key, weights or {}, settings, fixed_price)


def reason(found: RoundCost) -> str:
    assert found.why and not found.is_shared and found.shares == {}
    return found.why.in_words("en")


@pytest.mark.parametrize(
    ("key", "weights", "shares"),
    [
        # 80 600 kr between 2, 1 and no seat.
        (Key.SEATS, {}, {"1421": 5_373_333, "1430": 2_686_667}),
        (Key.EQUAL, {}, {"1421": 4_030_000, "1430": 4_030_000}),
        (Key.POPULATION, PEOPLE, {"1421": 4_836_000, "1430": 3_224_000}),
        (Key.STAFF, {"1421": Decimal("7.5"), "1430": Decimal("2.5")}, {"1421": 6_045_000, "1430": 2_015_000}),
        (
            Key.PERCENT,
            {"1421": 50, "1430": Decimal("37.5"), "1435": Decimal("12.5")},
            {"1421": 4_030_000, "1430": 3_022_500, "1435": 1_007_500},
        ),
    ],
)
def test_the_form_of_80_600_kronor_by_each_key(
    key: Key, weights: dict[str, Decimal | int | None], shares: dict[str, int]
) -> None:
    found = cost(FORM, {"1421": 2, "1430": 1, "1435": 0}, key, weights=weights)
    assert (found.total, found.shares, found.balance) == (8_060_000, shares, 0)
    assert found.payers == tuple(shares)


def test_an_ore_that_is_left_goes_to_the_largest_remainder_then_by_code() -> None:
    seats = {"1435": 1, "1421": 1, "1430": 1}
    assert cost(FIXED_10_000, seats).shares == {"1421": 333_334, "1430": 333_333, "1435": 333_333}


@pytest.mark.parametrize(
    ("settings", "shares"),
    [
        # 10 000 kr fixed and 100 kr a head; 8 of 20 seats taken, so that 12/20 of the fixed cost, 6 000 kr, is for
        # empty seats, and 4 000 + 800 kr for the others.
        (DEFAULTS, {"1421": 810_000, "1430": 270_000}),
        (MEMBERS, {"1421": 360_000 + 200_000, "1430": 120_000 + 200_000, "1435": 200_000}),
        (BY_ASSOCIATION, {ASSOCIATION: 600_000, "1421": 360_000, "1430": 120_000}),
    ],
)
def test_who_pays_for_empty_seats(settings: Settings, shares: dict[str, int]) -> None:
    price = replace(FIXED_10_000, per_participant=10_000)
    found = cost(price, {"1421": 6, "1430": 2, "1435": 0}, capacity=20, settings=settings)
    assert (found.total, found.shares) == (1_080_000, shares)
    assert found.payers == tuple(shares)


@pytest.mark.parametrize("settings", [DEFAULTS, MEMBERS, BY_ASSOCIATION])
def test_a_full_round_has_no_empty_seats_to_pay(settings: Settings) -> None:
    assert cost(FIXED_10_000, {"1421": 3, "1430": 0}, capacity=3, settings=settings).shares == {
        "1421": 1_000_000
    }


def test_a_lent_trainer_is_credited_out_of_the_cost() -> None:
    # 6 000 kr for rooms, 4 000 kr for a trainer whom 1430 lends: 10 000 kr are shared, 6 000 are paid outside.
    price = replace(NOTHING, per_group=600_000, trainer=400_000, lender="1430")
    found = cost(price, {"1421": 3, "1430": 1})
    assert (found.total, found.shares, found.credits) == (
        1_000_000,
        {"1421": 750_000, "1430": 250_000},
        {"1430": 400_000},
    )
    assert found.paid_outside == 600_000
    assert cost(replace(price, lender=""), {"1421": 4}).paid_outside == 1_000_000


def test_a_trainer_is_credited_for_every_group_and_without_a_seat_of_ones_own() -> None:
    price = replace(NOTHING, trainer=400_000, lender="1435")
    found = round_cost(price, 2, None, {"1421": 9}, 10, Key.SEATS, {}, DEFAULTS, None)
    assert (found.total, found.shares, found.credits) == (800_000, {"1421": 800_000}, {"1435": 800_000})


@pytest.mark.parametrize(
    ("seats", "balance"),
    [({"1421": 2, "1430": 1}, 650_000), ({"1421": 1}, -450_000), ({"1421": 0}, -1_000_000)],
)
def test_a_fixed_price_leaves_the_association_with_the_rest(seats: dict[str, int], balance: int) -> None:
    found = cost(PACKAGE, seats, Key.FIXED_PRICE, capacity=20)
    assert found.shares == {code: 550_000 * number for code, number in seats.items() if number}
    assert (found.total, found.balance) == (1_000_000, balance)


def test_the_courses_own_fixed_price_goes_before_the_common_one() -> None:
    assert cost(PACKAGE, {"1421": 1}, Key.FIXED_PRICE, fixed_price=350_000).shares == {"1421": 550_000}
    assert cost(FIXED_10_000, {"1421": 1}, Key.FIXED_PRICE, fixed_price=350_000).shares == {"1421": 350_000}


def test_a_fixed_price_that_nobody_stated_is_not_known() -> None:
    found = cost(FIXED_10_000, {"1421": 1}, Key.FIXED_PRICE)
    assert reason(found) == "The course has a fixed price, but nobody has stated it."
    assert (found.total, found.balance, found.payers) == (1_000_000, None, ("1421",))


@pytest.mark.parametrize(
    ("price", "days", "words"),
    [
        (None, ONE_DAY, "The cost is not known: no price is stated."),
        (NOTHING, ONE_DAY, "The cost is not known: no price is stated."),
        (FORM, None, "The cost is not known: the price is for each day, and nobody has stated how many."),
    ],
)
@pytest.mark.parametrize("key", Key)
def test_a_cost_that_is_not_known_is_nobodys_share(
    key: Key, price: Price | None, days: int | None, words: str
) -> None:
    found = cost(price, {"1421": 2}, key, days=days, weights={"1421": 100}, fixed_price=550_000)
    assert (reason(found), found.total, found.paid_outside) == (words, None, None)
    assert found.payers == ("1421",)


@pytest.mark.parametrize(
    ("key", "weights", "words"),
    [
        (Key.POPULATION, {"1421": 9_000}, "The cost cannot be shared: the population is not known for 1430."),
        (
            Key.STAFF,
            {"1421": None, "1430": None},
            "The cost cannot be shared: the number of staff is not known for 1421, 1430.",
        ),
        (
            Key.STAFF,
            {"1421": 0, "1430": 0},
            "The cost cannot be shared: the number of staff is 0 for everybody who is to pay.",
        ),
        (
            Key.PERCENT,
            {"1421": 60, "1430": 38},
            "The cost cannot be shared: the agreed per cent come to 98, not 100.",
        ),
        (
            Key.PERCENT,
            {"1421": 100},
            "The cost cannot be shared: the agreed per cent is not known for 1430.",
        ),
    ],
)
def test_a_weight_that_is_not_known_makes_no_share_zero(
    key: Key, weights: dict[str, Decimal | int | None], words: str
) -> None:
    found = cost(FORM, {"1421": 2, "1430": 1}, key, weights=weights)
    assert (reason(found), found.total) == (words, 8_060_000)
    assert found.payers == ("1421", "1430")


def test_a_population_that_nobody_needs_may_be_unknown() -> None:
    found = cost(FORM, {"1421": 2, "1430": 0}, Key.POPULATION, weights={"1421": 9_000})
    assert found.shares == {"1421": 8_060_000}


@pytest.mark.parametrize(
    ("settings", "shares"),
    [(MEMBERS, {"1421": 500_000, "1430": 500_000}), (BY_ASSOCIATION, {ASSOCIATION: 1_000_000})],
)
def test_a_round_without_participants_is_all_empty_seats(settings: Settings, shares: dict[str, int]) -> None:
    nobody = {"1421": 0, "1430": 0}
    assert cost(FIXED_10_000, nobody, capacity=10, settings=settings).shares == shares
    found = cost(FIXED_10_000, nobody, capacity=10)
    assert reason(found) == "The cost cannot be shared: nobody has a seat."


def test_what_costs_nothing_is_shared_as_nothing() -> None:
    free = replace(NOTHING, per_group=0)
    assert cost(free, {"1421": 2, "1430": 1}).shares == {"1421": 0, "1430": 0}


@pytest.mark.parametrize(("seats", "weights"), [({"1421": -1}, {}), ({"1421": 1}, {"1421": Decimal(-1)})])
def test_negative_numbers_are_refused(
    seats: dict[str, int], weights: dict[str, Decimal | int | None]
) -> None:
    with pytest.raises(ValueError, match="negative"):
        cost(FORM, seats, Key.STAFF, weights=weights, capacity=3)


CODES = [f"14{n:02d}" for n in range(14)]
MONEY = st.none() | st.integers(min_value=0, max_value=30_000_000)


@st.composite
def prices(draw: st.DrawFn) -> Price:
    lender = draw(st.sampled_from(["", *CODES]))
    return Price("c", "BoU", draw(MONEY), draw(MONEY), draw(MONEY), draw(MONEY), lender, draw(MONEY), SOURCE)


SEATS = st.dictionaries(st.sampled_from(CODES), st.integers(0, 9), min_size=1)
RULES = st.sampled_from([DEFAULTS, MEMBERS, BY_ASSOCIATION])


@given(prices(), SEATS, st.sampled_from(Key), RULES, st.integers(0, 40), st.integers(1, 4), st.data())
def test_shares_sum_to_the_cost_for_every_key(
    price: Price,
    seats: dict[str, int],
    key: Key,
    rule: Settings,
    empty: int,
    groups: int,
    data: st.DataObject,
) -> None:
    cuts = sorted(
        data.draw(st.lists(st.integers(0, 10_000), min_size=len(seats) - 1, max_size=len(seats) - 1))
    )
    parts = [high - low for low, high in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    weights = {code: Decimal(part) / 100 for code, part in zip(seats, parts, strict=True)}
    capacity = sum(seats.values()) + empty
    found = round_cost(price, groups, 250, seats, capacity, key, weights, rule, 550_000)
    if not found.is_shared:
        assert found.shares == {}
        assert found.why is not None
        return
    assert found.total is not None and found.balance is not None and found.paid_outside is not None
    assert sum(found.shares.values()) == found.total + found.balance
    paid = sum(found.shares.values()) - sum(found.credits.values()) - found.balance
    assert paid == found.paid_outside >= 0
    assert tuple(found.shares) == found.payers == tuple(sorted(found.payers))
    assert min(found.shares.values(), default=0) >= 0
    assert found.balance == 0 or key is Key.FIXED_PRICE


@given(SEATS, st.sampled_from([Key.SEATS, Key.EQUAL]), st.integers(0, 30_000_000))
def test_no_share_is_an_ore_or_more_from_its_exact_part(seats: dict[str, int], key: Key, fixed: int) -> None:
    shares = cost(replace(NOTHING, per_group=fixed), seats, key).shares
    weights = {code: number if key is Key.SEATS else 1 for code, number in seats.items() if number}
    for code, share in shares.items():
        assert abs(share - Fraction(fixed * weights[code], sum(weights.values()))) < 1


@given(SEATS, RULES, st.integers(0, 40))
def test_the_order_of_municipalities_changes_nothing(
    seats: dict[str, int], rule: Settings, empty: int
) -> None:
    capacity = sum(seats.values()) + empty
    turned = dict(reversed(seats.items()))
    assert repr(cost(FORM, seats, capacity=capacity, settings=rule)) == repr(
        cost(FORM, turned, capacity=capacity, settings=rule)
    )
