"""Whose the participations are of which no list says it: they may be of other areas and bands than a course is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from kfond.catalogue.lines import Band
from kfond.messages import Message, say
from kfond.plan.needs.bands import TargetGroup, measures_of
from kfond.plan.needs.persons import as_persons
from kfond.staffing.boxes import Box
from kfond.staffing.returns import Measure

ALL = Decimal(1)
PERCENT = 100
TENTH = Decimal("0.1")
Staff = Mapping[str, Mapping[str, Mapping[Measure, Box]]]
"""Area -> municipality code -> measure -> box, as the sheets say."""
NO_STAFF: Staff = {}
Whom = frozenset[tuple[str, Measure | None]]
"""Areas with the bands of the sheets; None for those that no sheet counts."""


def whom_of(lines: Iterable[tuple[str, Band]], target: TargetGroup) -> Whom:
    """Those whom the lines of a course (area and band of each) are for, as the sheets count them."""
    found: set[tuple[str, Measure | None]] = set()
    for area, band in lines:
        measures = measures_of([band])
        found |= {(area, measure) for measure in measures}
        if not measures and area != target.area:
            found.add((area, None))
    return frozenset(found)


def may_be_others(target: TargetGroup, whom: Whom) -> bool:
    """Whether participations of these may be of others too than those whom a course is for."""
    return bool(measures_of(target.bands)) and not whom <= _own(target)


def part_of(target: TargetGroup, whom: Whom, staff: Staff) -> Decimal | None:
    """The part of participations that is of those whom the course is for, in proportion to the staff of the sheets.

    None where the staff of some of those that they may be of is in no sheet.
    """
    if not may_be_others(target, whom):
        return ALL
    persons = {place: _persons(*place, staff) for place in whom}
    counted = {place: number for place, number in persons.items() if number is not None}
    total = sum(counted.values(), Decimal(0))
    if len(counted) < len(persons) or not total:
        return None
    mine = sum((number for place, number in counted.items() if place in _own(target)), Decimal(0))
    return as_persons(mine / total)


def _own(target: TargetGroup) -> Whom:
    return frozenset((target.area, measure) for measure in measures_of(target.bands))


def _persons(area: str, measure: Measure | None, staff: Staff) -> Decimal | None:
    """The persons of a band in an area, as far as they are counted; None where nobody has counted any."""
    boxes = [bands[measure] for bands in staff.get(area, {}).values() if measure and measure in bands]
    known = [box.best for box in boxes if box.best is not None]
    return sum(known, Decimal(0)) if known else None


def said_of_part(what: Message, target: TargetGroup, whom: Whom, staff: Staff) -> Message:
    """What is to be said of participations that may be of others too."""
    areas = sorted({area for area, _ in whom - _own(target)})
    part = part_of(target, whom, staff)
    if part is None:
        return say(
            "{what}: the participants may be of others too ({areas}), whose staff is not known. How many of them are "
            "of those counted here is not known either, and none is taken away from the need.",
            what=what,
            areas=tuple(areas),
        )
    return say(
        "{what}: the participants may be of others too ({areas}). {percent} % of them count here, as of the staff in "
        "the sheets.",
        what=what,
        areas=tuple(areas),
        percent=(part * PERCENT).quantize(TENTH).normalize() + 0,
    )
