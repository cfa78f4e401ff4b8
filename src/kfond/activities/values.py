"""An activity: what was done in a time, how often, for whom and in which form, as a sheet counts it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kfond.periods import Span
from kfond.provenance import Source
from kfond.staffing.boxes import Box


class Kind(StrEnum):
    """What an activity is. The first five happen on occasions; of the others something else is counted."""

    MEETING = "meeting"
    TRAINING = "training"
    NETWORK = "network"
    EVENT = "event"
    CAMPAIGN = "campaign"
    MENTORING = "mentoring"
    STUDY = "study"
    STAFFING = "staffing"
    OTHER = "other"


ON_OCCASIONS = (Kind.MEETING, Kind.TRAINING, Kind.NETWORK, Kind.EVENT, Kind.CAMPAIGN)


class TakingPart(StrEnum):
    """What is known of those whose number is stated. Who was offered a seat has not taken it."""

    ATTENDED = "attended"
    INVITED = "invited"
    OFFERED = "offered"


class Format(StrEnum):
    """How an occasion was held."""

    DIGITAL = "digital"
    PHYSICAL = "physical"
    HYBRID = "hybrid"


class Stage(StrEnum):
    """Whether a fact is of the time before something changed, or after."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Activity:
    """A row of a list of activities: what was done between two days.

    Numbers are boxes; one without sources is not stated, which is never 0. `share` is of `audience`, 1 for all of
    them, and says nothing of how many they are. `taking_part` None: nobody says what the participants are a number
    of. `formats` empty: not known; of several, each was used at least once. `has_minutes` None is not known.
    """

    kind: Kind
    name: str
    span: Span
    audience: str
    occasions: Box
    has_minutes: bool | None
    formats: tuple[Format, ...]
    participants: Box
    taking_part: TakingPart | None
    share: Box
    counted: Box
    counted_as: str
    stage: Stage | None
    in_words: str
    note: str
    source: Source
