"""What a measure is made of and what comes out: a number with its cells, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kfond.activities.surveys import Round
from kfond.activities.values import Activity
from kfond.catalogue.participations import Taken
from kfond.lists.rows import Row
from kfond.periods import Span
from kfond.placements.statistics import Statistics
from kfond.provenance import Source
from kfond.staffing.movements import Movement

HeadsOn = Callable[[str, date], Mapping[str, Decimal]]
"""Area and day -> municipality code -> employees; who is not known is left out."""
Filters = Mapping[str, str]
Choices = Mapping[str, tuple[str, ...]]
HIDDEN = "dold, eftersom den rör få"
"""Why a number of few is not told."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the measures count: participations, activities, indicators and movements as the lists say them now.

    `statistics` are None where nobody tells of placements. `surveys` are all rounds, since what is hidden of one hangs
    on the others. `smallest`: groups of fewer answers are hidden; statistics know theirs.
    """

    taken: tuple[Taken, ...]
    activities: tuple[Activity, ...]
    indicators: tuple[Row, ...]
    movements: tuple[Movement, ...]
    heads_on: HeadsOn
    statistics: Statistics | None
    surveys: tuple[Round, ...]
    smallest: int


@dataclass(frozen=True, slots=True)
class Measured:
    """A number of a time. `value` None is not known, and `why` says so in Swedish; `low` and `high` bound it where
    the cells do, None where unbounded. `sources` are the cells that it was made of. `basis` says in Swedish how many it
    rests on, "" where the number says so itself. `unit` is that of the sheet, "" where it is that of the measure."""

    value: Fraction | None
    sources: tuple[Source, ...] = ()
    why: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    basis: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A way to measure by name, in Swedish words: `label` for a table, `definition` for a note beneath it.

    `filters` are the keys of a target's filters that it understands, each with what it means; `choices` are the
    filters of a few answers, with the words of each answer; `unit` is what it counts. `source` says who defines it
    so. `is_on_persons`: what it counts needs protection.
    """

    label: str
    definition: str
    unit: str
    filters: Mapping[str, str]
    compute: Callable[[Facts, Span, Filters], Measured]
    source: str = "vår"
    is_on_persons: bool = False
    choices: Mapping[str, Choices] = field(default_factory=dict)


def unknown(why: str) -> Measured:
    """Not known, and why."""
    return Measured(None, (), why)


def chosen(choices: Choices, word: str) -> str | None:
    """The answer that a word means, itself or one of its words; None where it is none of them."""
    wanted = word.strip().casefold()
    return next((key for key, words in choices.items() if wanted in (key, *map(str.casefold, words))), None)


def names(text: str, wanted: str) -> bool:
    """Whether a text has the wanted words in it, however they are cased; everything has no words."""
    return wanted.casefold() in text.casefold()
