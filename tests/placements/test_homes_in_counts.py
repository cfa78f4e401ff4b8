"""Homes, referrals and closing interviews in counts: alone, and beside rows, with nothing counted twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up_homes import OF_2022, home, referral
from made_up_rows import T1, T2, T3, YEAR, span

from kfond.placements.closing import answers_in
from kfond.placements.definitions import DEFINITIONS, Definition, Unit
from kfond.placements.home_definitions import HOME_DEFINITIONS, REFERRAL_DEFINITIONS, SHARE_MET
from kfond.placements.homes import homes_tallied
from kfond.placements.mixing import mixed, mixed_homes
from kfond.placements.rates import State, rate
from kfond.placements.referrals import referrals_tallied
from kfond.placements.stated import homes_stated, referrals_stated
from kfond.placements.tallies import ALL, HomeMeasure, ReferralMeasure, Tallies
from kfond.placements.values import Kind
from written_lists import read_list, rows_of

DOCS = Path(__file__).parents[2] / "docs" / "placeringar.md"
ORUST, TANUM = "1421", "1435"
H, R = HomeMeasure, ReferralMeasure
HOMES = ["Period", "Intresseanmälningar", "Nya i familjehemsbanken", "Första placeringar",
         "Utbildade före första placeringen", "Hem i banken", "Mentorer", "Hem som slutade",
         "Ersättningen"]  # fmt: skip
REFERRALS = ["Kommun", "Period", "Typ av hem", "Förfrågningar", "Matchade", "Avslutade utan hem", "Väntar",
             "Dagar till matchning (median)"]  # fmt: skip
ANSWERS = ["Period", "Fråga vid avslut", "Kodat svar", "Antal hem med svaret"]


def homes(*lines: list[object]) -> Tallies:
    return homes_stated(rows_of("homes", [HOMES, *lines]))


def referrals(*lines: list[object]) -> Tallies:
    return referrals_stated(rows_of("referrals", [REFERRALS, *lines]))


def test_tertials_of_homes_make_up_the_year() -> None:
    told = homes(
        ["T1 2022", 9, 4, 3, 2, 21, 3, 2, 1],
        ["T2 2022", 1, 1, 1, 1, 20, 3, 0, 0],
        ["T3 2022", 2, 0, 2, 1, 22, 4, 1, "?"],
    )
    year = {each: told.number(YEAR, ALL, ALL, each) for each in H}
    assert (year[H.INTEREST], year[H.BANKED], year[H.PLACED], year[H.TRAINED_FIRST]) == (12, 5, 6, 4)
    assert (year[H.IN_BANK], year[H.MENTORS]) == (22, 4)  # as the last of them ends
    assert (year[H.LEFT], year[H.LEFT_PAY], year[H.ASSESSED]) == (3, None, None)
    share = rate(HOME_DEFINITIONS["share_trained_first"], told, YEAR)
    assert (share.state, share.numerator, share.denominator) == (State.KNOWN, 4, 6)
    assert rate(HOME_DEFINITIONS["share_placed"], told, YEAR).state is State.NOT_KNOWN


def test_rows_of_homes_take_the_place_of_counts_but_for_what_they_cannot_tell() -> None:
    by_rows = homes_tallied([home("a", "2022-02-01 - - - 2022-03-01 -", is_mentor=True)])
    found = mixed_homes(
        by_rows, homes(["T1 2022", 9, 1, 0, 0, 1, 3, 0, 0], ["T1 2021", 5, 0, 0, 0, 8, 2, 0, 0])
    )
    assert found.tallies.number(T1, ALL, ALL, H.INTEREST) == 1
    assert found.tallies.number(T1, ALL, ALL, H.MENTORS) == 3  # the list of the rows ends in December
    assert found.tallies.number(YEAR, ALL, ALL, H.MENTORS) == 1
    assert found.tallies.number(span("2021-01-01", "2021-04-30"), ALL, ALL, H.INTEREST) == 5
    assert [(each.spot.measure, each.by_rows, each.by_counts.number) for each in found.disagreements] == [
        (H.INTEREST, 1, 9)
    ]
    assert str(found.disagreements[0].by_counts.sources[0].place) == "list.xlsx, Blad1!B2"


def test_tertials_of_referrals_make_up_the_year_and_medians_do_not() -> None:
    told = referrals(
        ["Orust", "T1 2022", "familjehem", 7, 4, 2, 3, 24.5],
        ["Orust", "T2 2022", "familjehem", 2, 2, 1, 2, 10],
        ["Orust", "T3 2022", "familjehem", 0, 1, 0, 1, 33.3],
    )
    year = {each: told.number(YEAR, ORUST, Kind.TRADITIONAL, each) for each in R}
    assert (year[R.ASKED], year[R.MATCHED], year[R.NOT_MET], year[R.SETTLED]) == (9, 7, 3, 10)
    assert (year[R.WAITING], year[R.HALF_DAYS_TO_MATCH]) == (1, None)
    medians = [told.number(of, ORUST, Kind.TRADITIONAL, R.HALF_DAYS_TO_MATCH) for of in (T1, T2, T3)]
    assert medians == [49, 20, None]  # 33.3 is the median of no whole days


def test_referrals_in_rows_and_counts_are_counted_once() -> None:
    by_rows = referrals_tallied(
        [referral("1", "2022-02-01", matched="2022-02-11", code=ORUST, known=OF_2022)]
    )
    found = mixed(
        by_rows,
        referrals(
            ["Orust", "2022", "familjehem", 7, 1, 0, 0, 10],
            ["Tanum", "2022", "familjehem", 3, 2, 1, 0, 20],
            ["Tanum", "2022", "jourhem", 1, 1, 0, 0, 2],
        ),
    )
    told = found.tallies
    assert told.number(YEAR, ALL, Kind.TRADITIONAL, R.ASKED) == 1 + 3
    assert told.number(YEAR, ALL, ALL, R.SETTLED) == 1 + 3 + 1
    assert told.number(YEAR, ORUST, ALL, R.HALF_DAYS_TO_MATCH) == 20
    assert told.number(YEAR, TANUM, Kind.EMERGENCY, R.HALF_DAYS_TO_MATCH) == 4
    assert told.number(YEAR, TANUM, ALL, R.HALF_DAYS_TO_MATCH) is None  # of two kinds
    assert told.number(YEAR, ALL, Kind.TRADITIONAL, R.HALF_DAYS_TO_MATCH) is None  # of two municipalities
    assert told.number(YEAR, ALL, Kind.EMERGENCY, R.HALF_DAYS_TO_MATCH) is None
    assert told.number(T1, ALL, ALL, R.HALF_DAYS_TO_MATCH) == 20  # rows alone tell of it
    assert rate(SHARE_MET, told, YEAR).numerator == 4
    assert [(each.spot.measure, each.by_rows, each.by_counts.number) for each in found.disagreements] == [
        (R.ASKED, 1, 7)
    ]


def test_answers_of_closing_interviews_are_added_up_over_the_year() -> None:
    rows = rows_of(
        "closing_interviews",
        [
            ANSWERS,
            ["T1 2022", "Varför slutade du?", "ersättningen", 2],
            ["T1 2022", "Varför slutade du?", "flytt", 1],
            ["T2 2022", "Varför slutade du?", "Flytt", 4],
            ["T3 2022", "varför slutade du?", "annat", "några"],
            ["2021", "Varför slutade du?", "flytt", 5],
        ],
    )
    told = {(each.span.first.year, each.span.days, each.answer): each.gave for each in answers_in(rows)}
    assert told == {
        (2022, 120, "ersättningen"): 2,
        (2022, 120, "flytt"): 1,
        (2022, 123, "Flytt"): 4,
        (2022, 122, "annat"): None,
        (2021, 365, "flytt"): 5,
        (2022, 365, "ersättningen"): 2,
        (2022, 365, "flytt"): 5,
        (2022, 365, "annat"): None,
    }


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("homes", [HOMES, ["T1 2022", 9, 4, 3, 2, 21, 3, 2, 1]]),
        ("referrals", [REFERRALS, ["Orust", 2022, "familjehem", 7, 4, 2, 3, 24]]),
        ("closing_interviews", [ANSWERS, [2022, "Varför?", "flytt", 5]]),
    ],
)
def test_a_sheet_is_known_by_its_headings(kind: str, rows: list[list[object]]) -> None:
    found = read_list(kind, rows)
    assert (found.kind, len(found.rows), found.problems) == (kind, 1, [])


EVERY = (*HOME_DEFINITIONS.values(), *REFERRAL_DEFINITIONS.values())


@pytest.mark.parametrize("definition", EVERY, ids=lambda each: each.key)
def test_the_definition_stands_in_the_papers_as_in_the_program(definition: Definition) -> None:
    text = " ".join(DOCS.read_text(encoding="utf-8").split())
    end = f" {definition.source} |" if definition.unit is Unit.SHARE else ""
    assert f"| {definition.name} | {definition.words} |{end}" in text


def test_every_measure_has_a_definition_and_every_definition_a_name_of_its_own() -> None:
    assert {each.numerator for each in HOME_DEFINITIONS.values()} == set(H)
    assert {each.numerator for each in REFERRAL_DEFINITIONS.values()} == set(R)
    together = (*DEFINITIONS.values(), *EVERY)
    assert len({each.key for each in together}) == len(together)
    assert len({each.name for each in together}) == len(together)
