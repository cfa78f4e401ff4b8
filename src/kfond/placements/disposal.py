"""What is left when rows are disposed of: the numbers that they came to, frozen.

Statistics are made of tallies alone. So the tallies of each time that is over are kept and its rows deleted, and
nothing that is told of it changes by that. Placements, homes and referrals go by the same rules.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic

from sqlmodel import Session, col, delete, select

from kfond.errors import data_refusal
from kfond.messages import say
from kfond.models import FrozenTally, HomeRow, PlacementRow, ReferralRow
from kfond.placements import homes, referrals
from kfond.placements.keeping import Rows, Value
from kfond.placements.mixing import MEDIANS
from kfond.placements.tallies import (
    ALL,
    AnyMeasure,
    HomeMeasure,
    Measure,
    ReferralMeasure,
    Span,
    Spot,
    Tallies,
    Tally,
)
from kfond.placements.tallying import MONTHS_FOLLOWED, followed_until
from kfond.placements.values import Home, Placement, Referral
from kfond.provenance import Place, Source

When = tuple[Span, str]
"""A time and a municipality, of which everything is frozen or nothing."""


@dataclass(frozen=True, slots=True)
class Subject(Generic[Value]):
    """What rows are of. `ended`: the last day that a row tells of, None while it goes on; `followed`: what is not yet
    followed of those that began in a time, and for how many months they are."""

    name: str
    table: Any
    measures: Callable[[str], AnyMeasure]
    code: Callable[[Value], str]
    ended: Callable[[Value], date | None]
    followed: tuple[AnyMeasure, int] | None = None


def _placement_code(row: Placement) -> str:
    return row.municipality_code


def _placement_end(row: Placement) -> date | None:
    return row.end


def _home_end(row: Home) -> date | None:
    return homes.LIKENESS.ended(row) if row.left else None


def _referral_end(row: Referral) -> date | None:
    return row.matched or row.closed


OF_PLACEMENTS: Subject[Placement] = Subject(
    "placements",
    PlacementRow,
    Measure,
    _placement_code,
    _placement_end,
    (Measure.COHORT_OPEN, MONTHS_FOLLOWED),
)
OF_DAYS: Subject[Placement] = Subject("days_of_parts", PlacementRow, Measure, _placement_code, _placement_end)
"""Care days of parts of tertials."""
OF_HOMES: Subject[Home] = Subject(
    "homes",
    HomeRow,
    HomeMeasure,
    homes.LIKENESS.code,
    _home_end,
    (HomeMeasure.INTEREST_OPEN, homes.MONTHS_FOLLOWED),
)
OF_REFERRALS: Subject[Referral] = Subject(
    "referrals", ReferralRow, ReferralMeasure, referrals.LIKENESS.code, _referral_end
)


@dataclass(frozen=True, slots=True)
class Disposal:
    """What was disposed of: rows that are gone and rows that stay, and how many numbers are kept in their place."""

    before: date
    gone: int
    stay: int
    frozen: int


def frozen(session: Session, subject: Subject[Any]) -> Tallies:
    """The tallies of times whose rows are gone."""
    rows = session.exec(select(FrozenTally).where(FrozenTally.subject == subject.name))
    return Tallies(
        {
            Spot(
                Span(row.first_day, row.last_day),
                row.municipality_code,
                row.kind,
                subject.measures(row.measure),
            ): Tally(
                row.number, tuple(Source(Place(*place), text) for *place, text in json.loads(row.sources))
            )
            for row in rows
        }
    )


def years_frozen(session: Session, file: str) -> tuple[int, ...]:
    """The years that have numbers which were counted from a file before rows were disposed of, in order."""
    table: Any = FrozenTally
    told = session.exec(select(table.first_day, table.sources).distinct())
    return tuple(
        sorted({first.year for first, sources in told if file in {name for name, *_ in json.loads(sources)}})
    )


def with_frozen(by_rows: Tallies, kept: Tallies) -> Tallies:
    """The tallies of rows, those of times that are frozen as they were; of sums those that can be made anew are not.

    A frozen median of all municipalities holds no longer where another one tells of its time since.
    """
    closed = _whens(kept)
    told = {spot: tally for spot, tally in _not_sums(by_rows).items() if _when(spot) not in closed}
    more = {spot.span for spot in told if spot.municipality_code != ALL} & {span for span, _ in closed}
    still = {
        spot: tally
        for spot, tally in kept
        if spot.measure not in MEDIANS or spot.municipality_code != ALL or spot.span not in more
    }
    return Tallies({**told, **still})


def dispose(
    session: Session,
    subject: Subject[Value],
    kept: Rows[Value],
    tallied: Callable[[Iterable[Value]], Tallies],
    before: date,
) -> Disposal:
    """Deletes rows that ended before a day, 1 January of a year, and keeps what they came to.

    A row that was going on when its list ended is deleted as well where a later list of the municipality tells what
    became of it, and so are rows that a corrected file replaced. Raises Refusal (exit 3) where some that began before
    are not followed as long as they are to be.
    """
    rows = kept.held
    earlier = frozen(session, subject)
    told = with_frozen(tallied(rows.values()), earlier)
    _refuse_if_followed(subject, told, before, rows.values())
    gone = _over(subject, rows, before)
    again = _without(rows, gone, tallied)
    more_told = {code for _, code in _whens(again) - _whens(told)}
    if more_told:
        # A later list has lost a row, and that row alone tells that the municipality does not know of that time.
        gone -= {
            key for key in gone if subject.ended(rows[key]) is None and subject.code(rows[key]) in more_told
        }
        again = _without(rows, gone, tallied)
    freezing = _to_freeze(told, again.by_spot, before, _whens(earlier)) if gone else {}
    gone |= kept.replaced.keys()  # else they would hold again without those that replaced them
    session.add_all(_frozen_row(subject, spot, tally) for spot, tally in freezing.items())
    # Else what is deleted could be read in the file until something else is written there.
    session.connection().exec_driver_sql("PRAGMA secure_delete = ON")
    for some in _in_hundreds(sorted(gone)):
        session.exec(delete(subject.table).where(col(subject.table.id).in_(some)))
    session.flush()
    return Disposal(before, len(gone), len(rows) + len(kept.replaced) - len(gone), len(freezing))


def _without(
    rows: Mapping[int, Value], gone: AbstractSet[int], tallied: Callable[[Iterable[Value]], Tallies]
) -> Tallies:
    """What the rows that are not gone come to."""
    return Tallies(_not_sums(tallied(row for key, row in rows.items() if key not in gone)))


def _refuse_if_followed(subject: Subject[Value], told: Tallies, before: date, rows: Iterable[Value]) -> None:
    """Refuses where it is not known yet, but will be, what becomes of those who began before the day."""
    if subject.followed is None:
        return
    still_open, months = subject.followed
    last = _last_days(subject, rows)
    waiting = [
        spot.span.first
        for spot, tally in _not_sums(told).items()
        if tally.number
        and spot.measure is still_open
        and spot.span.last < before
        and last.get(spot.municipality_code, date.max) < followed_until(spot.span.last, months)
    ]
    if not waiting:
        return
    raise data_refusal(
        say(
            "Some placements that started before {year} have not been followed for 24 months, so that what became of "
            "them is not counted yet.",
            year=str(before.year),
        )
        if subject is OF_PLACEMENTS
        else say(
            "Some homes that showed interest before {year} have not been followed for 12 months, so that how far they "
            "came is not counted yet.",
            year=str(before.year),
        ),
        say(
            "Dispose of earlier years only (--before {year}), or import the lists of the two years after and try "
            "again.",
            year=str(min(waiting).year),
        ),
    )


def _last_days(subject: Subject[Value], rows: Iterable[Value]) -> Mapping[str, date]:
    """By municipality, the last day that a list of it speaks of."""
    last: dict[str, date] = {}
    for row in rows:
        code = subject.code(row)
        last[code] = max(row.known_to, last.get(code, row.known_to))
    return last


def _over(subject: Subject[Value], rows: Mapping[int, Value], before: date) -> frozenset[int]:
    """The rows that ended before a day, and those going on in a list of before that a later list tells of."""
    last = _last_days(subject, rows.values())

    def is_over(row: Value) -> bool:
        end = subject.ended(row)
        return end < before if end else row.known_to < min(before, last[subject.code(row)])

    return frozenset(key for key, row in rows.items() if is_over(row))


def _to_freeze(
    told: Tallies, again: Mapping[Spot, Tally], before: date, closed: AbstractSet[When]
) -> Mapping[Spot, Tally]:
    """The tallies of every time that is over, and of every other that the rows that stay do not come to."""
    by_when: defaultdict[When, dict[Spot, Tally]] = defaultdict(dict)
    for spot, tally in _not_sums(told).items():
        by_when[_when(spot)][spot] = tally
    return {
        spot: tally
        for when, tallies in by_when.items()
        if when not in closed
        and (when[0].last < before or any(again.get(spot) != tally for spot, tally in tallies.items()))
        for spot, tally in tallies.items()
    }


def freeze_days(session: Session, before: Tallies, after: Tallies) -> None:
    """Keeps the care days of parts of tertials that rows told of before some of them were deleted."""
    known = frozen(session, OF_DAYS).by_spot
    lost = {spot: tally for spot, tally in before if spot not in known and after.at(spot) != tally}
    session.add_all(_frozen_row(OF_DAYS, spot, tally) for spot, tally in lost.items())
    session.flush()


def _frozen_row(subject: Subject[Any], spot: Spot, tally: Tally) -> FrozenTally:
    places = [
        [source.place.file, source.place.sheet, source.place.cell, source.verbatim]
        for source in tally.sources
    ]
    return FrozenTally(
        subject=subject.name,
        first_day=spot.span.first,
        last_day=spot.span.last,
        municipality_code=spot.municipality_code,
        kind=str(spot.kind),
        measure=spot.measure.value,
        number=tally.number,
        sources=json.dumps(places, ensure_ascii=False),
    )


def _not_sums(tallies: Tallies) -> dict[Spot, Tally]:
    """The tallies without those that are made anew from the municipalities' own."""
    return {
        spot: tally
        for spot, tally in tallies.by_spot.items()
        if spot.municipality_code != ALL or isinstance(spot.measure, HomeMeasure) or spot.measure in MEDIANS
    }


def _when(spot: Spot) -> When:
    return spot.span, spot.municipality_code


def _whens(tallies: Tallies) -> frozenset[When]:
    return frozenset(_when(spot) for spot in tallies.by_spot)


def _in_hundreds(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[first : first + 500] for first in range(0, len(keys), 500))
