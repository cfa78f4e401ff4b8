"""What an application costs and asks for: flat rates and support rate, every figure in kronor."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.errors import Refusal
from kfond.funding.application import Application
from kfond.funding.application_file import read_application
from kfond.funding.budget import (
    applied_for,
    budget_lines,
    flat_costs_of,
    made_of,
    summed,
    total_of,
    whole_cost,
)
from kfond.funding.checking import sums
from kfond.funding.checking.found import Found
from kfond.funding.fund import Fund
from kfond.funding.fund_file import read_fund
from kfond.funding.known_funds import fund_of

ESF = fund_of("esf-plus")
STAFF_100_000 = """
[[costs]]
key = "ledning"
item = "Projektledning"
kind = "personal"
amount_sek = 100000

[[costs]]
key = "resor"
item = "Resor"
kind = "resor"
amount_sek = 20000.50
"""
FIXED = """
title = "Provfonden"
owner = "Ankeborg"
way = "application"
about = "En fond."
source = "Regler."
parameters = {{ overhead = "Sats enligt utlysningen" }}
parts = [{{ key = "kostnad", kind = "costs", heading = "Kostnad" }}]
[[cost_kinds]]
key = "lon"
label = "Lön"
[[flat_rates]]
key = "overhead"
label = "Enligt utlysningen"
base = ["lon"]
excludes = ["fast"]
source = "Punkt 7"
{own}
[[flat_rates]]
key = "fast"
label = "Fast"
rate = 0.07
base = ["lon"]
source = "Punkt 8"
"""


def read(parameters: str = "", costs: str = STAFF_100_000, head: str = "", fund: Fund = ESF) -> Application:
    text = f'+++\nfund = "{fund.key}"\n{head}\n[parameters]\n{parameters}\n{costs}\n+++\n'
    return read_application(text, "ansokan.md", fund)


def told(found: list[Found]) -> list[tuple[str, str]]:
    """Each finding: where, and what is wrong with its remedy."""
    return [(path, f"{what.in_words('en')}. {remedy.in_words('en')}") for path, what, remedy in found]


@pytest.mark.parametrize(
    ("parameters", "flat", "total"),
    [
        ("", {}, 12_000_050),
        ("indirekta-kostnader = 0.15", {"indirekta-kostnader": 1_500_000}, 13_500_050),
        ("ovriga-kostnader = 0.4", {"ovriga-kostnader": 4_000_000}, 16_000_050),
        ("indirekta-kostnader = 0", {}, 12_000_050),
        ("indirekta-kostnader = 0.123456789", {"indirekta-kostnader": 1_234_567}, 13_234_617),
    ],
)
def test_a_flat_rate_is_counted_on_its_kinds_of_cost_once_the_call_is_known(
    parameters: str, flat: dict[str, int], total: int
) -> None:
    application = read(parameters)
    assert {cost.rate.key: cost.amount for cost in flat_costs_of(application, ESF)} == flat
    assert made_of(application, ESF) == total


@pytest.mark.parametrize(
    "costs",
    [
        STAFF_100_000.replace("amount_sek = 100000\n", ""),  # what it is counted on is not known
        STAFF_100_000.replace('kind = "resor"\n', ""),  # it may be staff
    ],
)
def test_a_flat_rate_on_what_is_not_known_is_not_known(costs: str) -> None:
    application = read("indirekta-kostnader = 0.15\nstodsats = 0.4", costs)
    assert [cost.amount for cost in flat_costs_of(application, ESF)] == [None]
    assert (made_of(application, ESF), applied_for(application, ESF)) == (None, None)


@pytest.mark.parametrize(
    ("parameters", "applied"),
    [
        ("", None),  # the call's share is not stated
        ("stodsats = 0.4", 4_800_000),  # 48 000,20 in whole kronor
        ("stodsats = 0.4\nindirekta-kostnader = 0.15", 5_400_000),
        ("stodsats = 1", 12_000_000),
        ("stodsats = 0", 0),
    ],
)
def test_a_support_rate_is_a_share_of_the_costs_in_whole_kronor(parameters: str, applied: int | None) -> None:
    application = read(parameters)
    assert applied_for(application, ESF) == applied
    assert whole_cost(application, ESF) == total_of(application, ESF)


def test_a_stated_total_is_what_the_share_is_of() -> None:
    assert applied_for(read("stodsats = 0.5", head="total_sek = 200000"), ESF) == 10_000_000


@pytest.mark.parametrize("word", ["stodsats", "medfinansiering", "indirekta-kostnader"])
def test_per_cent_written_as_a_whole_number_is_refused_with_its_line(word: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(f"{word} = 40")
    (problem,) = refused.value.problems
    assert problem.in_words("en") == (
        f"ansokan.md: Line 5: {word} cannot be 40. "
        "Write a share from 0 to 1, such as 0.15 for 15 per cent, without quotes."
    )


def test_the_check_writes_the_arithmetic_out() -> None:
    application = read("stodsats = 0.4\nindirekta-kostnader = 0.15", head="total_sek = 130000")
    assert told(list(sums.sums(application, ESF))) == [
        (
            "total_sek",
            "the costs make 100\u00a0000 + 20\u00a0000,50 + 15\u00a0000 (15\u00a0% × 100\u00a0000) = "
            "135\u00a0000,50, and the total says 130\u00a0000. "
            "Change a cost or the total; the difference is 5\u00a0000,50.",
        )
    ]


def test_two_flat_rates_that_exclude_each_other_are_refused() -> None:
    application = read("indirekta-kostnader = 0.15\novriga-kostnader = 0.4")
    assert told(list(sums.flat_rates(application, ESF))) == [
        (
            "parameters.ovriga-kostnader",
            "“Indirekta kostnader” and “Alla kostnader utom personal” cannot be used together. "
            "Take indirekta-kostnader or ovriga-kostnader away.",
        )
    ]


def test_a_line_without_kind_is_told_where_flat_rates_count_kinds() -> None:
    costs = STAFF_100_000.replace('kind = "resor"\n', "")
    assert told(list(sums.flat_rates(read("", costs), ESF))) == []
    (found,) = told(list(sums.flat_rates(read("indirekta-kostnader = 0.15", costs), ESF)))
    assert found == (
        "costs.1",
        'the cost “Resor” has no kind, and flat rates are counted by kinds. Write kind = "personal".',
    )


def test_what_the_call_sets_is_asked_for_but_not_the_flat_rates_that_are_a_choice() -> None:
    assert [path for path, *_ in sums.parameters(read(), ESF)] == ["parameters", "parameters"]
    assert list(sums.parameters(read("stodsats = 0.4\nmedfinansiering = 0.6"), ESF)) == []


@pytest.mark.parametrize(
    ("own", "finding"),
    [
        (60_000, "co-financing is 60\u00a0000 of 120\u00a0000,50; the fund asks for at least 60\u00a0%. "
         "Co-finance at least 72\u00a0000,50 of applied 48\u00a0000."),
        (72_000.30, "applied 48\u00a0000 and co-financing 72\u00a0000,30 do not make the budget 120\u00a0000,50. "
         "Let somebody bear 0,20 more."),
        (72_000.50, None),
    ],
)  # fmt: skip
def test_others_bear_what_the_call_asks_for_and_all_that_the_fund_does_not(
    own: float, finding: str | None
) -> None:
    shares = f'[[own_shares]]\nby = "Orust"\namount_sek = {own}\n'
    application = read("stodsats = 0.4\nmedfinansiering = 0.6", STAFF_100_000 + shares)
    found = told(list(sums.own_shares(application, ESF)))
    assert found == ([("own_shares", finding)] if finding else [])


def test_a_rate_of_its_own_gives_way_to_one_that_is_stated() -> None:
    fund = read_fund(FIXED.format(own=""), "prov.toml")
    costs = '[[costs]]\nitem = "Lön"\nkind = "lon"\namount_sek = 1000\n'
    for parameters, used in (("", {"fast": 7_000}), ("overhead = 0.1", {"overhead": 10_000})):
        application = read(parameters, costs, fund=fund)
        assert {cost.rate.key: cost.amount for cost in flat_costs_of(application, fund)} == used


def test_two_rates_of_their_own_that_exclude_each_other_are_no_fund() -> None:
    with pytest.raises(Refusal) as refused:
        read_fund(FIXED.format(own="rate = 0.1"), "prov.toml")
    assert "are always used, and exclude each other" in str(refused.value.problems[0].in_words("en"))


@given(
    amounts=st.lists(st.integers(0, 10**10), min_size=1, max_size=6),
    rate=st.fractions(0, 1),
    flat=st.fractions(0, 1),
)
def test_the_lines_never_come_to_more_than_is_applied_for(
    amounts: list[int], rate: Fraction, flat: Fraction
) -> None:
    costs = "".join(
        f'[[costs]]\nitem = "Lön"\nkind = "personal"\namount_sek = {ore // 100}.{ore % 100:02d}\n'
        for ore in amounts
    )
    application = read(f"stodsats = {float(rate):.6f}\nindirekta-kostnader = {float(flat):.6f}", costs)
    applied = applied_for(application, ESF)
    lines = summed(line.amount for line in budget_lines(application, ESF))
    assert applied is not None
    assert lines is not None
    assert 0 <= applied - lines < 100 * (len(amounts) + 1)
    assert applied <= (made_of(application, ESF) or 0)
