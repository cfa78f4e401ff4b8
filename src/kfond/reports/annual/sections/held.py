"""Courses held, as a compilation of several years lists them: participations course by course, and their sum."""

from __future__ import annotations

from types import MappingProxyType

from kfond.reports.annual.course_figures import course_findings
from kfond.reports.annual.doubts import on_courses
from kfond.reports.annual.material import Material
from kfond.reports.annual.participations import JOINT
from kfond.reports.annual.section import Part, Section
from kfond.reports.annual.tables import courses_table
from kfond.reports.wording import marked, period_in_words


def _part(material: Material) -> Part | None:
    if material.period is None:
        return None
    period = period_in_words(*material.period)
    findings = course_findings(material)
    by_id = {finding.figure.id: finding.figure for finding in findings}
    recurring, stated = by_id["participations.recurring"], by_id["participations.stated_total"]
    is_told = bool(material.rows_of(JOINT)) and material.period != (material.year, material.year)
    alone = by_id[f"participations.year.{material.year}"]
    beside = ""
    if stated.value is not None and stated.value != recurring.value:
        beside = f" (källan anger {marked(stated)} i allt)"
    unknown = f"; hur många av dem som hör till {material.year} är inte känt" if alone.value is None else ""
    told = f"Kurserna i sammanställningen hade **{marked(recurring)} deltagartillfällen** {period}{beside}{unknown}."
    courses = courses_table(material, period)
    return Part(
        findings=tuple(it for it in findings if not (is_told and it.figure is alone)),
        tables=MappingProxyType({"courses": courses} if courses.rows else {}),
        words=MappingProxyType(
            {
                "period": period,
                "reservations": material.reservations,
                "alone": None if is_told else alone,
                "is_likely": any(tie.likely for tie in material.ties),
            }
        ),
        summary=() if is_told else (told,),
        key_figures=() if is_told else ((f"deltagartillfällen {period}", recurring),),
        left_out=on_courses(material),
    )


HELD = Section(
    "held",
    "Genomförda kurser",
    "Genomförda kurser: ingen sammanställning av genomförda kurser är känd för tiden.",
    _part,
    rank=1,
)
