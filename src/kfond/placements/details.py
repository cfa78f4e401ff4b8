"""What is told of placements beyond how many there are: how they ended, what became of them, of how many children.

All or nothing. A family of numbers that make up a whole is shown of a time and place only where each of them, and
each rest that a reader can compute, is 0 or at least k; by kind only where that is so of every kind, by municipality
of every municipality, by parts of a year of every part. So none is hidden beside shown ones that would give it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product

from kfond.placements.stocks import TOTAL, Place, Times
from kfond.placements.tallies import ALL, Measure, Span, Spot, Tallies
from kfond.placements.values import IN_TOTALS, Kind

Chain = tuple[Measure, tuple[Measure, ...]]
"""A whole, and parts of it that exclude each other."""


@dataclass(frozen=True, slots=True)
class Family:
    """Numbers that are shown together or not at all. `within` must be shown; each of `chains` is a whole with parts.

    Of `children` no sums are known: a child may be in several kinds and parts of a year.
    """

    within: Measure
    chains: tuple[Chain, ...]
    by_municipality: bool = False
    children: bool = False
    within_it: tuple[Chain, ...] = ()
    """Of a part, parts that another family shows."""

    @property
    def ways(self) -> tuple[Chain, ...]:
        """Every whole with its parts, the widest first."""
        return (*self.chains, *self.within_it)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The numbers that it shows."""
        return tuple(part for _, parts in self.chains for part in parts)


WHO = Family(
    Measure.BREAKDOWNS,
    (
        (
            Measure.BREAKDOWNS,
            (Measure.BY_CHILD, Measure.BY_HOME, Measure.BY_PARENTS, Measure.BY_AUTHORITY),
        ),
    ),
)
BROKEN = Family(
    Measure.ENDED,
    ((Measure.ENDED, (Measure.BREAKDOWNS, Measure.ENDING_UNKNOWN)),),
    by_municipality=True,
    within_it=WHO.chains,
)
PLANNED = Family(
    Measure.ENDED,
    (
        (Measure.ENDED, (Measure.ENDED_WITH_PLAN,)),
        (Measure.ENDED_WITH_PLAN, (Measure.ENDED_EARLY,)),
    ),
)
TRAINED = Family(Measure.STARTED, ((Measure.STARTED, (Measure.TRAINED_BEFORE, Measure.TRAINED_UNKNOWN)),))
FOLLOWED = Family(
    Measure.STARTED,
    (
        (Measure.STARTED, (Measure.COHORT,)),
        (Measure.COHORT, (Measure.COHORT_BROKEN, Measure.COHORT_OPEN, Measure.COHORT_UNKNOWN)),
    ),
)
CHILDREN = Family(Measure.UNDER_WAY, ((Measure.UNDER_WAY, (Measure.CHILDREN,)),), children=True)
CHILDREN_BROKEN = Family(
    Measure.CHILDREN,
    (
        (Measure.CHILDREN, (Measure.CHILDREN_BROKEN,)),
        (Measure.BREAKDOWNS, (Measure.CHILDREN_BROKEN,)),
    ),
    children=True,
)
FAMILIES = (BROKEN, WHO, PLANNED, TRAINED, FOLLOWED, CHILDREN, CHILDREN_BROKEN)
"""Every family, each after the one that it is within."""
DETAILS = frozenset(measure for family in FAMILIES for measure in family.measures)
OF_EACH_MUNICIPALITY = BROKEN.measures
"""What is shown of each municipality, over all kinds."""
KINDS: tuple[Place, ...] = tuple((ALL, kind.value) for kind in Kind)


def shown_details(tallies: Tallies, times: Times, stocks: AbstractSet[Spot], k: int) -> frozenset[Spot]:
    """The details that may be shown, where `stocks` are the other numbers that are; all of them are known."""
    shown = set(stocks)
    for family in FAMILIES:
        known = _Shower(tallies, times, family, frozenset(shown), k)
        for year in (*times.years, *(year for year in times.parts if year not in times.years)):
            shown |= known.of_year(year)
    return frozenset(shown) - frozenset(stocks)


@dataclass(frozen=True, slots=True)
class _Shower:
    """Decides of one family what is shown; `shown` are the numbers shown that it is within."""

    tallies: Tallies
    times: Times
    family: Family
    shown: frozenset[Spot]
    k: int

    def of_year(self, year: Span) -> set[Spot]:
        """What is shown of a year: its total, then by kind and by municipality, then parts of it likewise."""
        has_year = year in self.times.years
        if has_year and not self._is_safe([year], (TOTAL,)):
            return set()
        of_year = [year] if has_year else []
        groups = [KINDS, *([self._municipalities()] if self.family.by_municipality else [])]
        shown = set(self._spots(of_year, (TOTAL,)))
        refined = [
            group for group in groups if self._is_safe(of_year, group) and self._comes_to(of_year, group)
        ]
        for group in refined:
            shown |= set(self._spots(of_year, group))
        parts = self.times.parts.get(year, ())
        if not parts or not self._is_safe(parts, (TOTAL,)) or not self._makes_up(year, parts, (TOTAL,)):
            return shown
        by_part = [
            group
            for group in refined
            if self._is_safe(parts, group)
            and self._comes_to(parts, group)
            and self._makes_up(year, parts, group)
        ]
        if all(group in by_part or self._has_other(parts, group) for group in refined if of_year):
            shown |= set(self._spots(parts, (TOTAL,)))
            for group in by_part:
                shown |= set(self._spots(parts, group))
        return shown

    def _municipalities(self) -> tuple[Place, ...]:
        return tuple((code, ALL) for code in self.times.codes)

    def _spots(self, spans: Iterable[Span], places: Iterable[Place]) -> Iterator[Spot]:
        for span, place, measure in product(spans, places, self.family.measures):
            spot = Spot(span, *place, measure)
            if self.tallies.at(spot).number is not None:
                yield spot

    def _is_safe(self, spans: Iterable[Span], places: Iterable[Place]) -> bool:
        """Whether every number of these times and places, and every rest, is 0 or at least k."""
        return all(self._is_safe_at(span, place) for span, place in product(spans, places))

    def _is_safe_at(self, span: Span, place: Place) -> bool:
        for whole, parts in self.family.chains:
            told = [part for part in parts if self._number(span, place, part) is not None]
            if not told:
                continue
            within = Spot(span, *place, whole)
            if within not in self.shown and whole not in self.family.measures:
                return False
            if any(not self._is_far(number) for number in self._computed(span, place, whole, told)):
                return False
        return True

    def _computed(self, span: Span, place: Place, whole: Measure, parts: Sequence[Measure]) -> Iterator[int]:
        """The parts, and what they leave of their whole: in all, and of those municipalities that tell of them."""
        numbers = {part: self._number(span, place, part) or 0 for part in parts}
        yield from numbers.values()
        of_all = self._number(span, place, whole)
        if of_all is None:
            return
        yield of_all - sum(numbers.values())
        kind = place[1]
        telling = {part: self.times.telling(span, kind, part) for part in parts}
        of_whole = self.times.telling(span, kind, whole)
        for tellers in set(telling.values()) - {of_whole} if place[0] == ALL else ():
            if tellers <= of_whole:
                theirs = sum(self._number(span, (code, kind), whole) or 0 for code in tellers)
                yield of_all - theirs
                yield theirs - sum(numbers[part] for part in parts if telling[part] == tellers)

    def _comes_to(self, spans: Iterable[Span], places: Sequence[Place]) -> bool:
        """Whether kinds or municipalities come to the total, or miss it by so many that they tell of nobody."""
        summed = [place for place in places if place[0] != ALL or place[1] in IN_TOTALS]
        return all(
            self._is_far(sum(self._number(span, place, measure) or 0 for place in summed) - total)
            for span, measure in product(spans, self.family.measures)
            if (total := self._number(span, TOTAL, measure)) is not None
        )

    def _makes_up(self, year: Span, parts: Sequence[Span], places: Iterable[Place]) -> bool:
        """Whether parts come to the year, or miss it by so many that they tell of nobody; of children, each part."""
        return all(
            all(self._is_far(left) for left in self._left(year, parts, place, measure))
            for place, measure in product(places, self.family.measures)
        )

    def _left(self, year: Span, parts: Sequence[Span], place: Place, measure: Measure) -> Iterator[int]:
        of_year = self._number(year, place, measure)
        told = [number for part in parts if (number := self._number(part, place, measure)) is not None]
        if of_year is None or not told:
            return
        if self.family.children:
            yield from (of_year - number for number in told)
        else:
            yield of_year - sum(told)

    def _has_other(self, parts: Sequence[Span], places: Sequence[Place]) -> bool:
        """Whether each small number of a part and place could be another, given those of the parts and of the places.

        It could where two placements of different parts, places and ways to end can change places.
        """
        if self.family.children:
            return True
        cells = {(span, place): self._split(span, place) for span, place in product(parts, places)}
        return all(
            _can_change(cells, where, self._inside(measure))
            for where, measure in product(cells, self.family.measures)
            if 0 < (self._number(*where, measure) or 0) < self.k
            and self._number(*where, measure) != self._number(*where, self.family.within)
        )

    def _inside(self, measure: Measure) -> frozenset[Measure]:
        """A measure and the parts that are told of it."""
        parts = dict(self.family.ways).get(measure, ())
        return frozenset({measure, *parts})

    def _split(self, span: Span, place: Place) -> Mapping[Measure | None, int]:
        """How many there are of each way to end that is told apart; None is what no number tells of."""
        numbers: dict[Measure | None, int] = {None: self._number(span, place, self.family.within) or 0}
        for whole, parts in self.family.ways:
            for part in parts:
                numbers[part] = self._number(span, place, part) or 0
                numbers[whole if whole in numbers else None] -= numbers[part]
        return numbers

    def _number(self, span: Span, place: Place, measure: Measure) -> int | None:
        return self.tallies.number(span, *place, measure)

    def _is_far(self, number: int) -> bool:
        """Whether a number, or what is left of one, tells of nobody."""
        return number == 0 or abs(number) >= self.k


Cells = Mapping[tuple[Span, Place], Mapping[Measure | None, int]]
"""Part and place -> way to end -> how many."""


def _can_change(cells: Cells, wanted: tuple[Span, Place], inside: frozenset[Measure]) -> bool:
    """Whether one that is `inside` in a part and place can change with one outside in another part and place."""
    here = cells[wanted]
    others = [where for where in cells if where[0] != wanted[0] and where[1] != wanted[1]]
    ways = [(one, other) for one in here for other in here if one in inside and other not in inside]
    return any(
        min(here[one], beside[other], below[other], across[one]) > 0
        or min(here[other], beside[one], below[one], across[other]) > 0
        for part, place in others
        for beside, below, across in [(cells[wanted[0], place], cells[part, wanted[1]], cells[part, place])]
        for one, other in ways
    )
