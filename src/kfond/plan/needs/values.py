"""The need of a course, as values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kfond.catalogue.lines import Band
from kfond.messages import Message
from kfond.plan.estimates import Estimate
from kfond.provenance import Source
from kfond.staffing.boxes import Box, sum_of


class State(StrEnum):
    """What is known of a need. NONE is a figure (nobody); UNKNOWN is the lack of one."""

    KNOWN = "known"
    PARTLY = "partly"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class BandNeed:
    """The persons of one band in one municipality, as its sheet says."""

    band: Band
    box: Box


@dataclass(frozen=True, slots=True)
class Trained:
    """Persons of the bands who have the course when the plan begins.

    `is_observed`: counted from lists that name the municipality alone. What is spread over those reached is to be
    labelled "allocated, not observed" for a single municipality. `sources`: the cells it rests on.
    `staying`: those of them who are left in each term of the horizon; the first is `persons`. `has_local`: some had
    it from training that the municipality arranged by itself. `is_allocated`: some are spread over those reached.
    `by_plans`: the adopted plans whose seats are reckoned among them, in words; nobody has confirmed those.
    """

    persons: Estimate
    is_observed: bool
    sources: tuple[Source, ...]
    staying: tuple[Estimate, ...] = ()
    has_local: bool = False
    is_allocated: bool = False
    by_plans: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What a municipality has asked for in one term: seats, and the fewest that are of use (0: any)."""

    seats: int
    fewest: int
    source: Source | None


@dataclass(frozen=True, slots=True)
class Need:
    """What one municipality needs of one course, in persons.

    `bands`: only the bands with figures, with their cells. `eligible` and `left` have an estimate for each term of
    the horizon: those whom the course is for, and those of them who lack it if the plan gave no seat at all; both
    are empty where nothing is known. `requests`: one for each term, None where nothing was asked.
    """

    code: str
    municipality: str
    bands: tuple[BandNeed, ...]
    has_unknown_band: bool
    eligible: tuple[Estimate, ...]
    trained: Trained | None
    left: tuple[Estimate, ...]
    requests: tuple[Request | None, ...]

    @property
    def box(self) -> Box:
        """All bands together as the sheet says; without any band with figures nothing is known."""
        if not self.bands:
            return Box(Decimal(0), None, None, ())
        return sum_of(part.box for part in self.bands)

    @property
    def is_missing(self) -> bool:
        """Whether nothing at all is known for this municipality."""
        return not self.left

    @property
    def sources(self) -> tuple[Source, ...]:
        """The cells behind the need."""
        return tuple(source for part in self.bands for source in part.box.sources)


@dataclass(frozen=True, slots=True)
class TakeUp:
    """The share of those who need a course that take a seat when it is offered once, and what it rests on.

    `taken` of `offered` persons in rounds that did not fill; a full round only bounds it from below.
    """

    share: Decimal
    taken: int
    offered: int
    origin: Message


@dataclass(frozen=True, slots=True)
class CourseNeed:
    """The need of one course, all municipalities.

    `members`: every municipality of the plan, in order of code. `total`: those who lack it, one estimate a term,
    from the draws. `kept[k]`: the share of those given a seat k terms ago who are still among those whom it is for
    (kept[0] is 1). `is_recurring`: each comes every time, so that seats given never reduce the need. `notes`: what
    the reader of the need must know (numbers that cannot be read, lists that tell of the same persons).
    """

    state: State
    members: tuple[Need, ...]
    total: tuple[Estimate, ...]
    take_up: TakeUp
    kept: tuple[Decimal, ...]
    is_recurring: bool = False
    notes: tuple[Message, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether nobody who is known has had the course, and nobody has asked for it in writing."""
        return all(part.trained is None and not any(part.requests) for part in self.members)
