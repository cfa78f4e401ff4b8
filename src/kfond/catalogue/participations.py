"""Who has taken which course, as the lists of participants say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kfond.catalogue.lines import Band, Line, name_key
from kfond.catalogue.ties import SAME_OR_BEFORE, Tied, UnknownName, courses_by_name
from kfond.lists.figures import count_in
from kfond.lists.rows import Row
from kfond.provenance import Source

JOINT, LOCAL = "participations", "local_training"
BANDS = {
    "band_0_2": Band.NEW,
    "band_2_5": Band.SOME_YEARS,
    "band_over_5": Band.EXPERIENCED,
    "supervisors": Band.SUPERVISORS,
    "caseworkers": Band.CASEWORKERS,
}
"""The bands as the lists choose them, and as the catalogue has them: its middle one begins at 3 years, theirs at 2."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Participations of one municipality in one round of a course.

    `name` as the list writes it; `course` the slug that the name is certain to mean, "" where it means none. `area`
    "": not stated, so of every area that has the course. `band` None: not stated. `count` None: a number that cannot
    be read. `unit` "": of no single one. `is_local`: the municipality arranged it by itself.
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
    area: str = ""
    unit: str = ""

    def is_of(self, area: str) -> bool:
        """Whether those who took it may work in an area: in their own, or in any where the list names none."""
        return self.area in ("", area)


def taken_of(rows: Iterable[Row], lines: Sequence[Line]) -> Tied[Taken]:
    """What the rows of participations and local training say of who has taken what, in their order.

    Rows that a list counts outside its sum or under a heading of their own count too: they are training all the
    same. A row a person is one participation. A course that another has replaced counts as that one. Those whose
    name is of no course are `found` with course "", and their names are `unknown`.
    """
    meant = courses_by_name(lines, SAME_OR_BEFORE)
    taken = tuple(
        _taken(row, meant.get(name_key(row.name), "")) for row in rows if row.kind in (JOINT, LOCAL)
    )
    return Tied(taken, tuple(UnknownName(one.name, one.source) for one in taken if not one.course))


def _taken(row: Row, course: str) -> Taken:
    assert row.first_day and row.last_day, "a list of participations says when"
    return Taken(
        name=row.name,
        course=course,
        municipality_code=row.municipality_code,
        first_day=row.first_day,
        last_day=row.last_day,
        round=row.text("round"),
        band=BANDS.get(row.text("band")),
        count=count_in(row, "participations"),
        is_local=row.kind == LOCAL,
        source=row.source,
        area=row.area,
        unit=row.unit,
    )
