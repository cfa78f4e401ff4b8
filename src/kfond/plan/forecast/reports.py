"""The reports of who left, as what rates are measured by: exits, and the persons out of whom they came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from kfond.plan.forecast.cohorts import ONE, ZERO, term_share
from kfond.plan.forecast.values import Start
from kfond.settings import Settings
from kfond.staffing.boxes import BANDS
from kfond.staffing.movements import Movement
from kfond.staffing.returns import Measure

LEAVING_KEYS: Mapping[Measure, str] = {
    Measure.BAND_0_2: "leaving_0_2",
    Measure.BAND_2_5: "leaving_2_5",
    Measure.BAND_OVER_5: "leaving_over_5",
}
"""The setting of each band's yearly share of leavers."""
DAYS_IN_HALF_YEAR = Decimal("182.625")


@dataclass(frozen=True, slots=True)
class Measured:
    """Exits from one band, and the persons times half-years out of which they came."""

    exits: Decimal
    terms: Decimal

    def __add__(self, other: Measured) -> Measured:
        return Measured(self.exits + other.exits, self.terms + other.terms)


NOTHING = Measured(ZERO, ZERO)


@dataclass(frozen=True, slots=True)
class _Report:
    """Exits from some bands of one place in one period."""

    bands: tuple[Measure, ...]
    first_day: date
    last_day: date
    exits: int

    def is_same_as(self, other: _Report) -> bool:
        """Whether both are about the same bands and days."""
        return replace(self, exits=0) == replace(other, exits=0)

    def overlaps(self, other: _Report) -> bool:
        """Whether some persons may be counted in both."""
        days = self.first_day <= other.last_day and other.first_day <= self.last_day
        return days and not set(self.bands).isdisjoint(other.bands)


def measured(
    starts: Sequence[Start], movements: Sequence[Movement], settings: Settings
) -> Mapping[tuple[str, str, Measure], Measured]:
    """What is reported of each (area, code, band), where a cell tells how many persons the bands have.

    Persons are those of the snapshot. Exits from all bands together are shared in proportion to what the configured
    shares expect. Of reports over days that overlap the narrower speaks, and one for a band before one for all of
    them; reports for exactly the same days are units of the municipality and are added.
    """
    found: dict[tuple[str, str, Measure], Measured] = {}
    told: dict[tuple[str, str], list[Movement]] = {}
    for one in movements:
        told.setdefault((one.area, one.municipality_code), []).append(one)
    for start in sorted(starts, key=lambda start: (start.area, start.code)):
        persons = _counted_persons(start)
        for report in _counting(told.get((start.area, start.code), ())):
            if set(report.bands) <= set(persons):
                for band, part in _shared(report, persons, settings).items():
                    place = (start.area, start.code, band)
                    found[place] = found.get(place, NOTHING) + part
    return found


def configured(band: Measure, settings: Settings) -> Decimal:
    """The share of a band that leaves in a year, as it is set."""
    share: Decimal = getattr(settings, LEAVING_KEYS[band])
    return share


def half_years(first_day: date, last_day: date) -> Decimal:
    """The length of a period, both days included: exact for whole months, else by its days."""
    after = last_day + timedelta(days=1)
    if first_day.day == after.day == 1:
        return Decimal((after.year - first_day.year) * 12 + after.month - first_day.month) / 6
    return Decimal((after - first_day).days) / DAYS_IN_HALF_YEAR


def _counted_persons(start: Start) -> Mapping[Measure, Decimal]:
    """The bands whose own cells give a figure."""
    return {
        band: box.best
        for band, box in start.bands.items()
        if box.best is not None and box.high is not None and not box.is_bounded
    }


def _counting(movements: Sequence[Movement]) -> Sequence[_Report]:
    """The reports of one place that count, so that nobody leaves twice."""
    counting: list[_Report] = []
    for report in sorted(
        (_report(one) for one in movements if one.leavers is not None), key=_narrowest_first
    ):
        same = [at for at, other in enumerate(counting) if report.is_same_as(other)]
        if same:
            counting[same[0]] = replace(report, exits=counting[same[0]].exits + report.exits)
        elif not any(report.overlaps(other) for other in counting):
            counting.append(report)
    return counting


def _report(one: Movement) -> _Report:
    bands = BANDS if one.band is None else (one.band,)
    return _Report(bands, one.first_day, one.last_day, one.leavers or 0)


def _narrowest_first(report: _Report) -> tuple[int, int, date, tuple[Measure, ...]]:
    return len(report.bands), (report.last_day - report.first_day).days, report.first_day, report.bands


def _shared(
    report: _Report, persons: Mapping[Measure, Decimal], settings: Settings
) -> Mapping[Measure, Measured]:
    """The exits on the bands that have persons; all alike where nobody is expected to leave."""
    staffed = [band for band in report.bands if persons[band]]
    length = half_years(report.first_day, report.last_day)
    expected = {band: persons[band] * term_share(configured(band, settings)) for band in staffed}
    if not any(expected.values()):
        expected = dict.fromkeys(staffed, ONE)
    whole = sum(expected.values(), ZERO)
    return {band: Measured(report.exits * expected[band] / whole, persons[band] * length) for band in staffed}
