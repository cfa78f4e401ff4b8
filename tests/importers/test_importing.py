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


YEARS: Rows = [
    ["Personal inom BoU mars 2017"],
    ["", "Orust", "", "Tanum", ""],
    ["", 2016, 2017, 2016, 2017],
    ["Antal tjänster", 3, 4, 7, 7],
    ["Antal 0-2 år", 1, 1, 2, 2],
    ["Antal 2-5 år", 1, 1, 3, 3],
]
MARCH_2016: Rows = with_cell(STAFFING, 1, 1, "Personal inom BoU mars 2016")


def test_last_years_figures_are_kept_under_their_own_day(empty_folder: Path) -> None:
    taken_in("sheet", Blad1=YEARS)

    assert orust_posts() == 4
    earlier = told("staffing", "--as-of", "2016-12-31")
    assert [f["value"] for f in earlier if f["measure"] == "positions"] == [3, 7]


def test_last_years_figures_say_what_they_change_in_an_earlier_sheet(empty_folder: Path) -> None:
    taken_in("then", Blad1=with_cell(MARCH_2016, 3, 2, 5))
    taken_in("now", Blad1=with_cell(STAFFING, 3, 2, 4))

    text = taken_in("both", Blad1=YEARS)

    assert "Orust B4 “5” → “3”" in text
    assert "Orust on 2016-03-31 (B3) takes the place of then.xlsx, which had 1 figure more." in text


def test_a_figure_ten_times_last_years_and_a_municipality_that_is_missing_are_told(
    empty_folder: Path,
) -> None:
    taken_in(
        "then", Blad1=[[*row, cell] for row, cell in zip(MARCH_2016, ["", "Åmål", 5, 1, 2, 2], strict=True)]
    )

    text = taken_in("now", Blad1=with_cell(STAFFING, 3, 2, 35))

    assert (
        "Orust: “35” posts (B3), but “3” on 2016-03-31 (then.xlsx, Blad1!B3); is the decimal comma right?"
        in text
    )
    assert "Answered the time before, but not in this sheet: Åmål (2016-03-31, D2)." in text


def test_one_municipalitys_own_sheet_does_not_miss_the_others(empty_folder: Path) -> None:
    taken_in(
        "then", Blad1=[[*row, cell] for row, cell in zip(MARCH_2016, ["", "Åmål", 5, 1, 2, 2], strict=True)]
    )

    text = taken_in("now", Blad1=[row[:2] for row in STAFFING])

    assert "Answered the time before" not in text


def test_a_column_whose_footnote_gives_it_an_older_day_is_in_the_sheet_all_the_same(
    empty_folder: Path,
) -> None:
    noted: Rows = [
        *with_cell(MARCH_2016, 2, 3, "Tanum*"),
        [
            "* Siffror från Tanum hämtade från återredovisning av 2015 års kompetensmedel till Socialstyrelsen."
        ],
    ]
    taken_in("then", Blad1=noted)

    text = taken_in("now", Blad1=with_cell(noted, 1, 1, "Personal inom BoU mars 2017"))

    assert {f["as_of"] for f in told("staffing") if f["municipality"] == "Tanum"} == {"2015-12-31"}
    assert "Answered the time before" not in text


def test_two_sheets_of_a_file_that_speak_of_the_same_unit_are_a_problem(empty_folder: Path) -> None:
    path = write_workbook(empty_folder / "sheet.xlsx", Svar=STAFFING, Kopia=with_cell(STAFFING, 3, 2, 5))

    result = CliRunner().invoke(app, ["import", str(path)])

    assert result.exit_code == 3
    assert result.stderr.splitlines()[0] == (
        "sheet.xlsx, Kopia!B2: “Orust” is a second column for Orust; the first is in Svar!B2. "
        "If they are two units, number both headings: Orust 1 and Orust 2."
    )


def test_a_word_that_was_read_from_other_cells_is_kept_with_its_note(empty_folder: Path) -> None:
    rows: Rows = [
        ["Personal inom BoU mars 2017"],
        ["", "Orust"],
        ["Antal tjänster", 3],
        ["Antal socionomer", "Alla"],
        ["Antal konsulter", 0],
        ["Vakanser", "Nej"],
    ]

    taken_in("sheet", Blad1=rows)

    (found,) = [f for f in told("staffing") if f["measure"] == "social_work_degree"]
    assert (found["value"], found["quality"], found["verbatim"]) == (3, "exact", "Alla")
