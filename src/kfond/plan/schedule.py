"""When a course may start: every schedule that its frequency allows, and one chosen for each so that no
term is crowded.

A schedule is the number of starts in each term, in the order of the terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kfond.catalogue.frequency import Frequency, Kind
from kfond.periods import Term

Schedule = tuple[int, ...]
OWED = (Kind.INTERVAL, Kind.PER_YEAR, Kind.GROUPS_PER_TERM)


@dataclass(frozen=True, slots=True)
class Window:
    """The terms within which the next start is due; `known_start` tells whether a last start is behind it."""

    first: Term
    last: Term
    known_start: bool


def window_of(frequency: Frequency, entered: Term, last_start: Term | None) -> Window:
    """The due window of an interval.

    After a known start: from the smallest gap to the largest. Where no start is known, the first full interval
    counted from the term in which the line entered the catalogue.
    """
    shortest, longest = frequency.term_gaps
    if last_start:
        return Window(last_start + shortest, last_start + longest, known_start=True)
    return Window(entered + 1, entered + frequency.first_window_terms, known_start=False)


def schedules(
    frequency: Frequency, kind: Kind, entered: Term, last_start: Term | None, terms: Sequence[Term]
) -> tuple[Schedule, ...]:
    """Every schedule over `terms` that the frequency allows, `kind` being one of OWED.

    Of a number a year the lower is owed. A start that is overdue falls in the first term.
    """
    if kind is Kind.GROUPS_PER_TERM:
        return ((1,) * len(terms),)
    if kind is Kind.PER_YEAR:
        return tuple(dict.fromkeys(_per_year(frequency, terms)))
    return tuple(_intervals(frequency, window_of(frequency, entered, last_start), terms))


def spread(menus: Mapping[str, Sequence[Schedule]]) -> Mapping[str, Schedule]:
    """One schedule of each menu, so that the starts lie as evenly over the terms as can be.

    Courses with the fewest choices are placed first; then each is moved as long as that evens out the terms.
    Ties fall on the earlier start, then on the course's key, so the same menus give the same plan.
    """
    order = sorted(menus, key=lambda key: (len(menus[key]), key))
    load = [0] * max((len(menu[0]) for menu in menus.values()), default=0)
    chosen: dict[str, Schedule] = {}
    for _ in range(len(order) + 1):
        before = dict(chosen)
        for key in order:
            old = chosen.get(key)
            if old:
                load = [busy - starts for busy, starts in zip(load, old, strict=True)]
            new = min(menus[key], key=lambda option: (_crowding(load, option), _lateness(option)))
            load = [busy + starts for busy, starts in zip(load, new, strict=True)]
            chosen[key] = new
        if chosen == before:
            break
    return chosen


def _intervals(frequency: Frequency, window: Window, terms: Sequence[Term]) -> Iterator[Schedule]:
    shortest, longest = frequency.term_gaps
    first = max(window.first.minus(terms[0]), 0)
    last = max(window.last.minus(terms[0]), first)
    for start in range(first, last + 1):
        if start >= len(terms):
            yield (0,) * len(terms)
            return
        yield from (_schedule(starts, len(terms)) for starts in _from(start, shortest, longest, len(terms)))


def _from(start: int, shortest: int, longest: int, count: int) -> Iterator[tuple[int, ...]]:
    """The chains of starts that begin at `start` and keep their gaps within bounds until the terms end."""
    if start + longest >= count:
        yield (start,)
    for following in range(start + shortest, min(start + longest, count - 1) + 1):
        for rest in _from(following, shortest, longest, count):
            yield (start, *rest)


def _per_year(frequency: Frequency, terms: Sequence[Term]) -> Iterator[Schedule]:
    """The owed number of every year split over its two terms, alike in every year."""
    owed = frequency.count[0] if frequency.count else 0
    splits = {(owed // 2, owed - owed // 2), (owed - owed // 2, owed // 2)}
    for spring, autumn in sorted(splits, reverse=True):
        yield tuple(spring if term.half == 1 else autumn for term in terms)


def _schedule(starts: Sequence[int], count: int) -> Schedule:
    return tuple(int(position in starts) for position in range(count))


def _crowding(load: Sequence[int], option: Schedule) -> int:
    return sum((busy + starts) ** 2 for busy, starts in zip(load, option, strict=True))


def _lateness(option: Schedule) -> tuple[int, ...]:
    return tuple(-starts for starts in option)
