"""Saturation: how many of each course's target group can have been to it, and how many at least have not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kfond.formatting import date_long, join_and, number
from kfond.reports.annual.definitions import UNKNOWN, Ends, ends_of, figure
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.participation_tables import cell_of
from kfond.reports.annual.saturation import Left, Saturation, known_years, saturations
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Column, Table
from kfond.reports.wording import BANDS, NOT_KNOWN, period_in_words
from kfond.staffing.boxes import Box

LEFT: Mapping[Left, str] = {
    Left.ENOUGH: "räcker till en grupp",
    Left.SOME: "osäkert om de räcker",
    Left.PERHAPS_NONE: "alla kan ha gått",
    Left.TOO_FEW: "hela målgruppen är för liten",
    Left.UNKNOWN: "går inte att säga",
}
SINCE = ", och inte heller deltagartillfällen före {day}, då ingen i målgruppen ännu arbetade inom området"


class Told(NamedTuple):
    """A course with its figures: the group, participations, local ones, and the two bounds."""

    course: Saturation
    group: Finding
    participations: Finding
    trained: Finding
    remaining: Finding


def _part(material: Material) -> Part | None:
    courses = saturations(material)
    if not courses:
        return None
    years = _years(known_years(material))
    told = [_told(course, years) for course in courses]
    names = {left: [each.course.name for each in told if each.course.left is left] for left in Left}
    return Part(
        findings=tuple(finding for each in told for finding in each[1:]),
        tables=MappingProxyType({"saturation": _table(told, years)}),
        words=MappingProxyType(
            {
                "years": years,
                "courses": len(told),
                "enough": len(names[Left.ENOUGH]),
                "perhaps_none": len(names[Left.PERHAPS_NONE]),
                "too_few": names[Left.TOO_FEW],
                "municipalities": max(len(each.course.codes) for each in told),
            }
        ),
    )


def _years(years: Sequence[int]) -> str:
    """2014–2018, or 2014, 2016 och 2017."""
    if years[-1] - years[0] == len(years) - 1:
        return period_in_words(years[0], years[-1])
    return join_and([str(year) for year in years])


def _told(course: Saturation, years: str) -> Told:
    names = {
        "course": course.name,
        "period": years,
        "band": join_and([BANDS[band] for band in course.bands]),
        "window": SINCE.format(day=date_long(course.since)) if course.since else "",
    }

    def found(what: str, ends: Ends, *boxes: Box) -> Finding:
        sources = [source for box in boxes for source in box.sources]
        key = f"saturation.{what}"
        return Finding(figure(f"{key}.{course.slug}", ends, sources, None, meaning=key, **names))

    seats = course.joint + course.local
    trained, remaining = course.trained, course.remaining
    return Told(
        course,
        found("group", ends_of(course.group), course.group),
        found("participations", ends_of(seats), seats),
        found("trained", UNKNOWN if trained is None else Ends(None, None, trained), seats),
        found(
            "remaining", UNKNOWN if remaining is None else Ends(None, remaining, None), course.group, seats
        ),
    )


def _table(told: Sequence[Told], years: str) -> Table:
    heads = (
        "Personer",
        "Deltagartillfällen",
        "Varav lokalt",
        "Har gått",
        "Har inte gått",
        "Minsta grupp",
    )
    return Table(
        f"Målgruppen och deltagartillfällena {years}, antal",
        (
            Column("Kurs", False),
            Column("Målgrupp", False),
            *(Column(head) for head in heads),
            Column("De som är kvar", False),
        ),
        tuple(
            (
                each.course.name,
                join_and([BANDS[band] for band in each.course.bands]),
                cell_of(each.group),
                cell_of(each.participations),
                _number(each.course.local),
                cell_of(each.trained),
                cell_of(each.remaining),
                NOT_KNOWN if each.course.smallest is None else number(each.course.smallest),
                LEFT[each.course.left],
            )
            for each in told
        ),
    )


def _number(box: Box) -> str:
    if box.best is None or box.high is None:
        return NOT_KNOWN
    return number(box.best) if box.low == box.high else f"ca {number(box.best)}"


SATURATION = Section(
    "saturation",
    "Mättnad",
    "Mättnad: det saknas personaluppgifter från året eller deltagartillfällen i katalogens kurser.",
    _part,
)
