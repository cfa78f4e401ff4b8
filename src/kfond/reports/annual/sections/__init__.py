"""The sections of the reports, a file for each: what it shows of a year, or that there is nothing to show.

A new kind of data gets its section here: a file with a Section and its template in templates/annual, and its
place in EVERY.
"""

from __future__ import annotations

from kfond.reports.annual.section import Section
from kfond.reports.annual.sections.activities import ACTIVITIES
from kfond.reports.annual.sections.breakdowns import BREAKDOWNS
from kfond.reports.annual.sections.budgets import BUDGETS
from kfond.reports.annual.sections.care_costs import CARE_COSTS
from kfond.reports.annual.sections.change import CHANGE
from kfond.reports.annual.sections.closing_interviews import CLOSING_INTERVIEWS
from kfond.reports.annual.sections.comparisons import COMPARISONS
from kfond.reports.annual.sections.conflicts import CONFLICTS
from kfond.reports.annual.sections.costs import COSTS
from kfond.reports.annual.sections.experience import EXPERIENCE
from kfond.reports.annual.sections.goals import GOALS
from kfond.reports.annual.sections.held import HELD
from kfond.reports.annual.sections.homes import HOMES
from kfond.reports.annual.sections.interviews import INTERVIEWS
from kfond.reports.annual.sections.mentoring import MENTORING
from kfond.reports.annual.sections.organisation import ORGANISATION
from kfond.reports.annual.sections.participation import PARTICIPATION
from kfond.reports.annual.sections.placement_flow import PLACEMENT_FLOW
from kfond.reports.annual.sections.placement_kinds import PLACEMENT_KINDS
from kfond.reports.annual.sections.placements import PLACEMENTS
from kfond.reports.annual.sections.points import POINTS
from kfond.reports.annual.sections.reach import REACH
from kfond.reports.annual.sections.referrals import REFERRALS
from kfond.reports.annual.sections.saturation import SATURATION
from kfond.reports.annual.sections.staff import STAFF
from kfond.reports.annual.sections.sums import SUMS
from kfond.reports.annual.sections.surveys import SURVEYS
from kfond.reports.annual.sections.tertial_reports import TERTIAL_REPORTS
from kfond.reports.annual.sections.tertials import TERTIALS
from kfond.reports.annual.sections.workload import WORKLOAD
from kfond.reports.annual.sections.year_in_counts import YEAR_IN_COUNTS

EVERY: tuple[Section, ...] = (
    ACTIVITIES,
    PARTICIPATION,
    REACH,
    SATURATION,
    HELD,
    STAFF,
    EXPERIENCE,
    SUMS,
    CHANGE,
    WORKLOAD,
    INTERVIEWS,
    GOALS,
    COMPARISONS,
    PLACEMENTS,
    CARE_COSTS,
    TERTIAL_REPORTS,
    YEAR_IN_COUNTS,
    MENTORING,
    POINTS,
    SURVEYS,
    COSTS,
)
"""The sections of the annual report, in their order."""

__all__ = [
    "ACTIVITIES",
    "BREAKDOWNS",
    "BUDGETS",
    "CARE_COSTS",
    "CHANGE",
    "CLOSING_INTERVIEWS",
    "COMPARISONS",
    "CONFLICTS",
    "COSTS",
    "EVERY",
    "EXPERIENCE",
    "GOALS",
    "HELD",
    "HOMES",
    "INTERVIEWS",
    "MENTORING",
    "ORGANISATION",
    "PARTICIPATION",
    "PLACEMENTS",
    "PLACEMENT_FLOW",
    "PLACEMENT_KINDS",
    "POINTS",
    "REACH",
    "REFERRALS",
    "SATURATION",
    "STAFF",
    "SUMS",
    "SURVEYS",
    "TERTIALS",
    "TERTIAL_REPORTS",
    "WORKLOAD",
    "YEAR_IN_COUNTS",
]
