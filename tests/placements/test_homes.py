"""Homes counted by hand: the way to a first placement, the days between, the bank, contracts, mentors, who left."""

from __future__ import annotations

from fractions import Fraction

import pytest
from made_up_homes import OF_2021, OF_2022, home
from made_up_rows import T1, T2, T3, YEAR, span

from kfond.placements.home_definitions import HOME_DEFINITIONS
from kfond.placements.homes import homes_overlaid, homes_tallied
from kfond.placements.overlaying import Listed
from kfond.placements.rates import Rate, State, rate
from kfond.placements.tallies import ALL, HomeMeasure, Span, Tallies
from kfond.placements.values import Home, Kind, WayOut

M = HomeMeasure
Y2021, Y2023 = span("2021-01-01", "2021-12-31"), span("2023-01-01", "2023-12-31")
SEVEN = (
    #          interest   assessment assessed   trained    banked     placed
    home("a", "2022-01-10 2022-01-20 2022-03-21 2022-04-10 2022-04-15 2022-05-01"),
    home("b", "2022-02-01 2022-02-21 2022-05-01 2022-06-10 2022-05-10 2022-06-10"),  # banked before trained
    home("c", "2022-03-01 2022-03-02 - - - -", left="2022-03-20", way_out=WayOut.WITHDREW),
    home("d", "2022-09-01 - - - - -"),
    home("e", "2020-01-01 - - - 2021-02-01 2022-12-31", is_mentor=True),  # nobody says whether it was trained
    home("f", "2019-01-01 - - 2019-05-01 2019-06-01 2019-07-01", left="2022-12-31"),
    home("g", "2022-01-05 - - - - -", kind=Kind.RELIEF),
)  # fmt: skip


def numbers(homes: tuple[Home, ...], of: Span, *measures: HomeMeasure, kind: str = ALL) -> list[int | None]:
    tallies = homes_tallied(homes)
    return [tallies.number(of, ALL, kind, measure) for measure in measures]


def told(tallies: Tallies, key: str, of: Span = YEAR, smallest: int = 1) -> Rate:
    return rate(HOME_DEFINITIONS[key], tallies, of, smallest=smallest)


@pytest.mark.parametrize(
    ("measure", "first", "second", "third", "year"),
    [
        (M.INTEREST, 3, 0, 1, 4),  # a b c, d; g is a relief home
        (M.ASSESSMENT, 3, 0, 0, 3),
        (M.ASSESSED, 1, 1, 0, 2),
        (M.TRAINED, 1, 1, 0, 2),
        (M.BANKED, 1, 1, 0, 2),
        (M.PLACED, 0, 2, 1, 3),
        (M.TRAINED_FIRST, 0, 1, 0, 1),  # a; b was trained on the very day
        (M.TRAINED_FIRST_UNKNOWN, 0, 0, 1, 1),  # e
        (M.IN_BANK, 3, 4, 3, 3),  # a e f, b; f left on the last day of the year
        (M.MENTORS, None, None, 1, 1),
        (M.LEFT, 1, 0, 1, 2),
        (M.LEFT_WITHDREW, 1, 0, 0, 1),
        (M.LEFT_UNKNOWN, 0, 0, 1, 1),
    ],
)
def test_seven_homes(
    measure: HomeMeasure, first: int | None, second: int | None, third: int, year: int
) -> None:
    tallies = homes_tallied(SEVEN)
    assert [tallies.number(of, ALL, ALL, measure) for of in (T1, T2, T3, YEAR)] == [
        first,
        second,
        third,
        year,
    ]


@pytest.mark.parametrize(
    ("key", "days", "cases"),
    [
        ("days_to_assessment", Fraction(10), 3),  # 10, 20 and 1
        ("days_to_assessed", Fraction(129, 2), 2),  # 60 and 69
        ("days_to_trained", Fraction(30), 2),  # 20 and 40
        ("days_to_banked", Fraction(5), 1),  # a; b went the other way round
        ("days_to_placed", Fraction(31), 3),  # 16, 31 and 698
        ("days_all_the_way", Fraction(129), 3),  # 111, 129 and 1095
    ],
)
def test_median_days_between_steps(key: str, days: Fraction, cases: int) -> None:
    found = told(homes_tallied(SEVEN), key)
    assert (found.state, found.value, found.cases) == (State.KNOWN, days, cases)


def test_a_median_of_few_is_not_told() -> None:
    found = told(homes_tallied(SEVEN), "days_to_placed", smallest=5)
    assert (found.state, found.value, found.numerator, found.cases) == (State.TOO_FEW, None, None, 3)
    none = told(homes_tallied(SEVEN), "days_to_placed", T1)
    assert (none.state, none.value) == (State.NO_CASES, None)


def test_trained_before_the_first_placement_is_at_least_so_many() -> None:
    found = told(homes_tallied(SEVEN), "share_trained_first")
    assert (found.numerator, found.denominator, found.unclear, found.value) == (1, 3, 1, Fraction(1, 3))


def test_a_cohort_is_not_computable_until_all_were_followed_for_12_months() -> None:
    found = told(homes_tallied(SEVEN), "share_placed")
    assert (found.state, found.numerator, found.denominator) == (State.NOT_YET, 2, 4)
    assert found.why_not is not None
    # a and b came all the way and c left, but d is on its way
    assert found.why_not.in_words("en") == "not computable yet: 1 of 4 have not been followed for 12 months"


def test_a_cohort_that_was_followed() -> None:
    later = ("2022-01-01", "2023-08-31")
    homes = (
        home("a", "2022-08-31 2022-09-10 2023-08-30 - - -", known=later),
        home("b", "2022-08-31 2022-09-10 2023-08-31 - - -", known=later),  # a year on: too late
        home("c", "2022-08-30 - - - - -", known=later),  # on its way, and followed for a year
    )
    tallies = homes_tallied(homes)
    assert [told(tallies, key).value for key in ("share_to_assessment", "share_assessed")] == [
        Fraction(2, 3),
        Fraction(1, 3),
    ]


def test_a_home_on_its_way_that_the_next_list_does_not_have_took_no_step() -> None:
    homes = (
        home("a", "2021-06-01 - - - - -", known=OF_2021),
        home("b", "2022-06-01 - - - - -", known=OF_2022),
    )
    assert homes_overlaid(homes).notices == ()
    found = told(homes_tallied(homes), "share_to_assessment", Y2021)
    assert (found.state, found.value, found.cases) == (State.KNOWN, 0, 1)
    alone = told(homes_tallied(homes[:1]), "share_to_assessment", Y2021)
    assert alone.state is State.NOT_YET


def test_a_home_in_two_lists_is_one_as_the_later_tells_it() -> None:
    homes = (
        home("a", "2021-02-01 - - - 2021-05-01 -", known=OF_2021),
        home("a", "2021-02-01 2021-02-20 - - 2021-06-01 2022-02-01", known=OF_2022, is_mentor=True),
    )
    assert homes_overlaid(homes).rows == homes[1:]
    assert numbers(homes, Y2021, M.INTEREST, M.ASSESSMENT, M.BANKED, M.IN_BANK) == [1, 1, 1, 1]
    assert numbers(homes, YEAR, M.INTEREST, M.PLACED, M.IN_BANK) == [0, 1, 1]
    assert numbers(homes, Y2021, M.MENTORS) == [0]  # as the list of that year had it
    assert numbers(homes, YEAR, M.MENTORS) == [1]


def test_a_home_in_the_bank_that_the_next_list_does_not_have_is_told() -> None:
    thirds = ("2022-01-01", "2022-04-30"), ("2022-05-01", "2022-12-31")
    homes = (
        home("a", "2022-02-01 - - - 2022-03-01 -", known=thirds[0]),
        home("b", "2022-06-01 - - - - -", known=thirds[1]),
    )
    (notice,) = homes_overlaid(homes).notices
    assert notice.in_words("en") == (
        "hem 2022-04-30.xlsx, Hem!A2: The row goes on into the time of the next list (2022-05-01–2022-12-31), which "
        "does not have it; from then on it is not counted. Add it to the next list with the days that are known, and "
        "import that list again."
    )
    assert numbers(homes, T1, M.IN_BANK) == [1]
    assert numbers(homes, T2, M.IN_BANK) == [0]
    assert numbers(homes, YEAR, M.IN_BANK) == [None]  # lost between April and May


@pytest.mark.parametrize(
    ("contract", "left", "on_the_last_day", "in_the_time"),
    [
        (("2022-05-01", ""), "", 1, 1),
        (("2020-05-01", "2022-08-31"), "", 1, 1),  # the last day of the contract is in it
        (("2022-05-01", "2022-08-30"), "", 0, 1),
        (("2020-05-01", "2022-05-01"), "", 0, 1),
        (("2020-05-01", "2022-04-30"), "", 0, 0),
        (("2022-09-01", ""), "", 0, 0),
        (("2022-01-01", ""), "2022-08-31", 0, 1),
        (("2022-01-01", ""), "2022-05-01", 0, 0),  # the day that it left is the first without it
        (("", ""), "", 0, 0),
    ],
)
def test_emergency_homes_under_contract(
    contract: tuple[str, str], left: str, on_the_last_day: int, in_the_time: int
) -> None:
    homes = (home("a", kind=Kind.EMERGENCY, contract=contract, left=left),)
    assert numbers(homes, T2, M.CONTRACTED, M.CONTRACTED_IN_TIME) == [on_the_last_day, in_the_time]


def test_mentored_homes_are_there_still() -> None:
    homes = (
        home("a", mentored="2022-04-30"),
        home("b", mentored="2022-05-01"),
        home("c", mentored="2021-01-01", left="2022-04-30"),
    )
    assert numbers(homes, T1, M.MENTORED) == [1]
    assert numbers(homes, T2, M.MENTORED) == [2]


def test_kinds_are_told_apart_and_a_list_without_homes_has_none() -> None:
    assert numbers(SEVEN, YEAR, M.INTEREST, kind=Kind.RELIEF) == [1]
    assert numbers(SEVEN, YEAR, M.INTEREST, kind=Kind.EMERGENCY) == [0]
    empty = homes_tallied([], lists=[Listed(ALL, YEAR)])
    assert [empty.number(YEAR, ALL, ALL, each) for each in (M.INTEREST, M.MENTORS)] == [0, 0]
    assert empty.number(Y2023, ALL, ALL, M.INTEREST) is None


def test_the_order_of_rows_does_not_matter_and_tallies_name_sheets_alone() -> None:
    assert homes_tallied(SEVEN) == homes_tallied(SEVEN[::-1])
    sources = {source for _, tally in homes_tallied(SEVEN) for source in tally.sources}
    assert [(str(each.place), "as typed" in each.verbatim) for each in sources] == [
        ("hem 2022-12-31.xlsx, Hem", False)
    ]
