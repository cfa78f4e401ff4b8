"""Staffing sheets: the published table of 2017, and layouts that are not that one."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kfond.cells import Quality
from kfond.importers import Asked, staffing
from kfond.registry.names import Register
from kfond.staffing.returns import Definition, Measure, Return, SourceKind
from kfond.workbook import read_workbook
from workbooks import STAFFING, Rows, write_workbook

PUBLISHED = Path(__file__).parents[2] / "examples" / "bilaga1-personal-2017.xlsx"
NAMES = {
    "1460": "Bengtsfors", "1438": "Dals-Ed", "1439": "Färgelanda", "1484": "Lysekil", "1461": "Mellerud",
    "1430": "Munkedal", "1421": "Orust", "1427": "Sotenäs", "1486": "Strömstad", "1435": "Tanum",
    "1488": "Trollhättan", "1485": "Uddevalla", "1487": "Vänersborg", "1492": "Åmål",
}  # fmt: skip
REGISTER = Register.of(NAMES, {"T-hättan": "1488", "DalsEd": "1438"})


@pytest.fixture(scope="module")
def published() -> staffing.StaffingSheet:
    (sheet,) = read_workbook(PUBLISHED).sheets
    return staffing.read(sheet, Asked(REGISTER))


def column(sheet: staffing.StaffingSheet, name: str, unit: str = "") -> Return:
    (found,) = [
        answer
        for answer in sheet.returns
        if (answer.municipality, answer.unit, answer.definition) == (name, unit, Definition.TABLE)
    ]
    return found


def test_the_published_table_gives_sixteen_columns_of_nine_cells(published: staffing.StaffingSheet) -> None:
    columns = [answer for answer in published.returns if answer.definition is Definition.TABLE]

    assert published.problems == ()
    assert len(columns) == 16
    assert len({answer.municipality_code for answer in columns}) == 14
    assert sum(len(answer.figures) for answer in columns) == 144
    assert published.as_of is not None
    assert published.as_of.day == date(2017, 3, 31)


def test_the_same_mark_means_different_things_in_the_two_blocks(published: staffing.StaffingSheet) -> None:
    bengtsfors, vanersborg = column(published, "Bengtsfors"), column(published, "Vänersborg")

    assert (bengtsfors.source_kind, bengtsfors.as_of) == (SourceKind.REPORT, date(2016, 12, 31))
    assert (vanersborg.source_kind, vanersborg.as_of) == (SourceKind.INTERVIEW, date(2017, 3, 31))
    assert (column(published, "Orust").area, column(published, "Orust").includes) == ("BoU", "EKB")
    assert column(published, "Trollhättan", "1").area == "BoU"
    assert column(published, "Trollhättan", "2").area == "EKB"


def test_the_other_source_is_kept_under_its_own_definition(published: staffing.StaffingSheet) -> None:
    other = {
        (answer.municipality, answer.definition.value, answer.as_of): [
            answer.stated(measure).reading.value  # type: ignore[union-attr]
            for measure in (Measure.POSITIONS, Measure.SOCIAL_WORK_DEGREE)
        ]
        for answer in published.returns
        if answer.definition is not Definition.TABLE
    }

    assert other == {
        ("Trollhättan", "fte_reported", date(2016, 12, 31)): [Decimal("46.5"), Decimal("32.8")],
        ("Vänersborg", "fte_reported", date(2016, 12, 31)): [Decimal("27.3"), Decimal("13.3")],
        ("Uddevalla", "caseworkers_reported", date(2016, 12, 31)): [Decimal("27"), Decimal("20")],
    }


@pytest.mark.parametrize(
    ("name", "unit", "measure", "cell", "verbatim"),
    [
        ("Bengtsfors", "", Measure.POSITIONS, "B4", "7.3"),
        ("Orust", "", Measure.BAND_0_2, "H8", "3"),
        ("Strömstad", "", Measure.BAND_0_2, "B23", "Alla utom konsulterna"),
        ("Uddevalla", "2", Measure.ADMIN_SUPPORT, "H27", "Nej"),
        ("Åmål", "", Measure.VACANCIES, "I26", "Nej"),
    ],
)
def test_each_figure_knows_its_cell(
    published: staffing.StaffingSheet, name: str, unit: str, measure: Measure, cell: str, verbatim: str
) -> None:
    figure = column(published, name, unit).stated(measure)

    assert figure is not None
    assert str(figure.source.place) == f"bilaga1-personal-2017.xlsx, Bilaga 1!{cell}"
    assert figure.source.verbatim == verbatim


def test_municipalities_down_the_side_are_read_just_as_well(tmp_path: Path) -> None:
    rows: Rows = [
        ["Personal inom BoU mars 2017"],
        ["Kommun", "Antal tjänster", "Antal 0-2 år", "Antal 2-5 år", "Vakanser"],
        ["Orust", 3, 1, 2, "Nej"],
        ["Tanum", 7, 2, "ca 3", "?"],
    ]

    (sheet,) = read_workbook(write_workbook(tmp_path / "personal.xlsx", Blad1=rows)).sheets
    read = staffing.read(sheet, Asked(REGISTER))

    tanum = column(read, "Tanum").stated(Measure.BAND_2_5)
    assert tanum is not None
    assert (tanum.reading.quality, tanum.reading.value) == (Quality.APPROXIMATE, Decimal(3))
    assert str(tanum.source.place) == "personal.xlsx, Blad1!D4"


@pytest.mark.parametrize(
    ("heading", "name", "unit"),
    [
        ("Åmåls kommun", "Åmål", ""), ("ORUST", "Orust", ""), ("T-hättan 2**", "Trollhättan", "2"),
        ("1421", "Orust", ""), ("Dals - Ed", "Dals-Ed", ""), ("Dals–Ed", "Dals-Ed", ""), ("Orsut", None, ""),
        ("Uddevalla, enhet 1", "Uddevalla", "1"), ("DalsEd*", "Dals-Ed", ""),
    ],
)  # fmt: skip
def test_a_heading_names_a_municipality_or_none(heading: str, name: str | None, unit: str) -> None:
    found = REGISTER.find(heading)

    assert (found.name if found else None) == name
    assert (found.unit if found else "") == unit


def test_a_sum_column_is_no_municipality(tmp_path: Path) -> None:
    rows = [[*row, cell] for row, cell in zip(STAFFING, ["", "Summa", 10, 3, 4, 1], strict=True)]

    (sheet,) = read_workbook(write_workbook(tmp_path / "personal.xlsx", Blad1=rows)).sheets
    read = staffing.read(sheet, Asked(REGISTER))

    assert read.problems == ()
    assert [answer.municipality for answer in read.returns] == ["Orust", "Tanum"]


def test_a_footnote_nobody_knows_is_kept_as_a_note(tmp_path: Path) -> None:
    rows = [*STAFFING, ["* Gäller bara centrum"]]
    rows[1] = ["", "Orust*", "Tanum"]

    (sheet,) = read_workbook(write_workbook(tmp_path / "personal.xlsx", Blad1=rows)).sheets
    read = staffing.read(sheet, Asked(REGISTER))

    assert column(read, "Orust").note == "* Gäller bara centrum"
    assert [note.verbatim for note in read.notes] == ["* Gäller bara centrum"]
