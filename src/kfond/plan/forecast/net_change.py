"""What two snapshots tell by themselves: by how much each band changed, and whether the rates allow it.

They cannot tell the rates: seven numbers (three shares that leave, how hires fall, how many posts are filled) make
three changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kfond.messages import Message, say
from kfond.plan.forecast.carry import first_term
from kfond.plan.forecast.opening import Opening, opening_of
from kfond.plan.forecast.rates import rates_of
from kfond.plan.forecast.values import Start
from kfond.settings import Settings
from kfond.staffing.boxes import BANDS, sum_of
from kfond.staffing.returns import MEASURES, Measure

if TYPE_CHECKING:
    from kfond.plan.forecast.values import Draws


@dataclass(frozen=True, slots=True)
class NetChange:
    """One band of one area, in the municipalities that are in both snapshots; persons.

    `first_day` and `last_day`: the oldest day of the first snapshot and the newest of the second. `after` is the best
    value, `least` and `most` (None: not known) what the cells of the second snapshot leave open. `lowest` and
    `highest`: what the configured rates make of the first snapshot, over all draws.
    """

    area: str
    band: Measure
    codes: tuple[str, ...]
    first_day: date
    last_day: date
    before: Decimal
    after: Decimal
    least: Decimal
    most: Decimal | None
    lowest: int
    highest: int
    is_allowed: bool

    @property
    def change(self) -> Decimal:
        """More persons than before; negative for fewer."""
        return self.after - self.before

    @property
    def message(self) -> Message:
        """The change in words, and what the rates say of it."""
        figures = {
            "area": self.area, "band": MEASURES[self.band], "before": _tenths(self.before),
            "after": _tenths(self.after), "least": _tenths(self.least), "lowest": self.lowest, "highest": self.highest,
            "first_day": self.first_day, "last_day": self.last_day,
        }  # fmt: skip
        if self.is_allowed:
            return say(
                "{area}, {band}: from {before} persons {first_day} to {after} persons {last_day}, or {least} at least, "
                "which the shares of leavers that are set allow ({lowest} to {highest}).",
                **figures,
            )
        return say(
            "{area}, {band}: from {before} persons {first_day} to {after} persons {last_day}, where the shares of "
            "leavers that are set give {lowest} to {highest}. Change them, or ask the municipalities who left.",
            **figures,
        )


def net_change(before: Sequence[Start], after: Sequence[Start], settings: Settings) -> tuple[NetChange, ...]:
    """The change of each area and band between two snapshots of the same municipalities.

    A municipality counts for a band where both snapshots have a best value for it and the second is at least a
    half-year's step later: within one the rates say nothing.
    """
    later = {(start.area, start.code): start for start in after}
    pairs = [
        (start, later[start.area, start.code], opening)
        for start in sorted(before, key=lambda start: (start.area, start.code))
        if (start.area, start.code) in later and (opening := opening_of(start))
        if _steps(start, later[start.area, start.code]) > 0
    ]
    found = []
    for area in sorted({first.area for first, _, _ in pairs}):
        for band in BANDS:
            if both := [pair for pair in pairs if pair[0].area == area and _is_told(band, pair[0], pair[1])]:
                found.append(_change(area, band, both, settings))
    return tuple(found)


def _tenths(persons: Decimal) -> Decimal:
    """As a reader meets it: 44,1 of 44,0625 persons, and 9 of 9."""
    return round(persons, 1).normalize() + 0


def _is_told(band: Measure, first: Start, second: Start) -> bool:
    return all(band in start.bands and start.bands[band].best is not None for start in (first, second))


def _change(
    area: str, band: Measure, both: Sequence[tuple[Start, Start, Opening]], settings: Settings
) -> NetChange:
    first, *others = (_drawn(*pair, settings)[:, BANDS.index(band)] for pair in both)
    drawn = sum(others, first)
    old = sum_of(start.bands[band] for start, _, _ in both)
    new = sum_of(start.bands[band] for _, start, _ in both)
    assert old.best is not None and new.best is not None  # _is_told
    lowest, highest = int(drawn.min()), int(drawn.max())
    is_allowed = new.low <= highest and (new.high is None or new.high >= lowest)
    codes = tuple(start.code for start, _, _ in both)
    return NetChange(
        area,
        band,
        codes,
        min(start.as_of for start, _, _ in both),
        max(start.as_of for _, start, _ in both),
        old.best,
        new.best,
        new.low,
        new.high,
        lowest,
        highest,
        is_allowed,
    )


def _steps(first: Start, second: Start) -> int:
    """The half-years from one snapshot to the other; none or fewer where the second is of the same one or older."""
    return first_term(second.as_of).minus(first_term(first.as_of))


def _drawn(first: Start, second: Start, opening: Opening, settings: Settings) -> Draws:
    """The first snapshot carried to the second with the configured rates: draws x bands."""
    from kfond.plan.forecast.draws import draw

    steps = _steps(first, second)
    rates = rates_of((first,), (), settings)[first.area, first.code]
    return draw(opening, rates, steps, settings.draws, first.area, first.code).persons[:, steps, :]
