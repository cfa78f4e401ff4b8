"""Amounts a care day as they are decided for a time, and which of them hold on which days of a period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from kfond.errors import Problem
from kfond.lists.figures import ore_in
from kfond.lists.rows import Row
from kfond.messages import say
from kfond.placements.costs import Part, Piece
from kfond.placements.tallies import ALL, Span
from kfond.provenance import Source

ONE_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class DailyAmount:
    """What is paid for a part of a care day of a kind, in öre, from the first day of `span` to its last.

    `municipality_code` ALL: every municipality that has no amounts of its own for the kind and part.
    """

    municipality_code: str
    kind: str
    part: Part
    span: Span
    ore: int
    source: Source


Series = Mapping[tuple[str, str, Part], Sequence[DailyAmount]]
"""Municipality (or ALL), kind and part -> the amounts, by their first day."""


def amounts_in(rows: Iterable[Row]) -> Series:
    """The amounts of rows of kind "daily_amounts"; one that is not stated exactly is left out."""
    found: dict[tuple[str, str, Part], list[DailyAmount]] = {}
    for row in rows:
        ore, part = ore_in(row, "amount"), row.text("part")
        if ore is None or not part or row.first_day is None or row.last_day is None:
            continue
        key = row.municipality_code or ALL, row.name, Part(part)
        value = row.value("amount")
        span = Span(row.first_day, row.last_day)
        found.setdefault(key, []).append(DailyAmount(*key, span, ore, value.source if value else row.source))
    return {key: sorted(amounts, key=lambda each: each.span) for key, amounts in found.items()}


def faults_of(series: Series) -> tuple[Problem, ...]:
    """Amounts of one municipality, kind and part that hold on the same days, and days between them without one."""
    return tuple(
        fault
        for amounts in series.values()
        for before, after in pairwise(amounts)
        for fault in _fault_between(before, after)
    )


def _fault_between(before: DailyAmount, after: DailyAmount) -> Iterable[Problem]:
    following = before.span.last + ONE_DAY
    if after.span.first < following:
        yield Problem(
            after.source.place,
            say(
                "Two amounts hold from {first} to {last}: this one and that of {place}.",
                first=after.span.first.isoformat(),
                last=min(before.span.last, after.span.last).isoformat(),
                place=str(before.source.place),
            ),
            say("Let the first one end the day before the second begins."),
        )
    elif after.span.first > following:
        yield Problem(
            after.source.place,
            say(
                "No amount holds from {first} to {last}, between that of {place} and this one.",
                first=following.isoformat(),
                last=(after.span.first - ONE_DAY).isoformat(),
                place=str(before.source.place),
            ),
            say("Add a row for those days, or let one of the two hold on them too."),
        )


def amounts_for(series: Series, code: str, kind: str, part: Part) -> Sequence[DailyAmount]:
    """The amounts that a municipality pays by: its own where it has any, else those of all."""
    return series.get((code, kind, part)) or series.get((ALL, kind, part), ())


def pieces_of(amounts: Iterable[DailyAmount], span: Span) -> tuple[Piece, ...]:
    """The days of a time by the amount that holds on them; none where no amount, or two, hold on some day.

    An amount that goes on unchanged is one piece, however many rows state it.
    """
    pieces: list[Piece] = []
    following = span.first
    for amount in amounts:
        if amount.span.last < span.first or amount.span.first > span.last:
            continue
        held = Span(max(amount.span.first, span.first), min(amount.span.last, span.last))
        if held.first != following:
            return ()
        following = held.last + ONE_DAY
        if pieces and pieces[-1].ore == amount.ore:
            pieces[-1] = Piece(Span(pieces[-1].span.first, held.last), amount.ore)
        else:
            pieces.append(Piece(held, amount.ore))
    return tuple(pieces) if following > span.last else ()


def spans_cut(series: Series, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of times in the midst of which some amount changes, in order."""
    return tuple(
        sorted(
            {
                piece.span
                for span in spans
                for amounts in series.values()
                if len(pieces := pieces_of(amounts, span)) > 1
                for piece in pieces
            }
        )
    )
