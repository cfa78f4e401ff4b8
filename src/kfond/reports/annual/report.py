"""The annual report: what is known of a year's staff and courses, as one frozen value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from kfond.provenance import Figure, Source
from kfond.reports.annual.course_figures import course_findings
from kfond.reports.annual.doubts import (
    Contradiction,
    Remark,
    contradictions,
    left_out,
    remarks,
    remarks_table,
)
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.second_source import second_sources
from kfond.reports.annual.staff_figures import staff_findings
from kfond.reports.annual.tables import (
    courses_table,
    experience_table,
    main_day,
    second_source_table,
    staff_table,
    sums_table,
)
from kfond.reports.tables import Table
from kfond.reports.wording import period_in_words

DOUBTS = "Uppgifter som saknas, är oklara eller behöver granskas"
REMARKS = "Siffror med ett tillägg i samma cell"
EXTENT = ("staffing.columns", "staffing.municipalities", "staffing.interviewed")


@dataclass(frozen=True, slots=True)
class Entry:
    """Figures that share a definition and a coverage."""

    definition: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """The report of `year`. `staff_day` is the day of most staff figures, `period` the years of the courses.

    `tables` are keyed by what they show; a table without rows is not there. `left_out` is everything that
    could not be counted, or is counted with doubt.
    """

    year: int
    association: str
    staff_day: date | None
    period: str
    findings: tuple[Finding, ...]
    tables: Mapping[str, Table]
    contradictions: tuple[Contradiction, ...]
    reservations: tuple[Source, ...]
    left_out: tuple[Remark, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in the order of the document."""
        return tuple(finding.figure for finding in self.findings)

    @property
    def found(self) -> Mapping[str, Finding]:
        """The findings by the id of their figure."""
        return {finding.figure.id: finding for finding in self.findings}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The figures by definition, in the order of the document."""
        entries: dict[tuple[object, ...], list[Figure]] = {}
        for figure in self.figures:
            entries.setdefault((figure.definition, figure.coverage), []).append(figure)
        return tuple(Entry(figures[0].definition, tuple(figures)) for figures in entries.values())


def build(material: Material) -> AnnualReport:
    """The annual report of what `material` holds. Nothing is added that it does not hold."""
    others = second_sources(material)
    doubts = left_out(material)
    staff = staff_findings(material)
    beside = tuple(finding for other in others for finding in other.findings)
    period = period_in_words(*material.period) if material.period else ""
    tables = {
        "staff": staff_table(material),
        "experience": experience_table(material),
        "remarks": remarks_table(REMARKS, remarks(material)),
        "second_source": second_source_table(others),
        "sums": sums_table([finding for finding in staff if finding.figure.id not in EXTENT]),
        "courses": courses_table(material, period),
        "left_out": remarks_table(DOUBTS, doubts),
    }
    return AnnualReport(
        year=material.year,
        association=material.association,
        staff_day=main_day(material.returns),
        period=period,
        findings=_told_apart((*staff, *beside, *course_findings(material))),
        tables=MappingProxyType({key: table for key, table in tables.items() if table.rows}),
        contradictions=contradictions(material),
        reservations=material.reservations,
        left_out=doubts,
    )


def _told_apart(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with an id each: two courses of one name are told apart by a number."""
    seen: Counter[str] = Counter()
    apart = []
    for finding in findings:
        key = finding.figure.id
        seen[key] += 1
        is_again = seen[key] > 1
        apart.append(
            replace(finding, figure=replace(finding.figure, id=f"{key}-{seen[key]}")) if is_again else finding
        )
    return tuple(apart)
