"""The courses of a plan: catalogue lines that one round serves, taken together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from kfond.catalogue.frequency import Kind
from kfond.catalogue.lines import Band, CourseIdentity, Line
from kfond.messages import Message, say
from kfond.periods import Term

TERMS_IN_YEAR = 2
OWED = frozenset({Kind.INTERVAL, Kind.PER_YEAR, Kind.GROUPS_PER_TERM})
"""The kinds that owe starts: leaving one out makes a schedule late."""
DATED = frozenset({Kind.FIXED, Kind.PILOT})
"""The kinds of one date: lines with different dates are rounds of their own."""


@dataclass(frozen=True)
class PlannedCourse:
    """A course in one area with the lines that ask for it in the same way.

    `kind` is what its frequency asks for now: after a fixed start that lies behind, what follows it.
    `last_start` is the last start known, from the catalogue, from such a fixed start, or from an adopted plan of
    earlier years or from lists of participants; `started_by` then says which.
    """

    course: CourseIdentity
    area: str
    lines: tuple[Line, ...]
    kind: Kind
    last_start: Term | None
    started_by: Message | None = None

    @cached_property
    def key(self) -> str:
        """A key that orders courses in the same way in every run; no two courses of a plan have the same."""
        window = self.lines[0].frequency.window if self.kind in DATED else None
        dated = f"/{window[0].isoformat()}/{window[1].isoformat()}" if window else ""
        return f"{self.area}/{self.course.slug}/{self.kind.value}{dated}"

    @property
    def last_start_in_words(self) -> Message:
        """The last start and, where the catalogue does not tell it, who does; "" where none is known."""
        label = self.last_start.label if self.last_start else ""
        if self.started_by is None:
            return Message("{term}", MappingProxyType({"term": label}))
        return say("{term} by {plan}", term=label, plan=self.started_by)

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The bands it is for, in the plan's order."""
        mine = {line.stated.band for line in self.lines}
        return tuple(band for band in Band if band in mine)

    @cached_property
    def strictest(self) -> Line:
        """The line that asks for the most starts: its frequency holds for all of them."""
        return max(self.lines, key=lambda line: (_starts_a_year(line), -line.id))


def courses_of(lines: Iterable[Line], first_term: Term) -> tuple[PlannedCourse, ...]:
    """The lines of each area and course, in sheet order; those that owe starts are one course together.

    Lines of a course that ask in another way stand by themselves, by kind, and by date where they ask for one.
    """
    groups: dict[tuple[str, str, str], list[Line]] = {}
    kinds: dict[tuple[str, str, str], Kind] = {}
    for line in lines:
        kind = kind_now(line, first_term)
        way = "owed" if kind in OWED else f"{kind.value} {line.frequency.window if kind in DATED else None}"
        key = (line.stated.area, line.course.slug, way)
        groups.setdefault(key, []).append(line)
        kinds.setdefault(key, kind)
    found = []
    for key, members in groups.items():
        course = PlannedCourse(
            members[0].course, key[0], tuple(members), kinds[key], _last_start(members, first_term)
        )
        found.append(replace(course, kind=kind_now(course.strictest, first_term)))
    return tuple(found)


def kind_now(line: Line, first_term: Term) -> Kind:
    """What a line asks for from `first_term` on; a number a year of which none is owed is "on demand"."""
    frequency = line.frequency
    kind = frequency.kind
    if kind is Kind.FIXED and frequency.then and is_before(line, first_term):
        kind = frequency.then
    if kind is Kind.PER_YEAR and frequency.count and frequency.count[0] == 0:
        return Kind.ON_DEMAND
    return kind


def is_before(line: Line, first_term: Term) -> bool:
    """Whether a line's dated start lies before the plan."""
    return bool(line.frequency.window and line.frequency.window[1] < first_term.start)


def _last_start(lines: Sequence[Line], first_term: Term) -> Term | None:
    known = [line.stated.last_start for line in lines if line.stated.last_start]
    known += [
        Term.containing(line.frequency.window[1])
        for line in lines
        if line.frequency.window and line.frequency.then and is_before(line, first_term)
    ]
    return max(known, default=None)


def _starts_a_year(line: Line) -> float:
    frequency = line.frequency
    if frequency.kind is Kind.INTERVAL or frequency.then is Kind.INTERVAL:
        return TERMS_IN_YEAR / frequency.term_gaps[1]
    if frequency.count:
        per_year = 1 if frequency.kind is Kind.PER_YEAR else TERMS_IN_YEAR
        return float(frequency.count[0] * per_year)
    return 0.0
