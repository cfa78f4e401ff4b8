"""Workload: the newest measurement of each unit, and the one before with the same model."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kfond.lists.rows import Row
from kfond.reports.annual.section import Part
from kfond.reports.annual.sections import WORKLOAD
from kfond.reports.tables import Cell
from reports.written_material import material, row

GOTHENBURG, OTHER = "Göteborgsmodellen", "Andra modellen"


def measured(whose: str, year: int, model: str, points: str, share: str, **more: str) -> Row:
    return row("workload", whose, str(year), name=model, points=points, above_limit=share, **more)


def words(cells: Sequence[Cell]) -> list[str]:
    """The words of a row, with plain spaces."""
    return [str(cell).replace("\u00a0", " ") for cell in cells]


def section(*rows: Row, year: int = 2018) -> Part:
    part = WORKLOAD.build(material(year, {"workload": rows}, members=("Ale", "Habo", "Håbo", "Tanum")))
    assert part
    return part


def test_a_measurement_is_compared_with_the_last_one_of_the_same_model() -> None:
    part = section(
        measured("Ale", 2015, GOTHENBURG, "5,5", "20 %"),
        measured("Ale", 2016, OTHER, "9", "90 %"),
        measured("Ale", 2017, GOTHENBURG, "6", "50 %"),
    )
    assert list(part.tables) == [
        "workload_1",
        "workload_2",
        "workload_change_2",
    ]  # the other model has no change
    (changed,) = part.tables["workload_change_2"].rows
    assert words(changed) == ["Ale", "2015", "5,5", "6", "+0,5", "20 %", "50 %", "+30"]
    assert {
        finding.figure.id: finding.figure.value for finding in part.findings if ".ale." in finding.figure.id
    } == {
        "workload.ale.2016.points": 9,
        "workload.ale.2016.above_limit": Decimal("0.9"),
        "workload.ale.2017.points": 6,
        "workload.ale.2017.above_limit": Decimal("0.5"),
    }


def test_shares_above_different_limits_are_not_compared() -> None:
    part = section(
        measured("Ale", 2015, GOTHENBURG, "5", "20 %", limit="100"),
        measured("Ale", 2017, GOTHENBURG, "6", "50 %", limit="120"),
    )
    (changed,) = part.tables["workload_change_1"].rows
    assert words(changed)[-4:] == ["+1", "20 %", "50 %", "annan gräns"]


def test_what_was_not_measured_is_not_known_and_not_zero() -> None:
    part = section(
        measured("Ale", 2017, GOTHENBURG, "6", "40 %"),
        row("workload", "Tanum", "2017", name=GOTHENBURG, points="?"),
    )
    assert [tuple(words(cells)) for cells in part.tables["workload_1"].rows] == [
        ("Ale", "2017", "6", "40 %", "uppgift saknas"),
        ("Tanum", "2017", "uppgift saknas", "uppgift saknas", "uppgift saknas"),
    ]
    assert "workload.tanum.2017.points" not in {finding.figure.id for finding in part.findings}


def test_municipalities_that_read_alike_have_figures_of_their_own() -> None:
    part = section(
        measured("Håbo", 2017, GOTHENBURG, "7", "10 %"), measured("Habo", 2017, GOTHENBURG, "6", "40 %")
    )
    values = {finding.figure.id: finding.figure.value for finding in part.findings}
    assert (values["workload.habo.2017.points"], values["workload.habo-2.2017.points"]) == (6, 7)


def test_what_comes_after_the_year_is_not_in_its_report() -> None:
    rows = [measured("Ale", 2017, GOTHENBURG, "6", "40 %"), measured("Ale", 2019, GOTHENBURG, "9", "90 %")]
    assert [str(cells[1]) for cells in section(*rows).tables["workload_1"].rows] == ["2017"]
    assert WORKLOAD.build(material(2016, {"workload": rows})) is None
