"""What a forecast is made of, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kfond.messages import Message
from kfond.periods import Term
from kfond.plan.estimates import Estimate
from kfond.staffing.boxes import Box
from kfond.staffing.returns import Measure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draws = NDArray[np.float64]
    """Persons: draws x terms x bands (in the order of staffing.boxes.BANDS)."""


@dataclass(frozen=True, slots=True)
class Start:
    """What one municipality had in one area at its newest snapshot: its bands, all of them together, its vacancies."""

    code: str
    area: str
    as_of: date
    bands: Mapping[Measure, Box]
    total: Box
    vacancies: Box


@dataclass(frozen=True, slots=True)
class Rate:
    """A yearly share of a band, with its range and where it comes from (reported exits, the settings, ours)."""

    low: Decimal
    best: Decimal
    high: Decimal
    origin: Message


@dataclass(frozen=True, slots=True)
class Rates:
    """How a municipality's staff changes. `leaving`: share of each band that leaves in a year.

    `hired`: how hires fall on the bands (sums to 1); `filled`: share of the vacant posts filled each term;
    `stays`: share of leavers who go to another municipality of the plan and keep their training.
    """

    leaving: Mapping[Measure, Rate]
    hired: Mapping[Measure, Decimal]
    filled: Decimal
    stays: Decimal


@dataclass(frozen=True, slots=True)
class Forecast:
    """The staff of every municipality with figures, in each of `terms`; in persons.

    `places`: (area, code) -> band -> one estimate a term. `totals`: area -> band -> one estimate a term, from the
    draws and not by adding intervals. `draws`: (area, code) -> draws x terms x bands. `rates`: (area, code) ->
    the rates used there. A municipality without figures is in none of them.
    """

    terms: tuple[Term, ...]
    places: Mapping[tuple[str, str], Mapping[Measure, tuple[Estimate, ...]]]
    totals: Mapping[str, Mapping[Measure, tuple[Estimate, ...]]]
    draws: Mapping[tuple[str, str], Draws]
    rates: Mapping[tuple[str, str], Rates]
    starts: tuple[Start, ...]

    def staff(self) -> Mapping[str, tuple[Decimal, ...]]:
        """Municipality code -> best values of all its areas and bands together, one a term."""
        found: dict[str, list[Decimal]] = {}
        for (_, code), bands in self.places.items():
            sums = found.setdefault(code, [Decimal(0)] * len(self.terms))
            for estimates in bands.values():
                for at, estimate in enumerate(estimates):
                    sums[at] += estimate.best
        return {code: tuple(sums) for code, sums in sorted(found.items())}
