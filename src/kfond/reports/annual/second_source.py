"""Figures of another report on the same municipalities: shown beside the table's, never put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kfond.catalogue.lines import slug_of
from kfond.formatting import date_long, swedish_key
from kfond.reports.annual.definitions import ends_of, figure
from kfond.reports.annual.material import Finding, Material
from kfond.reports.wording import COUNTED, area_in_words
from kfond.staffing.boxes import box_of, sum_of
from kfond.staffing.returns import Definition, Measure, Return

IDS = {Definition.FTE_REPORTED: "fte", Definition.CASEWORKERS_REPORTED: "caseworkers"}


@dataclass(frozen=True, slots=True)
class SecondSource:
    """A municipality's figures in another report: what they count, of which day; None is not stated."""

    municipality: str
    counted: str
    as_of: date
    in_table: Finding | None
    total: Finding | None
    with_degree: Finding | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those that are stated."""
        return tuple(finding for finding in (self.in_table, self.total, self.with_degree) if finding)


def second_sources(material: Material) -> tuple[SecondSource, ...]:
    """The other reports' figures by municipality, in Swedish order, each with the table's posts beside it."""
    return tuple(
        SecondSource(
            municipality=answer.municipality,
            counted=COUNTED[answer.definition],
            as_of=answer.as_of,
            in_table=_posts_in_table(material, answer),
            total=_reported(answer, Measure.POSITIONS, IDS[answer.definition], "staffing.reported"),
            with_degree=_reported(answer, Measure.SOCIAL_WORK_DEGREE, "degree", "staffing.reported.degree"),
        )
        for answer in sorted(material.reported, key=lambda answer: swedish_key(answer.municipality))
    )


def _posts_in_table(material: Material, reported: Return) -> Finding | None:
    """The posts that the table has for the municipality and area of a report."""
    boxes = [
        box_of(cell.reading, cell.source)
        for answer in material.returns
        if (answer.municipality_code, answer.area) == (reported.municipality_code, reported.area)
        and (cell := answer.stated(Measure.POSITIONS))
    ]
    if not boxes:
        return None
    box = sum_of(boxes)
    found = figure(
        f"staffing.posts.{slug_of(reported.municipality)}",
        ends_of(box),
        box.sources,
        meaning="staffing.posts",
        municipality=reported.municipality,
        area=area_in_words(reported.area),
    )
    return Finding(found, (reported.municipality,))


def _reported(answer: Return, measure: Measure, part: str, meaning: str) -> Finding | None:
    cell = answer.stated(measure)
    if cell is None:
        return None
    counted = COUNTED[answer.definition]
    found = figure(
        f"staffing.reported.{slug_of(answer.municipality)}.{part}",
        ends_of(box_of(cell.reading, cell.source)),
        (cell.source,),
        meaning=meaning,
        municipality=answer.municipality,
        counted=counted.capitalize(),
        counted_lower=counted,
        day=date_long(answer.as_of),
    )
    return Finding(found, (answer.municipality,))
