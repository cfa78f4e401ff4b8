"""Measurement points, goals and plan points: the version that held in the year, with its figure or how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from kfond.activities.points import POINTS as LIST
from kfond.activities.points import (
    Point,
    PointKind,
    Status,
    holding_in,
    points_in,
    version_before,
    worded_twice,
)
from kfond.cells import Quality
from kfond.formatting import NO_BREAK_SPACE, date_iso, join_and
from kfond.periods import Tertial
from kfond.provenance import Figure, Source
from kfond.reports.annual.activity_figures import known_ends
from kfond.reports.annual.definitions import exactly, figure
from kfond.reports.annual.doubts import Remark
from kfond.reports.annual.list_rows import doubts_in, ids_of
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Cell, Column, Marked, Table
from kfond.reports.wording import NOT_KNOWN, SHARE, marked, quoted, shown

STATUSES: Mapping[Status | None, tuple[str, str]] = {
    Status.DONE: ("klar", "klara"),
    Status.UNDER_WAY: ("på gång", "på gång"),
    Status.NOT_BEGUN: ("inte påbörjad", "inte påbörjade"),
    Status.DROPPED: ("avförd", "avförda"),
    None: ("utan känt läge", "utan känt läge"),
}
"""How far one point has come, and several."""
CAPTIONS: Mapping[PointKind, str] = {
    PointKind.GOAL: "Mål som gällde {year}, som de är beslutade",
    PointKind.MEASUREMENT: "Mätpunkter som gällde {year}, som de är beslutade",
    PointKind.PLAN: "Planpunkter som gällde {year}, som de är beslutade",
}
NUMBERS: Mapping[str, str] = {"outcome": "utfall", "baseline": "utgångsläge", "target": "mål"}
GOALS_HAVE = ("Utgångsläge", "Mål")
NOT_IN_REPORT = "siffran finns inte i den här rapporten"


def _part(material: Material) -> Part | None:
    every = points_in(material.lists.get(LIST, ()))
    holding = holding_in(every, material.year)
    if not holding:
        return None
    findings = (*_of_plan(material, holding), *_stated(material, holding))
    return _with_tables(
        Part(findings=findings, left_out=_doubts(material, every)), material, holding, findings
    )


def _completed(material: Material, part: Part, found: Mapping[str, Finding]) -> Part:
    """The part with the figures of other sections that its points are measured by."""
    holding = holding_in(points_in(material.lists.get(LIST, ())), material.year)
    return _with_tables(part, material, holding, tuple(found.values()))


class Shown(NamedTuple):
    """The year (or its tertial) that points are shown for, the part of an id of each, and every figure by its id."""

    year: int
    keys: Mapping[str, str]
    figures: Mapping[str, Figure]
    every: Sequence[Point]
    tertial: Tertial | None = None

    def of(self, point: Point, key: str) -> Figure | None:
        """A figure that the list states of a point."""
        return self.figures.get(f"points.{self.year}.{self.keys[point.name]}.{key}")


def _with_tables(part: Part, material: Material, holding: Sequence[Point], found: Sequence[Finding]) -> Part:
    figures = {finding.figure.id: finding.figure for finding in found}
    every = points_in(material.lists.get(LIST, ()))
    it = Shown(material.year, _keys(material), figures, every, material.tertial)
    told = _told(it)
    tables = {
        f"points_{kind}": _table(it, [point for point in holding if point.kind is kind], kind)
        for kind in CAPTIONS
    }
    return replace(
        part,
        tables=MappingProxyType({key: table for key, table in tables.items() if table.rows}),
        words=MappingProxyType({"told": told, "year": str(material.year)}),
        summary=(told,) if told else (),
    )


def _keys(material: Material) -> Mapping[str, str]:
    """The part of an id for the name of each point, of every year: it is the same from year to year."""
    return ids_of({point.name for point in points_in(material.lists.get(LIST, ()))})


def _of_plan(material: Material, holding: Sequence[Point]) -> Iterator[Finding]:
    """How many plan points held, and how many stand where."""
    plan = [point for point in holding if point.kind is PointKind.PLAN]
    if not plan:
        return
    year = str(material.year)
    yield Finding(
        figure(
            f"points.{year}.plan",
            exactly(len(plan)),
            (p.source for p in plan),
            meaning="points.plan",
            year=year,
        )
    )
    for status, (words, _) in STATUSES.items():
        there = [point for point in plan if _status(point, material.year) is status]
        yield Finding(
            figure(
                f"points.{year}.plan.{status or 'unknown'}",
                exactly(len(there)),
                (_source(point, material.year) for point in there),
                meaning="points.status",
                year=year,
                status=words,
            )
        )


def _status(point: Point, year: int) -> Status | None:
    """How far a point had come in a year; None is not known."""
    standing = point.standing_in(year)
    return standing.status if standing else None


def _source(point: Point, year: int) -> Source:
    standing = point.standing_in(year)
    return standing.source if standing else point.source


def _stated(material: Material, holding: Sequence[Point]) -> Iterator[Finding]:
    """The outcomes of the year, the baselines and the targets that the list states."""
    keys = _keys(material)
    for point in holding:
        standing = point.standing_in(material.year)
        outcome = standing.outcome if standing else None
        for key, box in (("outcome", outcome), ("baseline", point.baseline), ("target", point.target)):
            if box is not None and box.sources:
                yield Finding(
                    figure(
                        f"points.{material.year}.{keys[point.name]}.{key}",
                        known_ends(box),
                        box.sources,
                        meaning=f"points.{key}",
                        point=point.name,
                        year=str(material.year),
                        measured_in=f"Mäts i: {point.measured_in}." if point.measured_in else "",
                    )
                )


def _told(it: Shown) -> str:
    """How many plan points are where; "" where there are none."""
    plan = it.figures.get(f"points.{it.year}.plan")
    if plan is None:
        return ""
    said = [
        f"{marked(found)} {one if found.value == 1 else several}"
        for status, (one, several) in STATUSES.items()
        if (found := it.figures[f"points.{it.year}.plan.{status or 'unknown'}"]).value
    ]
    every = f"{marked(plan)} {'planpunkt' if plan.value == 1 else 'planpunkter'} {it.year}"
    return f"**Av {every} är {join_and(said)}**."


def _table(it: Shown, points: Sequence[Point], kind: PointKind) -> Table:
    """The points of a kind; columns in which nothing stands are left out, but never the numbers of a goal."""
    rows = [_row(it, point) for point in points]
    headings = ("Punkt", "Ordalydelse", "Beslutad", "Läge", "Utfall", *GOALS_HAVE, "Kommentar")
    used = [at for at in range(len(headings)) if any(row[at] for row in rows)]
    return Table(
        CAPTIONS[kind].format(year=it.year),
        tuple(Column(headings[at], is_number=headings[at] in ("Utfall", *GOALS_HAVE)) for at in used),
        tuple(tuple(row[at] or "–" for at in used) for row in rows),
    )


def _row(it: Shown, point: Point) -> tuple[Cell, ...]:
    status = _status(point, it.year)
    is_goal = point.kind is PointKind.GOAL
    return (
        point.name,
        quoted(point.wording),
        _decided(point),
        STATUSES[status][0] if status or point.kind is PointKind.PLAN else "",
        _outcome(it, point),
        *(
            _number(it.of(point, key), point) or (NOT_KNOWN if is_goal else "")
            for key in ("baseline", "target")
        ),
        "; ".join((*_before(it, point), *point.notes_in(it.year))),
    )


def _before(it: Shown, point: Point) -> Iterator[str]:
    """What a version that began or was decided in the year took the place of."""
    earlier = version_before(it.every, point)
    is_new = point.first_year == it.year or (point.revised is not None and point.revised.year == it.year)
    if earlier and is_new and earlier.wording != point.wording:
        yield f"dessförinnan {quoted(earlier.wording)}"


def _decided(point: Point) -> str:
    """When it was decided, and when it became this version."""
    said = [date_iso(point.decided)] if point.decided else []
    said += [f"reviderad {date_iso(point.revised)}"] if point.revised else []
    return ", ".join(said)


def _outcome(it: Shown, point: Point) -> Cell:
    """The figure that the point is measured by, else the outcome that the list states, else that neither is known."""
    measure = point.measure_in(it.year)
    if measure and it.tertial:
        of_tertial = measure.replace(f".{it.year}.", f".{it.year}.t{it.tertial.number}.", 1)
        measure = of_tertial if of_tertial in it.figures else measure
    if measure:
        return _number(it.figures[measure], point) if measure in it.figures else NOT_IN_REPORT
    is_measured = point.kind is not PointKind.PLAN
    return _number(it.of(point, "outcome"), point) or (NOT_KNOWN if is_measured else "")


def _number(found: Figure | None, point: Point) -> Cell:
    """A number with what it is measured in, tied to its figure."""
    if found is None:
        return ""
    words = shown(found)
    is_number = found.value is not None or found.low is not None
    unit = f"{NO_BREAK_SPACE}{point.measured_in}" if point.measured_in and found.unit != SHARE else ""
    return Marked(words + unit, found.id) if is_number else words


def _doubts(material: Material, every: Sequence[Point]) -> tuple[Remark, ...]:
    """The numbers in doubt, and the versions that are worded in two ways."""
    rows = material.lists.get(LIST, ())
    twice = [
        Remark(
            whose=second.name,
            what="ordalydelse",
            typed=second.wording,
            read_as=f"en annan ordalydelse från samma år står i {first.source.place.cell}",
            key="wording",
            quality=Quality.UNCLEAR,
            review=True,
            source=second.source,
        )
        for first, second in worded_twice(every)
    ]
    return (*doubts_in(rows, NUMBERS), *twice)


POINTS = Section(
    "points",
    "Mål, mätpunkter och planpunkter",
    "Mål, mätpunkter och planpunkter: inga punkter som gällde är kända.",
    _part,
    complete=_completed,
)
