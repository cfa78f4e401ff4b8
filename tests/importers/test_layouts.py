"""Sheets of many layouts, read without a mapping: each with its golden figures and all that is told of it."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from kfond.importers import Asked, staffing
from kfond.registry.names import Register
from kfond.staffing.returns import Return
from kfond.workbook import read_workbook
from layouts import LAYOUTS

ROOT = Path(__file__).parents[2]
COLUMNS = (
    "municipality", "unit", "area", "definition", "as_of", "measure",
    "typed", "quality", "value", "low", "high", "review", "note", "cell",
)  # fmt: skip


@pytest.fixture(scope="module")
def register() -> Register:
    folder = ROOT / "src" / "kfond" / "data" / "register"
    with (folder / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        return Register.of({row["code"]: row["name"] for row in csv.DictReader(lines)}, {})


def as_csv(returns: list[Return]) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(
        [
            "municipality",
            "unit",
            "area",
            "definition",
            "as_of",
            "measure",
            "typed",
            "quality",
            "value",
            "low",
            "high",
            "review",
            "note",
            "cell",
        ]
    )
    for answer in returns:
        for figure in answer.figures:
            reading = figure.reading
            table.writerow(
                [
                    answer.municipality, answer.unit, answer.area, answer.definition, answer.as_of,
                    figure.measure, reading.verbatim, reading.quality, reading.value, reading.low, reading.high,
                    "review" if reading.review else "", reading.note,
                    f"{figure.source.place.sheet}!{figure.source.place.cell}",
                ]
            )  # fmt: skip
    return text.getvalue()


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read_without_a_mapping(
    name: str, tmp_path: Path, register: Register, is_golden: Callable[[str, str], bool]
) -> None:
    workbook = read_workbook(LAYOUTS[name].write(tmp_path))
    assert all(staffing.recognises(sheet) for sheet in workbook.sheets)

    sheets = [staffing.read(sheet, Asked(register)) for sheet in workbook.sheets]

    assert [problem.in_words("en") for sheet in sheets for problem in sheet.problems] == []
    assert is_golden(f"layouts/{name}.csv", as_csv([answer for sheet in sheets for answer in sheet.returns]))
