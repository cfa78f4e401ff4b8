"""What somebody can find out who knows everything that is shown of placements, and how the numbers hang together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import highspy

from kfond.placements.statistics import Statistics
from kfond.placements.tallies import ALL, Measure, Span, Spot
from kfond.placements.values import IN_TOTALS, Kind

STOCKS = (Measure.ONGOING, Measure.STARTED, Measure.ENDED)
OF_MUNICIPALITIES = (*STOCKS, Measure.UNDER_WAY, Measure.BREAKDOWNS, Measure.ENDING_UNKNOWN)
OF_CHILDREN = (Measure.CHILDREN, Measure.CHILDREN_BROKEN)
MOST = 100_000
HALF = 0.5  # whole numbers that are further apart than this are not the same
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
    """Everything shown of three tertials and their year, as bounds and equations in whole numbers."""

    def __init__(self, found: Statistics, year: Span, tertials: tuple[Span, ...]) -> None:
        self.found, self.year, self.tertials = found, year, tertials
        self.codes = sorted({spot.municipality_code for spot in found.tallies.by_spot} - {ALL})
        self.kinds = [kind.value for kind in Kind]
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.columns: dict[Spot, int] = {}
        self.answers: list[
            Sequence[float]
        ] = []  # each agrees with all that is shown, and tells of many spots
        self._take_what_is_shown()
        for terms, least, most in self._rules():
            self._add(terms, least, most)

    def _take_what_is_shown(self) -> None:
        for span in (*self.tertials, self.year):
            for code, kind in product((ALL, *self.codes), (ALL, *self.kinds)):
                for measure in self._measures(code, kind):
                    tally = self.found.number(span, measure, code, kind)
                    number = tally.number if tally else None
                    low, high = (0, MOST) if number is None else (number, number)
                    self.columns[Spot(span, code, kind, measure)] = len(self.columns)
                    self.solver.addVar(low, high)
                    self.solver.changeColIntegrality(len(self.columns) - 1, highspy.HighsVarType.kInteger)

    def _measures(self, code: str, kind: str) -> tuple[Measure, ...]:
        if code == ALL:
            return tuple(Measure)
        return OF_MUNICIPALITIES if kind == ALL else STOCKS

    def _add(self, terms: list[Term], least: float, most: float) -> None:
        indices = [self.columns[spot] for _, spot in terms]
        self.solver.addRow(least, most, len(terms), indices, [sign for sign, _ in terms])

    def _rules(self) -> Iterator[tuple[list[Term], float, float]]:
        """Sums with their least and most."""
        infinite = highspy.kHighsInf
        for spot in list(self.columns):
            for parts in PARTS.get(spot.measure, ()):
                inside = [(-1, each) for part in parts if (each := _with(spot, part)) in self.columns]
                yield [(1, spot), *inside], 0, infinite
            yield from ((terms, 0, 0) for terms in self._equal_to(spot))
            if spot.measure is Measure.DAYS and spot.kind != Kind.RELIEF:
                yield [(spot.span.days, _with(spot, Measure.UNDER_WAY)), (-1, spot)], 0, infinite
                yield [(1, spot), (-1, _with(spot, Measure.ONGOING))], 0, infinite
            if spot.measure in OF_CHILDREN:
                if spot.span != self.year:
                    of_year = Spot(self.year, spot.municipality_code, spot.kind, spot.measure)
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
        if kind == ALL and measure not in OF_CHILDREN and of_kinds[0] in self.columns:
            yield [(1, spot), *((-1, each) for each in of_kinds)]
        of_codes = [Spot(span, each, kind, measure) for each in self.codes]
        if code == ALL and of_codes and of_codes[0] in self.columns:
            yield [(1, spot), *((-1, each) for each in of_codes)]

    def _over_time(self) -> Iterator[list[Term]]:
        """Tertials and year, and those who went on with those who started."""
        last = self.tertials[-1]
        for spot in list(self.columns):
            if spot.span == self.year and spot.measure is Measure.ONGOING:
                yield [(1, spot), (-1, _at(spot, last))]
            elif spot.span == self.year and spot.measure not in (*OF_CHILDREN, Measure.UNDER_WAY):
                yield [(1, spot), *((-1, _at(spot, each)) for each in self.tertials)]
        for before, after in zip(self.tertials, self.tertials[1:], strict=False):
            for spot in list(self.columns):
                if spot.span == after and spot.measure is Measure.ONGOING:
                    started, ended = _with(spot, Measure.STARTED), _with(spot, Measure.ENDED)
                    yield [(1, _at(spot, before)), (1, started), (-1, spot), (-1, ended)]

    def can_be_other(self, spot: Spot, number: int) -> bool:
        """Whether the number at a spot could be another than it is, for all that is shown."""
        column = self.columns[spot]
        if any(abs(answer[column] - number) > HALF for answer in self.answers):
            return True
        if self._fits(column, number + 1, MOST):
            return True
        return self._fits(column, 0, number - 1)

    def _fits(self, column: int, least: int, most: int) -> bool:
        self.solver.changeColBounds(column, least, most)
        self.solver.run()
        fits = self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if fits:
            self.answers.append(self.solver.getSolution().col_value)
        self.solver.changeColBounds(column, 0, MOST)
        return bool(fits)


def _with(spot: Spot, measure: Measure) -> Spot:
    return Spot(spot.span, spot.municipality_code, spot.kind, measure)


def _at(spot: Spot, span: Span) -> Spot:
    return Spot(span, spot.municipality_code, spot.kind, spot.measure)
