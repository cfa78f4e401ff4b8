"""What may leave the room of homes and referrals: of homes a family each, of referrals a child each.

Protection is over everything that any document may show, in the order in which the times are over: homes over all
kinds, referrals over all kinds of every year and tertial, and of each municipality those of whole years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kfond.placements.stated import parts_of
from kfond.placements.stocks import COMFORTABLE
from kfond.placements.tallies import ALL, AnyMeasure, HomeMeasure, ReferralMeasure, Span, Spot, Tallies, Tally
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
        ReferralMeasure.ASKED,
        ReferralMeasure.MATCHED,
        ReferralMeasure.NOT_MET,
    }
)
"""What documents show."""
PARTS: Mapping[AnyMeasure, tuple[AnyMeasure, ...]] = {
    HomeMeasure.LEFT: LEFT_BY,
    HomeMeasure.PLACED: (HomeMeasure.TRAINED_FIRST,),
}
"""Of each, others that are parts of it and exclude each other; what they leave of it is a part too."""
MEDIANS: Mapping[AnyMeasure, AnyMeasure] = {
    ReferralMeasure.HALF_DAYS_TO_MATCH: ReferralMeasure.MATCHED,
    HomeMeasure.HALF_DAYS_ALL_THE_WAY: HomeMeasure.ALL_THE_WAY,
}
"""Medians that are shown, and the number that each is of."""


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
        left = _left_of(tallies, spot, number)
        if left is not None:
            yield Count((spot, "rest"), left, shown=False, turn=turn)
    for before, after, code in _following(tallies):
        total = _together(tallies, before, after, code)
        if total is not None:
            turn = after.last.toordinal()
            yield Count(("together", before, after, code), total, shown=False, turn=turn)


def _is_of_few(spot: Spot, number: int, k: int) -> bool:
    """Whether a part of a year has so few that none of its parts is told, so that the year can be."""
    is_year = spot.span == Span.of_year(spot.span.first.year)
    return not is_year and spot.measure not in STOCKS and 0 < number < COMFORTABLE * k


def _parts(tallies: Tallies, spot: Spot) -> list[Spot]:
    parts = [replace(spot, measure=measure) for measure in PARTS.get(spot.measure, ())]
    return [part for part in parts if tallies.at(part).number is not None]


def _left_of(tallies: Tallies, spot: Spot, number: int) -> int | None:
    parts = _parts(tallies, spot)
    left = number - sum(tallies.at(part).number or 0 for part in parts)
    return left if parts and left >= 0 else None


def _sums(tallies: Tallies, counts: Mapping[object, Count]) -> Iterator[Sum]:
    """How the numbers hang together: parts of a measure, of a year, of all municipalities, and from time to time."""
    for spot, number in _known(tallies):
        if (spot, "rest") in counts:
            yield Sum(spot, (*_parts(tallies, spot), (spot, "rest")))
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
