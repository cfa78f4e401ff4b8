"""What if more left, or fewer: the rates of a supposed turnover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kfond.messages import say
from kfond.plan.forecast.cohorts import FOUR_DECIMALS, ONE, ZERO
from kfond.plan.forecast.opening import opening_of
from kfond.plan.forecast.rates import REGION
from kfond.plan.forecast.values import Rate, Rates, Start
from kfond.staffing.returns import Measure

Weighted = Sequence[tuple[Decimal, Decimal]]
"""Persons, and the yearly share of them that leaves."""


def with_turnover(
    rates: Mapping[tuple[str, str], Rates], share: Decimal, starts: Sequence[Start]
) -> Mapping[tuple[str, str], Rates]:
    """The rates all made larger or smaller alike, until `share` of the staff at the snapshots leaves in a year.

    No rate becomes more than 1; what is cut off there the others make up for. Where nobody leaves today there are
    no proportions to keep, and every band gets `share`.
    """
    staff = _staff(rates, starts)
    factor = _factor(staff, share)
    return {
        place: replace(own, leaving=_scaled(own.leaving, factor, share))
        for place, own in sorted(rates.items())
    }


def _staff(rates: Mapping[tuple[str, str], Rates], starts: Sequence[Start]) -> Weighted:
    """The persons of each band and place, with the share that leaves there; where nobody is known, all bands alike."""
    openings = [
        (start, opening_of(start)) for start in sorted(starts, key=lambda start: (start.area, start.code))
    ]
    staff = [
        (persons, rates[start.area, start.code].leaving[band].best)
        for start, opening in openings
        if opening
        for band, persons in opening.best.items()
    ]
    if any(persons for persons, _ in staff):
        return staff
    return [
        (ONE, rate.best)
        for place, own in rates.items()
        if place[1] == REGION
        for rate in own.leaving.values()
    ]


def _factor(staff: Weighted, share: Decimal) -> Decimal | None:
    """By how much every rate is multiplied; None where all are 0."""
    factor = ZERO
    wanted = share * sum((persons for persons, _ in staff), ZERO)
    while True:
        full = sum((persons for persons, rate in staff if rate * factor >= 1), ZERO)
        free = sum((persons * rate for persons, rate in staff if rate * factor < 1), ZERO)
        if not free:
            return factor if full else None
        new = (wanted - full) / free
        if new <= factor or all(rate * new < 1 for _, rate in staff):
            return new
        factor = new


def _scaled(
    leaving: Mapping[Measure, Rate], factor: Decimal | None, share: Decimal
) -> Mapping[Measure, Rate]:
    origin = say("supposed: {percent} % of the staff leave in a year", percent=_percent(share))
    if factor is None:
        return {band: Rate(share, share, share, origin) for band in leaving}
    return {
        band: Rate(_times(rate.low, factor), _times(rate.best, factor), _times(rate.high, factor), origin)
        for band, rate in leaving.items()
    }


def _times(share: Decimal, factor: Decimal) -> Decimal:
    return min(ONE, share * factor).quantize(FOUR_DECIMALS)


def _percent(share: Decimal) -> Decimal:
    percent = (share * 100).quantize(Decimal("0.1"))
    return percent.quantize(ONE) if percent == percent.to_integral_value() else percent
