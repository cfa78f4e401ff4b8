"""Mentoring: who supports whom, for how long, as far as it is counted."""

from __future__ import annotations

from types import MappingProxyType

from kfond.activities.values import Kind
from kfond.reports.annual.activity_figures import activities_until, inside, of_thing, things_done
from kfond.reports.annual.activity_tables import remarks_on, shown_of, table_of
from kfond.reports.annual.material import Material
from kfond.reports.annual.participation_figures import words_of
from kfond.reports.annual.section import Part, Section


def _part(material: Material) -> Part | None:
    activities = tuple(
        each for each in inside(material, activities_until(material)) if each.kind is Kind.MENTORING
    )
    if not activities:
        return None
    done = things_done(activities)
    findings = tuple(finding for thing in done for finding in of_thing(material, thing))
    return Part(
        findings=findings,
        tables=MappingProxyType(
            {"mentoring": table_of(material, shown_of(material, findings), done, Kind.MENTORING)}
        ),
        words=MappingProxyType({"period": words_of(material)}),
        left_out=remarks_on(material, activities),
    )


MENTORING = Section("mentoring", "Mentorskap", "", _part)
"""Mentors are rows of the list of activities: where there is none, that section says so."""
