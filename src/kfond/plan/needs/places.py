"""The staff that a course is for, municipality by municipality: those counted in the sheets, as forecast."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kfond.catalogue.lines import Band
from kfond.catalogue.participations import Taken
from kfond.catalogue.ties import Tie
from kfond.periods import Term
from kfond.plan.estimates import Estimate
from kfond.plan.forecast.values import Forecast
from kfond.plan.needs.bands import STAFF_BANDS, TargetGroup, band_needs, measures_of, union_of
from kfond.plan.needs.draws import Dice, about, ranges_of, triangular
from kfond.plan.needs.trained import Bounds
from kfond.plan.needs.values import BandNeed, Need
from kfond.registry.members import Member
from kfond.settings import Settings
from kfond.staffing.boxes import BANDS, Box
from kfond.staffing.returns import Measure

if TYPE_CHECKING:
    from kfond.plan.needs.draws import Floats

Whom = tuple[str, tuple[Band, ...]]
"""An area and the bands in it, none of which contains another."""
MembersNeeds = tuple[tuple[Need, ...], tuple[Estimate, ...]]
"""The need of each municipality, in order of code, and of all of them in each term."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the needs of all courses are made from.

    `staff`: area -> municipality code -> measure -> box, as the sheets say. `terms`: the horizon, all of them among
    the forecast's. `taken`: course slug -> its rows, see `taken_by_course`. `as_of`: what is later is not known yet.
    `places`: what `places_of` has found already; many courses are for the same bands. `new`: what those of them need
    that nobody has had or asked for in writing.
    """

    members: tuple[Member, ...]
    staff: Mapping[str, Mapping[str, Mapping[Measure, Box]]]
    forecast: Forecast
    terms: tuple[Term, ...]
    taken: Mapping[str, tuple[Taken, ...]]
    ties: tuple[Tie, ...]
    as_of: date
    settings: Settings
    places: dict[Whom, tuple[PlaceStaff, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    new: dict[Whom, MembersNeeds] = field(default_factory=dict, init=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PlaceStaff:
    """Those of a municipality whom a course is for: an estimate a term, and draws x terms; empty where not known."""

    code: str
    municipality: str
    bands: tuple[BandNeed, ...]
    has_unknown_band: bool
    eligible: tuple[Estimate, ...]
    draws: Floats | None


def taken_by_course(rows: Iterable[Taken]) -> Mapping[str, tuple[Taken, ...]]:
    """Course slug -> its rows; those whose name means no course are left out."""
    found: dict[str, list[Taken]] = {}
    for row in rows:
        if row.course:
            found.setdefault(row.course, []).append(row)
    return {slug: tuple(listed) for slug, listed in found.items()}


def places_of(target: TargetGroup, known: Known) -> tuple[PlaceStaff, ...]:
    """The staff of every member, in order of code. Bands that contain each other are counted once.

    Consultants are apart: they count only where the setting consultants_need_seats says so, and then only for
    courses for all caseworkers, since no sheet tells their experience.
    """
    wanted = union_of(target.bands)
    with_consultants = known.settings.consultants_need_seats == "yes" and Band.CASEWORKERS in wanted
    if (target.area, wanted) not in known.places:
        known.places[target.area, wanted] = tuple(
            _place(member, target.area, wanted, known, with_consultants)
            for member in sorted(known.members, key=lambda member: member.code)
        )
    return known.places[target.area, wanted]


def _place(
    member: Member, area: str, wanted: Sequence[Band], known: Known, with_consultants: bool
) -> PlaceStaff:
    staff = known.staff.get(area, {}).get(member.code, {})
    bands = band_needs(wanted, staff, with_consultants)
    forecast = known.forecast.places.get((area, member.code), {})
    measures = tuple(measure for measure in measures_of(wanted) if measure in forecast)
    if not measures:
        return PlaceStaff(member.code, member.name, bands, True, (), None)
    is_whole = all(STAFF_BANDS[band] for band in wanted) and measures == measures_of(wanted)
    at = [known.forecast.terms.index(term) for term in known.terms]
    eligible = tuple(forecast[measures[0]][number] for number in at)
    columns = [BANDS.index(measure) for measure in measures]
    draws = known.forecast.draws[area, member.code][:, at][:, :, columns].sum(axis=2)
    extra = _consultants(staff) if with_consultants else _NOBODY
    if extra is None:
        is_whole, extra = False, _NOBODY
    if extra is not _NOBODY:
        draws = draws + _drawn(extra, member.code, draws)
    if len(measures) > 1 or extra is not _NOBODY:
        best = [sum((forecast[measure][number].best for measure in measures), extra.best) for number in at]
        eligible = about(ranges_of(draws[None])[0], best)
    return PlaceStaff(member.code, member.name, bands, not is_whole, eligible, draws)


_NOBODY = Bounds(Decimal(0), Decimal(0), Decimal(0))


def _consultants(staff: Mapping[Measure, Box]) -> Bounds | None:
    """The consultants that a sheet states; None where it states no number."""
    box = staff.get(Measure.CONSULTANTS)
    if box is None or box.best is None or box.high is None:
        return None
    return Bounds(box.low, box.best, box.high)


def _drawn(extra: Bounds, code: str, draws: Floats) -> Floats:
    """Consultants in each draw, the same number in every term: nobody forecasts them."""
    dice = Dice(f"consultants/{code}", draws.shape[0])
    nobody = Estimate(Decimal(0), Decimal(0), Decimal(0))
    drawn: Floats = triangular([[extra]], [[nobody]], dice.of_all())[0]
    return drawn
