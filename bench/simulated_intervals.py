"""How often the 95 % intervals of the statistics on placements hold what is true: simulated organisations.

Five years of a small organisation, by the mechanics of made_up_placements.py; the truth is worked out from its
hazards, for children (who come back, in no formula) from other organisations by the same mechanics, counted straight
from their rows. It prints the table of docs/placeringar.md and never fails by a figure: a person judges.

    python bench/simulated_intervals.py [SEEDS]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kfond.placements.definitions import (
    ENDED_EARLY,
    OF_ENDED,
    OF_UNDER_WAY,
    PER_100_YEARS,
    PER_CHILD,
    TRAINED_BEFORE,
    WITHIN_24_MONTHS,
    Definition,
)
from kfond.placements.rates import Rate, rate
from kfond.placements.tallies import Span
from kfond.placements.tallying import tallied
from kfond.placements.values import Placement
from made_up_placements import KINDS, organisation, truth

SEEDS = 200
OTHER_SEEDS = range(10_000, 10_100)
YEARS = range(2018, 2023)
STARTS_A_YEAR = 24
FIVE_YEARS = Span(date(2018, 1, 1), date(2022, 12, 31))
FOLLOWED = Span(date(2018, 1, 1), date(2020, 12, 31))  # for whom 24 months have passed
BY_KIND = (OF_ENDED, OF_UNDER_WAY, PER_100_YEARS, WITHIN_24_MONTHS, ENDED_EARLY, TRAINED_BEFORE)


@dataclass(frozen=True)
class Covered:
    """A statistic with how many intervals were made, how many held the truth, and how many cases each had."""

    key: str
    name: str
    made: int
    held: int
    cases: int

    @property
    def share(self) -> float:
        """How many of the intervals held the truth."""
        return self.held / self.made


@dataclass(frozen=True)
class _Tried:
    """A statistic of an organisation beside what is true."""

    rate: Rate
    true: float

    @property
    def held(self) -> bool:
        """Whether the interval has the truth in it."""
        low, high = self.rate.low, self.rate.high
        return low is not None and high is not None and low <= Fraction(self.true) <= high


def covered(seeds: int) -> tuple[Covered, ...]:
    """How often the intervals of each statistic hold the truth, over as many organisations."""
    of_children = true_of_children()
    tallies = [tallied(_rows(seed), (FIVE_YEARS, FOLLOWED)) for seed in range(seeds)]
    by_kind = {
        definition: [
            _Tried(
                rate(definition, each, FOLLOWED if definition is WITHIN_24_MONTHS else FIVE_YEARS, kind=kind),
                getattr(truth(kind, FIVE_YEARS.days), definition.key),
            )
            for each in tallies
            for kind in KINDS
        ]
        for definition in BY_KIND
    }
    by_child = [_Tried(rate(PER_CHILD, each, FIVE_YEARS), of_children) for each in tallies]
    return tuple(
        _covered(definition, tried) for definition, tried in {**by_kind, PER_CHILD: by_child}.items()
    )


def true_of_children() -> float:
    """The share of the children of five years who have a breakdown in them, counted straight from rows."""
    children = broken = 0
    for seed in OTHER_SEEDS:
        rows = _rows(seed)
        children += len({row.child for row in rows})
        broken += len({row.child for row in rows if row.ending and row.ending.is_breakdown})
    return broken / children


def _rows(seed: int) -> tuple[Placement, ...]:
    return organisation(seed, YEARS, STARTS_A_YEAR, ("2260", "2262", "2281"))


def _covered(definition: Definition, tried: Iterable[_Tried]) -> Covered:
    known = [each for each in tried if each.rate.value is not None]
    cases = sorted(each.rate.cases or 0 for each in known)
    held = sum(each.held for each in known)
    return Covered(definition.key, definition.name, len(known), held, cases[len(cases) // 2])


def main() -> None:
    """Prints the table."""
    for each in covered(int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS):
        print(f"| {each.name} | {each.made} | {each.cases} | {100 * each.share:.1f} % |")


if __name__ == "__main__":
    main()
