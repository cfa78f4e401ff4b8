"""Staff: posts, education, consultants, vacancies and support of each unit, and what another report says."""

from __future__ import annotations

from types import MappingProxyType

from kfond.formatting import date_long
from kfond.reports.annual.doubts import on_staff, remarks, remarks_table
from kfond.reports.annual.material import Material, in_order
from kfond.reports.annual.second_source import second_sources
from kfond.reports.annual.section import Part, Section
from kfond.reports.annual.staff_cells import StaffCells
from kfond.reports.annual.staff_figures import counts, extent
from kfond.reports.annual.staff_pictures import posts_picture, posts_table
from kfond.reports.annual.tables import main_day, second_source_table, staff_table
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
    beside = tuple(finding for other in others for finding in other.findings)
    return Part(
        findings=(*extent(material), *counts(material), *beside),
        tables=MappingProxyType({key: table for key, table in tables.items() if table.rows}),
        drawings=drawn({"posts": posts_picture(material)}),
        words=MappingProxyType({"other_days": _other_days(material)}),
        left_out=on_staff(material),
        cells=StaffCells(material.returns).units,
    )


def _other_days(material: Material) -> list[str]:
    """The municipalities whose figures are of another day than most: "Nora (31 mars 2017)"."""
    day = main_day(material.returns)
    others = [answer for answer in in_order(material.returns) if answer.as_of != day]
    return list(dict.fromkeys(f"{answer.municipality} ({date_long(answer.as_of)})" for answer in others))


STAFF = Section("staff", "Personalläget", "Personalläget: inga siffror om personalen är kända.", _part)
