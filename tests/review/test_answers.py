"""kfond review: the list, the answers, and that an answer holds for the same cell and for no other."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from typer.testing import CliRunner, Result

from kfond.cli import app
from kfond.db import reading
from kfond.lists.actions import current_rows
from workbooks import CATALOGUE, STAFFING, Rows, with_cell, write_workbook

Json = Any
STROMSTAD = "Alla utom konsulterna"  # Bilaga 1!B23 of the published table
DOUBTFUL: Rows = with_cell(with_cell(STAFFING, 4, 2, "alla utom chefen"), 5, 3, "3 (+2 på jour)")
"""Orust does not say how many have 0-2 years (B4); 2 in Tanum (C5) may be more than the 3."""
PLACEMENTS: Rows = [
    ["Placeringar i Orust 2017"],
    ["Kommun", "Placeringsform", "Pågående", "År"],
    ["Orust", "Familjehem", "4 (+ jour)", 2017],
    ["Orust", "HVB", 2, 2017],
]


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.delenv("KFOND_DB", raising=False)
    return tmp_path


def kfond(*words: str, exit_code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["--today", "2018-01-15", *words])
    assert result.exit_code == exit_code, result.output
    return result


def taken_in(name: str, *options: str, **sheets: Rows) -> str:
    exit_code = 3 if "--partial" in options else 0
    file = str(write_workbook(Path(f"{name}.xlsx"), **sheets))
    return kfond("import", file, *options, exit_code=exit_code).stderr


def listed(*words: str) -> Json:
    return json.loads(kfond("review", *words, "--json").stdout)


def id_of(verbatim: str) -> str:
    return str(next(doubt["id"] for doubt in listed() if doubt["verbatim"] == verbatim))


def cell(municipality: str, measure: str) -> Json:
    cells = json.loads(kfond("staffing", "--json").stdout)
    return next(c for c in cells if (c["municipality"], c["measure"]) == (municipality, measure))


# --- the list -------------------------------------------------------------------------------------------


def test_the_published_table_has_nine_cells_to_review_and_one_that_the_plan_changes_by(
    fyrbodal_db: Path,
) -> None:
    found = listed("--db", str(fyrbodal_db))
    assert [(doubt["whose"], doubt["measure"], doubt["courses"]) for doubt in found] == [
        ("Strömstad", "band_0_2", 6),
        ("Orust", "positions", 0),
        ("Orust", "social_work_degree", 0),
        ("Mellerud", "consultants", 0),
        ("Munkedal", "consultants", 0),
        ("Trollhättan 1", "positions", 0),
        ("Strömstad", "social_work_degree", 0),
        ("Åmål", "social_work_degree", 0),
        ("Uddevalla 1", "admin_support", 0),
    ]
    assert found[0]["why"] == "0.5–5.6 persons; 6 joint courses on the band"
    assert listed("--db", str(fyrbodal_db)) == found


def test_the_list_in_a_pipe_is_plain_columns(empty_folder: Path) -> None:
    taken_in("sheet", Blad1=with_cell(STAFFING, 4, 2, "alla utom chefen"))
    assert kfond("review").stdout.splitlines() == [
        "Reference  Whose  What       As typed          Read as  Proposal  "
        "Why it matters                             Cell",
        "p2         Orust  0–2 years  alla utom chefen  unclear            "
        "1–1.8 persons; 1 joint course on the band  Blad1!B4",
    ]


def test_the_list_can_be_of_one_municipality_or_one_kind(empty_folder: Path) -> None:
    taken_in("sheet", Blad1=DOUBTFUL, Blad2=PLACEMENTS)
    assert {doubt["verbatim"] for doubt in listed("--municipality", "Tanum")} == {"3 (+2 på jour)"}
    assert {doubt["verbatim"] for doubt in listed("--kind", "placements")} == {"4 (+ jour)"}
    assert "Did you mean Tanum?" in kfond("review", "--municipality", "Tannum", exit_code=2).stderr


def test_what_was_answered_overtaken_or_undone_is_not_listed(empty_folder: Path) -> None:
    taken_in("sheet", Blad1=DOUBTFUL)
    taken_in("later", Blad1=with_cell(STAFFING, 5, 3, "3 (ej chef?)"))
    assert [doubt["verbatim"] for doubt in listed()] == ["3 (ej chef?)"]
    kfond("undo")
    assert len(listed()) == 2
    kfond("review", "accept", id_of("3 (+2 på jour)"))
    assert [doubt["verbatim"] for doubt in listed()] == ["alla utom chefen"]


def test_an_empty_list_is_a_sentence(empty_folder: Path) -> None:
    taken_in("sheet", Blad1=STAFFING)
    told = kfond("review")
    assert (told.stdout, told.stderr) == (
        "",
        "Nothing needs a human: every cell was read with certainty, or has been answered.\n",
    )


def test_a_cell_that_a_partial_import_left_out_comes_first_until_the_file_comes_corrected(
    empty_folder: Path,
) -> None:
    taken_in("sheet", "--partial", Blad1=with_cell(DOUBTFUL, 3, 2, "=1+2"))
    left, *others = listed()
    assert (left["id"], left["source"]["cell"], left["persons_not_known"]) == ("u1", "B3", None)
    assert left["read"].startswith("Formeln =1+2 saknar värde")
    assert len(others) == 2
    assert "cannot be answered here" in kfond("review", "accept", left["id"], exit_code=3).stderr
    taken_in("sheet", Blad1=STAFFING)
    assert listed() == []


# --- answers --------------------------------------------------------------------------------------------


def test_an_answer_changes_the_need_and_both_it_and_the_cell_can_be_traced(fyrbodal_copy: Path) -> None:
    db = ("--db", str(fyrbodal_copy))
    kfond(*db, "review", "set", "p77", "2", "--note", "frågade dem", "--by", "samordnaren")

    (appendix,) = [
        row
        for row in kfond(*db, "plan", "--year", "2018").stdout.splitlines()
        if row.startswith("| Strömstad |") and "B23" in row and "B19" not in row
    ]
    assert appendix == (
        "| Strömstad | 2,0 | inget spann | 1,5 | 1–2 | staffing.xlsx, Bilaga 1!B23 ”Alla utom konsulterna”, "
        "granskat 2018-01-15 som ”2”: frågade dem |"
    )
    assert (
        "  staffing.xlsx, Bilaga 1!B23: ”Alla utom konsulterna”, granskat 2018-01-15 som ”2”: frågade dem\n"
        in kfond(*db, "trace", "staffing.band_0_2").stdout
    )
    assert "| Strömstad | 0–2 år | ”Alla utom konsulterna” | 2, granskat 2018-01-15" in (
        kfond(*db, "report", "--year", "2017").stdout
    )


@pytest.mark.parametrize(
    ("value", "quality", "low", "high"),
    [
        ("2", "exact", 2, 2),
        ("2-3", "range", 2, 3),
        ("minst 2", "at_least", 2, None),
        ("högst 3", "at_most", 0, 3),
        ("ca 5", "approximate", 4, 6),
        ("nej", "exact", 0, 0),
        ("okänt", "missing", None, None),
    ],
)
def test_an_answer_is_read_in_the_grammar_of_the_cells(
    value: str, quality: str, low: int | None, high: int | None
) -> None:
    taken_in("sheet", Blad1=DOUBTFUL)
    kfond("review", "set", id_of("alla utom chefen"), value, "--note", "telefon")
    found = cell("Orust", "band_0_2")
    assert (found["quality"], found["low"], found["high"], found["review"]) == (quality, low, high, False)
    assert (found["verbatim"], found["note"]) == ("alla utom chefen", "granskat 2018-01-15: telefon")


@pytest.mark.parametrize("value", ["3?", "alla", "1/2 eller så", "många"])
def test_an_answer_that_is_itself_in_doubt_is_refused(value: str) -> None:
    taken_in("sheet", Blad1=DOUBTFUL)
    told = kfond("review", "set", id_of("alla utom chefen"), value, "--note", "telefon", exit_code=2)
    assert "Write for example 3, 2-3, minst 2, nej, ja 50 %, okänt." in told.stderr
    assert cell("Orust", "band_0_2")["quality"] == "unclear"


def test_an_answer_needs_a_reason_and_names_nobody_by_number() -> None:
    taken_in("sheet", Blad1=DOUBTFUL)
    mine = id_of("alla utom chefen")
    assert "An answer needs its reason." in kfond("review", "set", mine, "2", exit_code=2).stderr
    told = kfond("review", "set", mine, "2", "--note", "sade 121212-1212", exit_code=2).stderr
    assert "identity number" in told
    assert "1212-1212" not in told


def test_accept_keeps_the_figure_and_takes_the_doubt_away_from_several_cells() -> None:
    taken_in("sheet", Blad1=with_cell(DOUBTFUL, 6, 2, "1 (vikarie?)"))
    kfond("review", "accept", id_of("3 (+2 på jour)"), id_of("1 (vikarie?)"), "--note", "stämmer")
    assert (cell("Tanum", "band_2_5")["value"], cell("Tanum", "band_2_5")["review"]) == (3, False)
    assert cell("Tanum", "band_2_5")["note"] == "+2 på jour; granskat 2018-01-15: stämmer"
    assert [doubt["verbatim"] for doubt in listed()] == ["alla utom chefen"]


def test_what_was_read_as_no_figure_cannot_be_accepted_and_then_nothing_is_kept() -> None:
    taken_in("sheet", Blad1=DOUBTFUL)
    told = kfond("review", "accept", id_of("3 (+2 på jour)"), id_of("alla utom chefen"), exit_code=3)
    assert "Say what it is: kfond review set p2 VALUE --note WHY." in told.stderr
    assert len(listed()) == 2


def test_an_answer_holds_again_for_the_same_text_wherever_it_stands_and_is_asked_again_for_another() -> None:
    taken_in("sheet", Blad1=DOUBTFUL)
    kfond("review", "set", id_of("alla utom chefen"), "2", "--note", "telefon")

    moved = taken_in("moved", Blad1=[["Ny rad"], *DOUBTFUL])
    assert "1 of the cells to review was answered before; the answer holds again." in moved
    assert (cell("Orust", "band_0_2")["value"], cell("Orust", "band_0_2")["source"]["cell"]) == (2, "B5")

    taken_in("other", Blad1=with_cell(DOUBTFUL, 4, 2, "alla utom en"))
    assert cell("Orust", "band_0_2")["quality"] == "unclear"
    assert "no cell any more" in kfond("review", "answers").stdout
    assert "1 answer fits no cell any more" in kfond("check").stderr


def test_an_answer_about_one_unit_day_or_measure_says_nothing_of_another() -> None:
    taken_in("sheet", Blad1=DOUBTFUL)
    kfond("review", "set", id_of("alla utom chefen"), "2", "--note", "telefon")
    april = with_cell(DOUBTFUL, 1, 1, "Personal inom BoU april 2017")
    twice = with_cell(with_cell(DOUBTFUL, 4, 3, "alla utom chefen"), 5, 2, "alla utom chefen")

    assert "answered before" not in taken_in("april", Blad1=april)
    kfond("undo")
    taken_in("twice", Blad1=twice)
    assert [cell(*of)["quality"] for of in (("Orust", "band_2_5"), ("Tanum", "band_0_2"))] == ["unclear"] * 2


def test_a_comment_beside_the_cell_is_part_of_the_question() -> None:
    """On a list, since comments to its cells are kept: "2" with another comment is another question."""

    def with_comment(name: str, comment: str) -> str:
        path = write_workbook(Path(f"{name}.xlsx"), Blad1=PLACEMENTS)
        workbook = load_workbook(path)
        workbook["Blad1"]["C4"].comment = Comment(comment, "avsändaren")
        workbook.properties.title = name  # another file, also when it is saved in the same second
        workbook.save(path)
        return kfond("import", str(path)).stderr

    with_comment("sheet", "varav 1 från 2016")
    kfond("review", "accept", id_of("2"))
    assert "answered before" in with_comment("again", "varav 1 från 2016")
    assert "answered before" not in with_comment("other", "gäller 2015")
    (answer,) = json.loads(kfond("review", "answers", "--json").stdout)
    assert answer["verbatim"] == "2\nvarav 1 från 2016"


def test_an_answer_outlives_the_batch_and_can_be_changed_and_taken_back() -> None:
    taken_in("sheet", Blad1=DOUBTFUL)
    kfond("review", "set", id_of("alla utom chefen"), "2", "--note", "telefon", "--by", "samordnaren")
    kfond("undo")
    taken_in("sheet", Blad1=DOUBTFUL)
    kfond("review", "set", "p2", "1", "--note", "ringde igen", "--by", "samordnaren")

    (answer,) = json.loads(kfond("review", "answers", "--json").stdout)
    given = (answer["id"], answer["cell_id"], answer["value"], answer["by"], answer["why"])
    assert given == ("b1", "p2", 1, "samordnaren", "ringde igen")
    assert answer["at"].startswith("2018-01-15")

    kfond("review", "withdraw", "b1")
    assert cell("Orust", "band_0_2")["quality"] == "unclear"
    assert "There is no answer b1." in kfond("review", "withdraw", "b1", exit_code=3).stderr


def test_a_dry_run_keeps_nothing_and_each_answer_is_one_entry_in_the_log() -> None:
    taken_in("sheet", Blad1=DOUBTFUL)
    entries = len(json.loads(kfond("log", "--json").stdout))
    told = kfond("review", "set", "p2", "2", "--note", "telefon", "--dry-run").stderr
    assert told == "1 cell answered: Orust B4 “alla utom chefen” → “2”.\nNothing was kept (--dry-run).\n"
    assert kfond("review", "answers").stderr.startswith("No answer has been given yet")
    kfond("review", "set", "p2", "2", "--note", "telefon")
    kfond("review", "withdraw", "p2")
    log = json.loads(kfond("log", "--json").stdout)
    assert [entry["command"] for entry in log[: len(log) - entries]] == [
        "review withdraw p2",
        "review set p2",
    ]


def test_a_plain_figure_is_never_overruled() -> None:
    taken_in("sheet", Blad1=DOUBTFUL)
    told = kfond("review", "set", "p1", "7", "--note", "telefon", exit_code=3)
    assert "There is no cell to review called p1." in told.stderr


def test_a_value_of_a_list_is_answered_in_the_same_way() -> None:
    taken_in("sheet", Blad1=PLACEMENTS)
    kfond("review", "set", id_of("4 (+ jour)"), "5", "--note", "telefon")
    with reading(Path("kfond.db")) as session:
        rows = current_rows(session, "placements")
    figures = [value.reading for row in rows if (value := row.value("ongoing"))]
    assert [(figure.value, figure.review, figure.verbatim) for figure in figures] == [
        (5, False, "4 (+ jour)"),
        (2, False, "2"),
    ]


def test_without_a_database_there_is_nothing_to_answer(empty_folder: Path) -> None:
    assert "There is no database" in kfond("review", "set", "p1", "2", "--note", "x", exit_code=4).stderr
    assert list(empty_folder.iterdir()) == []


def test_check_finds_an_answer_that_nobody_signed() -> None:
    taken_in("sheet", Blad1=DOUBTFUL)
    kfond("review", "set", "p2", "2", "--note", "telefon")
    connection = sqlite3.connect("kfond.db")
    with connection:
        connection.execute("UPDATE verdict SET why = ''")
    connection.close()
    assert "The answer b1 is not between its bounds" in kfond("check", exit_code=5).stdout


def test_the_catalogue_decides_which_doubt_comes_first() -> None:
    lines = [["BoU", "3-5 år", "gemensamt", "", f"Kurs {n}", "Varje år"] for n in range(5)]
    taken_in("sheet", Blad1=DOUBTFUL, Kurskatalog=[*CATALOGUE, *lines])
    assert [(doubt["verbatim"], doubt["courses"]) for doubt in listed()] == [
        ("3 (+2 på jour)", 5),
        ("alla utom chefen", 1),
    ]
