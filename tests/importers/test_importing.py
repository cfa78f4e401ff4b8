"""What import tells besides figures, and what holds when several sheets speak of the same thing."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kfond.catalogue.actions import catalogue
from kfond.cli import app
from kfond.db import reading
from workbooks import CATALOGUE, HELD, STAFFING, Rows, with_cell, write_workbook

Json = Any


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.delenv("KFOND_DB", raising=False)
    return tmp_path


def taken_in(name: str, **sheets: Rows) -> str:
    """Imports a workbook; what was told of it."""
    result = CliRunner().invoke(app, ["import", str(write_workbook(Path(f"{name}.xlsx"), **sheets))])
    assert result.exit_code == 0, result.stderr
    return result.stderr


def told(*words: str) -> Json:
    result = CliRunner().invoke(app, [*words, "--json"])
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def orust_posts() -> Json:
    return next(
        f["value"] for f in told("staffing") if (f["municipality"], f["measure"]) == ("Orust", "positions")
    )


def test_the_same_file_again_changes_nothing(empty_folder: Path) -> None:
    taken_in("sheet", Blad1=STAFFING)
    before = told("staffing")

    assert CliRunner().invoke(app, ["import", "sheet.xlsx"]).stderr == (
        "sheet.xlsx: the same content was imported before (batch 1); nothing is changed.\n"
    )
    assert told("staffing") == before


def test_a_corrected_sheet_holds_and_says_what_it_changes(empty_folder: Path) -> None:
    taken_in("sheet", Blad1=STAFFING)

    text = taken_in("corrected", Blad1=with_cell(STAFFING, 3, 2, 5))

    assert "1 cell differs from the sheet before: Orust B3 “3” → “5”" in text
    assert orust_posts() == 5


def test_an_earlier_file_that_was_overtaken_can_be_brought_back(empty_folder: Path) -> None:
    taken_in("sheet", Blad1=STAFFING)
    taken_in("wrong", Blad1=with_cell(STAFFING, 3, 2, 50))

    again = CliRunner().invoke(app, ["import", "sheet.xlsx"])

    assert "Kept as batch 3" in again.stderr
    assert orust_posts() == 3


def test_rows_that_mean_nothing_and_measures_that_are_missing_are_told(empty_folder: Path) -> None:
    text = taken_in("sheet", Blad1=with_cell(STAFFING, 4, 1, "Antal barn i kö"))

    assert "The row “Antal barn i kö” (A4) was not read." in text
    assert "Not in the sheet: with a social-work degree, with other education, consultants, 0–2 years" in text


def test_a_municipality_that_is_no_member_is_told_and_stays_out_of_plan_and_report(
    empty_folder: Path,
) -> None:
    CliRunner().invoke(app, ["init", "--association", "fyrbodal"])

    text = taken_in("sheet", Blad1=with_cell(STAFFING, 2, 3, "Göteborg"), Kurser=CATALOGUE)

    assert "Göteborg (C2) is no member of the association; its figures are kept but not planned for." in text
    figures = {figure["id"]: figure["value"] for figure in told("report", "--year", "2017")["figures"]}
    assert figures["staffing.municipalities"] == 1
    assert "Göteborg" not in {
        covered["municipality"] for covered in told("plan", "--year", "2018")["coverage"]
    }


def test_figures_that_contradict_each_other_are_told(empty_folder: Path) -> None:
    text = taken_in("sheet", Blad1=with_cell(STAFFING, 4, 2, 1000))

    assert "Orust: 1002 persons by experience, but posts for 3–3.75 (B2); kept as they stand." in text


def test_a_list_of_another_area_does_not_take_the_place_of_the_first(empty_folder: Path) -> None:
    taken_in("first", Hållna=HELD)
    taken_in(
        "second",
        Hållna=[["Genomförda utbildningar inom missbruk 2014-2017"], HELD[1], ["ASI", 1, 40, 9]],
    )

    assert {held["course"] for held in told("participations")} == {"LVU", "ASI"}


def test_an_older_catalogue_does_not_take_the_place_of_a_newer(empty_folder: Path) -> None:
    taken_in("newer", Kurser=CATALOGUE)

    text = taken_in(
        "older", Kurser=with_cell(with_cell(CATALOGUE, 1, 1, "Antagen 2016-03-01"), 3, 6, "1 gång/år")
    )

    assert "against the catalogue in force: 0 added, 0 gone, 0 with another frequency" in text
    assert [line["frequency"] for line in told("courses")] == ["Vartannat år"]


def test_a_newer_catalogue_says_what_it_changes_and_keeps_when_a_line_entered(empty_folder: Path) -> None:
    taken_in("older", Kurser=CATALOGUE)

    newer = with_cell(with_cell(CATALOGUE, 1, 1, "Antagen 2018-09-01"), 3, 6, "1 gång/år")
    text = taken_in("newer", Kurser=newer)

    assert "0 added, 0 gone, 1 with another frequency (LVU “Vartannat år” → “1 gång/år”)" in text
    assert [(line["frequency"], line["entered"]) for line in told("courses")] == [("1 gång/år", "HT2017")]


def test_a_row_of_headings_begins_a_new_block_even_where_no_label_comes_again(empty_folder: Path) -> None:
    rows: Rows = [
        ["Personal inom BoU mars 2017"],
        ["", "Orust"],
        ["Antal tjänster", 3],
        ["Antal 0-2 år", 1],
        ["Antal 2-5 år", 1],
        [],
        ["", "Tanum"],
        ["Antal >5 år", 2],
        ["Vakanser", 1],
        ["Antal konsulter", 0],
    ]

    taken_in("sheet", Blad1=rows)

    assert {(f["municipality"], f["measure"]) for f in told("staffing")} == {
        ("Orust", "positions"), ("Orust", "band_0_2"), ("Orust", "band_2_5"),
        ("Tanum", "band_over_5"), ("Tanum", "vacancies"), ("Tanum", "consultants"),
    }  # fmt: skip


@pytest.mark.parametrize(("heading", "accepted"), [("1435 Tanum", True), ("1421 Tanum", False)])
def test_a_code_before_the_name_must_be_the_codes_own_name(
    heading: str, accepted: bool, empty_folder: Path
) -> None:
    path = write_workbook(empty_folder / "sheet.xlsx", Blad1=with_cell(STAFFING, 2, 3, heading))

    assert (CliRunner().invoke(app, ["import", str(path)]).exit_code == 0) is accepted


def test_the_needs_of_an_area_without_courses_are_kept(empty_folder: Path) -> None:
    only_a_need: Rows = [*CATALOGUE[:2], ["missbruk", "Arbetsledare", "lokalt", "Handledning", "", ""]]
    taken_in("first", Kurser=CATALOGUE)
    taken_in("second", Kurser=only_a_need)

    with reading(empty_folder / "kfond.db") as session:
        known = catalogue(session)

    assert [(need.area, need.text) for need in known.needs] == [("missbruk", "Handledning")]
    assert [line.stated.area for line in known.lines] == ["BoU"]
