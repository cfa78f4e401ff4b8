"""Amounts a care day: the days that they hold, what is computed by them, and what is booked instead."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from test_attack import organisation
from test_disposal import keep
from typer.testing import CliRunner

from kfond.cli import app
from kfond.db import reading
from kfond.placements.actions import costs_told_of
from kfond.placements.computed_costs import CareDays, Told, with_computed
from kfond.placements.costs import Part, costs_of
from kfond.placements.daily_amounts import amounts_in, faults_of, pieces_of, spans_cut
from kfond.placements.statistics import Statistics
from kfond.placements.tallies import ALL, Measure, Span, Spot, Tallies, Tally
from workbooks import write_workbook
from written_lists import read_list, rows_of

YEAR = Span.of_year(2022)
FIRST, SECOND, THIRD = (
    Span(date(2022, 1, 1), date(2022, 4, 30)),
    Span(date(2022, 5, 1), date(2022, 8, 31)),
    Span(date(2022, 9, 1), date(2022, 12, 31)),
)
UNTIL_JULY, FROM_JULY = Span(date(2022, 5, 1), date(2022, 6, 30)), Span(date(2022, 7, 1), date(2022, 8, 31))
ORUST, TANUM, HOME = "1421", "1435", "foster_home"
HEADINGS = ["Kommun", "Placeringsform", "Del", "Kronor per dygn", "Gäller från", "Gäller till och med"]
OF_YEAR = ["", "familjehem", "arvode", "412,50", date(2022, 1, 1), date(2022, 12, 31)]
JANUARY = ["", "familjehem", "arvode", 400, date(2022, 1, 1), date(2022, 6, 30)]
JULY = ["", "familjehem", "arvode", 500, date(2022, 7, 1), date(2022, 12, 31)]
Line = Sequence[object]


def series(*lines: Line):  # type: ignore[no-untyped-def]
    return amounts_in(rows_of("daily_amounts", [HEADINGS, *lines]))


def booked(*lines: Line):  # type: ignore[no-untyped-def]
    headings = ["Kommun", "Period", "Placeringsform", "Arvode", "Omkostnader", "Summa", "Budget"]
    return costs_of(rows_of("placement_costs", [headings, *lines])) if lines else {}


def days(*told: tuple[Span, str, int], kind: str = HOME) -> Tallies:
    return Tallies({Spot(span, code, kind, Measure.DAYS): Tally(number) for span, code, number in told})


TERTIALS = days((FIRST, ORUST, 100), (SECOND, ORUST, 200), (THIRD, ORUST, 300), (YEAR, ORUST, 600))


# --- which amount holds -------------------------------------------------------------------------------------


def test_an_amount_in_ore_with_the_days_that_it_holds() -> None:
    (amount,) = series(OF_YEAR)[ALL, HOME, Part.FEE]
    assert (amount.ore, amount.span, amount.source.place.cell) == (412_50, YEAR, "D2")


def test_a_year_in_pieces_by_the_amount_that_holds() -> None:
    (amounts,) = series(JULY, JANUARY).values()
    assert [(str(piece.span.first), piece.ore) for piece in pieces_of(amounts, YEAR)] == [
        ("2022-01-01", 400_00),
        ("2022-07-01", 500_00),
    ]
    assert pieces_of(amounts, Span(date(2022, 12, 1), date(2023, 1, 31))) == ()
    assert spans_cut(series(JULY, JANUARY), [FIRST, SECOND, THIRD]) == (UNTIL_JULY, FROM_JULY)
    unchanged = series(JANUARY, [*JULY[:3], 400, *JULY[4:]])
    assert spans_cut(unchanged, [SECOND]) == ()


@pytest.mark.parametrize(
    ("second", "problem"),
    [
        (
            ["", "familjehem", "arvode", 500, date(2022, 6, 1), date(2022, 12, 31)],
            "list.xlsx, Blad1!D3: Two amounts hold from 2022-06-01 to 2022-06-30: this one and that of list.xlsx, "
            "Blad1!D2. Let the first one end the day before the second begins.",
        ),
        (
            ["", "familjehem", "arvode", 500, date(2022, 8, 1), date(2022, 12, 31)],
            "list.xlsx, Blad1!D3: No amount holds from 2022-07-01 to 2022-07-31, between that of list.xlsx, Blad1!D2 "
            "and this one. Add a row for those days, or let one of the two hold on them too.",
        ),
    ],
)
def test_amounts_that_overlap_or_leave_a_gap_are_problems_with_their_place(
    second: Line, problem: str
) -> None:
    assert read_list("daily_amounts", [HEADINGS, JANUARY, second]).problems == [problem]


def test_amounts_of_another_municipality_kind_or_part_are_no_overlap() -> None:
    others = [
        ["Orust", *JANUARY[1:]],
        ["", "jourhem", *JANUARY[2:]],
        [*JANUARY[:2], "omkostnader", *JANUARY[3:]],
    ]
    assert faults_of(series(JANUARY, *others)) == ()


@pytest.mark.parametrize(
    ("at", "typed", "says"),
    [
        (2, "resor", "“resor” is none of the answers to “Del”."),
        (3, "ca 400?", "“ca 400?”"),
        (5, date(2021, 12, 31), "The last day comes before the first."),
    ],
)
def test_what_an_amount_cannot_be_is_a_problem(at: int, typed: object, says: str) -> None:
    line = list(JANUARY)
    line[at] = typed
    (problem,) = read_list("daily_amounts", [HEADINGS, line, JULY]).problems
    assert says in problem


# --- computed and booked ------------------------------------------------------------------------------------


def test_care_days_times_the_amount_where_nothing_is_booked() -> None:
    found = with_computed({}, series(OF_YEAR), CareDays(TERTIALS))
    cost = found.costs[YEAR, ORUST, HOME]
    assert (cost.parts, list(cost.computed)) == ({Part.FEE: 600 * 412_50}, [Part.FEE])
    assert found.costs[SECOND, ORUST, HOME].total == 200 * 412_50
    assert (found.uncomputed, found.off) == ((), ())


def test_a_part_that_is_booked_is_never_computed_too() -> None:
    costs = booked(["Orust", "2022", "familjehem", 250_000, "", "", 700_000])
    expenses = ["", "familjehem", "omkostnader", 100, date(2022, 1, 1), date(2022, 12, 31)]
    found = with_computed(costs, series(OF_YEAR, expenses), CareDays(TERTIALS))
    cost = found.costs[YEAR, ORUST, HOME]
    assert cost.parts == {Part.FEE: 250_000_00, Part.EXPENSES: 600 * 100_00}
    assert (list(cost.computed), cost.budget) == ([Part.EXPENSES], 700_000_00)
    assert (SECOND, ORUST, HOME) in found.costs
    assert Part.FEE not in found.costs[SECOND, ORUST, HOME].parts  # the year's is booked
    assert found.off == ()  # 247 500 by days, within a twentieth of 250 000


@pytest.mark.parametrize(
    ("line", "total"),
    [
        (["Orust", "2022", "familjehem", "", "", 900_000, ""], 900_000_00),  # a sum that the parts are within
        (["Orust", "2022", "familjehem", "ca 300 tkr?", "", "", ""], None),  # stated, and cannot be read
        (["Orust", "2022", "familjehem", 0, "", "", ""], 0),
    ],
)
def test_a_booked_sum_an_unread_part_and_a_booked_nought_stand_alone(line: Line, total: int | None) -> None:
    found = with_computed(booked(line), series(OF_YEAR), CareDays(TERTIALS))
    cost = found.costs[YEAR, ORUST, HOME]
    assert (cost.total, cost.computed) == (total, {})


def test_a_booked_part_far_from_care_days_times_amount_is_told_and_holds() -> None:
    found = with_computed(
        booked(["Orust", "2022", "familjehem", 400_000, "", "", ""]), series(OF_YEAR), CareDays(TERTIALS)
    )
    assert found.off == (Told(YEAR, ORUST, HOME, Part.FEE),)
    assert found.costs[YEAR, ORUST, HOME].total == 400_000_00


def test_a_booked_tertial_and_computed_ones_make_up_the_year() -> None:
    found = with_computed(
        booked(["Orust", "T1 2022", "familjehem", 40_000, "", "", ""]), series(OF_YEAR), CareDays(TERTIALS)
    )
    assert found.costs[YEAR, ORUST, HOME].total == 40_000_00 + 500 * 412_50
    assert FIRST not in {span for span, *_ in found.costs if found.costs[span, ORUST, HOME].computed}


def test_a_municipality_with_its_own_amounts_is_computed_by_them() -> None:
    own = ["Tanum", "familjehem", "arvode", 600, date(2022, 1, 1), date(2022, 12, 31)]
    told = days((YEAR, ORUST, 100), (YEAR, TANUM, 10))
    found = with_computed({}, series(OF_YEAR, own), CareDays(told)).costs
    assert found[YEAR, ORUST, HOME].total == 100 * 412_50
    assert found[YEAR, TANUM, HOME].total == 10 * 600_00


# --- an amount that changes ---------------------------------------------------------------------------------


def test_where_only_the_days_of_a_tertial_are_known_a_change_within_it_cannot_be_computed() -> None:
    found = with_computed({}, series(JANUARY, JULY), CareDays(TERTIALS))
    assert [told.span for told in found.uncomputed] == [YEAR, SECOND]
    assert {span: cost.total for (span, *_), cost in found.costs.items()} == {
        FIRST: 100 * 400_00,
        THIRD: 300 * 500_00,
    }


def test_where_rows_tell_the_days_each_part_is_computed_by_its_own_amount() -> None:
    parts = days((UNTIL_JULY, ORUST, 120), (FROM_JULY, ORUST, 80))
    found = with_computed({}, series(JANUARY, JULY), CareDays(TERTIALS, parts))
    assert found.costs[SECOND, ORUST, HOME].total == 120 * 400_00 + 80 * 500_00
    assert found.costs[YEAR, ORUST, HOME].total == (100 + 120) * 400_00 + (80 + 300) * 500_00
    assert found.uncomputed == ()


def test_a_change_between_tertials_needs_no_rows() -> None:
    until = ["", "familjehem", "arvode", 400, date(2022, 1, 1), date(2022, 8, 31)]
    after = ["", "familjehem", "arvode", 500, date(2022, 9, 1), date(2022, 12, 31)]
    found = with_computed({}, series(until, after), CareDays(TERTIALS))
    assert found.costs[YEAR, ORUST, HOME].total == 300 * 400_00 + 300 * 500_00


def test_days_without_an_amount_are_never_computed() -> None:
    found = with_computed({}, series(JULY), CareDays(TERTIALS))
    assert {span for span, *_ in found.costs} == {THIRD}


# --- what a computed cost may show --------------------------------------------------------------------------


def statistics(*shown: tuple[Span, int]) -> Statistics:
    """Statistics that show the care days of all municipalities in some times: each of many placements."""
    found = {}
    for span, number in shown:
        for code in (ORUST, TANUM, ALL):
            share = number if code == ALL else number // 2
            for kind in (HOME, ALL):
                found[Spot(span, code, kind, Measure.DAYS)] = Tally(share)
                for measure in (Measure.ONGOING, Measure.ENDED, Measure.STARTED):
                    found[Spot(span, code, kind, measure)] = Tally(20 if code == ALL else 10)
    return Statistics(Tallies(found), 5)


def hides(of: Statistics, *lines: Line) -> bool:
    costs = with_computed({}, series(*lines), CareDays(of.tallies)).costs
    return of.is_cost_hidden(costs, YEAR, HOME)


def test_one_amount_for_all_tells_no_more_than_the_shown_days() -> None:
    assert not hides(statistics((YEAR, 1000)), OF_YEAR)


def test_amounts_that_differ_between_municipalities_would_tell_the_days_of_each() -> None:
    own = ["Tanum", "familjehem", "arvode", 600, date(2022, 1, 1), date(2022, 12, 31)]
    assert hides(statistics((YEAR, 1000)), OF_YEAR, own)


def test_an_amount_that_only_one_municipality_is_computed_by_is_hidden() -> None:
    own = ["Tanum", "familjehem", "omkostnader", 60, date(2022, 1, 1), date(2022, 12, 31)]
    assert hides(statistics((YEAR, 1000)), OF_YEAR, own)


# --- from file to report ------------------------------------------------------------------------------------


def kfond(*words: object, ends: int = 0) -> str:
    result = CliRunner().invoke(app, ["--today", "2026-01-15", *(str(word) for word in words)])
    assert result.exit_code == ends, result.output
    return result.output


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the database of two municipalities."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.delenv("KFOND_DB", raising=False)
    kfond("init", "--association", "Två ägare", "--member", "Orust", "--member", "Tanum")
    return tmp_path


def written(name: str, headings: Sequence[str], *lines: Line) -> Path:
    return write_workbook(
        Path(f"{name}.xlsx"), Blad1=[[name], list(headings), *(list(line) for line in lines)]
    )


COUNTS = ["Kommun", "Period", "Placeringsform", "Pågående", "Påbörjade", "Avslutade", "Vårddygn"]


def test_the_report_says_which_costs_are_computed_and_what_cannot_be(folder: Path) -> None:
    kfond(
        "import",
        written(
            "Placeringar",
            COUNTS,
            ["Orust", "2022", "familjehem", 30, 10, 10, 9000],
            ["Tanum", "2022", "familjehem", 20, 10, 10, 6000],
            ["Orust", "2022", "konsulentstött familjehem", 30, 10, 10, 9000],
            ["Tanum", "2022", "konsulentstött familjehem", 20, 10, 10, 6000],
        ),
        written(
            "Kostnader",
            ["Kommun", "Period", "Placeringsform", "Arvode"],
            ["Orust", "2022", "familjehem", 4_000_000],
        ),
    )
    told = kfond(
        "import",
        written(
            "Belopp",
            HEADINGS,
            OF_YEAR,
            ["", "konsulentstött familjehem", "konsulentkostnad", 1100, date(2022, 1, 1), date(2022, 6, 30)],
            ["", "konsulentstött familjehem", "konsulentkostnad", 1200, date(2022, 7, 1), date(2022, 12, 31)],
        ),
    )

    assert "Orust konsulentstött familjehem konsulentkostnad 2022" in " ".join(told.split())
    report = kfond("report", "placements", "--year", "2022", "--no-texts")
    assert "| Familjehem | 15 000 | 6 475 000 | 432 | bokförd och beräknad |" in report.replace("\u00a0", " ")
    assert (
        "Kostnaden går inte att beräkna överallt (konsulentkostnad för konsulentstött familjehem)" in report
    )


def test_what_rows_told_of_parts_of_tertials_is_kept_when_the_rows_are_disposed_of(folder: Path) -> None:
    keep(Path("kfond.db"), organisation(11, 300, ("2260", "2280", "2282")))
    in_june = [
        ["", "familjehem", "arvode", 400, date(2021, 1, 1), date(2021, 6, 30)],
        ["", "familjehem", "arvode", 500, date(2021, 7, 1), date(2023, 12, 31)],
    ]
    kfond("import", written("Belopp", HEADINGS, *in_june))
    kfond("settings", "set", "association", "")
    before = _costs()
    assert Span(date(2021, 5, 1), date(2021, 8, 31)) in {span for span, *_ in before}

    kfond("placements", "dispose", "--before", "2022")

    assert _costs() == before
    kfond("check")


def _costs() -> dict[tuple[Span, str, str], int | None]:
    with reading(Path("kfond.db")) as session:
        return {key: cost.total for key, cost in costs_told_of(session).costs.items()}
