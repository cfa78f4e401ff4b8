"""What may leave the room: numbers and rates, those of so few that they could be traced to a child taken away.

Protection is over everything that any document may show, in the order in which the times are over: hidden in one is
hidden in all, and no two documents can be subtracted from each other. Shown are each kind over all municipalities, and
of years a few measures of each municipality over all kinds; what a municipality has of a kind is shown nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from kfond.placements.care_days import shown_days
from kfond.placements.costs import Costs, DayCost, cost_per_day
from kfond.placements.definitions import Definition
from kfond.placements.details import shown_details
from kfond.placements.rates import Rate, rate
from kfond.placements.stocks import STOCK_AND_FLOW, Times, shown_stocks
from kfond.placements.tallies import ALL, Measure, Span, Spot, Tallies, Tally
from kfond.placements.values import IN_TOTALS
from kfond.provenance import WITHHELD, Source

OF_EACH_MUNICIPALITY = (*STOCK_AND_FLOW, Measure.UNDER_WAY)
"""What is shown of each municipality, over all kinds of a year."""


@dataclass(frozen=True)
class Statistics:
    """Everything on placements that may be shown, of the times told of. `k`: counts of 1 to k-1 are hidden.

    `days_of_parts` are care days by municipality of parts of tertials in which an amount a day changes; they are shown
    nowhere.
    """

    tallies: Tallies
    k: int
    days_of_parts: Tallies = field(default_factory=Tallies)

    def number(
        self, span: Span, measure: Measure, municipality_code: str = ALL, kind: str = ALL
    ) -> Tally | None:
        """A number with the places of its sources, not their text; None where it is hidden."""
        spot = Spot(span, municipality_code, kind, measure)
        if self.is_hidden(spot):
            return None
        tally = self.tallies.at(spot)
        return replace(tally, sources=_without_text(tally.sources))

    def rate(
        self, definition: Definition, span: Span, municipality_code: str = ALL, kind: str = ALL
    ) -> Rate | None:
        """A rate by its definition; None where it is hidden, since a number that it is made of is."""
        measures = (definition.numerator, definition.denominator, definition.unclear, definition.still_open)
        spots = [Spot(span, municipality_code, kind, measure) for measure in measures if measure]
        if any(self.is_hidden(spot) for spot in spots):
            return None
        found = rate(definition, self.tallies, span, municipality_code, kind)
        if definition.denominator and not self._is_of_all(found, spots):
            return None
        return replace(found, sources=_without_text(found.sources))

    def day_cost(self, costs: Costs, span: Span, kind: str) -> DayCost | None:
        """What a care day of a kind costs; None where nobody tells, or its days are hidden.

        So too where only some of the municipalities whose days are shown tell their cost: the days of those would be
        another number beside the shown one.
        """
        spot = Spot(span, ALL, kind, Measure.DAYS)
        is_hidden = self.is_cost_hidden(costs, span, kind)
        found = None if is_hidden else cost_per_day(costs, self.tallies, span, kind)
        if found is None or found.days != self.tallies.at(spot).number:
            return None
        return replace(found, sources=_without_text(found.sources))

    def is_cost_hidden(self, costs: Costs, span: Span, kind: str) -> bool:
        """Whether what a kind costs must not be shown: its days are hidden, or what is computed would tell of days.

        A computed cost is an equation in care days, since the amounts are known to all. It is shown only where it
        tells no more than the shown days do: every municipality counted has each computed part; one amount holds for
        all of them, or all change amounts on the same days and the days between are shown. Of every kind together it
        is shown where that is so of every kind.
        """
        if self.is_hidden(Spot(span, ALL, kind, Measure.DAYS)):
            return True
        if kind != ALL:
            return self._tells_days(costs, span, kind)
        of_kinds = {each for of, _, each in costs if of == span and each in IN_TOTALS}
        is_computed = any(cost.computed for (of, *_), cost in costs.items() if of == span)
        return is_computed and any(self.is_cost_hidden(costs, span, each) for each in of_kinds)

    def _tells_days(self, costs: Costs, span: Span, kind: str) -> bool:
        told = [
            cost
            for (of, _, of_kind), cost in costs.items()
            if (of, of_kind) == (span, kind) and cost.total is not None
        ]
        for part in {part for cost in told for part in cost.computed}:
            if any(part not in cost.parts for cost in told):
                return True
            by_cost = {cost.computed.get(part, ()) for cost in told}
            amounts = {piece.ore for pieces in by_cost for piece in pieces}
            between = {piece.span for pieces in by_cost for piece in pieces}
            is_apart = len(by_cost) > 1 or any(not self._is_shown(each, kind) for each in between)
            if len(amounts) > 1 and is_apart:
                return True
        return False

    def _is_shown(self, span: Span, kind: str) -> bool:
        """Whether the care days of a kind in a time are known and shown."""
        spot = Spot(span, ALL, kind, Measure.DAYS)
        return self.tallies.at(spot).number is not None and not self.is_hidden(spot)

    def is_hidden(self, spot: Spot) -> bool:
        """Whether a number must not be shown: it is too small, or would give another away, or is shown nowhere.

        A number that is not known is not hidden, but of what is shown nowhere.
        """
        if spot.municipality_code != ALL and (spot.kind != ALL or spot.measure not in OF_EACH_MUNICIPALITY):
            return True
        return self.tallies.at(spot).number is not None and spot not in self._shown

    def _is_of_all(self, found: Rate, spots: list[Spot]) -> bool:
        """Whether a rate is of the numbers that are shown, and not of some municipalities among them.

        One of some would be another number beside the shown one, and their difference what the others have.
        """
        shown = [self.tallies.at(spot).number for spot in spots[:2]]
        return shown == [found.numerator, found.denominator]

    @cached_property
    def _shown(self) -> frozenset[Spot]:
        times = Times.of(self.tallies)
        stocks = shown_stocks(self.tallies, times, self.k)
        stocks |= frozenset(self._under_way(stocks))
        shown = stocks | shown_details(self.tallies, times, stocks, self.k)
        return shown | shown_days(self.tallies, times, shown, self.k)

    def _under_way(self, stocks: frozenset[Spot]) -> Iterator[Spot]:
        """Those under way in a time, where they are what is shown of it: those that go on and those that ended."""
        for spot in stocks:
            if spot.measure is Measure.ONGOING:
                together = spot._replace(measure=Measure.UNDER_WAY)
                ended = spot._replace(measure=Measure.ENDED)
                numbers = [self.tallies.at(each).number for each in (spot, ended, together)]
                if ended in stocks and numbers[2] == (numbers[0] or 0) + (numbers[1] or 0):
                    yield together


def _without_text(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The places of cells; what stands in one, a municipality's own number, may be hidden."""
    return tuple(dict.fromkeys(Source(source.place, WITHHELD) for source in sources))
