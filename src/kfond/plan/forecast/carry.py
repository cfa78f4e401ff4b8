"""The staff of every municipality carried from its own snapshot to each term of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kfond.periods import Term
from kfond.plan.estimates import Estimate
from kfond.plan.forecast.cohorts import ZERO, run
from kfond.plan.forecast.opening import Opening, opening_of
from kfond.plan.forecast.values import Forecast, Rates, Start
from kfond.settings import Settings
from kfond.staffing.boxes import BANDS
from kfond.staffing.returns import Measure

if TYPE_CHECKING:
    from kfond.plan.forecast.values import Draws

Place = tuple[str, str]
Estimates = Mapping[Measure, tuple[Estimate, ...]]
Bests = Mapping[Measure, Sequence[Decimal]]


def forecast(
    starts: Sequence[Start], rates: Mapping[Place, Rates], terms: Sequence[Term], settings: Settings
) -> Forecast:
    """The staff at the start of each of `terms`, in persons, one start a place.

    A snapshot is the staff at the start of the first term that begins on its day or later, and of every term before
    that; each term more is one half-year. A place whose bands nothing bounds is in nothing but `starts`, and a band
    that its sheet does not ask for is in no estimate.
    """
    ordered = tuple(sorted(starts, key=lambda start: (start.area, start.code)))
    openings = {(start.area, start.code): (start, opening_of(start)) for start in ordered}
    whole = {place: (start, opening) for place, (start, opening) in openings.items() if opening}
    draws = {
        place: _draws(place, opening, rates[place], steps_to(terms, start.as_of), settings)
        for place, (start, opening) in whole.items()
    }
    bests = {
        place: _bests(opening, rates[place], steps_to(terms, start.as_of))
        for place, (start, opening) in whole.items()
    }
    stated = {
        place: tuple(band for band in BANDS if band in start.bands) for place, (start, _) in whole.items()
    }
    places = {place: _estimates(stated[place], bests[place], draws[place]) for place in whole}
    totals = {
        area: _totals([place for place in whole if place[0] == area], stated, bests, draws)
        for area in sorted({area for area, _ in whole})
    }
    used = {place: rates[place] for place in whole}
    return Forecast(tuple(terms), places, totals, draws, used, ordered)


def first_term(as_of: date) -> Term:
    """The first term that begins on the day of a snapshot or after it."""
    term = Term.containing(as_of)
    return term if term.start == as_of else term + 1


def steps_to(terms: Sequence[Term], as_of: date) -> tuple[int, ...]:
    """How many half-years lie between a snapshot and the start of each term; none before its first term."""
    return tuple(max(0, term.minus(first_term(as_of))) for term in terms)


def _draws(place: Place, opening: Opening, rates: Rates, steps: Sequence[int], settings: Settings) -> Draws:
    from kfond.plan.forecast.draws import draw

    area, code = place
    return draw(opening, rates, max(steps, default=0), settings.draws, area, code).persons[:, list(steps), :]


def _bests(opening: Opening, rates: Rates, steps: Sequence[int]) -> Bests:
    """The run without dice: band -> persons at the start of each term."""
    done = run(opening.best, opening.vacancies.best, rates, max(steps, default=0))
    at = [opening.best, *(step.after.bands for step in done)]
    return {band: tuple(at[step][band] for step in steps) for band in BANDS}


def _estimates(bands: Sequence[Measure], bests: Bests, draws: Draws) -> Estimates:
    from kfond.plan.forecast.draws import interval

    low, high = interval(draws)
    return {
        band: tuple(
            Estimate(_persons(low[at, which]), best, _persons(high[at, which]))
            for at, best in enumerate(bests[band])
        )
        for which, band in enumerate(BANDS)
        if band in bands
    }


def _totals(
    places: Sequence[Place],
    stated: Mapping[Place, Sequence[Measure]],
    bests: Mapping[Place, Bests],
    draws: Mapping[Place, Draws],
) -> Estimates:
    """Each band over the places that have it: the draws are added one by one, and their interval taken then."""
    found: dict[Measure, tuple[Estimate, ...]] = {}
    for band in BANDS:
        having = [place for place in places if band in stated[place]]
        if having:
            together = sum((draws[place] for place in having[1:]), draws[having[0]])
            best = [
                sum(column, ZERO) for column in zip(*(bests[place][band] for place in having), strict=True)
            ]
            found |= _estimates(
                (band,), {band: best} | {other: () for other in BANDS if other != band}, together
            )
    return found


def _persons(number: float) -> Decimal:
    """Draws are of whole persons."""
    return Decimal(int(number))
