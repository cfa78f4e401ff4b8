"""A region on the day of a plan, and how a forecast made there is kept beside what came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfond.periods import Term
from kfond.plan.backtest import Scored
from kfond.plan.forecast.carry import forecast
from kfond.plan.forecast.rates import rates_of
from kfond.settings import DEFAULTS
from simulator import World
from simulator.reading import figures_of, starts_of

TERMS_AHEAD = 4
NONE = Decimal(0)
TOGETHER = "together"
"""The tag of what is scored for all municipalities as one."""
FIRST_DAY = "first day"
"""The tag of staff on the day that the plan begins, for which no half-year is forecast."""


@dataclass(frozen=True, slots=True)
class Tested:
    """One forecast scored, with what a row of the table may choose it by.

    `ahead`: terms after the cut. `newest`: the last figure known, as a second thing to be compared with.
    """

    scored: Scored
    ahead: int
    newest: Decimal
    tags: frozenset[str]


class Cut:
    """A region on the day of a plan: what is known, and what kfond makes of it.

    `horizon`: the staff at the start of each planned term; `at_sheets`: on the days of the next sheets. A sheet of
    spring stands for the staff at the start of autumn, and one of autumn for the next spring.
    """

    def __init__(self, world: World, day: date) -> None:
        self.world, self.day = world, day
        self.known = world.known_on(day)
        first = Term.containing(day) + 1
        self.terms = tuple(first + number for number in range(TERMS_AHEAD))
        self.starts = starts_of(self.known.returns, DEFAULTS)
        self.rates = rates_of(self.starts, self.known.movements, DEFAULTS)
        self.figures = figures_of(self.known.returns, DEFAULTS)
        self.tags = {place.code: world.tags_of(place.code, day, self.terms[-1].end) for place in world.places}
        self.horizon = forecast(self.starts, self.rates, self.terms, DEFAULTS)
        later = [term + 1 for term in self.terms]
        self.at_sheets = forecast(self.starts, self.rates, later, DEFAULTS)


def newest(series: Mapping[Term, Decimal]) -> Decimal:
    """The last figure of a series; 0 where there is none."""
    return series[max(series, key=lambda term: term.start)] if series else NONE
