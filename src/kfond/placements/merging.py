"""Rows of several lists as one: of a day that a later list speaks of, the later list alone tells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Protocol, TypeVar

from kfond.errors import Problem
from kfond.messages import say
from kfond.placements.tallies import Span
from kfond.placements.values import Placement
from kfond.provenance import WITHHELD, Place, Source

ONE_DAY = timedelta(1)


@dataclass(frozen=True, slots=True, order=True)
class Listed:
    """The time that a list of a municipality speaks of; it may have no rows, and then nobody was placed."""

    municipality_code: str
    span: Span
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """Each placement once, the times that the lists speak of, and what does not hang together between them.

    A placement whose further fate nobody tells has no end and a `known_to` before the next list begins.
    """

    placements: tuple[Placement, ...]
    lists: tuple[Listed, ...]
    notices: tuple[Problem, ...]


Key = Callable[[Placement], Hashable]
"""What is the same for a placement in two lists of a municipality."""


class Placed(Protocol):
    """A row of any list, which stands somewhere."""

    @property
    def source(self) -> Source: ...


Row = TypeVar("Row", bound=Placed)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the lists so far tell: placements, those that a later list lost, and notices."""

    placements: Sequence[Placement] = ()
    lost: Sequence[Placement] = ()
    notices: tuple[Problem, ...] = ()


def merged(placements: Iterable[Placement], lists: Iterable[Listed] = ()) -> Merged:
    """The rows of all lists, each placement once, as the latest list tells it.

    `lists` are those that rows do not show: a list without rows still says that nobody was placed. The same placement
    is one with the same municipality and number of its own. Where a municipality has not numbered every placement it
    is one with the same child, start and kind; where no child is told, as many of the later list take the place of
    as many of the earlier. A list is later that speaks of a later last day; of two rows of the same time and number
    the last one holds. A placement that went on into the time of the next list and is missing there is a notice: up
    to then it counts, and no further.
    """
    rows: defaultdict[str, defaultdict[Span, list[Placement]]] = defaultdict(partial(defaultdict, list))
    for placement in placements:
        span = Span(placement.known_from, placement.known_to)
        rows[placement.municipality_code][span].append(placement)
    stated = list(lists)
    for each in stated:
        rows[each.municipality_code].setdefault(each.span, [])
    together: list[_Told] = []
    for code in sorted(rows):
        told, key = _Told(), _key_of(rows[code].values())
        for span in sorted(rows[code], key=lambda span: (span.last, span.first)):
            newer = rows[code][span]
            told = replace(told, notices=(*told.notices, *not_in_later_file(newer, key)))
            if key is _number:
                newer = list({row.number: row for row in newer}.values())
            told = _overlaid(told, newer, span, key)
        together.append(told)
    return Merged(
        tuple(row for told in together for row in (*told.placements, *told.lost)),
        every_list(rows, stated),
        tuple(notice for told in together for notice in told.notices),
    )


def every_list(
    rows: Mapping[str, Mapping[Span, Sequence[Placed]]], stated: Iterable[Listed]
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


def not_in_later_file(rows: Sequence[Row], key: Callable[[Row], Hashable]) -> Iterator[Problem]:
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


def _overlaid(told: _Told, newer: Sequence[Placement], span: Span, key: Key) -> _Told:
    """What was told, with a later list of the municipality over it."""
    left = Counter(key(row) for row in newer)
    # Of placements with the same key those go first that the later list ought to have.
    older = sorted(told.placements, key=lambda row: not _reaches(row, span.first))
    unmatched = _unmatched(older, left, key)
    lost = _unmatched(told.lost, left, key)
    kept = [row for row in unmatched if not _reaches(row, span.first)]
    missing = [row for row in unmatched if _reaches(row, span.first)]
    notices = list(told.notices)
    otherwise = _told_otherwise(newer, left, key) if missing else {}
    for row in missing:
        is_otherwise = any(_share_a_day(row, other) for other in otherwise.get(row.child, ()))
        notices.append(_otherwise(row, span) if is_otherwise else _missing(row, span))
        if not is_otherwise and row.start < span.first:
            until = min(row.known_to, span.first - ONE_DAY)
            lost.append(replace(row, end=None, ending=None, known_to=until))
    return _Told((*kept, *newer), lost, tuple(notices))


def _unmatched(rows: Sequence[Placement], left: Counter[Hashable], key: Key) -> list[Placement]:
    """The rows that the later list does not have; `left`, what it has, becomes what no earlier row has."""
    unmatched = []
    for row in rows:
        same = key(row)
        if left[same] > 0:
            left[same] -= 1
        else:
            unmatched.append(row)
    return unmatched


def _told_otherwise(
    newer: Sequence[Placement], left: Counter[Hashable], key: Key
) -> Mapping[str, Sequence[Placement]]:
    """By child, the rows of a later list that no earlier one has: perhaps a placement with another start or kind."""
    found = defaultdict(list)
    for row in newer:
        if row.child and left[key(row)] > 0:
            found[row.child].append(row)
    return found


def _key_of(lists: Iterable[Sequence[Placement]]) -> Key:
    return _number if all(row.number for rows in lists for row in rows) else _child_start_and_kind


def _number(row: Placement) -> Hashable:
    return row.number


def _child_start_and_kind(row: Placement) -> Hashable:
    return row.child, row.start, row.kind


def _reaches(row: Placement, day: date) -> bool:
    """Whether a placement is under way on a day or later, as far as its own list tells; going on, it may be."""
    return row.end is None or row.end > day


def _share_a_day(one: Placement, other: Placement) -> bool:
    """Whether two placements were at the same time."""
    return max(one.start, other.start) < min(end_told(one), end_told(other))


def end_told(row: Placement) -> date:
    """The first day without the placement, or the first that its list does not speak of."""
    return row.end or row.known_to + ONE_DAY


def _missing(row: Placement, span: Span) -> Problem:
    return Problem(
        row.source.place,
        say(
            "The placement goes on into the time of the next list ({first}–{last}), which does not have it; from then "
            "on it is not counted.",
            first=span.first,
            last=span.last,
        ),
        say("Add it to the next list with its end, and import that list again."),
    )


def _otherwise(row: Placement, span: Span) -> Problem:
    return Problem(
        row.source.place,
        say(
            "The next list ({first}–{last}) tells of the placement with another start or kind, and that holds.",
            first=span.first,
            last=span.last,
        ),
        say("If the next list is wrong, correct it and import it again; else nothing needs to be done."),
    )
