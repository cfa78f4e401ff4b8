"""What a cell is read as: a figure, an interval or an explicit unknown, and how far it can be trusted."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum


class Expect(StrEnum):
    """What a column asks for."""

    COUNT = "count"  # posts or persons, decimals allowed
    SHARE = "share"  # yes or no, with a share of a post


class Quality(StrEnum):
    """How far a reading can be trusted."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    RANGE = "range"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MISSING = "missing"  # nothing is stated
    UNCLEAR = "unclear"  # something is stated that has no single reading


class Answer(StrEnum):
    """Yes or no, where a cell says so."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says. Figures are posts or persons; of a share, parts of one post (0.5 for 50 %)."""

    verbatim: str
    quality: Quality
    value: Decimal | None  # of a range its middle; None when only a bound is known, when missing or unclear
    low: Decimal | None  # None: unbounded
    high: Decimal | None
    answer: Answer | None
    note: str  # the words beside the figure, as typed
    review: bool  # a human should look
    marks: str = ""  # footnote marks


class NoSingleReadingError(Exception):
    """Unwinds the parser: what is stated can be read in two ways, or in none."""


NOTHING = Reading("", Quality.MISSING, value=None, low=None, high=None, answer=None, note="", review=False)
"""The reading of an empty cell, which every other one is a variation of."""


def exact(figure: Decimal) -> Reading:
    """Return the reading of a figure that stands for itself."""
    return replace(NOTHING, quality=Quality.EXACT, value=figure, low=figure, high=figure)


def unclear(answer: Answer | None = None, note: str = "") -> Reading:
    """Return the reading of what has no single reading."""
    return replace(NOTHING, quality=Quality.UNCLEAR, answer=answer, note=note, review=True)
