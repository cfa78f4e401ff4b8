"""Tallies: a number for a time, a municipality and a kind. Every statistic is made of them alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from kfond.provenance import Source

ALL = ""
"""Every municipality, or every kind together but relief (`values.IN_TOTALS`)."""


class Measure(StrEnum):
    """What is counted. Of placements, in a time; each is named in `definitions`."""

    ONGOING = "ongoing"  # under way when the last day ends
    STARTED = "started"
    ENDED = "ended"
    UNDER_WAY = "under_way"  # on any day of the time
    DAYS = "days"  # care days
    BREAKDOWNS = "breakdowns"
    BY_CHILD = "breakdown_child"
    BY_HOME = "breakdown_foster_home"
    BY_PARENTS = "breakdown_parents"
    BY_AUTHORITY = "breakdown_authority"
    ENDING_UNKNOWN = "ending_unknown"  # of those that ended
    ENDED_WITH_PLAN = "ended_with_plan"  # of those that ended, those for which a planned end was stated
    ENDED_EARLY = "ended_early"  # of those, the ones that ended before it
    COHORT = "cohort"  # started in the time
    COHORT_BROKEN = "cohort_broken"  # of those, broken down within 24 months
    COHORT_OPEN = "cohort_open"  # of those, not yet followed for 24 months and still under way
    COHORT_UNKNOWN = "cohort_unknown"  # of those, ended within 24 months and nobody says how
    CHILDREN = "children"  # different children with a placement under way
    CHILDREN_BROKEN = "children_broken"  # of those, with a breakdown in the time
    TRAINED_BEFORE = "trained_before"  # of those that started, the home had its basic training before
    TRAINED_UNKNOWN = "trained_unknown"  # of those that started, nobody says

    __hash__ = str.__hash__  # as it is equal to its word; and millions of tallies are looked up by it


class HomeMeasure(StrEnum):
    """What is counted of homes, in a time; each is named in `home_definitions`."""

    INTEREST = "interest"
    ASSESSMENT = "assessment"
    ASSESSED = "assessed"
    TRAINED = "trained"
    BANKED = "banked"
    PLACED = "placed"  # the first placement
    ASSESSMENT_WITHIN = "assessment_within"  # of those that showed interest in the time, within 12 months
    ASSESSED_WITHIN = "assessed_within"
    TRAINED_WITHIN = "trained_within"
    BANKED_WITHIN = "banked_within"
    PLACED_WITHIN = "placed_within"
    INTEREST_OPEN = "interest_open"  # of those, not yet followed for 12 months and still on their way
    HALF_DAYS_TO_ASSESSMENT = "half_days_to_assessment"  # medians in half days, so that each is whole
    HALF_DAYS_TO_ASSESSED = "half_days_to_assessed"
    HALF_DAYS_TO_TRAINED = "half_days_to_trained"
    HALF_DAYS_TO_BANKED = "half_days_to_banked"
    HALF_DAYS_TO_PLACED = "half_days_to_placed"
    HALF_DAYS_ALL_THE_WAY = "half_days_all_the_way"
    TO_ASSESSMENT = "to_assessment"  # how many homes each of the medians is of
    TO_ASSESSED = "to_assessed"
    TO_TRAINED = "to_trained"
    TO_BANKED = "to_banked"
    TO_PLACED = "to_placed"
    ALL_THE_WAY = "all_the_way"
    TRAINED_FIRST = "trained_first"  # of those with a first placement in the time, trained before it
    TRAINED_FIRST_UNKNOWN = "trained_first_unknown"  # of those, nobody says
    IN_BANK = "in_bank"  # when the last day ends
    MENTORS = "mentors"  # likewise
    MENTORED = "mentored"  # likewise
    CONTRACTED = "contracted"  # emergency homes, likewise
    CONTRACTED_IN_TIME = "contracted_in_time"  # on any day of the time
    LEFT = "left"
    LEFT_WITHDREW = "left_withdrew"
    LEFT_NOT_SUITABLE = "left_not_suitable"
    LEFT_RETURNED_TO_WORK = "left_returned_to_work"
    LEFT_PAY = "left_pay"
    LEFT_LIFE = "left_change_in_life"
    LEFT_OTHER = "left_other"
    LEFT_UNKNOWN = "left_unknown"  # nobody says why


class ReferralMeasure(StrEnum):
    """What is counted of referrals, in a time; each is named in `home_definitions`."""

    ASKED = "asked"
    MATCHED = "matched"
    NOT_MET = "not_met"  # closed without a home
    SETTLED = "settled"  # one or the other
    WAITING = "waiting"  # when the last day ends
    HALF_DAYS_TO_MATCH = "half_days_to_match"  # the median, in half days so that it is whole


AnyMeasure = Measure | HomeMeasure | ReferralMeasure
"""What is counted of placements, homes or referrals. Their tallies are kept apart: some have the same key."""


OF_DAYS: Mapping[HomeMeasure, HomeMeasure] = {
    HomeMeasure.HALF_DAYS_TO_ASSESSMENT: HomeMeasure.TO_ASSESSMENT,
    HomeMeasure.HALF_DAYS_TO_ASSESSED: HomeMeasure.TO_ASSESSED,
    HomeMeasure.HALF_DAYS_TO_TRAINED: HomeMeasure.TO_TRAINED,
    HomeMeasure.HALF_DAYS_TO_BANKED: HomeMeasure.TO_BANKED,
    HomeMeasure.HALF_DAYS_TO_PLACED: HomeMeasure.TO_PLACED,
    HomeMeasure.HALF_DAYS_ALL_THE_WAY: HomeMeasure.ALL_THE_WAY,
}
"""The medians of homes, and how many homes each is of."""


class Span(NamedTuple):
    """The first and last day of a tertial, a term, a year or any other time."""

    first: date
    last: date

    @classmethod
    def of_year(cls, year: int) -> Span:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


class Spot(NamedTuple):
    """What a tally is of. `municipality_code` and `kind` may be ALL. A tuple, since tallies are looked up by it."""

    span: Span
    municipality_code: str
    kind: str
    measure: AnyMeasure


@dataclass(frozen=True, slots=True)
class Tally:
    """A number with the cells that it came from; `number` None is not known, which is never 0.

    `missing`: of all municipalities together, the codes of those whose number is not known and that it leaves out.
    """

    number: int | None
    sources: tuple[Source, ...] = ()
    missing: tuple[str, ...] = ()


UNKNOWN = Tally(None)


@dataclass(frozen=True)
class Tallies:
    """What is known of placements, homes or referrals: a tally at each spot that somebody has told of."""

    by_spot: Mapping[Spot, Tally] = field(default_factory=dict)

    def at(self, spot: Spot) -> Tally:
        """The tally at a spot; a number None where nobody has told of it."""
        return self.by_spot.get(spot, UNKNOWN)

    def number(self, span: Span, municipality_code: str, kind: str, measure: AnyMeasure) -> int | None:
        """The number at a spot; None is not known."""
        return self.at(Spot(span, municipality_code, kind, measure)).number

    def spans(self) -> tuple[Span, ...]:
        """The times that are told of, in order."""
        return tuple(sorted({spot.span for spot in self.by_spot}))

    def municipalities(self, span: Span) -> tuple[str, ...]:
        """The codes of those that tell of a time, in order; without ALL."""
        return self._tellers.get(span, ())

    def parts(self, span: Span, kind: str, measure: AnyMeasure) -> Mapping[str, Tally]:
        """The tallies that add up to that of all municipalities: theirs, in the order of their codes; where none of
        them tells of the time by itself, that of ALL.
        """
        return self._parts.get((span, kind, measure), {})

    @cached_property
    def _tellers(self) -> Mapping[Span, tuple[str, ...]]:
        found: defaultdict[Span, set[str]] = defaultdict(set)
        for spot in self.by_spot:
            found[spot.span].add(spot.municipality_code)
        return {span: tuple(sorted(codes - {ALL})) for span, codes in found.items()}

    @cached_property
    def _parts(self) -> Mapping[tuple[Span, str, AnyMeasure], Mapping[str, Tally]]:
        found: defaultdict[tuple[Span, str, AnyMeasure], dict[str, Tally]] = defaultdict(dict)
        for spot, tally in self.by_spot.items():
            if spot.municipality_code != ALL or not self.municipalities(spot.span):
                found[spot.span, spot.kind, spot.measure][spot.municipality_code] = tally
        return {key: dict(sorted(by_code.items())) for key, by_code in found.items()}

    def __iter__(self) -> Iterator[tuple[Spot, Tally]]:
        return iter(sorted(self.by_spot.items(), key=lambda item: item[0]))

    def with_these(self, others: Iterable[tuple[Spot, Tally]]) -> Tallies:
        """These, with others in the place of what stood at their spots."""
        return Tallies({**self.by_spot, **dict(others)})
