"""Made-up placements, the same for a seed: of an organisation of a few municipalities, or of a nation. Nobody is real.

By other mechanics than the statistics assume, so that these cannot be right by being asked their own question: a
placement has a planned length, and in each month a hazard that depends on its kind and is higher in the first half
year; children come in seasons, poured over municipalities; after a breakdown most get another placement within weeks,
of any kind. What a statistic should be is worked out from the hazards (`truth`), not from rows.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from kfond.placements.values import AgeGroup, Ending, Kind, Placement
from kfond.provenance import Place, Source

SEASONS = (12, 7, 8, 7, 7, 8, 4, 12, 13, 9, 8, 5)
"""How many of a hundred begin in each month."""
WARM_UP = 8
"""Years before the first of interest, so that nothing tells any more that it all began once: none is longer."""
PLACED_AGAIN = 0.7
LONGEST_WAIT = 20  # days from a breakdown to the next placement
WITHOUT_PLAN = 0.2
INITIATORS = (
    (Ending.BROKEN_BY_CHILD, 5), (Ending.BROKEN_BY_HOME, 4), (Ending.BROKEN_BY_PARENTS, 2),
    (Ending.BROKEN_BY_AUTHORITY, 2), (Ending.BROKEN, 1),
)  # fmt: skip
PLANNED_ENDINGS = ((Ending.RETURN, 5), (Ending.MOVE, 3), (Ending.CUSTODY, 1), (Ending.AGED_OUT, 1))
MONTH = 365.25 / 12


@dataclass(frozen=True)
class Mechanics:
    """How placements of a kind go: hazards of a breakdown in a month, planned lengths with their weights."""

    share: int
    first_half_year: float
    later: float
    lengths: Mapping[int, int]  # months: weight
    a_month_early: float  # of those that end as planned
    trained: float

    def survival(self) -> tuple[float, ...]:
        """The share without a breakdown after 0, 1, 2 ... months."""
        hazards = [self.first_half_year if month < 6 else self.later for month in range(max(self.lengths))]
        return (1.0, *accumulate((1 - hazard for hazard in hazards), lambda before, now: before * now))


MECHANICS = {
    Kind.TRADITIONAL: Mechanics(5, 0.022, 0.012, {6: 2, 12: 3, 24: 3, 48: 2}, 0.15, 0.7),
    Kind.NETWORK: Mechanics(3, 0.012, 0.008, {12: 3, 24: 4, 60: 3}, 0.1, 0.35),
    Kind.EMERGENCY: Mechanics(2, 0.05, 0.05, {2: 3, 4: 4, 8: 3}, 0.25, 0.9),
}
KINDS = tuple(MECHANICS)
SHARES = tuple(each.share for each in MECHANICS.values())
FALLEN = {kind: tuple(1 - left for left in each.survival()) for kind, each in MECHANICS.items()}


@dataclass(frozen=True)
class Truth:
    """What the statistics of a kind should be, over a time that began long after the first placement."""

    of_ended: float
    of_under_way: float
    per_100_years: float
    within_24_months: float
    ended_early: float
    trained_before: float


def truth(kind: Kind, days: int) -> Truth:
    """The true rates of a kind over `days` days, worked out from its hazards."""
    mechanics, left = MECHANICS[kind], MECHANICS[kind].survival()
    broken = early = within = length = 0.0
    whole = sum(mechanics.lengths.values())
    for planned, weight in mechanics.lengths.items():
        for months, share in ((planned, 1 - mechanics.a_month_early), (planned - 1, mechanics.a_month_early)):
            part = share * weight / whole
            broken += part * (1 - left[months])
            early += part * (1 - left[months] if months == planned else 1)
            within += part * (1 - left[min(months, 24)])
            falls = [left[month] - left[month + 1] for month in range(months)]
            spent = sum(fall * (month + 0.5) for month, fall in enumerate(falls)) + left[months] * months
            length += part * spent * MONTH
    return Truth(
        of_ended=broken,
        of_under_way=broken * days / (days + length),
        per_100_years=100 * broken / (length / 365.25),
        within_24_months=within,
        ended_early=early,
        trained_before=mechanics.trained,
    )


def organisation(seed: int, years: range, starts_a_year: int, codes: Sequence[str]) -> tuple[Placement, ...]:
    """All placements of the years, each as one list of the whole time would tell it."""
    dice = random.Random(seed)
    rows: list[Placement] = []
    known = (date(years.start, 1, 1), date(years.stop - 1, 12, 31))
    for year in range(years.start - WARM_UP, years.stop):
        for number in range(_about(dice, starts_a_year)):
            rows += _life(dice, f"{seed}-{year}-{number}", year, dice.choice(codes), known)
    return tuple(row for row in rows if row.start <= known[1] and (row.end is None or row.end >= known[0]))


def as_yearly_lists(rows: Iterable[Placement], years: range) -> Iterator[Placement]:
    """The same placements as municipalities would send them: a list a year, of those that were under way in it."""
    for row in rows:
        for year in range(max(row.start.year, years.start), years.stop):
            first, last = date(year, 1, 1), date(year, 12, 31)
            if row.end and row.end < first:
                break
            is_over = row.end is not None and row.end <= last
            yield replace(
                row,
                end=row.end if is_over else None,
                ending=row.ending if is_over else None,
                known_from=first,
                known_to=last,
                source=Source(
                    Place(f"placements {row.municipality_code} {year}.csv", "", row.source.place.cell), ""
                ),
            )


def _about(dice: random.Random, number: int) -> int:
    """About so many: what comes of many small chances."""
    return max(0, round(dice.gauss(number, number**0.5)))


def _life(
    dice: random.Random, child: str, year: int, code: str, known: tuple[date, date]
) -> Iterator[Placement]:
    """The placements of a child, one after the other."""
    month = dice.choices(range(1, 13), SEASONS)[0]
    start = date(year, month, dice.randint(1, 28))
    while start <= known[1]:
        row = _placement(dice, child, code, start, known)
        yield _as_known(row, known[1])
        if not (row.end and row.ending and row.ending.is_breakdown and dice.random() < PLACED_AGAIN):
            return
        start = row.end + timedelta(dice.randint(0, LONGEST_WAIT))


def _placement(
    dice: random.Random, child: str, code: str, start: date, known: tuple[date, date]
) -> Placement:
    kind = dice.choices(KINDS, SHARES)[0]
    mechanics = MECHANICS[kind]
    planned = dice.choices(tuple(mechanics.lengths), tuple(mechanics.lengths.values()))[0]
    months = planned - (dice.random() < mechanics.a_month_early)
    month = bisect_right(FALLEN[kind], dice.random()) - 1  # in which it would break down
    if is_broken := month < months:
        end = start + timedelta(1 + int((month + dice.random()) * MONTH))
    else:
        end = _after(start, months)
    return Placement(
        municipality_code=code,
        kind=kind,
        child=child,
        home=f"home-{dice.randrange(10_000)}",
        start=start,
        planned_end=None if dice.random() < WITHOUT_PLAN else max(_after(start, planned), start),
        end=end,
        ending=_drawn(dice, INITIATORS if is_broken else PLANNED_ENDINGS),
        age_group=dice.choice(tuple(AgeGroup)),
        had_training=dice.random() < mechanics.trained,
        known_from=known[0],
        known_to=known[1],
        source=Source(Place("placements.csv", "", f"A{dice.randrange(1, 10**6)}"), ""),
        number=f"{child}-{start}",
    )


def _as_known(row: Placement, last: date) -> Placement:
    """The placement as a list tells it that ends on a day: what comes after is not known."""
    return row if row.end and row.end <= last else replace(row, end=None, ending=None)


def _after(start: date, months: int) -> date:
    """As many months later; starts are on the 28th at the latest, or after a breakdown on any day."""
    years, month = divmod(start.month - 1 + months, 12)
    return date(start.year + years, month + 1, min(start.day, 28))


def _drawn(dice: random.Random, weighted: Sequence[tuple[Ending, int]]) -> Ending:
    return dice.choices([each for each, _ in weighted], [weight for _, weight in weighted])[0]
