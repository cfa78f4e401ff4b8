"""What is told of placements beyond how many there are: how they ended, what became of them, of how many children.

All or nothing. A family of numbers that make up a whole is shown of a time only where each of them, and each rest that
a reader can compute, is 0 or at least k; by kind only where that is so of every kind. So none is hidden beside shown
ones that would give it away. Of parts of a year only breakdowns are shown, while they are many, part after part: what
was told of them stays told when the year is over, and the year is not told where a part would follow from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product, takewhile

from kfond.placements.stocks import COMFORTABLE, TOTAL, Place, Times
from kfond.placements.tallies import ALL, Measure, Span, Spot, Tallies
from kfond.placements.values import IN_TOTALS, Kind

Chain = tuple[Measure, tuple[Measure, ...]]
"""A whole, and parts of it that exclude each other."""


@dataclass(frozen=True, slots=True)
class Family:
    """Numbers that are shown together or not at all. `within` must be shown; each of `chains` is a whole with parts.

    Of `children` no sums are known: a child may be in several kinds.
    """

    within: Measure
    chains: tuple[Chain, ...]
    children: bool = False
    by_part: Measure | None = None
    """What is shown of it of parts of a year too."""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The numbers that it shows."""
        return tuple(part for _, parts in self.chains for part in parts)


BROKEN = Family(
    Measure.ENDED,
    ((Measure.ENDED, (Measure.BREAKDOWNS, Measure.ENDING_UNKNOWN)),),
    by_part=Measure.BREAKDOWNS,
)
WHO = Family(
    Measure.BREAKDOWNS,
    (
        (
            Measure.BREAKDOWNS,
            (Measure.BY_CHILD, Measure.BY_HOME, Measure.BY_PARENTS, Measure.BY_AUTHORITY),
        ),
    ),
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
        """What is shown of a year and its parts: first of the parts, as each is over, and then of the year."""
        parts = self.times.parts.get(year, ()) if self.family.by_part else ()
        totals = tuple(takewhile(lambda part: self._is_many(part, (TOTAL,)), parts))
        kinds = tuple(takewhile(lambda part: self._is_many(part, KINDS), totals))
        shown = {*self._told_of_parts(totals, (TOTAL,)), *self._told_of_parts(kinds, KINDS)}
        if year not in self.times.years or not self._is_safe(year, (TOTAL,)):
            return shown
        if parts and not self._leaves_enough(year, totals, (TOTAL,)):
            return shown
        shown |= set(self._spots(year, (TOTAL,)))
        hidden = parts[len(kinds) :]
        is_open = not parts or (
            self._leaves_enough(year, kinds, KINDS) and (not (totals and hidden) or self._has_other(hidden))
        )
        if is_open and self._is_safe(year, KINDS) and self._comes_to(year):
            shown |= set(self._spots(year, KINDS))
        return shown

    def _told_of_parts(self, parts: Iterable[Span], places: Iterable[Place]) -> Iterator[Spot]:
        for part, place in product(parts, places):
            if self.family.by_part:
                yield Spot(part, *place, self.family.by_part)

    def _spots(self, span: Span, places: Iterable[Place]) -> Iterator[Spot]:
        for place, measure in product(places, self.family.measures):
            spot = Spot(span, *place, measure)
            if self.tallies.at(spot).number is not None:
                yield spot

    def _is_many(self, part: Span, places: Iterable[Place]) -> bool:
        """Whether what is told of a part, and what it leaves of its whole, is nothing or comfortably many.

        With its last part a year is known, so that this needs to be no more than may be shown.
        """
        is_last = part.last == Span.of_year(part.first.year).last
        least = self.k if is_last else COMFORTABLE * self.k
        return all(
            Spot(part, *place, self.family.within) in self.shown
            and all(number is not None and not 0 < number < least for number in self._split(part, place))
            for place in places
            if self._number(part, place, self.family.within) is not None
        )

    def _leaves_enough(self, year: Span, told: Iterable[Span], places: Iterable[Place]) -> bool:
        """Whether what the year leaves to parts that are not told is nothing or enough."""
        parts = tuple(told)
        return all(
            whole is not None and self._is_far(whole - sum(each or 0 for each in of_parts))
            for place in places
            if self._number(year, place, self.family.within) is not None
            for whole, *of_parts in zip(*(self._split(span, place) for span in (year, *parts)), strict=True)
        )

    def _is_safe(self, span: Span, places: Iterable[Place]) -> bool:
        """Whether every number of these places, and every rest, is 0 or at least k."""
        return all(self._is_safe_at(span, place) for place in places)

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

    def _comes_to(self, year: Span) -> bool:
        """Whether kinds come to the total, or miss it by so many that they tell of nobody."""
        return all(
            self._is_far(sum(self._number(year, (ALL, kind), measure) or 0 for kind in IN_TOTALS) - total)
            for measure in self.family.measures
            if (total := self._number(year, TOTAL, measure)) is not None
        )

    def _has_other(self, parts: Sequence[Span]) -> bool:
        """Whether each small number of a part and kind could be another, given those of the parts and of the kinds.

        It could where two placements of different parts, kinds and ways to end can change places.
        """
        cells = {
            (part, place): tuple(number or 0 for number in self._split(part, place))
            for part, place in product(parts, KINDS)
        }
        return all(
            _can_change(cells, where) for where, (told, rest) in cells.items() if rest and 0 < told < self.k
        )

    def _split(self, span: Span, place: Place) -> tuple[int | None, int | None]:
        """How many there are of what is told of parts of a year, and of the others that it is a part of."""
        told = self._number(span, place, self.family.by_part) if self.family.by_part else None
        whole = self._number(span, place, self.family.within)
        return told, None if told is None or whole is None else whole - told

    def _number(self, span: Span, place: Place, measure: Measure) -> int | None:
        return self.tallies.number(span, *place, measure)

    def _is_far(self, number: int) -> bool:
        """Whether a number, or what is left of one, tells of nobody."""
        return number == 0 or abs(number) >= self.k


Cells = Mapping[tuple[Span, Place], tuple[int, ...]]
"""Part and place -> how many are told of, and how many others there are."""


def _can_change(cells: Cells, wanted: tuple[Span, Place]) -> bool:
    """Whether one of a part and place can change with one of the other sort in another part and place."""
    told, rest = cells[wanted]
    crossed = [
        (cells[wanted[0], place], cells[part, wanted[1]], cells[part, place])
        for part, place in cells
        if part != wanted[0] and place != wanted[1]
    ]
    return any(
        min(told, beside[1], below[1], across[0]) > 0 or min(rest, beside[0], below[0], across[1]) > 0
        for beside, below, across in crossed
    )
