"""What may leave the room of homes and referrals: of homes a family each, of referrals a child each.

Protection is over everything that any document may show, of all times at once: homes over all kinds, referrals over
all kinds of every year and tertial, and of each municipality those of whole years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kfond.placements.stated import parts_of
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
            cases = replace(spot, measure=MEDIANS[measure])
            number = self.tallies.at(cases).number
            if number is None:
                return Tally(None)
            is_hidden = number < self.k or (cases.measure in SHOWN and self._is_hidden(cases))
        else:
            is_hidden = self._is_hidden(spot)
        return None if is_hidden else self.tallies.at(spot)

    def _is_hidden(self, spot: Spot) -> bool:
        return not _may_be_shown(spot) or spot in self._hidden

    @cached_property
    def _hidden(self) -> frozenset[object]:
        counts = {each.key: each for each in _counts(self.tallies)}
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


def _counts(tallies: Tallies) -> Iterator[Count]:
    """The numbers that are shown, and those that a reader can compute from them."""
    for spot, number in _known(tallies):
        yield Count(spot, number)
        for parts, left in _rests(tallies, spot, number):
            yield Count((spot, "rest", parts), left, not CASES.issuperset(parts), shown=False)
    for before, after, code in _following(tallies):
        total = _together(tallies, before, after, code)
        if total is not None:
            yield Count(("together", before, after, code), total, shown=False)


def _rests(tallies: Tallies, spot: Spot, number: int) -> Iterator[tuple[tuple[AnyMeasure, ...], int]]:
    """Of each way to part a number, the parts that are known and what they leave of it."""
    for chain in PARTS.get(spot.measure, ()):
        numbers = {part: tallies.at(replace(spot, measure=part)).number for part in chain}
        known = {part: told for part, told in numbers.items() if told is not None}
        left = number - sum(known.values())
        if known and left >= 0:
            yield tuple(known), left


def _sums(tallies: Tallies, counts: Mapping[object, Count]) -> Iterator[Sum]:
    """How the numbers hang together: parts of a measure, of a year, of all municipalities, and from time to time."""
    for spot, number in _known(tallies):
        for parts, _ in _rests(tallies, spot, number):
            yield Sum(spot, (*(replace(spot, measure=part) for part in parts), (spot, "rest", parts)))
        spans = parts_of(spot.span, tallies.spans())
        if spot.municipality_code == ALL and spans:
            chosen = spans[-1:] if spot.measure in STOCKS else spans
            yield from _if_it_sums(tallies, spot, number, [replace(spot, span=span) for span in chosen])
        if spot.municipality_code == ALL:
            codes = tallies.municipalities(spot.span)
            of_each = [replace(spot, municipality_code=code) for code in codes]
            yield from _if_it_sums(tallies, spot, number, [each for each in of_each if _may_be_shown(each)])
    for before, after, code in _following(tallies):
        key = ("together", before, after, code)
        if key in counts:
            asked, waiting = ReferralMeasure.ASKED, ReferralMeasure.WAITING
            settled = (ReferralMeasure.MATCHED, ReferralMeasure.NOT_MET)
            yield Sum(key, (Spot(before, code, ALL, waiting), Spot(after, code, ALL, asked)))
            yield Sum(key, tuple(Spot(after, code, ALL, each) for each in (waiting, *settled)))


def _if_it_sums(tallies: Tallies, total: Spot, number: int, parts: list[Spot]) -> Iterator[Sum]:
    known = [each for part in parts if (each := tallies.at(part).number) is not None]
    if parts and len(known) == len(parts) and sum(known) == number:
        yield Sum(total, tuple(parts))


def _following(tallies: Tallies) -> Iterator[tuple[Span, Span, str]]:
    """Two times of which the second begins the day after the first ends, and whose both are shown."""
    spans = tallies.spans()
    for before in spans:
        for after in spans:
            if (after.first - before.last).days == 1:
                for code in (ALL, *tallies.municipalities(after)):
                    yield before, after, code


def _together(tallies: Tallies, before: Span, after: Span, code: str) -> int | None:
    """Those that waited before and those that came, where they are those that wait after and those that are settled."""
    ways = (
        [(before, ReferralMeasure.WAITING), (after, ReferralMeasure.ASKED)],
        [
            (after, ReferralMeasure.WAITING),
            (after, ReferralMeasure.MATCHED),
            (after, ReferralMeasure.NOT_MET),
        ],
    )
    spots = [[Spot(span, code, ALL, measure) for span, measure in way] for way in ways]
    if not all(_may_be_shown(spot) and tallies.at(spot).number is not None for way in spots for spot in way):
        return None
    came, went = (sum(tallies.at(spot).number or 0 for spot in way) for way in spots)
    return came if came == went else None
