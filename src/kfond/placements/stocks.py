"""How many go on, start and end: which of these numbers are hidden, of each municipality and of each kind.

All times are one system, since what goes on when a year ends is what goes on when the next begins, and what starts in
its parts starts in the year. A time is told when it is over, and what was told of it before a later one stays told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from kfond.placements.tallies import ALL, AnyMeasure, Measure, Span, Spot, Tallies
from kfond.placements.values import IN_TOTALS, Kind
from kfond.suppression import Count, Sum, hide

STOCK_AND_FLOW = (Measure.ONGOING, Measure.STARTED, Measure.ENDED)
"""What is protected here. Those under way in a time are those that go on and those that ended, and nothing else."""
FLOWS = (Measure.STARTED, Measure.ENDED)
COMFORTABLE = 2
"""Of a part of a year what is cut finer is told where it is so many times the smallest number: then other parts will
hardly have less than that, and the year, from which they would follow, can be told too. Ours."""
MOST_NUMBERS = 25_000
MOST_SMALL = 2_000
"""With more numbers, or small ones, less is shown: a search would take minutes."""
ONE_DAY = timedelta(1)
Place = tuple[str, str]
"""Municipality and kind, either may be ALL."""
TOTAL: Place = (ALL, ALL)
Derived = tuple[str, Span, Place, str]
"""What a reader can compute and no document shows: what it is, of which time and place, and of which measure."""


@dataclass(frozen=True, slots=True)
class Times:
    """The times that numbers are shown of: calendar years, and of each the parts that do not overlap."""

    years: tuple[Span, ...]
    parts: Mapping[Span, tuple[Span, ...]]
    codes: tuple[str, ...]
    tellers: Mapping[tuple[Span, str, AnyMeasure], frozenset[str]]
    """The municipalities that tell of a measure of a kind (or ALL) in a time."""

    @classmethod
    def of(cls, tallies: Tallies) -> Times:
        """Of several times that overlap within a year the one that ends first is a part, then the next."""
        spans, codes = set(), set()
        tellers: dict[tuple[Span, str, AnyMeasure], set[str]] = {}
        for spot, tally in tallies.by_spot.items():
            spans.add(spot.span)
            codes.add(spot.municipality_code)
            if tally.number is not None and spot.municipality_code != ALL:
                tellers.setdefault((spot.span, spot.kind, spot.measure), set()).add(spot.municipality_code)
        years = {Span.of_year(span.first.year) for span in spans if span.first.year == span.last.year}
        parts: dict[Span, list[Span]] = {year: [] for year in sorted(years)}
        for span in sorted(spans - years, key=lambda span: (span.last, span.days)):
            of_year = parts.get(Span.of_year(span.first.year)) if span.first.year == span.last.year else None
            if of_year is not None and (not of_year or of_year[-1].last < span.first):
                of_year.append(span)
        told = {year: tuple(of_year) for year, of_year in parts.items() if of_year}
        return cls(
            tuple(sorted(years & spans)),
            told,
            tuple(sorted(codes - {ALL})),
            {key: frozenset(of_key) for key, of_key in tellers.items()},
        )

    def telling(self, span: Span, kind: str, measure: AnyMeasure) -> frozenset[str]:
        """The municipalities that tell of a measure of a kind in a time."""
        return self.tellers.get((span, kind, measure), frozenset())

    def places(self, span: Span) -> tuple[Place, ...]:
        """The places that numbers of a time are shown of: the total, each kind, of a year also each municipality."""
        codes = self.codes if span in self.years else ()
        return (TOTAL, *((ALL, kind.value) for kind in Kind), *((code, ALL) for code in codes))

    def every_part(self) -> tuple[Span, ...]:
        """The parts of all years, in order."""
        return tuple(part for parts in self.parts.values() for part in parts)


def shown_stocks(tallies: Tallies, times: Times, k: int) -> frozenset[Spot]:
    """The numbers of those who go on, start and end that may be shown, zeros among them; all of them are known."""
    years, parts = times.years, times.every_part()
    for spans in ((*years, *parts), years):
        system = _System(tallies, times)
        system.tie(spans)
        if not system.is_too_large(k):
            return system.shown(k)
    return frozenset()


@dataclass(slots=True)
class _System:
    """The numbers of some times as counts, and the sums that tie them."""

    tallies: Tallies
    times: Times
    values: dict[Spot | Derived, int] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    same: dict[Spot, Spot] = field(default_factory=dict)
    """What is the same number as another: what goes on when the last part of a year ends, and the year."""

    def tie(self, spans: Sequence[Span]) -> None:
        """Takes the numbers of some times, and how they hang together."""
        for span in spans:
            for place in self.times.places(span):
                for measure in STOCK_AND_FLOW:
                    self._take(_spot(span, place, measure))
        self._tie_places(spans)
        by_last = {span.last: span for span in reversed(spans)}
        for span in sorted(spans, key=lambda span: (span.last, span.days)):
            for place in self.times.places(span):
                self._tie_flow(span, place, by_last.get(span.first - ONE_DAY))
        for year, parts in self.times.parts.items():
            if year in spans and set(parts) <= set(spans):
                self._tie_to(year, parts)

    def is_too_large(self, k: int) -> bool:
        """Whether a search for what to hide would take minutes."""
        small = sum(0 < value < k for value in self.values.values())
        return len(self.values) > MOST_NUMBERS or small > MOST_SMALL

    def shown(self, k: int) -> frozenset[Spot]:
        """The numbers that need not be hidden."""
        may_show = {key for key in self.values if isinstance(key, Spot) and not self._is_of_few(key, k)}
        counts = [
            Count(key, value, shown=key in may_show, turn=_turn(key)) for key, value in self.values.items()
        ]
        told = may_show - hide(counts, self.sums, k)
        return frozenset(told | {spot for spot, other in self.same.items() if other in told})

    def _is_of_few(self, spot: Spot, k: int) -> bool:
        """Whether a part of a year is of a kind of which so few start or end that none of its parts is told."""
        place = _place(spot)
        if place == TOTAL or spot.span in self.times.years:
            return False
        numbers = [self._value(_spot(spot.span, place, measure)) or 0 for measure in STOCK_AND_FLOW]
        return any(numbers) and min(numbers[1:]) < COMFORTABLE * k

    def _take(self, spot: Spot) -> None:
        number = self.tallies.at(spot).number
        if number is None:
            return
        year = Span.of_year(spot.span.first.year)
        of_year = Spot(year, spot.municipality_code, spot.kind, spot.measure)
        is_last_part = spot.span != year and spot.span.last == year.last
        if spot.measure is Measure.ONGOING and is_last_part and self.values.get(of_year) == number:
            self.same[spot] = of_year
        else:
            self.values[spot] = number

    def _tie_places(self, spans: Iterable[Span]) -> None:
        """Municipalities and kinds make up the total."""
        groups = ([(code, ALL) for code in self.times.codes], [(ALL, kind.value) for kind in IN_TOTALS])
        for span in spans:
            places = frozenset(self.times.places(span))
            for name, group in zip(("of municipalities", "of kinds"), groups, strict=True):
                for measure in STOCK_AND_FLOW:
                    total = _spot(span, TOTAL, measure)
                    parts = [_spot(span, place, measure) for place in group if place in places]
                    if total not in self.same:
                        self._tie(total, parts, (name, span, TOTAL, measure.value))

    def _tie_flow(self, span: Span, place: Place, before: Span | None) -> None:
        """Those who went on before and those who started are those who go on and those who ended."""
        ongoing, started, ended = (_spot(span, place, measure) for measure in STOCK_AND_FLOW)
        numbers = [self._value(spot) for spot in (ongoing, started, ended)]
        if None in numbers:
            return
        together = (numbers[0] or 0) + (numbers[2] or 0)
        at_first = together - (numbers[1] or 0)
        if at_first < 0:
            return
        under_way: Derived = ("under way", span, place, "")
        self.values[under_way] = together
        opening = self._opening(span, place, before, at_first)
        self.sums.append(Sum(under_way, (self._key(ongoing), ended)))
        self.sums.append(Sum(under_way, (self._key(opening), started)))

    def _opening(self, span: Span, place: Place, before: Span | None, at_first: int) -> Spot | Derived:
        """Those who went on when a time began: those of the time before or of its first part, if as many."""
        stock = _spot(before, place, Measure.ONGOING) if before else None
        if stock and self._value(stock) == at_first:
            return stock
        parts = self.times.parts.get(span, ())
        of_part: Derived | None = ("opening", parts[0], place, "") if parts else None
        if of_part and parts[0].first == span.first and self.values.get(of_part) == at_first:
            return of_part
        opening: Derived = ("opening", span, place, "")
        self.values[opening] = at_first
        if stock:
            self._tie(opening, [stock], ("joined", span, place, ""))
        return opening

    def _tie_to(self, year: Span, parts: Sequence[Span]) -> None:
        """What started and ended in the parts makes up the year."""
        for place in self.times.places(parts[0]):
            for measure in FLOWS:
                whole = _spot(year, place, measure)
                spots = [_spot(span, place, measure) for span in parts]
                self._tie(whole, self._with_others(whole, spots), ("of parts", year, place, measure.value))
            ongoing = _spot(parts[-1], place, Measure.ONGOING)
            if ongoing not in self.same and parts[-1].last == year.last:
                of_year = _spot(year, place, Measure.ONGOING)
                name: Derived = ("of parts", year, place, ongoing.measure.value)
                self._tie(of_year, self._with_others(of_year, [ongoing]), name)

    def _with_others(self, whole: Spot, parts: Sequence[Spot]) -> Sequence[Spot]:
        """The parts of a year, and the numbers of those municipalities that tell of the year and of none of them."""
        if _place(whole) != TOTAL:
            return parts
        others = self._tellers(whole).difference(*(self._tellers(part) for part in parts))
        return [*parts, *(whole._replace(municipality_code=code) for code in sorted(others))]

    def _tie(self, total: Spot | Derived, parts: Sequence[Spot], rest: Derived) -> None:
        """The sum, with what it does not come out by as a number that a reader can compute as well.

        It is what a municipality has that tells of one of the two and not of the other; where the same ones tell of
        both it is a slip in their counts, and nobody's number.
        """
        known = tuple(self._key(part) for part in parts if self._value(part) is not None)
        whole = self._value(total)
        if whole is None or not known:
            return
        left = whole - sum(self.values[part] for part in known)
        if left == 0 or len({self._tellers(each) for each in (total, *parts)}) == 1:
            self.sums.append(Sum(self._key(total), known, left))
            return
        self.values[rest] = abs(left)
        if left > 0:
            self.sums.append(Sum(self._key(total), (*known, rest)))
        else:
            together: Derived = (f"{rest[0]} together", *rest[1:])
            self.values[together] = whole - left
            self.sums += [Sum(together, known), Sum(together, (self._key(total), rest))]

    def _tellers(self, key: Spot | Derived) -> frozenset[str]:
        """The municipalities that a number is of."""
        if isinstance(key, Spot):
            tellers = self.times.telling(key.span, key.kind, key.measure)
            return tellers if key.municipality_code == ALL else tellers & {key.municipality_code}
        _, span, (code, kind), _ = key
        return self._tellers(Spot(span, code, kind, Measure.ONGOING))

    def _key(self, key: Spot | Derived) -> Spot | Derived:
        return self.same.get(key, key) if isinstance(key, Spot) else key

    def _value(self, key: Spot | Derived) -> int | None:
        return self.values.get(self._key(key))


def _turn(key: Spot | Derived) -> int:
    """When a number is first told: after the last day of its time."""
    span = key.span if isinstance(key, Spot) else key[1]
    return span.last.toordinal()


def _spot(span: Span, place: Place, measure: Measure) -> Spot:
    return Spot(span, *place, measure)


def _place(spot: Spot) -> Place:
    return spot.municipality_code, spot.kind
