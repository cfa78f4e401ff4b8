"""What somebody can find out who knows everything that is shown of placements, and how the numbers hang together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import product

import highspy

from attack import WholeNumbers
from kfond.placements.tallies import ALL, Measure, Span, Spot, Tallies
from kfond.placements.values import IN_TOTALS, Kind

STOCKS = (Measure.ONGOING, Measure.STARTED, Measure.ENDED)
OF_MUNICIPALITIES = (*STOCKS, Measure.UNDER_WAY, Measure.BREAKDOWNS, Measure.ENDING_UNKNOWN)
OF_CHILDREN = (Measure.CHILDREN, Measure.CHILDREN_BROKEN)
MOST = 3_000

PARTS: Mapping[Measure, tuple[tuple[Measure, ...], ...]] = {
    Measure.ENDED: ((Measure.BREAKDOWNS, Measure.ENDING_UNKNOWN), (Measure.ENDED_WITH_PLAN,)),
    Measure.ENDED_WITH_PLAN: ((Measure.ENDED_EARLY,),),
    Measure.BREAKDOWNS: (
        (Measure.BY_CHILD, Measure.BY_HOME, Measure.BY_PARENTS, Measure.BY_AUTHORITY),
        (Measure.CHILDREN_BROKEN,),
    ),
    Measure.STARTED: ((Measure.TRAINED_BEFORE, Measure.TRAINED_UNKNOWN),),
    Measure.COHORT: ((Measure.COHORT_BROKEN, Measure.COHORT_OPEN, Measure.COHORT_UNKNOWN),),
    Measure.UNDER_WAY: ((Measure.CHILDREN,),),
    Measure.CHILDREN: ((Measure.CHILDREN_BROKEN,),),
}
"""Of each measure, what together is at most as much."""
Term = tuple[int, Spot]


class Attacker:
    """Everything told of years and their tertials but care days, as bounds and sums in whole numbers."""

    def __init__(
        self, told: Mapping[Spot, int], years: Mapping[Span, tuple[Span, ...]], codes: Iterable[str]
    ) -> None:
        self.years, self.codes = years, sorted(codes)
        self.year_of = {part: year for year, parts in years.items() for part in (*parts, year)}
        self.numbers = WholeNumbers(dict(told))
        self.spots = [
            Spot(span, code, kind, measure)
            for span in self.year_of
            for code, kind in product((ALL, *self.codes), (ALL, *(kind.value for kind in Kind)))
            for measure in _measures(code, kind)
        ]
        self.there = set(self.spots)
        for spot in self.spots:
            self.numbers.take(spot, MOST)
        for terms, least, most in self._rules():
            self.numbers.know(terms, least, most)

    def found_out(self, tallies: Tallies, k: int) -> list[tuple[Spot, int, tuple[int, int]]]:
        """The small numbers of which more is known than that they are small, with what they can be."""
        small = [(spot, number) for spot in self.spots if (number := tallies.at(spot).number) in range(1, k)]
        assert small, "there is something to find out"
        ranges = self.numbers.ranges([spot for spot, _ in small], k - 2)
        return [(spot, number, ends) for spot, number in small if (ends := ranges[spot])[1] - ends[0] < k - 2]

    def _rules(self) -> Iterator[tuple[list[Term], float, float]]:
        """Sums with their least and most."""
        infinite = highspy.kHighsInf
        for spot in self.spots:
            for parts in PARTS.get(spot.measure, ()):
                inside = [(-1, each) for part in parts if (each := _with(spot, part)) in self.there]
                yield [(1, spot), *inside], 0, infinite
            yield from ((terms, 0, 0) for terms in self._equal_to(spot))
            if spot.measure in OF_CHILDREN:
                if spot.span not in self.years:
                    of_year = Spot(self.year_of[spot.span], spot.municipality_code, spot.kind, spot.measure)
                    yield [(1, of_year), (-1, spot)], 0, infinite
                if spot.kind in IN_TOTALS:
                    yield [(1, Spot(spot.span, ALL, ALL, spot.measure)), (-1, spot)], 0, infinite
        yield from ((terms, 0, 0) for terms in self._over_time())

    def _equal_to(self, spot: Spot) -> Iterator[list[Term]]:
        span, code, kind, measure = spot.span, spot.municipality_code, spot.kind, spot.measure
        if measure is Measure.UNDER_WAY:
            yield [(1, spot), *((-1, _with(spot, each)) for each in (Measure.ONGOING, Measure.ENDED))]
        if measure is Measure.COHORT:
            yield [(1, spot), (-1, _with(spot, Measure.STARTED))]
        of_kinds = [Spot(span, code, each, measure) for each in IN_TOTALS]
        if kind == ALL and measure not in OF_CHILDREN and of_kinds[0] in self.there:
            yield [(1, spot), *((-1, each) for each in of_kinds)]
        of_codes = [Spot(span, each, kind, measure) for each in self.codes]
        if code == ALL and of_codes and of_codes[0] in self.there:
            yield [(1, spot), *((-1, each) for each in of_codes)]

    def _over_time(self) -> Iterator[list[Term]]:
        """Tertials and year, and those who went on with those who started."""
        by_last = {span.last: span for span in self.year_of}
        for spot in self.spots:
            parts = self.years.get(spot.span, ())
            if parts and spot.measure is Measure.ONGOING:
                yield [(1, spot), (-1, _at(spot, parts[-1]))]
            elif parts and spot.measure not in (*OF_CHILDREN, Measure.UNDER_WAY):
                yield [(1, spot), *((-1, _at(spot, each)) for each in parts)]
            before = by_last.get(spot.span.first - timedelta(1))
            if before and spot.measure is Measure.ONGOING:
                started, ended = _with(spot, Measure.STARTED), _with(spot, Measure.ENDED)
                yield [(1, _at(spot, before)), (1, started), (-1, spot), (-1, ended)]


def _measures(code: str, kind: str) -> tuple[Measure, ...]:
    if code == ALL:
        return tuple(measure for measure in Measure if measure is not Measure.DAYS)
    return OF_MUNICIPALITIES if kind == ALL else STOCKS


def _with(spot: Spot, measure: Measure) -> Spot:
    return Spot(spot.span, spot.municipality_code, spot.kind, measure)


def _at(spot: Spot, span: Span) -> Spot:
    return Spot(span, spot.municipality_code, spot.kind, spot.measure)
