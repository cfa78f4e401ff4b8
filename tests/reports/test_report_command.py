"""kfond report and kfond trace, as typed."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kfond.cli import VERBS, app, loaded


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KFOND_LANG", "en")


def kfond(db: Path, *words: str, today: str = "2018-02-01") -> Result:
    return CliRunner().invoke(app, ["--db", str(db), "--today", today, *words])


def test_without_a_year_last_year_is_written_to_stdout(fyrbodal_db: Path) -> None:
    run = kfond(fyrbodal_db, "report", "--no-texts")
    assert (run.exit_code, run.stderr) == (0, "")
    assert run.stdout.startswith("# Årsrapport 2017\n")


def test_an_older_year_is_told_of(fyrbodal_db: Path) -> None:
    run = kfond(fyrbodal_db, "report", "--no-texts", today="2020-05-01")
    assert run.stdout.startswith("# Årsrapport 2017\n")
    assert run.stderr == "2017 is the newest year with data; there is none for 2019.\n"
    assert kfond(fyrbodal_db, "report", "--quiet", today="2020-05-01").stderr == ""


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            ["report", "--year", "2018"],
            3,
            "no data for 2018. The years with data are: 2014, 2015, 2016, 2017.",
        ),
        (
            ["report", "kvartal"],
            2,
            "Write one of: annual (Årsrapport), staffing (Personalläget), placements ",
        ),
        (["report", "-o", "rapport.rtf"], 2, "one of .md, .html, .docx, .pdf, .xlsx, .json, .csv."),
        (["report", "--json", "-o", "rapport.md"], 2, "two formats"),
        (["report", "--templates", "finns-inte"], 2, "There is no folder"),
        (["report", "-o", "finns-inte/rapport.md"], 2, "cannot be written"),
        (["trace", "staffing.vacancy"], 3, "The nearest are: staffing.no_vacancy, staffing.vacancies"),
        (["trace", "395"], 3, "The nearest are: participations.difference,"),
        (["trace", "1003", "--year", "2018"], 3, "no data for 2018"),
    ],
)
def test_what_cannot_be_done_says_what_can(fyrbodal_db: Path, words: list[str], code: int, told: str) -> None:
    run = kfond(fyrbodal_db, *words)
    assert (run.exit_code, run.stdout) == (code, "")
    assert told in run.stderr


def test_the_reference_tells_of_every_key_of_a_report(fyrbodal_db: Path) -> None:
    told = json.loads(kfond(fyrbodal_db, "report", "--json").stdout)
    reference = (Path(__file__).parents[2] / "docs" / "reference.md").read_text(encoding="utf-8")
    rows = [line for line in reference.splitlines() if line.startswith(tuple(f"| `{key}` |" for key in told))]
    assert len(rows) == len(told)
    assert not [key for key in told["figures"][0] if f"`{key}`" not in " ".join(rows)]


def test_json_has_numbers_as_numbers_and_null_for_not_known(fyrbodal_db: Path) -> None:
    told = json.loads(kfond(fyrbodal_db, "report", "--json").stdout)
    figures = {figure["id"]: figure for figure in told["figures"]}
    assert set(told) == {
        "report", "period", "figures", "sections", "left_out", "corrections", "not_included"
    }  # fmt: skip
    assert figures["participations.year.2017"]["value"] is None
    assert (figures["staffing.consultants"]["value"], figures["staffing.consultants"]["high"]) == (19.5, 20)
    assert figures["staffing.no_vacancy"]["coverage"] == {"asked": 14, "answered": 12, "with_figures": 12}
    assert figures["participations.course.bbic"] == {
        "id": "participations.course.bbic",
        "label": "Deltagartillfällen, BBiC",
        "value": 121,
        "low": 121,
        "high": 121,
        "unit": "participations",
        "definition": figures["participations.course.bbic"]["definition"],
        "coverage": None,
        "suppressed": False,
        "sources": [
            {"file": "staffing.xlsx", "sheet": "Genomförda kurser", "cell": "E13", "verbatim": "121"}
        ],
    }
    assert next(said for said in told["left_out"] if said["name"] == "Bengtsfors") == {
        "name": "Bengtsfors",
        "measure": "consultants",
        "quality": "missing",
        "review": False,
        "verbatim": "-",
        "source": {"file": "staffing.xlsx", "sheet": "Bilaga 1", "cell": "B7", "verbatim": "-"},
    }


def test_the_suffix_decides_the_format(fyrbodal_db: Path, tmp_path: Path) -> None:
    for name in ("a.md", "a.JSON", "a.csv"):
        assert kfond(fyrbodal_db, "report", "-o", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / "a.md").read_text("utf-8") == kfond(fyrbodal_db, "report").stdout
    assert json.loads((tmp_path / "a.JSON").read_text("utf-8"))["report"] == "annual"
    rows = list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    by_id = {row[-1]: row for row in rows}
    assert by_id["staffing.consultants"][:4] == ["Konsulter", "19,5", "19", "20"]
    assert by_id["participations.year.2017"][1:4] == ["", "", ""]
    assert by_id["participations.stated_total"][1] == "1399"


def test_a_template_of_ones_own_replaces_ours(fyrbodal_db: Path, tmp_path: Path) -> None:
    own = tmp_path / "annual.md.j2"
    own.write_text(
        "{{ found['staffing.vacancies'].figure | shown }} vakanta {{ report.year }}\n", encoding="utf-8"
    )
    assert kfond(fyrbodal_db, "report", "--templates", str(tmp_path)).stdout == "15 vakanta 2017\n"
    own.write_text("{{ report.yaer }}", encoding="utf-8")
    run = kfond(fyrbodal_db, "report", "--templates", str(tmp_path))
    assert (run.exit_code, run.stdout) == (2, "")
    assert f"{own}, line 1," in run.stderr


def test_trace_by_id_shows_each_cell_as_typed(fyrbodal_db: Path) -> None:
    lines = kfond(fyrbodal_db, "trace", "staffing.reported.uddevalla.caseworkers").stdout.splitlines()
    assert lines[:2] == [
        "Myndighetsutövare enligt redovisning, Uddevalla: 27",
        "staffing.reported.uddevalla.caseworkers",
    ]
    lines = kfond(fyrbodal_db, "trace", "staffing.posts.uddevalla").stdout.splitlines()
    assert lines[3:5] == ["  staffing.xlsx, Bilaga 1!G19: ”19”", "  staffing.xlsx, Bilaga 1!H19: ”28”"]
    assert "Another source says:" in lines


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("1003", ["participations.recurring"]),
        ("1 003", ["participations.recurring"]),
        ("1\N{NO-BREAK SPACE}003", ["participations.recurring"]),
        ("46,5", ["staffing.reported.trollhattan.fte"]),
        ("46.5", ["staffing.reported.trollhattan.fte"]),
        ("67 %", ["staffing.degree_share"]),
        ("minst 24", ["staffing.posts.trollhattan", "staffing.trollhattan-1.positions"]),
        ("43–48,1", ["staffing.band_0_2"]),
        ("43-48,1", ["staffing.band_0_2"]),
        ("15", ["staffing.posts.vanersborg", "staffing.vacancies", "staffing.vanersborg.positions"]),
    ],
)
def test_trace_by_value_finds_every_figure_that_shows_it(
    fyrbodal_db: Path, typed: str, ids: list[str]
) -> None:
    found = json.loads(kfond(fyrbodal_db, "trace", typed, "--json").stdout)
    assert [figure["id"] for figure in found] == ids


@pytest.mark.parametrize("name", ["report", "trace"])
def test_the_top_help_says_what_the_verb_says(name: str) -> None:
    assert loaded(name).help.splitlines()[0] == VERBS[name].help
