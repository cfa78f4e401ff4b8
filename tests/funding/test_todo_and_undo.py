"""kfond todo with each kind of thing, and kfond undo, log and check after the commands on funding."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from forms import application
from icalendar import Calendar
from typer.testing import CliRunner

from kfond.cli import app
from kfond.messages import Message
from kfond.todo.items import Item, in_order

Kfond = Callable[..., str]


@pytest.fixture
def kfond(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kfond:
    """Runs a command on a day; what it writes comes back. It must end with `code`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")

    def run(command: str, day: str = "2017-05-22", code: int = 0) -> str:
        ran = CliRunner().invoke(app, ["--today", day, *command.split()])
        assert ran.exit_code == code, ran.output
        return ran.output if code else ran.stdout

    run("init --association fyrbodal", "2017-02-01")
    run("application new statsbidrag-bou --year 2017 --id bou", "2017-02-01")
    Path("ansokningar/bou/ansokan.md").write_text(application("bemanning"), encoding="utf-8")
    return run


def items(kfond: Kfond, words: str = "", day: str = "2017-05-22", code: int = 0) -> list[dict[str, Any]]:
    return json.loads(kfond(f"todo {words} --json", day, code))  # type: ignore[no-any-return]


def test_the_things_of_a_day_with_what_must_be_looked_up_first(kfond: Kfond) -> None:
    kfond("collect staffing --as-of 2017-09-01 --deadline 2017-10-01 -o svar", "2017-05-01")
    found = {item["id"].split("/")[0]: item for item in items(kfond)}
    assert found["application"]["on"] == "2017-10-31"
    assert found["application"]["note"] == "Dagen är 31 oktober som 2017; kontrollera årets beslut"
    assert found["question"]["command"] == "kfond collect staffing --as-of 2017-09-01 --status"
    assert found["year"]["on"] == "2017-06-15"
    shown = kfond("todo")
    assert "bou: Rekvisition (Dagen är 1 juni som 2017; kontrollera årets beslut)" in shown
    late = {item["id"].split("/")[0]: item for item in items(kfond, day="2017-10-02")}
    assert late["question"]["overdue"]
    assert late["question"]["command"].endswith(" --remind")


def test_only_what_is_due_ends_with_5_and_nothing_due_with_0(kfond: Kfond) -> None:
    assert items(kfond, "--due", "2017-05-22") == []
    assert [item["id"] for item in items(kfond, "--due", "2017-06-01", 5)] == ["application/bou/rekvirera"]
    (late,) = items(kfond, "--due", "2017-06-02", 5)
    assert late["overdue"]


def test_the_calendar_has_a_day_for_each_thing_with_its_note(kfond: Kfond) -> None:
    kfond("todo --ics att-gora.ics")
    events = Calendar.from_ical(Path("att-gora.ics").read_bytes()).walk("VEVENT")
    (first,) = (event for event in events if "rekvirera@" in event["UID"])
    assert first.decoded("DTSTART") == date(2017, 6, 1)
    assert str(first["DESCRIPTION"]).startswith("Dagen är 1 juni som 2017; kontrollera årets beslut. kfond ")


def test_what_has_no_day_comes_last() -> None:
    def item(uid: str, on: date | None) -> Item:
        return Item(uid, on, Message(uid), "kfond review")

    kept = in_order([item("b", None), item("c", date(2021, 2, 1)), item("a", date(2021, 2, 1))])
    assert [each.uid for each in kept] == ["a", "c", "b"]


def test_show_tells_the_last_days_and_what_must_be_looked_up_first(kfond: Kfond) -> None:
    shown = kfond("application show bou")
    assert "2018-02-05" in shown
    assert "Dagen är 5 februari som för 2017; kontrollera årets beslut" in shown
    told = json.loads(kfond("application show bou --json"))["deadlines"]
    assert [(each["key"], each["on"]) for each in told] == [
        ("rekvirera", "2017-06-01"),
        ("rekvirera-andra", "2017-10-31"),
        ("redovisa", "2018-02-05"),
    ]


def standing(kfond: Kfond) -> list[tuple[str, int | None]]:
    """The applications with their state and what is granted in öre."""
    granted = {each["id"]: each["total"]["granted_ore"] for each in json.loads(kfond("fund --json"))}
    return [(each["state"], granted[each["id"]]) for each in json.loads(kfond("application list --json"))]


def test_undo_takes_back_one_command_after_the_other(kfond: Kfond) -> None:
    kfond("application step bou signed --by socialchef")
    kfond("fund grant bou 1250000")
    kfond("fund use bou 900 --voucher 17-1 --item Lön --line administrator")
    assert standing(kfond) == [("signed", 125_000_000)]

    kfond("undo")
    assert "Took back kfond fund use bou" in kfond("log")
    assert json.loads(kfond("fund --json"))[0]["total"]["used_ore"] == 0
    kfond("undo")
    assert standing(kfond) == [("signed", None)]
    kfond("undo --dry-run")
    assert standing(kfond) == [("signed", None)]
    kfond("undo")
    assert standing(kfond) == [("draft", None)]
    kfond("undo")
    assert standing(kfond) == []
    assert "There is no batch to take back." in kfond("undo", code=3)

    log = json.loads(kfond("log --json"))
    assert [entry["taken_back"] for entry in log if not entry["command"].startswith(("undo", "init"))] == [
        True
    ] * 4
    kfond("check")
    kfond("application new statsbidrag-bou --year 2017 --id bou -o igen")
    assert standing(kfond) == [("draft", None)]


def test_undo_takes_back_the_newest_of_an_import_and_funding(kfond: Kfond, fyrbodal_sheet: Path) -> None:
    kfond("application step bou signed --by socialchef")
    kfond(f"import {fyrbodal_sheet}")
    kfond("fund grant bou 1250000")
    for after in (("signed", None, False), ("signed", None, True), ("draft", None, True)):
        kfond("undo")
        log = json.loads(kfond("log --json"))
        (imported,) = (entry for entry in log if entry["command"].startswith("import"))
        assert (*standing(kfond)[0], imported["taken_back"]) == after


@pytest.fixture
def fyrbodal_sheet() -> Path:
    return Path(__file__).parents[2] / "examples" / "staffing.xlsx"


@pytest.mark.parametrize(
    ("statement", "rule", "said"),
    [
        ("DELETE FROM funding_step", "applications", "The application bou has no step."),
        ("UPDATE funding_application SET undone_at = '2021-01-01'", "applications",
         "The application bou was taken back, and 1 rows of funding_step still stand."),
        ("INSERT INTO funding_application SELECT 9, key, fund, title, folder, rules, entry_id, undone_at"
         " FROM funding_application", "applications", "Several applications are called bou."),
        ("UPDATE logentry SET command = 'plan'", "funding", "funding_step 1 has no entry in the log."),
        ("INSERT INTO funding_cost VALUES (1, '17-1', 'Lön', '2017-05-01', 2017, 100, '',"
         " (SELECT entry_id FROM funding_step), NULL)", "shares",
         "The shares of the voucher 17-1 come to 0.00 kronor, and it is of 1.00."),
    ],
)  # fmt: skip
def test_check_finds_what_must_not_be(kfond: Kfond, statement: str, rule: str, said: str) -> None:
    connection = sqlite3.connect("kfond.db")
    with connection:
        connection.execute(statement)
    connection.close()
    assert f"{rule}: {said}" in kfond("check", code=5)
