"""The sections of the reports, a file for each: what it shows of a year, or that there is nothing to show.

A new kind of data gets its section here: a file with a Section and its template in templates/annual, and its
place in EVERY.
"""

from __future__ import annotations

from kfond.reports.annual.section import Section
from kfond.reports.annual.sections.experience import EXPERIENCE
from kfond.reports.annual.sections.held import HELD
from kfond.reports.annual.sections.staff import STAFF
from kfond.reports.annual.sections.sums import SUMS

EVERY: tuple[Section, ...] = (STAFF, EXPERIENCE, SUMS, HELD)
"""The sections of the annual report, in their order."""

__all__ = ["EVERY", "EXPERIENCE", "HELD", "STAFF", "SUMS"]
