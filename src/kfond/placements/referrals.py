"""From rows of referrals to tallies: how often municipalities asked for a home, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kfond.placements.medians import median_in_half_days
from kfond.placements.overlaying import Likeness, Listed, Overlaid, is_lost_within, overlaid, rows_by_span
from kfond.placements.tallies import ALL, ReferralMeasure, Span, Spot, Tallies, Tally
from kfond.placements.tallying import holds, sheets_of, times_told, whole_spans
from kfond.placements.values import IN_TOTALS, OF_HOMES, Referral


@dataclass(slots=True)
class _Cell:
    """What is counted of a municipality and kind in a time, and the days that each match took."""

    numbers: defaultdict[ReferralMeasure, int] = field(default_factory=lambda: defaultdict(int))
    days: list[int] = field(default_factory=list)

    def number(self, measure: ReferralMeasure) -> int | None:
        """The tally of a measure; None for the median of none."""
        if measure is ReferralMeasure.HALF_DAYS_TO_MATCH:
            return median_in_half_days(self.days)
        return self.numbers.get(measure, 0)


Cells = Mapping[str, Mapping[str, _Cell]]
"""By municipality and kind; either may be ALL."""


def referrals_tallied(
    referrals: Iterable[Referral], spans: Iterable[Span] | None = None, *, lists: Iterable[Listed] = ()
) -> Tallies:
    """The tallies of `referrals`, the rows of every list as they stand; they are overlaid here.

    `spans` None: every tertial and calendar year that some municipality's lists speak of whole. A municipality tells
    of a time where its lists do so for every day of it and no referral is lost in the midst of it; then it has every
    measure of every kind of OF_HOMES, zeros among them, and of ALL kinds (those of IN_TOTALS). The median of no match
    is not known (None). `lists` are those that have no rows.
    """
    together = referrals_overlaid(referrals, lists)
    told = times_told(together.lists)
    wanted = whole_spans(told) if spans is None else tuple(sorted(set(spans)))
    touching = rows_by_span(together, LIKENESS, wanted)
    found: dict[Spot, Tally] = {}
    for span in wanted:
        codes = frozenset(
            code
            for code, times in told.items()
            if any(holds(time, span) for time in times) and not is_lost_within(together, LIKENESS, span, code)
        )
        sheets = sheets_of(together.lists, span, codes)
        for code, of_code in _with_totals(_counted(touching[span], span, codes)).items():
            for kind, cell in of_code.items():
                for measure in ReferralMeasure:
                    found[Spot(span, code, str(kind), measure)] = Tally(cell.number(measure), sheets[code])
    return Tallies(found)


def referrals_overlaid(referrals: Iterable[Referral], lists: Iterable[Listed] = ()) -> Overlaid[Referral]:
    """The referrals of all lists, each once, as the latest list tells it.

    A list has every referral that came or was waiting on any day of its time; one that waited and is missing in the
    next list is a notice.
    """
    return overlaid(referrals, LIKENESS, lists)


def _code(referral: Referral) -> str:
    return referral.municipality_code


def _key(referral: Referral) -> str:
    return referral.number


def _began(referral: Referral) -> date:
    return referral.asked


def _ended(referral: Referral) -> date:
    return referral.matched or referral.closed or date.max


def _waits_on(referral: Referral, day: date) -> bool:
    """Whether a referral is not settled when a day ends."""
    settled = referral.matched or referral.closed
    return settled is None or settled > day


def _until(referral: Referral, day: date) -> Referral:
    return replace(referral, matched=None, closed=None, known_to=day)


LIKENESS = Likeness(_code, _key, _began, _ended, _waits_on, _until)


def _counted(referrals: Iterable[Referral], span: Span, codes: frozenset[str]) -> dict[str, dict[str, _Cell]]:
    cells: dict[str, dict[str, _Cell]] = {code: {kind: _Cell() for kind in OF_HOMES} for code in codes}
    for referral in referrals:
        if referral.municipality_code in codes:
            _count(cells[referral.municipality_code][referral.kind], referral, span)
    return cells


def _count(cell: _Cell, referral: Referral, span: Span) -> None:
    numbers = cell.numbers
    numbers[ReferralMeasure.ASKED] += span.first <= referral.asked <= span.last
    numbers[ReferralMeasure.WAITING] += referral.asked <= span.last and _waits_on(referral, span.last)
    if referral.matched and span.first <= referral.matched <= span.last:
        numbers[ReferralMeasure.MATCHED] += 1
        numbers[ReferralMeasure.SETTLED] += 1
        cell.days.append((referral.matched - referral.asked).days)
    elif referral.closed and span.first <= referral.closed <= span.last:
        numbers[ReferralMeasure.NOT_MET] += 1
        numbers[ReferralMeasure.SETTLED] += 1


def _with_totals(cells: dict[str, dict[str, _Cell]]) -> Cells:
    """The cells and their totals over kinds and over municipalities."""
    if not cells:
        return cells
    every: dict[str, _Cell] = {
        kind: _together(of_code[kind] for of_code in cells.values()) for kind in OF_HOMES
    }
    return {
        code: {**of_code, ALL: _together(of_code[kind] for kind in OF_HOMES if kind in IN_TOTALS)}
        for code, of_code in {**cells, ALL: every}.items()
    }


def _together(cells: Iterable[_Cell]) -> _Cell:
    total = _Cell()
    for cell in cells:
        for measure, number in cell.numbers.items():
            total.numbers[measure] += number
        total.days += cell.days
    return total
