"""Rows are disposed of, and what is told of placements stays as it was, to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from made_up_rows import row
from sqlmodel import select
from test_attack import organisation
from typer.testing import CliRunner

from kfond import db
from kfond.cli import app
from kfond.db.log import new_batch, write_entry
from kfond.messages import say
from kfond.models import PlacementRow
from kfond.placements.actions import statistics_of
from kfond.placements.disposal import OF_PLACEMENTS, frozen
from kfond.placements.tallies import Spot, Tally
from kfond.placements.values import Placement
from kfond.provenance import Place, Source
from kfond.registry.actions import fill_register

CODES = ("2260", "2280", "2282")


def keep(path: Path, rows: Iterable[Placement]) -> None:
    """Keeps made-up rows as an import of lists would."""
    with db.writing(path) as session:
        fill_register(session)
        batch, cells = new_batch(session, "lists.xlsx", "0" * 64)
        batch.kinds = "placement_rows"
        cells.key_of(Source(Place("lists.xlsx", "Placeringar", "A1"), "Placering"))
        write_entry(session, datetime(2025, 1, 1, tzinfo=UTC), "import", say("Imported."), "en", batch)
        for number, each in enumerate(rows):
            session.add(
                PlacementRow(
                    batch_id=batch.id or 0,
                    sheet="Placeringar",
                    row=number + 2,
                    municipality_code=each.municipality_code,
                    kind=each.kind.value,
                    number=str(number),
                    child=each.child,
                    home=None,
                    start_day=each.start,
                    planned_end=each.planned_end,
                    end_day=each.end,
                    ending=each.ending.value if each.ending else None,
                    age_group=None,
                    had_training=each.had_training,
                    known_from=each.known_from,
                    known_to=each.known_to,
                )
            )


def told(path: Path) -> str:
    """Everything that may be shown, and all that it is made of, as JSON."""
    with db.reading(path) as session:
        found = statistics_of(session)
    return json.dumps(
        [[spot, asdict(tally), found.is_hidden(spot)] for spot, tally in found.tallies],
        default=str,
    )


def number_of_rows(path: Path) -> int:
    with db.reading(path) as session:
        return len(session.exec(select(PlacementRow)).all())


def kfond(path: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(
        app, ["--db", str(path), "--today", "2026-01-15", *words], env={"KFOND_LANG": "en"}
    )
    return done.exit_code, done.output


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with rows of 300 placements of 2021 to 2023."""
    path = tmp_path / "kfond.db"
    keep(path, organisation(11, 300, CODES))
    return path


def test_what_is_told_stays_as_it_was(path: Path) -> None:
    before = told(path)
    rows = number_of_rows(path)
    code, output = kfond(path, "placements", "dispose", "--before", "2022", "--decision", "2026-7")
    assert code == 0, output
    assert "by decision 2026-7" in output
    assert "Copies of the database file" in output
    assert 0 < number_of_rows(path) < rows
    assert told(path) == before
    assert kfond(path, "check")[0] == 0, kfond(path, "check")
    assert "2026-7" in kfond(path, "log")[1]


def test_rows_can_be_disposed_of_again_and_again(path: Path) -> None:
    before = told(path)
    for _ in range(2):
        assert kfond(path, "placements", "dispose", "--before", "2022")[0] == 0
        assert told(path) == before


def frozen_numbers(path: Path) -> dict[Spot, Tally]:
    with db.reading(path) as session:
        return dict(frozen(session, OF_PLACEMENTS))


def test_what_was_disposed_of_stays_when_its_list_is_taken_back_and_that_is_said(path: Path) -> None:
    assert "disposed of" not in kfond(path, "undo", "--dry-run")[1]
    assert kfond(path, "placements", "dispose", "--before", "2022")[0] == 0
    before = frozen_numbers(path)
    code, output = kfond(path, "undo", "1")
    assert code == 0, output
    assert (
        "Numbers for 2021 that were counted from rows of lists.xlsx before these were disposed of stay as they are: "
        "nobody can count them anew."
    ) in " ".join(output.split())
    assert number_of_rows(path) == 0
    with db.reading(path) as session:
        found = statistics_of(session)
    assert before and {spot: found.tallies.at(spot) for spot in before} == before


def test_dry_run_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    code, output = kfond(path, "placements", "dispose", "--before", "2022", "--dry-run")
    assert code == 0
    assert "Nothing was changed" in output
    assert path.read_bytes() == before


def test_placements_that_are_not_followed_for_24_months_stay(path: Path) -> None:
    rows = number_of_rows(path)
    code, output = kfond(path, "placements", "dispose", "--before", "2023")
    assert code == 3
    assert "have not been followed for 24 months" in output
    assert "--before 2022" in output
    assert number_of_rows(path) == rows


def test_without_a_year_rows_are_kept_as_long_as_the_setting_says(path: Path) -> None:
    assert kfond(path, "settings", "set", "rows_kept_years", "4")[0] == 0
    code, output = kfond(path, "placements", "dispose", "--json")
    assert code == 0, output
    assert json.loads(output)["before"] == 2022


def test_a_list_whose_every_placement_has_ended_still_tells_of_nobody(tmp_path: Path) -> None:
    path = tmp_path / "kfond.db"
    keep(path, [each for each in organisation(5, 40, CODES) if each.end and each.end < date(2022, 1, 1)])
    before = told(path)
    assert kfond(path, "placements", "dispose", "--before", "2022")[0] == 0
    assert number_of_rows(path) == 0
    assert told(path) == before


def test_a_placement_that_a_later_list_lost_stays_lost(tmp_path: Path) -> None:
    path = tmp_path / "kfond.db"
    first, second = ("2018-01-01", "2019-06-30"), ("2019-07-01", "2023-12-31")
    lost = row("lost", organisation(1, 1, CODES)[0].kind, "2018-03-01", known=first)
    other = row("other", lost.kind, "2018-02-01", known=second)
    keep(path, [lost, other])
    before = told(path)
    code, output = kfond(path, "placements", "dispose", "--before", "2021")
    assert code == 0, output
    assert told(path) == before
