"""What a unit of a municipality answered about its staff, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kfond.cells import Expect, Reading
from kfond.messages import Message, say
from kfond.provenance import Source


class Measure(StrEnum):
    """The nine measures of a staffing sheet, in its order."""

    POSITIONS = "positions"
    SOCIAL_WORK_DEGREE = "social_work_degree"
    OTHER_EDUCATION = "other_education"
    CONSULTANTS = "consultants"
    BAND_0_2 = "band_0_2"
    BAND_2_5 = "band_2_5"
    BAND_OVER_5 = "band_over_5"
    VACANCIES = "vacancies"
    ADMIN_SUPPORT = "admin_support"

    @property
    def expect(self) -> Expect:
        """How its cells are read: a count, or yes/no with a share of a post."""
        return Expect.SHARE if self is Measure.ADMIN_SUPPORT else Expect.COUNT


MEASURES: Mapping[Measure, Message] = {
    Measure.POSITIONS: say("posts"),
    Measure.SOCIAL_WORK_DEGREE: say("with a social-work degree"),
    Measure.OTHER_EDUCATION: say("with other education"),
    Measure.CONSULTANTS: say("consultants"),
    Measure.BAND_0_2: say("0–2 years"),
    Measure.BAND_2_5: say("2–5 years"),
    Measure.BAND_OVER_5: say("more than 5 years"),
    Measure.VACANCIES: say("vacant posts"),
    Measure.ADMIN_SUPPORT: say("administrative support"),
}
"""What each measure is called in a message."""


class SourceKind(StrEnum):
    """How the figures came about: asked in an interview, sent in, taken from an earlier report, or counted from a
    list of staff. What is counted is never stored as a return: it is counted anew for each day.
    """

    INTERVIEW = "interview"
    RETURN = "return"
    REPORT = "report"
    PEOPLE = "people"


class Definition(StrEnum):
    """What a figure counts. Figures of different definitions are never added or compared in silence."""

    TABLE = "table"
    FTE_REPORTED = "fte_reported"
    CASEWORKERS_REPORTED = "caseworkers_reported"


@dataclass(frozen=True, slots=True)
class Stated:
    """One measure as a cell states it."""

    measure: Measure
    reading: Reading
    source: Source


@dataclass(frozen=True, slots=True)
class Return:
    """A column of a staffing sheet: one unit, one day, one definition.

    `includes` names another area that the figures contain ("EKB"); `note` keeps the footnotes as typed.
    """

    municipality_code: str
    municipality: str
    unit: str
    area: str
    as_of: date
    source_kind: SourceKind
    definition: Definition
    includes: str
    note: str
    source: Source
    figures: tuple[Stated, ...]

    @property
    def name(self) -> str:
        """The municipality, with the number of its unit where it has one: "Uddevalla 2"."""
        return f"{self.municipality} {self.unit}".strip()

    def stated(self, measure: Measure) -> Stated | None:
        """The figure of a measure; None when the sheet does not ask for it."""
        return next((figure for figure in self.figures if figure.measure is measure), None)
