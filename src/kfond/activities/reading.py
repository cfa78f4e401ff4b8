"""Rows of lists as activities."""

from __future__ import annotations

from collections.abc import Iterable

from kfond.activities.values import Activity, Format, Kind, Stage, TakingPart
from kfond.cells import Answer
from kfond.lists.kinds import SEPARATOR
from kfond.lists.rows import Row
from kfond.staffing.boxes import Box, box_of

KIND = "activities"


def activities_in(rows: Iterable[Row]) -> tuple[Activity, ...]:
    """What the lists of activities say, in their order."""
    return tuple(_activity(row) for row in rows if row.kind == KIND)


def box_in(row: Row, field: str) -> Box:
    """The number that a cell states; not known where there is no cell, or no number in it."""
    value = row.value(field)
    return box_of(value.reading, value.source) if value else box_of(None)


def _activity(row: Row) -> Activity:
    assert row.first_day is not None, "a list of activities says when of every row"
    minutes = row.value("minutes")
    answer = minutes.reading.answer if minutes else None
    taking_part, stage = row.text("taking_part"), row.text("stage")
    return Activity(
        kind=Kind(row.text("kind")),
        name=row.name,
        span=(row.first_day, row.last_day or row.first_day),
        audience=row.text("audience"),
        occasions=box_in(row, "occasions"),
        has_minutes=None if answer is None else answer is Answer.YES,
        formats=tuple(Format(key) for key in row.text("format").split(SEPARATOR) if key in set(Format)),
        participants=box_in(row, "participants"),
        taking_part=TakingPart(taking_part) if taking_part else None,
        share=box_in(row, "share"),
        counted=box_in(row, "counted"),
        counted_as=row.text("counted_as"),
        stage=Stage(stage) if stage else None,
        in_words=row.text("in_words"),
        note=row.text("note"),
        source=row.source,
    )
