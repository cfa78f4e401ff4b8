"""The kinds of reports of a year: which sections each has, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kfond.reports.annual.section import Section
from kfond.reports.annual.sections import EVERY, EXPERIENCE, HELD, STAFF, SUMS


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of report: the name that it is asked for by, its title, and its sections."""

    key: str
    title: str
    sections: tuple[Section, ...]


ANNUAL = ReportKind("annual", "Årsrapport", EVERY)

REPORT_KINDS: Mapping[str, ReportKind] = {
    kind.key: kind
    for kind in (
        ANNUAL,
        ReportKind("staffing", "Personalläget", (STAFF, EXPERIENCE, SUMS)),
        ReportKind("follow-up", "Uppföljning av utbildningen", (HELD,)),
    )
}
