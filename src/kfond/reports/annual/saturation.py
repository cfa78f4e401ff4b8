"""Saturation: how many of a course's target group can have been to it, and how many at least have not.

Lists count participations and seldom persons, so what they allow is a bound: no more of the group have been there
than there were participations that can be theirs. Experience does not shrink: whoever had more than the group has
then is not in it now, and whoever is in it was not in the trade long before (both with a year to spare, since
"0-2 years" is counted in more than one way).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from kfond.catalogue.lines import Band, Line, Met
from kfond.lists.rows import Row
from kfond.plan.needs.bands import STAFF_BANDS
from kfond.reports.annual.compared import course_of
from kfond.reports.annual.material import Material
from kfond.reports.annual.participations import JOINT, LOCAL, persons_in, total_of
from kfond.staffing.boxes import BANDS, Box, staff_of, sum_of
from kfond.staffing.returns import Measure, Return

LONGEST: Mapping[Measure, int] = {Measure.BAND_0_2: 2, Measure.BAND_2_5: 5}
"""Years in the trade that a band ends at; the others have no end."""
YEARS_TO_SPARE = 1


class Left(Enum):
    """How many of a target group are left to go to a course, as far as lists can tell."""

    ENOUGH = "enough"  # at least the smallest group
    SOME = "some"  # somebody, but whether they make the smallest group nobody can tell
    PERHAPS_NONE = "perhaps none"  # there were as many participations as persons
    TOO_FEW = "too few"  # the whole target group is smaller than the smallest group
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Saturation:
    """A course with its target group, in the municipalities that state it.

    `joint` and `local` are the participations that can be the group's, `persons` what they come to where the
    same person is counted once as far as persons are known. `since` is the first day that counts, None where all
    known years do. `smallest` is the smallest group that the course is held for, None where nobody says.
    """

    slug: str
    name: str
    bands: tuple[Band, ...]
    codes: frozenset[str]
    group: Box
    joint: Box
    local: Box
    persons: Box
    since: date | None
    smallest: int | None

    @property
    def trained(self) -> Decimal | None:
        """At most so many of the group have been to the course; None where a cell leaves it open."""
        ends = [end for end in (self.persons.high, self.group.high) if end is not None]
        return min(ends) if self.persons.high is not None else None

    @property
    def remaining(self) -> Decimal | None:
        """At least so many of the group have not been to the course; None where a cell leaves it open."""
        if self.persons.high is None:
            return None
        return max(Decimal(0), self.group.low - self.persons.high)

    @property
    def left(self) -> Left:
        """What the bounds tell of those who have not been there: whether they make the smallest group."""
        most = self.group.high
        if self.smallest is not None and most is not None and most < self.smallest:
            return Left.TOO_FEW
        if self.remaining is None:
            return Left.UNKNOWN
        if self.remaining >= max(self.smallest or 1, 1):
            return Left.ENOUGH if self.smallest is not None else Left.SOME
        return Left.SOME if self.remaining > 0 else Left.PERHAPS_NONE


def saturations(material: Material) -> tuple[Saturation, ...]:
    """Each joint course of the catalogue whose target group and participations are known, as the catalogue has it."""
    courses: dict[tuple[str, str], list[Line]] = {}
    for line in material.catalogue:
        if line.stated.met is Met.JOINT:
            courses.setdefault((line.course.slug, line.stated.area), []).append(line)
    joint, local = (_by_course(material, kind) for kind in (JOINT, LOCAL))
    found = (
        _of_course(material, area, lines, joint.get(slug, ()), local.get(slug, ()))
        for (slug, area), lines in courses.items()
    )
    return tuple(each for each in found if each)


def known_years(material: Material) -> tuple[int, ...]:
    """The years up to the report's that lists of participants are known for."""
    rows = (row for kind in (JOINT, LOCAL) for row in material.lists.get(kind, ()))
    years = {row.first_day.year for row in rows if row.first_day}
    return tuple(sorted(year for year in years if year <= material.year))


def _of_course(
    material: Material, area: str, lines: Sequence[Line], joint: Sequence[Row], local: Sequence[Row]
) -> Saturation | None:
    bands = tuple(dict.fromkeys(line.stated.band for line in lines))
    measures = {measure for band in bands for measure in STAFF_BANDS[band]}
    if not measures or any(not STAFF_BANDS[band] for band in bands):
        return None
    returns = [
        answer for answer in material.returns if answer.as_of.year == material.year and answer.area == area
    ]
    groups = dict(_groups(material, returns, area, measures))
    if not groups:
        return None
    since = _since(measures, [answer.as_of for answer in returns if answer.municipality_code in groups])
    joint, local = (
        [row for row in rows if row.municipality_code in groups and _may_be(row, measures, since)]
        for rows in (joint, local)
    )
    if not joint and not local:
        return None
    sizes = [line.stated.smallest for line in lines if line.stated.smallest is not None]
    return Saturation(
        slug=lines[0].course.slug,
        name=lines[0].stated.course,
        bands=bands,
        codes=frozenset(groups),
        group=sum_of(groups.values()),
        joint=total_of(joint),
        local=total_of(local),
        persons=_persons([*joint, *local]),
        since=since,
        smallest=min(sizes, default=None),
    )


def _groups(
    material: Material, returns: Sequence[Return], area: str, measures: set[Measure]
) -> Iterator[tuple[str, Box]]:
    """The target group of each municipality that tells it, by its code."""
    for code, bands in staff_of(returns, area, material.heads_per_post).items():
        if measures <= set(bands):
            group = sum_of(bands[measure] for measure in BANDS if measure in measures)
            if group.best is not None:
                yield code, group


def _since(measures: set[Measure], days: Iterable[date]) -> date | None:
    """The day before which nobody of the bands was in the trade; None where one of the bands has no end."""
    if not all(measure in LONGEST for measure in measures):
        return None
    first = min(days)
    years = max(LONGEST[measure] for measure in measures) + YEARS_TO_SPARE
    return date(first.year - years, first.month, min(first.day, 28))


def _by_course(material: Material, kind: str) -> Mapping[str, Sequence[Row]]:
    """The rows of each catalogue course up to the end of the report, whatever name of it they use."""
    rows = [
        row for row in material.lists.get(kind, ()) if row.first_day and row.first_day.year <= material.year
    ]
    slugs = {name: course_of(name, material.catalogue) for name in {row.name for row in rows}}
    courses: dict[str, list[Row]] = {}
    for row in rows:
        courses.setdefault(slugs[row.name], []).append(row)
    return courses


def _may_be(row: Row, measures: set[Measure], since: date | None) -> bool:
    """Whether those of the row can be in the bands now: they had no more experience, and it is not too long ago."""
    last = row.last_day or row.first_day
    if since is not None and last is not None and last < since:
        return False
    order = [band.value for band in BANDS]
    band = row.text("band")
    return band not in order or order.index(band) <= max(order.index(measure) for measure in measures)


def _persons(rows: Sequence[Row]) -> Box:
    """The participations, with each person that the lists know counted once."""
    several = total_of(row for row in rows if not row.person)
    once = Decimal(len(persons_in(rows)))
    return several + Box(Decimal(0), once, once, ())
