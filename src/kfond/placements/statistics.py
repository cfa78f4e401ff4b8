"""What may leave the room: numbers and rates, those of so few that they could be traced to a child taken away.

Protection is over everything that any document may show, of all times at once: hidden in one is hidden in all, and no
two documents can be subtracted from each other. Shown are each kind over all municipalities, and a few measures of
each municipality over all kinds; what a municipality has of a kind is shown nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from kfond.placements.definitions import Definition, Unit
from kfond.placements.mixing import OF_CHILDREN
from kfond.placements.rates import Rate, rate
from kfond.placements.stated import parts_of
from kfond.placements.tallies import ALL, AnyMeasure, Measure, Span, Spot, Tallies, Tally
from kfond.placements.values import IN_TOTALS, Kind
from kfond.suppression import Count, Sum, hide

OF_EACH_MUNICIPALITY = (Measure.ONGOING, Measure.STARTED, Measure.ENDED, Measure.BREAKDOWNS)
"""What is shown of each municipality, over all kinds."""
FLOWS = frozenset(
    {
        Measure.STARTED,
        Measure.ENDED,
        Measure.BREAKDOWNS,
        Measure.BY_CHILD,
        Measure.BY_HOME,
        Measure.BY_PARENTS,
        Measure.BY_AUTHORITY,
        Measure.ENDING_UNKNOWN,
        Measure.ENDED_WITH_PLAN,
        Measure.ENDED_EARLY,
        Measure.TRAINED_BEFORE,
        Measure.TRAINED_UNKNOWN,
    }
)
"""What the parts of a year sum to over the year."""
PARTS: Mapping[Measure, tuple[Measure, ...]] = {
    Measure.ENDED: (Measure.BREAKDOWNS, Measure.ENDING_UNKNOWN),
    Measure.BREAKDOWNS: (Measure.BY_CHILD, Measure.BY_HOME, Measure.BY_PARENTS, Measure.BY_AUTHORITY),
    Measure.STARTED: (Measure.TRAINED_BEFORE, Measure.TRAINED_UNKNOWN),
    Measure.COHORT: (Measure.COHORT_BROKEN, Measure.COHORT_OPEN, Measure.COHORT_UNKNOWN),
    Measure.CHILDREN: (Measure.CHILDREN_BROKEN,),
}
"""Of each measure, others that are parts of it and exclude each other; what they leave is a part too."""
NESTED: Mapping[Measure, tuple[Measure, Measure]] = {
    Measure.ENDED: (Measure.ENDED_WITH_PLAN, Measure.ENDED_EARLY),
}


class Rest(Enum):
    """What a reader can compute and no document shows: what known parts leave of a whole."""

    OF_PARTS = "parts"
    OF_PLAN = "plan"
    NOT_EARLY = "not early"
    OF_KINDS = "kinds"
    TOGETHER = "together"


@dataclass(frozen=True)
class Statistics:
    """Everything on placements that may be shown, of the times told of. `k`: counts of 1 to k-1 are hidden."""

    tallies: Tallies
    k: int

    def number(
        self, span: Span, measure: Measure, municipality_code: str = ALL, kind: str = ALL
    ) -> Tally | None:
        """A number with its sources; None where it is hidden."""
        spot = Spot(span, municipality_code, kind, measure)
        return None if self.is_hidden(spot) else self.tallies.at(spot)

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
        return replace(found, sources=found.sources)

    def is_hidden(self, spot: Spot) -> bool:
        """Whether a number must not be shown: it is too small, or would give another away, or is shown nowhere."""
        if spot.measure is Measure.DAYS:
            return self._is_of_few(spot)
        return spot in self._hidden or (spot.municipality_code != ALL and not _is_shown_of_each(spot))

    def _is_of_all(self, found: Rate, spots: list[Spot]) -> bool:
        """Whether a rate is of the numbers that are shown, and not of some municipalities among them.

        One of some would be another number beside the shown one, and their difference what the others have.
        """
        shown = [self.tallies.at(spot).number for spot in spots[:2]]
        return found.definition.unit is Unit.PER_100_YEARS or shown == [found.numerator, found.denominator]

    def _is_of_few(self, spot: Spot) -> bool:
        """Whether care days are of so few placements that they tell how many, or of how many is not known."""
        if spot.municipality_code != ALL:
            return True
        under_way = replace(spot, measure=Measure.UNDER_WAY)
        started = [replace(spot, measure=measure) for measure in (Measure.ONGOING, Measure.ENDED)]
        if under_way in self._hidden or any(each in self._hidden for each in started):
            return True
        told = [self.tallies.at(each).number for each in (under_way, *started)]
        most = told[0] if told[0] is not None else sum(number or 0 for number in told[1:])
        if 0 < most < self.k:
            return True
        # The days of one hidden kind would follow from those of all and of the others.
        return spot.kind == ALL and self._kinds_of_few(spot.span) == 1

    def _kinds_of_few(self, span: Span) -> int:
        kinds = [Spot(span, ALL, kind.value, Measure.DAYS) for kind in IN_TOTALS]
        return sum(self._is_of_few(spot) for spot in kinds if self.tallies.at(spot).number)

    @cached_property
    def _hidden(self) -> frozenset[object]:
        counts = tuple(_counts(self.tallies))
        known = {each.key for each in counts if each.value is not None}
        return hide(counts, tuple(_sums(self.tallies, known)), self.k)


def _is_shown_of_each(spot: Spot) -> bool:
    return spot.kind == ALL and spot.measure in OF_EACH_MUNICIPALITY


def _is_shown(spot: Spot) -> bool:
    """Whether some document may show the number at a spot."""
    if spot.measure is Measure.DAYS:
        return False
    return spot.municipality_code == ALL or _is_shown_of_each(spot)


def _counts(tallies: Tallies) -> Iterator[Count]:
    """The numbers that are shown, and those that a reader can compute from them."""
    for spot, tally in tallies:
        if _is_shown(spot):
            yield Count(spot, tally.number)
    for spot, tally in tallies:
        if not _is_shown(spot) or tally.number is None:
            continue
        for measures, rest in _parts_of(spot.measure):
            left = _left_of(tallies, spot, tally.number, measures)
            if left is not None:
                yield Count((spot, rest), left, shown=False)
    for before, after in _following(tallies):
        for code, kind in _places(tallies):
            value = _under_way_by_flow(tallies, before, after, code, kind)
            if value is not None:
                yield Count((Rest.TOGETHER, before, after, code, kind), value, shown=False)


def _parts_of(measure: AnyMeasure) -> Iterator[tuple[tuple[Measure, ...], Rest]]:
    if not isinstance(measure, Measure):
        return
    if measure in PARTS:
        yield PARTS[measure], Rest.OF_PARTS
    if measure in NESTED:
        yield (NESTED[measure][0],), Rest.OF_PLAN
    if measure is Measure.ENDED_WITH_PLAN:
        yield (Measure.ENDED_EARLY,), Rest.NOT_EARLY


def _left_of(tallies: Tallies, spot: Spot, whole: int, measures: tuple[Measure, ...]) -> int | None:
    """What the parts of a number leave of it; None where none of them is known, or they are more than it."""
    parts = [replace(spot, measure=measure) for measure in measures]
    shown = [number for part in parts if _is_shown(part) and (number := tallies.at(part).number) is not None]
    left = whole - sum(shown)
    return left if shown and left >= 0 else None


def _sums(tallies: Tallies, known: set[object]) -> Iterator[Sum]:
    """How the numbers hang together."""
    for spot, tally in tallies:
        if not _is_shown(spot) or tally.number is None:
            continue
        for measures, rest in _parts_of(spot.measure):
            parts = tuple(part for measure in measures if (part := replace(spot, measure=measure)) in known)
            if (spot, rest) in known:
                yield Sum(spot, (*parts, (spot, rest)))
        if spot.municipality_code == ALL:
            yield from _of_municipalities(tallies, spot, known)
            yield from _of_kinds(tallies, spot, known)
        yield from _of_parts_of_year(tallies, spot, known)
        if spot.measure is Measure.COHORT and replace(spot, measure=Measure.STARTED) in known:
            yield from _same(tallies, spot, replace(spot, measure=Measure.STARTED))
        if spot.measure is Measure.UNDER_WAY:
            yield from _if_it_sums(
                tallies, spot, [replace(spot, measure=m) for m in (Measure.ONGOING, Measure.ENDED)]
            )
    for before, after in _following(tallies):
        for code, kind in _places(tallies):
            key = (Rest.TOGETHER, before, after, code, kind)
            if key in known:
                ongoing = Measure.ONGOING
                yield Sum(key, (Spot(before, code, kind, ongoing), Spot(after, code, kind, Measure.STARTED)))
                yield Sum(key, (Spot(after, code, kind, ongoing), Spot(after, code, kind, Measure.ENDED)))


def _same(tallies: Tallies, one: Spot, other: Spot) -> Iterator[Sum]:
    if tallies.at(one).number == tallies.at(other).number:
        yield Sum(one, (other,))


def _of_municipalities(tallies: Tallies, spot: Spot, known: set[object]) -> Iterator[Sum]:
    if spot.kind != ALL or spot.measure not in OF_EACH_MUNICIPALITY:
        return
    parts = [replace(spot, municipality_code=code) for code in tallies.municipalities(spot.span)]
    yield from _if_it_sums(tallies, spot, [part for part in parts if part in known])


def _of_kinds(tallies: Tallies, spot: Spot, known: set[object]) -> Iterator[Sum]:
    if spot.kind != ALL or spot.measure in OF_CHILDREN:
        return
    parts = [replace(spot, kind=kind.value) for kind in IN_TOTALS]
    yield from _if_it_sums(tallies, spot, [part for part in parts if part in known])


def _of_parts_of_year(tallies: Tallies, spot: Spot, known: set[object]) -> Iterator[Sum]:
    is_stock = spot.measure is Measure.ONGOING
    if spot.measure not in FLOWS and not is_stock:
        return
    spans = parts_of(spot.span, tallies.spans())
    parts = [replace(spot, span=span) for span in (spans[-1:] if is_stock else spans)]
    if parts and all(part in known for part in parts):
        yield from _if_it_sums(tallies, spot, parts)


def _if_it_sums(tallies: Tallies, total: Spot, parts: list[Spot]) -> Iterator[Sum]:
    """The sum, where it comes out; numbers of different municipalities may not, and then tell nothing of each other."""
    numbers = [tallies.at(part).number for part in parts]
    told = [number for number in numbers if number is not None]
    if parts and len(told) == len(numbers) and sum(told) == tallies.at(total).number:
        yield Sum(total, tuple(parts))


def _following(tallies: Tallies) -> Iterator[tuple[Span, Span]]:
    """Times of which the second begins the day after the first ends."""
    spans = tallies.spans()
    for before in spans:
        for after in spans:
            if (after.first - before.last).days == 1:
                yield before, after


def _places(tallies: Tallies) -> tuple[tuple[str, str], ...]:
    """Municipality and kind of every stock that is shown."""
    codes = sorted({spot.municipality_code for spot, _ in tallies} - {ALL})
    return ((ALL, ALL), *((ALL, kind.value) for kind in Kind), *((code, ALL) for code in codes))


def _under_way_by_flow(tallies: Tallies, before: Span, after: Span, code: str, kind: str) -> int | None:
    """Those who went on before and those who started, where they are as many as those who go on and those who ended."""
    wanted = [
        tallies.number(before, code, kind, Measure.ONGOING),
        tallies.number(after, code, kind, Measure.STARTED),
        tallies.number(after, code, kind, Measure.ONGOING),
        tallies.number(after, code, kind, Measure.ENDED),
    ]
    told = [number for number in wanted if number is not None]
    if len(told) < len(wanted) or told[0] + told[1] != told[2] + told[3]:
        return None
    return told[0] + told[1]
