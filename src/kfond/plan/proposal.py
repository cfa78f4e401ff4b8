"""A proposed plan, as values: rounds with their seats and costs, what is not planned, and what was assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kfond.catalogue.lines import Band, CourseIdentity, Line
from kfond.messages import Message
from kfond.periods import Term
from kfond.plan.basis import Basis
from kfond.plan.choice.values import Choice, Task
from kfond.plan.costs.values import Costing, Price, RoundCost
from kfond.plan.courses import PlannedCourse
from kfond.plan.estimates import Estimate
from kfond.plan.forecast.net_change import NetChange
from kfond.plan.forecast.values import Forecast, Rates
from kfond.plan.group_sizes import GroupSize
from kfond.plan.menus.values import Menu, Schedule
from kfond.plan.needs.values import CourseNeed, Need, State
from kfond.plan.reason import Reason
from kfond.provenance import Source

WARNINGS = (
    "no_staff_figures",
    "no_course_for_area",
    "old_figures",
    "too_old",
    "too_many_seats",
    "disagreement",
    "figures_unread",
    "unclear_frequency",
    "wide_interval",
    "wide_cell",
    "fees_not_used",
    "unknown_costs",
    "uncounted",
    "budget",
    "passed_terms",
    "pinned_beyond",
    "net_change_beyond",
    "names_not_tied",
    "prerequisites_unknown",
    "requests_unread",
    "prices_unread",
)
"""Codes of assumptions that stand on the first page too."""


@dataclass(frozen=True, slots=True)
class MunicipalSeats:
    """One municipality's part of a round. `seats` None: open, since its need is not known.

    `lacking`: those who need the course at this round, seats of earlier rounds taken away; None where not known.
    `queued`: seats asked for and not given. `waited`: terms in a row in which it had asked and got no seat. `cost`:
    its share in öre less what it is credited, None where not known.
    """

    need: Need
    lacking: Estimate | None
    seats: int | None
    queued: int
    reason: Message
    cost: int | None = None
    waited: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """All groups of a course in one term. `groups` None: run by somebody else. `seats` None: open.

    `key`: that of its course, see `PlannedCourse`.
    """

    key: str
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
    cost: RoundCost | None = None
    costing: Costing | None = None

    @property
    def kind(self) -> str:
        """What its frequency asks for, as in its key."""
        return self.key.split("/")[2]

    @property
    def is_open(self) -> bool:
        """Whether seats are open to others than those counted, in whole or in part."""
        return self.groups is not None and self.state in (State.UNKNOWN, State.PARTLY)


@dataclass(frozen=True, slots=True)
class NotPlanned:
    """Catalogue lines of one course that get no round in these years, why, and what would change it where something
    would."""

    course: CourseIdentity
    area: str
    bands: tuple[Band, ...]
    reason: Reason
    remedy: Message | None = None


@dataclass(frozen=True, slots=True)
class LinePlan:
    """What becomes of one catalogue line: the rounds that serve it, or the reason that none does."""

    line: Line
    rounds: tuple[Round, ...]
    not_planned: NotPlanned | None


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """One course with all that was known of it and chosen for it.

    `missing`: persons lacking to the smallest group, None where it is filled, see `missing_persons`. `prices`: the
    price that holds in each term of the horizon. `days`: hundredths of course days, None where not stated. `menu`
    None: its frequency asks for nothing that can be chosen. `announced`: groups that stand since before, by the number
    of their term.
    """

    course: PlannedCourse
    size: GroupSize
    need: CourseNeed
    missing: int | None
    prices: tuple[Price | None, ...]
    days: int | None
    menu: Menu | None
    chosen: Schedule | None
    rounds: tuple[Round, ...]
    not_planned: NotPlanned | None
    announced: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A municipality's need over all planned courses with figures, and the seats that the plan gives it.

    Counted in places on courses: a person who needs three courses counts three times. `cost`: what it pays in the
    plan's years in öre, None where any of it is not known.
    """

    code: str
    municipality: str
    need: Decimal | None
    seats: int
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The proposal for the years asked for, with the look-ahead behind its `terms` in `horizon`.

    `basis`: all that it was made from; `rates`: (area, code) -> how its staff changes, the code "" being the area as a
    whole; `with_figures`: how many of its members have staff figures; `net_changes`: what the two last snapshots tell.
    `rounds`: every round, in the order of terms, areas and courses.
    """

    basis: Basis
    terms: tuple[Term, ...]
    horizon: tuple[Term, ...]
    lines: tuple[LinePlan, ...]
    courses: tuple[CoursePlan, ...]
    staff: tuple[tuple[str, tuple[Need, ...]], ...]
    coverage: tuple[Coverage, ...]
    forecast: Forecast
    rates: Mapping[tuple[str, str], Rates]
    task: Task
    choice: Choice
    assumptions: tuple[Reason, ...]
    with_figures: int
    net_changes: tuple[NetChange, ...]
    rounds: tuple[Round, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Orders the rounds once; a document asks for them a thousand times."""
        found = [each for course in self.courses for each in course.rounds]
        found.sort(key=lambda each: (each.term, each.area, each.course.slug, each.key))
        object.__setattr__(self, "rounds", tuple(found))

    @property
    def first_year(self) -> int:
        """The first year that is planned."""
        return self.terms[0].year

    @property
    def last_year(self) -> int:
        """The last year that is planned."""
        return self.terms[-1].year

    @property
    def not_planned(self) -> tuple[NotPlanned, ...]:
        """Every course without a round, in the order of the catalogue."""
        return tuple(course.not_planned for course in self.courses if course.not_planned)

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
