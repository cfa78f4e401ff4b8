"""Films, guides and web courses: what anybody can open without a seat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kfond.catalogue.lines import Band
from kfond.catalogue.participations import BANDS
from kfond.lists.figures import count_in
from kfond.lists.rows import Row
from kfond.provenance import Source

KIND = "material"


class MaterialKind(StrEnum):
    """What a piece of material is."""

    FILM = "film"
    GUIDE = "guide"
    WEB_COURSE = "web_course"


@dataclass(frozen=True, slots=True)
class Material:
    """A film, guide or web course. `link` and `study_guide` are public http or https addresses, or "".

    `area` "" is every area, `band` None everybody (or a band that cannot be read, as `is_for_all` tells), `kind`
    None one that cannot be read, `minutes` None a length that is not known.
    """

    area: str
    band: Band | None
    is_for_all: bool
    title: str
    kind: MaterialKind | None
    link: str
    minutes: int | None
    study_guide: str
    note: str
    source: Source


def materials_of(rows: Iterable[Row]) -> tuple[Material, ...]:
    """What the lists of material say, in their order."""
    return tuple(_material(row) for row in rows if row.kind == KIND)


def _material(row: Row) -> Material:
    kind, band = row.text("kind"), row.value("band")
    return Material(
        area=row.area,
        band=BANDS.get(row.text("band")),
        is_for_all=band is None or not band.reading.verbatim,
        title=row.name,
        kind=MaterialKind(kind) if kind else None,
        link=row.text("link"),
        minutes=count_in(row, "minutes"),
        study_guide=row.text("study_guide"),
        note=row.text("note"),
        source=row.source,
    )
