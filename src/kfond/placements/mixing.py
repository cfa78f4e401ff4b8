"""Counts and rows together: for each municipality and time one of the two, and the totals of all of them.

Where rows cover a municipality's whole time they are what counts, since they can be counted in every way; its counts
of the same time are only held against them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kfond.placements.tallies import ALL, HomeMeasure, Measure, ReferralMeasure, Span, Spot, Tallies, Tally
from kfond.placements.values import IN_TOTALS

OF_CHILDREN = frozenset({Measure.CHILDREN, Measure.CHILDREN_BROKEN})
"""What does not add up over kinds: a child may have had a placement of two. Over municipalities it does, since a
child is known again within its municipality alone."""
MEDIANS = frozenset({ReferralMeasure.HALF_DAYS_TO_MATCH})
"""What adds up over nothing: a median of all is made of rows, or is that of the only one who tells."""
UNDATED = frozenset({HomeMeasure.MENTORS})
"""What rows tell of the last day of their list alone."""
DERIVED = frozenset({Measure.UNDER_WAY, ReferralMeasure.SETTLED})
"""What nobody states: where it differs, what it is made of does."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A count that a municipality sent beside the number that its rows come to."""

    spot: Spot
    by_rows: int
    by_counts: Tally


@dataclass(frozen=True, slots=True)
class Mixed:
    """The tallies of all municipalities, and what their counts and rows disagree about."""

    tallies: Tallies
    disagreements: tuple[Disagreement, ...]


def mixed(by_rows: Tallies, by_counts: Tallies) -> Mixed:
    """One set of tallies from both, with those of all kinds and of all municipalities."""
    rows = _of_municipalities(by_rows)
    covered = {(spot.span, spot.municipality_code) for spot in rows}
    counts = {
        spot: tally
        for spot, tally in _with_all_kinds(_of_municipalities(by_counts)).items()
        if (spot.span, spot.municipality_code) not in covered
    }
    disagreements = tuple(
        Disagreement(spot, number, tally)
        for spot, tally in sorted(_of_municipalities(by_counts).items(), key=lambda item: item[0])
        if tally.number is not None
        and (spot.span, spot.municipality_code) in covered
        and spot.measure not in DERIVED
        and (number := _number(rows, spot)) is not None
        and number != tally.number
    )
    counted = {spot.span for spot in counts}
    medians = {spot: tally for spot, tally in by_rows if spot.measure in MEDIANS and spot.span not in counted}
    return Mixed(Tallies({**_with_all_municipalities({**rows, **counts}), **medians}), disagreements)


def mixed_homes(by_rows: Tallies, by_counts: Tallies) -> Mixed:
    """The same of homes, which belong to no municipality: rows where they cover the time, else counts.

    What rows of a time cannot tell (mentors, before the list ends) its counts may.
    """
    disagreements = tuple(
        Disagreement(spot, number, tally)
        for spot, tally in by_counts
        if tally.number is not None
        and (number := by_rows.at(spot).number) is not None
        and number != tally.number
    )
    known = ((spot, tally) for spot, tally in by_rows if tally.number is not None)
    covered = set(by_rows.spans())
    counts = {spot: tally for spot, tally in by_counts if spot.span not in covered or spot.measure in UNDATED}
    return Mixed(Tallies({**dict(by_rows), **counts}).with_these(known), disagreements)


def _number(rows: Mapping[Spot, Tally], spot: Spot) -> int | None:
    """What rows come to; of a kind that no row is of, nothing, which is 0."""
    tally = rows.get(spot)
    return 0 if tally is None else tally.number


def _of_municipalities(tallies: Tallies) -> dict[Spot, Tally]:
    return {spot: tally for spot, tally in tallies if spot.municipality_code != ALL}


def _with_all_kinds(tallies: Mapping[Spot, Tally]) -> dict[Spot, Tally]:
    """Each municipality's tallies with those of all the kinds that it tells of; relief is beside another placement."""
    parts: dict[Spot, list[Tally]] = defaultdict(list)
    for spot, tally in sorted(tallies.items(), key=lambda item: item[0]):
        if spot.kind in IN_TOTALS:
            parts[Spot(spot.span, spot.municipality_code, ALL, spot.measure)].append(tally)
    single = OF_CHILDREN | MEDIANS
    totals = {
        spot: Tally(None) if spot.measure in single and len(of_kinds) > 1 else _whole(of_kinds)
        for spot, of_kinds in parts.items()
    }
    return {**totals, **tallies}


def _with_all_municipalities(tallies: Mapping[Spot, Tally]) -> dict[Spot, Tally]:
    """The tallies with the sums of the municipalities that are known, and the codes of those that are not."""
    codes: dict[Span, set[str]] = defaultdict(set)
    parts: dict[Spot, dict[str, Tally]] = defaultdict(dict)
    for spot, tally in sorted(tallies.items(), key=lambda item: item[0]):
        codes[spot.span].add(spot.municipality_code)
        parts[Spot(spot.span, ALL, spot.kind, spot.measure)][spot.municipality_code] = tally
    return {
        **tallies,
        **{
            spot: Tally(None) if spot.measure in MEDIANS and len(by_code) > 1 else _sum_of_known(by_code)
            for spot, by_code in parts.items()
        },
    }


def _whole(parts: Iterable[Tally]) -> Tally:
    """The sum of parts; not known where any of them is not."""
    told = list(parts)
    cells = tuple(source for part in told for source in part.sources)
    if any(part.number is None for part in told):
        return Tally(None, cells)
    return Tally(sum(part.number or 0 for part in told), cells)


def _sum_of_known(by_code: Mapping[str, Tally]) -> Tally:
    known = {code: tally for code, tally in by_code.items() if tally.number is not None}
    missing = tuple(code for code in by_code if code not in known)
    cells = tuple(source for tally in known.values() for source in tally.sources)
    return Tally(sum(tally.number or 0 for tally in known.values()) if known else None, cells, missing)
