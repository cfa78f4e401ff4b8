"""A question to municipalities, and what counts as an answer to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from kfond.catalogue.lines import slug_of
from kfond.lists.kinds import ROWS_OF_CARE
from kfond.periods import Span, Term, Tertial
from kfond.provenance import Source

STAFFING, PEOPLE, NEEDS = "staffing", "people", "needs"
OF_A_DAY = frozenset({STAFFING, PEOPLE, "workload", "interviews"})
"""Kinds that tell how it is on the day asked for."""
OF_CARE = frozenset(
    {"placements", "placement_costs", "homes", "referrals", "closing_interviews", *ROWS_OF_CARE}
)
"""Kinds about foster homes and placements, which are counted by tertial and by calendar year."""
OF_THE_ORGANISATION = frozenset({"homes", "closing_interviews", "home_rows"})
"""Kinds that are of no municipality: the homes are those of the joint organisation, which is asked itself."""
OF_A_PERIOD = frozenset({"indicators"}) | OF_CARE
"""Kinds that tell of the time from New Year (or from when the tertial begins) to the day asked for, as a whole."""
OF_A_TERM = frozenset({NEEDS, "movements"})
"""Kinds that tell of the whole term that the day asked for lies in."""
OF_EVENTS = frozenset({"participations", "local_training"})
"""Kinds that tell of what happened, each with its own day, from New Year to the day asked for."""
OF_AN_AREA = frozenset({STAFFING, PEOPLE})
USUAL_AREA = "BoU"
"""The area asked for where nobody says which."""
FILE_WORDS = {
    STAFFING: "personal",
    PEOPLE: "medarbetare",
    "placements": "placeringar",
    "placement_costs": "placeringskostnader",
    "homes": "hem",
    "referrals": "forfragningar",
    "closing_interviews": "avslutsintervjuer",
    "placement_rows": "placeringar-rader",
    "home_rows": "hem-rader",
    "referral_rows": "forfragningar-rader",
    "indicators": "indikatorer",
    "workload": "arbetstyngd",
    "participations": "deltagare",
    "local_training": "egna-utbildningar",
    "interviews": "intervjuer",
    NEEDS: "behov",
    "movements": "avgangar",
}
KINDS = tuple(FILE_WORDS)
"""Every kind that one municipality, or the organisation, can be asked for, with the word that its files begin with."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, for which day; `area` "" where the kind is of no area, `deadline` None where none was set.

    `put_on` is the day that it was first put. `of_tertial`: it is about the tertial that ends on the day.
    """

    number: int
    kind: str
    as_of: date
    area: str
    deadline: date | None
    put_on: date
    of_tertial: bool = False

    @property
    def span(self) -> Span:
        """The first and last day that an answer speaks of."""
        if self.kind in OF_A_DAY:
            return self.as_of, self.as_of
        if self.kind in OF_A_TERM:
            term = Term.containing(self.as_of)
            return term.start, term.end
        if self.of_tertial:
            return tertial_of(self.as_of).start, self.as_of
        return date(self.as_of.year, 1, 1), self.as_of

    def is_answered_by(self, first: date | None, last: date | None) -> bool:
        """Whether a row that speaks of these days answers the question."""
        if first is None or last is None:
            return False
        begins, ends = self.span
        if self.kind in OF_A_DAY:
            return first <= self.as_of <= last
        if self.kind in ROWS_OF_CARE:
            return first <= begins and ends <= last
        if self.kind in OF_A_PERIOD | OF_A_TERM:
            return (first, last) == (begins, ends)
        return begins <= last and first <= ends


@dataclass(frozen=True, slots=True)
class Asked:
    """A municipality, or the organisation (code ""), that was asked: how many figures or rows it answered with,
    which cells are for review, and when it was last reminded. No answer is 0."""

    code: str
    name: str
    answers: int = 0
    review: tuple[Source, ...] = ()
    reminded_at: datetime | None = None

    @property
    def has_answered(self) -> bool:
        """Whether there is any answer that stands."""
        return self.answers > 0


def tertial_of(day: date) -> Tertial:
    """The third of a year that a day lies in."""
    return Tertial(day.year, (day.month + 3) // 4)


def is_counted_until(day: date) -> bool:
    """Whether a tertial, or a calendar year, ends on a day."""
    return tertial_of(day).end == day


def span_in_words(span: Span) -> str:
    """A period as a sheet states it, so that it is read back the same: "2017-03-31", "HT2016", "T2 2022", "2017"."""
    first, last = span
    if first == last:
        return first.isoformat()
    if span == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return str(first.year)
    term = Term.containing(first)
    if span == (term.start, term.end):
        return term.label
    tertial = tertial_of(first)
    if span == (tertial.start, tertial.end):
        return f"T{tertial.number} {tertial.year}"
    return f"{first.isoformat()} till {last.isoformat()}"


def file_stem(question: Question, name: str) -> str:
    """The name of a municipality's files, in ASCII: "personal-2018-03-31-amal"; the usual area goes without saying.

    Of a tertial it names that: "placeringar-2022t3-amal" is not about the year that ends on the same day.
    """
    area = f"-{slug_of(question.area)}" if question.area not in ("", USUAL_AREA) else ""
    when = tertial_of(question.as_of).label.lower() if question.of_tertial else question.as_of.isoformat()
    return f"{FILE_WORDS[question.kind]}{area}-{when}-{slug_of(name)}"


def newest(spans: Iterable[Span]) -> Span | None:
    """The period that ends last, the shortest of several; None for none."""
    return max(spans, key=lambda span: (span[1], span[0]), default=None)
