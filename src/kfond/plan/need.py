"""Who needs a course: persons of the bands it is for, municipality by municipality, with what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kfond.catalogue.lines import Band
from kfond.plan.needs.bands import STAFF_BANDS
from kfond.provenance import Source
from kfond.registry.members import Member
from kfond.staffing.boxes import Box, sum_of
from kfond.staffing.returns import Measure


class State(StrEnum):
    """What is known of a need. NONE is a figure (nobody); UNKNOWN is the lack of one."""

    KNOWN = "known"
    PARTLY = "partly"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class BandNeed:
    """The persons of one band in one municipality."""

    band: Band
    box: Box


@dataclass(frozen=True, slots=True)
class Need:
    """What one municipality needs of one course, in persons (posts of the sheet, not yet rounded).

    `bands` holds only the bands with figures, with their cells; a box whose best value is None is not known.
    """

    code: str
    municipality: str
    bands: tuple[BandNeed, ...]
    has_unknown_band: bool

    @property
    def box(self) -> Box:
        """All bands together; without any band with figures nothing is known."""
        if not self.bands:
            return Box(Decimal(0), None, None, ())
        return sum_of(part.box for part in self.bands)

    @property
    def known(self) -> Decimal:
        """The part that is known: the best values of the bands that have one; 0 where none has."""
        return sum((part.box.best for part in self.bands if part.box.best is not None), Decimal(0))

    @property
    def surely(self) -> Decimal:
        """The persons that there are at least, over the bands with figures."""
        return sum((part.box.low for part in self.bands), Decimal(0))

    @property
    def is_missing(self) -> bool:
        """Whether nothing at all is known for this municipality."""
        return all(part.box.best is None for part in self.bands)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The cells behind the need."""
        return tuple(source for part in self.bands for source in part.box.sources)


def needs_of(
    bands: Iterable[Band], staff: Mapping[str, Mapping[Measure, Box]], members: Iterable[Member]
) -> tuple[Need, ...]:
    """The need of every member for a course that is for `bands`, from the staff of its area."""
    wanted = tuple(bands)
    return tuple(_need(member, wanted, staff.get(member.code, {})) for member in members)


def state_of(needs: Iterable[Need]) -> State:
    """What is known of the need of all municipalities together."""
    listed = tuple(needs)
    if not listed or all(need.is_missing for need in listed):
        return State.UNKNOWN
    if any(need.has_unknown_band for need in listed):
        return State.PARTLY
    return State.KNOWN if any(need.box.high != 0 for need in listed) else State.NONE


def _need(member: Member, wanted: tuple[Band, ...], staff: Mapping[Measure, Box]) -> Need:
    found = tuple(
        BandNeed(band, sum_of(staff[measure] for measure in STAFF_BANDS[band]))
        for band in wanted
        if STAFF_BANDS[band] and all(measure in staff for measure in STAFF_BANDS[band])
    )
    return Need(member.code, member.name, found, has_unknown_band=len(found) < len(wanted))
