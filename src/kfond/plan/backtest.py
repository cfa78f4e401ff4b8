"""The back-test: what a plan of an earlier year would have foretold, beside what came.

Three kinds of series are scored: the staff of each band, what municipalities asked for, and the seats taken in
rounds that were not full (a full round tells how large the room was, not how many wanted to come). The model is
compared with what anybody would say without one: the same term last year.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from kfond.messages import Message, say
from kfond.periods import Term
from kfond.plan.estimates import Estimate

NOTHING = Decimal(0)
_STEP = Decimal("0.0001")
TAIL = Decimal("0.025")
"""What a bootstrap's interval leaves out at each end: it holds 95 %."""


class SeriesKind(StrEnum):
    """What is foretold: persons of a band, seats asked for, seats taken in rounds that were not full."""

    STAFF = "staff"
    REQUESTS = "requests"
    SEATS = "seats"


@dataclass(frozen=True, slots=True)
class Scored:
    """One forecast beside what came and beside the naive figure; persons or seats.

    `key` names the series, for a reader: area, municipality and band or course.
    """

    kind: SeriesKind
    key: str
    term: Term
    forecast: Estimate
    actual: Decimal
    naive: Decimal

    @property
    def miss(self) -> Decimal:
        """How far the best value was from what came."""
        return abs(self.forecast.best - self.actual)

    @property
    def naive_miss(self) -> Decimal:
        """How far the naive figure was from what came."""
        return abs(self.naive - self.actual)

    @property
    def is_covered(self) -> bool:
        """Whether what came lies in the 80 % interval."""
        return self.forecast.low <= self.actual <= self.forecast.high


@dataclass(frozen=True, slots=True)
class Score:
    """How good the forecasts of one kind were; shares, to four decimals.

    `error`: sum of |forecast - came| over sum of what came; None where nothing came. `ratio`: `error` over
    `naive_error`, below 1 where the model is better; None where the naive figures were all right. `coverage`:
    the share of what came that lies in its 80 % interval. `n`: how many forecasts.
    """

    kind: SeriesKind
    n: int
    error: Decimal | None
    naive_error: Decimal | None
    ratio: Decimal | None
    coverage: Decimal


@dataclass(frozen=True, slots=True)
class Range:
    """The 95 % interval of a ratio, from a bootstrap."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Split:
    """An earlier plan that can be tested: for `year`, made on `planned_on` from `snapshot`, the newest of its day.

    `later`: the days for which the staff that came is known. `courses_known`: whether there are participations
    both of years before and of `year`, so that seats can be scored and not staff alone.
    """

    year: int
    planned_on: date
    snapshot: date
    later: tuple[date, ...]
    courses_known: bool


def naive(earlier: Mapping[Term, Decimal], term: Term) -> Decimal:
    """The figure of the same term last year, else the mean of the earlier ones, else 0.

    `earlier` is what was known when the forecast was made.
    """
    last_year = earlier.get(term + -2)
    if last_year is not None:
        return last_year
    known = [figure for known_term, figure in earlier.items() if term.minus(known_term) > 0]
    return _quantised(sum(known, NOTHING) / len(known)) if known else NOTHING


def score(kind: SeriesKind, scored: Iterable[Scored]) -> Score | None:
    """The forecasts of one kind scored together; None where there are none."""
    mine = [one for one in scored if one.kind is kind]
    if not mine:
        return None
    came = sum((one.actual for one in mine), NOTHING)
    missed, naive_missed = _misses(mine)
    covered = sum(one.is_covered for one in mine)
    return Score(
        kind,
        len(mine),
        _share(missed, came),
        _share(naive_missed, came),
        _share(missed, naive_missed),
        _quantised(Decimal(covered) / len(mine)),
    )


def scores(scored: Sequence[Scored]) -> tuple[Score, ...]:
    """A score for each kind that has forecasts, in the order of the kinds."""
    return tuple(found for kind in SeriesKind if (found := score(kind, scored)))


def range_of_ratio(groups: Sequence[Sequence[Scored]], seed: int, samples: int = 2000) -> Range | None:
    """How sure the ratio to naive is: a bootstrap over `groups`, whose forecasts share their luck.

    A group is a municipality, or a simulated region; all of it is drawn or none. Each of `samples` draws as many
    groups as there are, with replacement. None with fewer than two groups, or where a draw has no naive error.
    """
    if len(groups) < 2:
        return None
    dice = random.Random(seed)
    misses = [_misses(group) for group in groups]
    ratios = []
    for _ in range(samples):
        drawn = dice.choices(misses, k=len(misses))
        ratio = _share(sum((ours for ours, _ in drawn), NOTHING), sum((other for _, other in drawn), NOTHING))
        if ratio is None:
            return None
        ratios.append(ratio)
    ratios.sort()
    left_out = int(samples * TAIL)
    return Range(ratios[left_out], ratios[-1 - left_out])


def splits(snapshots: Iterable[date], course_years: Iterable[int]) -> tuple[Split, ...]:
    """The earlier plans that can be tested, oldest first: for each year, made on the last day of the year before.

    `snapshots`: the days for which staff is known; at least one must lie before the planning and one after it.
    `course_years`: the single years whose participations are known.
    """
    days = sorted(set(snapshots))
    years = sorted(set(course_years))
    found = []
    for year in range(days[0].year + 1, days[-1].year + 1) if days else ():
        planned_on = date(year - 1, 12, 31)
        before = [day for day in days if day <= planned_on]
        later = tuple(day for day in days if day > planned_on)
        courses_known = year in years and years[0] < year
        found.append(Split(year, planned_on, before[-1], later, courses_known))
    return tuple(found)


def obstacle(snapshots: Iterable[date], course_periods: Iterable[tuple[int, int]]) -> Message | None:
    """Why no earlier plan can be tested; None where one can.

    `course_periods`: first and last year of each list of courses held. A list of several years without its years
    apart is pooled, and tells nothing of any one of them.
    """
    days = sorted(set(snapshots))
    if splits(days, ()):
        return None
    pooled = sorted({(first, last) for first, last in course_periods if first < last})
    if not days:
        return say("No back-test is possible: there are no staff figures.")
    if len(days) > 1:
        return say(
            "No back-test is possible: all staff figures are of {year}, so no earlier plan lies between two of them.",
            year=days[0].year,
        )
    if not pooled:
        return say("No back-test is possible: there are staff figures for one day alone, {day}.", day=days[0])
    return say(
        "No back-test is possible: there are staff figures for one day alone, {day}, "
        "and the courses held are told for {first}–{last} together.",
        day=days[0],
        first=pooled[0][0],
        last=pooled[-1][1],
    )


def _misses(group: Iterable[Scored]) -> tuple[Decimal, Decimal]:
    """How far the model missed in all, and how far the naive figures did."""
    both = [(one.miss, one.naive_miss) for one in group]
    return sum((ours for ours, _ in both), NOTHING), sum((other for _, other in both), NOTHING)


def _share(part: Decimal, whole: Decimal) -> Decimal | None:
    return _quantised(part / whole) if whole else None


def _quantised(number: Decimal) -> Decimal:
    return number.quantize(_STEP, ROUND_HALF_EVEN)
