"""What each municipality could get and can take, in arrays: the worst share, and what must be declined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kfond.plan.choice.values import Declined, Task, Unpaid
from kfond.sharing import Sharing

if TYPE_CHECKING:
    from kfond.plan.choice.program import Line

Whole = NDArray[np.int64]
HUNDREDTHS, ORE_A_THOUSAND = 100, 100_000


class Kind(StrEnum):
    """What a soft limit is counted in: hundredths of training days a term, or öre a year."""

    DAYS = "days"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `most` for a municipality in a term or year (`at`), where lines could come to more.

    `loads`: what each line takes of it. `whole`: the most that the municipality could come to of the kind, over all
    terms; what is declined counts as a share of it. `unit`: how many make one of the solver's.
    """

    kind: Kind
    code: str
    at: int
    most: int
    loads: Whole
    whole: int
    unit: int

    def declined(self, chosen: Whole) -> int:
        """What goes beyond the limit when these lines are chosen."""
        return max(0, int(self.loads[chosen].sum()) - self.most)


@dataclass(frozen=True, slots=True)
class SoftLimits:
    """Seats of each line and municipality (`codes`) and the most that each could get; the caps that can bind."""

    codes: tuple[str, ...]
    seats: Whole
    attainable: Whole
    unattainable: tuple[str, ...]
    caps: tuple[Cap, ...]

    def shares(self, chosen: Whole) -> NDArray[np.float64]:
        """The share of what it could get that each municipality gets, less the share that it must decline."""
        shares: NDArray[np.float64] = self.seats[chosen].sum(axis=0) / self.attainable
        places = {code: place for place, code in enumerate(self.codes)}
        for cap in self.caps:
            shares[places[cap.code]] -= cap.declined(chosen) / cap.whole
        return shares

    def fairness(self, chosen: Whole) -> float:
        """The worst of the shares."""
        return float(self.shares(chosen).min(initial=1))


def soft_limits(task: Task, lines: Sequence[Line]) -> SoftLimits:
    """The soft limits of a task; none where fairness is not asked for."""
    codes = tuple(sorted(task.codes)) if task.limits.is_fair else ()
    seats = _seats(codes, task.horizon, lines)
    first = _first_columns(lines)
    attainable = _most(seats.sum(axis=2), first)
    reached = attainable > 0
    return SoftLimits(
        tuple(code for code, is_reached in zip(codes, reached, strict=True) if is_reached),
        seats.sum(axis=2)[:, reached],
        attainable[reached],
        tuple(code for code, is_reached in zip(codes, reached, strict=True) if not is_reached),
        (*_day_caps(task, codes, seats, lines, first), *_own_budgets(task, codes, lines, first)),
    )


def _seats(codes: Sequence[str], horizon: int, lines: Sequence[Line]) -> Whole:
    """Seats: lines x municipalities x terms."""
    places = {code: place for place, code in enumerate(codes)}
    seats = np.zeros((len(lines), len(codes), horizon), dtype=np.int64)
    if not codes:
        return seats
    known: dict[int, Whole] = {}  # schedules that begin alike have the same sharings
    for row, line in enumerate(lines):
        for term, sharing in enumerate(line.schedule.sharings):
            if sharing is not None:
                if id(sharing) not in known:
                    known[id(sharing)] = _column(sharing, places)
                seats[row, :, term] = known[id(sharing)]
    return seats


def _column(sharing: Sharing, places: Mapping[str, int]) -> Whole:
    """The seats of one round, municipality by municipality."""
    column = np.zeros(len(places), dtype=np.int64)
    for code, given in sharing.granted:
        if code in places:
            column[places[code]] = given
    return column


def _first_columns(lines: Sequence[Line]) -> Whole:
    """The column at which each course begins."""
    return np.array(
        [
            column
            for column, line in enumerate(lines)
            if not column or line.course != lines[column - 1].course
        ],
        dtype=np.int64,
    )


def _most(loads: Whole, first: Whole) -> Whole:
    """The most that the lines could come to, one line of each course."""
    if not len(loads):
        return np.zeros(loads.shape[1:], dtype=np.int64)
    most: Whole = np.maximum.reduceat(loads, first, axis=0).sum(axis=0)
    return most


def _day_caps(
    task: Task, codes: Sequence[str], seats: Whole, lines: Sequence[Line], first: Whole
) -> Iterator[Cap]:
    days = np.array([line.schedule.days for line in lines], dtype=np.int64)
    loads = seats * days[:, None, None]
    could_take = _most(loads, first)
    whole = _most(loads.sum(axis=2), first)
    for place, code in enumerate(codes):
        for term, most in enumerate(task.limits.day_caps.get(code, ())):
            if could_take[place, term] > most:
                yield Cap(Kind.DAYS, code, term, most, loads[:, place, term], int(whole[place]), HUNDREDTHS)


def _own_budgets(task: Task, codes: Sequence[str], lines: Sequence[Line], first: Whole) -> Iterator[Cap]:
    with_budget = [code for code in codes if code in task.limits.own_budgets]
    loads = _own_loads(task, with_budget, lines)
    could_cost = _most(loads, first)
    whole = _most(loads.sum(axis=2), first)
    for place, code in enumerate(with_budget):
        for year, most in enumerate(task.limits.own_budgets[code]):
            if could_cost[place, year] > most:
                yield Cap(
                    Kind.MONEY, code, year, most, loads[:, place, year], int(whole[place]), ORE_A_THOUSAND
                )


def _own_loads(task: Task, codes: Sequence[str], lines: Sequence[Line]) -> Whole:
    """Whole öre of its own: lines x municipalities x years."""
    loads = np.zeros((len(lines), len(codes), len(task.limits.budgets)), dtype=np.int64)
    if not codes:
        return loads
    for row, line in enumerate(lines):
        own = task.limits.own_costs.get((line.course, line.number), {})
        for place, code in enumerate(codes):
            if code in own:
                loads[row, place] = own[code]
    return loads


def declined(task: Task, lines: Sequence[Line]) -> tuple[Declined, ...]:
    """What each municipality must decline of training days, term by term, when these lines are chosen."""
    codes = tuple(sorted({*task.codes} & {*task.limits.day_caps}))
    days = np.array([line.schedule.days for line in lines], dtype=np.int64)
    loads = (_seats(codes, task.horizon, lines) * days[:, None, None]).sum(axis=0)
    return tuple(
        Declined(code, term, int(load) - most)
        for code, terms in zip(codes, loads, strict=True)
        for term, (load, most) in enumerate(zip(terms, task.limits.day_caps[code], strict=True))
        if load > most
    )


def unpaid(task: Task, lines: Sequence[Line]) -> tuple[Unpaid, ...]:
    """What each municipality's own budget does not cover, year by year, when these lines are chosen."""
    codes = tuple(sorted({*task.codes} & {*task.limits.own_budgets}))
    amounts = _own_loads(task, codes, lines).sum(axis=0)
    return tuple(
        Unpaid(code, year, int(amount) - most)
        for code, years in zip(codes, amounts, strict=True)
        for year, (amount, most) in enumerate(zip(years, task.limits.own_budgets[code], strict=True))
        if amount > most
    )
