"""What a schedule is worth, and what it costs in each calendar year. Whole numbers only, all weights ours.

A seat counts by the term (sooner is more), by whom the course is for, and by how long the course has waited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from operator import mul

from kfond.catalogue.lines import Band

CostOf = Callable[[int, int, int], int | None]
"""What a round in a term (its place in the horizon) of so many groups with so many seats costs in whole öre; None is
"not known"."""

FIRST_TERM, LESS_EACH_TERM, LEAST_PLANNED = 100, 5, 55
FIRST_LOOK_AHEAD, LESS_EACH_LOOK_AHEAD = 50, 3
# In hundredths, so that the mean over several bands is a whole number.
NEW_STAFF, OTHER_STAFF = 300, 200
EACH_TERM_WAITED, MOST_TERMS_WAITED = 100, 2


def term_weights(terms: int, planned: int) -> tuple[int, ...]:
    """100, 95, 90, ... for the planned terms (at least 55), 50, 47, 44, ... for the look-ahead (at least 1)."""
    mine = (max(FIRST_TERM - LESS_EACH_TERM * at, LEAST_PLANNED) for at in range(planned))
    later = (max(FIRST_LOOK_AHEAD - LESS_EACH_LOOK_AHEAD * at, 1) for at in range(terms - planned))
    return (*mine, *later)


def seat_weight(eligible: Mapping[Band, Decimal | None]) -> int:
    """Hundredths that one seat counts: 3 for band 0-2, 2 for others, the mean by eligible persons, rounded half up.

    A band whose persons are not known (None) has no say, unless none is known: then all bands count alike.
    ValueError without any band.
    """
    if not eligible:
        raise ValueError("a course is for at least one band")
    known = {band: persons for band, persons in eligible.items() if persons}
    persons = known or dict.fromkeys(eligible, Decimal(1))
    points = sum((_points(band) * number for band, number in persons.items()), Decimal(0))
    return int((points / sum(persons.values(), Decimal(0))).to_integral_value(ROUND_HALF_UP))


def value_of(seats: Sequence[int], weights: Sequence[int], one_seat: int, waited: int) -> int:
    """The sum over terms of weight x seats x what a seat counts (`one_seat`, hundredths).

    `waited`: the terms that the course had waited beyond its window when the plan began, of which two count. They
    raise the seats of the first start only, wherever it lies, so that waiting longer never pays: sooner is more.
    """
    weighted: list[int] = list(map(mul, weights, seats))
    first = next(filter(None, weighted), 0)
    return sum(weighted) * one_seat + first * EACH_TERM_WAITED * min(waited, MOST_TERMS_WAITED)


def yearly_costs(
    years: Sequence[int], planned: int, rounds: Iterable[tuple[int, int]], cost: CostOf
) -> tuple[int | None, ...]:
    """Whole öre in each calendar year, in order; None where a round of the year has no known cost.

    `rounds`: groups and seats in each term of `years`. From the place `planned` on a round counts half, and what
    that leaves of an öre in a year is rounded up. A term without a group costs nothing.
    """
    halves: dict[int, int | None] = dict.fromkeys(years, 0)
    for at, (year, (groups, seats)) in enumerate(zip(years, rounds, strict=True)):
        if groups:
            price, so_far = cost(at, groups, seats), halves[year]
            if price is None or so_far is None:
                halves[year] = None
            else:
                halves[year] = so_far + price * (2 if at < planned else 1)
    return tuple(None if total is None else -(-total // 2) for _, total in sorted(halves.items()))


def _points(band: Band) -> int:
    return NEW_STAFF if band is Band.NEW else OTHER_STAFF
