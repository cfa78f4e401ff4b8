"""What a forecast starts from: the boxes of a snapshot made whole, or nothing where nothing bounds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from kfond.plan.forecast.cohorts import FOUR_DECIMALS, ZERO
from kfond.plan.forecast.values import Start
from kfond.sharing import round_by_largest_remainder
from kfond.staffing.boxes import BANDS, Box
from kfond.staffing.returns import Measure


@dataclass(frozen=True, slots=True)
class Range:
    """Persons or posts from `low` to `high`; all three are alike where a cell gives an exact figure."""

    low: Decimal
    best: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Opening:
    """A snapshot with bounds everywhere. `bands` in the order of staffing.boxes.BANDS; `fewest` and `most` (None:
    not known) persons in all of them together, by the posts."""

    bands: tuple[Range, ...]
    fewest: Decimal
    most: Decimal | None
    vacancies: Range

    @property
    def best(self) -> Mapping[Measure, Decimal]:
        """The best value of each band."""
        return {band: part.best for band, part in zip(BANDS, self.bands, strict=True)}


def opening_of(start: Start) -> Opening | None:
    """The snapshot with a bound above and a best value for each band, fitted into what the posts can hold.

    None where a band has no figure and the posts do not bound it either: persons whom nobody has counted
    leave, are replaced and grow into the other bands, so that nothing can be said of those.
    """
    if not start.bands:
        return None
    boxes = [start.bands.get(band, Box(ZERO, None, None, ())) for band in BANDS]
    bands = [_range_of(box, boxes, start.total) for box in boxes]
    whole = [part for part in bands if part is not None]
    if len(whole) < len(BANDS):
        return None
    fewest, most = _rounded(start.total.low), start.total.high
    most = None if most is None else _rounded(most)
    return Opening(_fitted(whole, fewest, most), fewest, most, _vacancies_of(start))


def _range_of(box: Box, boxes: Sequence[Box], total: Box) -> Range | None:
    """The bounds of one band: its own, else what the posts leave beside the other bands."""
    low, high = box.low, box.high
    if high is None:
        if total.high is None:
            return None
        high = total.high - sum((other.low for other in boxes), ZERO) + low
        if high < low:  # the bands contradict the posts, which therefore tell nothing
            return None
    best = box.best
    if best is None:
        best = _share_of_the_likely(boxes, total, low, high)
    low, high = _rounded(low), _rounded(high)
    return Range(low, min(max(_rounded(best), low), high), high)


def _share_of_the_likely(boxes: Sequence[Box], total: Box, low: Decimal, high: Decimal) -> Decimal:
    """Of the likely number of persons, as the posts tell, an equal part of what the other bands leave."""
    if total.high is None:
        return (low + high) / 2
    known = sum((box.best for box in boxes if box.best is not None), ZERO)
    likely = (max(total.low, known) + total.high) / 2
    return (likely - known) / sum(box.best is None for box in boxes)


def _fitted(bands: Sequence[Range], fewest: Decimal, most: Decimal | None) -> tuple[Range, ...]:
    """The best values moved into the total's bounds, each by the room that its own interval leaves.

    An exact cell has none. What it says against the posts stands: it is told elsewhere, not corrected.
    """
    together = sum((part.best for part in bands), ZERO)
    aim = max(together, fewest) if most is None else min(max(together, fewest), most)
    rooms = {
        str(at): part.high - part.best if aim > together else part.best - part.low
        for at, part in enumerate(bands)
    }
    room = sum(rooms.values(), ZERO)
    if aim == together or not room:
        return tuple(bands)
    part_used = Fraction(min(abs(aim - together), room)) / Fraction(room)
    moves = round_by_largest_remainder(
        {at: Fraction(free / FOUR_DECIMALS) * part_used for at, free in rooms.items()}
    )
    sign = 1 if aim > together else -1
    return tuple(
        replace(part, best=part.best + sign * moves[str(at)] * FOUR_DECIMALS) for at, part in enumerate(bands)
    )


def _vacancies_of(start: Start) -> Range:
    """The vacant posts. Never asked for: none. Unclear: up to what the posts leave beside the bands."""
    box = start.vacancies
    low = _rounded(box.low)
    best = low if box.best is None else _rounded(box.best)
    high = box.high
    if high is None:
        high = best
        if start.total.high is not None and box.sources:
            high = start.total.high - sum((band.low for band in start.bands.values()), ZERO)
    return Range(low, best, max(_rounded(high), best))


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(FOUR_DECIMALS)
