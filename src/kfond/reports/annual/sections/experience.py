"""Experience: how many there are in each band, unit by unit, and where the bands contradict the posts."""

from __future__ import annotations

from types import MappingProxyType

from kfond.reports.annual.doubts import contradictions
from kfond.reports.annual.material import Material
from kfond.reports.annual.section import Part, Section
from kfond.reports.annual.staff_figures import bands
from kfond.reports.annual.staff_pictures import bands_picture
from kfond.reports.annual.tables import experience_table
from kfond.reports.pictures.drawing import drawn


def _part(material: Material) -> Part | None:
    if not material.returns:
        return None
    return Part(
        findings=tuple(bands(material)),
        tables=MappingProxyType({"experience": experience_table(material)}),
        drawings=drawn({"bands": bands_picture(material)}),
        words=MappingProxyType({"contradictions": contradictions(material)}),
    )


EXPERIENCE = Section(
    "experience", "Erfarenhet", "Erfarenhet: inga siffror om personalens erfarenhet är kända.", _part
)
