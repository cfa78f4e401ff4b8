"""What may leave the room of homes and referrals: of homes a family each, of referrals a child each.

Protection is over everything that any document may show, in the order in which the times are over: homes over all
kinds, referrals over all kinds of every year and tertial, and of each municipality those of whole years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from kfond.placements.stated import parts_of
from kfond.placements.stocks import COMFORTABLE
from kfond.placements.tallies import (
    ALL,
    OF_DAYS,
    AnyMeasure,
    HomeMeasure,
    ReferralMeasure,
    Span,
    Spot,
    Tallies,
    Tally,
)
from kfond.suppression import Count, Sum, hide

STOCKS: frozenset[AnyMeasure] = frozenset(
    {
        HomeMeasure.IN_BANK,
        HomeMeasure.MENTORS,
        HomeMeasure.MENTORED,
        HomeMeasure.CONTRACTED,
        ReferralMeasure.WAITING,
    }
)
"""What a year has as its last part has it; of the others it has their sum."""
LEFT_BY = (
    HomeMeasure.LEFT_WITHDREW,
    HomeMeasure.LEFT_NOT_SUITABLE,
    HomeMeasure.LEFT_RETURNED_TO_WORK,
    HomeMeasure.LEFT_PAY,
    HomeMeasure.LEFT_LIFE,
    HomeMeasure.LEFT_OTHER,
    HomeMeasure.LEFT_UNKNOWN,
)
SHOWN: frozenset[AnyMeasure] = frozenset(
    {
        HomeMeasure.INTEREST,
        HomeMeasure.ASSESSMENT,
        HomeMeasure.ASSESSED,
        HomeMeasure.TRAINED,
        HomeMeasure.BANKED,
        HomeMeasure.PLACED,
        HomeMeasure.TRAINED_FIRST,
        HomeMeasure.LEFT,
        *STOCKS,
        *LEFT_BY,
        *OF_DAYS.values(),
        ReferralMeasure.ASKED,
        ReferralMeasure.MATCHED,
        ReferralMeasure.NOT_MET,
    }
)
"""What documents show."""
PARTS: Mapping[AnyMeasure, tuple[tuple[AnyMeasure, ...], ...]] = {
    HomeMeasure.ASSESSMENT: ((HomeMeasure.TO_ASSESSMENT,),),
    HomeMeasure.ASSESSED: ((HomeMeasure.TO_ASSESSED,),),
    HomeMeasure.TRAINED: ((HomeMeasure.TO_TRAINED,),),
    HomeMeasure.BANKED: ((HomeMeasure.TO_BANKED,),),
    HomeMeasure.PLACED: (
        (HomeMeasure.TRAINED_FIRST,),
        (HomeMeasure.TO_PLACED,),
        (HomeMeasure.ALL_THE_WAY,),
    ),
    HomeMeasure.LEFT: (LEFT_BY,),
}
"""Of each, others that are parts of it and exclude each other; what they leave of it is a part too."""
_WAY = (
    ReferralMeasure.ASKED,
    ReferralMeasure.WAITING,
    ReferralMeasure.MATCHED,
    ReferralMeasure.NOT_MET,
)
_Joint = tuple[str, Span, Span, str]
MEDIANS: Mapping[AnyMeasure, AnyMeasure] = {
    ReferralMeasure.HALF_DAYS_TO_MATCH: ReferralMeasure.MATCHED,
    **dict(OF_DAYS.items()),
}
"""Medians that are shown, and the number that each is of."""
CASES = frozenset(OF_DAYS.values())
"""How many homes a median is of. That a home is not among them (nobody says when it took the step before, or it took
it later) tells nothing of the family, and need not be hidden."""


@dataclass(frozen=True)
class CountsShown:
    """The numbers of homes or of referrals that may be shown. `k`: counts of 1 to k-1 are hidden."""

    tallies: Tallies
    k: int

    def number(self, span: Span, measure: AnyMeasure, municipality_code: str = ALL) -> Tally | None:
        """A number of all kinds with its sources; None where it is hidden.

        A median is hidden where it is of fewer than k, and not known where nobody says of how many it is.
        """
        spot = Spot(span, municipality_code, ALL, measure)
        if measure in MEDIANS:
            cases = spot._replace(measure=MEDIANS[measure])
            number = self.tallies.at(cases).number
            if number is None:
                return Tally(None)
            is_hidden = number < self.k or cases in self._hidden
        else:
            is_hidden = self._is_hidden(spot)
        return None if is_hidden else self.tallies.at(spot)

    def _is_hidden(self, spot: Spot) -> bool:
        number = self.tallies.at(spot).number or 0
        return not _may_be_shown(spot) or spot in self._hidden or _is_of_few(spot, number, self.k)

    @cached_property
    def _hidden(self) -> frozenset[object]:
        counts = {each.key: each for each in _counts(self.tallies, self.k)}
        return hide(counts.values(), tuple(_sums(self.tallies, counts)), self.k)


def _may_be_shown(spot: Spot) -> bool:
    """Whether a document may show a number: all kinds together, and of a municipality alone those of whole years."""
    if spot.kind != ALL or spot.measure not in SHOWN:
        return False
    return spot.municipality_code == ALL or spot.span == Span.of_year(spot.span.first.year)


def _known(tallies: Tallies) -> Iterator[tuple[Spot, int]]:
    for spot, tally in tallies:
        if _may_be_shown(spot) and tally.number is not None:
            yield spot, tally.number


def _counts(tallies: Tallies, k: int) -> Iterator[Count]:
    """The numbers that are shown, and those that a reader can compute from them, each in its turn."""
    for spot, number in _known(tallies):
        turn = spot.span.last.toordinal()
        yield Count(spot, number, shown=not _is_of_few(spot, number, k), turn=turn)
        for chain, left in _rests(tallies, spot, number):
            is_sensitive = not CASES.issuperset(chain)
            yield Count((spot, "rest", chain), left, is_sensitive, shown=False, turn=turn)
    for total, parts in _ties(tallies):
        yield from _rest(tallies, total, parts)
    for key, came, went in _following(tallies):
        turn = key[2].last.toordinal()
        numbers = [sum(tallies.at(spot).number or 0 for spot in spots) for spots in (came, went)]
        yield Count(key, max(numbers), shown=False, turn=turn)
        if numbers[0] != numbers[1]:
            yield Count((*key, "joined"), max(numbers) - min(numbers), shown=False, turn=turn)


def _is_of_few(spot: Spot, number: int, k: int) -> bool:
    """Whether a part of a year has so few that none of its parts is told, so that the year can be."""
    is_year = spot.span == Span.of_year(spot.span.first.year)
    return not is_year and spot.measure not in STOCKS and 0 < number < COMFORTABLE * k


def _rests(tallies: Tallies, spot: Spot, number: int) -> Iterator[tuple[tuple[AnyMeasure, ...], int]]:
    """Of each way to part a number, the parts that are known and what they leave of it."""
    for chain in PARTS.get(spot.measure, ()):
        numbers = {part: tallies.at(spot._replace(measure=part)).number for part in chain}
        known = {part: told for part, told in numbers.items() if told is not None}
        left = number - sum(known.values())
        if known and left >= 0:
            yield tuple(known), left


def _sums(tallies: Tallies, counts: Mapping[object, Count]) -> Iterator[Sum]:
    """How the numbers hang together: parts of a measure, of a year, of all municipalities, and from time to time."""
    for spot, number in _known(tallies):
        for chain, _ in _rests(tallies, spot, number):
            yield Sum(spot, (*(spot._replace(measure=part) for part in chain), (spot, "rest", chain)))
    for total, parts in _ties(tallies):
        rest, together = ("rest", total, parts), ("together", total, parts)
        if together in counts:
            yield Sum(together, parts)
            yield Sum(together, (total, rest))
        elif rest in counts:
            yield Sum(total, (*parts, rest))
        else:
            yield Sum(total, parts, _off(tallies, total, parts))
    for key, *ways in _following(tallies):
        for spots in ways:
            is_less = sum(tallies.at(spot).number or 0 for spot in spots) != counts[key].value
            yield Sum(key, (*spots, (*key, "joined")) if is_less else spots)


def _ties(tallies: Tallies) -> Iterator[tuple[Spot, tuple[Spot, ...]]]:
    """The numbers of all municipalities, with those of the parts of their year and those of each municipality."""
    for spot, _ in _known(tallies):
        if spot.municipality_code != ALL:
            continue
        spans = parts_of(spot.span, tallies.spans())
        chosen = spans[-1:] if spot.measure in STOCKS else spans
        codes = tallies.municipalities(spot.span)
        for parts in (
            _with_others(tallies, spot, [spot._replace(span=span) for span in chosen]),
            [spot._replace(municipality_code=code) for code in codes],
        ):
            known = tuple(
                part for part in parts if _may_be_shown(part) and tallies.at(part).number is not None
            )
            if known:
                yield spot, known


def _with_others(tallies: Tallies, total: Spot, parts: list[Spot]) -> list[Spot]:
    """The parts of a year, and the numbers of those municipalities that tell of the year and of none of them."""
    others = _tellers(tallies, total).difference(*(_tellers(tallies, part) for part in parts))
    return [*parts, *(total._replace(municipality_code=code) for code in sorted(others))] if parts else []


def _rest(tallies: Tallies, total: Spot, parts: tuple[Spot, ...]) -> Iterator[Count]:
    """What a total does not come out by: the number of a municipality that tells of it and not of the parts.

    Where the same municipalities tell of both it is a slip in their counts, and nobody's number.
    """
    off = _off(tallies, total, parts)
    if off and len({_tellers(tallies, spot) for spot in (total, *parts)}) > 1:
        turn = total.span.last.toordinal()
        yield Count(("rest", total, parts), abs(off), shown=False, turn=turn)
        if off < 0:
            of_parts = (tallies.at(total).number or 0) - off
            yield Count(("together", total, parts), of_parts, shown=False, turn=turn)


def _off(tallies: Tallies, total: Spot, parts: tuple[Spot, ...]) -> int:
    whole, of_parts = (sum(tallies.at(spot).number or 0 for spot in spots) for spots in ((total,), parts))
    return whole - of_parts


def _tellers(tallies: Tallies, spot: Spot) -> frozenset[str]:
    """The municipalities that a number is of."""
    codes = tallies.municipalities(spot.span) if spot.municipality_code == ALL else (spot.municipality_code,)
    return frozenset(
        code for code in codes if tallies.at(spot._replace(municipality_code=code)).number is not None
    )


def _following(tallies: Tallies) -> Iterator[tuple[_Joint, tuple[Spot, ...], tuple[Spot, ...]]]:
    """Those who waited when a time began and came in it, and those who wait when it ends and were settled in it.

    The time before is one that ends the day before. Where the same municipalities tell of both and the numbers do not
    come out, that is a slip in their counts, and ties nothing.
    """
    spans = tallies.spans()
    for before, after in product(spans, spans):
        if (after.first - before.last).days != 1:
            continue
        for code in (ALL, *tallies.municipalities(after)):
            waited = Spot(before, code, ALL, ReferralMeasure.WAITING)
            asked, waits, matched, not_met = (Spot(after, code, ALL, measure) for measure in _WAY)
            every = (waited, asked, waits, matched, not_met)
            if not all(_may_be_shown(spot) and tallies.at(spot).number is not None for spot in every):
                continue
            numbers = [tallies.at(spot).number or 0 for spot in every]
            is_off = sum(numbers[:2]) != sum(numbers[2:])
            if not is_off or _tellers(tallies, waited) != _tellers(tallies, waits):
                yield ("together", before, after, code), (waited, asked), (waits, matched, not_met)
