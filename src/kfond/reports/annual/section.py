"""A section of a report: what it is called, how it is built, and the part that it makes of a year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from kfond.provenance import Figure
from kfond.reports.annual.doubts import Remark
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.staff_cells import UnitCells
from kfond.reports.documents.document import Drawing
from kfond.reports.tables import Table

LAST = 9


@dataclass(frozen=True, slots=True)
class Part:
    """What a section says of a year.

    `summary` are sentences for the head of the report in Markdown, the weightiest first, `key_figures` figures
    with the few words that they stand under there. `drawings` are by the key that the section's template shows
    them under, unique in the whole report; `words` whatever else its template asks for. `left_out` are cells
    that could not be counted. `cells` are the single cells that figures of its tables lead to.
    """

    findings: tuple[Finding, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=lambda: MappingProxyType({}))
    drawings: Mapping[str, Drawing] = field(default_factory=lambda: MappingProxyType({}))
    words: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    summary: tuple[str, ...] = ()
    key_figures: tuple[tuple[str, Figure], ...] = ()
    left_out: tuple[Remark, ...] = ()
    cells: tuple[UnitCells, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section that a report may have: `build` gives its part, or None where there are no data for it.

    `key` is stable, for scripts, and the name of its template, templates/annual/KEY.md.j2, which begins below
    the section's heading. `lacks` is a whole sentence for the list of what is not included, "" where nobody would
    look for it. The sentences and figures at the head of the report come from the sections with the lowest `rank`
    first. `complete` puts into the part what it shows of the other sections' figures, by their ids.
    """

    key: str
    title: str
    lacks: str
    build: Callable[[Material], Part | None]
    rank: int = LAST
    complete: Callable[[Material, Part, Mapping[str, Finding]], Part] | None = None
