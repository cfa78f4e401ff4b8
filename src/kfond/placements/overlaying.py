"""Rows of homes or referrals of several lists as one: the later list tells of its time alone, as with placements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Generic, Protocol, TypeVar

from kfond.errors import Problem
from kfond.messages import say
from kfond.placements.merging import ONE_DAY, Listed, every_list, not_in_later_file
from kfond.placements.tallies import Span
from kfond.provenance import Source


class Told(Protocol):
    """A row of a list that speaks of a time."""

    @property
    def known_from(self) -> date: ...
    @property
    def known_to(self) -> date: ...
    @property
    def source(self) -> Source: ...


Row = TypeVar("Row", bound=Told)


@dataclass(frozen=True, slots=True)
class Likeness(Generic[Row]):
    """How rows of a list are known again in the next one.

    `code`: whose lists they are. `began`: the first day that the row tells of; `ended`: the last one, that of all days
    while it goes on. `goes_on`: whether a list whose first
    day is given must have the row. `until`: the row as far as a day, with nothing of what comes after.
    """

    code: Callable[[Row], str]
    key: Callable[[Row], Hashable]
    began: Callable[[Row], date]
    ended: Callable[[Row], date]
    goes_on: Callable[[Row, date], bool]
    until: Callable[[Row, date], Row]


@dataclass(frozen=True, slots=True)
class Overlaid(Generic[Row]):
    """Each row once, as the latest list tells it; `lost` are those that a later list ought to have and has not.

    A lost row has a `known_to` before that list begins, and counts no further.
    """

    rows: tuple[Row, ...]
    lost: tuple[Row, ...]
    lists: tuple[Listed, ...]
    notices: tuple[Problem, ...]


def overlaid(rows: Iterable[Row], likeness: Likeness[Row], lists: Iterable[Listed] = ()) -> Overlaid[Row]:
    """The rows of all lists as one. A list is later that speaks of a later last day; of the same time, that of the
    later file. `lists` are those that rows do not show, since they have none.
    """
    by_code: defaultdict[str, defaultdict[Span, list[Row]]] = defaultdict(partial(defaultdict, list))
    for row in rows:
        by_code[likeness.code(row)][Span(row.known_from, row.known_to)].append(row)
    stated = list(lists)
    for each in stated:
        by_code[each.municipality_code].setdefault(each.span, [])
    held: list[Row] = []
    lost: list[Row] = []
    notices: list[Problem] = []
    for code in sorted(by_code):
        pile = _Pile(likeness)
        for span in sorted(by_code[code], key=lambda span: (span.last, span.first)):
            pile.lay(by_code[code][span], span)
        held += pile.held.values()
        lost += pile.lost.values()
        notices += pile.notices
    return Overlaid(tuple(held), tuple(lost), every_list(by_code, stated), tuple(notices))


def rows_by_span(
    found: Overlaid[Row], likeness: Likeness[Row], spans: Sequence[Span]
) -> Mapping[Span, Sequence[Row]]:
    """The rows that each time has to do with; those that were lost before it are not among them."""
    touching: dict[Span, list[Row]] = {span: [] for span in spans}
    ends = [(row, likeness.ended(row)) for row in found.rows]
    ends += [(row, min(row.known_to, likeness.ended(row))) for row in found.lost]
    for row, ended in ends:
        began = likeness.began(row)
        for span in spans:
            if began <= span.last and ended >= span.first:
                touching[span].append(row)
    return touching


def is_lost_within(found: Overlaid[Row], likeness: Likeness[Row], span: Span, code: str) -> bool:
    """Whether the lists of `code` lose a row in the midst of a time, so that they do not tell of all of it."""
    return any(
        span.first <= row.known_to < span.last
        and likeness.code(row) == code
        and likeness.began(row) <= span.last
        for row in found.lost
    )


class _Pile(Generic[Row]):
    """The lists of one sender, laid one on the other."""

    def __init__(self, likeness: Likeness[Row]) -> None:
        self.likeness = likeness
        self.held: dict[Hashable, Row] = {}
        self.lost: dict[Hashable, Row] = {}
        self.notices: list[Problem] = []

    def lay(self, rows: Sequence[Row], span: Span) -> None:
        """A later list over those that are there."""
        self.notices += not_in_later_file(rows, self.likeness.key)
        newer: Mapping[Hashable, Row] = {self.likeness.key(row): row for row in rows}
        for key, row in list(self.held.items()):
            if key not in newer and self._ought_to_be_in(row, span):
                self.notices.append(_missing(row, span))
                del self.held[key]
                if self.likeness.began(row) < span.first:
                    self.lost[key] = self.likeness.until(row, min(row.known_to, span.first - ONE_DAY))
        for key in newer:
            self.lost.pop(key, None)
        self.held.update(newer)

    def _ought_to_be_in(self, row: Row, span: Span) -> bool:
        return self.likeness.began(row) >= span.first or self.likeness.goes_on(row, span.first)


def _missing(row: Told, span: Span) -> Problem:
    return Problem(
        row.source.place,
        say(
            "The row goes on into the time of the next list ({first}–{last}), which does not have it; from then on it "
            "is not counted.",
            first=span.first,
            last=span.last,
        ),
        say("Add it to the next list with the days that are known, and import that list again."),
    )
