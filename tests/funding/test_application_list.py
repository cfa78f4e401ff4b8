"""kfond application list and show: the sum of the file where it is another one, and no empty column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from forms import application
from typer.testing import CliRunner

from kfond.cli import app

Kfond = Callable[..., str]


@pytest.fixture
def kfond(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kfond:
    """Runs a command; what it shows and says comes back, with ordinary spaces between thousands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "sv")

    def run(command: str) -> str:
        ran = CliRunner().invoke(app, ["--today", "2021-03-15", *command.split()])
        assert ran.exit_code == 0, ran.output
        return ran.output.replace("\N{NO-BREAK SPACE}", " ")

    return run


def begun(kfond: Kfond, fund: str, key: str, text: str) -> Path:
    """An application whose file says something since."""
    kfond(f"application new {fund} --year 2021 --id {key} --title Kurs")
    file = Path(f"ansokningar/{key}/ansokan.md")
    file.write_text(text, encoding="utf-8")
    return file


def last_cell(table: str) -> str:
    return table.splitlines()[1].split("  ")[-1]


def test_the_sum_is_that_of_the_file_until_it_is_sent_and_then_what_was_sent(kfond: Kfond) -> None:
    file = begun(kfond, "sodertalje-2018", "mafi", application("mafi"))
    assert last_cell(kfond("application list")) == "80 600 (i filen)"
    for step in ("signed", "submitted"):
        kfond(f"application step mafi {step} --by kontorschef")
    assert last_cell(kfond("application list")) == "80 600"

    costlier = application("mafi").replace("62400", "64400").replace("80600", "82600")
    file.write_text(costlier, encoding="utf-8")
    assert last_cell(kfond("application list")) == "80 600 (82 600 i filen nu)"


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_listed(kfond: Kfond) -> None:
    file = begun(kfond, "sodertalje-2018", "mafi", application("mafi"))
    file.write_text("+++\nfund = \n+++\n", encoding="utf-8")
    shown = kfond("application list")
    assert "inte känt" in shown and "ansokan.md" in shown


def test_a_column_in_which_nothing_stands_is_left_out(kfond: Kfond) -> None:
    fund = kfond("application funds sodertalje-2018 -o var.toml")
    assert "var.toml" in fund
    plain = Path("var.toml").read_text(encoding="utf-8")
    deadline = '\n[[deadlines]]\nkey = "ansok"\nlabel = "Ansökan"\ndoes = "submit"\non = 2021-04-01\n'
    Path("var.toml").write_text(plain + deadline, encoding="utf-8")
    kfond("application new var --funds . --year 2021 --id utan")
    begun(kfond, "statsbidrag-bou", "med", application("bemanning").replace("2017", "2021"))
    heads = [line for line in kfond("application show utan").splitlines() if "dag" in line]
    assert [head.split() for head in heads] == [["Sista", "dag", "Vad"]]
    assert "Dag         Läge    Kontrollsumma" in kfond("application show utan")
    assert "Anteckning" in kfond("application show med")


def test_a_dry_run_says_first_that_it_is_one(kfond: Kfond) -> None:
    begun(kfond, "sodertalje-2018", "mafi", application("mafi"))
    told = kfond("application step mafi signed --by kontorschef --dry-run").splitlines()
    assert told == [
        "Ingenting är ändrat (--dry-run). Så här skulle det bli:",
        "mafi är nu: undertecknad (15 mars 2021, kontorschef).",
    ]
    assert kfond("undo --dry-run").startswith(
        "Ingenting är ändrat (--dry-run). Så här skulle det bli:\nTog tillbaka"
    )
