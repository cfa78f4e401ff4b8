"""The staff of each band as foretold, beside who was there."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from foretold.cut import FIRST_DAY, NONE, TOGETHER, Cut, Tested, newest
from kfond.plan.backtest import Scored, SeriesKind, naive
from simulator.region import CHILD_WELFARE
from simulator.sheets import day_of_sheets

STAFF = SeriesKind.STAFF


def tested_staff(cut: Cut) -> Iterable[Tested]:
    """Each band of every place with a forecast, and each band of child welfare in all of them together."""
    for (area, code), bands in sorted(cut.at_sheets.places.items()):
        for band, estimates in bands.items():
            earlier = cut.figures.get((area, code, band), {})
            tags = cut.tags[code] | {area, band.value}
            key = f"{area}/{code}/{band.value}"
            for ahead, (term, estimate) in enumerate(zip(cut.terms, estimates, strict=True), 1):
                came = Decimal(cut.world.staff_on(code, area, day_of_sheets(term))[band])
                scored = Scored(STAFF, key, term, estimate, came, naive(earlier, term))
                yield Tested(scored, ahead, newest(earlier), tags)
    yield from _on_the_first_day(cut)
    yield from _together(cut)


def _on_the_first_day(cut: Cut) -> Iterable[Tested]:
    """The staff when the plan begins, which the newest sheet stands for without a forecast."""
    term = cut.terms[0]
    for (area, code), bands in sorted(cut.horizon.places.items()):
        for band, estimates in bands.items():
            earlier = cut.figures.get((area, code, band), {})
            came = Decimal(cut.world.staff_on(code, area, term.start)[band])
            key = f"{area}/{code}/{band.value}"
            scored = Scored(STAFF, key, term, estimates[0], came, naive(earlier, term))
            yield Tested(scored, 0, newest(earlier), frozenset({FIRST_DAY, area}))


def _together(cut: Cut) -> Iterable[Tested]:
    codes = [code for area, code in sorted(cut.at_sheets.places) if area == CHILD_WELFARE]
    for band, estimates in cut.at_sheets.totals[CHILD_WELFARE].items():
        series = [cut.figures.get((CHILD_WELFARE, code, band), {}) for code in codes]
        last = sum((newest(one) for one in series), NONE)
        for ahead, (term, estimate) in enumerate(zip(cut.terms, estimates, strict=True), 1):
            day = day_of_sheets(term)
            came = sum(cut.world.staff_on(code, CHILD_WELFARE, day)[band] for code in codes)
            before = sum((naive(one, term) for one in series), NONE)
            scored = Scored(STAFF, band.value, term, estimate, Decimal(came), before)
            yield Tested(scored, ahead, last, frozenset({TOGETHER, band.value}))
