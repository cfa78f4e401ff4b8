"""What has been corrected since a report was fixed: figures that differ, that have come, and that are gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kfond.formatting import date_iso, interval, number
from kfond.provenance import Figure
from kfond.reports.tables import Column, Marked, Table
from kfond.reports.wording import shown, span

GONE, NEW = "finns inte längre", "fanns inte"
EXACT_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure as it was fixed and as it is now; None where it did not exist, or exists no longer."""

    before: Figure | None
    now: Figure | None

    @property
    def figure(self) -> Figure:
        """The figure, as it is now where it still exists."""
        found = self.now or self.before
        assert found  # one of the two there is
        return found

    @property
    def was(self) -> str:
        """What the report said."""
        return self._said(self.before) if self.before else NEW

    @property
    def is_now(self) -> str:
        """What it says now."""
        return self._said(self.now) if self.now else GONE

    def _said(self, figure: Figure) -> str:
        """The figure in words; with more decimals where both would read alike."""
        words = [_in_words(each) for each in (self.before, self.now) if each]
        is_alike = len(words) > 1 and words[0] == words[1]
        return _exactly(figure) if is_alike else _in_words(figure)


@dataclass(frozen=True, slots=True)
class Corrections:
    """Everything that differs from a version, which was fixed on `day`."""

    version: int
    day: date
    found: tuple[Correction, ...]


def corrections(before: Sequence[Figure], now: Sequence[Figure]) -> tuple[Correction, ...]:
    """The figures whose number or bounds differ, in the order of the report, then those that are gone."""
    known = {figure.id: figure for figure in before}
    current = {figure.id for figure in now}
    changed = [
        Correction(known.get(figure.id), figure)
        for figure in now
        if figure.id not in known or _number(known[figure.id]) != _number(figure)
    ]
    gone = [Correction(figure, None) for figure in before if figure.id not in current]
    return (*changed, *gone)


def corrections_table(corrected: Corrections) -> Table:
    """Each corrected figure with what was said and what is said now."""
    return Table(
        f"Siffror som har rättats sedan version {corrected.version} fastställdes {date_iso(corrected.day)}, "
        "var och en i sin egen enhet",
        (Column("Siffra", False), Column(f"I version {corrected.version}"), Column("Nu")),
        tuple(
            (
                each.figure.label,
                each.was,
                Marked(each.is_now, each.now.id) if each.now else each.is_now,
            )
            for each in corrected.found
        ),
    )


def _number(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.low, figure.high, figure.suppressed


def _in_words(figure: Figure) -> str:
    return f"{shown(figure)} ({span(figure)})" if span(figure) else shown(figure)


def _exactly(figure: Figure) -> str:
    """A figure to the fourth decimal, with its bounds."""
    if figure.value is None:
        return shown(figure)
    value = number(figure.value, EXACT_DECIMALS)
    if figure.low == figure.high:
        return value
    return f"{value} ({interval(figure.low, figure.high, EXACT_DECIMALS)})"
