"""Counts that municipalities send, as tallies: a row a municipality, time and kind, never a row a child."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from kfond.lists.figures import whole_in
from kfond.lists.rows import Row
from kfond.placements.tallies import Measure, Span, Spot, Tallies, Tally
from kfond.placements.values import Kind
from kfond.provenance import Source

MEASURES: Mapping[str, Measure] = {
    measure.value: measure
    for measure in (
        Measure.ONGOING,
        Measure.STARTED,
        Measure.ENDED,
        Measure.BREAKDOWNS,
        Measure.BY_CHILD,
        Measure.BY_HOME,
        Measure.BY_PARENTS,
        Measure.BY_AUTHORITY,
        Measure.CHILDREN,
        Measure.DAYS,
    )
}
"""The columns of a sheet of counts, and what each says."""
ADDS_UP = frozenset(MEASURES.values()) - {Measure.ONGOING, Measure.CHILDREN}
"""What a year has as the sum of its parts. Those under way when it ends are those of its last part; children
are known of the whole alone, since one child may be in several parts."""
_Place = tuple[str, Kind]


def stated(rows: Iterable[Row]) -> Tallies:
    """The tallies of counts, by municipality and kind: of the times stated, and of each year that parts make up.

    A count that is not stated exactly is not known. Rows of kind "placements".
    """
    by_place: dict[_Place, dict[Span, Row]] = {}
    for row in rows:
        if row.first_day and row.last_day and row.name in set(Kind):
            place = row.municipality_code, Kind(row.name)
            by_place.setdefault(place, {})[Span(row.first_day, row.last_day)] = row
    found: dict[Spot, Tally] = {}
    for (code, kind), by_span in by_place.items():
        for span, row in by_span.items():
            found |= _of(code, kind, span, (row,))
        for year in {span.first.year for span in by_span}:
            whole = Span.of_year(year)
            parts = parts_of(whole, by_span)
            if whole not in by_span and parts:
                found |= _of(code, kind, whole, [by_span[part] for part in parts])
    return Tallies(found)


def parts_of(whole: Span, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans that follow on each other from the first day of the whole to its last; none where a day is missing.

    Of several that begin on the same day the shortest is taken.
    """
    parts: list[Span] = []
    following = whole.first
    by_first: dict[date, Span] = {}
    for span in sorted(spans, reverse=True):
        by_first[span.first] = span
    while following <= whole.last:
        part = by_first.get(following)
        if part is None or part == whole or part.last > whole.last:
            return ()
        parts.append(part)
        following = part.last + timedelta(1)
    return tuple(parts)


def _of(code: str, kind: Kind, span: Span, rows: Iterable[Row]) -> Mapping[Spot, Tally]:
    told = list(rows)
    return {Spot(span, code, kind, measure): _tally(told, field) for field, measure in MEASURES.items()}


def _tally(rows: list[Row], field: str) -> Tally:
    measure = MEASURES[field]
    if measure not in ADDS_UP and len(rows) > 1:
        if measure is not Measure.ONGOING:
            return Tally(None)
        rows = rows[-1:]
    numbers = [whole_in(row, field) for row in rows]
    cells = tuple(_cells(rows, field))
    if any(number is None for number in numbers):
        return Tally(None, cells)
    return Tally(sum(number or 0 for number in numbers), cells)


def _cells(rows: Iterable[Row], field: str) -> Iterator[Source]:
    for row in rows:
        value = row.value(field)
        if value:
            yield value.source
