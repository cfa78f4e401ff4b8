"""Words beside each other that want to stand where they belong, moved apart where they would meet."""

from __future__ import annotations

from collections.abc import Iterable


def apart(wanted: Iterable[tuple[float, float]], first: float, last: float) -> list[float]:
    """The tops of things one under the other, given where each wants to begin and how high it is.

    They stay between `first` and `last` as far as there is room: first pushed down, then back up from the end.
    """
    things = list(wanted)
    placed: list[float] = []
    for top, height in things:
        placed.append(max(top, first))
        first = placed[-1] + height
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], last - things[place][1])
        last = placed[place]
    return placed
