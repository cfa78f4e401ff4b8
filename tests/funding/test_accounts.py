"""What of an application's money somebody must look at, and the document that tells of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from money_samples import entry, fund, ground, hours_not_taken, ledger

from kfond.funding.accounts import Account, account_of, commands_for, deviations_of, flags_of
from kfond.funding.budget import Promised
from kfond.funding.entry_rules import Ledger
from kfond.funding.ledger import Condition, Entry, Ground
from kfond.messages import say
from kfond.reports.documents.document import Front
from kfond.reports.funding.money import as_document, money_title

GRANT = entry("granted", 81_000, "2021-05-21", year=2021, note="avrundning")
RUNNING = ground(today=date(2021, 11, 1))


def account(*entries: Entry, of: Ground | None = None, conditions: tuple[Condition, ...] = ()) -> Account:
    made = ledger(*entries, of=of)
    full = Ledger(made.ground, made.entries, conditions)
    return account_of("mafi", "Utbildning i MAFI", made.ground.fund, say("running"), full, ())


def flags(found: Account) -> str:
    return "\n".join(flag.in_words("en") for flag in flags_of(found))


def test_a_line_above_its_budget_by_more_than_a_tenth_is_to_be_explained_at_once() -> None:
    at_the_limit = account(GRANT, entry("used", 13_200, line="teoridag"), of=RUNNING)
    assert deviations_of(at_the_limit) == ()
    above = account(GRANT, entry("used", 13_200.01, line="teoridag"), of=RUNNING)
    (found,) = deviations_of(above)
    assert (found.line, found.budget, found.used) == ("teoridag", 1_200_000, 1_320_001)
    assert found.by == Fraction(120_001, 1_200_000)
    assert "Teoridag: 13,200.01 kronor used of 12,000" in flags(above)
    assert "kfond" not in flags(above)
    assert list(commands_for(above)) == ["kfond fund explain mafi teoridag --why …"]


def test_a_line_below_its_budget_says_nothing_before_the_time_is_over() -> None:
    used = entry("used", 1_000, line="teoridag")
    assert deviations_of(account(GRANT, used, of=RUNNING)) == ()
    over = account(GRANT, used, of=ground())
    assert [each.line for each in deviations_of(over)] == [
        "utbildning", "teoridag", "examination", "litteratur",
    ]  # fmt: skip


def test_a_move_is_what_a_line_is_held_against() -> None:
    moved = entry("moved", 2_000, line="examination", to_line="teoridag")
    assert deviations_of(account(GRANT, moved, entry("used", 14_000, line="teoridag"), of=RUNNING)) == ()


def test_an_explanation_takes_the_flag_away_and_stands_in_the_document() -> None:
    over = entry("used", 15_000, line="teoridag")
    why = entry("used", 0, line="teoridag", note="Två dagar i stället för en.", year=0)
    explained = account(GRANT, over, why, of=RUNNING)
    assert [each.explanation for each in deviations_of(explained)] == ["Två dagar i stället för en."]
    assert "explain" not in flags(explained)
    text = as_document([explained], None, Front(money_title(None))).markdown
    assert "Avvikelse för Teoridag: Två dagar i stället för en." in text


def test_a_fund_that_says_no_deviation_flags_none() -> None:
    silent = ground(fund=fund(deviation=None), today=date(2021, 11, 1))
    assert deviations_of(account(GRANT, entry("used", 50_000, line="teoridag"), of=silent)) == ()


def test_what_is_late_or_too_much_is_flagged() -> None:
    found = account(
        GRANT,
        entry("planned", 40_000, "2021-09-01", payment=1),
        entry("paid", 1_000, "2021-09-01", payment=1),
        entry("used", 500, "2021-04-01"),
        of=RUNNING,
        conditions=(Condition("rapport", "Rapport", date(2021, 10, 1), None, None, ""),),
    )
    told = flags(found)
    assert "500 kronor were used before the decision" in told
    assert "Payment 1 was to come on 2021-09-01; 39,000 kronor of it have not." in told
    assert "The condition “Rapport” was to be met by 2021-10-01." in told
    assert "10,000 kronor more are used than granted" in flags(account(GRANT, entry("used", 91_000)))
    assert "1000 kronor are paid and not used: to be repaid" in flags(account(GRANT, entry("paid", 1_000)))


def test_what_was_repaid_before_the_fund_wanted_anything_back_settles_nothing_of_it() -> None:
    wanted = entry("reclaimed", 700, "2022-04-01", year=2021)
    paid = (GRANT, entry("paid", 1_000), entry("used", 900), entry("repaid", 100))
    assert "wants" not in flags(account(*paid))
    assert "The fund wants 700 kronor back by 2022-04-01." in flags(account(*paid, wanted))
    assert "The fund wants 400 kronor back" in flags(account(*paid, wanted, entry("repaid", 300)))
    settled = flags(account(*paid, wanted, entry("repaid", 700)))
    assert "wants" not in settled and "to be repaid" not in settled
    two = (entry("reclaimed", 500, "2022-05-01", year=2021), entry("reclaimed", 200, "2022-04-01", year=2021))
    assert "wants 450 kronor back by 2022-05-01" in flags(account(*paid, *two, entry("repaid", 250)))


def test_co_financing_below_what_the_fund_asks_for_is_told_at_the_end() -> None:
    strict = ground(fund=fund(co_financing=hours_not_taken()))
    borne = (GRANT, entry("used", 60_000), entry("co_financed", 30_000, by="Orust"))
    assert "30,000 kronor of 90,000 are co-financed; the fund asks for 36,000" in flags(
        account(*borne, of=strict)
    )


def test_what_others_promised_is_held_against_what_they_have_borne() -> None:
    promised = Promised(in_money=5_000_00, in_kind=1_000_00)
    borne = (GRANT, entry("co_financed", 4_000, by="egen budget"))
    told = flags(account(*borne, of=ground(promised=promised)))
    assert "Others have borne 4000 kronor in money; 5000 were promised." in told
    assert "Others have borne 0 kronor in hours; 1000 were promised." in told
    still = ground(promised=promised, today=date(2021, 11, 1))
    assert "promised" not in flags(account(*borne, of=still))
    unknown = ground(promised=Promised(None, None))
    assert "promised" not in flags(account(*borne, of=unknown))
    text = as_document([account(*borne, of=still)], None, Front("Pengar")).markdown.replace("\xa0", " ")
    assert "Andra bär 4 000 kronor (medfinansiering), i pengar." in text
    assert "Utlovat av andra: 5 000 kronor i pengar, 1 000 kronor i timmar." in text


def test_the_document_stands_side_by_side_and_sums() -> None:
    other = account_of(
        "esf",
        "Annat",
        fund(),
        say("running"),
        ledger(entry("granted", 19_000.5, "2021-05-21"), of=RUNNING),
        (),
    )
    text = as_document([account(GRANT, of=RUNNING), other], None, Front("Pengar")).markdown.replace(
        "\xa0", " "
    )
    assert "| mafi | 80 600,00 | – | 81 000,00 | 0,00 | 0,00 | 81 000,00 |" in text
    assert "| Summa | 161 200,00 | – | 100 000,50 | 0,00 | 0,00 | 100 000,50 |" in text
    assert "Sökt är 161 200,00 kronor." in text.replace(" ", " ")


def test_amounts_in_sentences_of_the_document_stand_in_threes_as_in_its_tables() -> None:
    paid = account(GRANT, entry("paid", 4_500), of=ground())
    text = as_document([paid], None, Front("Pengar")).markdown
    assert "- 4\N{NO-BREAK SPACE}500 kronor är utbetalda" in text


def test_an_amount_that_nobody_knows_is_told_so() -> None:
    unknown = account(of=ground({"utbildning": 62_400, "teoridag": None}))
    text = as_document([unknown], None, Front("Pengar")).markdown.replace("\xa0", " ")
    assert "| mafi | inte känt | – | – | 0 | 0 | – |" in text
    assert "Inget är beslutat än." in text


def test_a_document_of_a_year_has_that_year_alone() -> None:
    text = as_document([account(GRANT)], 2020, Front(money_title(2020), fingerprint="2d01ce896dc0")).markdown
    assert "Underlag 2d01ce896dc0 är ett fingeravtryck av de inlästa bladen" in text
    assert "Inga pengar är införda för 2020." in text


def test_of_several_applications_a_picture_shows_what_each_has_used_of_its_grant() -> None:
    told = [
        account(GRANT, entry("used", 12_000, year=2021), of=RUNNING),
        replace(account(of=RUNNING), key="andra"),
    ]
    document = as_document(told, None, Front(money_title(None), "Ankeborg"))
    assert list(document.pictures) == ["pengar", "ansokningar"]
    rows = document.markdown.replace("\N{NO-BREAK SPACE}", " ")
    assert "| mafi | 81 000 | 12 000 |" in rows and "| andra | inte beslutat | 0 |" in rows
    assert list(as_document(told[:1], None, Front(money_title(None), "Ankeborg")).pictures) == ["pengar"]


def test_one_thing_to_look_at_is_told_of_as_one() -> None:
    late = Condition("rapport", "Lägesrapport", date(2021, 10, 1), None, None, "")
    of_one = as_document(
        [account(GRANT, of=RUNNING, conditions=(late,))], None, Front(money_title(None), "Ankeborg")
    )
    assert "1 sak behöver ses över; den står vid sin ansökan." in of_one.markdown


def test_what_others_bear_is_parted_only_where_there_are_two_parts() -> None:
    in_hours = entry("co_financed", 4_000, hours=1_000, rate=40_000, by="Orust")
    in_money = entry("co_financed", 1_000, by="Orust")

    def told(*borne: Entry) -> str:
        document = as_document(
            [account(GRANT, *borne, of=RUNNING)], None, Front(money_title(None), "Ankeborg")
        )
        return document.markdown.replace("\N{NO-BREAK SPACE}", " ")

    assert "Andra bär 4 000 kronor (medfinansiering), i arbetade timmar." in told(in_hours)
    assert "Andra bär 1 000 kronor (medfinansiering), i pengar." in told(in_money)
    assert "Andra bär 5 000 kronor (medfinansiering), varav 4 000 kronor i arbetade timmar." in told(
        in_hours, in_money
    )
