"""What kfond can compute of what an application promises: a file for each family of measures, each by its name."""

from __future__ import annotations

from collections.abc import Mapping

from kfond.funding.measures import activities, care, courses, indicators, staff, surveys
from kfond.funding.measures.values import Measure

MEASURES: Mapping[str, Measure] = {
    **courses.MEASURES,
    **activities.MEASURES,
    **care.MEASURES,
    **staff.MEASURES,
    **indicators.MEASURES,
    **surveys.MEASURES,
}
"""Every measure by the name that a target gives it."""
