"""What is left when rows of placements are disposed of: the numbers that they came to, frozen.

Statistics are made of tallies alone. So the tallies of each time that is over are kept and its rows deleted, and
nothing that is told of it changes by that. Homes and referrals are left alone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, delete, select

from kfond.errors import data_refusal
from kfond.messages import say
from kfond.models import FrozenTally, PlacementRow
from kfond.placements.tallies import ALL, Measure, Span, Spot, Tallies, Tally
from kfond.placements.tallying import followed_until, tallied
from kfond.placements.values import Placement
from kfond.provenance import Place, Source

OF_PLACEMENTS = "placements"
"""The subject of frozen tallies of placements."""
DAYS_OF_PARTS = "days_of_parts"
"""The subject of frozen care days of parts of tertials."""
When = tuple[Span, str]
"""A time and a municipality, of which everything is frozen or nothing."""


@dataclass(frozen=True, slots=True)
class Disposal:
    """What was disposed of: rows that are gone and rows that stay, and how many numbers are kept in their place."""

    before: date
    gone: int
    stay: int
    frozen: int


def frozen(session: Session, subject: str = OF_PLACEMENTS) -> Tallies:
    """The tallies of times whose rows are gone."""
    rows = session.exec(select(FrozenTally).where(FrozenTally.subject == subject))
    return Tallies(
        {
            Spot(
                Span(row.first_day, row.last_day), row.municipality_code, row.kind, Measure(row.measure)
            ): Tally(
                row.number, tuple(Source(Place(*place), text) for *place, text in json.loads(row.sources))
            )
            for row in rows
        }
    )


def with_frozen(by_rows: Tallies, kept: Tallies) -> Tallies:
    """The tallies of rows by municipality, those of times that are frozen as they were."""
    closed = _whens(kept)
    return Tallies(
        {
            **{
                spot: tally
                for spot, tally in _of_municipalities(by_rows).items()
                if _when(spot) not in closed
            },
            **kept.by_spot,
        }
    )


def dispose(
    session: Session, placements: Mapping[int, Placement], before: date, *, count_end_day: bool
) -> Disposal:
    """Deletes rows of placements that ended before a day, 1 January of a year, and keeps what they came to.

    `placements` are all rows by their key. A row that was going on when its list ended is deleted as well where a
    later list of the municipality tells what became of it. Raises Refusal (exit 3) where placements that started
    before are not followed for 24 months yet.
    """
    earlier = frozen(session)
    told = with_frozen(tallied(placements.values(), count_end_day=count_end_day), earlier)
    _refuse_if_followed(told, before, placements.values())
    gone = _over(placements, before)
    again = _without(placements, gone, count_end_day)
    more_told = {code for _, code in _whens(again) - _whens(told)}
    if more_told:
        # A later list has lost a placement, and its row alone tells that the municipality does not know of that time.
        gone -= {
            key
            for key in gone
            if placements[key].end is None and placements[key].municipality_code in more_told
        }
        again = _without(placements, gone, count_end_day)
    freezing = _to_freeze(told, again.by_spot, before, _whens(earlier)) if gone else {}
    session.add_all(_frozen_row(spot, tally) for spot, tally in freezing.items())
    # Else what is deleted could be read in the file until something else is written there.
    session.connection().exec_driver_sql("PRAGMA secure_delete = ON")
    for some in _in_hundreds(sorted(gone)):
        session.exec(delete(PlacementRow).where(col(PlacementRow.id).in_(some)))
    session.flush()
    return Disposal(before, len(gone), len(placements) - len(gone), len(freezing))


def _without(placements: Mapping[int, Placement], gone: AbstractSet[int], count_end_day: bool) -> Tallies:
    """What the rows that are not gone come to, by municipality."""
    left = (row for key, row in placements.items() if key not in gone)
    return Tallies(_of_municipalities(tallied(left, count_end_day=count_end_day)))


def _refuse_if_followed(told: Tallies, before: date, placements: Iterable[Placement]) -> None:
    """Refuses where it is not known yet, but will be, what becomes of those who started before the day."""
    last = _last_days(placements)
    waiting = [
        spot.span.first
        for spot, tally in _of_municipalities(told).items()
        if tally.number
        and spot.measure is Measure.COHORT_OPEN
        and spot.span.last < before
        and last.get(spot.municipality_code, date.max) < followed_until(spot.span.last)
    ]
    if not waiting:
        return
    raise data_refusal(
        say(
            "Some placements that started before {year} have not been followed for 24 months, so that what became of "
            "them is not counted yet.",
            year=str(before.year),
        ),
        say(
            "Dispose of earlier years only (--before {year}), or import the lists of the two years after and try "
            "again.",
            year=str(min(waiting).year),
        ),
    )


def _last_days(placements: Iterable[Placement]) -> Mapping[str, date]:
    """By municipality, the last day that a list of it speaks of."""
    last: dict[str, date] = {}
    for row in placements:
        last[row.municipality_code] = max(row.known_to, last.get(row.municipality_code, row.known_to))
    return last


def _over(placements: Mapping[int, Placement], before: date) -> frozenset[int]:
    """The rows that ended before a day, and those going on in a list of before that a later list tells of."""
    last = _last_days(placements.values())
    return frozenset(
        key
        for key, row in placements.items()
        if (row.end and row.end < before)
        or (row.end is None and row.known_to < before and row.known_to < last[row.municipality_code])
    )


def _to_freeze(
    told: Tallies, again: Mapping[Spot, Tally], before: date, closed: AbstractSet[When]
) -> Mapping[Spot, Tally]:
    """The tallies of every time that is over, and of every other that the rows that stay do not come to."""
    by_when: defaultdict[When, dict[Spot, Tally]] = defaultdict(dict)
    for spot, tally in _of_municipalities(told).items():
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
    known = frozen(session, DAYS_OF_PARTS).by_spot
    lost = {spot: tally for spot, tally in before if spot not in known and after.at(spot) != tally}
    session.add_all(_frozen_row(spot, tally, DAYS_OF_PARTS) for spot, tally in lost.items())
    session.flush()


def _frozen_row(spot: Spot, tally: Tally, subject: str = OF_PLACEMENTS) -> FrozenTally:
    places = [
        [source.place.file, source.place.sheet, source.place.cell, source.verbatim]
        for source in tally.sources
    ]
    return FrozenTally(
        subject=subject,
        first_day=spot.span.first,
        last_day=spot.span.last,
        municipality_code=spot.municipality_code,
        kind=str(spot.kind),
        measure=spot.measure.value,
        number=tally.number,
        sources=json.dumps(places, ensure_ascii=False),
    )


def _of_municipalities(tallies: Tallies) -> dict[Spot, Tally]:
    return {spot: tally for spot, tally in tallies.by_spot.items() if spot.municipality_code != ALL}


def _when(spot: Spot) -> When:
    return spot.span, spot.municipality_code


def _whens(tallies: Tallies) -> frozenset[When]:
    return frozenset(_when(spot) for spot in tallies.by_spot)


def _in_hundreds(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[first : first + 500] for first in range(0, len(keys), 500))
