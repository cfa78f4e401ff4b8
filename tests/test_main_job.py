"""The main job as a user types it: real processes, an empty folder, nothing but the workbook."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[1] / "examples" / "staffing.xlsx"
KFOND = (sys.executable, "-m", "kfond")


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*KFOND, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def least_environment() -> dict[str, str]:
    """What a process cannot do without on this machine: PATH, and on Windows the system's own folder."""
    return {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}


@pytest.mark.parametrize("with_database_named", [False, True])
def test_three_commands_in_an_empty_folder_give_a_plan_and_a_report(
    tmp_path: Path, with_database_named: bool
) -> None:
    shutil.copy(EXAMPLE, tmp_path)
    environment = least_environment()
    if with_database_named:
        environment["KFOND_DB"] = str(tmp_path / "region.db")

    imported = run(tmp_path, "import", "staffing.xlsx", **environment)
    plan = run(tmp_path, "plan", "--year", "2018", **environment)
    report = run(tmp_path, "report", **environment)

    assert [imported.returncode, plan.returncode, report.returncode] == [0, 0, 0]
    assert imported.stdout == ""
    assert plan.stdout.startswith("# Kompetensplan 2018\n")
    assert report.stdout.startswith("# Årsrapport 2017\n")
    assert plan.stderr == ""
    assert (tmp_path / ("region.db" if with_database_named else "kfond.db")).is_file()


def test_the_demo_leaves_a_folder_to_look_into(tmp_path: Path) -> None:
    first = run(tmp_path, "demo", "look", **least_environment())
    again = run(tmp_path, "demo", "look", **least_environment())

    assert (first.returncode, again.returncode) == (0, 0)
    published, made_up = tmp_path / "look" / "fyrbodal-2017", tmp_path / "look" / "ovningsforbundet"
    assert sorted(path.name for path in published.iterdir()) == [
        "bilaga1-personal-2017.xlsx",
        "kfond.db",
        "kompetensplan-2018-2019.html",
        "kompetensplan-2018-2019.md",
        "kompetensplan-2018-2019.pdf",
        "rapport-2017.html",
        "rapport-2017.md",
        "rapport-2017.pdf",
        "staffing.xlsx",
    ]
    written = {"ABOUT.md", "kfond.db", "kompetensplan-2019-2020.pdf", "rapport-2018.html", "svar-2018"}
    assert written < {path.name for path in made_up.iterdir()}
    assert str(published) in first.stdout
    assert f"{made_up}:" in first.stdout
    assert "alla siffror är påhittade" in first.stdout
    assert "svar-2018/Nora.xlsx" in first.stdout.replace("\\", "/")
    assert "Nora.xlsx, Blad1!" in first.stderr


def test_the_demo_does_not_write_into_a_folder_of_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Hej", encoding="utf-8")

    refused = run(tmp_path, "demo", "mine", KFOND_LANG="en", **least_environment())

    assert refused.returncode == 2
    assert refused.stderr == f"The folder {tmp_path / 'mine'} is not empty. Name a new one: kfond demo DIR.\n"


def test_a_closed_pipe_is_no_fault(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path)
    run(tmp_path, "import", "staffing.xlsx", **least_environment())
    with subprocess.Popen(
        [*KFOND, "staffing", "--json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert "fault in kfond" not in process.stderr.read()
