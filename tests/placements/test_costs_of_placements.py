"""Costs of placements: öre by kind and part, by care day, against budget."""

from datetime import date
from fractions import Fraction

from kfond.placements.costs import Part, cost_per_day, costs_of, difference, outcomes
from kfond.placements.tallies import ALL, Measure, Span, Spot, Tallies, Tally
from kfond.placements.values import Kind
from written_lists import rows_of

YEAR = Span.of_year(2022)
ORUST, TANUM = "1421", "1435"
HEADINGS = [
    "Kommun",
    "Period",
    "Placeringsform",
    "Arvode",
    "Omkostnader",
    "Konsulentkostnad",
    "Startkostnad",
    "Summa",
    "Budget",
]
LINES = [
    ["Orust", "2022", "familjehem", 400_000, 150_000, 0, 50_000, 600_000, 650_000],
    ["Orust", "2022", "konsulentstött familjehem", 0, 0, 900_000, 0, 900_000, 700_000],
    ["Tanum", "T1 2022", "familjehem", 100_000, 40_000, 0, 0, "", 300_000],
    ["Tanum", "T2 2022", "familjehem", 110_000, 40_000, 0, 10_000, "", 300_000],
    ["Tanum", "T3 2022", "familjehem", 120_000, 40_000, 0, 0, "", 300_000],
]
COSTS = costs_of(rows_of("placement_costs", [HEADINGS, *LINES]))
DAYS = Tallies(
    {
        Spot(YEAR, ORUST, Kind.TRADITIONAL, Measure.DAYS): Tally(1000),
        Spot(YEAR, ORUST, Kind.CONSULTANT, Measure.DAYS): Tally(500),
        Spot(YEAR, TANUM, Kind.TRADITIONAL, Measure.DAYS): Tally(600),
    }
)


def test_parts_of_a_year_make_up_its_cost() -> None:
    year = COSTS[YEAR, TANUM, Kind.TRADITIONAL]
    assert year.parts == {
        Part.FEE: 330_000_00,
        Part.EXPENSES: 120_000_00,
        Part.CONSULTANT: 0,
        Part.START_UP: 10_000_00,
    }
    assert (year.total, year.budget) == (460_000_00, 900_000_00)


def test_a_care_day_by_kind() -> None:
    day = cost_per_day(COSTS, DAYS, YEAR, Kind.TRADITIONAL)
    assert day is not None
    assert (day.codes, day.days) == ((ORUST, TANUM), 1600)
    assert day.total == Fraction((600_000 + 460_000) * 100, 1600)
    assert sum(day.parts.values()) == day.total


def test_where_the_difference_comes_from() -> None:
    traditional, consultant = (
        cost_per_day(COSTS, DAYS, YEAR, kind) for kind in (Kind.TRADITIONAL, Kind.CONSULTANT)
    )
    assert traditional and consultant
    found = difference(consultant, traditional)
    assert found.total == Fraction(900_000_00, 500) - Fraction(1_060_000_00, 1600)
    assert sum(found.parts.values()) == found.total
    assert found.parts[Part.CONSULTANT] == Fraction(900_000_00, 500)
    assert found.parts[Part.FEE] == -Fraction(730_000_00, 1600)


def test_budget_and_outcome_of_each_owner() -> None:
    told = [(each.code, each.budget, each.outcome, each.left) for each in outcomes(COSTS, YEAR)]
    assert told == [
        (ORUST, 1_350_000_00, 1_500_000_00, -150_000_00),
        (TANUM, 900_000_00, 460_000_00, 440_000_00),
    ]


def test_a_budget_for_all_kinds_stands_beside_the_kinds() -> None:
    lines = [
        ["Orust", "2022", "familjehem", 400_000, 150_000, 0, 50_000, "", ""],
        ["Orust", "2022", "alla", "", "", "", "", "", 650_000],
    ]
    costs = costs_of(rows_of("placement_costs", [HEADINGS, *lines]))
    assert costs[YEAR, ORUST, ALL].total is None
    assert [(each.budget, each.outcome) for each in outcomes(costs, YEAR)] == [(650_000_00, 600_000_00)]


def test_what_is_not_known_is_never_nothing() -> None:
    lines = [
        ["Orust", "2022", "familjehem", "oklart", 150_000, 0, 0, "", 650_000],
        ["Orust", "2022", "jourhem", 10_000, 0, 0, 0, "", 5_000],
    ]
    costs = costs_of(rows_of("placement_costs", [HEADINGS, *lines]))
    assert costs[YEAR, ORUST, Kind.TRADITIONAL].total is None
    assert [(each.outcome, each.left) for each in outcomes(costs, YEAR)] == [(None, None)]
    assert cost_per_day(costs, DAYS, YEAR, Kind.TRADITIONAL) is None


def test_a_sum_that_its_parts_do_not_come_to_is_told() -> None:
    line = ["Orust", "2022", "familjehem", 400_000, 150_000, 0, 50_000, 590_000, ""]
    cost = costs_of(rows_of("placement_costs", [HEADINGS, line]))[YEAR, ORUST, Kind.TRADITIONAL]
    assert (cost.is_off, cost.total, cost.stated) == (True, 600_000_00, 590_000_00)


def test_a_year_lacks_a_part_that_one_of_its_times_lacks() -> None:
    lines = [LINES[2], LINES[3], ["Tanum", "T3 2022", "familjehem", "", "", "", "", 160_000, 300_000]]
    year = costs_of(rows_of("placement_costs", [HEADINGS, *lines]))[
        Span(date(2022, 1, 1), date(2022, 12, 31)), TANUM, Kind.TRADITIONAL
    ]
    assert (year.parts, year.total) == ({}, 460_000_00)
