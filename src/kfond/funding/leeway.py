"""How much of a grant may still be drawn, asked for or taken back: in all, for a year, for a budget line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from kfond.funding.ledger import WHOLE, WHOLE_TIME, Amounts, Entry, EntryKind, Standing, rest_of

Key = TypeVar("Key", int, str)


def payable(standing: Standing, year: int = WHOLE_TIME, line: str = WHOLE) -> int:
    """What may still be paid or planned to be, in öre: of the whole, and of that year and that line.

    A year, or a line, has what was granted for it and what is not divided and no other has drawn on.
    """
    room = standing.total.left or 0
    if year != WHOLE_TIME:
        room = min(room, _room(standing.by_year, year, WHOLE_TIME))
    if line != WHOLE:
        room = min(room, _room(standing.by_line, line, WHOLE))
    return room


def requestable(standing: Standing, year: int) -> int:
    """What of the allocation has not been asked for, in all and for that year."""
    room = (standing.total.granted or 0) - standing.total.requested
    if year == WHOLE_TIME:
        return room
    of_year, whole = (standing.by_year.get(key, Amounts()) for key in (year, WHOLE_TIME))
    return min(room, (of_year.granted or 0) + (whole.granted or 0) - of_year.requested)


def movable(standing: Standing, line: str) -> int | None:
    """What may be moved from a line, in öre: what of its budget is neither used nor drawn; None where nobody knows."""
    has = rest_of(standing.budgets.get(line), standing.by_line.get(line, Amounts()).used)
    if has is None:
        return None
    lines = standing.by_line if line == WHOLE else (line,)
    rooms = [_room(standing.by_line, each, WHOLE) for each in lines if each != WHOLE]
    return max(0, min([has, *rooms]))


def missable(standing: Standing, entry: Entry) -> int:
    """How much of that kind can go without leaving what stands on it without ground."""
    total = standing.total
    match entry.kind:
        case EntryKind.GRANTED:
            of_line = standing.by_line.get(entry.line, Amounts())
            bound = [payable(standing, entry.year, entry.line), (total.granted or 0) - total.requested]
            bound += [(of_line.granted or 0) + of_line.moved]
            bound += _rooms(standing) if entry.line == WHOLE or entry.year == WHOLE_TIME else []
            return min(bound)
        case EntryKind.PLANNED:
            planned = standing.payment(entry.payment)
            return planned.outstanding if planned else 0
        case EntryKind.PAID:
            return total.paid - total.repaid - max(0, total.reclaimed)
        case EntryKind.MOVED:
            return movable(standing, entry.to_line) or 0
        case _:
            return -entry.amount


def _rooms(standing: Standing) -> list[int]:
    """What each year and line may still draw; what is not divided can only go as far as none of them misses it."""
    years = [_room(standing.by_year, year, WHOLE_TIME) for year in standing.by_year if year != WHOLE_TIME]
    lines = [_room(standing.by_line, line, WHOLE) for line in standing.by_line if line != WHOLE]
    return [*years, *lines]


def _room(cells: Mapping[Key, Amounts], key: Key, undivided: Key) -> int:
    def granted(of: Key) -> int:
        found = cells.get(of, Amounts())
        return (found.granted or 0) + found.moved

    def drawn(of: Key) -> int:
        found = cells.get(of, Amounts())
        return found.paid + found.planned

    taken = sum(max(0, drawn(of) - granted(of)) for of in cells if of not in (key, undivided))
    return granted(key) + max(0, granted(undivided) - taken) - drawn(key)
