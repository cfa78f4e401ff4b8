"""How large a share of each band leaves in a year: as exits are reported, drawn towards what is configured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from kfond.messages import Message, say
from kfond.plan.forecast.cohorts import FOUR_DECIMALS, ONE, ZERO, term_share, yearly_share
from kfond.plan.forecast.values import Rate, Rates, Start
from kfond.settings import DEFAULTS, OURS, Settings
from kfond.staffing.boxes import BANDS
from kfond.staffing.movements import Movement
from kfond.staffing.returns import Measure

REGION = ""
"""The code under which the rates of an area as a whole stand."""
LEAVING_KEYS: Mapping[Measure, str] = {
    Measure.BAND_0_2: "leaving_0_2",
    Measure.BAND_2_5: "leaving_2_5",
    Measure.BAND_OVER_5: "leaving_over_5",
}
SPREAD_OF_TRIANGLE = 6  # a triangle whose ends lie a on either side of the middle has the variance a * a / 6
DAYS_IN_HALF_YEAR = Decimal("182.625")


@dataclass(frozen=True, slots=True)
class Reported:
    """Exits from one band, and the persons times half-years out of which they came."""

    exits: Decimal
    terms: Decimal

    def __add__(self, other: Reported) -> Reported:
        return Reported(self.exits + other.exits, self.terms + other.terms)


NOTHING = Reported(ZERO, ZERO)
Reports = Mapping[tuple[str, str, Measure], Reported]


def rates_of(
    starts: Sequence[Start], movements: Sequence[Movement], settings: Settings
) -> Mapping[tuple[str, str], Rates]:
    """The rates of every (area, municipality code) that has a start, and of each area as a whole under REGION.

    In half-years: (exits + w q0) / (person-half-years + w), w being settings.leaving_weight. For an area q0 is
    the configured share, for a municipality that of its area.
    """
    reports = reported(starts, movements, settings)
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


def reported(starts: Sequence[Start], movements: Sequence[Movement], settings: Settings) -> Reports:
    """What is reported of each (area, code, band) whose persons are known from a cell.

    Persons are those of the snapshot. Exits from all bands together are shared in proportion to what the configured
    shares expect. Of reports over days that overlap the narrower speaks, and one for a band before one for all of
    them; reports for exactly the same days are units of the municipality and are added.
    """
    persons = {
        (start.area, start.code): {
            band: box.best
            for band, box in start.bands.items()
            if box.best is not None and box.high is not None and not box.is_bounded
        }
        for start in starts
    }
    found: dict[tuple[str, str, Measure], Reported] = {}
    for (area, code, bands), exits, length in _without_overlaps(movements):
        here = {band: persons.get((area, code), {}).get(band, ZERO) for band in bands}
        if not all(band in persons.get((area, code), {}) for band in bands):
            continue
        expected = {band: number * term_share(_configured(band, settings)) for band, number in here.items()}
        whole = sum(expected.values(), ZERO)
        for band in bands:
            part = expected[band] / whole if whole else ONE / len(bands)
            new = Reported(exits * part, here[band] * length)
            if here[band]:
                found[area, code, band] = found.get((area, code, band), NOTHING) + new
    return found


def half_years(movement: Movement) -> Decimal:
    """The length of a report's period: exact for whole months, else by its days."""
    first, after = movement.first_day, movement.last_day + timedelta(days=1)
    if first.day == after.day == 1:
        return Decimal((after.year - first.year) * 12 + after.month - first.month) / 6
    return Decimal((after - first).days) / DAYS_IN_HALF_YEAR


def _without_overlaps(
    movements: Sequence[Movement],
) -> list[tuple[tuple[str, str, tuple[Measure, ...]], int, Decimal]]:
    """(area, code, bands), exits and length of every report that counts."""
    kept: dict[tuple[str, str, tuple[Measure, ...]], dict[tuple[object, ...], tuple[int, Movement]]] = {}
    told = [movement for movement in movements if movement.leavers is not None]
    for one in sorted(told, key=_narrowest_first):
        bands = BANDS if one.band is None else (one.band,)
        place, days = (one.area, one.municipality_code, bands), (one.first_day, one.last_day)
        same = kept.setdefault(place, {})
        if days in same:
            same[days] = (same[days][0] + (one.leavers or 0), one)
        elif not any(_overlap(one, other) for other in _beside(kept, place)):
            same[days] = (one.leavers or 0, one)
    return [
        (place, exits, half_years(one))
        for place, same in sorted(kept.items())
        for exits, one in same.values()
    ]


def _narrowest_first(movement: Movement) -> tuple[object, ...]:
    length = (movement.last_day - movement.first_day).days
    place = (movement.area, movement.municipality_code, movement.band or "")
    return (movement.band is None, length, *place, movement.first_day, movement.leavers, movement.source)


def _beside(
    kept: Mapping[tuple[str, str, tuple[Measure, ...]], Mapping[tuple[object, ...], tuple[int, Movement]]],
    place: tuple[str, str, tuple[Measure, ...]],
) -> list[Movement]:
    """The reports already counted that speak of some of the same persons."""
    return [
        one
        for (area, code, bands), same in kept.items()
        if (area, code) == place[:2] and set(bands) & set(place[2])
        for _, one in same.values()
    ]


def _overlap(one: Movement, other: Movement) -> bool:
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _sum(reports: Reports, area: str, codes: Sequence[str], band: Measure) -> Reported:
    return sum((reports.get((area, code, band), NOTHING) for code in codes), NOTHING)


def _configured(band: Measure, settings: Settings) -> Decimal:
    share: Decimal = getattr(settings, LEAVING_KEYS[band])
    return share


def _regional_rate(band: Measure, found: Reported, settings: Settings) -> Rate:
    key, configured = LEAVING_KEYS[band], _configured(band, settings)
    if not found.terms:
        is_ours = configured == getattr(DEFAULTS, key) and settings.leaving_range == DEFAULTS.leaving_range
        return _rate(configured, ZERO, settings, OURS if is_ours else say("the settings"))
    origin = say(
        "measured in all municipalities: {exits} left in {terms} person-half-years",
        exits=_shown(found.exits),
        terms=_shown(found.terms),
    )
    return _rate(_drawn_towards(configured, found, settings), found.terms, settings, origin)


def _own_rate(regional: Rate, found: Reported, together: Reported, settings: Settings) -> Rate:
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


def _drawn_towards(yearly: Decimal, found: Reported, settings: Settings) -> Decimal:
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
