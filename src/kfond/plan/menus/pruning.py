"""Dropping schedules that another one of the same course beats, so that the choice has less to look at.

Only what can never be in a best plan may go. A schedule with other starts never beats one, however good it is: the
starts of all courses together make the largest number of rounds in a term, and an early start that beat every later
one would leave nothing to spread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import le

from kfond.plan.menus.values import Menu, Schedule
from kfond.sharing import Sharing


def prune(menu: Menu, capped: Collection[str], keep: bool = False) -> Menu:
    """The menu without the schedules that another beats: the same starts, no term more late, no less value, no year
    dearer (a cost that is not known equals only another such), no municipality with fewer seats in all, none of
    `capped` with more training days in any term, and something of this better.

    `capped`: codes of the municipalities whose training days may run out, see `may_run_out`. `keep`: drop nothing,
    for a course where something else than these numbers counts: a prerequisite, a pinned or announced term, a named
    trainer, an adopted plan to keep to, or a municipality's own budget.
    """
    if keep:
        return menu
    alike: dict[tuple[int, ...], list[int]] = {}
    for number, schedule in enumerate(menu.schedules):
        alike.setdefault(schedule.rounds, []).append(number)
    beaten: set[int] = set()
    for numbers in alike.values():
        if len(numbers) > 1:
            measures = {number: _measure(menu.schedules[number], frozenset(capped)) for number in numbers}
            beaten |= {
                number
                for number, measure in measures.items()
                if any(_beats(other, measure) for other in measures.values())
            }
    if not beaten:
        return menu
    kept = tuple(schedule for number, schedule in enumerate(menu.schedules) if number not in beaten)
    return replace(menu, schedules=kept)


def may_run_out(menus: Sequence[Menu], caps: Mapping[str, tuple[int, ...]]) -> tuple[str, ...]:
    """The municipalities whose training days could run out in some term, in order of code.

    `caps`: hundredths of days in each term. Counted as if every course took its most days of that municipality in
    that term; a municipality that has room even then is never asked to decline anything.
    """
    most: dict[str, list[int]] = {code: [0] * len(cap) for code, cap in caps.items()}
    for menu in menus:
        mine: dict[tuple[str, int], int] = {}
        for at, days, sharing in _once_each(menu):
            for code, seats in sharing.granted:
                if seats * days > mine.get((code, at), 0):
                    mine[code, at] = seats * days
        for (code, at), days in mine.items():
            if code in most:
                most[code][at] += days
    return tuple(sorted(code for code, cap in caps.items() if not all(map(le, most[code], cap))))


def _once_each(menu: Menu) -> Iterable[tuple[int, int, Sharing]]:
    """Each sharing of a term with its days; schedules that begin alike have the same ones."""
    found = {
        (at, schedule.days, id(sharing)): (at, schedule.days, sharing)
        for schedule in menu.schedules
        for at, sharing in enumerate(schedule.sharings)
        if sharing
    }
    return found.values()


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is compared: less is better of `late`, `costs` and `days`, more of `value` and `seats`.

    `seats`: in all, by code; `days`: of the capped ones, by term and code. Both hold the codes that got any.
    """

    late: int
    value: int
    costs: tuple[int | None, ...]
    seats: Mapping[str, int]
    days: Mapping[tuple[int, str], int]


def _measure(schedule: Schedule, capped: frozenset[str]) -> _Measure:
    seats: dict[str, int] = {}
    days: dict[tuple[int, str], int] = {}
    for at, sharing in enumerate(schedule.sharings):
        for code, granted in sharing.granted if sharing else ():
            if granted:
                seats[code] = seats.get(code, 0) + granted
                if code in capped:
                    days[at, code] = granted * schedule.days
    return _Measure(schedule.late, schedule.value, schedule.costs, seats, days)


def _beats(one: _Measure, other: _Measure) -> bool:
    """Whether one is nowhere worse and somewhere better; both start in the same terms."""
    return (
        one is not other
        and one.late <= other.late
        and one.value >= other.value
        and all(map(_is_no_dearer, one.costs, other.costs))
        and all(one.seats.get(code, 0) >= seats for code, seats in other.seats.items())
        and all(other.days.get(place, 0) >= days for place, days in one.days.items())
        and one != other
    )


def _is_no_dearer(one: int | None, other: int | None) -> bool:
    return one == other or (one is not None and other is not None and one <= other)
