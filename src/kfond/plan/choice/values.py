"""What is to be chosen between, under which limits, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kfond.messages import Message
from kfond.plan.menus.values import Menu


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
    code -> whole öre a year, only where own budgets are stated. `pins`: course key -> numbers of the schedules that
    keep what is pinned, skipped or announced. `changes`: course key -> changed groups against the adopted plan, one
    number a schedule. `seat_worth`: whole öre that one seat of full weight is worth at most; `change_cost`: whole öre
    a changed group. `is_fair`: stage 3 is asked for (off above 40 municipalities).
    """

    budgets: tuple[int | None, ...]
    day_caps: Mapping[str, tuple[int, ...]]
    own_budgets: Mapping[str, tuple[int, ...]]
    own_costs: Mapping[tuple[str, int], Mapping[str, tuple[int, ...]]]
    prerequisites: tuple[Prerequisite, ...]
    trainers: tuple[Trainer, ...]
    pins: Mapping[str, frozenset[int]]
    changes: Mapping[str, tuple[int, ...]]
    seat_worth: int
    change_cost: int
    order: Order
    is_fair: bool
    gap: float


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the program: what was sought, what it came to, and how sure that is.

    `gap` is the solver's relative gap ("optimal" only means within it), `nodes` how many it looked at.
    """

    code: str
    value: float
    bound: float
    gap: float
    nodes: int


@dataclass(frozen=True, slots=True)
class Declined:
    """What a municipality must decline in a term: hundredths of training days beyond what its staff can take."""

    code: str
    term: int
    days: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen schedule of each menu, by its number; the stages; what must be declined; who had nothing to get.

    `unattainable`: municipalities that no schedule gives a seat; they are named and left out of fairness.
    """

    chosen: Mapping[str, int]
    stages: tuple[Stage, ...]
    declined: tuple[Declined, ...]
    unattainable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Demands that cannot all hold: each of `demands` is needed for the contradiction (smallest by inclusion)."""

    demands: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """All that the choice is made from. `horizon` and `planned`: number of terms; `codes`: the municipalities."""

    menus: tuple[Menu, ...]
    limits: Limits
    horizon: int
    planned: int
    codes: tuple[str, ...]
