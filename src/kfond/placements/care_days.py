"""Of which placements care days are shown: a child of a whole year has 365, so that days tell how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kfond.placements.stocks import TOTAL, Place, Times
from kfond.placements.tallies import ALL, Measure, Span, Spot, Tallies
from kfond.placements.values import IN_TOTALS, Kind


def shown_days(tallies: Tallies, times: Times, shown: AbstractSet[Spot], k: int) -> frozenset[Spot]:
    """The care days that may be shown: of at least k placements, or of none, whose number is shown.

    Of kinds that are hidden the smallest of the others are hidden too, until they are several and of k placements
    together; of a part of a year also every kind that another part hides.
    """
    days = _Days(tallies, times, frozenset(shown), k)
    found: set[Spot] = set()
    for year in sorted({*times.years, *times.parts}):
        of_year = [year] if year in times.years else []
        if all(days.is_enough(span, TOTAL) for span in of_year):
            found |= days.of(of_year)
            parts = times.parts.get(year, ())
            if all(days.is_enough(span, TOTAL) for span in parts) and days.makes_up(of_year, parts):
                found |= days.of(parts, beside=of_year)
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

    def makes_up(self, year: Sequence[Span], parts: Sequence[Span]) -> bool:
        """Whether the same municipalities tell of the year and of its parts."""
        return len({self._tellers(span, ALL) for span in (*year, *parts)}) < 2

    def of(self, spans: Iterable[Span], beside: Sequence[Span] = ()) -> set[Spot]:
        """The days to show of times that hide the same kinds, and those that times beside them hide."""
        times = list(spans)
        every = [*times, *beside]
        few = {kind for kind in Kind if any(not self.is_enough(span, (ALL, kind.value)) for span in every)}
        others = sorted(
            (kind for kind in IN_TOTALS if kind not in few),
            key=lambda kind: (min((self._size(span, (ALL, kind)) for span in times), default=0), kind),
        )
        while others and self._is_told_by_rest(every, few):
            few.add(others.pop(0))
        kinds = [kind.value for kind in Kind if kind not in few]
        spots = [Spot(span, ALL, kind, Measure.DAYS) for span in times for kind in (ALL, *kinds)]
        return {spot for spot in spots if self.tallies.at(spot).number is not None}

    def _is_told_by_rest(self, spans: Iterable[Span], few: set[Kind]) -> bool:
        """Whether the total less the kinds shown would tell of one kind, or of fewer than k placements."""
        hidden = [kind for kind in IN_TOTALS if kind in few]
        for span in spans:
            sizes = [size for kind in hidden if (size := self._size(span, (ALL, kind.value)))]
            if sizes and (len(sizes) == 1 or sum(sizes) < self.k):
                return True
        return False

    def _size(self, span: Span, place: Place) -> int:
        """How many placements the days are of: those of the municipalities that tell of days."""
        measures = (Measure.ONGOING, Measure.ENDED)
        codes = self._tellers(span, place[1]) if place[0] == ALL else (place[0],)
        return sum(
            self.tallies.number(span, code, place[1], measure) or 0 for code in codes for measure in measures
        )

    def _tellers(self, span: Span, kind: str) -> tuple[str, ...]:
        """The municipalities that tell of days; where none is told of by itself, ALL."""
        return tuple(sorted(self.times.telling(span, kind, Measure.DAYS))) or (ALL,)
