"""Counts that municipalities send, as tallies: a row a municipality, time and kind, never a row a child."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kfond.lists.figures import hundredths_in, whole_in
from kfond.lists.rows import Row
from kfond.placements.tallies import (
    ALL,
    OF_DAYS,
    AnyMeasure,
    HomeMeasure,
    Measure,
    ReferralMeasure,
    Span,
    Spot,
    Tallies,
    Tally,
)
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


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet of counts, and what each says.

    A year has what `adds_up` as the sum of its parts, what is `at_end` as its last part has it, and nothing else: one
    child may be in several parts. `in_half_days` are medians, which are kept in half days. `names` are what its rows
    are called by: kinds, or nothing where a row is of all kinds.
    """

    by_field: Mapping[str, AnyMeasure]
    adds_up: frozenset[AnyMeasure]
    at_end: frozenset[AnyMeasure]
    in_half_days: frozenset[AnyMeasure] = frozenset()
    names: frozenset[str] = frozenset(Kind)


OF_PLACEMENTS = Columns(
    MEASURES,
    adds_up=frozenset(MEASURES.values()) - {Measure.ONGOING, Measure.CHILDREN},
    at_end=frozenset({Measure.ONGOING}),
)
_OF_HOMES = (
    HomeMeasure.INTEREST,
    HomeMeasure.ASSESSMENT,
    HomeMeasure.ASSESSED,
    HomeMeasure.TRAINED,
    HomeMeasure.BANKED,
    HomeMeasure.PLACED,
    HomeMeasure.TRAINED_FIRST,
    HomeMeasure.LEFT,
    HomeMeasure.LEFT_WITHDREW,
    HomeMeasure.LEFT_NOT_SUITABLE,
    HomeMeasure.LEFT_RETURNED_TO_WORK,
    HomeMeasure.LEFT_PAY,
    HomeMeasure.LEFT_LIFE,
    HomeMeasure.LEFT_OTHER,
)
_HOMES_AT_END = (HomeMeasure.IN_BANK, HomeMeasure.MENTORS, HomeMeasure.MENTORED, HomeMeasure.CONTRACTED)
OF_HOMES = Columns(
    {measure.value: measure for measure in (*_OF_HOMES, *_HOMES_AT_END, *OF_DAYS, *OF_DAYS.values())},
    adds_up=frozenset({*_OF_HOMES, *OF_DAYS.values()}),
    at_end=frozenset(_HOMES_AT_END),
    in_half_days=frozenset(OF_DAYS),
    names=frozenset({ALL}),
)
OF_REFERRALS = Columns(
    {
        "asked": ReferralMeasure.ASKED,
        "matched": ReferralMeasure.MATCHED,
        "not_met": ReferralMeasure.NOT_MET,
        "waiting": ReferralMeasure.WAITING,
        "median_days": ReferralMeasure.HALF_DAYS_TO_MATCH,
    },
    adds_up=frozenset({ReferralMeasure.ASKED, ReferralMeasure.MATCHED, ReferralMeasure.NOT_MET}),
    at_end=frozenset({ReferralMeasure.WAITING}),
    in_half_days=frozenset({ReferralMeasure.HALF_DAYS_TO_MATCH}),
)
_Place = tuple[str, str]


def stated(rows: Iterable[Row]) -> Tallies:
    """The tallies of counts, by municipality and kind: of the times stated, and of each year that parts make up.

    A count that is not stated exactly is not known. Rows of kind "placements". Those under way in a time are those that
    go on when it ends and those that ended in it, and nobody states them.
    """
    return _with_sum(_stated(rows, OF_PLACEMENTS), Measure.UNDER_WAY, Measure.ONGOING, Measure.ENDED)


def homes_stated(rows: Iterable[Row]) -> Tallies:
    """The same of homes, of ALL municipalities and kinds. Rows of kind "homes"."""
    return _stated(rows, OF_HOMES)


def referrals_stated(rows: Iterable[Row]) -> Tallies:
    """The same of referrals, with those that are settled. Rows of kind "referrals".

    A median that is neither whole nor half is none of whole days, and not known.
    """
    found = _stated(rows, OF_REFERRALS)
    return _with_sum(found, ReferralMeasure.SETTLED, ReferralMeasure.MATCHED, ReferralMeasure.NOT_MET)


def _with_sum(found: Tallies, together: AnyMeasure, one: AnyMeasure, other: AnyMeasure) -> Tallies:
    """The tallies with a measure that nobody states, the sum of two; not known where either is not."""
    sums = []
    for spot, first in found:
        if spot.measure is one:
            then = found.at(spot._replace(measure=other))
            is_known = first.number is not None and then.number is not None
            number = (first.number or 0) + (then.number or 0) if is_known else None
            sums.append((spot._replace(measure=together), Tally(number, (*first.sources, *then.sources))))
    return found.with_these(sums)


def _stated(rows: Iterable[Row], columns: Columns) -> Tallies:
    by_place: dict[_Place, dict[Span, Row]] = {}
    for row in rows:
        if row.first_day and row.last_day and row.name in columns.names:
            place = row.municipality_code, row.name
            by_place.setdefault(place, {})[Span(row.first_day, row.last_day)] = row
    found: dict[Spot, Tally] = {}
    for place, by_span in by_place.items():
        for span, row in by_span.items():
            found |= _of(place, span, (row,), columns)
        for year in {span.first.year for span in by_span}:
            whole = Span.of_year(year)
            parts = parts_of(whole, by_span)
            if whole not in by_span and parts:
                found |= _of(place, whole, [by_span[part] for part in parts], columns)
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


def _of(place: _Place, span: Span, rows: Iterable[Row], columns: Columns) -> Mapping[Spot, Tally]:
    told = list(rows)
    return {
        Spot(span, *place, measure): _tally(told, field, columns)
        for field, measure in columns.by_field.items()
    }


def _tally(rows: list[Row], field: str, columns: Columns) -> Tally:
    measure = columns.by_field[field]
    if measure not in columns.adds_up and len(rows) > 1:
        if measure not in columns.at_end:
            return Tally(None)
        rows = rows[-1:]
    read = _half_days_in if measure in columns.in_half_days else whole_in
    numbers = [read(row, field) for row in rows]
    cells = tuple(_cells(rows, field))
    if any(number is None for number in numbers):
        return Tally(None, cells)
    return Tally(sum(number or 0 for number in numbers), cells)


def _half_days_in(row: Row, field: str) -> int | None:
    hundredths = hundredths_in(row, field)
    return None if hundredths is None or hundredths % 50 else hundredths // 50


def _cells(rows: Iterable[Row], field: str) -> Iterator[Source]:
    for row in rows:
        value = row.value(field)
        if value:
            yield value.source
