"""Totals of a list, compared with the figures that they add up. Told, never corrected, never imported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kfond.cells import Quality, Reading, read_cell
from kfond.messages import Message, say
from kfond.provenance import Place


@dataclass(slots=True)
class Parts:
    """Figures that some cell adds up: their sum so far, and whether each of them is sure."""

    total: Decimal = Decimal(0)
    is_sure: bool = True
    count: int = 0

    def add(self, reading: Reading) -> None:
        """Counts one more figure in."""
        self.count += 1
        if reading.quality is Quality.EXACT and reading.value is not None and not reading.review:
            self.total += reading.value
        elif reading.quality is not Quality.MISSING:
            self.is_sure = False


@dataclass(slots=True)
class Sums:
    """The figures of a list by column, for its rows of totals."""

    by_column: dict[int, Parts] = field(default_factory=lambda: defaultdict(Parts))

    def add(self, column: int, reading: Reading) -> None:
        """Counts a figure of a column in."""
        self.by_column[column].add(reading)

    def differences(self, totals: Iterable[tuple[Place, int, object]]) -> Iterator[Message]:
        """A line for each total (its place, column and content) that its column does not add up to."""
        for place, column, content in totals:
            if column in self.by_column:
                yield from difference(place, content, self.by_column[column])


def difference(place: Place, content: object, parts: Parts) -> Sequence[Message]:
    """What to say of a total that is not what its parts make; nothing where any of them is unsure."""
    stated = read_cell(content)
    if not parts.is_sure or not parts.count or stated.quality is not Quality.EXACT or stated.value is None:
        return ()
    if stated.value == parts.total:
        return ()
    return (
        say(
            "The sum in {cell} is {stated}, but its parts make {parts}; the parts were kept.",
            cell=place.cell,
            stated=stated.value,
            parts=parts.total,
        ),
    )
