"""What all courses of a plan share: its terms, the staff in them, what was known before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kfond.catalogue.lines import Band, Line
from kfond.catalogue.prerequisites import prerequisites_of
from kfond.periods import Term
from kfond.plan.askers import Askers
from kfond.plan.basis import Basis
from kfond.plan.courses import PlannedCourse, courses_of
from kfond.plan.earlier_plans import with_adopted_starts
from kfond.plan.forecast.cohorts import kept
from kfond.plan.forecast.rates import REGION
from kfond.plan.forecast.values import Forecast, Rates
from kfond.plan.listed_starts import with_listed_starts
from kfond.plan.needs.bands import measures_of, union_of
from kfond.plan.needs.places import Known, taken_by_course

AlikeIn = tuple[str, tuple[Band, ...], Decimal, bool, bool]
"""What two such courses must share to have the same askers: area, bands, take-up, and whether they are recurring and
on request."""
STEPS_BACK = 30
"""Half-years over which it is reckoned how many of those trained are still there."""


@dataclass(frozen=True, slots=True)
class Season:
    """What all courses of a plan share: its terms, the staff in them, and what was known before.

    `courses`: all of the catalogue, in whatever area; `lines`: slug -> its lines there. `chained`: slugs of those that
    need another course, that another needs, or that have a trainer of their own.
    """

    basis: Basis
    terms: tuple[Term, ...]
    horizon: tuple[Term, ...]
    forecast: Forecast
    known: Known
    rates: Mapping[tuple[str, str], Rates]
    staff: Mapping[str, tuple[Decimal, ...]]
    keys: Mapping[str, int]
    courses: tuple[PlannedCourse, ...]
    chained: frozenset[str]
    lines: Mapping[str, tuple[Line, ...]]
    shares_kept: dict[tuple[str, tuple[Band, ...]], tuple[Decimal, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What `kept_of` has found for an area and bands: most courses share theirs with others."""
    askers: dict[AlikeIn, Askers] = field(default_factory=dict, init=False, compare=False, repr=False)
    """The askers of courses that nobody has had or asked for, see `drafts`: most share theirs with others."""

    @classmethod
    def of(
        cls,
        basis: Basis,
        terms: tuple[Term, ...],
        horizon: tuple[Term, ...],
        forecast: Forecast,
        rates: Mapping[tuple[str, str], Rates],
    ) -> Season:
        """The season of a plan; `rates` as `rates_of` gives them."""
        known = Known(
            members=basis.members,
            staff=basis.staff,
            forecast=forecast,
            terms=horizon,
            taken=taken_by_course(basis.taken),
            ties=basis.ties,
            as_of=basis.asked.as_of,
            settings=basis.settings,
        )
        staff = forecast.staff()
        courses = with_listed_starts(
            with_adopted_starts(courses_of(basis.lines, terms[0]), basis), basis, terms[0]
        )
        needed = prerequisites_of(basis.lines)
        chained = frozenset(
            [
                *needed,
                *(slug for before in needed.values() for slug in before),
                *(trainer.course for trainer in basis.trainers),
            ]
        )
        lines: dict[str, list[Line]] = {}
        for line in basis.lines:
            lines.setdefault(line.course.slug, []).append(line)
        return cls(
            basis=basis,
            terms=terms,
            horizon=horizon,
            forecast=forecast,
            known=known,
            rates=rates,
            staff=staff,
            keys=_keys(basis, staff),
            courses=courses,
            chained=chained,
            lines={slug: tuple(listed) for slug, listed in lines.items()},
        )


def kept_of(course: PlannedCourse, season: Season) -> tuple[Decimal, ...]:
    """The share of those trained k half-years ago who are still among those whom the course is for."""
    whom = (course.area, union_of(course.bands))
    if whom not in season.shares_kept:
        season.shares_kept[whom] = _kept_among(*whom, season)
    return season.shares_kept[whom]


def _kept_among(area: str, bands: tuple[Band, ...], season: Season) -> tuple[Decimal, ...]:
    rates = season.rates.get((area, REGION))
    if rates is None:
        return (Decimal(1),)
    totals = season.forecast.totals.get(area, {})
    persons = {measure: totals[measure][0].best for measure in measures_of(bands) if measure in totals}
    if not sum(persons.values(), Decimal(0)):
        return (Decimal(1),)
    return kept(rates, persons, STEPS_BACK)


def _keys(basis: Basis, staff: Mapping[str, tuple[Decimal, ...]]) -> Mapping[str, int]:
    """What seats are in proportion to where that is neither need nor request: staff or population."""
    if basis.settings.seat_key == "population":
        return {limit.code: limit.population for limit in basis.limits if limit.population is not None}
    return {code: max(1, int(persons[0].to_integral_value())) for code, persons in staff.items()}
