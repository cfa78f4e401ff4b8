"""Cells as municipalities type them, read as a careful coordinator would.

The readings in data/cell_gallery.csv were written from the rules in the command
line reference before any reader saw them. Several rows for one cell: each of the
readings is accepted. ``*`` in low or high: no fixed bound, but the interval must
contain the value (and, where there is no value, nothing is demanded).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from kfond.cells import Expect, read_cell

GALLERY = Path(__file__).parent / "data" / "cell_gallery.csv"
Row = dict[str, str]


def load() -> dict[tuple[str, str], list[Row]]:
    cells: dict[tuple[str, str], list[Row]] = defaultdict(list)
    with GALLERY.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            cells[row["cell"], row["expect"]].append(row)
    return dict(cells)


CELLS = load()


def number(given: object) -> Decimal | None:
    return None if given is None or given == "" else Decimal(str(given))


def word(given: object) -> str:
    return "" if given is None else str(getattr(given, "value", given))


def fits(reading: object, row: Row) -> bool:
    value, low, high = (number(getattr(reading, name)) for name in ("value", "low", "high"))
    if word(reading.quality) != row["quality"] or word(reading.answer) != row["answer"]:
        return False
    if row["review"] != "any" and bool(reading.review) != (row["review"] == "yes"):
        return False
    if value != number(row["value"]):
        return False
    if row["low"] != "*" and low != number(row["low"]):
        return False
    if row["high"] != "*" and high != number(row["high"]):
        return False
    if value is None:
        return True
    return (low is None or low <= value) and (high is None or value <= high)


@pytest.mark.parametrize(("cell", "expect"), list(CELLS), ids=[f"{e}:{c!r}" for c, e in CELLS])
def test_a_cell_is_read_as_a_careful_coordinator_reads_it(cell: str, expect: str) -> None:
    reading = read_cell(cell, Expect.COUNT if expect == "count" else Expect.SHARE)
    accepted = CELLS[cell, expect]
    assert any(fits(reading, row) for row in accepted), f"{reading!r}\nis none of\n" + "\n".join(
        str({k: v for k, v in row.items() if k not in {"cell", "expect"}}) for row in accepted
    )


def test_the_gallery_is_large_enough() -> None:
    assert len({cell for cell, _ in CELLS}) >= 300
    assert sum(expect == "share" for _, expect in CELLS) >= 60
