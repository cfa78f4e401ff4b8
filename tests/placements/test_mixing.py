"""Counts that municipalities send and rows that are kept: one set of tallies, and nothing counted twice."""

from datetime import date

import pytest

from kfond.placements.definitions import OF_ENDED
from kfond.placements.mixing import mixed
from kfond.placements.rates import rate
from kfond.placements.stated import parts_of, stated
from kfond.placements.tallies import ALL, Measure, Span, Spot, Tallies, Tally
from kfond.placements.values import Kind
from written_lists import rows_of

YEAR = Span(date(2022, 1, 1), date(2022, 12, 31))
FIRST = Span(date(2022, 1, 1), date(2022, 4, 30))
SECOND = Span(date(2022, 5, 1), date(2022, 8, 31))
THIRD = Span(date(2022, 9, 1), date(2022, 12, 31))
HEADINGS = [
    "Kommun",
    "Period",
    "Placeringsform",
    "Pågående",
    "Påbörjade",
    "Avslutade",
    "Oplanerade avbrott",
    "Barn",
]
ORUST, TANUM = "1421", "1435"


def counts(*lines: list[object]) -> Tallies:
    return stated(rows_of("placements", [HEADINGS, *lines]))


def rows(code: str, kind: str, **numbers: int) -> dict[Spot, Tally]:
    """What the rows of a municipality come to in 2022, of a kind and of all kinds."""
    return {
        Spot(YEAR, code, of, Measure(measure)): Tally(number)
        for of in (kind, ALL)
        for measure, number in numbers.items()
    }


def test_tertials_make_up_the_year() -> None:
    told = counts(
        ["Orust", "T1 2022", "familjehem", 11, 3, 2, 1, 13],
        ["Orust", "T2 2022", "familjehem", 10, 1, 2, 0, 12],
        ["Orust", "T3 2022", "familjehem", 12, 4, 2, 1, 14],
    )
    year = {measure: told.number(YEAR, ORUST, Kind.TRADITIONAL, measure) for measure in Measure}
    assert year[Measure.STARTED] == 3 + 1 + 4
    assert year[Measure.ENDED] == 6
    assert year[Measure.BREAKDOWNS] == 2
    assert year[Measure.ONGOING] == 12, "as many as go on when its last part ends"
    assert year[Measure.CHILDREN] is None, "one child may be in several parts"
    assert year[Measure.DAYS] is None, "nobody says"


def test_a_year_that_is_stated_is_not_added_up() -> None:
    told = counts(
        ["Orust", "2022", "familjehem", 12, 9, 6, 2, 15],
        ["Orust", "T1 2022", "familjehem", 11, 3, 2, 1, 13],
    )
    assert told.number(YEAR, ORUST, Kind.TRADITIONAL, Measure.STARTED) == 9
    assert told.number(FIRST, ORUST, Kind.TRADITIONAL, Measure.STARTED) == 3


@pytest.mark.parametrize(
    ("spans", "parts"),
    [
        ([FIRST, SECOND, THIRD], (FIRST, SECOND, THIRD)),
        ([FIRST, THIRD], ()),
        ([SECOND, THIRD], ()),
        ([YEAR], ()),
    ],
)
def test_parts_of_a_year_follow_on_each_other(spans: list[Span], parts: tuple[Span, ...]) -> None:
    assert parts_of(YEAR, spans) == parts


def test_a_count_that_is_not_exact_is_not_known() -> None:
    told = counts(["Orust", "2022", "familjehem", "ca 12", 3, "?", "", ""])
    assert told.number(YEAR, ORUST, Kind.TRADITIONAL, Measure.ONGOING) is None
    assert told.number(YEAR, ORUST, Kind.TRADITIONAL, Measure.ENDED) is None
    assert told.number(YEAR, ORUST, Kind.TRADITIONAL, Measure.STARTED) == 3


def test_nothing_is_counted_twice_where_a_municipality_sends_both() -> None:
    by_counts = counts(
        ["Orust", "2022", "familjehem", 12, 9, 6, 2, 15],
        ["Orust", "2022", "jourhem", 2, 5, 5, 0, 6],
        ["Tanum", "2022", "familjehem", 7, 1, 1, 0, 8],
    )
    by_rows = Tallies(rows(ORUST, Kind.TRADITIONAL, ongoing=12, started=8))
    found = mixed(by_rows, by_counts)
    assert found.tallies.number(YEAR, ALL, Kind.TRADITIONAL, Measure.ONGOING) == 12 + 7
    assert found.tallies.number(YEAR, ALL, Kind.TRADITIONAL, Measure.STARTED) == 8 + 1
    assert found.tallies.number(YEAR, ALL, ALL, Measure.ONGOING) == 12 + 7, (
        "the two of the emergency home are no rows"
    )
    told = [
        (each.spot.kind, each.spot.measure, each.by_rows, each.by_counts.number)
        for each in found.disagreements
    ]
    assert (Kind.TRADITIONAL, Measure.STARTED, 8, 9) in told
    assert (Kind.EMERGENCY, Measure.ONGOING, 0, 2) in told
    assert (Kind.TRADITIONAL, Measure.ONGOING, 12, 12) not in told
    assert str(found.disagreements[0].by_counts.sources[0].place).startswith("list.xlsx")


def test_a_sum_names_who_is_left_out_of_it() -> None:
    by_counts = counts(
        ["Orust", "2022", "familjehem", 12, 9, 6, 2, 15],
        ["Tanum", "2022", "familjehem", "?", 1, 1, 0, 8],
    )
    found = mixed(Tallies(), by_counts).tallies.at(Spot(YEAR, ALL, Kind.TRADITIONAL, Measure.ONGOING))
    assert (found.number, found.missing) == (12, (TANUM,))


def test_children_do_not_add_up_over_kinds() -> None:
    by_counts = counts(
        ["Orust", "2022", "familjehem", 12, 9, 6, 2, 15],
        ["Orust", "2022", "jourhem", 2, 5, 5, 0, 6],
    )
    found = mixed(Tallies(), by_counts).tallies
    assert found.number(YEAR, ORUST, ALL, Measure.CHILDREN) is None
    assert found.number(YEAR, ORUST, ALL, Measure.STARTED) == 14


def test_relief_is_no_placement_beside_the_others() -> None:
    by_counts = counts(
        ["Orust", "2022", "familjehem", 12, 9, 6, 2, 15],
        ["Orust", "2022", "avlastning", 4, 4, 4, 0, 4],
    )
    found = mixed(Tallies(), by_counts).tallies
    assert found.number(YEAR, ORUST, ALL, Measure.ONGOING) == 12
    assert found.number(YEAR, ALL, Kind.RELIEF, Measure.ONGOING) == 4


def test_breakdowns_of_one_municipality_are_never_divided_by_placements_of_another() -> None:
    by_counts = counts(
        ["Orust", "2022", "familjehem", 12, 9, 6, 2, 15],
        ["Tanum", "2022", "familjehem", 7, 1, 4, "?", 8],
    )
    found = mixed(Tallies(), by_counts).tallies
    share = rate(OF_ENDED, found, YEAR)
    assert (share.numerator, share.denominator) == (2, 6)
