"""Whom a course is for, in the bands that the staffing sheets count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kfond.catalogue.lines import Band
from kfond.plan.needs.values import BandNeed
from kfond.staffing.boxes import BANDS, Box, sum_of
from kfond.staffing.returns import Measure

STAFF_BANDS: Mapping[Band, tuple[Measure, ...]] = {
    # The plan says 3-5 and > 5 years, the sheets 2-5 and > 5: mapped in the open, and printed.
    Band.NEW: (Measure.BAND_0_2,),
    Band.SOME_YEARS: (Measure.BAND_2_5,),
    Band.EXPERIENCED: (Measure.BAND_OVER_5,),
    Band.CASEWORKERS: BANDS,
    Band.SUPERVISORS: (),  # no sheet counts them yet
}


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """A course with those whom it is for.

    `key` orders courses alike in every run, `slug` is the course's, `lines` the ids of its catalogue lines.
    `is_recurring`: each comes every time (supervision), so that nobody is ever done with it. `wherever`: area and band
    of every line of the course, those of other areas and of lines that ask in another way among them.
    """

    key: str
    area: str
    slug: str
    bands: tuple[Band, ...]
    lines: tuple[int, ...]
    is_recurring: bool = False
    wherever: tuple[tuple[str, Band], ...] = ()


@cache  # every course asks, and there are few answers
def union_of(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """The bands in the plan's order, without those that another of them contains: nobody is counted twice."""
    wanted = set(bands)
    return tuple(
        band
        for band in Band
        if band in wanted
        and not any(set(STAFF_BANDS[band]) < set(STAFF_BANDS[other]) for other in wanted if STAFF_BANDS[band])
    )


def measures_of(bands: Iterable[Band]) -> tuple[Measure, ...]:
    """The sheets' bands that the plan's bands are counted in, in the sheets' order, each once."""
    counted = {measure for band in bands for measure in STAFF_BANDS[band]}
    return tuple(measure for measure in BANDS if measure in counted)


def band_needs(
    bands: Iterable[Band], staff: Mapping[Measure, Box], with_consultants: bool
) -> tuple[BandNeed, ...]:
    """The persons of each band as the sheet says, only for the bands that the sheet has.

    `with_consultants`: those that it states are counted among all caseworkers.
    """
    found = []
    for band in bands:
        if STAFF_BANDS[band] and all(measure in staff for measure in STAFF_BANDS[band]):
            counted = STAFF_BANDS[band]
            if with_consultants and band is Band.CASEWORKERS and Measure.CONSULTANTS in staff:
                counted = (*counted, Measure.CONSULTANTS)
            found.append(BandNeed(band, sum_of(staff[measure] for measure in counted)))
    return tuple(found)
