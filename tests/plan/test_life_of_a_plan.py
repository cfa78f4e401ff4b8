"""An adopted plan stands: whatever is imported later, until its adoption is taken back."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kfond.cli import app
from workbooks import Rows, with_cell, write_workbook

STAFF: Rows = [
    ["Personal inom BoU mars 2017"],
    ["", "Orust", "Tanum"],
    ["Antal tjänster", 30, 20],
    ["Antal 0-2 år", 20, 10],
    ["Antal 2-5 år", 10, 10],
    ["Antal >5 år", 0, 0],
]
CATALOGUE: Rows = [
    ["Kurskatalog antagen 2017-09-01"],
    ["Område", "Band", "Kurs", "Frekvens", "Minsta grupp", "Största grupp"],
    ["BoU", "0-2 år", "LVU", "1 gång/år", 5, 10],
    ["BoU", "3-5 år", "Trauma", "1 gång/år", 5, 10],
]
PLAN = ("plan", "--year", "2018")


@pytest.fixture(autouse=True)
def adopted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan adopted in October 2017, and after it staff figures with twice as many in Orust."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.delenv("KFOND_DB", raising=False)
    run("init", "--association", "Två kommuner", "--member", "Orust", "--member", "Tanum")
    run("import", str(write_workbook(tmp_path / "mars.xlsx", Personal=STAFF, Kurser=CATALOGUE)))
    run(*PLAN, "--adopt", "--by", "direktionen", "--on", "2017-10-01", "--case-number", "KF 2017:12")


def run(*words: str) -> str:
    done = CliRunner().invoke(app, [*words, "--today", "2017-10-02"])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def import_more_staff(folder: Path) -> None:
    more = with_cell(with_cell(STAFF, 1, 1, "Personal inom BoU september 2017"), 4, 2, 60)
    run("import", str(write_workbook(folder / "september.xlsx", Personal=with_cell(more, 3, 2, 80))))


def test_a_later_import_changes_nothing_of_it(tmp_path: Path) -> None:
    before = (run(*PLAN, "--version", "1"), run(*PLAN, "--version", "1", "--json"))

    import_more_staff(tmp_path)

    assert (run(*PLAN, "--version", "1"), run(*PLAN, "--version", "1", "--json")) == before
    assert json.loads(before[1])["status"] == "adopted"
    assert "KF 2017:12" in before[0]


def test_what_differs_from_the_proposal_of_today_is_told(tmp_path: Path) -> None:
    import_more_staff(tmp_path)
    then, now = json.loads(run(*PLAN, "--version", "1", "--json")), json.loads(run(*PLAN, "--json"))

    story = run(*PLAN, "--compare", "1", "now")

    seats = [sum(found["seats_total"] for found in plan["courses"]) for plan in (then, now)]
    assert seats[0] < seats[1]
    assert "LVU" in story
    assert all(str(number) in story for number in seats)
    cells = "mars.xlsx, Personal!B4; september.xlsx, Personal!B4"
    assert f"| Orust | BoU, those with 0–2 years | 20.0 | 60.0 | {cells} |" in story
    assert story.count("| Tanum |") == 1  # its figures are the same: it stands among the seats alone


def test_a_term_that_has_begun_stands_only_from_a_day_in_it_and_that_is_told(tmp_path: Path) -> None:
    import_more_staff(tmp_path)
    compare = [*PLAN, "--compare", "1", "now", "--today", "2018-10-01"]

    told = CliRunner().invoke(app, compare)
    assert told.stderr == (
        "The plan is made from what was known on 2017-12-31. VT2018, HT2018 have begun since and do not "
        "stand as adopted; for that, write --as-of 2018-10-01.\n"
    )
    assert "Both plan the same" not in told.stdout
    stands = CliRunner().invoke(app, [*compare, "--as-of", "2018-10-01"])
    assert (stands.stderr, "Both plan the same" in stands.stdout) == ("", True)


def test_what_has_begun_is_not_rewritten_in_silence(tmp_path: Path) -> None:
    import_more_staff(tmp_path)
    adopt = [*PLAN, "--adopt", "--by", "direktionen", "--today", "2018-10-01", "--quiet"]

    refused = CliRunner().invoke(app, adopt)
    assert refused.exit_code == 3
    assert "had begun on 2018-10-01, and the plan has other groups there" in refused.stderr
    assert "Write --as-of 2018-10-01" in refused.stderr
    told = CliRunner().invoke(app, [*adopt, "--as-of", "2017-12-31"])
    assert (told.exit_code, "had begun on 2018-10-01" in told.stderr) == (0, True)


def test_undo_takes_the_adoption_back() -> None:
    run("undo")

    refused = CliRunner().invoke(app, [*PLAN, "--version", "1"])
    assert refused.exit_code == 3
    assert "There is no version 1 of this plan." in refused.stderr
