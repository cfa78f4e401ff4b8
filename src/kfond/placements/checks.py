"""What rows of placements cannot be: told all at once, each with its row and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kfond.errors import Problem
from kfond.messages import Message, say
from kfond.placements.merging import end_told
from kfond.placements.values import Kind, Placement


def problems_of(placements: Iterable[Placement]) -> tuple[Problem, ...]:
    """Every problem of rows, those of each row first. Rows of lists that overlap are to be merged before.

    No day and no pseudonym is repeated: the row is where they stand.
    """
    rows = tuple(placements)
    return (*(problem for row in rows for problem in _of_a_row(row)), *_at_once(rows))


def _of_a_row(row: Placement) -> Iterator[Problem]:
    if row.end and row.end < row.start:
        yield _problem(
            row,
            say("The placement ends before it begins."),
            say("Write the first day without it as its end."),
        )
    if row.planned_end and row.planned_end < row.start:
        yield _problem(
            row,
            say("The planned end is before the start."),
            say("Write the day when it was meant to end, or leave the cell empty."),
        )
    if row.ending and not row.end:
        yield _problem(
            row,
            say("It says how the placement ended, but not when."),
            say("Write the day of the end, or leave empty how it ended while it goes on."),
        )
    late = [day for day in (row.start, row.end) if day and day > row.known_to]
    if late:
        yield _problem(
            row,
            say("A day is later than the last day that the list speaks of ({last}).", last=row.known_to),
            say("Leave out what has not happened yet, or state the last day of the list as it is."),
        )


def _at_once(rows: Iterable[Placement]) -> Iterator[Problem]:
    """Two placements of a child on the same day, relief homes left out; a move has its end on the next one's start."""
    of_children: dict[str, list[Placement]] = {}
    for row in rows:
        if row.child and row.kind is not Kind.RELIEF:
            of_children.setdefault(row.child, []).append(row)
    for of_child in of_children.values():
        of_child.sort(key=lambda row: (row.start, end_told(row), row.source))
        longest = of_child[0]
        for row in of_child[1:]:
            if row.start < min(end_told(longest), end_told(row)):
                yield _problem(
                    row,
                    say(
                        "The child has another placement at the same time ({place}).",
                        place=str(longest.source.place),
                    ),
                    say(
                        "Write as the end of the first the day when the next begins; only a relief home may be beside "
                        "another."
                    ),
                )
            longest = max(longest, row, key=end_told)


def _problem(row: Placement, what: Message, remedy: Message) -> Problem:
    return Problem(row.source.place, what, remedy)
