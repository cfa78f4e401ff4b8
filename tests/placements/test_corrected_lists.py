"""A list that comes again, corrected: under its own name it takes the place of the first, under another it is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made_up_homes import home
from made_up_rows import row
from typer.testing import CliRunner

from kfond.cli import app
from kfond.db import reading
from kfond.placements.actions import care_of
from kfond.placements.homes import homes_overlaid
from kfond.placements.keeping import is_overtaken, placements_kept
from kfond.placements.merging import merged
from kfond.placements.values import Kind, Placement
from kfond.provenance import Place, Source
from workbooks import write_workbook

HEAD = ("Kommun", "Listan gäller", "Placeringens nummer", "Barnets nummer", "Placeringsform", "Start")


def placed(number: str, file: str, cell: str) -> Placement:
    known = ("2022-01-01", "2022-12-31")
    found = row(number, Kind.TRADITIONAL, "2022-03-01", known=known)
    return replace(found, number=number, source=Source(Place(file, "Blad1", cell), ""))


def told(*rows: Placement) -> list[str]:
    return [each.in_words("en") for each in merged(rows).notices]


def test_a_row_that_a_later_file_of_the_same_time_lacks_is_told_and_counts_still() -> None:
    rows = (placed("P1", "a.xlsx", "A2"), placed("P2", "a.xlsx", "A3"), placed("P1", "b.xlsx", "A2"))
    assert told(*rows) == [
        "a.xlsx, Blad1!A3: The row is not in b.xlsx, which came later, tells of the same time and has other rows of "
        "this list; it is still counted. If the later file is the right one, take this one back (kfond undo, with the "
        "number of kfond log); else add the row there and import it again."
    ]
    assert {each.number for each in merged(rows).placements} == {"P1", "P2"}


@pytest.mark.parametrize(
    "rows",
    [
        [("P1", "a.xlsx"), ("P2", "b.xlsx")],  # two parts of a list, one of each unit
        [("P1", "a.xlsx"), ("P1", "b.xlsx"), ("P2", "b.xlsx")],  # the later one is fuller
        [("P1", "a.xlsx"), ("P2", "a.xlsx"), ("P1", "b.xlsx"), ("P2", "c.xlsx")],  # it is there in the end
    ],
)
def test_lists_that_lack_nothing_are_told_of_with_no_word(rows: list[tuple[str, str]]) -> None:
    assert told(*(placed(number, file, "A2") for number, file in rows)) == []


def test_the_same_holds_for_homes() -> None:
    one, other = home("a"), home("b")
    later = replace(one, source=Source(Place("rättad.xlsx", "Hem", "A2"), ""))
    (notice,) = homes_overlaid([one, other, later]).notices
    assert notice.in_words("en").startswith("hem 2022-12-31.xlsx, Hem!A2: The row is not in rättad.xlsx")


def imported(folder: Path, name: str, *rows: tuple[object, ...]) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    write_workbook(path, Blad1=[HEAD, *rows])
    words = ["--db", str(folder / "kfond.db"), "--today", "2023-02-10", "import", "--strict", str(path)]
    done = CliRunner().invoke(app, words, env={"KFOND_LANG": "en"})
    assert done.exit_code == 0, done.output


def test_a_file_that_comes_again_under_its_name_takes_the_place_of_the_first(tmp_path: Path) -> None:
    words = ["--db", str(tmp_path / "kfond.db"), "placements", "rows", "--on", "--decision", "2026-117"]
    assert CliRunner().invoke(app, words).exit_code == 0
    first = ("Ale", 2022, "P1", "B1", "familjehem", "2022-03-01")
    both_at_once = ("Ale", 2022, "P2", "B1", "jourhem", "2022-04-01")
    imported(tmp_path, "ale.xlsx", first, both_at_once)
    with reading(tmp_path / "kfond.db") as session:
        (notice,) = [problem.in_words("en") for _, problem in care_of(session).conflicts.notices]
    assert notice.startswith("ale.xlsx, Blad1!A3: The child has another placement at the same time")

    imported(tmp_path, "rättad/ale.xlsx", first)

    with reading(tmp_path / "kfond.db") as session:
        kept = placements_kept(session)
        assert [len(kept.held), len(kept.replaced)] == [1, 2]
        assert care_of(session).conflicts.notices == ()
        assert [is_overtaken(session, batch) for batch in (1, 2)] == [True, False]
