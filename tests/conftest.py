"""What tests share: a database with the published table of 2017, and whole documents to compare with.

`pytest --regenerate-goldens` writes the documents anew; read the difference before keeping it.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from typer.testing import CliRunner

import kfond
from kfond.cli import app
from kfond.commands.demo import MADE_UP
from kfond.workbook import files_meant
from make_region import REGION

# How long an example takes says something of the machine, not of the program.
# On the machine that decides whether a change lands, the examples are the same each time.
settings.register_profile(
    "unhurried",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("unhurried")

SHEET = Path(kfond.__file__).parent / "data" / "demo" / "staffing.xlsx"
GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate-goldens", action="store_true", help="Write the documents in golden/ anew.")


def pytest_collection_finish() -> None:
    """What was imported stays: the collector of garbage need not walk through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def fyrbodal_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database into which the published table of 2017 was imported. Only to read: see fyrbodal_copy."""
    path = tmp_path_factory.mktemp("fyrbodal") / "kfond.db"
    done = CliRunner().invoke(app, ["--db", str(path), "--today", "2018-01-15", "import", str(SHEET)])
    assert done.exit_code == 0, done.output
    return path


@pytest.fixture(scope="session")
def region_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of the made-up region, imported as its ABOUT.md says; refused.txt beside it names what was not read."""
    path = tmp_path_factory.mktemp("region") / "kfond.db"
    members = [part for code in MADE_UP.members for part in ("--member", code)]
    made = CliRunner().invoke(
        app, ["--db", str(path), "init", "--association", MADE_UP.association, *members]
    )
    assert made.exit_code == 0, made.output
    files = [str(file) for file in files_meant([REGION / name for name in MADE_UP.imported]).files]
    told = json.loads(CliRunner().invoke(app, ["--db", str(path), "import", *files, "--json"]).stdout)
    refused = [file["file"] for file in told if file["problems"]]
    (path.parent / "refused.txt").write_text("\n".join(refused), encoding="utf-8")
    return path


@pytest.fixture
def fyrbodal_copy(fyrbodal_db: Path, tmp_path: Path) -> Path:
    """A copy of that database to write to."""
    return Path(shutil.copy(fyrbodal_db, tmp_path / "kfond.db"))


@pytest.fixture
def is_golden(request: pytest.FixtureRequest) -> Callable[[str, str], bool]:
    """Whether a text is the document of that name in golden/; with --regenerate-goldens it becomes it."""

    def compare(name: str, text: str) -> bool:
        path = GOLDEN / name
        if request.config.getoption("--regenerate-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")  # here, so that pytest shows the difference
        return True

    return compare


@pytest.fixture(scope="session")
def published_plan(fyrbodal_db: Path) -> Any:
    """The plan for 2018-2019 made from the published table, as JSON in English."""
    words = ["--db", str(fyrbodal_db), "--today", "2017-10-02", "plan", "--year", "2018", "--to", "2019"]
    done = CliRunner().invoke(app, [*words, "--json"], env={"KFOND_LANG": "en"})
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)
