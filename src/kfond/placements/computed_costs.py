"""Costs computed as care days times amounts a day, where none are booked; booked and computed are never both counted.

A part of the cost of a municipality's placements of a kind is booked or computed in a time. It is computed only where
no list states it, nor a sum that it is within, for any day of that time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kfond.placements.costs import Cost, Costs, Part, Piece, with_years
from kfond.placements.daily_amounts import Series, amounts_for, pieces_of
from kfond.placements.stated import parts_of
from kfond.placements.tallies import ALL, Measure, Span, Tallies
from kfond.provenance import Source

FAR = 20
"""A booked cost that is more than a twentieth off care days times amounts is told of. Ours."""


@dataclass(frozen=True)
class CareDays:
    """Care days by municipality and kind: of the times that are told of, and of parts of them that rows tell."""

    tallies: Tallies
    parts: Tallies = field(default_factory=Tallies)

    def spans(self, code: str, kind: str) -> Sequence[Span]:
        """The times whose days are told of; never parts of tertials."""
        return self._whole.get((code, kind), ())

    def places(self) -> Iterable[tuple[str, str]]:
        """Every municipality and kind that has days, ALL left out."""
        return sorted(place for place in self._whole if ALL not in place)

    def number(self, code: str, kind: str, span: Span) -> int | None:
        """The days of a time, of the times that make it up if need be; None is not known."""
        stated = self.tallies.number(span, code, kind, Measure.DAYS)
        if stated is not None:
            return stated
        known = {*self.spans(code, kind), *self._parts.get((code, kind), ())}
        if span in known:
            return self.parts.number(span, code, kind, Measure.DAYS)
        made_of = parts_of(span, known)
        return sum(self.number(code, kind, part) or 0 for part in made_of) if made_of else None

    @cached_property
    def _whole(self) -> Mapping[tuple[str, str], Sequence[Span]]:
        return _spans_with_days(self.tallies)

    @cached_property
    def _parts(self) -> Mapping[tuple[str, str], Sequence[Span]]:
        return _spans_with_days(self.parts)


def _spans_with_days(tallies: Tallies) -> Mapping[tuple[str, str], Sequence[Span]]:
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for spot, tally in tallies.by_spot.items():
        if spot.measure is Measure.DAYS and tally.number is not None:
            found[spot.municipality_code, spot.kind].append(spot.span)
    return {place: sorted(spans) for place, spans in found.items()}


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """A part of a cost of a municipality, kind and time, of which something is to be told; never its amount."""

    span: Span
    code: str
    kind: str
    part: Part


@dataclass(frozen=True, slots=True)
class WithComputed:
    """Booked costs and those computed beside them.

    `uncomputed` could not be: an amount changes in the midst of a time whose days are known only as a whole.
    `off` are booked, and far from what care days times amounts come to.
    """

    costs: Costs
    uncomputed: tuple[Told, ...]
    off: tuple[Told, ...]


def with_computed(booked: Costs, series: Series, days: CareDays) -> WithComputed:
    """The costs with what can be computed of those that nobody has booked, and the years that they make up."""
    costs = dict(booked)
    uncomputed: list[Told] = []
    off: list[Told] = []
    for code, kind in days.places() if series else ():
        at = [(span, cost) for (span, *place), cost in booked.items() if place == [code, kind]]
        for span, part in _asked(series, days, code, kind):
            told = Told(span, code, kind, part)
            amounts = amounts_for(series, code, kind, part)
            pieces = pieces_of(amounts, span)
            ore = _ore(pieces, days, told)
            if _is_booked(at, span, part):
                is_far = ore is not None and _is_far(booked.get((span, code, kind)), part, ore)
                off += [told] if is_far else []
            elif ore is None:
                uncomputed += [told] if len(pieces) > 1 else []
            else:
                sources = [each.source for each in amounts if _touches(each.span, span)]
                key = span, code, kind
                costs[key] = _with_part(costs.get(key), part, ore, pieces, sources)
    return WithComputed(with_years(costs), tuple(sorted(uncomputed)), tuple(sorted(off)))


def _asked(series: Series, days: CareDays, code: str, kind: str) -> Iterator[tuple[Span, Part]]:
    for part in Part:
        if amounts_for(series, code, kind, part):
            for span in days.spans(code, kind):
                yield span, part


def _ore(pieces: Sequence[Piece], days: CareDays, told: Told) -> int | None:
    """Care days times the amounts that hold on them; None where the days of some amount are not known."""
    numbers = [days.number(told.code, told.kind, piece.span) for piece in pieces]
    if not pieces or any(number is None for number in numbers):
        return None
    return sum(piece.ore * (number or 0) for piece, number in zip(pieces, numbers, strict=True))


def _is_booked(at: Iterable[tuple[Span, Cost]], span: Span, part: Part) -> bool:
    """Whether the part, or a sum that it is within, is booked for any day of a time."""
    return any(
        _touches(of, span) and (part in cost.parts or cost.stated is not None or cost.is_unread)
        for of, cost in at
    )


def _touches(one: Span, other: Span) -> bool:
    return one.first <= other.last and other.first <= one.last


def _is_far(cost: Cost | None, part: Part, ore: int) -> bool:
    stated = None if cost is None else cost.parts.get(part)
    return stated is not None and abs(stated - ore) * FAR > max(stated, ore)


def _with_part(
    cost: Cost | None, part: Part, ore: int, pieces: tuple[Piece, ...], sources: Iterable[Source]
) -> Cost:
    before = cost or Cost({}, None, None, ())
    return replace(
        before,
        parts={**before.parts, part: ore},
        computed={**before.computed, part: pieces},
        sources=(*before.sources, *sources),
    )
