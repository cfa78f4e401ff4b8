"""Counts and rows that say different numbers: which cell, what to do, and no small number in what is said of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_up_rows import T1, YEAR
from typer.testing import CliRunner

from kfond.cli import app
from kfond.placements.conflicts import Conflict, conflicts_in
from kfond.placements.mixing import Disagreement
from kfond.placements.tallies import ALL, HomeMeasure, Span, Spot, Tally
from kfond.provenance import Place, Source
from workbooks import write_workbook

HOMES = ["Period", "Intresseanmälningar", "Nya i familjehemsbanken"]
ROWS = ["Hemmets nummer", "Listan gäller", "Typ av hem", "Intresseanmälan"]


def conflict(by_rows: int, by_counts: int, span: Span = YEAR, *cells: str) -> Disagreement:
    sources = tuple(Source(Place("hem.xlsx", "Antal", cell), "") for cell in cells or ("B2",))
    return Disagreement(Spot(span, ALL, ALL, HomeMeasure.INTEREST), by_rows, Tally(by_counts, sources))


@pytest.mark.parametrize(
    ("by_rows", "by_counts", "is_told"),
    [(12, 20, True), (0, 20, True), (12, 14, False), (3, 20, False), (12, 2, False), (12, 17, True)],
)
def test_numbers_are_told_only_where_they_and_their_difference_are_large(
    by_rows: int, by_counts: int, is_told: bool
) -> None:
    found = Conflict("homes", conflict(by_rows, by_counts), 5)
    assert found.is_told is is_told
    assert (f"The counts say {by_counts} " in found.in_words().in_words("en")) is is_told


def test_a_year_made_of_its_tertials_is_not_told_again() -> None:
    found = conflicts_in("homes", [conflict(12, 20, YEAR, "B2", "B3", "B4"), conflict(4, 12, T1, "B2")], 5)
    assert [each.found.spot.span for each in found] == [T1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven homes in rows where the counts have twenty; one more home that the list of the next year lost."""
    folder = tmp_path_factory.mktemp("conflicts")
    run(folder, "init", "--association", "Provet", "--member", "Ale")
    run(folder, "placements", "rows", "--on", "--decision", "2026-117")
    rows = [[f"H{number}", 2022, "familjehem", "2022-03-01"] for number in range(7)]
    banked = ["H9", 2021, "familjehem", "2021-03-01", "2021-09-01"]
    book = write_workbook(
        folder / "hem.xlsx",
        Antal=[HOMES, [2022, 20, 3]],
        Rader=[[*ROWS, "I familjehemsbanken"], *([*row, ""] for row in rows), banked],
    )
    run(folder, "import", str(book))
    return folder


def run(folder: Path, *words: str, code: int = 0) -> str:
    done = CliRunner().invoke(
        app, ["--db", str(folder / "kfond.db"), "--today", "2023-02-10", *words], env={"LANG": "sv_SE.UTF-8"}
    )
    assert done.exit_code == code, done.output
    return done.output


def test_review_lists_the_cell_and_what_to_do(folder: Path) -> None:
    found = json.loads(run(folder, "review", "--json"))
    told = [(each["id"], each["read"], each["source"]["cell"]) for each in found]
    year = "1 januari 2022–31 december 2022"
    assert told == [
        ("m2", f"Antalen säger 20 för {year} och raderna 7; det är raderna som räknas.", "B2"),
        (
            "m1",
            f"Antalen för {year} är inte vad raderna ger; det är raderna som räknas. Talen är för små för att visas.",
            "C2",
        ),
        (
            "m3",
            f"Raden fortsätter in i nästa listas tid ({year}), och den listan har den inte; därefter räknas den inte.",
            "A9",
        ),
    ]
    assert {each["verbatim"] for each in found} == {"…"}
    assert "Rätta det blad som är fel" in found[0]["proposal"]
    assert "säger emot varandra" in run(folder, "review", "accept", "m1", code=3)


def test_the_report_names_what_does_not_agree(folder: Path) -> None:
    path = folder / "år.md"
    run(folder, "report", "placements", "--year", "2022", "--no-texts", "-o", str(path))
    told = path.read_text(encoding="utf-8")

    assert "## Underlag som inte stämmer överens" in told
    assert (
        "| organisationen | Intresseanmälningar | 2022 | antalen 20, raderna 7 | hem.xlsx, Antal!B2 |" in told
    )
    assert "| organisationen | Nya i familjehemsbanken | 2022 | de säger olika | hem.xlsx, Antal!C2 |" in told
    assert "| familjehem | hem.xlsx, Rader |" in told
