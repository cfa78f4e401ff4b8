"""Groups spread over the weeks of a term as evenly as what stands in their way allows."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd


def even_weeks(choices: Sequence[Sequence[int]], count: int) -> list[int]:
    """A week (0 to `count` - 1) for each group out of its own choices, which may not be empty.

    Afterwards no chain of moves makes the loads more even, so a group never stands in a week with two more than
    another week of its choices: a semi-matching in the sense of Harvey, Ladner, Lovász and Tamir (2006). Of equally
    full weeks a group takes the one nearest its place; the places lie scattered over the whole term, those of groups
    that stand beside each other far apart.
    """
    in_week: list[list[int]] = [[] for _ in range(count)]
    week_of: list[int] = []
    places = _scattered(len(choices))
    for group, own in enumerate(choices):
        place = (2 * places[group] + 1) * count // (2 * len(choices))
        moved_by = _reachable(own, choices, in_week)
        target = min(
            moved_by,
            key=lambda week: (len(in_week[week]), moved_by[week] is not None, abs(week - place), week),
        )
        while (mover := moved_by[target]) is not None:
            left = week_of[mover]
            in_week[left].remove(mover)
            in_week[target].append(mover)
            week_of[mover] = target
            target = left
        in_week[target].append(group)
        week_of.append(target)
    return week_of


def _reachable(
    own: Sequence[int], choices: Sequence[Sequence[int]], in_week: Sequence[Sequence[int]]
) -> dict[int, int | None]:
    """The weeks that a new group can fill, itself (None) or by pushing the named group on there, nearest first."""
    moved_by: dict[int, int | None] = dict.fromkeys(own)
    if min(map(len, in_week)) == min(len(in_week[week]) for week in own):
        return moved_by  # no other week is emptier
    waiting = list(own)
    for week in waiting:
        if len(moved_by) == len(in_week):
            break  # every week is reached
        for other in in_week[week]:
            for further in choices[other]:
                if further not in moved_by:
                    moved_by[further] = other
                    waiting.append(further)
    return moved_by


def _scattered(count: int) -> list[int]:
    """0 to `count` - 1, each once, in steps of about the golden section of `count`, so that no two close ones meet."""
    step = next((each for each in range(count * 618 // 1000, 1, -1) if gcd(each, count) == 1), 1)
    return [number * step % count for number in range(count)]
