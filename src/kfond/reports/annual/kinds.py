"""The kinds of reports of a year: which sections each has, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from kfond.messages import Message
from kfond.reports.annual.section import Section
from kfond.reports.annual.sections import (
    ACTIVITIES,
    BREAKDOWNS,
    BUDGETS,
    CARE_COSTS,
    CHANGE,
    CLOSING_INTERVIEWS,
    CONFLICTS,
    EVERY,
    EXPERIENCE,
    HELD,
    HOMES,
    MENTORING,
    ORGANISATION,
    PARTICIPATION,
    PLACEMENT_FLOW,
    PLACEMENT_KINDS,
    POINTS,
    REACH,
    REFERRALS,
    SATURATION,
    STAFF,
    SUMS,
    SURVEYS,
    TERTIAL_REPORTS,
    TERTIALS,
    WORKLOAD,
    YEAR_IN_COUNTS,
)

FOREWORD, CHALLENGES, AHEAD = "foreword", "challenges", "ahead"
NOT_COLLECTED: Mapping[str, str] = {
    "evaluations": "Utvärderingar: inga utvärderingar är inlästa.",
    "budget": "Kostnader mot budget: ingen budget är inläst att jämföra kostnaderna med.",
}
"""What a reader may look for and no sheet tells yet, in whole sentences."""


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of report: the name that it is asked for by, its title, and its sections.

    `not_collected` are sentences on what a reader may look for in it and no sheet tells, by a key for scripts.
    `is_of_one_year` where several years in one would say nothing: the state of a day, the thirds of a year. `texts`
    are the keys of the coordinator's own texts that belong to none of its sections.
    """

    key: str
    title: str
    sections: tuple[Section, ...]
    not_collected: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    is_of_one_year: bool = False
    texts: tuple[str, ...] = ()


ANNUAL = ReportKind("annual", "Årsrapport", EVERY, NOT_COLLECTED, texts=(FOREWORD, AHEAD))
PLACEMENTS = ReportKind(
    "placements",
    "Familjehemsvården",
    (
        ORGANISATION,
        PLACEMENT_FLOW,
        PLACEMENT_KINDS,
        BREAKDOWNS,
        CARE_COSTS,
        BUDGETS,
        HOMES,
        CLOSING_INTERVIEWS,
        REFERRALS,
        TERTIAL_REPORTS,
        YEAR_IN_COUNTS,
        MENTORING,
        POINTS,
        SURVEYS,
        CONFLICTS,
    ),
    is_of_one_year=True,
    texts=(FOREWORD, CHALLENGES, AHEAD),
)
TERTIAL = ReportKind(
    "tertial",
    "Tertialrapport",
    (
        PLACEMENT_FLOW,
        PLACEMENT_KINDS,
        HOMES,
        REFERRALS,
        replace(YEAR_IN_COUNTS, title="Arbetet i antal"),
        MENTORING,
        POINTS,
        CONFLICTS,
    ),
    is_of_one_year=True,
)
"""The report of a single tertial, for a steering group; `tertial` of a whole year tells of its courses."""
FOLLOW_UP = ReportKind(
    "follow-up",
    "Uppföljning av utbildningen",
    (ACTIVITIES, PARTICIPATION, HELD, REACH, SATURATION),
    NOT_COLLECTED,
)

REPORT_KINDS: Mapping[str, ReportKind] = {
    kind.key: kind
    for kind in (
        ANNUAL,
        ReportKind(
            "staffing", "Personalläget", (STAFF, EXPERIENCE, SUMS, CHANGE, WORKLOAD), is_of_one_year=True
        ),
        PLACEMENTS,
        FOLLOW_UP,
        ReportKind("tertial", "Tertialrapport", (TERTIALS, ACTIVITIES), is_of_one_year=True),
    )
}


def names_of(keys: Iterable[str]) -> dict[str, Message]:
    """Names of reports as they are asked for, and what each report is called."""
    return {key: Message(REPORT_KINDS[key].title) for key in keys}
