"""Who left and who came in a period, as municipalities report it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kfond.lists.figures import count_in
from kfond.lists.rows import Row
from kfond.provenance import Source
from kfond.staffing.returns import Measure


@dataclass(frozen=True, slots=True)
class Movement:
    """Leavers and hires of one municipality, area and period; None is "not stated".

    `band` None: all bands together. `own_request` and `pensions` are parts of `leavers`, `to_member` those of them
    who went to another municipality of the association. Persons.
    """

    municipality_code: str
    area: str
    first_day: date
    last_day: date
    band: Measure | None
    leavers: int | None
    own_request: int | None
    pensions: int | None
    to_member: int | None
    hires: int | None
    source: Source


KIND = "movements"
BANDS = {measure.value: measure for measure in (Measure.BAND_0_2, Measure.BAND_2_5, Measure.BAND_OVER_5)}


def movements_of(rows: Iterable[Row]) -> tuple[Movement, ...]:
    """What the lists of leavers and hires say, in their order.

    A row whose band cannot be read is left out: counted as all bands it would be counted twice.
    """
    return tuple(_movement(row) for row in rows if row.kind == KIND and not _has_unread_band(row))


def _has_unread_band(row: Row) -> bool:
    band = row.value("band")
    return band is not None and (band.reading.review or band.text not in (*BANDS, "all", ""))


def _movement(row: Row) -> Movement:
    assert row.first_day and row.last_day, "a list of leavers and hires says when"
    return Movement(
        municipality_code=row.municipality_code,
        area=row.area,
        first_day=row.first_day,
        last_day=row.last_day,
        band=BANDS.get(row.text("band")),
        leavers=count_in(row, "leavers"),
        own_request=count_in(row, "own_request"),
        pensions=count_in(row, "pensions"),
        to_member=count_in(row, "to_member"),
        hires=count_in(row, "hires"),
        source=row.source,
    )
