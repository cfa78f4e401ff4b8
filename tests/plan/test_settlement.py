"""What is to be paid of an adopted plan when seats have been given back, from the sheet to both prices."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kfond.catalogue.releases import Released
from kfond.catalogue.ties import Tied
from kfond.cli import app
from kfond.periods import Term
from kfond.plan.costs.shares import cost_of
from kfond.plan.kept_rounds import kept_rounds, kept_settings
from kfond.plan.settlement import settlement
from kfond.provenance import Place, Source
from workbooks import Rows, write_workbook

Json = Any
STAFF: Rows = [
    ["Personal inom BoU mars 2017"],
    ["", "Orust", "Tanum"],
    ["Antal 0-2 år", 20, 10],
    ["Antal 2-5 år", 10, 10],
    ["Antal >5 år", 0, 0],
]
COURSES: Rows = [
    ["Kurskatalog antagen 2017-09-01"],
    ["Område", "Band", "Kurs", "Frekvens", "Senaste start", "Minsta grupp", "Största grupp"],
    ["BoU", "0-2 år", "LVU", "Vartannat år", "VT2014", 5, 30],
]
PRICES: Rows = [["Kurs", "Pris per grupp", "Pris per deltagare"], ["LVU", 15000, 100]]
PROMISES: Rows = [["Kommun", "Paket", "År", "Antal paket", "Pris per paket"], ["Tanum", "LVU", 2018, 4, 1500]]
HEADINGS = ["Kommun", "Kurs", "Termin", "Kursstart", "Återlämnade platser", "Återlämnade den"]
PLAN = ("plan", "--year", "2018")
IN_TIME, LATE, START = "2018-02-27", "2018-02-28", "2018-03-13"  # fourteen days before, and thirteen


@pytest.fixture(autouse=True)
def adopted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan of LVU with 15 seats in VT2018, Orust 10 and Tanum 5: 15 000 kr and 100 kr a head, so 1 100 kr a seat."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    done("init", "--association", "Två kommuner", "--member", "Orust", "--member", "Tanum")
    write_workbook(Path("sheet.xlsx"), Personal=STAFF, Kurser=COURSES, Priser=PRICES)
    done("import", "sheet.xlsx")
    done(*PLAN, "--adopt", "--by", "direktionen")


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [*words, "--today", "2017-10-02"])
    return result.exit_code, result.stdout.replace("\xa0", " "), result.stderr


def done(*words: str) -> str:
    code, out, said = run(*words)
    assert code == 0, said
    return out


def give_back(*rows: list[object]) -> None:
    write_workbook(Path("back.xlsx"), Blad1=[HEADINGS, *rows])
    done("import", "back.xlsx")


def tables() -> list[list[list[object]]]:
    """The rows of every table of the settlement."""
    story = json.loads(done(*PLAN, "--settle", "--json"))
    return [table["rows"] for chapter in story["chapters"] for table in chapter["tables"]]


def test_a_seat_given_back_in_time_is_not_paid_and_one_too_late_is() -> None:
    give_back(["Tanum", "LVU", "VT2018", START, 2, IN_TIME], ["Orust", "LVU", "VT2018", START, 1, LATE])

    # 13 seats are paid: 15 000 + 13 x 100 = 16 300 kr by 13 is 1 253.846... kr; Orust 10 and Tanum 3 of them.
    of_round, in_all = tables()
    assert of_round == [
        ["Orust", 10, 0, 1, 10, 11000, 12538.46],
        ["Tanum", 5, 2, 0, 3, 5500, 3761.54],
    ]
    assert in_all == [["Orust", 11000, 12538.46], ["Tanum", 5500, 3761.54]]
    story = done(*PLAN, "--settle")
    assert (
        "2 seats were given back in time, at the latest 14 days before the start, and are not paid." in story
    )
    assert "1 seat was given back too late and is paid." in story


def test_a_later_price_or_setting_changes_nothing_of_the_settlement() -> None:
    give_back(["Tanum", "LVU", "VT2018", START, 2, IN_TIME])
    before = done(*PLAN, "--settle", "--json")

    write_workbook(Path("dearer.xlsx"), Priser=[PRICES[0], ["LVU", 90000, 500]])
    done("import", "dearer.xlsx")
    done("settings", "set", "release_days", "60")
    done("settings", "set", "cost_key", "equal")

    assert done(*PLAN, "--settle", "--json") == before


def test_what_was_kept_of_a_round_gives_the_cost_that_was_adopted() -> None:
    kept = json.loads(done(*PLAN, "--version", "1", "--json"))
    settings = kept_settings(kept)

    (found,) = kept_rounds(kept, settings)
    assert found.costing is not None
    assert dict(cost_of(found.costing, settings).shares) == kept["courses"][0]["cost"]["shares_ore"]


def test_promised_packages_are_settled_beside_the_shares() -> None:
    write_workbook(Path("promises.xlsx"), Paket=PROMISES)
    done("import", "promises.xlsx")
    done(*PLAN, "--adopt", "--by", "direktionen")
    give_back(["Tanum", "LVU", "VT2018", START, 2, IN_TIME])

    # 4 are promised and 5 planned; 3 are left, so that the 4 promised are paid.
    assert tables()[2] == [["Tanum", "LVU", 2018, 4, 5, 3, 7500, 6000]]


def test_a_start_that_everybody_gave_back_has_no_price_to_share() -> None:
    give_back(["Tanum", "LVU", "VT2018", START, 5, IN_TIME], ["Orust", "LVU", "VT2018", START, 10, IN_TIME])

    assert tables()[0] == [
        ["Orust", 10, 10, 0, 0, 11000, "not known"],
        ["Tanum", 5, 5, 0, 0, 5500, "not known"],
    ]
    assert "The cost cannot be shared: nobody has a seat." in done(*PLAN, "--settle")


def test_the_list_is_taken_back_like_any_other() -> None:
    give_back(["Tanum", "LVU", "VT2018", START, 2, IN_TIME])
    done("undo")

    assert run(*PLAN, "--settle")[::2] == (
        3,
        "No seats of this plan have been given back. Import the list of seats given back: "
        "kfond import --template releases -o FILE.xlsx writes one.\n",
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (["Orust", "LVU", "VT2018", START, 11, IN_TIME],
         "E2: Orust was given 10 seats in VT2018 and gives back 11. "
         "Write how many of the seats of the adopted plan were given back."),
        (["Orust", "LVU", "VT2018", START, "några", IN_TIME],
         "E2: The seats or a day of the row cannot be read with certainty. "
         "Write a plain number and plain days, and import the list again."),
        (["Orust", "LVU", "VT2018", START, "ca 2", IN_TIME],
         "E2: The seats or a day of the row cannot be read with certainty. "
         "Write a plain number and plain days, and import the list again."),
        (["Orust", "LVU", "VT2018", "2018-09-13", 1, IN_TIME],
         "E2: The course starts 2018-09-13, which is not in VT2018. "
         "Correct the term or the start, and import the list again."),
        (["Orust", "LVU", "HT2018", "2018-09-13", 1, IN_TIME],
         "E2: The adopted plan has no such start in HT2018. "
         "Correct the course, the area or the term, and import the list again."),
        (["Orust", "LVUU", "VT2018", START, 1, IN_TIME],
         "B2: “LVUU” is no course of the catalogue. "
         "Write the course as it stands in the catalogue, and import the list again."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_settled_stops_the_settlement_with_its_cell(
    row: list[object], problem: str
) -> None:
    give_back(row)

    assert run(*PLAN, "--settle")[::2] == (3, f"back.xlsx, Blad1!{problem}\n")


def test_only_an_adopted_plan_is_settled() -> None:
    assert run("plan", "--year", "2019", "--settle")[::2] == (
        3,
        "No plan of these years is adopted, and only an adopted one can be settled. "
        "Adopt it first: kfond plan --adopt --by “direktionen”.\n",
    )


def test_of_a_plan_adopted_before_its_prices_were_kept_nothing_is_guessed() -> None:
    kept = json.loads(done(*PLAN, "--version", "1", "--json"))
    for found in kept["courses"]:
        del found["costing"]
    back = Released(
        "lvu",
        "",
        "1435",
        "Tanum",
        Term(2018, 1),
        date(2018, 3, 13),
        2,
        date(2018, 2, 1),
        Source(Place("f"), "2"),
    )

    (found,) = settlement(kept, 1, Tied((back,), ())).rounds

    assert found.charged.seats == {"1421": 10, "1435": 3}
    assert [(share.code, share.planned, share.settled) for share in found.shares] == [
        ("1421", None, None),
        ("1435", None, None),
    ]
