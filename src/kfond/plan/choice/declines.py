"""Which seats a municipality may decline when it cannot take them all, and who gets them then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kfond.plan.choice.values import Choice, Declined, Task
from kfond.plan.menus.values import Schedule
from kfond.sharing import Sharing


@dataclass(frozen=True, slots=True)
class Release:
    """Seats of a course (key of a menu) in a term that a municipality is proposed to decline."""

    code: str
    course: str
    term: int
    seats: int


def proposed_declines(task: Task, choice: Choice) -> tuple[Release, ...]:
    """For each that must be declined: the seats of least weight, until enough days are free.

    The weight of a seat is its schedule's value by seat. In order of municipality, term and course.
    """
    menus = {menu.key: menu for menu in task.menus}
    chosen = [(key, menus[key].schedules[number]) for key, number in sorted(choice.chosen.items())]
    lightest = sorted(chosen, key=lambda each: _weight(each[1]))
    proposed = (release for part in choice.declined for release in _releases(part, lightest))
    return tuple(sorted(proposed, key=lambda release: (release.code, release.term, release.course)))


def after_declines(sharing: Sharing, declined: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Who has how many seats when these are declined: code and seats, in order of code.

    Who declines keeps its first seats and stands in the queue no more (not with 0 declined either); each seat that
    becomes free goes to the next in the sharing's sequence. Raises ValueError for more than was granted.
    """
    held = dict(sharing.granted)
    for code, seats in sorted(declined.items()):
        if not 0 <= seats <= held.get(code, 0):
            raise ValueError(f"{code} cannot decline {seats} of {held.get(code, 0)} seats")
        held[code] = held.get(code, 0) - seats
    free = sum(declined.values())
    for seat in sharing.sequence[sharing.capacity :]:
        if free and seat.code not in declined:
            held[seat.code] += 1
            free -= 1
    return tuple(sorted((code, held[code]) for code, _ in sharing.granted))


def _releases(part: Declined, lightest: Sequence[tuple[str, Schedule]]) -> tuple[Release, ...]:
    """The seats of least weight that free the days of one municipality and term; `lightest` comes first."""
    left = part.days
    releases = []
    for key, schedule in lightest:
        if left <= 0:
            break
        sharing = schedule.sharings[part.term]
        seats = sharing.seats_of(part.code) if sharing and sharing.has_asked(part.code) else 0
        if seats and schedule.days:
            declined = min(seats, -(-left // schedule.days))
            releases.append(Release(part.code, key, part.term, declined))
            left -= declined * schedule.days
    return tuple(releases)


def _weight(schedule: Schedule) -> Fraction:
    """The value of one of its seats, all alike."""
    return Fraction(schedule.value, sum(schedule.seats) or 1)
