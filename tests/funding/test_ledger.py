"""The money of an application: what stands after its entries, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from money_samples import MAFI, entry, fund, ground, ledger, lines

from kfond.funding.amounts import worth_of_hours
from kfond.funding.budget import in_rounding
from kfond.funding.entry_rules import payable, reason_in_rounding, year_of
from kfond.funding.fund import Rounding
from kfond.funding.ledger import WHOLE, Condition, EntryKind, standing_of

GRANT = entry("granted", 81_000, "2021-05-21", note="avrundning uppåt till hela tusental")


def test_the_course_that_asked_for_80_600_and_was_granted_81_000() -> None:
    standing = ledger(
        entry("recommended", 80_600, "2021-04-20"),
        GRANT,
        entry("planned", 40_500, "2021-09-01", payment=1),
        entry("planned", 40_500, "2021-12-01", payment=2),
        entry("paid", 40_500, "2021-09-03", payment=1),
        entry("used", 62_400, line="utbildning"),
        entry("used", 11_250.50, line="teoridag"),
    ).standing
    total = standing.total
    assert sum(MAFI.values()) == 62_400 + 12_000 + 6_000 + 200 == 80_600
    assert (total.applied, total.recommended, total.granted) == (8_060_000, 8_060_000, 8_100_000)
    assert (total.paid, total.planned, total.left) == (4_050_000, 4_050_000, 0)
    assert (total.used, total.unused, total.in_hand) == (7_365_050, 734_950, -3_315_050)
    assert standing.budgets == {
        "utbildning": 6_240_000,
        "teoridag": 1_200_000,
        "examination": 600_000,
        "litteratur": 20_000,
        WHOLE: 40_000,  # the 400 kronor that the rounding added
    }
    assert standing.by_line["teoridag"].used == 1_125_050
    assert standing.by_year[2021].granted == 8_100_000


def test_before_a_decision_nothing_is_known_of_what_is_left() -> None:
    total = standing_of(ground(), ()).total
    assert (total.granted, total.left, total.unused) == (None, None, None)


def test_a_refusal_in_money_is_a_grant_of_nothing() -> None:
    total = ledger(entry("granted", 0, "2021-05-21")).standing.total
    assert (total.granted, total.left) == (0, 0)


def test_an_amount_that_is_not_known_is_never_nothing() -> None:
    unknown = standing_of(ground({"utbildning": 62_400, "teoridag": None}), ())
    assert unknown.total.applied is None
    assert (unknown.by_line["utbildning"].applied, unknown.by_line["teoridag"].applied) == (6_240_000, None)
    assert (unknown.budgets["teoridag"], unknown.budgets[WHOLE]) == (None, None)


def test_what_is_stated_beyond_the_lines_is_not_divided() -> None:
    standing = standing_of(ground({"utbildning": 62_400}, applied=8_060_000), ())
    assert standing.total.applied == 8_060_000
    assert standing.by_line[WHOLE].applied == 1_820_000


def test_a_smaller_grant_has_no_budget_by_line_until_somebody_divides_it() -> None:
    smaller = ledger(entry("granted", 50_000, "2021-05-21"))
    assert smaller.standing.budgets == {
        "utbildning": None, "teoridag": None, "examination": None, "litteratur": None, WHOLE: 5_000_000,
    }  # fmt: skip
    divided = smaller.with_entry(entry("moved", 45_000, to_line="utbildning"))
    assert divided.standing.budgets["utbildning"] == 4_500_000
    assert divided.standing.budgets[WHOLE] == 500_000


def test_a_grant_by_line_is_the_budget_and_moves_go_on_from_it() -> None:
    standing = ledger(
        entry("granted", 60_000, "2021-05-21", line="utbildning"),
        entry("granted", 10_000, "2021-05-21", line="teoridag"),
        entry("moved", 2_500, line="utbildning", to_line="teoridag"),
    ).standing
    assert (standing.budgets["utbildning"], standing.budgets["teoridag"]) == (5_750_000, 1_250_000)
    assert (standing.budgets["litteratur"], standing.budgets[WHOLE]) == (0, 0)
    assert standing.total.moved == 0


def test_money_of_one_year_is_not_paid_for_another() -> None:
    two_years = ledger(
        entry("granted", 30_000, "2020-05-21", year=2020),
        entry("granted", 20_000, "2020-05-21", year=2021),
        entry("granted", 5_000, "2020-05-21", year=0),
        of=ground(submitted=date(2020, 1, 1)),
    )
    assert payable(two_years.standing, 2020) == 3_500_000
    paid = two_years.with_entry(entry("paid", 33_000, "2020-10-01"))
    assert payable(paid.standing, 2021) == 2_200_000  # 20 000 of its own, and what 2020 left of the 5 000
    assert payable(paid.standing) == 2_200_000


def test_a_payment_beyond_its_plan_draws_on_what_is_left() -> None:
    total = ledger(
        GRANT,
        entry("planned", 40_000, payment=1),
        entry("paid", 50_000, payment=1),
    ).standing.total
    assert (total.paid, total.planned, total.left) == (5_000_000, 0, 3_100_000)


@pytest.mark.parametrize(
    ("hours", "rate", "kronor"),
    [(100, 350_00, 350_00), (1250, 345_50, 4318_75), (1, 50, 1), (1, 49, 0), (-1, 50, -1), (0, 350_00, 0)],
    ids=["1 h", "12.5 h at 345.50", "half an öre upwards", "less than half", "a correction", "none"],
)
def test_hours_times_the_rate(hours: int, rate: int, kronor: int) -> None:
    assert worth_of_hours(hours, rate) == kronor


def test_co_financing_in_money_and_in_hours_stand_apart() -> None:
    total = ledger(
        entry("co_financed", 9_000, by="Orust"),
        entry("co_financed", 4_318.75, hours=1250, rate=345_50, by="Orust"),
    ).standing.total
    assert (total.in_money, total.in_kind) == (900_000, 431_875)


@pytest.mark.parametrize(
    ("rounding", "applied", "granted"),
    [
        (Rounding.THOUSAND_UP, 8_060_000, 8_100_000),
        (Rounding.THOUSAND_UP, 8_100_000, 8_100_000),
        (Rounding.KRONA_DOWN, 8_060_099, 8_060_000),
        (Rounding.NONE, 8_060_099, 8_060_099),
    ],
)
def test_rounding_of_the_fund(rounding: Rounding, applied: int, granted: int) -> None:
    assert in_rounding(fund(rounding=rounding), applied) == granted


def test_the_rounding_of_the_fund_is_a_reason_and_nothing_else_is() -> None:
    said = reason_in_rounding(ledger(), entry("granted", 81_000, "2021-05-21"))
    assert said and said.in_words("sv") == "avrundning uppåt till hela tusental"
    assert reason_in_rounding(ledger(), entry("granted", 82_000, "2021-05-21")) is None


def test_the_year_that_nobody_says() -> None:
    granted = ledger(
        entry("granted", 30_000, "2021-05-21"),
        entry("planned", 10_000, "2022-01-15", year=2021, payment=1),
    )
    assert year_of(granted, EntryKind.PAID, date(2022, 1, 15), payment=1) == 2021
    assert year_of(granted, EntryKind.USED, date(2022, 1, 15)) == 2021  # the one year that has any money
    assert year_of(granted, EntryKind.GRANTED, date(2021, 5, 21)) == 0  # lines without a year
    of_one_year = ledger(of=ground(lines=lines(MAFI, 2021)))
    assert year_of(of_one_year, EntryKind.GRANTED, date(2020, 12, 1)) == 2021
    assert year_of(of_one_year, EntryKind.USED, date(2020, 12, 1)) == 2020


def test_the_last_word_on_a_condition_holds() -> None:
    asked = Condition("plan", "Plan för spridning", None, 1, None, "")
    met = Condition("plan", "Plan för spridning", None, 1, date(2021, 8, 1), "plan.pdf")
    paid = entry("planned", 10_000, payment=1)
    assert standing_of(ground(), (GRANT, paid), (asked,)).payments[0].waits_for == (asked,)
    assert standing_of(ground(), (GRANT, paid), (asked, met)).payments[0].waits_for == ()


def test_the_order_of_entries_makes_no_difference() -> None:
    entries = (GRANT, entry("planned", 40_000, payment=1), entry("paid", 10_000, payment=1))
    assert standing_of(ground(), entries) == standing_of(ground(), entries[::-1])


def test_lines_of_several_years_come_to_the_same_total() -> None:
    years = (*lines({"lön": 100_000}, 2020), *lines({"lön": 120_000}, 2021))
    standing = standing_of(ground(lines=years), ())
    assert [(year, amounts.applied) for year, amounts in standing.by_year.items()] == [
        (2020, 10_000_000), (2021, 12_000_000),
    ]  # fmt: skip
    assert standing.by_line["lön"].applied == standing.total.applied == 22_000_000
