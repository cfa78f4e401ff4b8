"""Where a figure comes from: the passport that it gets from the reader and keeps to the last page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

WITHHELD = "…"
"""The text of a cell in a document that does not repeat it; a cell that holds nothing else is withheld as well."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A file, a sheet in it, a cell on that; the narrower parts are empty where the wider is meant."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}, {self.sheet}!{self.cell}"
        return f"{self.file}, {self.sheet}" if self.sheet else self.file


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A cell with what stood in it, as typed; `reviewed` says when a human decided what it means, and why."""

    place: Place
    verbatim: str
    reviewed: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of how many municipalities a figure speaks: asked, answered themselves, and with a figure to count."""

    asked: int
    answered: int
    with_figures: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a report. `value` None is "not known"; `low`/`high` None is unbounded or not known.

    `id` is stable across runs and is what `kfond trace` takes; `unit` is a key of the documents' units. What is
    made of cells on persons that need protection is `sensitive`: the text of its cells stays out of files. It is
    `suppressed` where it is hidden; then value and bounds are None.
    """

    id: str
    label: str
    value: Decimal | Fraction | int | None
    unit: str
    definition: str
    sources: tuple[Source, ...]
    low: Decimal | Fraction | int | None = None
    high: Decimal | Fraction | int | None = None
    coverage: Coverage | None = None
    sensitive: bool = False
    suppressed: bool = False
