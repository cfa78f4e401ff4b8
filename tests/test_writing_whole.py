"""What is written stands whole, or the file that was there is as it was; a folder gets a document in every format."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kfond.cli import app

FULL = """
import resource, sys
from kfond.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))  # a disk with room for 2000 bytes
sys.argv[0] = "kfond"
main()
"""
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
def test_on_a_full_disk_the_old_file_stays_as_it_was(fyrbodal_copy: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "plan.md"
    target.parent.mkdir()
    target.write_text("den gamla planen", encoding="utf-8")
    asked = ("--db", fyrbodal_copy, "--today", "2017-10-02", "plan", "--year", "2018", "-o", target)
    done = subprocess.run(
        [sys.executable, "-c", FULL, *map(str, asked)],
        capture_output=True,
        text=True,
        env={**os.environ, "KFOND_LANG": "sv"},
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert "plan.md går inte att skriva: den får inte ta mer plats. Gör plats på disken" in done.stderr
    assert target.read_text(encoding="utf-8") == "den gamla planen"
    assert [path.name for path in target.parent.iterdir()] == ["plan.md"]


@pytest.mark.skipif(IS_ROOT or sys.platform == "win32", reason="may write everywhere")
def test_in_a_folder_that_may_not_be_written_to_the_old_file_stays(
    fyrbodal_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KFOND_LANG", "sv")
    (tmp_path / "plan.md").write_text("den gamla planen", encoding="utf-8")
    tmp_path.chmod(0o500)
    asked = ("--db", fyrbodal_db, "plan", "--year", "2018", "-o", tmp_path / "plan.md")
    done = CliRunner().invoke(app, [str(word) for word in asked])
    tmp_path.chmod(0o700)
    assert done.exit_code == 2
    assert "går inte att skriva" in done.stderr
    assert (tmp_path / "plan.md").read_text(encoding="utf-8") == "den gamla planen"


def test_a_file_in_the_place_of_a_folder_is_told_of(
    fyrbodal_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KFOND_LANG", "sv")
    (tmp_path / "planer").write_text("ingen mapp", encoding="utf-8")
    asked = ("--db", fyrbodal_db, "plan", "--year", "2018", "-o", tmp_path / "planer")
    done = CliRunner().invoke(app, [str(word) for word in asked])
    assert done.exit_code == 2
    assert "det finns redan en fil med det namnet" in done.stderr


@pytest.mark.parametrize(
    ("verb", "name"),
    [
        (("plan", "--year", "2018", "--to", "2019"), "kompetensplan-2018-2019"),
        (("report", "--year", "2017"), "arsrapport-2017"),
        (("report", "staffing", "--year", "2017"), "personallaget-2017"),
    ],
)
def test_a_folder_gets_the_document_in_every_format(
    fyrbodal_db: Path, tmp_path: Path, verb: tuple[str, ...], name: str
) -> None:
    asked = ("--db", fyrbodal_db, "--today", "2018-01-15", *verb, "-o", tmp_path / "ut")
    done = CliRunner().invoke(app, [str(word) for word in asked])
    assert done.exit_code == 0, done.output
    calendar = (".ics",) if verb[0] == "plan" else ()
    suffixes = sorted((".csv", ".docx", ".html", ".json", ".md", ".pdf", ".xlsx", *calendar))
    assert sorted(path.name for path in (tmp_path / "ut").iterdir()) == [f"{name}{each}" for each in suffixes]
