"""How many a group of a course holds, and who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from kfond.catalogue.frequency import Kind
from kfond.catalogue.lines import Relation
from kfond.catalogue.ties import Tie
from kfond.messages import Message, say
from kfond.plan.courses import PlannedCourse
from kfond.settings import Settings

FEWEST_TIMES = 2
BY_CATALOGUE, BY_DEFAULT = say("the catalogue"), say("our default")


@dataclass(frozen=True, slots=True)
class GroupSize:
    """Persons in one group, smallest and largest, and where each number comes from."""

    smallest: int
    largest: int
    smallest_from: Message
    largest_from: Message


def group_size(course: PlannedCourse, ties: Sequence[Tie], settings: Settings) -> GroupSize:
    """How many a group holds: as the catalogue says, else as courses held before tell, else our defaults."""
    supervision = course.kind is Kind.GROUPS_PER_TERM
    stated_smallest = [line.stated.smallest for line in course.lines if line.stated.smallest]
    stated_largest = [line.stated.largest for line in course.lines if line.stated.largest]
    default_smallest = settings.smallest_supervision if supervision else settings.smallest_group
    default_largest = settings.largest_supervision if supervision else settings.largest_group
    measured = _measured_group(course, ties)
    largest, largest_from = default_largest, BY_DEFAULT
    if stated_largest:
        largest, largest_from = min(stated_largest), BY_CATALOGUE
    elif measured:
        largest, largest_from = measured
    smallest, smallest_from = default_smallest, BY_DEFAULT
    if stated_smallest:
        smallest, smallest_from = max(stated_smallest), BY_CATALOGUE
    return GroupSize(min(smallest, largest), largest, smallest_from, largest_from)


def _measured_group(course: PlannedCourse, ties: Sequence[Tie]) -> tuple[int, Message] | None:
    """The largest mean number of participants a time, over the courses held that are certain to be this one.

    A course held once tells nothing of how large its groups are.
    """
    mine = {line.id for line in course.lines}
    means: Mapping[int, Tie] = {
        ceil(found.held.participations.number / found.held.times.number): found
        for found in ties
        if found.relation is Relation.SAME and not found.likely and mine & {line.id for line in found.lines}
        if found.held.participations and found.held.times and found.held.times.number >= FEWEST_TIMES
    }
    if not means:
        return None
    size = max(means)
    held = means[size].held
    return size, say(
        "the mean of {name} {first}–{last}", name=held.name, first=held.first_year, last=held.last_year
    )
