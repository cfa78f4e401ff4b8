"""Measurement points, plan points and goals in the versions that were decided, and how each stands in a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kfond.activities.reading import box_in
from kfond.lists.figures import whole_in
from kfond.lists.rows import Row
from kfond.provenance import Source
from kfond.staffing.boxes import Box

POINTS = "points"
YEAR_HERE = "ÅR"
"""What stands for the year in the id of a figure that a point is measured by."""


class PointKind(StrEnum):
    """What a point is."""

    MEASUREMENT = "measurement"
    PLAN = "plan"
    GOAL = "goal"


class Status(StrEnum):
    """How far a point has come."""

    DONE = "done"
    UNDER_WAY = "under_way"
    NOT_BEGUN = "not_begun"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a point stood on a day, or in the one year that its version holds (`day` None)."""

    day: date | None
    status: Status | None
    outcome: Box
    note: str
    source: Source


@dataclass(frozen=True, slots=True)
class Point:
    """A point in one version. `last_year` None: until another version holds; `revised` None: the first version.

    `wording` is as decided, however it reads. `measure` is the id of a figure of a report, with YEAR_HERE for the
    year, "" where none is named.
    """

    name: str
    kind: PointKind
    wording: str
    first_year: int
    last_year: int | None
    decided: date | None
    revised: date | None
    measure: str
    measured_in: str
    baseline: Box
    target: Box
    standings: tuple[Standing, ...]
    source: Source

    def measure_in(self, year: int) -> str:
        """The id of the figure that it is measured by in a year; "" where none is named."""
        return self.measure.replace(YEAR_HERE, str(year))

    def standing_in(self, year: int) -> Standing | None:
        """How it stood in a year: what was said last of a day in it. What is said of another year tells nothing."""
        of_year = [each for each in self.standings if each.day and each.day.year == year]
        if of_year:
            return max(of_year, key=lambda each: each.day or date.min)
        is_of_year = (self.first_year, self.last_year) == (year, year)
        undated = [each for each in self.standings if each.day is None] if is_of_year else []
        return undated[-1] if undated else None

    def notes_in(self, year: int) -> tuple[str, ...]:
        """What is said beside it in a year: of the version itself, and of how it stood then."""
        said = (each.note for each in self.standings if each.day is None or each.day.year == year)
        return tuple(dict.fromkeys(filter(None, said)))


def points_in(rows: Iterable[Row]) -> tuple[Point, ...]:
    """Every version of every point, in the order of the lists; rows of one version are its standings."""
    versions: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        if row.kind == POINTS:
            assert row.first_day is not None, "a list of points says from when of every row"
            key = row.name.casefold(), row.first_day, row.text("revised"), _plain(row.text("wording"))
            versions.setdefault(key, []).append(row)
    return tuple(_point(of_version) for of_version in versions.values())


def holding_in(points: Sequence[Point], year: int) -> tuple[Point, ...]:
    """The points that hold in a year, each in the newest version that had begun; none of one that had ended."""
    newest: dict[str, Point] = {}
    for point in points:
        key = point.name.casefold()
        if point.first_year <= year and (key not in newest or _age(point) >= _age(newest[key])):
            newest[key] = point
    return tuple(point for point in newest.values() if point.last_year is None or year <= point.last_year)


def version_before(points: Sequence[Point], point: Point) -> Point | None:
    """The version of a point that held before this one; None for the first."""
    earlier = [
        other
        for other in points
        if other.name.casefold() == point.name.casefold() and _age(other) < _age(point)
    ]
    return max(earlier, key=_age, default=None)


def worded_twice(points: Sequence[Point]) -> tuple[tuple[Point, Point], ...]:
    """Versions of a point that hold from the same day with different wordings: which one was decided nobody knows."""
    first: dict[tuple[object, ...], Point] = {}
    found = []
    for point in points:
        key = point.name.casefold(), point.first_year, point.revised
        if key in first:
            found.append((first[key], point))
        first.setdefault(key, point)
    return tuple(found)


def _age(point: Point) -> tuple[int, date]:
    return point.first_year, point.revised or point.decided or date.min


def _plain(text: str) -> str:
    return " ".join(text.split())


def _point(rows: Sequence[Row]) -> Point:
    """A version: what it is stands in any of its rows, most fully in the last one that says it."""
    last = rows[-1]
    first_day = last.first_day
    assert first_day is not None
    wording = last.value("wording")
    return Point(
        name=last.name,
        kind=PointKind(last.text("kind")),
        wording=last.text("wording"),
        first_year=first_day.year,
        last_year=next((year for row in reversed(rows) if (year := whole_in(row, "to_year"))), None),
        decided=_day(_said_last(rows, "decided")),
        revised=_day(last.text("revised")),
        measure=_said_last(rows, "measure"),
        measured_in=_said_last(rows, "measured_in"),
        baseline=_box_last(rows, "baseline"),
        target=_box_last(rows, "target"),
        standings=tuple(_standing(row) for row in rows),
        source=wording.source if wording else last.source,
    )


def _standing(row: Row) -> Standing:
    status = row.text("status")
    return Standing(
        day=_day(row.text("status_day")),
        status=Status(status) if status else None,
        outcome=box_in(row, "outcome"),
        note=row.text("note"),
        source=next((value.source for value in row.values if value.field == "status"), row.source),
    )


def _said_last(rows: Sequence[Row], field: str) -> str:
    return next((text for row in reversed(rows) if (text := row.text(field))), "")


def _box_last(rows: Sequence[Row], field: str) -> Box:
    return box_in(next((row for row in reversed(rows) if row.value(field)), rows[-1]), field)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
