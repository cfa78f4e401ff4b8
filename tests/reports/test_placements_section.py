"""Placements: sums by form and year, small ones hidden so that nobody can compute them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kfond.lists.rows import Row
from kfond.placements.tallies import Measure, Span, Tally
from kfond.reports.annual.section import Part, Section
from kfond.reports.annual.sections import CARE_COSTS, PLACEMENT_FLOW, PLACEMENTS
from reports.written_material import material, row, statistics_of

NAMES = ("ongoing", "started", "ended", "breakdowns", "days", "cost")


def counted(whose: str, days: str, form: str, *cells: str) -> Row:
    return row("placements", whose, days, name=form, **dict(zip(NAMES, cells, strict=False)))


def section(*rows: Row, of: Section = PLACEMENTS) -> Part:
    part = of.build(material(2018, {"placements": rows}, members=("Ale", "Orust", "Tanum")))
    assert part
    return part


def test_sums_over_municipalities_and_the_share_of_breakdowns() -> None:
    part = section(
        counted("Ale", "2018", "foster_home", "20", "9", "11", "5", "7300", "6570000"),
        counted("Orust", "2018", "foster_home", "10", "6", "14", "5", "3650", "3285000"),
    )
    figures = {finding.figure.id: finding.figure for finding in part.findings}
    assert figures["placements.2018.foster_home.ended"].value == 11 + 14
    assert figures["placements.2018.foster_home.breakdown_share"].value == Fraction(10, 25)
    assert figures["placements.2018.all.ended"].coverage is not None
    assert figures["placements.2018.all.ended"].coverage.with_figures == 2
    assert not any(figure.suppressed for figure in figures.values())


def test_what_a_care_day_costs() -> None:
    part = section(
        counted("Ale", "2018", "foster_home", "20", "9", "11", "5", "7300", "6570000"),
        counted("Orust", "2018", "foster_home", "10", "6", "14", "5", "3650", "3285000"),
        of=CARE_COSTS,
    )
    figures = {finding.figure.id: finding.figure for finding in part.findings}
    assert figures["placements.2018.all.cost_per_day"].value == 900
    assert figures["placements.2018.all.cost"].value == 6_570_000 + 3_285_000


def test_a_small_count_is_hidden_and_the_other_forms_with_it() -> None:
    part = section(
        counted("Ale", "2018", "foster_home", "40", "30", "40", "11"),
        counted("Ale", "2018", "kinship", "20", "15", "20", "8"),
        counted("Ale", "2018", "residential", "20", "15", "20", "2"),
    )
    rows = {str(cells[0]): [str(cell) for cell in cells] for cells in part.tables["placements"].rows}
    assert [rows[form][4] for form in ("Familjehem", "Nätverkshem", "HVB", "Alla former")] == [
        "dold", "dold", "dold", "21",
    ]  # fmt: skip
    assert rows["HVB"][5] == "dold"  # 2 of 20 is 10 %
    assert part.words["hides"]
    figures = {finding.figure.id: finding.figure for finding in part.findings}
    assert figures["placements.2018.residential.breakdowns"].value is None
    assert figures["placements.2018.residential.breakdowns"].suppressed


def test_a_count_that_follows_from_the_year_before_is_hidden_too() -> None:
    """20 went on and 10 started; of these 27 go on, so that 3 must have ended."""
    found = statistics_of(
        [
            counted("Ale", "2017", "foster_home", "20", "10", "10", "5"),
            counted("Ale", "2018", "foster_home", "27", "10", "3", "0"),
        ]
    )
    assert found
    assert found.number(Span.of_year(2018), Measure.ENDED, kind="foster_home") is None
    shown = [
        (year, measure)
        for year, measure in ((2017, Measure.ONGOING), (2018, Measure.STARTED), (2018, Measure.ONGOING))
        if found.number(Span.of_year(year), measure)
    ]
    assert len(shown) < 3


def test_days_and_cost_of_few_placements_are_hidden_with_those_of_one_form_more() -> None:
    part = section(
        counted("Ale", "2018", "foster_home", "40", "30", "40", "0", "14600", "14600000"),
        counted("Ale", "2018", "kinship", "20", "15", "20", "0", "7300", "7300000"),
        counted("Ale", "2018", "secure", "1", "0", "0", "0", "365", "3000000"),
        of=CARE_COSTS,
    )
    rows = {str(cells[0]): [str(cell) for cell in cells[1:]] for cells in part.tables["placements_cost"].rows}
    assert rows["SiS"] == rows["Nätverkshem"] == ["dold", "dold", "dold"]
    assert rows["Familjehem"] == ["14\u00a0600", "14\u00a0600\u00a0000", "1\u00a0000"]


@pytest.mark.parametrize(("joins", "are_alike"), [("2017", True), ("2018", False)])
def test_times_of_which_not_the_same_municipalities_tell_are_said_not_to_be_alike(
    joins: str, are_alike: bool
) -> None:
    rows = [
        counted(whose, f"{year}-{first_day}--{year}-{last_day}", "foster_home", "40", "19", "19", "12")
        for whose, first in (("Ale", "2017"), ("Orust", joins))
        for year in ("2017", "2018")
        for first_day, last_day in (("01-01", "04-30"), ("05-01", "08-31"), ("09-01", "12-31"))
        if year >= first
    ]
    part = section(*rows, of=PLACEMENT_FLOW)
    assert part.words["are_alike"] is are_alike
    assert ("än" in str(part.words["told"])) <= are_alike


def test_what_is_not_known_is_left_out_by_name() -> None:
    part = section(
        counted("Ale", "2018", "foster_home", "20", "10", "10", "5"),
        counted("Orust", "2018", "foster_home", "?", "10", "ca 10", "5"),
    )
    figures = {finding.figure.id: finding.figure for finding in part.findings}
    ongoing = figures["placements.2018.foster_home.ongoing"]
    assert ongoing.value == 20
    assert ongoing.definition.endswith("Inte med, eftersom siffra saknas: Orust.")
    assert (
        figures["placements.2018.foster_home.breakdown_share"].value is None
    )  # 10 of 10, but not of the same


def test_parts_of_a_year_make_a_year_only_together() -> None:
    thirds = ("2018-01-01--2018-04-30", "2018-05-01--2018-08-31", "2018-09-01--2018-12-31")
    rows = [
        counted("Ale", days, "foster_home", *cells)
        for days, cells in zip(thirds, (("20", "5"), ("21", "6"), ("22", "7")), strict=True)
    ]
    whole, part_of_it = statistics_of(rows), statistics_of(rows[:2])
    assert whole and part_of_it
    year = Span.of_year(2018)
    assert _number(whole.number(year, Measure.STARTED)) == 5 + 6 + 7
    assert _number(whole.number(year, Measure.ONGOING)) == 22  # at the end of the last third
    assert _number(part_of_it.number(year, Measure.STARTED)) is None


def _number(found: Tally | None) -> int | None:
    return found.number if found else None
