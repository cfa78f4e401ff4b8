"""kfond call: a competence fund's call from its first day to the minutes, as those who run the fund type it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from terminals import terminal
from typer.testing import CliRunner, Result

from kfond.cli import app
from kfond.formatting import NO_BREAK_SPACE

APPLICATIONS = Path(__file__).parent / "applications"
TODAY, CALL = "2021-06-01", "sodertalje-2018-2021"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KFOND_DB", raising=False)
    monkeypatch.setenv("KFOND_LANG", "sv")


def kfond(*words: str) -> Result:
    return CliRunner().invoke(app, ["--today", TODAY, *words])


def call(verb: str, *words: str, of: str = CALL) -> Result:
    return kfond("call", verb, of, *words)


def said(result: Result) -> str:
    return result.stderr.replace(NO_BREAK_SPACE, " ")


def opened(*frames: str) -> None:
    dates = ("--opens", "2021-02-01", "--closes", "2021-03-31")
    made = call("new", "--year", "2021", *(frames or ("--frame", "100000")), *dates, of="sodertalje-2018")
    assert made.exit_code == 0, made.stderr


def paper(applicant: str, amount: str, *words: str) -> Result:
    stated = ("--applicant", applicant, "--title", "Föreläsning om våld", "--amount", amount)
    return call("receive", *stated, "--on", "2021-03-15", *words)


def state() -> dict[str, object]:
    found: dict[str, object] = json.loads(call("compare", "--json").stdout)
    return found


def test_a_call_from_its_first_day_to_the_minutes() -> None:
    opened()
    assert call("receive", str(APPLICATIONS / "mafi.md"), "--on", "2021-03-15").exit_code == 0
    assert paper("Öppenvården", "45 tkr", "--persons", "60").exit_code == 0
    late = ("--applicant", "Familjerätten", "--title", "Samtal", "--amount", "30000", "--on", "2021-04-02")
    assert call("receive", *late, "--late", "--why", "posten").exit_code == 0

    hr = ("--by", "HR-avdelningen", "--on", "2021-04-20")
    assert call("assess", "1", "--recommend", "grant", *hr, "--why", "Tydlig plan").exit_code == 0
    assert call("assess", "2", "--recommend", "refuse", *hr, "--why", "Finns redan").exit_code == 0

    both = ("--by", "stadsdirektören", "--by", "HR-direktören", "--on", "2021-05-21")
    granted = call("decide", "1", "--grant", "80600", *both)
    assert "80 600 kronor avrundas till 81 000, som fonden avrundar." in said(granted)
    assert "2021: av 100 000 kronor är 81 000 beviljade, 19 000 är kvar." in said(granted)
    beyond = call("decide", "3", "--grant", "30000", *both)
    assert beyond.exit_code == 3
    assert "Bevilja högst 19 000 kronor till den här ansökan." in said(beyond)
    assert call("decide", "2", "--refuse", *both, "--why", "Finns redan").exit_code == 0
    alone = call(
        "decide", "3", "--grant", "19000", *both[:2], "--on", "2021-05-21", "--why", "Det som är kvar"
    )
    assert "det väntar på HR-direktören" in said(alone)

    compared = call("compare").stdout.replace(NO_BREAK_SPACE, " ")
    assert "| 2021-08-01 – 2021-12-31 | 2 | 33 | 40 300 | 0 |" in compared
    assert "| 2 | Öppenvården | inte känt | 60 | – | 750 | inte känt |" in compared
    assert "| 2 | Öppenvården | 45 000 | avslå | avslagen | 0 |" in compared
    assert "| 3 | Familjerätten | 30 000 | – | väntar på HR-direktören | – |" in compared
    assert (
        "Beslut för 2021: ansökan avslås. Skäl: Finns redan. Beslutat av stadsdirektören den 21 maj 2021, "
        "HR-direktören den 21 maj 2021."
    ) in compared
    assert "gäller inte förrän HR-direktören har beslutat likadant: 19 000 kronor beviljas." in compared
    minutes = call("minutes", "--case", "KS 21/117").stdout.replace(NO_BREAK_SPACE, " ")
    assert "Utkast" in minutes and "Dnr KS 21/117" in minutes
    assert "| 2021 | 100 000 | 81 000 | 19 000 | 19 000 |" in minutes
    assert (
        "Beslut för 2021: 81 000 kronor beviljas. Beslutat av stadsdirektören den 21 maj 2021, "
        "HR-direktören den 21 maj 2021."
    ) in minutes
    assert "Beslut för 2021: ansökan avslås. Skäl: Finns redan." in minutes
    assert minutes.index("**Stadsdirektören**") < minutes.index("**HR-direktören**")
    the_minutes_are_asked_for_until_they_are_written(alone=("3", "--grant", "19000", "--on", "2021-05-21"))


def the_minutes_are_asked_for_until_they_are_written(alone: tuple[str, ...]) -> None:
    def to_do() -> list[str]:
        told = json.loads(kfond("todo", "--json").stdout)
        return [item["id"].rpartition("/")[2] for item in told if item["id"].startswith("call/")]

    call("minutes", "-o", "utkast.md")  # a draft
    assert to_do() == ["assess", "decide"]
    assert call("decide", *alone, "--by", "HR-direktören", "--why", "Det som är kvar").exit_code == 0
    assert to_do() == ["minutes"]
    call("minutes")
    assert to_do() == ["minutes"]
    assert call("minutes", "-o", "protokoll.md").exit_code == 0
    assert to_do() == []
    assert "Skrev protokollet för sodertalje-2018-2021." in kfond("log").stdout
    assert call("decide", "2", "--anew", "--grant", "19000", "--why", "omprövat", "--by", "stadsdirektören",
                "--on", "2021-05-22").exit_code != 0  # fmt: skip
    again = ("--anew", "--refuse", "--why", "omprövat", "--on", "2021-05-22")
    assert call("decide", "2", *again, "--by", "stadsdirektören", "--by", "HR-direktören").exit_code == 0
    assert to_do() == ["minutes"]


def test_everything_wrong_in_any_file_is_told_at_once_and_none_is_taken_in() -> None:
    opened()
    bad = Path("fel.md")
    bad.write_text('+++\nfund = "sodertalje-2018"\ntitel = "Fel"\nstart = "snart"\n+++\n', encoding="utf-8")
    to_another = str(APPLICATIONS / "uppsala.md")
    done = call("receive", str(APPLICATIONS / "mafi.md"), str(bad), to_another, "--on", "2021-03-15")
    assert done.exit_code == 3
    assert "fel.md: Rad 3" in done.stderr and "fel.md: Rad 4" in done.stderr
    assert "Ansökan är skriven till fonden ”esf-2007-preparatory”." in done.stderr
    assert state()["applications"] == []


def test_the_same_file_twice_in_one_command_is_refused() -> None:
    opened()
    file = str(APPLICATIONS / "mafi.md")
    done = call("receive", file, file, "--on", "2021-03-15")
    assert (done.exit_code, "Samma ansökan har redan kommit" in done.stderr) == (3, True)


def test_dry_run_keeps_nothing_and_undo_takes_back_one_command_at_a_time() -> None:
    opened()
    assert paper("Öppenvården", "45000", "--dry-run").exit_code == 0
    assert state()["applications"] == []
    assert paper("Öppenvården", "45000").exit_code == 0
    by = ("--by", "stadsdirektören", "--by", "HR-direktören", "--on", "2021-05-21")
    assert call("decide", "1", "--grant", "45000", *by).exit_code == 0
    assert kfond("undo").exit_code == 0
    assert state()["years"] == [
        {"year": 2021, "frame_ore": 10_000_000, "granted_ore": 0, "waits_ore": 0, "left_ore": 10_000_000}
    ]
    assert kfond("undo").exit_code == 0
    assert state()["applications"] == []
    assert "2: Föreläsning om våld" in paper("Öppenvården", "45000").stderr, "no number is given twice"
    checked = kfond("check")
    assert checked.exit_code == 0, checked.stdout


def test_several_years_each_have_a_frame_and_a_refusal_is_of_all_of_them() -> None:
    opened("--frame", "50000", "--frame", "2020=20000,50")
    assert paper("Öppenvården", "45000").exit_code == 0
    by = ("--by", "stadsdirektören", "--by", "HR-direktören", "--on", "2021-05-21")
    assert "Utlysningen har flera år: 2020, 2021." in call("decide", "1", "--grant", "45000", *by).stderr
    assert call("decide", "1", "--refuse", *by, "--why", "Finns redan").exit_code == 0
    (application,) = state()["applications"]  # type: ignore[misc]
    assert [each["year"] for each in application["decisions"]] == [2020, 2021]
    assert application["outcome"] == "refused"


@pytest.mark.parametrize(
    ("words", "code", "what"),
    [
        (
            ("new", "sodertalje-2018", "--year", "2021", "--opens", "2021-02-01", "--closes", "2021-03-31"),
            2,
            "Det framgår inte hur mycket utlysningen får bevilja",
        ),
        (("receive", CALL), 2, "En ansökan kommer som fil eller på papper."),
        (("receive", CALL, "--applicant", "X"), 2, "Skriv --applicant, --title och --amount."),
        (("receive", CALL, "finns-inte.md"), 3, "finns-inte.md: Filen går inte att läsa"),
        (("receive", CALL, "x.md", "--late"), 2, "behöver både --late och --why"),
        (("assess", CALL, "1", "--recommend", "ja", "--by", "HR", "--why", "x"), 2, "”ja” är inget förslag."),
        (("decide", CALL, "1", "--by", "HR"), 2, "Skriv --grant med ett belopp, eller --refuse."),
        (("decide", CALL, "7", "--refuse", "--by", "HR"), 3, "Det finns ingen ansökan 7 i utlysningen."),
        (("minutes", CALL), 3, "Inget är beslutat i utlysningen."),
        (("compare", "ingen"), 3, f"Det finns ingen utlysning ”ingen”. Det finns {CALL}."),
    ],
)
def test_a_command_that_cannot_be_carried_out_says_what_is_allowed(
    words: tuple[str, ...], code: int, what: str
) -> None:
    opened()
    done = kfond("call", *words)
    assert (done.exit_code, what in done.stderr) == (code, True), done.stderr


def test_check_tells_of_a_year_that_is_granted_beyond_its_frame() -> None:
    opened()
    assert paper("Öppenvården", "45000").exit_code == 0
    by = ("--by", "stadsdirektören", "--by", "HR-direktören", "--on", "2021-05-21")
    assert call("decide", "1", "--grant", "45000", *by).exit_code == 0
    with closing(sqlite3.connect("kfond.db")) as database, database:
        database.execute("UPDATE funding_frame SET amount = 4400000")
    checked = kfond("check")
    assert (checked.exit_code, checked.stdout) == (
        5,
        f"frames: Utlysningen {CALL} beviljar mer för 2021 än sin ram.\n",
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [("bevilja", "föreslår allt"), ("avslå", "föreslår avslag"), ("grant", "föreslår allt")],
)
def test_a_recommendation_is_typed_in_either_language(typed: str, told: str) -> None:
    opened()
    paper("Öppenvården", "45000")
    assert told in call("assess", "1", "--recommend", typed, "--by", "HR", "--why", "x").stderr


def test_a_recommendation_that_is_none_is_answered_with_the_nearest() -> None:
    opened()
    paper("Öppenvården", "45000")
    refused = call("assess", "1", "--recommend", "bevilj", "--by", "HR", "--why", "x")
    assert (refused.exit_code, "Menade du grant (bevilja)?" in refused.stderr) == (2, True)


def test_on_a_terminal_the_comparison_stands_in_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    opened()
    paper("Öppenvården", "45000")
    with terminal(monkeypatch) as shown:
        app(["--today", TODAY, "call", "compare", CALL], standalone_mode=False)
    rows = [" ".join(line.split()) for line in shown]
    assert "│ 1 │ Öppenvården │ Föreläsning om våld │ 2021-03-15 │ 45 000 │" in rows
    assert not any(row.startswith(("#", "|")) for row in rows)
    assert call("compare").stdout.startswith("# Ansökningar till")
