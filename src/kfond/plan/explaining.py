"""The whole story of one course: when it was held, who needs it, what could be chosen, who gets which seat and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kfond.messages import Message, say, say_count
from kfond.plan.choice_story import what_could_be_chosen, what_it_costs, who_gets_seats
from kfond.plan.need_story import when_due, who_needs_it
from kfond.plan.proposal import CoursePlan, MunicipalSeats, Plan, Round
from kfond.plan.story import Story


def explained(plan: Plan, course: CoursePlan, changes: Mapping[int, Message], only: str = "") -> Story:
    """The story of `course`; of one municipality alone in its tables where `only` is its code.

    `changes`: what it would change to choose a schedule of its menu instead, by number (see `bounds_of`).
    """
    chapters = (
        when_due(plan, course),
        who_needs_it(plan, course, only),
        *what_could_be_chosen(plan, course, changes),
        *who_gets_seats(course, only),
        *what_it_costs(plan, course),
    )
    return Story(
        say("{course}, {area}", course=course.course.course.name, area=course.course.area),
        tuple(_answer(course, only)),
        chapters,
    )


def _answer(course: CoursePlan, only: str) -> Iterator[Message]:
    own = [found for found in course.rounds if found.groups is not None]
    if course.not_planned:
        yield say("Not planned: {why}", why=course.not_planned.reason.text)
        if course.not_planned.remedy:
            yield course.not_planned.remedy
    for found in own:
        yield _round_in_short(found)
    yield from (
        reason.text for found in course.rounds if found.groups is None for reason in found.reasons[:1]
    )
    if only:
        for found in own:
            for share in found.shares:
                if share.need.code == only:
                    yield _share_in_short(found, share)


def _round_in_short(found: Round) -> Message:
    groups = say_count("{count} group", "{count} groups", found.groups or 0)
    if found.seats is None:
        return say("{term}: {groups}, seats open for enrolment.", term=found.term.label, groups=groups)
    return say(
        "{term}: {groups} with {seats}.",
        term=found.term.label,
        groups=groups,
        seats=say_count("{count} shared seat", "{count} shared seats", found.seats),
    )


def _share_in_short(found: Round, share: MunicipalSeats) -> Message:
    if share.seats is None:
        return say(
            "{municipality}, {term}: {reason}.",
            municipality=share.need.municipality,
            term=found.term.label,
            reason=share.reason,
        )
    return say(
        "{municipality}, {term}: {seats}, because: {reason}.",
        municipality=share.need.municipality,
        term=found.term.label,
        seats=say_count("{count} seat", "{count} seats", share.seats) if share.seats else say("no seat"),
        reason=share.reason,
    )
