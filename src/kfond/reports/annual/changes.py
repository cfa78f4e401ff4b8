"""What has changed in the staff since the year before: the same units beside each other, only where both are known.

A municipality that is missing in one of the years, or whose units or areas are others, is named with the reason
and counted in no difference. Turnover is not computed: that takes exits, which returns do not state.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kfond.formatting import date_long, swedish_key
from kfond.provenance import Source
from kfond.reports.annual.definitions import Ends
from kfond.reports.annual.material import MAIN_AREA, Material
from kfond.reports.annual.tables import main_day
from kfond.staffing.boxes import BANDS, Box, box_of, sum_of
from kfond.staffing.returns import Measure, Return

COMPARED = (Measure.POSITIONS, Measure.VACANCIES, *BANDS)


@dataclass(frozen=True, slots=True)
class Change:
    """A municipality's returns of one area in the year before and in the year; `why_not` they are not compared."""

    name: str
    before: tuple[Return, ...]
    after: tuple[Return, ...]
    why_not: str

    def pair(self, measure: Measure) -> tuple[Box, Box] | None:
        """Both years' figures, where they can be compared and both are known."""
        boxes = amount_of(self.before, measure), amount_of(self.after, measure)
        return None if self.why_not or boxes[0] is None or boxes[1] is None else (boxes[0], boxes[1])


def changes(material: Material) -> tuple[Change, ...]:
    """Each municipality and area with figures of the year or the year before, in Swedish order."""
    before = _by_place(material.earlier.get(material.year - 1, ()))
    after = _by_place(answer for answer in material.returns if answer.as_of.year == material.year)
    found = [_change(before.get(place, ()), after.get(place, ()), material.year) for place in before | after]
    return tuple(sorted(found, key=lambda change: swedish_key(change.name)))


def amount_of(returns: Sequence[Return], measure: Measure) -> Box | None:
    """A measure of all the units together; None where one of them does not state a figure."""
    boxes = [
        box_of(cell.reading, cell.source) if (cell := answer.stated(measure)) else None for answer in returns
    ]
    known = [box for box in boxes if box is not None and box.best is not None]
    return sum_of(known) if known and len(known) == len(boxes) else None


def difference(before: Box, after: Box) -> Ends:
    """How much more there is after than before; an end is None where a bound is not known."""
    return Ends(
        None if before.best is None or after.best is None else after.best - before.best,
        None if before.high is None else after.low - before.high,
        None if after.high is None else after.high - before.low,
    )


def totals(found: Iterable[Change], measure: Measure) -> tuple[Box, Box, tuple[Change, ...]]:
    """Both years' sums over the municipalities where both are known, and which they are."""
    pairs = [(change, pair) for change in found if (pair := change.pair(measure))]
    before, after = (sum_of(pair[year] for _, pair in pairs) for year in (0, 1))
    return before, after, tuple(change for change, _ in pairs)


def other_days(found: Iterable[Change], days: tuple[date, date]) -> list[str]:
    """The municipalities whose figures are of other days than `days`, with theirs."""
    told = []
    for change in found:
        own = main_day(change.before), main_day(change.after)
        if change.why_not or own == days or own[0] is None or own[1] is None:
            continue
        told.append(f"{change.name}: {date_long(own[0])} och {date_long(own[1])}")
    return told


def sources_of(*boxes: Box) -> tuple[Source, ...]:
    """The cells of boxes."""
    return tuple(source for box in boxes for source in box.sources)


def is_certain(ends: Ends) -> bool:
    """Whether a difference is one number."""
    return ends.low is not None and ends.low == ends.high


def direction(ends: Ends) -> int | None:
    """1 where there are surely more, -1 where there are surely fewer, 0 as many; None where nobody can say."""
    if ends.low is not None and ends.low > 0:
        return 1
    if ends.high is not None and ends.high < 0:
        return -1
    return 0 if is_certain(ends) else None


def _by_place(returns: Iterable[Return]) -> dict[tuple[str, str], tuple[Return, ...]]:
    places: dict[tuple[str, str], tuple[Return, ...]] = {}
    for answer in returns:
        place = answer.municipality_code, answer.area
        places[place] = (*places.get(place, ()), answer)
    return places


def _change(before: tuple[Return, ...], after: tuple[Return, ...], year: int) -> Change:
    first = (after or before)[0]
    name = first.municipality if first.area == MAIN_AREA else f"{first.municipality}, {first.area}"
    return Change(name, before, after, _why_not(before, after, year))


def _why_not(before: Sequence[Return], after: Sequence[Return], year: int) -> str:
    if not before:
        return f"siffror för {year - 1} saknas"
    if not after:
        return f"siffror för {year} saknas"
    if {answer.unit for answer in before} != {answer.unit for answer in after}:
        return f"redovisas i andra enheter {year} än {year - 1}"
    if {(answer.unit, answer.includes) for answer in before} != {
        (answer.unit, answer.includes) for answer in after
    }:
        return "siffrorna räknar inte samma områden båda åren"
    return ""
