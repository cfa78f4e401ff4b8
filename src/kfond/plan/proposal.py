"""A proposed plan, as values: rounds with their seats, what is not planned, and what was assumed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfond.catalogue.lines import Band, CourseIdentity, Line, NeedText
from kfond.messages import Message
from kfond.periods import Term
from kfond.plan.group_sizes import GroupSize
from kfond.plan.need import Need, State
from kfond.provenance import Source

WARNINGS = ("no_staff_figures", "old_figures", "too_many_seats", "disagreement")
"""Codes of assumptions that stand on the first page too."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line of the plan is as it is: a stable code for scripts, a sentence for people."""

    code: str
    text: Message


@dataclass(frozen=True, slots=True)
class MunicipalSeats:
    """One municipality's part of a round. `seats` None: open, since its need is not known.

    `before` is what the need was before this round, after the rounds before it; `queued` are seats asked for
    and not given.
    """

    need: Need
    before: Decimal | None
    seats: int | None
    queued: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Round:
    """All groups of a course in one term. `groups` None: run by somebody else. `seats` None: open."""

    course: CourseIdentity
    area: str
    bands: tuple[Band, ...]
    term: Term
    groups: int | None
    seats: int | None
    state: State
    size: GroupSize
    shares: tuple[MunicipalSeats, ...]
    reasons: tuple[Reason, ...]

    @property
    def is_open(self) -> bool:
        """Whether seats are open to others than those counted, in whole or in part."""
        return self.groups is not None and self.state in (State.UNKNOWN, State.PARTLY)


@dataclass(frozen=True, slots=True)
class NotPlanned:
    """Catalogue lines of one course that get no round in these years, and why."""

    course: CourseIdentity
    area: str
    bands: tuple[Band, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class LinePlan:
    """What becomes of one catalogue line: the rounds that serve it, or the reason that none does."""

    line: Line
    rounds: tuple[Round, ...]
    not_planned: NotPlanned | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """A municipality's need over all planned courses with figures, and the seats that the plan gives it.

    Counted in places on courses: a person who needs three courses counts three times.
    """

    code: str
    municipality: str
    need: Decimal | None
    seats: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The proposal for the years `first_year`-`last_year`."""

    first_year: int
    last_year: int
    as_of: date
    terms: tuple[Term, ...]
    association: str
    lines: tuple[LinePlan, ...]
    rounds: tuple[Round, ...]
    not_planned: tuple[NotPlanned, ...]
    needs: tuple[NeedText, ...]
    staff: tuple[tuple[str, tuple[Need, ...]], ...]
    coverage: tuple[Coverage, ...]
    assumptions: tuple[Reason, ...]
    staff_days: tuple[date, ...]
    answered: int
    with_figures: int
    asked: int

    @property
    def warnings(self) -> tuple[Reason, ...]:
        """What a reader must know before the first figure."""
        return tuple(found for found in self.assumptions if found.code in WARNINGS)

    def rounds_of(self, term: Term) -> tuple[Round, ...]:
        """The rounds of one term."""
        return tuple(found for found in self.rounds if found.term == term)

    def sources(self) -> tuple[Source, ...]:
        """Every cell that a need of the plan rests on."""
        return tuple(dict.fromkeys(s for _, needs in self.staff for need in needs for s in need.sources))
