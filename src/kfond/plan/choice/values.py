"""What is to be chosen between, under which limits, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from kfond.messages import Message
from kfond.plan.menus.values import Menu

if TYPE_CHECKING:
    from kfond.plan.choice.outcome import Outcome

HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """Course `course` is only for those who have `needs`: its seats come a term after that course's seats.

    `trained`: persons who have `needs` already when the plan begins. Both are keys of menus.
    """

    course: str
    needs: str
    trained: int


@dataclass(frozen=True, slots=True)
class Trainer:
    """Somebody without whom the courses (keys of menus) cannot be held: at most `groups[t]` groups of them a term."""

    name: str
    courses: tuple[str, ...]
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pinned:
    """What is decided beforehand for a course (a key of a menu): a pin, a skip, a start that is announced.

    `numbers`: the schedules that keep it. `label`: what was decided, in words, should it contradict something.
    `is_decided`: somebody decided it; else it follows from a rule, and nobody can be told its price.
    """

    course: str
    numbers: frozenset[int]
    label: Message
    is_decided: bool = True


class Order(StrEnum):
    """Which of the last two stages comes first."""

    FAIR_FIRST = "fair"
    VALUE_FIRST = "value"


@dataclass(frozen=True, slots=True)
class Limits:
    """What binds the choice.

    `budgets`: whole öre for each calendar year of the horizon, None is no limit. `day_caps`: municipality code ->
    hundredths of training days that its staff can take in each term (soft: what does not fit is declined).
    `own_budgets`: municipality code -> whole öre for each year (soft). `own_costs`: (course key, schedule number) ->
    code -> whole öre a year, only where own budgets are stated. `pins`: a course may have several, and keeps them all.
    `changes`: course key -> changed groups against the adopted plan, one number a schedule; `withdrawn`: those of them
    that were promised and are not held in their term any more. `seat_worth`: whole öre that one seat of full weight
    (`menus.values.FULL_WEIGHT`) is worth at most; `change_cost`: whole öre a changed group. `is_fair`: stage 3 is asked
    for. `gap`: how far from the best a stage may end, as a share. `counties`: municipality code -> county code, where
    fairness is not asked for (above 40 municipalities): the soft limits of a county's municipalities are then added up,
    and what goes beyond them lessens the value, see `day_worth`. Without either the soft limits steer nothing, and what
    must be declined is only reported.
    """

    budgets: tuple[int | None, ...]
    day_caps: Mapping[str, tuple[int, ...]]
    own_budgets: Mapping[str, tuple[int, ...]]
    own_costs: Mapping[tuple[str, int], Mapping[str, tuple[int, ...]]]
    prerequisites: tuple[Prerequisite, ...]
    trainers: tuple[Trainer, ...]
    pins: tuple[Pinned, ...]
    changes: Mapping[str, tuple[int, ...]]
    seat_worth: int
    change_cost: int
    order: Order
    is_fair: bool
    gap: float
    counties: Mapping[str, str] = field(default_factory=dict)
    withdrawn: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def day_worth(self) -> int:
        """Whole öre that a hundredth of a day costs the plan when a county must decline it, rounded down.

        A day costs as much as a seat of full weight is worth: so a round is never held for those who cannot come.
        What own budgets do not cover costs as many öre as it is.
        """
        return self.seat_worth // HUNDREDTHS


SHARE_OF_A_PROMISE = Fraction(2, 100)
"""How much the worst share must rise to be worth taking away one group that was promised. Ours: without it a single
person more in one municipality reshuffled a dozen courses of thirteen others. A group more breaks no promise."""


class Goal(StrEnum):
    """What a stage seeks.

    LATE: fewest terms late. PEAK: fewest rounds in the fullest
    term of each crowd, all crowds together. FAIR: the highest worst share of attainable
    seats, less the shares of training days and of own costs that must be declined. VALUE: most öre, less what goes
    beyond the limits of counties, see `Limits`.
    """

    LATE = "late"
    PEAK = "peak"
    FAIR = "fair"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the program: what was sought, what it came to, and how sure that is.

    `bound`: nothing better than this exists under the stages before. `gap`: how far `value` is from `bound`, as a
    share of the value (of 1 where the value is 0); "optimal" only means within it. `nodes`: how many were looked at.
    Later stages keep the value but for the slack: 0.5 in whole numbers, 0.005 in shares, a krona in öre.
    """

    code: Goal
    value: float
    bound: float
    gap: float
    nodes: int


@dataclass(frozen=True, slots=True)
class Declined:
    """What a municipality or county must decline in a term: hundredths of days beyond what its staff can take."""

    code: str
    term: int
    days: int


@dataclass(frozen=True, slots=True)
class Unpaid:
    """What the own budget of a municipality, or those of a county's, do not cover in a year of the horizon (counted
    from 0): whole öre."""

    code: str
    year: int
    amount: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen schedule of each menu, by its number; the stages; what must be declined; who had nothing to get.

    `unpaid`: what goes beyond own budgets. `unattainable`: municipalities that no schedule gives a seat; they are
    named and left out of fairness (empty where fairness is not asked for). `uncounted`: courses that are held at a
    cost that is not known and counts as 0 against every budget. `declined_of_counties` and `unpaid_of_counties`: what
    goes beyond limits that are added up by county; empty where they are not.
    """

    chosen: Mapping[str, int]
    stages: tuple[Stage, ...]
    declined: tuple[Declined, ...]
    unpaid: tuple[Unpaid, ...]
    unattainable: tuple[str, ...]
    uncounted: tuple[str, ...]
    declined_of_counties: tuple[Declined, ...] = ()
    unpaid_of_counties: tuple[Unpaid, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Demands that cannot all hold: each of `demands` is needed for the contradiction (smallest by inclusion)."""

    demands: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """All that the choice is made from.

    `horizon` and `planned`: number of terms, the first a VT. `codes`: the municipalities. `years`: the calendar
    years of the horizon, as many as there are budgets. `names`: course key -> the course in words; `crowds`:
    course key -> the staff that it is for, all of them one crowd where it is left out.
    """

    menus: tuple[Menu, ...]
    limits: Limits
    horizon: int
    planned: int
    codes: tuple[str, ...]
    years: tuple[int, ...]
    names: Mapping[str, str]
    crowds: Mapping[str, str] = field(default_factory=dict)
    outcomes: dict[tuple[tuple[str, int], ...], Outcome] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What `outcome_of` has found for chosen schedules: the checker asks, and who tells of the plan."""

    def crowd_of(self, course: str) -> str:
        """Whose rounds those of a course crowd: courses of one crowd are for the same staff."""
        return self.crowds.get(course, "")

    @property
    def crowd_names(self) -> tuple[str, ...]:
        """The crowds that have menus, in order."""
        return tuple(sorted({self.crowd_of(menu.key) for menu in self.menus}))
