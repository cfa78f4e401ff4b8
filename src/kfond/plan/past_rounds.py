"""What earlier rounds tell of how many take a seat: those who took one, of those who lacked the course then.

A full round tells only that at least so many wanted to come. But where it is known what a municipality asked for in
writing, that tells how many wanted to, whatever room there was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kfond.catalogue.participations import Taken
from kfond.periods import Term
from kfond.plan.needs.take_up import PastRound
from kfond.plan.needs.trained import share_kept

NOBODY = Decimal(0)
At = tuple[str, Term]
"""Municipality code and term."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of the rounds of one course that lie behind.

    `rows`: its lists of participants, also of training that a municipality arranged by itself. `persons`: those whom
    the course was for; where a term lacks a figure, the municipality tells nothing of that round. `seats`: how many
    a term's rounds could hold, where that is known. `requests`: seats asked for in writing. `kept`: see CourseNeed.
    """

    rows: tuple[Taken, ...]
    persons: Mapping[At, Decimal]
    seats: Mapping[Term, int]
    requests: Mapping[At, int]
    kept: Sequence[Decimal]


def past_rounds(past: Past) -> tuple[PastRound, ...]:
    """The joint rounds, by term; of a full one first what was asked for in writing, then the others."""
    found: list[PastRound] = []
    for term, counts in sorted(_joint(past.rows).items(), key=lambda item: item[0].start):
        lacking = {
            code: number
            for (code, when), persons in sorted(past.persons.items(), key=lambda item: item[0][0])
            if when == term and counts.get(code, 0) is not None
            if (number := _lacking(past, code, term, persons))
        }
        found += _rounds(past, term, counts, lacking)
    return tuple(found)


def _rounds(
    past: Past, term: Term, counts: Mapping[str, int | None], lacking: Mapping[str, int]
) -> Iterable[PastRound]:
    seats = past.seats.get(term)
    is_full = seats is None or sum(count or 0 for count in counts.values()) >= seats
    asking = [code for code in lacking if is_full and (code, term) in past.requests]
    if asking:
        asked = sum(min(past.requests[code, term], lacking[code]) for code in asking)
        offered = sum(lacking[code] for code in asking)
        yield PastRound(term, asked, offered, offered + 1)  # no lack of room kept anybody from asking
    others = [code for code in lacking if code not in asking]
    if others:
        taken = sum(min(counts.get(code) or 0, lacking[code]) for code in others)
        yield PastRound(term, taken, sum(lacking[code] for code in others), None if is_full else seats)


def _joint(rows: Iterable[Taken]) -> Mapping[Term, Mapping[str, int | None]]:
    """Term -> municipality code -> participants, None where a number cannot be read. Who is not listed sent nobody."""
    found: dict[Term, dict[str, int | None]] = {}
    for row in rows:
        if row.is_local or not row.municipality_code:
            continue
        counts = found.setdefault(Term.containing(row.first_day), {})
        before = counts.get(row.municipality_code, 0)
        counts[row.municipality_code] = None if before is None or row.count is None else before + row.count
    return found


def _lacking(past: Past, code: str, term: Term, persons: Decimal) -> int:
    """Those of a municipality's persons who did not have the course yet."""
    trained = sum(
        (
            (row.count or 0) * share_kept(past.kept, term.minus(Term.containing(row.first_day)))
            for row in past.rows
            if row.municipality_code == code and Term.containing(row.first_day).start < term.start
        ),
        NOBODY,
    )
    return int(max(NOBODY, persons - trained).to_integral_value(ROUND_HALF_UP))
