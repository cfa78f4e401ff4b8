"""A fixed report stays as it was; what changes later is told; fixing is taken back like an import."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kfond.cli import app

FIX = ("report", "--year", "2017", "--no-texts", "--publish")


@pytest.fixture
def desk(fyrbodal_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KFOND_DB", str(fyrbodal_copy))
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return fyrbodal_copy


def kfond(*words: str, code: int = 0) -> Result:
    run = CliRunner().invoke(app, ["--today", "2018-02-01", *words])
    assert run.exit_code == code, run.output
    return run


def correct(database: Path, cell: str, hundredths: int) -> None:
    """Changes a figure as a corrected sheet would."""
    with sqlite3.connect(database) as connection:
        changed = connection.execute(
            "UPDATE staff_figure SET value = ?1, low = ?1, high = ?1 WHERE cell_id IN "
            "(SELECT id FROM cell WHERE address = ?2 AND sheet = 'Bilaga 1') AND measure = 'vacancies'",
            (hundredths, cell),
        )
        assert changed.rowcount == 1


def test_a_fixed_report_says_by_whom_and_is_written_again_byte_for_byte(desk: Path) -> None:
    said = kfond(
        *FIX, "--by", "direktionen", "--on", "2018-02-01", "--case-number", "2018/12", "-o", "a.md"
    ).stderr
    assert said.startswith("Årsrapport 2017 is fixed as version 1. kfond undo takes it back.\n")
    front = Path("a.md").read_text(encoding="utf-8").splitlines()[2]
    assert front.startswith(
        "Fastställd 2018-02-01 av direktionen · Fyrbodals kommunalförbund · Dnr 2018/12 · Version 1 · "
    )
    correct(desk, "B11", 900)
    for form in ("md", "json", "csv"):
        kfond("report", "--year", "2017", "--version", "1", "-o", f"b.{form}")
    assert Path("a.md").read_bytes() == Path("b.md").read_bytes()
    figures = {figure["id"]: figure for figure in json.loads(Path("b.json").read_text())["figures"]}
    assert figures["staffing.vacancies"]["value"] == 15


def test_the_same_again_changes_nothing(desk: Path) -> None:
    kfond(*FIX)
    assert kfond(*FIX).stderr == "Årsrapport 2017 says the same as version 1; nothing was changed.\n"


def test_a_figure_that_changed_is_told_of_in_the_draft_and_in_the_next_version(desk: Path) -> None:
    kfond(*FIX)
    assert "Rättelser" not in kfond("report", "--year", "2017", "--no-texts").stdout
    correct(desk, "F11", 600)  # Mellerud had 4
    draft = kfond("report", "--year", "2017", "--no-texts").stdout
    assert "## Rättelser sedan rapporten fastställdes" in draft
    assert "| Vakanta tjänster | 15 | 17 |" in draft
    assert "rättat från 15 till 17" in draft
    told = json.loads(kfond("report", "--year", "2017", "--json").stdout)["corrections"]
    assert told["since_version"] == 1
    assert {"staffing.vacancies"} <= {figure["id"] for figure in told["figures"]}
    assert "version 2" in kfond(*FIX).stderr
    second = kfond("report", "--year", "2017", "--version", "2").stdout
    assert "rättat från 15 till 17" in second
    assert "| Vakanta tjänster | 15 | 17 |" not in kfond("report", "--year", "2017", "--version", "1").stdout
    assert kfond(*FIX).stderr.startswith("Årsrapport 2017 says the same as version 2")


def test_undo_takes_the_latest_fixing_back_and_its_number_is_not_given_again(desk: Path) -> None:
    kfond(*FIX)
    assert "Took back version 1 of Årsrapport 2017" in kfond("undo", "--dry-run").stderr
    assert "Took back version 1 of Årsrapport 2017" in kfond("undo").stderr
    refused = kfond("report", "--year", "2017", "--version", "1", code=3)
    assert "There is no version 1 of this report." in refused.stderr
    assert "as version 2" in kfond(*FIX).stderr
    kfond("undo")
    assert "Took back batch 1" in kfond("undo").stderr


def test_a_dry_run_keeps_nothing(desk: Path) -> None:
    assert "Nothing was changed" in kfond(*FIX, "--dry-run").stderr
    kfond("report", "--year", "2017", "--version", "1", code=3)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--by", "direktionen"), "--by only together with --publish."),
        (("--publish", "--version", "1"), "--publish makes a new version; --version writes an old one."),
        (("--publish", "--on", "igår"), "--on cannot be “igår”."),
    ],
)
def test_options_that_do_not_go_together_are_refused(desk: Path, words: tuple[str, ...], told: str) -> None:
    assert told in kfond("report", "--year", "2017", *words, code=2).stderr


def test_words_beside_a_figure_stand_in_the_draft_and_the_trace_alone(desk: Path) -> None:
    words = "jobbat med vuxna"
    assert words in kfond("report", "--year", "2017", "--no-texts").stdout
    kfond(*FIX)
    for form in ("md", "json", "csv"):
        kfond("report", "--year", "2017", "--version", "1", "-o", f"b.{form}")
        assert words not in Path(f"b.{form}").read_text(encoding="utf-8")
    assert words in kfond("trace", "staffing.band_0_2", "--year", "2017", "--version", "1").stdout


def test_the_trace_of_a_version_shows_what_was_said_then(desk: Path) -> None:
    kfond(*FIX)
    correct(desk, "F11", 600)
    then = kfond("trace", "staffing.vacancies", "--year", "2017", "--version", "1").stdout
    assert then.startswith("Vakanta tjänster: 15\n")
    assert kfond("trace", "staffing.vacancies", "--year", "2017").stdout.startswith("Vakanta tjänster: 17\n")
    assert "staffing.vacancies" in kfond("trace", "vakanta tjänster", "--year", "2017").stdout


def test_check_finds_a_version_that_lost_its_figures(desk: Path) -> None:
    kfond(*FIX)
    kfond("check")
    with sqlite3.connect(desk) as connection:
        connection.execute("DELETE FROM published_figure")
    assert "versions: Version 1 of Årsrapport 2017 has no figures." in kfond("check", code=5).stdout


def test_check_takes_an_adopted_plan_for_what_it_is(desk: Path) -> None:
    kfond("plan", "--year", "2018", "--area", "missbruk", "--adopt", "--by", "direktionen")
    kfond("check")
    with sqlite3.connect(desk) as connection:
        connection.execute("UPDATE logentry SET command = 'plan'")
    assert (
        "versions: Version 1 of Kompetensplan 2018 has no entry in the log." in kfond("check", code=5).stdout
    )
