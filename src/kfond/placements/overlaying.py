"""Rows of several lists as one: of a day that a later list speaks of, the later list alone tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from kfond.errors import Problem
from kfond.messages import say
from kfond.placements.tallies import Span
from kfond.provenance import WITHHELD, Place, Source

ONE_DAY = timedelta(1)


@dataclass(frozen=True, slots=True, order=True)
class Listed:
    """The time that a list of a municipality speaks of; it may have no rows, and then nobody was placed."""

    municipality_code: str
    span: Span
    sources: tuple[Source, ...] = ()


class Told(Protocol):
    """A row of a list that speaks of a time."""

    @property
    def known_from(self) -> date: ...
    @property
    def known_to(self) -> date: ...
    @property
    def source(self) -> Source: ...


Row = TypeVar("Row", bound=Told)


def _is_never_same(row: Told, other: Told) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Likeness(Generic[Row]):
    """How rows of a list are known again in the next one.

    `code`: whose lists they are. `began`: the first day that the row tells of; `ended`: the last one, that of all days
    while it goes on. `goes_on`: whether a list whose first day is given must have the row. `until`: the row as far as a
    day, with nothing of what comes after. `is_same`: whether one of another key is the same, numbered anew.
    """

    code: Callable[[Row], str]
    key: Callable[[Row], Hashable]
    began: Callable[[Row], date]
    ended: Callable[[Row], date]
    goes_on: Callable[[Row, date], bool]
    until: Callable[[Row, date], Row]
    is_same: Callable[[Row, Row], bool] = _is_never_same


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
    stated = list(lists)
    by_code = _by_code(rows, likeness.code, stated)
    held: list[Row] = []
    lost: list[Row] = []
    notices: list[Problem] = []
    every = _every_list(by_code, stated)
    for code, of_code in groupby(every, key=lambda each: each.municipality_code):
        pile = _Pile(likeness)
        for each in sorted(of_code, key=lambda each: (each.span.last, each.span.first)):
            pile.lay(by_code[code][each.span], each)
        held += pile.held.values()
        lost += pile.lost.values()
        notices += pile.notices
    return Overlaid(tuple(held), tuple(lost), every, tuple(notices))


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


def _by_code(
    rows: Iterable[Row], code: Callable[[Row], str], stated: Iterable[Listed]
) -> Mapping[str, Mapping[Span, list[Row]]]:
    """The rows of each list, by whose it is and the time that it speaks of."""
    by_list: defaultdict[tuple[str, date, date], list[Row]] = defaultdict(list)
    for row in rows:
        by_list[code(row), row.known_from, row.known_to].append(row)
    found: defaultdict[str, dict[Span, list[Row]]] = defaultdict(dict)
    for (of_code, first, last), of_list in by_list.items():
        found[of_code][Span(first, last)] = of_list
    for each in stated:
        found[each.municipality_code].setdefault(each.span, [])
    return found


class _Pile(Generic[Row]):
    """The lists of one sender, laid one on the other."""

    def __init__(self, likeness: Likeness[Row]) -> None:
        self.likeness = likeness
        self.held: dict[Hashable, Row] = {}
        self.lost: dict[Hashable, Row] = {}
        self.notices: list[Problem] = []

    def lay(self, rows: Sequence[Row], told: Listed) -> None:
        """A later list over those that are there."""
        span = told.span
        if len({source.place.file for source in told.sources}) > 1:
            self.notices += _not_in_later_file(rows, self.likeness.key)
        newer: Mapping[Hashable, Row] = {self.likeness.key(row): row for row in rows}
        lacking = [
            key for key, row in self.held.items() if key not in newer and self._ought_to_be_in(row, span)
        ]
        unknown = (
            [newer[key] for key in newer.keys() - self.held.keys() - self.lost.keys()] if lacking else []
        )
        for key in lacking:
            row = self.held.pop(key)
            if any(self.likeness.is_same(row, other) for other in unknown):
                self.notices.append(_numbered_anew(row, span))
                continue
            self.notices.append(_missing(row, span))
            if self.likeness.began(row) < span.first:
                self.lost[key] = self.likeness.until(row, min(row.known_to, span.first - ONE_DAY))
        for key in newer:
            self.lost.pop(key, None)
        self.held.update(newer)

    def _ought_to_be_in(self, row: Row, span: Span) -> bool:
        return self.likeness.began(row) >= span.first or self.likeness.goes_on(row, span.first)


def _every_list(
    rows: Mapping[str, Mapping[Span, Sequence[Told]]], stated: Iterable[Listed]
) -> tuple[Listed, ...]:
    """The lists, those of the same municipality and time as one, with the sheets that they stand on.

    No cell: what stands in one on a single child does not leave the rows.
    """
    places: dict[tuple[str, Span], set[Source]] = {}
    for code, of_code in rows.items():
        for span, of_list in of_code.items():
            sheets = {(row.source.place.file, row.source.place.sheet) for row in of_list}
            places[code, span] = {Source(Place(*sheet), WITHHELD) for sheet in sheets}
    for each in stated:
        places[each.municipality_code, each.span] |= set(each.sources)
    return tuple(Listed(code, span, tuple(sorted(places[code, span]))) for code, span in sorted(places))


def _not_in_later_file(rows: Sequence[Row], key: Callable[[Row], Hashable]) -> Iterator[Problem]:
    """The rows of lists of the same time, in the order of their files, that a later file with others of them lacks.

    It was perhaps sent again, corrected, under another name. They still count: which file is right nobody can tell.
    """
    by_file: dict[str, dict[Hashable, Row]] = {}
    for row in rows:
        by_file.setdefault(row.source.place.file, {})[key(row)] = row
    files = list(by_file)
    for at, file in enumerate(files):
        later = next((name for name in files[at + 1 :] if by_file[file].keys() & by_file[name].keys()), None)
        told = {same for name in files[at + 1 :] for same in by_file[name]}
        for same, row in by_file[file].items() if later else ():
            if same not in told:
                yield Problem(
                    row.source.place,
                    say(
                        "The row is not in {file}, which came later, tells of the same time and has other rows of "
                        "this list; it is still counted.",
                        file=later,
                    ),
                    say(
                        "If the later file is the right one, take this one back ({undo}, with the number of {log}); "
                        "else add the row there and import it again.",
                        undo="kfond undo",
                        log="kfond log",
                    ),
                )


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


def _numbered_anew(row: Told, span: Span) -> Problem:
    return Problem(
        row.source.place,
        say(
            "The next list ({first}–{last}) tells of it with another number, and that holds.",
            first=span.first,
            last=span.last,
        ),
        say("If the next list is wrong, correct it and import it again; else nothing needs to be done."),
    )
