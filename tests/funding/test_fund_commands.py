"""kfond fund: one application's money as a coordinator enters it, refused, corrected, undone and shown."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from forms import application
from openpyxl import load_workbook
from terminals import terminal
from typer.testing import CliRunner

from kfond import db
from kfond.cli import app
from kfond.db.log import write_entry
from kfond.funding.actions import Case, begin
from kfond.funding.known_funds import fund_of
from kfond.funding.life import State, Step
from kfond.messages import say
from workbooks import write_workbook

SPENT = [
    ["Verifikation", "Betald dag", "Vad som betalades", "Hela beloppet", "Ansökan", "Budgetrad"],
    ["V-1", "2021-10-05", "Kursavgift", 62400, "mafi", "kurs"],
]


class Said(NamedTuple):
    """What a command wrote, with ordinary spaces between thousands."""

    stdout: str
    stderr: str


@pytest.fixture(scope="module")
def submitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the application of 80 600 kronor, sent in on 15 March 2021."""
    path = tmp_path_factory.mktemp("money") / "kfond.db"
    fund, text = fund_of("sodertalje-2018"), application("mafi")
    step = Step(State.SUBMITTED, date(2021, 3, 15), "kontorschef", "", False, "", text)
    with db.writing(path) as session:
        entry = write_entry(session, datetime(2021, 3, 15, tzinfo=UTC), "application", say("Began."), "sv")
        begin(session, Case(0, "mafi", "MAFI", "", fund, (step,)), entry)
    return path


@pytest.fixture(autouse=True)
def _here(submitted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(submitted, tmp_path / "kfond.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_DB", str(tmp_path / "kfond.db"))
    monkeypatch.setenv("KFOND_LANG", "sv")


def run(line: str, *more: str, code: int = 0) -> Said:
    result = CliRunner().invoke(app, [*line.split(), *more, "--today", "2021-12-01"])
    assert result.exit_code == code, result.stderr
    return Said(*(text.replace("\N{NO-BREAK SPACE}", " ") for text in (result.stdout, result.stderr)))


def total() -> dict[str, object]:
    (account,) = json.loads(run("fund --json").stdout)
    return {name.removesuffix("_ore"): value for name, value in account["total"].items()}


def test_the_money_of_one_application_from_the_decision_to_the_last_krona() -> None:
    refused = run("fund grant mafi 80000 --on 2021-03-01", code=3)
    assert refused.stderr == (
        "mafi: Beslutet 2021-03-01 kommer före dagen då ansökan lämnades in, 2021-03-15. "
        "Skriv en dag från och med 2021-03-15.\n"
    )
    run("fund recommend mafi 80600 --by HR-avdelningen --on 2021-04-20")
    told = run("fund grant mafi --year 2021 --on 2021-05-21 --by stadsdirektören", "81 tkr").stderr
    assert told.endswith(
        "Beviljat 81 000, utbetalt 0, planerat 0, kvar 81 000; använt 0, oanvänt 81 000 kronor.\n"
    )
    run("fund plan mafi 40500 --on 2021-09-01")
    run("fund plan mafi 40500 --on 2021-11-01")
    run("fund condition mafi rapport --payment 2 --due 2021-10-15 --text", "Lägesrapport lämnad")
    run("fund pay mafi 40500 --payment 1 --on 2021-09-03")
    waiting = run("fund pay mafi 40500 --payment 2 --on 2021-11-03", code=3).stderr
    assert "Utbetalning 2 väntar på villkoret rapport (”Lägesrapport lämnad”)." in waiting
    run("fund met mafi rapport --on 2021-10-20 --evidence", "dnr 12")
    run("fund pay mafi 40500 --payment 2 --on 2021-11-03")
    run("fund use mafi 12000 --voucher V-9 --item Teoridag --line teoridag --other", "egen budget=25%")
    write_workbook(Path("kostnader.xlsx"), Blad1=SPENT)
    run("import kostnader.xlsx")
    run("fund co-finance mafi --hours 12,5 --rate 345,50 --by Orust")
    run("fund repay mafi 9600")
    assert total() == {
        "applied": 8_060_000,
        "recommended": 8_060_000,
        "granted": 8_100_000,
        "requested": 0,
        "planned": 0,
        "paid": 8_100_000,
        "used": 6_240_000 + 900_000,
        "reclaimed": 0,
        "repaid": 960_000,
        "in_money": 300_000,
        "in_kind": 431_875,
        "moved": 0,
        "left": 0,
        "unused": 960_000,
        "in_hand": 0,
    }
    document = run("fund --year 2021").stdout
    assert "| mafi | 81 000 | 0 | 71 400 | 9 600 | 9 600 |" in document
    assert "| egen budget | 2021-12-01 | – | – | 3 000,00 |" in document
    assert "kostnader.xlsx, Blad1!D2" in document
    assert "avrundning uppåt till hela tusental" in document


def test_a_report_that_was_handed_in_tells_of_the_money_as_it_was_known_then() -> None:
    Path("ansokan.md").write_text(application("mafi"), encoding="utf-8")
    run("fund grant mafi 70000 --on 2021-05-21")
    run("application step mafi granted-in-part --by nämnden --on 2021-05-21")
    run("application step mafi running --by enheten --on 2021-06-01")
    run("fund pay mafi 70000 --on 2021-06-01")
    run("fund use mafi 25500 --voucher V-1 --item Kurs --line kurs --on 2021-09-01")
    run("application step mafi final-reported --by enheten --on 2021-11-10")
    asked = "application report mafi --final --until 2021-10-31"
    handed_in = run(asked)
    assert "Av 70 000 beviljade kronor är 70 000 utbetalda och 25 500 använda." in handed_in.stdout
    assert "lämnades in" not in handed_in.stderr
    run("fund reclaim mafi 44500 --on 2021-12-29")
    run("fund use mafi 500 --voucher V-2 --item Bok --line kurs --on 2021-10-01")
    again = run(asked)
    assert again.stdout == handed_in.stdout
    assert "lämnades in den 10 november 2021; pengar som har förts in senare står inte i den." in again.stderr


def test_a_cost_beyond_its_line_and_the_grant_is_told_of_when_it_is_entered() -> None:
    run("fund grant mafi 81000 --year 2021 --on 2021-05-21")
    told = run("fund use mafi 90000 --voucher V-1 --item Kurs --line litteratur --dry-run").stderr
    assert "använt 90 000, 9000 kronor för mycket." in told
    assert "Rad litteratur: 90 000 kronor använda av 200." in told
    assert "9000 kronor mer är använda än beviljade" in told


def test_an_end_with_money_that_is_to_go_back_is_told_of_and_what_was_entered_is_not_asked_for_again() -> (
    None
):
    run("fund grant mafi 70000 --on 2021-05-21")
    Path("ansokan.md").write_text(application("mafi"), encoding="utf-8")
    decided = run("application step mafi granted-in-part --by nämnden --on 2021-05-21").stderr
    assert "För in vad som beviljades" not in decided and "Nästa" in decided
    run("application step mafi running --by enheten --on 2021-06-01")
    run("fund pay mafi 70000 --on 2021-06-01")
    run("fund use mafi 25500 --voucher V-1 --item Kurs --line kurs --on 2021-09-01")
    run("application step mafi final-reported --by enheten --on 2021-11-01")
    owed = "44 500 kronor ska fortfarande betalas tillbaka till fonden"
    assert owed in run("application step mafi closed --by enheten").stderr
    wanted = run("fund reclaim mafi 44500 --on 2022-01-31").stderr
    assert "Återbetalt 0, kvar att betala tillbaka 44 500 kronor." in wanted
    assert "Återbetalt 44 500, kvar att betala tillbaka 0 kronor." in run("fund repay mafi 44500").stderr
    more = run("fund use mafi 500 --voucher V-2 --item Bok --line kurs --dry-run").stderr
    assert "26 000 kronor är använda och 44 500 återbetalda, tillsammans 500 mer än de 70 000" in more
    assert "betalas tillbaka" not in run("application step mafi repaid --by enheten").stderr


def test_on_a_terminal_the_money_stands_in_tables_and_in_a_pipe_as_the_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run("fund grant mafi 1200000 --why rättat --on 2021-05-21")
    with terminal(monkeypatch) as shown:
        app(["--today", "2021-12-01", "fund", "--year", "2021"], standalone_mode=False)
    assert "│ mafi    │ 80 600 │          – │ 1 200 000 │        0 │        0 │ 1 200 000 │" in shown
    assert any(line.startswith("│ Kostnad för utbildning ") for line in shown)
    assert not any(line.startswith(("#", "|")) for line in shown)
    assert run("fund --year 2021").stdout.startswith("# Pengar från fonder 2021")


@pytest.mark.parametrize(
    ("line", "words", "code"),
    [
        ("fund grant maffi 81000", "”maffi”", 3),
        ("fund grant mafi banan", "”banan” är inget belopp.", 2),
        ("fund grant mafi 81000.50", "”81000.50” är inget belopp.", 2),
        ("fund grant mafi 82000 --on 2021-05-21", "82 000 kronor är 1400 mer än de 80 600 som söktes.", 3),
        ("fund pay mafi 100", "Inget är beviljat än.", 3),
        ("fund use mafi 100 --voucher V --item x --line resor", "Det finns ingen budgetrad resor.", 3),
        (
            "fund use mafi 100 --voucher V --item x --other Orust=70% --other Tanum=40%",
            "Andelarna blir 110",
            3,
        ),
        ("fund use mafi 100 --voucher V --item x --other Orust=x%", "”x%” är ingen andel.", 2),
        ("fund co-finance mafi 100 --hours 2 --rate 300 --by Orust", "Medfinansiering är antingen", 2),
        ("fund met mafi rapport", "Det finns inget villkor rapport som väntar.", 3),
        ("fund plan mafi 100 --on igår", "--on", 2),
    ],
)
def test_what_is_refused_changes_nothing(line: str, words: str, code: int) -> None:
    before = Path("kfond.db").read_bytes()
    assert words in run(line, code=code).stderr
    assert Path("kfond.db").read_bytes() == before


def test_a_dry_run_keeps_nothing_and_undo_takes_the_latest_back() -> None:
    run("fund grant mafi 81000 --on 2021-05-21 --dry-run")
    assert total()["granted"] is None
    run("fund grant mafi 81000 --on 2021-05-21")
    run("fund use mafi 100 --voucher V-1 --item Bok")
    assert "V-1" in run("undo").stderr
    assert (total()["granted"], total()["used"]) == (8_100_000, 0)
    assert "81 000 kronor" in run("undo").stderr
    assert total()["granted"] is None


def test_a_sheet_of_costs_that_does_not_fit_is_refused_whole_with_every_cell() -> None:
    write_workbook(
        Path("fel.xlsx"),
        Blad1=[
            *SPENT,
            ["V-2", "2021-10-06", "Resa", 500, "mafi", "resor"],
            ["V-3", "2017-10-06", "Bok", 200, "mafi", "litteratur"],
            ["V-4", "2021-10-06", "Bok", 200, "annan", ""],
        ],
    )
    told = run("import fel.xlsx", code=3).stderr
    for cell, words in (
        ("D3", "Det finns ingen budgetrad resor. Raderna är: kurs"),
        ("D4", "2017-10-06 ligger utanför tiden för sodertalje-2018."),
        ("D5", "”annan”"),
    ):
        assert any(f"Blad1!{cell}: " in line and words in line for line in told.splitlines()), told
    assert total()["used"] == 0


def test_the_form_for_costs_is_read_back() -> None:
    run("import --template fund_costs -o blankett.xlsx")
    book = load_workbook("blankett.xlsx")
    sheet = book.worksheets[0]
    at = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[4] if cell.value}
    filled = {"Verifikation": "V-7", "Betald dag": "2021-10-05", "Vad som betalades": "Bok",
              "Hela beloppet": 199.5, "Ansökan": "mafi", "Budgetrad": "litteratur"}  # fmt: skip
    for heading, value in filled.items():
        sheet.cell(5, at[heading]).value = value
    book.save("ifylld.xlsx")
    run("import ifylld.xlsx")
    assert total()["used"] == 19_950


def test_a_voucher_counts_once_whether_entered_or_in_a_sheet() -> None:
    run("fund use mafi 62400 --voucher V-1 --item Kursavgift --line kurs --on 2021-10-05")
    write_workbook(Path("kostnader.xlsx"), Blad1=SPENT)
    assert "Verifikation V-1 är redan införd." in run("import kostnader.xlsx", code=3).stderr
    assert "Verifikation V-1 är redan införd." in run("fund use mafi 1 --voucher V-1 --item x", code=3).stderr
    assert total()["used"] == 6_240_000


def test_every_format_of_the_document(tmp_path: Path) -> None:
    run("fund grant mafi 81000 --on 2021-05-21")
    run("fund -o papper")
    assert sorted(path.name for path in (tmp_path / "papper").iterdir()) == [
        f"fonder.{suffix}" for suffix in ("docx", "html", "json", "md", "pdf", "xlsx")
    ]


def test_for_scripts_a_year_is_that_year_alone_too() -> None:
    run("fund grant mafi 80000 --year 2021 --on 2021-05-21")
    run("fund plan mafi 40000 --on 2021-09-01")
    (account,) = json.loads(run("fund --year 2021 --json").stdout)
    assert ([each["year"] for each in account["years"]], account["total"]["granted_ore"]) == (
        [2021],
        8_000_000,
    )
    assert [each["planned_ore"] for each in account["payments"]] == [4_000_000]
    assert json.loads(run("fund --year 2020 --json").stdout) == []
