"""A state grant through its whole life, as a municipality types it: allocated, requested, used, accounted for, repaid.

The amounts are made up; the days and the ways are those of the grants of 2016 to 2020.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from forms import application
from typer.testing import CliRunner

from kfond.cli import app

Kfond = Callable[..., str]
FILE = Path("ansokningar/bou-2017/ansokan.md")
DOCUMENTS = [".docx", ".html", ".md", ".pdf", ".xlsx"]


@pytest.fixture
def kfond(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kfond:
    """Runs a command on a day; what it writes comes back. It must end with `code`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")

    def run(command: str, *words: str, day: str, code: int = 0) -> str:
        ran = CliRunner().invoke(app, ["--today", day, *command.split(), *words])
        assert ran.exit_code == code, ran.output
        return ran.output if code else ran.stdout

    return run


def money(kfond: Kfond, day: str) -> dict[str, Any]:
    """The amounts of the grant, in kronor."""
    (account,) = json.loads(kfond("fund --json", day=day))
    return {key[:-4]: value // 100 for key, value in account["total"].items() if value is not None}


def todo(kfond: Kfond, day: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(kfond("todo --json", day=day))
    return told


def test_a_state_grant_from_the_allocation_to_the_repayment(tmp_path: Path, kfond: Kfond) -> None:
    the_allocation_is_the_most_that_can_be_requested(kfond)
    it_is_used_for_what_it_may_be_used_for(kfond)
    the_year_after_it_is_accounted_for(tmp_path, kfond)
    what_was_not_used_is_repaid(kfond)


def the_allocation_is_the_most_that_can_be_requested(kfond: Kfond) -> None:
    kfond("init --association fyrbodal", day="2017-02-01")
    kfond("application new statsbidrag-bou --year 2017 --id bou-2017", day="2017-02-01")
    unknown = kfond("fund grant bou-2017 1250000 --on 2017-02-01", day="2017-02-01", code=3)
    assert "What was allocated is not stated" in unknown

    written = application("bemanning")
    FILE.write_text(written.replace("total_sek = 1250000", "total_sek = 1300000"), encoding="utf-8")
    told = kfond("application check bou-2017", day="2017-05-20", code=5)
    assert "1\u00a0300\u00a0000 is more than was allocated. Ask for at most 1\u00a0250\u00a0000." in told
    FILE.write_text(written, encoding="utf-8")
    kfond("application check bou-2017", day="2017-05-20")

    kfond("application step bou-2017 signed --by socialchef", day="2017-05-20")
    assert "Enter what was allocated first" in kfond("fund request bou-2017 1", day="2017-05-20", code=3)
    too_much = kfond("fund grant bou-2017 1250001 --on 2017-02-01", day="2017-05-20", code=3)
    assert "are 1 more than the 1,250,000 that were allocated" in too_much
    kfond("fund grant bou-2017 1250000 --on 2017-02-01", day="2017-05-20")
    kfond("application step bou-2017 submitted --by socialchef", day="2017-05-20")
    too_much = kfond("fund request bou-2017 1250001", day="2017-05-20", code=3)
    assert "above the allocation" in too_much
    assert "at most 1,250,000 kronor" in too_much
    kfond("fund request bou-2017 1250000", day="2017-05-20")
    assert "at most 0 kronor" in kfond("fund request bou-2017 1", day="2017-05-20", code=3)


def it_is_used_for_what_it_may_be_used_for(kfond: Kfond) -> None:
    kfond("application step bou-2017 granted --by Socialstyrelsen", day="2017-07-01")
    kfond("application step bou-2017 running --by socialchef", day="2017-07-01")
    kfond("fund pay bou-2017 1250000", day="2017-07-01")
    use = "fund use bou-2017"
    kfond(f"{use} 900000 --voucher 17-1 --item Löner --line socialsekreterare", day="2017-12-31")
    kfond(f"{use} 200000 --voucher 17-2 --item Löner --line administrator", day="2017-12-31")
    hired = kfond(
        f"{use} 90000 --voucher 17-3 --item Bemanning --line inhyrd-personal", day="2017-12-31", code=3
    )
    assert "The lines are: socialsekreterare, administrator." in hired
    now = money(kfond, "2017-12-31")
    assert (now["granted"], now["requested"], now["paid"], now["used"]) == (
        1_250_000,
        1_250_000,
        1_250_000,
        1_100_000,
    )


def the_year_after_it_is_accounted_for(story: Path, kfond: Kfond) -> None:
    due = kfond("todo", day="2018-01-20")
    assert "2018-02-05" in due
    assert "Dagen är 5 februari som för 2017; kontrollera årets beslut" in due
    kfond("application render bou-2017 -o blankett", day="2018-01-20")
    kfond("application report bou-2017 --final -o rapport", day="2018-01-20")
    kfond("fund -o pengar", day="2018-01-20")
    for folder in ("blankett", "rapport", "pengar"):
        assert set(DOCUMENTS) <= {path.suffix for path in (story / folder).iterdir()}
    form = next((story / "blankett").glob("*.md")).read_text(encoding="utf-8")
    for row in (
        "| Tilldelat enligt fördelningslistan | 1\u00a0250\u00a0000 kr |",
        "| Rekvirerat belopp | 1\u00a0250\u00a0000 kr |",
        "| Använt | 1\u00a0100\u00a0000 kr |",
        "| Betalas tillbaka mot faktura | 150\u00a0000 kr |",
    ):
        assert row in form, row
    kfond("application step bou-2017 final-reported --by controller", day="2018-01-20")


def what_was_not_used_is_repaid(kfond: Kfond) -> None:
    too_much = kfond("fund repay bou-2017 150001", day="2018-03-01", code=3)
    assert "Repay at most 150,000 kronor." in too_much
    (back,) = [item for item in todo(kfond, "2018-03-01") if item["id"].startswith("application/")]
    assert (back["what"], back["command"]) == (
        "bou-2017: 150,000 kronor that were not used",
        "kfond fund repay bou-2017 150000",
    )
    kfond("fund reclaim bou-2017 160000 --on 2018-04-30", day="2018-03-01")  # 10 000 of what was used, too
    (back,) = [item for item in todo(kfond, "2018-03-01") if item["id"].startswith("application/")]
    assert (back["on"], back["what"]) == ("2018-04-30", "bou-2017: 160,000 kronor that the fund wants back")
    kfond("undo", day="2018-03-01")
    kfond("fund repay bou-2017 150000", day="2018-03-01")
    kfond("application step bou-2017 repaid --by controller", day="2018-03-01")
    assert money(kfond, "2018-03-01")["repaid"] == 150_000
    assert "bou-2017" not in kfond("todo", day="2018-03-01")
    kfond("check", day="2018-03-01")
