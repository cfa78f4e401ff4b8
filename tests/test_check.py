"""kfond check finds what must not be, says so, and changes nothing."""

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kfond.catalogue.actions import history
from kfond.cli import app
from kfond.db import reading
from kfond.db.invariants import BREACHES, RULES

EXAMPLE = Path(__file__).parents[1] / "examples" / "staffing.xlsx"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the example imported; to be copied, not used."""
    path = tmp_path_factory.mktemp("filled") / "kfond.db"
    assert CliRunner().invoke(app, ["--db", str(path), "import", str(EXAMPLE)]).exit_code == 0
    return path


@pytest.fixture
def imported(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, named by KFOND_DB."""
    path = Path(shutil.copy(filled, tmp_path / "kfond.db"))
    monkeypatch.setenv("KFOND_DB", str(path))
    monkeypatch.setenv("KFOND_LANG", "en")
    return path


def check(*words: str) -> Result:
    return CliRunner().invoke(app, ["check", *words])


def spoil(path: Path, statement: str) -> None:
    """Does what no command does: a plain connection keeps no references."""
    connection = sqlite3.connect(path)
    with connection:
        assert connection.execute(statement).rowcount > 0
    connection.close()


def test_of_a_sound_database_each_rule_is_a_line_on_stderr(imported: Path) -> None:
    result = check()
    assert (result.exit_code, result.stdout) == (0, "")
    first, *rules = result.stderr.splitlines()
    assert (first, rules[0], rules[-1]) == (
        "All is as it must be:",
        "- the file is sound",
        "- no call grants more for a year than its frame",
    )
    assert len(rules) == 17 and all(rule.startswith("- ") and len(rule) < 90 for rule in rules)
    assert json.loads(check("--json").stdout) == []


@pytest.mark.parametrize(
    ("statement", "rules"),
    [
        ("DELETE FROM municipality WHERE code = '1421'", {"file"}),
        ("UPDATE cell SET address = '' WHERE id = 5", {"cells"}),
        ("UPDATE held_course SET times_cell_id = NULL WHERE times = 12", {"cells"}),
        ("UPDATE staff_figure SET low = value + 1, high = NULL WHERE id = 1", {"bounds"}),
        ("UPDATE staff_figure SET high = value - 1, low = NULL WHERE id = 1", {"bounds"}),
        ("UPDATE stated_total SET participations = 1002", {"totals"}),
        ("DELETE FROM membership WHERE association_key = 'fyrbodal'", {"settings"}),
        ("UPDATE setting SET value = 'de' WHERE key = 'language'", {"settings"}),
        ("INSERT INTO setting VALUES ('colour', 'blue')", {"settings"}),
        ("INSERT INTO batch (file, sha256, kinds) VALUES ('a.xlsx', 'a', 'held')", {"batches", "log"}),
        ("UPDATE batch SET undone_at = '2018-01-01 00:00:00.000000'", {"batches"}),
        ("DELETE FROM logentry", {"log"}),
    ],
)
def test_what_must_not_be_is_found(imported: Path, statement: str, rules: set[str]) -> None:
    spoil(imported, statement)
    before = imported.read_bytes()
    result = check("--json")
    assert result.exit_code == 5
    assert {finding["rule"] for finding in json.loads(result.stdout)} == rules
    assert imported.read_bytes() == before


def test_a_fact_whose_cell_is_of_another_batch_is_found(imported: Path) -> None:
    spoil(imported, "INSERT INTO batch (id, file, sha256, kinds) VALUES (7, 'a.xlsx', 'a', 'held')")
    spoil(
        imported, "INSERT INTO cell (id, batch_id, sheet, address, verbatim) VALUES (9999, 7, 'S', 'A1', '')"
    )
    spoil(imported, "UPDATE stated_total SET cell_id = 9999")
    assert "cells: stated_total 1 (cell_id) has a cell" in check().stdout


def test_a_total_that_equals_its_parts_is_no_finding(imported: Path) -> None:
    spoil(imported, "UPDATE stated_total SET participations = 1003")
    assert check().exit_code == 0


def test_a_finding_says_what_and_where(imported: Path) -> None:
    spoil(imported, "UPDATE stated_total SET participations = 1002")
    assert check().stdout == (
        "totals: The total 1002 in Genomförda kurser!E16 is smaller than its parts, 1003.\n"
    )


def test_a_course_held_that_is_tied_to_two_courses_is_found(
    imported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reading(imported) as session:
        known = history(session)
    lines = tuple(line for tie in known.ties for line in tie.lines)
    torn = replace(known, ties=(replace(known.ties[0], lines=lines),))
    monkeypatch.setattr("kfond.catalogue.actions.history", lambda _session: torn)
    result = check()
    assert result.exit_code == 5
    assert result.stdout.startswith("ties: Introduktionskurs is tied to more than one course: ")
    assert len(result.stdout.splitlines()) == 1


def test_every_rule_that_is_looked_at_is_told_of() -> None:
    assert list(RULES) == ["file", "schema", *BREACHES]
