"""What the rows of a list of staff add up to, with what is not known and the cells that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from kfond.cells import Quality, Reading, read_cell
from kfond.provenance import Place, Source

CELLS_NAMED = 12
"""More cells than these are told as the first, the last and how many."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A figure that rows of one sheet add up to, in hundredths of a person or post.

    `sure` is what they state, `possible` what rows that do not state it may add, `likely` how much of that is
    taken as the best guess. `named` are the rows and columns where they stand; `first`, `last` and `count` tell of
    them where there are too many to name. `column` is the column that most were read from, `heading` the row of
    its heading.
    """

    sheet: str
    column: str
    heading: int
    sure: int
    possible: int
    likely: int
    named: Sequence[tuple[int, str]]
    first: int | None
    last: int | None
    count: int

    @property
    def cells(self) -> str:
        """The cells: "D3, D5, D9", "D3–D40214 (1203)", or the heading's where no row adds anything."""
        if not self.count:
            return f"{self.column}{self.heading}"
        if self.count <= CELLS_NAMED:
            return ", ".join(f"{column}{row}" for row, column in sorted(self.named))
        return f"{self.column}{self.first}–{self.column}{self.last} ({self.count})"


def reading_of(tallies: Iterable[Tally]) -> Reading:
    """The figure of several sheets together: exact where every row states it, else what it lies between."""
    tallies = tuple(tallies)
    sure = sum(tally.sure for tally in tallies)
    high = sure + sum(tally.possible for tally in tallies)
    likely = sure + sum(tally.likely for tally in tallies)
    low, best, most = (Decimal(number) / 100 for number in (sure, likely, high))
    if sure == high:
        return _reading(Quality.EXACT, low, low, low)
    return _reading(Quality.RANGE, low, best, most)


def source_of(file: str, tallies: Sequence[Tally]) -> Source:
    """The cells of several sheets as one passport; what they add up to stands for their text, which is not kept."""
    first, *others = tallies
    cells = "; ".join((first.cells, *(f"{tally.sheet}!{tally.cells}" for tally in others)))
    return Source(Place(file, first.sheet, cells), reading_of(tallies).verbatim)


def _reading(quality: Quality, low: Decimal, best: Decimal, high: Decimal) -> Reading:
    ends = (f"{number.normalize() + 0:f}".replace(".", ",") for number in dict.fromkeys((low, high)))
    shares = (number.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize() + 0 for number in (low, best, high))
    low, best, high = shares
    return replace(read_cell(None), verbatim="–".join(ends), quality=quality, value=best, low=low, high=high)
