"""What several verbs give to scripts: a reading and a place, under keys that are documented and stable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kfond.formatting import json_number

if TYPE_CHECKING:
    from kfond.cells import Reading
    from kfond.provenance import Place


def reading_as_json(reading: Reading) -> dict[str, object]:
    """How a cell was read; figures null where not known or unbounded."""
    return {
        "value": json_number(reading.value),
        "low": json_number(reading.low),
        "high": json_number(reading.high),
        "answer": reading.answer.value if reading.answer else None,
        "quality": reading.quality.value,
        "verbatim": reading.verbatim,
        "note": reading.note,
        "review": reading.review,
    }


def place_as_json(place: Place) -> dict[str, str]:
    """Where a cell stands."""
    return {"file": place.file, "sheet": place.sheet, "cell": place.cell}
