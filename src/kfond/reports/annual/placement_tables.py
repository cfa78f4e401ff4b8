"""How the figures on placements stand in tables and pictures; a hidden one never as a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kfond.formatting import interval, number, percent
from kfond.placements.definitions import OF_ENDED
from kfond.placements.tallies import Measure
from kfond.provenance import Figure
from kfond.reports.annual.material import Finding
from kfond.reports.annual.placement_figures import Time, id_of, rate_key
from kfond.reports.pictures.kinds import Amount
from kfond.reports.tables import Cell, Marked
from kfond.reports.wording import HIDDEN, MONEY, NOT_KNOWN, PER_100_YEARS, SHARE, shown, span

NOTHING_ENDED = "inget avslutades"
NO_SPAN = "–"


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures of a section by their id."""

    figures: Mapping[str, Figure]

    def of(self, time: Time, form: str, key: str) -> Figure:
        """A figure of a time and a form, by the key of what it tells."""
        return self.figures[id_of(time, form, key)]


def shown_of(findings: Iterable[Finding]) -> Shown:
    """The figures of some findings."""
    return Shown({finding.figure.id: finding.figure for finding in findings})


def cell(it: Shown, time: Time, form: str, key: str) -> Cell:
    """A figure in a table, tied to its explanation where it has a value."""
    return cell_of(it.of(time, form, key))


def cell_of(found: Figure) -> Cell:
    """A figure in a table: dold where it is hidden, uppgift saknas where it is not known."""
    words = in_words(found)
    return Marked(words, found.id) if found.value is not None else words


def in_words(found: Figure) -> str:
    """A figure as a table says it: money and counts in whole numbers, a share in per cent."""
    if found.suppressed:
        return HIDDEN
    if found.value is None:
        return NOT_KNOWN
    if found.unit in (SHARE, PER_100_YEARS):
        return percent(found.value) if found.unit == SHARE else number(found.value, 1)
    return number(found.value, 0)


def span_cell(found: Figure) -> Cell:
    """The interval of a rate."""
    if found.value is None or found.low is None or found.high is None:
        return NO_SPAN
    if found.unit == PER_100_YEARS:
        return interval(found.low, found.high, 1)
    return span(found) or percent(found.value)


def share_cell(it: Shown, time: Time, form: str) -> Cell:
    """The share of breakdowns of those that ended; where none ended that is said."""
    ended = it.of(time, form, Measure.ENDED)
    return NOTHING_ENDED if ended.value == 0 else cell(it, time, form, rate_key(OF_ENDED))


def amount_in(found: Figure) -> Amount:
    """A figure as a picture draws it: shares of a hundred; one that is hidden is not drawn."""
    if found.suppressed:
        return Amount(None, hidden=True, hidden_as=HIDDEN)
    if found.unit == SHARE:
        value, low, high = (
            None if end is None else Fraction(end) * 100 for end in (found.value, found.low, found.high)
        )
        return Amount(value, low, high)
    if found.unit == MONEY and found.value is not None:
        return Amount(round(found.value))
    return Amount(found.value, found.low, found.high)


def said(found: Figure) -> str:
    """A figure with its interval in running text: 24 % (spann 19–29 %)."""
    return f"{shown(found)} (spann {span(found)})" if span(found) else shown(found)
