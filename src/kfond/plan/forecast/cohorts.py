"""One run without dice: half-year by half-year, who leaves, who grows more experienced, who is hired.

Each line can be recomputed by hand with a pocket calculator or a workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kfond.plan.forecast.values import Rates
from kfond.staffing.boxes import BANDS
from kfond.staffing.returns import Measure

CELLS: Mapping[Measure, int] = {Measure.BAND_0_2: 4, Measure.BAND_2_5: 6, Measure.BAND_OVER_5: 1}
"""Half-years in each band; nobody grows out of the last."""
BAND_OF_CELL = tuple(band for band in BANDS for _ in range(CELLS[band]))
"""The band of each of the eleven cells, the youngest first."""
LAST = len(BAND_OF_CELL) - 1
FOUR_DECIMALS = Decimal("0.0001")
ZERO = Decimal(0)
ONE = Decimal(1)


class Spread(StrEnum):
    """How the persons of a band lie over its half-years when the sheet does not say: evenly, or an extreme."""

    EVENLY = "evenly"
    YOUNGEST = "youngest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Cohorts:
    """The staff at the start of a term: persons in each of the eleven cells, and the vacant posts."""

    cells: tuple[Decimal, ...]
    vacancies: Decimal

    @property
    def bands(self) -> Mapping[Measure, Decimal]:
        """The persons of each band, to four decimals."""
        return {band: total.quantize(FOUR_DECIMALS) for band, total in by_band(self.cells).items()}


@dataclass(frozen=True, slots=True)
class Step:
    """One half-year: who left each band, how many vacant posts were filled, who was hired to each, what it became."""

    leavers: Mapping[Measure, Decimal]
    filled: Decimal
    hired: Mapping[Measure, Decimal]
    after: Cohorts


def term_share(yearly: Decimal) -> Decimal:
    """The share that leaves in a half-year when `yearly` leave in a year: 1 - (1 - yearly)^(1/2)."""
    return ONE - (ONE - yearly).sqrt()


def yearly_share(in_a_term: Decimal) -> Decimal:
    """The share that leaves in a year when `in_a_term` leave in each half-year."""
    return ONE - (ONE - in_a_term) ** 2


def by_band(cells: Iterable[Decimal]) -> Mapping[Measure, Decimal]:
    """The cells added up band by band."""
    totals = dict.fromkeys(BANDS, ZERO)
    for band, persons in zip(BAND_OF_CELL, cells, strict=True):
        totals[band] += persons
    return totals


def spread_of(persons: Mapping[Measure, Decimal], how: Spread) -> tuple[Decimal, ...]:
    """The persons of the bands over the eleven cells."""
    cells: list[Decimal] = []
    for band in BANDS:
        number, inside = persons.get(band, ZERO), CELLS[band]
        if how is Spread.EVENLY:
            cells += [number / inside] * inside
        else:
            empty = [ZERO] * (inside - 1)
            cells += [number, *empty] if how is Spread.YOUNGEST else [*empty, number]
    return tuple(cells)


def entering(hired: Mapping[Measure, Decimal]) -> tuple[Decimal, ...]:
    """Those hired over the cells: new ones begin band 0–2; where others stand in their band nobody knows: evenly."""
    evenly = spread_of({**hired, Measure.BAND_0_2: ZERO}, Spread.EVENLY)
    return hired.get(Measure.BAND_0_2, ZERO), *evenly[1:]


def run(
    persons: Mapping[Measure, Decimal],
    vacancies: Decimal,
    rates: Rates,
    steps: int,
    how: Spread = Spread.EVENLY,
) -> tuple[Step, ...]:
    """The half-years after a snapshot, one after the other, at the best rates."""
    now = Cohorts(spread_of(persons, how), vacancies)
    leaving = {band: term_share(rates.leaving[band].best) for band in BANDS}
    done: list[Step] = []
    for _ in range(steps):
        done.append(_step(now, leaving, rates))
        now = done[-1].after
    return tuple(done)


def kept(rates: Rates, bands: Mapping[Measure, Decimal], steps: int) -> tuple[Decimal, ...]:
    """The share of those trained who after 0, 1, ... `steps` half-years are still among the bands.

    `bands`: the persons of each band that the training is for; those trained are taken to be spread over them in
    the same way, evenly inside each. Who leaves for another municipality of the plan keeps the training and counts;
    who grows out of the bands does not.
    """
    if not sum(bands.values()):
        bands = {band: Decimal(CELLS[band]) for band in bands}
    whole = sum(bands.values(), ZERO)
    cells = spread_of(bands, Spread.EVENLY)
    shares = [ONE]
    lost_of = {band: term_share(rates.leaving[band].best) * (ONE - rates.stays) for band in BANDS}
    lost = [lost_of[band] for band in BAND_OF_CELL]
    for _ in range(steps):
        moved = _one_older(tuple(n * (ONE - gone) for n, gone in zip(cells, lost, strict=True)))
        cells = tuple(n if band in bands else ZERO for n, band in zip(moved, BAND_OF_CELL, strict=True))
        shares.append((sum(cells, ZERO) / whole).quantize(FOUR_DECIMALS))
    return tuple(shares)


def _step(before: Cohorts, leaving: Mapping[Measure, Decimal], rates: Rates) -> Step:
    """Leavers first, then everybody grows half a year older, then those hired come in their place."""
    gone = tuple(persons * leaving[band] for persons, band in zip(before.cells, BAND_OF_CELL, strict=True))
    older = _one_older(tuple(n - left for n, left in zip(before.cells, gone, strict=True)))
    filled = rates.filled * before.vacancies
    hires = sum(gone, ZERO) + filled
    hired = {band: hires * rates.hired[band] for band in BANDS}
    cells = tuple(n + new for n, new in zip(older, entering(hired), strict=True))
    return Step(by_band(gone), filled, hired, Cohorts(cells, before.vacancies - filled))


def _one_older(cells: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Everybody moves up a cell; who is in the last one stays there."""
    return ZERO, *cells[: LAST - 1], cells[LAST - 1] + cells[LAST]
