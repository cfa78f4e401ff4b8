"""The figures of the published table of 2017, each worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from kfond import db
from kfond.provenance import Coverage, Figure
from kfond.reports.actions import newest_whole_year, report_of, years_with_data
from kfond.reports.annual.as_document import as_document
from kfond.reports.annual.report import Report
from kfond.reports.documents.document import Front
from kfond.reports.writers.markdown import as_markdown


@pytest.fixture(scope="module")
def report(fyrbodal_db: Path) -> Report:
    with db.reading(fyrbodal_db) as session:
        return report_of(session, 2017)


def source(report: Report) -> str:
    front = Front(report.title, "Fyrbodals kommunalförbund", status="Utkast", day=date(2018, 1, 15))
    return as_markdown(as_document(report, front))


def test_the_document_says_what_the_fingerprint_on_its_front_covers_where_it_has_one(report: Report) -> None:
    told = "Underlag 2d01ce896dc0 är ett fingeravtryck av de inlästa bladen"
    assert told in as_document(report, Front(report.title, fingerprint="2d01ce896dc0")).markdown
    assert "fingeravtryck" not in source(report)


def figure(report: Report, key: str) -> Figure:
    return report.found[key].figure


@pytest.mark.parametrize(
    ("key", "value", "low", "high", "coverage"),
    [
        ("staffing.columns", 16, 16, 16, (14, 12, 14)),
        ("staffing.municipalities", 14, 14, 14, (14, 12, 14)),
        ("staffing.interviewed", 12, 12, 12, (14, 12, 12)),
        ("staffing.no_vacancy", 6, 6, 6, (14, 12, 12)),
        ("staffing.admin_support", 9, 9, 11, (14, 12, 10)),  # Mellerud "?", Uddevalla "Reception" and "Nej"
        ("staffing.none_over_5", 3, 3, 3, (14, 12, 14)),
        ("staffing.vacancies", 4 + 1 + 3 + 4 + 1 + 2, 15, 15, (14, 12, 12)),
        ("staffing.consultants", Decimal("19.5"), 19, 20, (14, 12, 12)),  # Lysekil "ca 2-3"
        ("staffing.band_over_5", Decimal("39.75"), Decimal("39.75"), Decimal("39.75"), (14, 12, 14)),
    ],
)
def test_figures_on_staff(
    report: Report, key: str, value: object, low: object, high: object, coverage: tuple[int, int, int]
) -> None:
    found = figure(report, key)
    assert (found.value, found.low, found.high) == (value, low, high)
    assert found.coverage == Coverage(*coverage)


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("staffing.no_vacancy", "Färgelanda Lysekil Sotenäs Tanum Trollhättan Åmål"),
        (
            "staffing.admin_support",
            "Lysekil Munkedal Orust Sotenäs Strömstad Tanum Trollhättan Vänersborg Åmål",
        ),
        ("staffing.none_over_5", "Lysekil Strömstad Vänersborg"),
    ],
)
def test_which_municipalities_are_counted(report: Report, key: str, names: str) -> None:
    assert report.found[key].counted == tuple(names.split())


# The cells of "Antal 0-2 år inom BOU" for the BoU units, in the order of the sheet; Strömstad's says
# "Alla utom konsulterna", and is bounded by its 4,5 posts, of which 4 are vacant.
BAND_0_2 = {
    "B8": "1", "C8": "0.5", "D8": "3", "E8": "3", "F8": "0", "G8": "1", "H8": "3", "I8": "1",
    "C23": "4", "D23": "3", "F23": "10", "G23": "7", "H23": "5", "I23": "1",
}  # fmt: skip


def test_the_unclear_cell_widens_the_sum_of_0_to_2_years(report: Report) -> None:
    known = sum(Decimal(cell) for cell in BAND_0_2.values())
    least, most = Decimal("4.5") - 4, Decimal("4.5") * Decimal("1.25")
    found = figure(report, "staffing.band_0_2")
    assert (found.low, found.high) == (known + least, known + most) == (Decimal("43"), Decimal("48.125"))
    assert found.value == known + (least + most) / 2
    assert {source.place.cell for source in found.sources} == {*BAND_0_2, "B23", "B19", "B26"}
    assert found.coverage == Coverage(asked=14, answered=12, with_figures=13)
    assert report.found["staffing.band_0_2"].left_out == ("Strömstad",)


def test_the_band_2_to_5_years_is_widened_by_the_cell_that_was_not_answered(report: Report) -> None:
    known = Decimal("0.8") + 3 + 5 + 0 + 2 + 4 + 3 + 0 + 1 + 10 + 5 + 6 + 18 + 3
    room = Decimal("1.5") * Decimal("1.25") - Decimal("0.5") - 1  # what Dals-Ed's posts leave over
    found = figure(report, "staffing.band_2_5")
    assert (found.low, found.high) == (known, known + room)


@pytest.mark.parametrize(("band", "value"), [("band_0_2", 9), ("band_2_5", 0), ("band_over_5", 2)])
def test_the_unit_for_unaccompanied_children_stands_for_itself(report: Report, band: str, value: int) -> None:
    found = figure(report, f"staffing.{band}.ekb")
    assert (found.value, found.low, found.high, found.coverage) == (value, value, value, None)


def test_the_share_of_graduates_leaves_out_the_units_without_a_figure(report: Report) -> None:
    degrees = Decimal("4.55") + 1 + 2 + 3 + 1 + 3 + 2 + 4 + 24 + 5 + 6 + 16 + 24  # and Åmål: 5 to 6
    others = (
        Decimal("2.75") + Decimal("0.5") + 5 + 5 + 2 + 4 + 4 + 3 + 6 + 8 + 3 + 4 + 1
    )  # and Mellerud: 0 to 2
    found = figure(report, "staffing.degree_share")
    assert found.value == share(degrees + 6, others + 1)
    assert (found.low, found.high) == (share(degrees + 5, others + 2), share(degrees + 6, others + 0))
    assert report.found["staffing.degree_share"].left_out == ("Orust", "Strömstad")
    assert "Orust och Strömstad" in found.definition


def share(part: Decimal, rest: Decimal) -> Fraction:
    return Fraction(part) / Fraction(part + rest)


@pytest.mark.parametrize(
    ("key", "value", "cells"),
    [
        ("staffing.posts.trollhattan", None, "D19"),
        ("staffing.reported.trollhattan.fte", Decimal("46.5"), "A29"),
        ("staffing.reported.trollhattan.degree", Decimal("32.8"), "A29"),
        ("staffing.posts.vanersborg", 15, "F19"),
        ("staffing.reported.vanersborg.fte", Decimal("27.3"), "A29"),
        ("staffing.reported.vanersborg.degree", Decimal("13.3"), "A29"),
        ("staffing.posts.uddevalla", 19 + 28, "G19 H19"),
        ("staffing.reported.uddevalla.caseworkers", 27, "A29"),
        ("staffing.reported.uddevalla.degree", 20, "A29"),
    ],
)
def test_the_second_source_stands_beside_the_table(
    report: Report, key: str, value: object, cells: str
) -> None:
    found = figure(report, key)
    assert found.value == value
    assert [source.place.cell for source in found.sources] == cells.split()


def test_posts_of_which_only_the_least_is_known_have_no_value(report: Report) -> None:
    found = figure(report, "staffing.posts.trollhattan")
    assert (found.value, found.low, found.high) == (None, 24, None)


COURSES = {
    "introduktionskurs": 76,
    "yrkeshandledning": 93,
    "lvu-grund": 90,
    "lvu-forts": 46,
    "forhallningssatt-vid-trauma-grund": 137,
    "forhallningssatt-vid-trauma-forts": 36,
    "familjeterapi-1": 96,
    "familjeterapi-2": 45,
    "anknytning-och-omsorgssvikt": 119,
    "bbic": 121,
    "samtal-med-barn": 70,
    "handlaggning-och-dokumentation": 74,
}


def test_participations_of_each_course(report: Report) -> None:
    prefix = "participations.course."
    found = {f.id.removeprefix(prefix): f.value for f in report.figures if f.id.startswith(prefix)}
    assert found == COURSES


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("participations.recurring", 1003),
        ("participations.stated_total", 1399),
        ("participations.difference", 396),
        ("participations.year.2017", None),
    ],
)
def test_participations_in_all(report: Report, key: str, value: int | None) -> None:
    found = figure(report, key)
    assert (found.value, found.low, found.high) == (value, value, value)


def test_the_difference_names_every_cell_that_it_comes_from(report: Report) -> None:
    cells = [source.place.cell for source in figure(report, "participations.difference").sources]
    assert cells == [f"E{row}" for row in range(4, 17)]


def test_every_figure_has_an_id_of_its_own_a_definition_and_a_cell(report: Report) -> None:
    assert len({found.id for found in report.figures}) == len(report.figures)
    assert [found.id for found in report.figures if not (found.definition and found.sources)] == []


def test_what_cannot_be_counted_is_listed_with_its_cell(report: Report) -> None:
    listed = [(it.whose, it.key, it.source.place.cell) for it in report.left_out]
    assert [cell for whose, _, cell in listed if whose in ("Bengtsfors", "Strömstad")] == [
        "B7", "B11", "B12", "B20", "B23",
    ]  # fmt: skip
    assert ("Sotenäs", "admin_support", "I12") in listed  # "Ja: ? %": yes is counted, the share is not known
    assert ("Anknytning och omsorgssvikt", "times", "A12") in listed
    assert len(listed) == 8 + 3 + 7 + 3  # "-" and "?", unclear, to review, courses without a number of times


def test_a_unit_whose_figures_contradict_each_other_is_told(report: Report) -> None:
    parts = {section.key: part for section, part in report.parts}
    contradictions = parts["experience"].words["contradictions"]
    assert [(it.unit, it.in_bands, it.by_posts) for it in contradictions] == [
        ("Orust", (10, 10), (0, Decimal("3.75")))
    ]


def test_the_document(report: Report, is_golden: Callable[[str, str], bool]) -> None:
    assert is_golden("annual-2017.md", source(report))


@pytest.mark.parametrize("year", [2014, 2016, 2017])
def test_the_document_has_words_for_all_that_is_not_known(fyrbodal_db: Path, year: int) -> None:
    with db.reading(fyrbodal_db) as session:
        text = source(report_of(session, year))
    for never in ("None", "staffing.band", "participations", "| - |", "|  |", " – |", "Decimal"):
        assert never not in text
    assert f"för {year} för sig är talet inte känt" in text


def test_deltagare_is_said_only_where_a_cell_says_it(report: Report) -> None:
    text = source(report)
    for part in report.parts:
        for said in part[1].words.get("reservations", ()):
            text = text.replace(said.verbatim, "")
    assert "deltagare" not in text.casefold()


def test_the_years_that_have_data_and_the_newest_that_has_ended(fyrbodal_db: Path) -> None:
    with db.reading(fyrbodal_db) as session:
        assert years_with_data(session) == (2014, 2015, 2016, 2017)
        assert newest_whole_year(session, date(2018, 1, 1)) == 2017
        assert newest_whole_year(session, date(2017, 12, 31)) == 2016
