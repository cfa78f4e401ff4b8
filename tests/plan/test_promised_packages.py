"""What a municipality pays for the packages that it has promised to take, as its sheet and the plan say."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kfond.cli import app
from workbooks import Rows, write_workbook

Json = Any
STAFF: Rows = [
    ["Personal inom BoU mars 2017"],
    ["", "Orust", "Tanum"],
    ["Antal 0-2 år", 20, 10],
    ["Antal 2-5 år", 10, 10],
    ["Antal >5 år", 0, 0],
]
COURSES: Rows = [
    ["Kurskatalog antagen 2017-09-01"],
    ["Område", "Band", "Kurs", "Frekvens", "Senaste start", "Minsta grupp", "Största grupp", "Andra namn"],
    ["BoU", "0-2 år", "LVU", "Vartannat år", "VT2014", 5, 30, "Lagen om vård"],
    ["BoU", "Arbetsledare", "Handledning", "1 gång/år", "", 5, 10, ""],
]
PRICES: Rows = [["Kurs", "Pris per grupp"], ["LVU", 15000]]
HEADINGS = ["Kommun", "Paket", "År", "Antal paket", "Pris per paket"]


@pytest.fixture(autouse=True)
def two_municipalities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    assert run("init", "--association", "Två kommuner", "--member", "Orust", "--member", "Tanum")[0] == 0


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.stdout.replace("\xa0", " "), done.stderr


def planned(*promises: list[object], form: str = "--json") -> str:
    write_workbook(
        Path("sheet.xlsx"), Personal=STAFF, Kurser=COURSES, Priser=PRICES, Paket=[HEADINGS, *promises]
    )
    assert run("import", "sheet.xlsx")[0] == 0
    code, out, said = run("plan", "--year", "2018", *([form] if form else []))
    assert code == 0, said
    return out


def row_of(page: str, first: str, caption: str) -> str:
    """The row of a table that begins with `first`."""
    return next(line for line in page.split(caption)[1].splitlines() if line.startswith(f"| {first} |"))


def test_the_promises_of_a_year_are_summed_for_each_municipality() -> None:
    # LVU gets 15 seats: Orust 10 and Tanum 5 of those with 0-2 years. Orust has promised 12, Tanum 3.
    made = json.loads(planned(["Orust", "LVU", 2018, 12, 2000], ["Tanum", "LVU", 2018, 3, 2500]))

    seats = {share["municipality"]: share["seats"] for share in made["courses"][0]["seats"]}
    assert seats == {"Orust": 10, "Tanum": 5}
    assert made["commitments_by_year"] == [
        {"municipality_code": "1421", "year": 2018, "amount_ore": 12 * 2000_00},
        {"municipality_code": "1435", "year": 2018, "amount_ore": 5 * 2500_00},
    ]
    page = run("plan", "--year", "2018")[1]
    by_year = "Kommunens alla åtaganden ett år"
    assert row_of(page, "Orust", by_year) == "| Orust | 2018 | 1 | 24 000 | 24 000 | 4 000 |"
    assert row_of(page, "Tanum", by_year) == "| Tanum | 2018 | 1 | 7 500 | 12 500 | 0 |"
    assert (
        row_of(page, "Orust", "Kostnad och ramar per kommun")
        == "| Orust | 10 | 10 000 | 1 | 24 000 | inte känt | uppgift saknas |"
    )
    assert "betalar kommunen 24 000 kronor, i stället för sin del av de kursernas kostnad" in page


def test_how_much_is_used_of_open_seats_is_not_known_and_never_nought() -> None:
    page = planned(["Orust", "Handledning", 2018, 2, 1000], form="")

    assert row_of(page, "Orust", "Åtaganden om utbildningspaket, antal") == (
        "| Orust | Handledning | 2018 | 2 | 1 000 | inte känt än | inte känt än | minst 2 000 |"
    )
    assert row_of(page, "Orust", "Kommunens alla åtaganden ett år") == (
        "| Orust | 2018 | 1 | 2 000 | inte känt | inte känt |"
    )


def test_one_promise_under_two_names_is_refused_with_both_cells() -> None:
    rows: Rows = [HEADINGS, ["Orust", "LVU", 2018, 12, 2000], ["Orust", "Lagen om vård", 2018, 3, 2500]]
    write_workbook(Path("sheet.xlsx"), Personal=STAFF, Kurser=COURSES, Paket=rows)
    assert run("import", "sheet.xlsx")[0] == 0

    assert run("plan", "--year", "2018")[::2] == (
        3,
        "sheet.xlsx, Paket!B3: The row promises packages of the same course and year as that of sheet.xlsx, Paket!B2. "
        "Write one row for both, and import the list again.\n",
    )


def test_a_plan_without_promises_has_no_column_for_them() -> None:
    write_workbook(Path("sheet.xlsx"), Personal=STAFF, Kurser=COURSES, Priser=PRICES)
    assert run("import", "sheet.xlsx")[0] == 0

    assert "Åtaganden" not in run("plan", "--year", "2018")[1]
