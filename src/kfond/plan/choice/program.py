"""The choice as one integer program: a column for each schedule, a row for each limit, a cost for each goal.

Menus, municipalities and demands are sorted before anything is built, so that the order in which they come does
not matter. Everything that a goal or a soft limit comes to is also computed here from chosen columns alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kfond.plan.choice.soft_limits import SoftLimits, soft_limits
from kfond.plan.choice.values import SHARE_OF_A_PROMISE, Goal, Limits, Order, Task
from kfond.plan.menus.values import FULL_WEIGHT, Schedule

Whole = NDArray[np.int64]
Reals = NDArray[np.float64]

ORE_A_UNIT = 100_000
"""Öre in one unit of the last goal: keeps the solver's figures near 1, where its tolerances are meant to be."""
WHOLE_SLACK, SHARE_SLACK = 0.5, 0.005
NEARLY_WHOLE = 1e-6
WORTH_SLACK = 50
"""Öre that a plan may be worth less in a later stage: half of what is promised, since a millionth of a schedule, which
is how near the solver comes to whole ones, may be worth some öre."""


@dataclass(frozen=True, slots=True)
class Line:
    """One schedule of a menu that may be chosen: a column that is 1 when it is."""

    course: str
    number: int
    schedule: Schedule
    changed: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class Row:
    """A limit: at least `low`, at most `high`, over these columns."""

    low: float
    high: float
    columns: Whole
    values: Reals


@dataclass(frozen=True, slots=True)
class Target:
    """A goal as a cost for each column, to be made as small as it can be.

    What is sought is `cost` times `unit`; later stages keep it but for `slack`, in what is sought.
    """

    goal: Goal
    costs: Reals
    unit: float
    slack: float
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Program:
    """Columns: the lines, then the peak of each crowd, the worst share, and what each soft limit must decline.

    `crowds`: lines x crowds, 1 where a line is of a course of the crowd; `evens`: an even share of each.
    """

    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    targets: tuple[Target, ...]
    late: Whole
    rounds: Whole
    worth: Whole
    withdrawn: Whole
    crowds: Whole
    evens: tuple[int, ...]
    soft: SoftLimits

    @property
    def columns(self) -> int:
        """Number of columns in all."""
        return self.share + 1 + len(self.soft.caps)

    @property
    def share(self) -> int:
        """The column of the worst share; those of the peaks end before it."""
        return len(self.lines) + len(self.evens)

    def completed(self, chosen: Whole) -> Reals:
        """The value of every column when these lines are chosen."""
        values = np.zeros(self.columns)
        values[chosen] = 1
        values[len(self.lines) : self.share] = self.peaks(chosen)
        values[self.share] = self.soft.fairness(chosen)
        values[self.share + 1 :] = [cap.declined(chosen) / cap.unit for cap in self.soft.caps]
        return values

    def share_rows(self) -> Iterator[Row]:
        """The worst share is no higher than anybody's, less what they must decline."""
        first = self.share + 1
        for place, (code, attainable) in enumerate(zip(self.soft.codes, self.soft.attainable, strict=True)):
            columns = np.flatnonzero(self.soft.seats[:, place])
            shares = -self.soft.seats[columns, place] / attainable
            mine = [number for number, cap in enumerate(self.soft.caps) if cap.code == code]
            losses = [self.soft.caps[number].unit / self.soft.caps[number].whole for number in mine]
            where = [*columns, first - 1, *(first + number for number in mine)]
            yield Row(-np.inf, 0, np.array(where, dtype=np.int64), np.array([*shares, 1.0, *losses]))

    def whole_seat_rows(self, least: float) -> Iterator[Row]:
        """The whole seats of everybody without which no worst share is as high as `least`, whatever is declined."""
        for place, attainable in enumerate(self.soft.attainable):
            columns = np.flatnonzero(self.soft.seats[:, place])
            seats = np.ceil(attainable * least - NEARLY_WHOLE)
            yield Row(float(seats), np.inf, columns, self.soft.seats[columns, place].astype(np.float64))

    def cap_row(self, number: int) -> Row:
        """What does not fit beneath a soft limit is declined."""
        cap = self.soft.caps[number]
        columns = np.flatnonzero(cap.loads)
        where = np.append(columns, self.share + 1 + number)
        return Row(-np.inf, cap.most / cap.unit, where, np.append(cap.loads[columns] / cap.unit, -1.0))

    def peaks(self, chosen: Whole) -> tuple[int, ...]:
        """Rounds of each crowd in its fullest term, but not below an even share of all that could run."""
        terms = self.crowds[chosen].T @ self.rounds[chosen]
        return tuple(
            max(even, int(held.max(initial=0))) for even, held in zip(self.evens, terms, strict=True)
        )

    def reached(self, goal: Goal, chosen: Whole) -> float:
        """What a goal comes to when these lines are chosen; whole numbers exactly."""
        if goal is Goal.LATE:
            return int(self.late[chosen].sum())
        if goal is Goal.PEAK:
            return sum(self.peaks(chosen))
        if goal is Goal.VALUE:
            return int(self.worth[chosen].sum()) - self.soft.price(chosen)
        return self.soft.fairness(chosen) - self.price_of_changes(chosen)

    def is_better(self, target: Target, chosen: Whole, other: Whole) -> bool:
        """Whether some lines come nearer a goal than others, by more than a rounding of shares."""
        gained = self.reached(target.goal, other) - self.reached(target.goal, chosen)
        return bool(gained * np.sign(target.unit) > (0 if target.is_whole else SHARE_SLACK / 1000))

    def price_of_changes(self, chosen: Whole) -> float:
        """What the groups that are taken away must be worth, as a share."""
        return float(SHARE_OF_A_PROMISE) * int(self.withdrawn[chosen].sum())


def program_of(task: Task) -> Program:
    """The program of a task. A course whose demands leave no schedule has a row that nothing can fulfil."""
    lines = tuple(_lines(task))
    soft = soft_limits(task, lines)
    names = task.crowd_names
    columns = len(lines) + len(names) + 1 + len(soft.caps)
    rounds = np.array([line.schedule.rounds for line in lines], dtype=np.int64).reshape(-1, task.horizon)
    late = np.array([line.schedule.late for line in lines], dtype=np.int64)
    worth = np.array([_worth(line, task.limits) for line in lines], dtype=np.int64)
    crowds = np.array(
        [[task.crowd_of(line.course) == name for name in names] for line in lines], dtype=np.int64
    ).reshape(-1, len(names))
    rows = (
        *_one_of_each(task, lines),
        *_budget_rows(task.limits, lines),
        *_prerequisite_rows(task, lines),
        *_trainer_rows(task.limits, lines),
        *_peak_rows(rounds, crowds),
    )
    evens = tuple(
        _even_share((line for line in lines if task.crowd_of(line.course) == name), task.horizon)
        for name in names
    )
    withdrawn = np.array([line.withdrawn for line in lines], dtype=np.int64)
    targets = tuple(_targets(task.limits, columns, late, worth, withdrawn, soft, len(names)))
    return Program(lines, rows, targets, late, rounds, worth, withdrawn, crowds, evens, soft)


def _lines(task: Task) -> Iterator[Line]:
    allowed: dict[str, frozenset[int]] = {}
    for pin in task.limits.pins:
        allowed[pin.course] = allowed.get(pin.course, pin.numbers) & pin.numbers
    for menu in sorted(task.menus, key=lambda menu: menu.key):
        none = (0,) * len(menu.schedules)
        changed = task.limits.changes.get(menu.key, none)
        withdrawn = task.limits.withdrawn.get(menu.key, none)
        for number, schedule in enumerate(menu.schedules):
            if menu.key not in allowed or number in allowed[menu.key]:
                yield Line(menu.key, number, schedule, changed[number], withdrawn[number])


def _worth(line: Line, limits: Limits) -> int:
    """Whole öre: what its seats are worth, less what it costs (unknown is uncounted), less what it changes."""
    seats = line.schedule.value * limits.seat_worth // FULL_WEIGHT
    return seats - sum(cost or 0 for cost in line.schedule.costs) - line.changed * limits.change_cost


def _even_share(lines: Iterable[Line], horizon: int) -> int:
    """Rounds a term, rounded up, if all that could run were spread evenly over the terms.

    Of a course that is owed its fewest rounds, of any other its most. Without this a course that is never owed
    would never run: the smallest peak of all is that of a plan without rounds.
    """
    options: dict[str, list[tuple[int, int]]] = {}
    for line in lines:
        options.setdefault(line.course, []).append((line.schedule.late, sum(line.schedule.rounds)))
    could_run = 0
    for course in options.values():
        earliest = min(late for late, _ in course)
        rounds = [number for late, number in course if late == earliest]
        could_run += min(rounds) or max(rounds)
    return -(-could_run // horizon) if horizon else 0


def _one_of_each(task: Task, lines: tuple[Line, ...]) -> Iterator[Row]:
    columns = _columns_by_course(lines)
    for key in sorted(menu.key for menu in task.menus):
        mine = columns.get(key, np.zeros(0, dtype=np.int64))
        yield Row(1, 1, mine, np.ones(len(mine)))


def _columns_by_course(lines: tuple[Line, ...]) -> dict[str, Whole]:
    found: dict[str, list[int]] = {}
    for column, line in enumerate(lines):
        found.setdefault(line.course, []).append(column)
    return {key: np.array(columns, dtype=np.int64) for key, columns in found.items()}


def _row(high: float, lines: tuple[Line, ...], value_of: Callable[[Line], float]) -> Row:
    """At most `high` of what `value_of` says of each line."""
    values = np.array([value_of(line) for line in lines], dtype=np.float64)
    columns = np.flatnonzero(values)
    return Row(-np.inf, high, columns, values[columns])


def _budget_rows(limits: Limits, lines: tuple[Line, ...]) -> Iterator[Row]:
    for year, budget in enumerate(limits.budgets):
        if budget is not None:
            yield _row(
                budget / ORE_A_UNIT,
                lines,
                lambda line, year=year: (line.schedule.costs[year] or 0) / ORE_A_UNIT,  # type: ignore[misc]
            )


def _prerequisite_rows(task: Task, lines: tuple[Line, ...]) -> Iterator[Row]:
    for demand in sorted(task.limits.prerequisites, key=lambda demand: (demand.course, demand.needs)):
        for term in range(task.horizon):

            def seats(line: Line, demand=demand, term=term) -> int:  # type: ignore[no-untyped-def]
                taken = sum(line.schedule.seats[: term + 1]) if line.course == demand.course else 0
                given = sum(line.schedule.seats[:term]) if line.course == demand.needs else 0
                return taken - given

            yield _row(demand.trained, lines, seats)


def _trainer_rows(limits: Limits, lines: tuple[Line, ...]) -> Iterator[Row]:
    for trainer in sorted(limits.trainers, key=lambda trainer: trainer.name):
        for term, most in enumerate(trainer.groups):
            yield _row(
                most,
                lines,
                lambda line, trainer=trainer, term=term: (  # type: ignore[misc]
                    line.schedule.groups[term] if line.course in trainer.courses else 0
                ),
            )


def _peak_rows(rounds: Whole, crowds: Whole) -> Iterator[Row]:
    """No term has more rounds of a crowd than its peak."""
    for number, mine in enumerate(crowds.T):
        for term in rounds.T:
            columns = np.flatnonzero(term * mine)
            yield Row(
                -np.inf,
                0,
                np.append(columns, len(rounds) + number),
                np.append(np.ones(len(columns)), -1.0),
            )


def _targets(
    limits: Limits, columns: int, late: Whole, worth: Whole, withdrawn: Whole, soft: SoftLimits, crowds: int
) -> Iterator[Target]:
    """The goals in their order; fairness only where somebody can get a seat."""
    before, share = slice(0, len(late)), len(late) + crowds
    peaks = slice(len(late), share)
    yield Target(Goal.LATE, _costs(columns, before, late), 1, WHOLE_SLACK, is_whole=True)
    yield Target(Goal.PEAK, _costs(columns, peaks, 1), 1, WHOLE_SLACK, is_whole=True)
    fairness = _costs(columns, share, -1) + _costs(columns, before, float(SHARE_OF_A_PROMISE) * withdrawn)
    fair = Target(Goal.FAIR, fairness, -1, SHARE_SLACK, is_whole=False)
    declined = np.array([cap.price * cap.unit / ORE_A_UNIT for cap in soft.caps])
    worths = _costs(columns, before, -worth / ORE_A_UNIT) + _costs(
        columns, slice(share + 1, columns), declined
    )
    value = Target(Goal.VALUE, worths, -ORE_A_UNIT, WORTH_SLACK, is_whole=True)
    last = (fair, value) if limits.order is Order.FAIR_FIRST else (value, fair)
    yield from (target for target in last if target is value or len(soft.attainable))


def _costs(columns: int, where: slice | int, costs: ArrayLike) -> Reals:
    """A cost for some of the columns, none for the others."""
    values = np.zeros(columns)
    values[where] = costs
    return values
