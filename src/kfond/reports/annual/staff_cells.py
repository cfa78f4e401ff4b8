"""The single figures of the staffing sheets: one for each cell that gives a figure, to trace one by one."""

from __future__ import annotations

from collections.abc import Iterator

from kfond.catalogue.lines import slug_of
from kfond.provenance import Figure
from kfond.reports.annual.material import MAIN_AREA
from kfond.reports.wording import MEASURES, SHARE, unit_name
from kfond.staffing.returns import Measure, Return


def figures_in(answer: Return) -> Iterator[Figure]:
    """A figure for each cell of a return that gives one; id such as staffing.orust.band_0_2."""
    place = slug_of(answer.name)
    for stated in answer.figures:
        reading = stated.reading
        if reading.value is None and reading.low is None and reading.high is None:
            continue
        yield Figure(
            id=f"staffing.{place}.{stated.measure.value}",
            label=f"{unit_name(answer, MAIN_AREA)}: {MEASURES[stated.measure]}",
            value=reading.value,
            unit=SHARE if stated.measure is Measure.ADMIN_SUPPORT else "posts",
            definition="Siffran som cellen anger.",
            sources=(stated.source,),
            low=reading.low,
            high=reading.high,
        )
