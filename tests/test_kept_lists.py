"""Lists as a coordinator keeps them: imported, corrected, taken back, shown."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kfond.cli import app
from workbooks import Rows, write_workbook

PARTICIPATIONS: Rows = [
    ["Deltagare VT2017"],
    ["Kurs", "Kommun", "Deltagare"],
    ["LVU", "Orust", 4],
    ["LVU", "Tanum", "ca 3"],
]


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    return tmp_path


def run(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == code, done.output
    return done.output


def imported(*rows: list[object], name: str = "list.xlsx", more: tuple[str, ...] = (), code: int = 0) -> str:
    write_workbook(Path(name), Blad1=[*PARTICIPATIONS[:2], *rows])
    return run("import", name, *more, code=code)


def kept() -> list[tuple[str, str, object]]:
    shown = json.loads(run("lists", "participations", "--json"))
    return [(row["municipality"], row["name"], row["values"]["participations"]["value"]) for row in shown]


def test_a_list_is_kept_row_by_row_and_shown() -> None:
    told = imported(*PARTICIPATIONS[2:])

    assert (
        "list.xlsx [Blad1] participations: 2 rows in 2 municipalities, 2017-01-01 to 2017-06-30; 0 to review."
        in told
    )
    assert run("lists", "participations").splitlines() == [
        "Municipality  What  From        To          Deltagare  Cell",
        "Orust         LVU   2017-01-01  2017-06-30  4          list.xlsx, Blad1!A3",
        "Tanum         LVU   2017-01-01  2017-06-30  ca 3       list.xlsx, Blad1!A4",
    ]
    assert run("lists").splitlines()[1].split() == [
        *("participations", "participations", "2", "2", "2017-01-01–2017-06-30"),
    ]


def test_a_corrected_list_shows_the_difference_and_takes_the_place_of_the_first() -> None:
    imported(["LVU", "Orust", 4], ["LVU", "Tanum", 3], ["BBIC", "Tanum", 2])

    told = imported(["LVU", "Orust", 5], ["LVU", "Tanum", 3], ["SoL", "Tanum", 1])

    assert "against what was known: 1 new, 1 gone, 1 changed (C3 “4” → “5”)." in told
    assert kept() == [("Orust", "LVU", 5), ("Tanum", "LVU", 3), ("Tanum", "SoL", 1)]
    run("undo")
    assert kept() == [("Orust", "LVU", 4), ("Tanum", "LVU", 3), ("Tanum", "BBIC", 2)]


def test_a_list_of_another_municipality_under_the_same_name_takes_nothing_away() -> None:
    imported(["LVU", "Orust", 4])

    told = imported(["LVU", "Tanum", 3])

    assert "1 row of the earlier file of that name is not in this one and still holds" in told
    assert kept() == [("Orust", "LVU", 4), ("Tanum", "LVU", 3)]


def test_the_list_before_last_again_holds_again() -> None:
    first, second = ["LVU", "Orust", 4], ["LVU", "Orust", 5]
    imported(first)
    imported(second)

    imported(first)

    assert kept() == [("Orust", "LVU", 4)]


def test_a_partial_import_keeps_the_good_rows_and_lists_the_others() -> None:
    told = imported(["LVU", "Orust", 4], ["LVU", "Orus", 3], more=("--partial",), code=3)

    assert "Left out, since it has no place in the database:" in told
    assert "list.xlsx, Blad1!B4: “Orus” is no Swedish municipality. Did you mean Orust, Orsa?" in told
    assert kept() == [("Orust", "LVU", 4)]


def test_a_list_with_nothing_but_problems_is_refused_also_when_partial() -> None:
    imported(["LVU", "Orus", 3], more=("--partial",), code=3)

    assert run("lists", code=4).startswith("There is no database at")


def test_the_words_of_a_sender_are_remembered() -> None:
    rows: Rows = [["Deltagare VT2017"], ["Vad", "Gäng", "Hur många"], ["LVU", "Orust", 4]]
    write_workbook(Path("orust.xlsx"), Blad1=rows)
    run("import", "orust.xlsx", code=3)

    words = ("--map", "Vad=Kurs", "--map", "Gäng=Kommun", "--map", "C2=Deltagare")
    run("import", "orust.xlsx", *words, "--remember", "Orust")
    write_workbook(Path("orust-2.xlsx"), Blad1=[rows[0], rows[1], ["BBIC", "Orust", 2]])
    run("import", "orust-2.xlsx", "--sender", "Orust")

    assert kept() == [("Orust", "LVU", 4), ("Orust", "BBIC", 2)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("--kind", "salaries"),
            "There is no kind of sheet called “salaries”. Write one of: staffing (staff), ",
        ),
        (
            ("--map", "Vad"),
            "--map cannot be “Vad”. Write the sheet's own word, an equals sign, and a word that",
        ),
        (("--remember", "Orust"), "--remember has nothing to save: no --map says what a word means."),
    ],
)
def test_wrong_use_says_what_to_write(words: tuple[str, ...], told: str) -> None:
    write_workbook(Path("list.xlsx"), Blad1=PARTICIPATIONS)

    assert told in run("import", "list.xlsx", *words, code=2)


def test_an_unknown_kind_of_list_names_those_that_there_are() -> None:
    assert run("lists", "salaries", code=2).startswith(
        "There is no list called “salaries”. Write one of: participations ("
    )


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [("catalogue", "Område, Band, Kurs, Frekvens"), ("held", "Kurs, Deltagare"), ("indicators", "Indikator")],
)
def test_a_sheet_that_is_not_what_it_is_said_to_be_names_the_headings_that_it_lacks(
    kind: str, lacking: str
) -> None:
    write_workbook(Path("other.xlsx"), Blad1=[["Möte", "Dag"], ["Nämnd", "tisdag"]])

    told = run("import", "other.xlsx", "--kind", kind, code=3)

    assert told.startswith(f"other.xlsx, Blad1: Headings are missing: {lacking}")
