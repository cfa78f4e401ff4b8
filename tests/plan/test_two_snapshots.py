"""What a plan tells of two sheets of staff: by how much each band changed, and whether the rates allow it."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kfond.cli import app
from workbooks import Rows, write_workbook

Json = Any
CATALOGUE: Rows = [
    ["Kurskatalog antagen 2017-09-01"],
    ["Område", "Band", "Kurs", "Frekvens", "Senaste start", "Minsta grupp", "Största grupp"],
    ["BoU", "0-2 år", "LVU", "Vartannat år", "VT2014", 5, 10],
]


@pytest.fixture(autouse=True)
def two_municipalities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    run("init", "--association", "Två kommuner", "--member", "Orust", "--member", "Tanum")


def run(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return done.stdout


def import_staff(year: int, orust: list[int], tanum: list[int], orust_is: str = "Orust") -> None:
    rows: Rows = [[f"Personal inom BoU mars {year}"], ["", orust_is, "Tanum"]]
    rows += [
        [name, *both]
        for name, *both in zip(("Antal 0-2 år", "Antal 2-5 år", "Antal >5 år"), orust, tanum, strict=True)
    ]
    write_workbook(Path(f"staff-{year}.xlsx"), Personal=rows)
    run("import", f"staff-{year}.xlsx")


def plan() -> Json:
    write_workbook(Path("courses.xlsx"), Kurser=CATALOGUE)
    run("import", "courses.xlsx")
    return json.loads(run("plan", "--year", "2018", "--json"))


def changes(made: Json) -> list[tuple[str, int, int, bool]]:
    return [
        (found["band"], found["before"], found["after"], found["is_allowed"]) for found in made["net_changes"]
    ]


def test_a_change_that_the_rates_allow_is_told_and_is_no_warning() -> None:
    import_staff(2016, [20, 10, 10], [10, 10, 10])
    import_staff(2017, [18, 10, 12], [11, 10, 10])

    made = plan()

    assert changes(made) == [
        ("band_0_2", 30, 29, True),
        ("band_2_5", 20, 20, True),
        ("band_over_5", 20, 22, True),
    ]
    page = run("plan", "--year", "2018")
    assert "| BoU | 0–2 år | 2 | 2016-03-31–2017-03-31 | 30,0 | 29,0 | 29,0 | −1,0 | 7–36 | ja |" in page
    assert "där de inställda andelarna" not in page


def test_a_change_that_no_draw_can_make_is_a_warning_on_the_first_page() -> None:
    import_staff(2016, [20, 10, 10], [10, 10, 10])
    import_staff(2017, [18, 10, 60], [11, 10, 10])

    made = plan()

    assert changes(made)[2] == ("band_over_5", 20, 70, False)
    first_page = run("plan", "--year", "2018").split("## ")[0]
    assert "BoU, mer än 5 år: från 20 personer 31 mars 2016 till 70 personer 31 mars 2017" in first_page
    assert "Ändra andelarna, eller fråga kommunerna hur många som har slutat." in first_page


def test_the_story_of_a_course_tells_of_its_own_bands_alone() -> None:
    import_staff(2016, [2, 10, 10], [2, 10, 10])
    import_staff(2017, [40, 10, 60], [11, 10, 10])
    plan()

    story = run("plan", "--year", "2018", "--explain", "LVU")

    assert "BoU, 0–2 years: from 4 persons" in story
    assert "BoU, more than 5 years: from" not in story


def test_a_municipality_that_was_counted_in_other_units_before_is_left_out() -> None:
    import_staff(2016, [20, 10, 10], [10, 10, 10], orust_is="Orust 1")
    import_staff(2017, [18, 10, 12], [11, 10, 10])

    assert changes(plan())[0] == ("band_0_2", 10, 11, True)


def test_one_sheet_tells_no_change() -> None:
    import_staff(2017, [18, 10, 12], [11, 10, 10])

    assert changes(plan()) == []
    assert "Hur personalen har ändrats" not in run("plan", "--year", "2018")
