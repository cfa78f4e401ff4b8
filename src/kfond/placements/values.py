"""A placement, a home and a referral as rows tell of them, under pseudonyms, and the words that they are told in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kfond.provenance import Source


class Kind(StrEnum):
    """A form of placement."""

    TRADITIONAL = "foster_home"
    NETWORK = "kinship"
    CONSULTANT = "agency"
    EMERGENCY = "emergency"
    RESIDENTIAL = "residential"
    SUPPORTED = "supported"
    SECURE = "secure"
    RELIEF = "relief"
    """A second home for some days a month; the only kind that may be at the same time as another."""


OF_THE_ORGANISATION = (Kind.TRADITIONAL, Kind.NETWORK, Kind.CONSULTANT, Kind.EMERGENCY)
"""The kinds that a joint foster-home organisation works with."""

IN_TOTALS = tuple(kind for kind in Kind if kind is not Kind.RELIEF)
"""The kinds that "every kind" is the sum of. A relief home stands beside a placement and would count it twice. Ours."""


OF_HOMES = (*OF_THE_ORGANISATION, Kind.RELIEF)
"""The kinds that a home can be of, and that a municipality can ask for."""


class AgeGroup(StrEnum):
    """A child's age when the placement began, in groups so wide that nobody is told from others by it. Ours."""

    TO_5 = "0-5"
    TO_12 = "6-12"
    TO_17 = "13-17"
    TO_20 = "18-20"


class Ending(StrEnum):
    """How a placement ended. That it was a breakdown follows from this and is never stated beside it.

    Who ended it is told apart as in Skoog and others (2012) and in the studies of Västernorrland (2011).
    """

    RETURN = "planned_return"
    MOVE = "planned_move"
    CUSTODY = "custody_transfer"
    ADOPTION = "adoption"
    AGED_OUT = "aged_out"
    BROKEN_BY_CHILD = "breakdown_child"
    BROKEN_BY_HOME = "breakdown_foster_home"
    BROKEN_BY_PARENTS = "breakdown_parents"
    BROKEN_BY_AUTHORITY = "breakdown_authority"
    BROKEN = "breakdown"
    OTHER = "other"
    UNKNOWN = "unknown"

    @property
    def is_breakdown(self) -> bool:
        """Whether the placement ended without its being planned."""
        return self in BREAKDOWNS


BREAKDOWNS = frozenset(
    {
        Ending.BROKEN_BY_CHILD,
        Ending.BROKEN_BY_HOME,
        Ending.BROKEN_BY_PARENTS,
        Ending.BROKEN_BY_AUTHORITY,
        Ending.BROKEN,
    }
)


@dataclass(frozen=True, slots=True)
class Placement:
    """A row of a list of placements.

    `child` and `home` are keyed pseudonyms, "" where the list has none. Days are half-open: the day of `end` is the
    first without the placement. `end` None: it went on when the list ended, on `known_to`, the last day that the list
    speaks of; it tells of all placements of the municipality that were under way on any day from `known_from`.
    `number`: the keyed pseudonym of the placement's own number, which tells it from others of the municipality in
    every list. `ending` None: it has not ended. `had_training`: whether the home had its basic training before the
    start; None is not known.
    """

    municipality_code: str
    kind: Kind
    child: str
    home: str
    start: date
    planned_end: date | None
    end: date | None
    ending: Ending | None
    age_group: AgeGroup | None
    had_training: bool | None
    known_from: date
    known_to: date
    source: Source
    number: str


class Step(StrEnum):
    """A step of a home on its way to a first placement."""

    INTEREST = "interest"
    ASSESSMENT = "assessment"
    ASSESSED = "assessed"
    TRAINED = "trained"
    BANKED = "banked"
    PLACED = "placed"


class WayOut(StrEnum):
    """Why a home left before or after its first placement."""

    WITHDREW = "withdrew"
    NOT_SUITABLE = "not_suitable"
    RETURNED_TO_WORK = "returned_to_work"
    PAY = "pay"
    LIFE = "change_in_life"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Home:
    """A row of a list of homes: the days of its steps, None where it has not come so far or nobody says.

    `has_mentor`, `is_mentor`, `contracted_from`, `contracted_to`: a home of the organisation that stands ready.
    """

    home: str
    kind: Kind
    steps: Mapping[Step, date]
    left: date | None
    way_out: WayOut | None
    is_mentor: bool
    mentored_from: date | None
    contracted_from: date | None
    contracted_to: date | None
    known_from: date
    known_to: date
    source: Source


@dataclass(frozen=True, slots=True)
class Referral:
    """A municipality that asked for a home on a day; `matched` and `closed` (without a home) None while neither.

    `number`: the keyed pseudonym of its own number, which tells it from others of the municipality in every list.
    """

    municipality_code: str
    kind: Kind
    asked: date
    matched: date | None
    closed: date | None
    known_from: date
    known_to: date
    source: Source
    number: str
