"""Staff: posts, education, consultants, vacancies and support of each unit, and what another report says."""

from __future__ import annotations

from types import MappingProxyType

from kfond.reports.annual.doubts import on_staff, remarks, remarks_table
from kfond.reports.annual.material import Material, own
from kfond.reports.annual.second_source import second_sources
from kfond.reports.annual.section import Part, Section
from kfond.reports.annual.staff_cells import StaffCells
from kfond.reports.annual.staff_figures import counts, extent
from kfond.reports.annual.staff_pictures import posts_picture, posts_table
from kfond.reports.annual.tables import second_source_table, staff_table
from kfond.reports.pictures.drawing import drawn

REMARKS = "Siffror med ett tillägg i samma cell, antal eller andel"


def _part(material: Material) -> Part | None:
    if not material.returns:
        return None
    others = second_sources(material)
    tables = {
        "posts": posts_table(material),
        "staff": staff_table(material),
        "remarks": remarks_table(REMARKS, remarks(material)),
        "second_source": second_source_table(others),
    }
    coverage = material.coverage(own(material.returns))
    silent = coverage.asked - coverage.answered
    beside = tuple(finding for other in others for finding in other.findings)
    return Part(
        findings=(*extent(material), *counts(material), *beside),
        tables=MappingProxyType({key: table for key, table in tables.items() if table.rows}),
        summary=(
            f"{silent} av {coverage.asked} kommuner har inte svarat själva; täckningen står vid varje siffra."
            if silent
            else "Alla kommuner har svarat själva.",
        ),
        drawings=drawn({"posts": posts_picture(material)}),
        left_out=on_staff(material),
        cells=StaffCells(material.returns).units,
    )


STAFF = Section("staff", "Personalläget", "Personalläget: inga siffror om personalen är kända.", _part)
