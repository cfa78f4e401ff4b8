"""Rows of placements of several lists as one, each placement once, as the latest list tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kfond.errors import Problem
from kfond.placements.overlaying import ONE_DAY, Likeness, Listed, overlaid
from kfond.placements.values import Placement


@dataclass(frozen=True, slots=True)
class Merged:
    """Each placement once, the times that the lists speak of, and what does not hang together between them.

    A placement whose further fate nobody tells has no end and a `known_to` before the next list begins.
    """

    placements: tuple[Placement, ...]
    lists: tuple[Listed, ...]
    notices: tuple[Problem, ...]


def merged(placements: Iterable[Placement], lists: Iterable[Listed] = ()) -> Merged:
    """The rows of all lists, each placement once, as the latest list tells it.

    `lists` are those that rows do not show: a list without rows still says that nobody was placed. The same placement
    is one with the same municipality and number of its own. A list is later that speaks of a later last day; of two
    rows of the same time and number the last one holds. A placement that went on into the time of the next list and is
    missing there is a notice: up to then it counts, and no further. Where that list has the child under a number that
    no earlier list has, on days that both tell of, the placement was numbered anew, and the later row holds.
    """
    found = overlaid(placements, LIKENESS, lists)
    return Merged((*found.rows, *found.lost), found.lists, found.notices)


def end_told(row: Placement) -> date:
    """The first day without the placement, or the first that its list does not speak of."""
    return row.end or row.known_to + ONE_DAY


def _code(row: Placement) -> str:
    return row.municipality_code


def _number(row: Placement) -> str:
    return row.number


def _began(row: Placement) -> date:
    return row.start


def _ended(row: Placement) -> date:
    """The last day that a row tells of; that of all days while it goes on."""
    return row.end or date.max


def _goes_on(row: Placement, day: date) -> bool:
    """Whether a placement is under way on a day or later, as far as its own list tells; going on, it may be."""
    return row.end is None or row.end > day


def _until(row: Placement, day: date) -> Placement:
    """The placement as far as a day: what became of it is not known."""
    return replace(row, end=None, ending=None, known_to=day)


def _is_same(row: Placement, other: Placement) -> bool:
    """Whether two placements are of the same child at the same time."""
    return (
        bool(row.child)
        and row.child == other.child
        and max(row.start, other.start) < min(end_told(row), end_told(other))
    )


LIKENESS: Likeness[Placement] = Likeness(_code, _number, _began, _ended, _goes_on, _until, _is_same)
"""How a placement is known again in the next list of its municipality."""
