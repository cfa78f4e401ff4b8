"""Who left and who came in a period, as municipalities report it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
