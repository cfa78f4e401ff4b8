"""Which seats a municipality may decline when it cannot take them all, and who gets them then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Handover:
    """Seats proposed to be declined, and who is offered them: municipality code and seats, first in line first.

    Those of `release` that nobody is offered stay empty: nobody else stands in line who has time for them.
    """

    release: Release
    offered: tuple[tuple[str, int], ...]

    @property
    def empty(self) -> int:
        """Seats that nobody is offered."""
        return self.release.seats - sum(seats for _, seats in self.offered)


def handovers(task: Task, choice: Choice) -> tuple[Handover, ...]:
    """All seats that are proposed to be declined, with who is offered them, in the order of `proposed_declines`.

    Course by course in each term, so that nobody is offered more days than it has left there.
    """
    schedules = _schedules(task, choice)
    left = _days_left(task, schedules)
    declined: dict[tuple[int, str], list[Release]] = {}
    for release in proposed_declines(task, choice):
        declined.setdefault((release.term, release.course), []).append(release)
    found: list[Handover] = []
    for (term, course), releases in sorted(declined.items()):
        sharing, days = schedules[course].sharings[term], schedules[course].days
        assert sharing is not None, "seats that are declined have been shared"
        own = {release.code: release.seats for release in releases}
        room = {code: max(0, most) // days for (code, at), most in left.items() if at == term}
        takers = next_in_line(sharing, own, room)
        for code in takers:
            if (code, term) in left:
                left[code, term] -= days
        found += _handed(releases, takers)
    return tuple(sorted(found, key=lambda each: (each.release.code, each.release.term, each.release.course)))


def proposed_declines(task: Task, choice: Choice) -> tuple[Release, ...]:
    """For each that must be declined: the seats of least weight, until enough days are free.

    The weight of a seat is its schedule's value by seat. In order of municipality, term and course.
    """
    lightest = sorted(_schedules(task, choice).items(), key=lambda each: _weight(each[1]))
    proposed = (release for part in choice.declined for release in _releases(part, lightest))
    return tuple(sorted(proposed, key=lambda release: (release.code, release.term, release.course)))


def next_in_line(
    sharing: Sharing, declined: Mapping[str, int], room: Mapping[str, int] | None = None
) -> tuple[str, ...]:
    """Who gets each of the seats that are declined, by code, the first in line first; fewer where the line ends.

    Who declines stands in the queue no more (not with 0 declined either). `room`: the most seats that a municipality
    can take in addition, any number where it is not named. Raises ValueError for more than was granted.
    """
    granted, taken = dict(sharing.granted), Counter[str]()
    for code, seats in sorted(declined.items()):
        if not 0 <= seats <= granted.get(code, 0):
            raise ValueError(f"{code} cannot decline {seats} of {granted.get(code, 0)} seats")
    free = sum(declined.values())
    takers: list[str] = []
    for seat in sharing.sequence[sharing.capacity :]:
        has_room = taken[seat.code] < (room or {}).get(seat.code, free)
        if len(takers) < free and seat.code not in declined and has_room:
            taken[seat.code] += 1
            takers.append(seat.code)
    return tuple(takers)


def _handed(releases: Sequence[Release], takers: Sequence[str]) -> Iterator[Handover]:
    """The seats of each who declines with those who are offered them, in turn."""
    at = 0
    for release in releases:
        offered = Counter(takers[at : at + release.seats])
        at += release.seats
        yield Handover(release, tuple(offered.items()))


def _schedules(task: Task, choice: Choice) -> dict[str, Schedule]:
    """The chosen schedule of each course, in order of its key."""
    menus = {menu.key: menu for menu in task.menus}
    return {key: menus[key].schedules[number] for key, number in sorted(choice.chosen.items())}


def _days_left(task: Task, schedules: Mapping[str, Schedule]) -> dict[tuple[str, int], int]:
    """Hundredths of days that each municipality with a limit has left in each term; below 0 where it must decline."""
    left = {(code, at): most for code, caps in task.limits.day_caps.items() for at, most in enumerate(caps)}
    for schedule in schedules.values():
        for at, sharing in enumerate(schedule.sharings):
            for code, given in sharing.granted if sharing else ():
                if (code, at) in left:
                    left[code, at] -= given * schedule.days
    return left


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
