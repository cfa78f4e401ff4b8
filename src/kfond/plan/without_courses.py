"""Areas that have staff and no course: who works there has no need and no seat, and the plan says so."""

from __future__ import annotations

from collections.abc import Iterator

from kfond.messages import say
from kfond.plan.needs.values import Need
from kfond.plan.proposal import Plan
from kfond.plan.reason import Reason
from kfond.staffing.boxes import Box, sum_of


def areas_without_courses(plan: Plan) -> Iterator[tuple[str, tuple[Need, ...]]]:
    """Each area that no course in the catalogue is for, with the municipalities that have staff there.

    None where the plan was asked for some areas alone.
    """
    with_courses = {line.stated.area for line in plan.basis.lines}
    for area, needs in () if plan.basis.asked.areas else plan.staff:
        staffed = tuple(need for need in needs if need.bands and need.box.high != 0)
        if staffed and area not in with_courses:
            yield area, staffed


def without_courses(plan: Plan) -> Iterator[Reason]:
    """How many work in each of these areas, and in which municipalities."""
    for area, needs in areas_without_courses(plan):
        yield Reason(
            "no_course_for_area",
            say(
                "No course in the catalogue is for the area {area}: those who work there, {persons} in all ({places}), "
                "have no need and no seat in the plan.",
                area=area,
                persons=_persons(sum_of(need.box for need in needs)),
                places=tuple(
                    say("{name} {persons}", name=need.municipality, persons=_persons(need.box))
                    for need in needs
                ),
            ),
        )


def _persons(box: Box) -> object:
    if box.best is None:
        return say("at least {count}", count=box.low.normalize() + 0)
    return box.best.normalize() + 0
