"""Who has taken which course, as the lists of participants say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kfond.catalogue.lines import Band
from kfond.provenance import Source


@dataclass(frozen=True, slots=True)
class Taken:
    """Participations of one municipality in one round of a course.

    `name` as the list writes it; `course` the slug that the name is certain to mean, "" where it means none. `band`
    None: not stated. `count` None: a number that cannot be read. `is_local`: the municipality arranged it by itself.
    """

    name: str
    course: str
    municipality_code: str
    first_day: date
    last_day: date
    round: str
    band: Band | None
    count: int | None
    is_local: bool
    source: Source
