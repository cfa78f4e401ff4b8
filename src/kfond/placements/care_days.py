"""Of which placements care days are shown: a child of a whole year has 365, so that days tell how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product

from kfond.placements.stocks import TOTAL, Place, Times
from kfond.placements.tallies import ALL, Measure, Span, Spot, Tallies
from kfond.placements.values import IN_TOTALS, Kind


def shown_days(tallies: Tallies, times: Times, shown: AbstractSet[Spot], k: int) -> frozenset[Spot]:
    """The care days that may be shown: of at least k placements, or of none, whose number is shown.

    Of parts of a year only those of all kinds are shown; of a year those by kind too, where of the kinds that are
    hidden there are several, of k placements together: else the smallest of the others are hidden with them.
    """
    days = _Days(tallies, times, frozenset(shown), k)
    found: set[Spot] = set()
    for year in sorted({*times.years, *times.parts}):
        parts = times.parts.get(year, ())
        told = [part for part in parts if days.is_enough(part, TOTAL)]
        found |= days.known(told, (ALL,))
        hidden = [part for part in parts if part not in told]
        if year in times.years and days.is_enough(year, TOTAL) and days.leaves_enough(year, hidden):
            found |= days.known([year], (ALL, *days.kinds(year)))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Days:
    tallies: Tallies
    times: Times
    shown: frozenset[Spot]
    k: int

    def is_enough(self, span: Span, place: Place) -> bool:
        """Whether the days of a time and place are of none or at least k, and of how many is shown."""
        spots = [Spot(span, *place, measure) for measure in (Measure.ONGOING, Measure.ENDED)]
        if any(spot not in self.shown for spot in spots):
            return False
        told = self._size(span, place)
        every = sum(self.tallies.at(spot).number or 0 for spot in spots)
        return all(number == 0 or number >= self.k for number in (told, every - told))

    def leaves_enough(self, year: Span, hidden: Sequence[Span]) -> bool:
        """Whether the days of a year would tell of no few placements in the parts whose days are hidden.

        Nor of those of a municipality that tells of one of them and not of the other.
        """
        of_year = self._tellers(year, ALL)
        alone = [set(of_year) ^ set(self._tellers(part, ALL)) for part in self.times.parts.get(year, ())]
        sizes = [self._size_of(year, ALL, codes) for codes in alone]
        sizes.append(sum(self._size(part, TOTAL) for part in hidden))
        return all(size == 0 or size >= self.k for size in sizes)

    def known(self, spans: Iterable[Span], kinds: Iterable[str]) -> set[Spot]:
        """The days of some times and kinds that are known."""
        spots = {Spot(span, ALL, kind, Measure.DAYS) for span, kind in product(spans, tuple(kinds))}
        return {spot for spot in spots if self.tallies.at(spot).number is not None}

    def kinds(self, year: Span) -> tuple[str, ...]:
        """The kinds whose days of a year are shown."""
        few = {kind for kind in Kind if not self.is_enough(year, (ALL, kind.value))}
        others = sorted(
            (kind for kind in IN_TOTALS if kind not in few),
            key=lambda kind: (self._size(year, (ALL, kind)), kind),
        )
        while others and self._is_told_by_rest(year, few):
            few.add(others.pop(0))
        return tuple(kind.value for kind in Kind if kind not in few)

    def _is_told_by_rest(self, year: Span, few: set[Kind]) -> bool:
        """Whether the total less the kinds shown would tell of one kind, or of fewer than k placements."""
        sizes = [size for kind in IN_TOTALS if kind in few and (size := self._size(year, (ALL, kind.value)))]
        return bool(sizes) and (len(sizes) == 1 or sum(sizes) < self.k)

    def _size(self, span: Span, place: Place) -> int:
        """How many placements the days are of: those of the municipalities that tell of days."""
        codes = self._tellers(span, place[1]) if place[0] == ALL else (place[0],)
        return self._size_of(span, place[1], codes)

    def _size_of(self, span: Span, kind: str, codes: Iterable[str]) -> int:
        measures = (Measure.ONGOING, Measure.ENDED)
        return sum(
            self.tallies.number(span, code, kind, measure) or 0 for code in codes for measure in measures
        )

    def _tellers(self, span: Span, kind: str) -> tuple[str, ...]:
        """The municipalities that tell of days; where none is told of by itself, ALL."""
        return tuple(sorted(self.times.telling(span, kind, Measure.DAYS))) or (ALL,)
