"""The reports on placements through the command line: a small organisation by hand, its tertials, and the twin."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kfond.cli import app
from make_twin import EXAMPLES, FILE, PLACED
from workbooks import write_workbook

HEAD = (
    "Kommun",
    "Period",
    "Placeringsform",
    "Pågående",
    "Påbörjade",
    "Avslutade",
    "Oplanerade avbrott",
    "Vårddygn",
)
COUNTS = (
    ("Ale", "T1 2022", "familjehem", 40, 12, 11, 5, 4800),
    ("Ale", "T2 2022", "familjehem", 38, 8, 10, 5, 4700),
    ("Ale", "T3 2022", "familjehem", 39, 11, 10, 5, 4750),
    ("Orust", "T1 2022", "familjehem", 30, 13, 12, 5, 3600),
    ("Orust", "T2 2022", "familjehem", 31, 12, 11, 6, 3650),
    ("Orust", "T3 2022", "familjehem", 29, 10, 12, 5, 3600),
    ("Ale", "T1 2022", "konsulentstött familjehem", 20, 12, 12, 6, 2400),
    ("Ale", "T2 2022", "konsulentstött familjehem", 21, 12, 11, 5, 2450),
    ("Ale", "T3 2022", "konsulentstött familjehem", 19, 11, 13, 7, 2400),
)
COST_HEAD = (
    "Kommun",
    "Period",
    "Placeringsform",
    "Arvode",
    "Omkostnader",
    "Konsulentkostnad",
    "Startkostnad",
    "Budget",
)
COSTS = (
    ("Ale", 2022, "familjehem", 5_700_000, 2_850_000, 0, 142_500, ""),  # 14 250 days
    ("Orust", 2022, "familjehem", 4_340_000, 2_170_000, 0, 108_500, ""),  # 10 850 days
    ("Ale", 2022, "konsulentstött familjehem", 2_900_000, 1_450_000, 8_700_000, 217_500, ""),  # 7 250 days
    ("Ale", 2022, "alla", "", "", "", "", 22_000_000),
    ("Orust", 2022, "alla", "", "", "", "", 6_500_000),
)
Figures = Mapping[str, Any]


def run(folder: Path, *words: str, code: int = 0) -> str:
    done = CliRunner().invoke(
        app, ["--db", str(folder / "kfond.db"), "--today", "2023-02-10", *words], env={"LANG": "sv_SE.UTF-8"}
    )
    assert done.exit_code == code, done.output
    return done.output


def imported(folder: Path, counts: Sequence[Sequence[object]], *more: str) -> None:
    run(folder, "init", "--association", "Provet", "--member", "Ale", "--member", "Orust")
    book = write_workbook(folder / "antal.xlsx", Placeringar=(HEAD, *counts), Kostnader=(COST_HEAD, *COSTS))
    run(folder, "import", "--strict", str(book))


def figures(folder: Path, *words: str) -> Figures:
    path = folder / "rapport.json"
    run(folder, "report", *words, "--no-texts", "-o", str(path))
    return {each["id"]: each for each in json.loads(path.read_text(encoding="utf-8"))["figures"]}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    imported(tmp_path, COUNTS)
    return tmp_path


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("all.ongoing", 39 + 29 + 19),
        ("all.started", 12 + 8 + 11 + 13 + 12 + 10 + 12 + 12 + 11),
        ("foster_home.ended", 11 + 10 + 10 + 12 + 11 + 12),
        ("agency.breakdowns", 6 + 5 + 7),
        ("agency.breakdown_share", 18 / 36),
        ("all.of_under_way", 49 / (87 + 102)),  # those who go on when the year ends, and those who ended
        ("foster_home.per_100_years", 100 * 31 * 365.25 / (14_250 + 10_850)),
        ("foster_home.cost_per_day", (8_692_500 + 6_618_500) / 25_100),
        ("agency.cost_per_day.consultant_fee", 8_700_000 / 7_250),
        ("agency-foster_home.difference", 13_267_500 / 7_250 - 15_311_000 / 25_100),
        ("agency-foster_home.difference.consultant_fee", 1200),
        ("owner.1440.outcome", 8_692_500 + 13_267_500),
        ("owner.1440.left", 22_000_000 - 21_960_000),
        ("owner.all.left", 28_500_000 - 21_960_000 - 6_618_500),
        ("owner.1440.used_share", 2196 / 2200),
        ("owner.all.used_share", 28_578_500 / 28_500_000),
    ],
)
def test_the_years_figures_are_those_worked_by_hand(shared_figures: Figures, key: str, value: float) -> None:
    found = shared_figures[f"placements.2022.{key}"]
    assert found["value"] == pytest.approx(value)
    assert not found["suppressed"]


@pytest.fixture(scope="module")
def shared_figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    folder = tmp_path_factory.mktemp("small")
    imported(folder, COUNTS)
    return figures(folder, "placements", "--year", "2022")


def test_a_figure_leads_to_its_cells_and_the_pages_hold_it(small: Path) -> None:
    told = run(small, "trace", "placements.2022.t2.all.started", "--year", "2022")
    assert "32" in told and "antal.xlsx" in told  # 8 + 12 + 12
    for form in (".md", ".html", ".csv"):
        path = small / f"rapport{form}"
        run(small, "report", "placements", "--year", "2022", "--no-texts", "-o", str(path))
        assert "placements.2022.all.ongoing" in path.read_text(encoding="utf-8") or form == ".md"
        assert "87" in path.read_text(encoding="utf-8")
    text = (small / "rapport.md").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert (
        "**1 220 kronor mer** än i familjehem 2022; störst skillnad gör konsulentkostnad 1 200 kronor" in text
    )
    assert "så att delarnas summa kan skilja någon krona från hela dygnet" in text


def test_a_small_number_is_hidden_in_every_format(tmp_path: Path) -> None:
    few = [*COUNTS[:7], (*COUNTS[7][:6], 2, 2450), COUNTS[8]]  # 2 breakdowns of 11 that ended in T2
    imported(tmp_path, few)

    found = figures(tmp_path, "tertial", "--tertial", "2022T2")
    hidden = {key: each for key, each in found.items() if each["suppressed"]}
    assert {
        "placements.2022.t2.agency.breakdowns",
        "placements.2022.t2.foster_home.breakdowns",
    } <= hidden.keys()
    assert all((each["value"], each["low"], each["high"]) == (None, None, None) for each in hidden.values())
    for form in (".md", ".html"):
        path = tmp_path / f"rapport{form}"
        run(tmp_path, "report", "tertial", "--tertial", "2022T2", "-o", str(path))
        assert "dold" in path.read_text(encoding="utf-8")
    told = run(tmp_path, "trace", "placements.2022.t2.agency.breakdowns", "--year", "2022")
    assert "dold" in told and "”2”" not in told


def test_tertials_that_were_fixed_add_up_to_the_year(small: Path) -> None:
    for tertial in ("2022T1", "2022T2", "2022T3"):
        run(small, "report", "tertial", "--tertial", tertial, "--publish", "--by", "styrgruppen")

    told = run(small, "report", "placements", "--year", "2022", "--no-texts")

    assert (
        "De tre tertialrapporterna ger tillsammans årets siffra för påbörjade placeringar, avslutade" in told
    )
    assert "Inget i dem har ändrats sedan de fastställdes." in told


def test_a_tertial_that_is_another_today_is_named(small: Path) -> None:
    for tertial in ("2022T1", "2022T2", "2022T3"):
        run(small, "report", "tertial", "--tertial", tertial, "--publish")
    changed = [("Ale", "T1 2022", "familjehem", 41, 13, 11, 5, 4800), *COUNTS[1:]]
    book = write_workbook(small / "rättat.xlsx", Placeringar=(HEAD, *changed))
    run(small, "import", str(book))

    path = small / "år.md"
    run(small, "report", "placements", "--year", "2022", "--no-texts", "-o", str(path))
    told = path.read_text(encoding="utf-8")

    assert "ger tillsammans 101 påbörjade placeringar, och året 102: skillnaden är 1." in told
    assert "T1 2022 redovisades med påbörjade placeringar: 37, i dag 38." in told
    again = run(small, "report", "tertial", "--tertial", "2022T1", "--version", "1")
    assert re.search(r"Alla former \| 90 \| 37 ", again)  # as it was fixed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("placements", "--tertial", "2022T2"), "tertial"),
        (("tertial", "--tertial", "2022T4"), "2022T4"),
        (("tertial", "--tertial", "2022T2", "--year", "2021"), "olika år"),
    ],
)
def test_a_tertial_that_does_not_fit_is_refused(small: Path, words: Sequence[str], said: str) -> None:
    assert said in run(small, "report", *words, code=2)


def test_challenges_are_a_text_of_the_report_on_placements(small: Path) -> None:
    run(small, "texts", "--report", "placements", "--year", "2022", "--new")
    folder = small / "texts" / "2022-placements"
    for file in folder.iterdir():
        file.write_text("-", encoding="utf-8")
    (folder / "utmaningar.md").write_text("Det var svårt att hitta jourhem.", encoding="utf-8")

    path = small / "år.md"
    run(small, "report", "placements", "--year", "2022", "-o", str(path))

    assert "## Utmaningar\n\nDet var svårt att hitta jourhem." in path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("twin")
    run(folder, "init", "--association", "gfo-vasternorrland")
    run(folder, "import", "--strict", str(EXAMPLES / FILE), str(EXAMPLES / PLACED))
    return folder


def test_the_twins_report_holds_everything(twin: Path) -> None:
    path = twin / "år.md"
    run(twin, "report", "placements", "--year", "2022", "--no-texts", "-o", str(path))
    told = path.read_text(encoding="utf-8")

    assert re.findall(r"^## (.+)$", told, re.MULTILINE)[:15] == [
        "Organisationen och dess ägare",
        "Läge och flöde",
        "Formerna av placering",
        "Sammanbrott, räknade på flera sätt",
        "Vad placeringarna kostar",
        "Budget och utfall",
        "Hemmen: från intresse till första placering",
        "Avslutsintervjuer",
        "Förfrågningar om hem",
        "Årets arbete i antal",
        "Mentorskap",
        "Mål, mätpunkter och planpunkter",
        "Enkäter fråga för fråga",
        "Vad vi inte vet",
        "Definitioner och källor",
    ]
    assert "Timrå kom med under 2022." in told
    for row in (
        "| Hela vägen: från intresse till första placering | 247 | 261 | 238,5 | 247,5 | 28 |",
        "| ersättningen | 6 | 6 |",
        "| vet inte | 0 | dold |",
        "| Hemmet | 17 | 18 | 25 |",
    ):
        assert row in told


def test_the_twins_report_has_the_facts_of_the_annual_one(twin: Path) -> None:
    """Each of the 23 facts is a figure of the annual report (test_twin_of_2022), and here it is the same one."""

    def facts(name: str) -> Figures:
        found = figures(twin, name, "--year", "2022")
        return {key: each["value"] for key, each in found.items() if key.startswith("activities.2022.")}

    assert len(facts("placements")) > 23
    assert facts("placements") == facts("annual")


def test_what_the_tertials_tell_is_what_the_year_tells(twin: Path) -> None:
    year = figures(twin, "placements", "--year", "2022")
    tertials = [figures(twin, "tertial", "--tertial", f"2022T{number}") for number in (1, 2, 3)]

    for number, of_tertial in enumerate(tertials, 1):
        shared = {
            key: (each["value"], each["suppressed"])
            for key, each in of_tertial.items()
            if key.startswith(
                (f"placements.2022.t{number}.", f"homes.2022.t{number}.", f"referrals.2022.t{number}.")
            )
        }
        assert shared
        for key in shared.keys() & year.keys():
            assert shared[key] == (year[key]["value"], year[key]["suppressed"])
    for key in ("started", "ended"):
        parts = [
            found[f"placements.2022.t{number}.all.{key}"]["value"] for number, found in enumerate(tertials, 1)
        ]
        assert sum(parts) == year[f"placements.2022.all.{key}"]["value"]


@pytest.mark.parametrize("form", [".html", ".docx", ".xlsx", ".pdf", ".csv", ".json"])
def test_every_format_is_written(twin: Path, form: str) -> None:
    path = twin / f"tertial{form}"
    run(twin, "report", "tertial", "--tertial", "2022T2", "-o", str(path))
    assert path.stat().st_size > 1000
