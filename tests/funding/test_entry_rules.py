"""What may not be entered on the money of an application, what is said of it, and what is allowed instead."""

from __future__ import annotations

import re
from datetime import date

import pytest
from money_samples import MAFI, entry, fund, ground, hours_not_taken, ledger

from kfond.errors import Refusal
from kfond.funding.entry_rules import Ledger, faults_of
from kfond.funding.fund import Way
from kfond.funding.ledger import Condition, Entry

GRANT = entry("granted", 81_000, "2021-05-21", note="avrundning")
HALF = entry("planned", 40_500, "2021-09-01", payment=1)


def said(before: Ledger, wrong: Entry) -> str:
    """Everything that is said against an entry, its amounts without signs between thousands."""
    return re.sub(r"(?<=\d),(?=\d)", "", "\n".join(each.in_words("en") for each in faults_of(before, wrong)))


@pytest.mark.parametrize(
    ("before", "wrong", "words", "allowed"),
    [
        ((), entry("granted", 80_000, "2021-03-01"), "before the application was submitted", "from 2021-03-15"),
        ((), entry("granted", 81_000, "2021-05-21"), "400 more than the 80600", "at most 80600"),
        ((), entry("paid", 100), "Nothing has been granted", "kfond fund grant"),
        ((GRANT,), entry("paid", 100, "2021-05-20"), "before the decision of 2021-05-21", "from 2021-05-21 on"),
        ((GRANT,), entry("paid", 81_000.01), "beyond what is left: 81000 granted", "For 2021: at most 81000"),
        ((GRANT, HALF), entry("paid", 40_501), "40500 planned", "at most 40500"),
        ((GRANT, HALF), entry("paid", 1, payment=2), "Payment 2 is not planned", "Planned are: 1"),
        ((GRANT,), entry("paid", 1, payment=1), "Payment 1 is not planned", "No payment is planned"),
        ((GRANT, HALF), entry("paid", 1, payment=1, year=2020), "another year or line", "Leave out the year"),
        ((GRANT, HALF), entry("planned", 1, payment=1), "Payment 1 is planned already", "2 is free"),
        ((GRANT,), entry("planned", 81_001, payment=1), "beyond what is left", "at most 81000"),
        ((GRANT,), entry("requested", 81_000.5), "above the allocation", "at most 81000"),
        ((GRANT,), entry("moved", 6_001, line="examination", to_line="litteratur"),
         "more than examination has", "at most 6000"),
        ((GRANT, entry("used", 5_000, line="examination")),
         entry("moved", 2_000, line="examination", to_line="litteratur"), "more than examination has", "at most 1000"),
        ((GRANT,), entry("moved", 401, to_line="litteratur"), "more than what is not divided has", "at most 400"),
        ((GRANT,), entry("moved", 1, line="teoridag", to_line="teoridag"), "to itself", "two lines"),
        ((GRANT,), entry("used", 1, line="resor"), "no budget line resor", "utbildning, teoridag"),
        ((GRANT, entry("paid", 81_000), entry("used", 80_600)),
         entry("repaid", 401), "81000 paid, 80600 used, 0 repaid", "at most 400"),
        ((GRANT, entry("paid", 81_000), entry("used", 80_600), entry("reclaimed", 1_000, "2022-04-01", year=2021)),
         entry("repaid", 1_001), "81000 paid, 80600 used, 0 repaid", "at most 1000"),
        ((GRANT, entry("paid", 500), entry("repaid", 200), entry("reclaimed", 100)),
         entry("reclaimed", 201), "not wanted back or repaid before: 500 paid", "at most 200"),
        ((GRANT,), entry("used", 100, "2017-12-31"), "outside the time of provfonden", "from 2018-01-01 to 2021-12-31"),
        ((GRANT,), entry("used", 100, "2022-01-31"), "outside the time of provfonden", "to 2021-12-31"),
        ((GRANT,), entry("paid", 100, "2022-01-31"), "2022 is no year of provfonden", "from 2018 to 2021"),
        ((GRANT,), entry("paid", 100, "2022-03-02", year=2021), "2022-03-02 has not come yet", "up to 2022-03-01"),
        ((GRANT,), entry("paid", 0), "0 kronor is nothing", "above 0"),
        ((GRANT, entry("paid", 500)), entry("paid", -100), "has no reason", "--why"),
        ((GRANT, entry("paid", 500)), entry("paid", -501, note="fel"), "entered are 500", "at most 500"),
        ((GRANT, entry("paid", 500)), entry("granted", -80_501, year=2021, note="fel"),
         "entered are 81000", "at most 80500"),
        ((GRANT, entry("paid", 500), entry("repaid", 300)), entry("paid", -300, note="fel"),
         "entered are 500", "at most 200"),
        ((GRANT, HALF, entry("paid", 500, payment=1)),
         entry("planned", -40_500, "2021-09-01", payment=1, note="fel"), "entered are 40500", "at most 40000"),
    ],
)  # fmt: skip
def test_refused(before: tuple[Entry, ...], wrong: Entry, words: str, allowed: str) -> None:
    made = ledger(*before)
    told = said(made, wrong)
    assert words in told and allowed in told and told.startswith("mafi: ")
    with pytest.raises(Refusal):
        made.with_entry(wrong)


@pytest.mark.parametrize(
    ("before", "right"),
    [
        ((), entry("granted", 80_600, "2021-03-15")),
        ((), entry("granted", 81_000, "2021-05-21", note="avrundning uppåt")),
        ((GRANT, HALF), entry("paid", 81_000, payment=1)),  # what is planned for it and what is left
        ((GRANT, entry("paid", 500)), entry("paid", -500, note="återtagen")),
        (
            (GRANT, entry("paid", 81_000), entry("used", 80_600)),
            entry("repaid", 400, "2022-02-01", year=2021),
        ),
        (
            (GRANT,),
            entry("paid", 81_000, "2022-01-31", year=2021),
        ),  # money comes when the fund's years are over
        ((GRANT,), entry("planned", 1, "2022-06-01", year=2021, payment=1)),  # and what is planned is to come
        ((GRANT,), entry("used", 90_000, line="utbildning")),  # more than granted: shown, not refused
        ((), entry("used", 100, "2021-02-01")),
    ],
)
def test_accepted(before: tuple[Entry, ...], right: Entry) -> None:
    assert faults_of(ledger(*before), right) == ()


def test_everything_that_is_wrong_is_said_at_once() -> None:
    told = said(ledger(GRANT, HALF), entry("paid", 90_000, "2022-05-01", year=2022, line="resor", payment=7))
    for words in ("has not come yet", "no year", "no budget line", "not planned", "beyond what is left"):
        assert words in told


def test_nothing_is_decided_on_what_was_not_submitted() -> None:
    told = said(ledger(of=ground(submitted=None)), GRANT)
    assert "has not been submitted" in told and "kfond application step mafi submitted" in told


def test_a_state_grant_is_distributed_before_anybody_asks_for_it() -> None:
    state = ground({}, submitted=None, fund=fund(way=Way.REQUISITION))
    allocated = ledger(entry("granted", 50_000, "2021-02-01"), of=state)
    assert faults_of(allocated, entry("requested", 50_000)) == ()
    assert "at most 50000" in said(allocated, entry("requested", 50_001))


def test_a_payment_waits_for_its_conditions() -> None:
    asked = Condition("rapport", "Lägesrapport lämnad", None, 1, None, "")
    waiting = Ledger(ground(), (GRANT, HALF), (asked,))
    told = said(waiting, entry("paid", 40_500, payment=1))
    assert "waits for the condition rapport (“Lägesrapport lämnad”)" in told and "kfond fund met" in told
    assert faults_of(waiting, entry("paid", 40_500)) == ()  # another payment, of what is not planned


def test_a_fund_that_takes_no_hours() -> None:
    strict = ledger(of=ground(fund=fund(co_financing=hours_not_taken())))
    assert "takes no hours" in said(strict, entry("co_financed", 350, hours=100, rate=350_00, by="Orust"))
    assert faults_of(strict, entry("co_financed", 350, by="Orust")) == ()


def test_hours_are_worth_what_the_rate_says() -> None:
    wrong = entry("co_financed", 351, hours=100, rate=350_00, by="Orust")
    assert "worth 350 kronor, and not 351" in said(ledger(), wrong)


def test_a_grant_that_nobody_has_divided_is_not_moved_between_lines() -> None:
    smaller = ledger(entry("granted", 50_000, "2021-05-21"))
    told = said(smaller, entry("moved", 100, line="teoridag", to_line="litteratur"))
    assert "nobody has divided" in told and "without --from" in told


def test_years_lend_each_other_only_what_is_not_divided() -> None:
    years = ledger(
        entry("granted", 20_000, "2021-05-21", year=2020), entry("granted", 10_000, "2021-05-21", year=2021)
    )
    assert "For 2021: at most 10000" in said(years, entry("paid", 10_001))


def test_the_budget_of_the_example_is_the_one_that_was_asked_for() -> None:
    assert sum(MAFI.values()) == 80_600


def test_a_correction_goes_back_along_a_move() -> None:
    moved = ledger(GRANT, entry("moved", 400, to_line="litteratur"), entry("used", 500, line="litteratur"))
    back = entry("moved", -200, to_line="litteratur", note="för mycket")
    assert "at most 100" in said(moved, back)
    assert (
        moved.with_entry(entry("moved", -100, to_line="litteratur", note="för mycket")).standing.budgets[
            "litteratur"
        ]
        == 50_000
    )


def test_dates_without_a_last_day() -> None:
    open_ended = ground(fund=fund(years=None, last_day=None))
    assert "from 2018-01-01 on" in said(ledger(of=open_ended), entry("used", 1, "2017-01-01"))
    closing = ground(fund=fund(first_day=None))
    assert "up to 2021-12-31" in said(
        ledger(of=closing), entry("used", 1, date(2022, 1, 1).isoformat(), year=2021)
    )


def test_what_was_paid_for_a_line_is_not_moved_away_from_it() -> None:
    by_line = ledger(
        entry("granted", 10_000, "2021-05-21", line="teoridag"), entry("paid", 9_000, line="teoridag")
    )
    assert "at most 1000" in said(by_line, entry("moved", 1_001, line="teoridag", to_line="litteratur"))
