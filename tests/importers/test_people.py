"""Lists of staff: how each cell of a row is read, who is counted, and what is told. All persons are made up."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kfond.cli import app
from kfond.importers.fields import choices_of
from kfond.importers.people.choices import choice_reader, role_reader
from kfond.importers.people.rates import rate_reader
from kfond.importers.people.starts import read_years, start_reader
from kfond.lists.kinds import list_kind
from kfond.staffing.people import since_years
from workbooks import STAFFING, Rows, with_cell, write_workbook

AS_OF = date(2017, 3, 31)
HEADINGS = ["Kommun", "Namn", "Befattning", "Anställd sedan", "Tjänstgöringsgrad", "Utbildning"]
PEOPLE: Rows = [
    ["Personal inom BoU 2017-03-31"],
    HEADINGS,
    ["Orust", "Person 1", "Socialsekreterare", "2016-09-01", "100 %", "Socionom"],
    ["Orust", "Person 2", "1:e socialsekreterare", "2014-02-01", "80 %", "annan"],
    ["Orust", "Person 3", "Konsult", "2009", "100 %", "Socionom"],
    ["Orust", "vakant", "Socialsekreterare", "", "50 %", ""],
    ["Tanum", "Person 4", "Enhetschef", "2001-01-01", "100 %", "Socionom"],
    ["Tanum", "Person 5", "Socialsekreterare", "vet ej", "heltid", "Socionom"],
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and messages in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    for name in ("KFOND_DB", "KFOND_KEY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def kfond_(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def taken_in(name: str, *options: str, **sheets: Rows) -> str:
    """Imports a workbook; what was told of it."""
    result = kfond_("import", write_workbook(Path(f"{name}.xlsx"), **sheets), *options)
    assert result.exit_code == 0, result.stderr
    return result.stderr


def refused(name: str, **sheets: Rows) -> list[str]:
    """Tries to import a workbook; the problems."""
    result = kfond_("import", write_workbook(Path(f"{name}.xlsx"), **sheets))
    assert result.exit_code == 3, result.stderr
    return result.stderr.splitlines()


def counted(*options: str) -> dict[str, dict[str, Any]]:
    """Unit -> measure -> figure, or [low, high] where it is a range."""
    found: dict[str, dict[str, Any]] = {}
    for figure in json.loads(kfond_("staffing", "--json", *options).stdout):
        unit = f"{figure['municipality']} {figure['unit']}".strip()
        is_exact = figure["quality"] == "exact"
        found.setdefault(unit, {})[figure["measure"]] = (
            figure["value"] if is_exact else [figure["low"], figure["high"]]
        )
    return found


def rows_of(path: Path = Path("kfond.db")) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute(
        "SELECT row, role, education, employment, since_first, since_last, years, rate FROM person ORDER BY row"
    ).fetchall()
    connection.close()
    return found


# --- the cells -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        (datetime(2016, 9, 1), "2016-09-01", "2016-09-01"),  # noqa: DTZ001
        ("2016-09-01", "2016-09-01", "2016-09-01"),
        ("2016-09-01 00:00:00", "2016-09-01", "2016-09-01"),
        ("20160901", "2016-09-01", "2016-09-01"),
        (20160901, "2016-09-01", "2016-09-01"),
        ("160901", "2016-09-01", "2016-09-01"),
        ("750901", "1975-09-01", "1975-09-01"),
        (42614, "2016-09-01", "2016-09-01"),  # as Excel counts days
        ("42614", "2016-09-01", "2016-09-01"),
        ("1 sep 2016", "2016-09-01", "2016-09-01"),
        ("1/9 2016", "2016-09-01", "2016-09-01"),
        ("1985-05-01", "1985-05-01", "1985-05-01"),
        ("maj 1985", "1985-05-01", "1985-05-31"),
        ("sep 2016", "2016-09-01", "2016-09-30"),
        ("2016-09", "2016-09-01", "2016-09-30"),
        ("HT16", "2016-07-01", "2016-12-31"),
        ("2016", "2016-01-01", "2016-12-31"),
        (2016, "2016-01-01", "2016-12-31"),
        ("2017", "2017-01-01", "2017-03-31"),  # not after the day of the list
        ("13/9/16", "2016-09-13", "2016-09-13"),
        ("9/13/16", "2016-09-13", "2016-09-13"),
        ("9/9/16", "2016-09-09", "2016-09-09"),
    ],
)  # fmt: skip
def test_a_start_day(cell: object, first: str, last: str) -> None:
    assert start_reader(AS_OF)(cell, str(cell)) == (
        (date.fromisoformat(first), date.fromisoformat(last)),
        None,
    )


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        ("9/1/16", "two_days"),
        ("01.09.2016", "two_days"),
        ("2017-04-01", "day_to_come"),
        ("1950-01-01", "too_long_ago"),
        ("2016-13-01", "unreadable_day"),
        ("161301", "unreadable_day"),
        ("länge", "unreadable_day"),
        ("vet ej", None),
        ("-", None),
        ("", None),
    ],
)
def test_a_start_day_that_is_none(cell: str, wrong: str | None) -> None:
    since, found = start_reader(AS_OF)(cell, cell)
    assert (since, found and found.value) == ((None, None), wrong)


@pytest.mark.parametrize(
    ("cell", "low", "below"),
    [
        (4, 400, 500), ("4", 400, 500), ("4 år", 400, 500), (4.5, 450, 460), ("4,25", 425, 426), (0, 0, 100),
        ("0-2 år", 0, 200), ("2-5 år", 200, 500), ("mer än 5 år", 500, None), (">5 år", 500, None),
        ("under 2 år", 0, 200), ("3-4 år", 300, 500), ("ca 5", 400, 700), ("6 mån", 50, 59), ("1 år 6 mån", 150, 159),
    ],
)  # fmt: skip
def test_years_of_experience_are_at_least_so_many_and_fewer_than_so_many(
    cell: object, low: int, below: int | None
) -> None:
    assert read_years(cell, str(cell)) == ((low, below), None)


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        (-1, "negative"),
        ("-1", "negative"),
        (61, "too_many_years"),
        ("länge", "unreadable_years"),
        ("?", None),
    ],
)
def test_years_that_are_none(cell: object, wrong: str | None) -> None:
    years, found = read_years(cell, str(cell))
    assert (years, found and found.value) == (None, wrong)


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        (1, 100), (1.0, 100), (0.8, 80), (100, 100), (75, 75), ("100", 100), ("100 %", 100), ("80%", 80), ("0,8", 80),
        ("33,33", 33), ("heltid", 100), ("Halvtid", 50), ("0 %", 0), ("", None), ("-", None),
    ],
)  # fmt: skip
def test_a_share_of_a_post(cell: object, share: int | None) -> None:
    assert rate_reader(list_kind("people").field("rate"))(cell, str(cell)) == (share, None)


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        (True, "unreadable_share"), ("deltid", "unreadable_share"), (2, "unreadable_share"),
        ("ca 80 %", "unreadable_share"), (160, "no_share"), ("-50 %", "negative"), (-0.5, "negative"),
    ],
)  # fmt: skip
def test_a_share_that_is_none(cell: object, wrong: str) -> None:
    share, found = rate_reader(list_kind("people").field("rate"))(cell, str(cell))
    assert (share, found and found.value) == (None, wrong)


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        ("Socialsekreterare", "social_worker"),
        ("1:e socialsekreterare", "senior_social_worker"),
        ("Socialsekreterare, mottagningen", "social_worker"),
        ("Förste socialsekreterare utredning", "senior_social_worker"),
        ("Familjehemssekreterare", "family_home_worker"),
        ("Enhetschef", "supervisor"),
        ("Vakant socialsekreterare", "vacant"),
        ("Enhetschef och socialsekreterare", ""),  # two roles, so none for certain
        ("Person 1", ""),
    ],
)
def test_a_role(cell: str, role: str) -> None:
    assert role_reader(list_kind("people").field("role"))(cell, cell)[0] == role


def test_no_wording_of_an_answer_means_two_things() -> None:
    for field in list_kind("people").fields:
        given = [word for words in field.choices.values() for word in words]
        assert len(choices_of(field).meanings) >= len(set(given)) > 0 or not given, field.key


def test_an_answer_that_no_wording_fits_is_not_guessed() -> None:
    read = choice_reader(list_kind("people").field("education"))
    found = {cell: read(cell, cell) for cell in ("Socionom", "ej socionom", "saknas", "-")}
    assert {cell: (key, wrong and wrong.value) for cell, (key, wrong) in found.items()} == {
        "Socionom": ("social_work_degree", None),
        "ej socionom": ("", "unknown_answer"),
        "saknas": ("none", None),
        "-": ("", None),
    }


def test_stated_years_place_the_beginning_of_the_experience() -> None:
    assert since_years(AS_OF, 200, 500) == (date(2012, 4, 1), date(2015, 3, 31))
    assert since_years(AS_OF, 500, None) == (None, date(2012, 3, 31))
    assert since_years(date(2016, 2, 29), 100, 200) == (date(2014, 3, 1), date(2015, 2, 28))


# --- a list ----------------------------------------------------------------------------------------------


def test_a_list_is_read_row_by_row_and_told_in_a_line() -> None:
    told = taken_in("list", Personal=PEOPLE)

    assert (
        "list.xlsx [Personal] list of staff as of 2017-03-31 (from the title in A1): 5 persons and 1 vacant post in "
        "2 municipalities; 0 cells to review; 1 row of an administrator or supervisor, not counted among the posts.\n"
    ) in told
    assert rows_of() == [
        (3, "social_worker", "social_work_degree", "", "2016-09-01", "2016-09-01", None, 100),
        (4, "senior_social_worker", "other", "", "2014-02-01", "2014-02-01", None, 80),
        (5, "consultant", "social_work_degree", "", "2009-01-01", "2009-12-31", None, 100),
        (6, "social_worker", "", "vacant", None, None, None, 50),
        (7, "supervisor", "social_work_degree", "", "2001-01-01", "2001-01-01", None, 100),
        (8, "social_worker", "social_work_degree", "", None, None, None, 100),
    ]


def test_what_the_persons_add_up_to() -> None:
    taken_in("list", Personal=PEOPLE)
    assert counted() == {
        "Orust": {
            "positions": 3.3,  # 1 + 0.8 + 1, and half a vacant post
            "social_work_degree": 2,
            "other_education": 1,
            "consultants": 1,
            "band_0_2": 1,
            "band_2_5": 1,
            "band_over_5": 1,
            "vacancies": 0.5,
        },
        "Tanum": {  # its supervisor is not counted; nobody knows when the other one began, or of vacant posts
            "positions": 1,
            "social_work_degree": 1,
            "other_education": 0,
            "consultants": 0,
            "band_0_2": [0, 1],
            "band_2_5": [0, 1],
            "band_over_5": [0, 1],
        },
    }


def test_a_figure_names_its_cells() -> None:
    many = [
        *PEOPLE,
        *(["Lysekil", f"Person {n}", "Socialsekreterare", "2016", 1, "Socionom"] for n in range(20, 40)),
    ]
    taken_in("list", Personal=many)
    cells = {
        (figure["municipality"], figure["measure"]): figure["source"]["cell"]
        for figure in json.loads(kfond_("staffing", "--json").stdout)
    }
    assert cells[("Orust", "positions")] == "E3, E4, E5, E6"
    assert cells[("Orust", "band_2_5")] == "D4"
    assert cells[("Tanum", "other_education")] == "F2"  # nobody: the heading
    assert cells[("Lysekil", "band_0_2")] == "D9–D28 (20)"


def test_the_bands_move_with_the_day_and_the_table_says_so() -> None:
    taken_in("list", Personal=PEOPLE)
    bands = ("band_0_2", "band_2_5", "band_over_5")
    on = {
        day: counted("--as-of", day)["Orust"]
        for day in ("2017-03-31", "2018-09-01", "2019-02-01", "2021-09-01")
    }
    assert {day: tuple(figures[band] for band in bands) for day, figures in on.items()} == {
        "2017-03-31": (1, 1, 1),
        "2018-09-01": (0, 2, 1),  # the first person has two whole years
        "2019-02-01": (0, 1, 2),  # the second one five
        "2021-09-01": (0, 0, 3),
    }
    assert kfond_("staffing", "--as-of", "2019-02-01").stderr == (
        "Counted from lists of staff of 2017-03-31, the experience as of 2019-02-01. Administrators and supervisors "
        "are left out; who has left or begun since is not known.\n"
    )


def test_a_year_alone_may_be_two_bands_and_is_one_person_in_all() -> None:
    taken_in("list", Personal=[*PEOPLE[:2], ["Orust", "Person 1", "Socialsekreterare", 2015, 1, "Socionom"]])
    figures = counted()["Orust"]
    assert [figures[band] for band in ("band_0_2", "band_2_5", "band_over_5")] == [[0, 1], [0, 1], 0]
    best = [
        f["value"]
        for f in json.loads(kfond_("staffing", "--json").stdout)
        if f["measure"].startswith("band_")
    ]
    assert best == [0.5, 0.5, 0]


def test_stated_years_go_before_the_day_of_employment_and_a_contradiction_is_told() -> None:
    rows = [
        ["Personal inom BoU 2017-03-31"],
        ["Kommun", "Namn", "Anställd sedan", "År i yrket"],
        ["Orust", "Person 1", "2016-09-01", 12],  # came from elsewhere
        ["Orust", "Person 2", "2010-01-01", 1],
        ["Orust", "Person 3", "2016-09-01", ""],
    ]
    told = taken_in("list", Personal=rows)
    figures = counted()["Orust"]
    assert [figures[band] for band in ("band_0_2", "band_2_5", "band_over_5")] == [2, 0, 1]
    assert (
        "1 person has been employed for longer than the years of experience that are stated; the years were used: "
        "D4.\n"
    ) in told


def test_a_list_without_shares_has_posts_of_unknown_size() -> None:
    taken_in(
        "list", Personal=[["BoU 2017-03-31"], ["Kommun", "Namn", "År i yrket"], ["Orust", "Person 1", 3]]
    )
    assert counted()["Orust"] == {"positions": [0, 1], "band_0_2": 0, "band_2_5": 1, "band_over_5": 0}


def test_a_title_may_say_the_municipality_and_a_printed_heading_may_come_again() -> None:
    rows = [
        ["Namn", "Enhet", "År i yrket", "Sysselsättningsgrad"],
        ["Person 1", "Norr", 3, 1],
        ["Namn", "Enhet", "År i yrket", "Sysselsättningsgrad"],
        ["Person 2", "Söder", 7, 0.5],
        ["Summa", "", "", 3],
    ]
    told = taken_in("BoU 2017-03-31", Orust=rows)
    assert {unit: figures["positions"] for unit, figures in counted().items()} == {
        "Orust Norr": 1,
        "Orust Söder": 0.5,
    }
    assert "The sum in D5 is 3, but its parts make 1.5; the parts were kept.\n" in told


# --- the same person -------------------------------------------------------------------------------------


def test_one_person_on_two_rows_is_one_person_and_the_posts_add_up() -> None:
    rows = [
        ["BoU 2017-03-31"],
        ["Kommun", "Enhet", "Namn", "Anställd sedan", "Tjänstgöringsgrad", "Utbildning"],
        ["Orust", "Norr", "Person 1", "2010", 0.4, ""],
        ["Orust", "Söder", "PERSON  1", "2016-05-01", 0.6, "Socionom"],
    ]
    told = taken_in("list", Personal=rows)
    figures = counted()
    assert {
        unit: (f["positions"], f["band_over_5"], f["social_work_degree"]) for unit, f in figures.items()
    } == {
        "Orust Norr": (0.4, 0, 0),
        "Orust Söder": (
            0.6,
            1,
            1,
        ),  # the larger post, the longest experience, the education that one row states
    }
    assert "1 person stands on several rows and is counted once; the posts are added: rows 3, 4.\n" in told


def test_two_rows_of_one_name_with_more_than_a_post_are_asked_about() -> None:
    told = taken_in("list", Personal=[*PEOPLE, PEOPLE[2]])
    assert "1 of them has more than a full post in all: is it the same person (rows 3, 9)?\n" in told


def test_names_tell_persons_of_one_municipality_apart_and_numbers_everybody() -> None:
    named = [
        ["BoU 2017-03-31"],
        ["Kommun", "Namn", "År i yrket"],
        ["Orust", "Person 1", 3],
        ["Tanum", "Person 1", 3],
    ]
    assert "in the list of another municipality" not in taken_in("named", Personal=named)
    numbered = [
        ["BoU 2017-03-31"],
        ["Kommun", "E-post", "År i yrket"],
        ["Orust", "person1@example.org", 3],
        ["Tanum", "Person1@example.org", 3],
    ]
    told = taken_in("numbered", Personal=numbered)
    assert "; 1 person is in the list of another municipality too and counted in both" in told
    assert [figures["band_2_5"] for figures in counted().values()] == [1, 1]


# --- lists and sheets, one after the other ---------------------------------------------------------------


def test_the_newest_of_list_and_sheet_holds() -> None:
    taken_in("list", Personal=PEOPLE)
    taken_in("sheet", Blad1=with_cell(STAFFING, 1, 1, "Personal inom BoU april 2017"))
    assert (counted()["Orust"]["positions"], counted("--as-of", "2017-04-01")["Orust"]["positions"]) == (
        3,
        3.3,
    )
    kfond_("undo")
    assert counted()["Orust"]["positions"] == 3.3


def test_a_newer_list_tells_who_is_new_and_gone() -> None:
    taken_in("list", Personal=PEOPLE)
    later = [["Personal inom BoU 2018-03-31"], *PEOPLE[1:4], ["Orust", "Person 9", "", 2018, 1, ""]]
    assert "; against the list of 2017-03-31: 1 new, 1 gone." in taken_in("later", Personal=later)


def test_undo_takes_the_persons_back_and_all_is_as_it_must_be() -> None:
    taken_in("list", Personal=PEOPLE)
    assert kfond_("check").exit_code == 0
    kfond_("undo")
    assert (rows_of(), counted(), kfond_("check").exit_code) == ([], {}, 0)


def test_the_same_list_again_changes_nothing() -> None:
    taken_in("list", Personal=PEOPLE)
    assert "the same content was imported before (batch 1)" in kfond_("import", "list.xlsx").stderr
    assert len(rows_of()) == 6


def test_a_plan_stands_on_a_list_of_staff(folder: Path) -> None:
    taken_in("list", Personal=PEOPLE)
    catalogue = [
        ["Kurskatalog antagen 2017-01-01"],
        ["Område", "Band", "Möts", "Kompetensbehov", "Kurs", "Frekvens", "Minsta grupp", "Största grupp"],
        ["BoU", "0-2 år", "gemensamt", "", "LVU", "Varje termin", 1, 10],
    ]
    taken_in("catalogue", Blad1=catalogue)
    plan = kfond_("--today", "2017-06-01", "plan", "--year", "2018")
    assert plan.exit_code == 0, plan.stderr
    assert "list.xlsx, Personal!D3" in plan.stdout


# --- what is wrong ---------------------------------------------------------------------------------------


def test_every_problem_is_told_with_its_cell_and_never_with_what_stands_there() -> None:
    rows = [
        *PEOPLE[:2],
        ["Orost", "Person 1", "Socialsekreterare", "9/1/16", "100 %", "Socionom"],
        ["Person 77", "Orust", "Socialsekreterare", "1901-01-01", "200 %", "Socionom"],
        ["", "Person 3", "Socialsekreterare", "2016", "-1", "Socionom"],
    ]
    assert refused("list", Personal=rows) == [
        "list.xlsx, Personal!A3: The cell names no Swedish municipality. Did you mean Orust? Write the name or the "
        "four-digit code.",
        "list.xlsx, Personal!D3: The date can be read with the day first and with the month first. Write the day as "
        "year-month-day: 2016-09-01.",
        "list.xlsx, Personal!A4: The cell names no Swedish municipality. Write the name of a municipality or its "
        "four-digit code.",
        "list.xlsx, Personal!D4: The day is more than sixty years before the list's own. Write the day as "
        "year-month-day: 2016-09-01.",
        "list.xlsx, Personal!E4: The cell holds more than one and a half posts for one row. Write the share of a full "
        "post: 100 %, 80 % or 0.8.",
        "list.xlsx, Personal!A5: The row does not say which municipality the person works for. Write the name of a "
        "municipality or its four-digit code.",
        "list.xlsx, Personal!E5: The cell holds a number below zero. Write the number without a sign before it, or "
        "leave the cell empty.",
    ]


def test_doubts_are_counted_and_with_strict_they_are_told() -> None:
    doubtful = with_cell(with_cell(PEOPLE, 3, 3, "Trollkarl"), 4, 4, "länge")
    assert "; 2 cells to review;" in taken_in("list", Personal=doubtful)
    kfond_("undo")
    told = kfond_("import", "list.xlsx", "--strict").stderr
    assert [line.split(":")[0] for line in told.splitlines()] == [
        "list.xlsx, Personal!C3",
        "list.xlsx, Personal!D4",
    ]
    assert "Trollkarl" not in told


def test_of_very_many_problems_the_first_fifty_are_shown_and_all_are_in_the_json(folder: Path) -> None:
    rows = [*PEOPLE[:2], *(["Orust", f"Person {n}", "", "9/1/16", 1, ""] for n in range(120))]
    write_workbook(folder / "list.xlsx", Personal=rows)
    result = kfond_("import", "list.xlsx", "--json")
    assert result.stderr.splitlines()[-1] == "70 more lines are not shown; --json tells of all."
    assert (len(result.stderr.splitlines()), len(json.loads(result.stdout)[0]["problems"])) == (51, 120)


def test_a_partial_import_leaves_out_the_rows_with_a_problem() -> None:
    write_workbook(Path("list.xlsx"), Personal=with_cell(PEOPLE, 3, 4, "9/1/16"))
    result = kfond_("import", "list.xlsx", "--partial")
    assert [row[0] for row in rows_of()] == [4, 5, 6, 7, 8]
    assert "list.xlsx, Personal!D3: The date can be read" in result.stderr


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([["BoU"], *PEOPLE[1:]], "The sheet does not say which day its figures speak of."),
        ([["2017-03-31"], *PEOPLE[1:]], "The sheet does not say which area its staff work in."),
        (
            [["BoU 2017-03-31"], ["Namn", "År i yrket"], ["Person 1", 3]],
            "The list does not say which municipality its staff work for.",
        ),
    ],
)
def test_what_a_list_must_say_once(rows: Rows, problem: str) -> None:
    assert any(problem in line for line in refused("list", Personal=rows))


def test_a_column_of_units_with_another_text_on_each_row_is_refused() -> None:
    rows = [["BoU 2017-03-31"], ["Kommun", "Enhet", "År i yrket", "Tj"]]
    rows += [["Orust", f"Person {n}", 3, 1] for n in range(30)]
    assert refused("list", Personal=rows) == [
        "list.xlsx, Personal!B2: The column of units has 30 different texts on 30 rows. Write the names of units "
        "there and nothing else, or take the column away."
    ]


def test_a_long_list_is_walked_and_not_held(folder: Path) -> None:
    def lines() -> Iterator[str]:
        yield "Kommun;Namn;Befattning;Anställd sedan;Tjänstgöringsgrad;Område"
        for number in range(20_000):
            yield f"Orust;Person {number};Socialsekreterare;2016-09-01;0,5;BoU"

    (folder / "list 2017-03-31.csv").write_text("\n".join(lines()), encoding="utf-8")
    assert kfond_("import", "list 2017-03-31.csv").exit_code == 0
    assert counted()["Orust"]["positions"] == 10_000
