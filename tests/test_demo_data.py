"""The demonstration workbook says what the published tables say, cell by cell."""

import csv
import runpy
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "tests" / "data" / "fyrbodal"
DEMO = ROOT / "src" / "kfond" / "data" / "demo"
STAFFING = DEMO / "staffing.xlsx"
BILAGA_1 = DEMO / "bilaga1-personal-2017.xlsx"

TypeAndValue = tuple[str, Any]


def cells(sheet: Worksheet) -> dict[str, TypeAndValue]:
    return {
        cell.coordinate: (cell.data_type, cell.value)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def lines(sheet_name: str) -> list[dict[str, Any]]:
    """The lines below the headings in row 3, to the first empty row."""
    _, _, headings, *rows = load_workbook(STAFFING)[sheet_name].iter_rows(values_only=True)
    end = next((place for place, row in enumerate(rows) if not any(row)), len(rows))
    return [dict(zip(headings, row, strict=True)) for row in rows[:end]]


def course_line(area: str, band: str, course: str) -> dict[str, Any]:
    (line,) = [
        line
        for line in lines("Kurskatalog")
        if (line["Område"], line["Band"], line["Kurs"]) == (area, band, course)
    ]
    return line


def table(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def test_the_staffing_sheet_is_the_published_one_cell_by_cell() -> None:
    kept, published = load_workbook(STAFFING)["Bilaga 1"], load_workbook(BILAGA_1)["Bilaga 1"]
    assert cells(kept) == cells(published)
    assert [str(area) for area in kept.merged_cells.ranges] == ["A1:I1"]
    # A figure typed with a dot is text in a Swedish sheet, and stays so.
    assert cells(kept)["B4"] == ("s", "7.3")
    assert cells(kept)["B19"] == ("n", 4.5)


def test_headings_stand_in_row_3() -> None:
    book = load_workbook(STAFFING)
    assert book.sheetnames == ["Bilaga 1", "Kurskatalog", "Genomförda kurser"]
    assert [cell.value for cell in book["Kurskatalog"][3]] == [
        "Område", "Band", "Möts", "Kompetensbehov", "Kurs", "Frekvens", "Senaste start", "Minsta grupp",
        "Största grupp", "Dagar", "Andra namn", "Ersätter", "Fördjupar", "Anmärkning",
    ]  # fmt: skip
    assert [cell.value for cell in book["Genomförda kurser"][3]] == [
        "Kurs", "Format", "Dagar", "Antal tillfällen", "Deltagare", "Kommuner", "Planeras hösten 2017",
        "Fördjupar", "Läge enligt redovisningen",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("area", "band", "needs", "courses"),
    [
        ("BoU", "0-2 år", 8, 7),
        ("BoU", "3-5 år", 9, 13),
        ("BoU", "> 5 år", 6, 4),
        ("BoU", "Arbetsledare", 6, 5),
        ("missbruk", "Handläggare och behandlare", 0, 19),
        ("missbruk", "Arbetsledare", 0, 5),
    ],
)
def test_each_band_has_its_needs_first_and_then_its_courses(
    area: str, band: str, needs: int, courses: int
) -> None:
    band_lines = [line for line in lines("Kurskatalog") if (line["Område"], line["Band"]) == (area, band)]
    assert [line["Kurs"] is not None for line in band_lines] == [False] * needs + [True] * courses
    assert all(line["Kompetensbehov"] for line in band_lines[:needs])


def test_the_catalogue_has_every_course_of_both_plans_in_their_order() -> None:
    child_welfare = [row["course"] for row in table("plan_courses") if row["alignment"] != "need_only"]
    addiction = [row["course"] for row in table("plan_missbruk")]
    assert (len(child_welfare), len(addiction)) == (29, 24)
    in_catalogue = [line["Kurs"] for line in lines("Kurskatalog") if line["Kurs"]]
    assert in_catalogue == [course.removesuffix(" ¹") for course in child_welfare + addiction]


def test_every_need_stands_once_in_its_band() -> None:
    alone = {
        (row["band_code"], row["course"]) for row in table("plan_courses") if row["alignment"] == "need_only"
    }
    shared = {(row["band_code"], row["item"]) for row in table("plan_joint_needs")}
    assert alone & shared == {("exp_gt5", "Delta i forskningscirkel")}
    needs = [line["Kompetensbehov"] for line in lines("Kurskatalog") if not line["Kurs"]]
    assert Counter(needs) == Counter(text for _, text in alone | shared)


def test_every_frequency_occurs_as_often_as_in_the_plans() -> None:
    expected = {row["phrase_verbatim"]: int(row["occurrences"]) for row in table("frequency_phrases")}
    assert Counter(line["Frekvens"] or "" for line in lines("Kurskatalog") if line["Kurs"]) == expected


@pytest.mark.parametrize(
    ("area", "band", "course", "column", "expected"),
    [
        ("BoU", "0-2 år", "Yrkeshandledning 10 ggr a 3 tim", "Andra namn", "Yrkeshandledning"),
        ("BoU", "0-2 år", "LVU", "Andra namn", "LVU grund (troligen)"),
        ("BoU", "3-5 år", "LVU", "Andra namn", "LVU forts (troligen)"),
        ("BoU", "0-2 år", "BBiC-grundutbildning", "Andra namn", "BBiC (troligen)"),
        ("BoU", "> 5 år", "FoU-caféer", "Andra namn", "FoU-café"),
        ("BoU", "> 5 år", "Förhållningssätt vid trauma", "Andra namn",
         "Förhållningssätt vid trauma grund (troligen)"),
        ("BoU", "Arbetsledare", "Genomgång av webbutb och Fyrbodals utbildningar", "Andra namn",
         "Genomgång av webbutbildningar och Fyrbodals utbildningar"),
        ("BoU", "0-2 år", "Handläggning och dokumentation", "Andra namn", None),
        ("BoU", "3-5 år", "Samtal med barn", "Andra namn", None),
        ("missbruk", "Handläggare och behandlare", "Handläggning och dok.", "Andra namn", None),
        ("BoU", "3-5 år", "Att arbeta med familjer (ersätter familjeterapi 1 och 2)", "Ersätter",
         "Familjeterapi 1; Familjeterapi 2"),
        ("BoU", "3-5 år", "BBIC fördjupning", "Fördjupar", "BBiC-grundutbildning (troligen)"),
        ("BoU", "0-2 år",
         "Socialstyrelsens webbfilmer på kunskapsguiden.se samt annat webbaserat utbildningsmaterial",
         "Anmärkning", "Länkar till filmer finns i en egen bilaga"),
        ("missbruk", "Handläggare och behandlare", "ASI", "Kompetensbehov", "Bedömningsinstrument"),
        ("missbruk", "Arbetsledare", "Hjärnsmart", "Kompetensbehov", None),
    ],
)  # fmt: skip
def test_what_a_course_line_says(area: str, band: str, course: str, column: str, expected: str) -> None:
    assert course_line(area, band, course)[column] == expected


def test_how_many_other_names_replacements_and_deepenings_there_are() -> None:
    catalogue = lines("Kurskatalog")
    filled = {
        column: sum(line[column] is not None for line in catalogue)
        for column in ("Andra namn", "Ersätter", "Fördjupar", "Anmärkning")
    }
    assert filled == {"Andra namn": 7, "Ersätter": 1, "Fördjupar": 1, "Anmärkning": 1}


def test_two_courses_are_met_locally() -> None:
    local = [
        (line["Område"], line["Frekvens"])
        for line in lines("Kurskatalog")
        if line["Kurs"] and line["Möts"] == "lokalt"
    ]
    assert local == [("BoU", "Respektive kommuns eget upplägg"), ("missbruk", "Lokala utb vid behov")]


@pytest.mark.parametrize("column", ["Senaste start", "Minsta grupp", "Största grupp", "Dagar"])
def test_what_the_plan_does_not_state_is_empty(column: str) -> None:
    assert {line[column] for line in lines("Kurskatalog")} == {None}


def test_the_courses_held_and_the_stated_total() -> None:
    *held, total = lines("Genomförda kurser")
    assert [(line["Kurs"], line["Dagar"], line["Antal tillfällen"], line["Deltagare"], line["Kommuner"],
             line["Planeras hösten 2017"], line["Fördjupar"]) for line in held] == [
        ("Introduktionskurs", 2, 3, 76, "13 av 14", "nej", None),
        ("Yrkeshandledning", None, 12, 93, "11 av 14", "ja", None),
        ("LVU grund", 1, 2, 90, "13 av 14", None, None),
        ("LVU forts", 2, 1, 46, "13 av 14", "ja", None),
        ("Förhållningssätt vid trauma grund", 4, None, 137, "12 av 14", "nej", None),
        ("Förhållningssätt vid trauma forts", 3, None, 36, "12 av 14", "nej",
         "Förhållningssätt vid trauma (troligen)"),
        ("Familjeterapi 1", 6, 2, 96, "8 av 14", "ja", None),
        ("Familjeterapi 2", 6, 2, 45, "8 av 14", None, None),
        ("Anknytning och omsorgssvikt", 5, None, 119, "13 av 14", "ja", None),
        ("BBiC", 2, 3, 121, "14 av 14", "nej", None),
        ("Samtal med barn", 2, 1, 70, "10 av 14", "ja", None),
        ("Handläggning och dokumentation", 1, 3, 74, "12 av 14", None, None),
    ]  # fmt: skip
    assert sum(line["Deltagare"] for line in held) == 1003
    assert {name: value for name, value in total.items() if value is not None} == {
        "Kurs": "Summa enligt redovisningen",
        "Deltagare": 1399,
    }


def test_format_and_status_are_the_words_of_the_report() -> None:
    *held, _ = lines("Genomförda kurser")
    assert [(line["Format"], line["Läge enligt redovisningen"]) for line in held] == [
        (row["format_verbatim"], row["status_verbatim"]) for row in table("courses_history")
    ]


def test_three_reservations_stand_under_the_total() -> None:
    sheet = load_workbook(STAFFING)["Genomförda kurser"]
    assert sheet["A17"].value is None
    assert [sheet[f"A{row}"].value.split(":")[0] for row in (18, 19, 20)] == ["Förbehåll"] * 3
    assert sheet.max_row == 20


@pytest.mark.parametrize("name", ["staffing.xlsx", "bilaga1-personal-2017.xlsx"])
def test_the_examples_are_the_demo_files(name: str) -> None:
    assert (ROOT / "examples" / name).read_bytes() == (DEMO / name).read_bytes()


def test_make_demo_writes_the_committed_cells_at_a_fixed_time(tmp_path: Path) -> None:
    runpy.run_path(str(ROOT / "tools" / "make_demo.py"))["main"]([str(tmp_path)])
    made, committed = load_workbook(tmp_path / "staffing.xlsx"), load_workbook(STAFFING)
    assert made.sheetnames == committed.sheetnames
    for name in made.sheetnames:
        assert cells(made[name]) == cells(committed[name])
    assert made.properties.modified == made.properties.created == datetime(2017, 9, 1)  # noqa: DTZ001
