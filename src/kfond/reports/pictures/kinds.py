"""What a picture shows, as values: one class for each kind of picture. Nothing here knows how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

Number = int | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Amount:
    """A number to draw: `value` None is not known; an interval has ends, `low` and `high`, drawn as one.

    `hidden` is a number that is not to be shown: `hidden_as` stands in its place, and nothing is drawn.
    """

    value: Number | None
    low: Number | None = None
    high: Number | None = None
    hidden: bool = False
    hidden_as: str = "färre än 5"


@dataclass(frozen=True, slots=True)
class Titles:
    """The words around a picture: `title` says what is seen, `subtitle` what is measured, for whom and in what.

    `note` names the source and the coverage. `unit` is the word after a number, one and several: ("plats",
    "platser"); "%" for shares of a hundred, "kr" for money in kronor. `names` heads the column of names in the
    picture's table: Kommun, Kurs.
    """

    title: str
    subtitle: str
    note: str
    unit: tuple[str, str]
    names: str = "Kommun"

    @property
    def fewer(self) -> str:
        """How less of it is said: färre platser, mindre pengar."""
        return "mindre" if self.unit[0] == "kr" else "färre"


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars, one a name: participations by municipality or by course. In the order given."""

    titles: Titles
    bars: tuple[tuple[str, Amount], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Upright bars over time, one to four series side by side: participants per year."""

    titles: Titles
    periods: tuple[str, ...]
    series: tuple[tuple[str, tuple[Amount, ...]], ...]


@dataclass(frozen=True, slots=True)
class Panels:
    """Small upright bars over time, a panel a name, all on one scale: per municipality and year."""

    titles: Titles
    periods: tuple[str, ...]
    panels: tuple[tuple[str, tuple[Amount, ...]], ...]


@dataclass(frozen=True, slots=True)
class Stacks:
    """A row a name, parted into at most four parts that are told apart by pattern: experience bands."""

    titles: Titles
    parts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Amount, ...]], ...]


@dataclass(frozen=True, slots=True)
class Intervals:
    """Dots with whiskers, one or two series a row: posts and vacancies with what is not known of them."""

    titles: Titles
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Amount, ...]], ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is needed as an outline and what is there as a filled bar in it: need against seats."""

    titles: Titles
    wanted: str
    given: str
    rows: tuple[tuple[str, Amount, Amount], ...]


@dataclass(frozen=True, slots=True)
class Funnel:
    """A falling row of bars with the share between them: money applied for, granted, used."""

    titles: Titles
    steps: tuple[tuple[str, Amount], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over many periods, at most four, labelled at their ends: placements and breakdowns over time."""

    titles: Titles
    periods: tuple[str, ...]
    series: tuple[tuple[str, tuple[Amount, ...]], ...]


@dataclass(frozen=True, slots=True)
class Task:
    """Something of the annual wheel that takes its time, from its first day to its last."""

    name: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something of the annual wheel that falls on a day."""

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Wheel:
    """The annual wheel: twelve months clockwise from January at the top; `today` is a hand, or None."""

    titles: Titles
    year: int
    tasks: tuple[Task, ...]
    deadlines: tuple[Deadline, ...]
    today: date | None = None


MOST_NAMES = 40
"""More names than this no picture shows well: on a page the letters would be too small, on a phone it never ends."""


def is_readable(picture: Picture) -> bool:
    """Whether a picture has few enough names; one with more says less than the table of its data does."""
    match picture:
        case Bars(bars=names) | Panels(panels=names) | Funnel(steps=names):
            return len(names) <= MOST_NAMES
        case Stacks(rows=names) | Intervals(rows=names) | Pairs(rows=names):
            return len(names) <= MOST_NAMES
        case _:
            return True


Picture = Bars | Columns | Panels | Stacks | Intervals | Pairs | Funnel | Lines | Wheel
