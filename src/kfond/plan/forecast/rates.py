"""How large a share of each band leaves in a year: as exits are reported, drawn towards what is configured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kfond.messages import Message, say
from kfond.plan.forecast.cohorts import FOUR_DECIMALS, ONE, ZERO, term_share, yearly_share
from kfond.plan.forecast.reports import NOTHING, Measured, configured, measured
from kfond.plan.forecast.values import Rate, Rates, Start
from kfond.settings import DEFAULTS, OURS, Settings
from kfond.staffing.boxes import BANDS
from kfond.staffing.movements import Movement
from kfond.staffing.returns import Measure

REGION = ""
"""The code under which the rates of an area as a whole stand."""
SPREAD_OF_TRIANGLE = 6  # a triangle whose ends lie a on either side of the middle has the variance a * a / 6


def rates_of(
    starts: Sequence[Start], movements: Sequence[Movement], settings: Settings
) -> Mapping[tuple[str, str], Rates]:
    """The rates of every (area, municipality code) that has a start, and of each area as a whole under REGION.

    In half-years: (exits + w q0) / (person-half-years + w), w being settings.leaving_weight. For an area q0 is
    the configured share, for a municipality that of its area.
    """
    reports = measured(starts, movements, settings)
    found: dict[tuple[str, str], Rates] = {}
    for area in sorted({start.area for start in starts}):
        codes = sorted({start.code for start in starts if start.area == area})
        together = {band: _sum(reports, area, codes, band) for band in BANDS}
        regional = {band: _regional_rate(band, together[band], settings) for band in BANDS}
        found[area, REGION] = _rates(regional, settings)
        for code in codes:
            own = {
                band: _own_rate(
                    regional[band], reports.get((area, code, band), NOTHING), together[band], settings
                )
                for band in BANDS
            }
            found[area, code] = _rates(own, settings)
    return found


def _sum(
    reports: Mapping[tuple[str, str, Measure], Measured], area: str, codes: Sequence[str], band: Measure
) -> Measured:
    return sum((reports.get((area, code, band), NOTHING) for code in codes), NOTHING)


def _regional_rate(band: Measure, found: Measured, settings: Settings) -> Rate:
    share = configured(band, settings)
    if not found.terms:
        is_ours = share == configured(band, DEFAULTS) and settings.leaving_range == DEFAULTS.leaving_range
        return _rate(share, ZERO, settings, OURS if is_ours else say("the settings"))
    origin = say(
        "measured in the municipalities that have reported: {exits} left in {terms} person-half-years, drawn towards "
        "what is set",
        exits=_shown(found.exits),
        terms=_shown(found.terms),
    )
    return _rate(_drawn_towards(share, found, settings), found.terms, settings, origin)


def _own_rate(regional: Rate, found: Measured, together: Measured, settings: Settings) -> Rate:
    """A municipality's own rate; that of the region where it has reported nothing."""
    if not found.terms:
        return regional
    origin = say(
        "measured: {exits} left in {terms} person-half-years, drawn towards all municipalities",
        exits=_shown(found.exits),
        terms=_shown(found.terms),
    )
    behind = found.terms + min(Decimal(settings.leaving_weight), together.terms)
    return _rate(_drawn_towards(regional.best, found, settings), behind, settings, origin)


def _drawn_towards(yearly: Decimal, found: Measured, settings: Settings) -> Decimal:
    """The yearly share that reports tell, drawn towards `yearly`: both are weighed as shares of half-years."""
    weight = Decimal(settings.leaving_weight)
    return yearly_share(min(ONE, (found.exits + weight * term_share(yearly)) / (found.terms + weight)))


def _rate(best: Decimal, terms: Decimal, settings: Settings, origin: Message) -> Rate:
    """A yearly share with its range: the configured one, narrowed by what chance leaves open in the reports.

    1/a² = 1/(range x share)² + 1/(6 s²), s being the binomial deviation of the yearly share in `terms`.
    """
    half = settings.leaving_range * best
    in_a_term = term_share(best)
    if terms and half and in_a_term < ONE:
        variance = 4 * (ONE - in_a_term) ** 3 * in_a_term / terms
        half = (ONE / (ONE / half**2 + ONE / (SPREAD_OF_TRIANGLE * variance))).sqrt()
    low, high = max(ZERO, best - half), min(ONE, best + half)
    return Rate(
        low.quantize(FOUR_DECIMALS), best.quantize(FOUR_DECIMALS), high.quantize(FOUR_DECIMALS), origin
    )


def _rates(leaving: Mapping[Measure, Rate], settings: Settings) -> Rates:
    first, second = settings.hired_0_2, settings.hired_2_5
    hired = dict(zip(BANDS, (first, second, ONE - first - second), strict=True))
    return Rates(leaving, hired, settings.vacancies_filled, settings.stays_in_region)


def _shown(number: Decimal) -> Decimal:
    """With one decimal, or none where it is whole."""
    return number.quantize(ONE) if number == number.to_integral_value() else number.quantize(Decimal("0.1"))
