"""What each municipality could get and can take, in arrays: the worst share, and what must be declined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kfond.plan.choice.values import HUNDREDTHS, Declined, Task, Unpaid
from kfond.sharing import Sharing

if TYPE_CHECKING:
    from kfond.plan.choice.program import Line

Whole = NDArray[np.int64]
ORE_A_THOUSAND = 100_000


class Kind(StrEnum):
    """What a soft limit is counted in: hundredths of training days a term, or öre a year."""

    DAYS = "days"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `most` for a municipality or county in a term or year (`at`), where lines could come to more.

    `loads`: what each line takes of it. `whole`: the most that the municipality could come to of the kind, over all
    terms; what is declined counts as a share of it. `price`: whole öre that one of what is declined takes from the
    value, 0 where it lessens the share instead. `unit`: how many make one of the solver's.
    """

    kind: Kind
    code: str
    at: int
    most: int
    loads: Whole
    whole: int
    price: int
    unit: int

    def declined(self, chosen: Whole) -> int:
        """What goes beyond the limit when these lines are chosen."""
        return max(0, int(self.loads[chosen].sum()) - self.most)


@dataclass(frozen=True, slots=True)
class SoftLimits:
    """Seats of each line and municipality (`codes`) and the most that each could get; the caps that can bind.

    `codes` are those who are compared, none where fairness is not asked for: the caps are then those of counties.
    """

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

    def nearly_short(self, weights: NDArray[np.float64], least: float) -> set[str]:
        """Who breaks a limit and has no more than `least` when the lines are chosen in part, by these weights."""
        places = {code: place for place, code in enumerate(self.codes)}
        shares: NDArray[np.float64] = weights @ self.seats / self.attainable
        beyond = [max(0.0, float(weights @ cap.loads) - cap.most) for cap in self.caps]
        for cap, amount in zip(self.caps, beyond, strict=True):
            shares[places[cap.code]] -= amount / cap.whole
        return {
            cap.code
            for cap, amount in zip(self.caps, beyond, strict=True)
            if amount and shares[places[cap.code]] < least
        }

    def fairness(self, chosen: Whole) -> float:
        """The worst of the shares; 1 where nobody is compared."""
        return float(self.shares(chosen).min()) if self.codes else 1.0

    def price(self, chosen: Whole) -> int:
        """Whole öre that what must be declined takes from the value when these lines are chosen."""
        return sum(cap.price * cap.declined(chosen) for cap in self.caps if cap.price)


def soft_limits(task: Task, lines: Sequence[Line]) -> SoftLimits:
    """The soft limits of a task: each municipality's where fairness is asked for, else those of counties, if any."""
    first = _first_columns(lines)
    if not task.limits.is_fair:
        nobody = np.zeros(0, dtype=np.int64)
        return SoftLimits((), nobody, nobody, (), tuple(_of_counties(task, lines, first)))
    codes = tuple(sorted(task.codes))
    own = {code: code for code in codes}
    limits = task.limits
    seats = _seats(own, codes, task.horizon, lines)
    attainable = _most(seats.sum(axis=2), first)
    reached = attainable > 0
    return SoftLimits(
        tuple(code for code, is_reached in zip(codes, reached, strict=True) if is_reached),
        seats.sum(axis=2)[:, reached],
        attainable[reached],
        tuple(code for code, is_reached in zip(codes, reached, strict=True) if not is_reached),
        (
            *_day_caps(_added_up(limits.day_caps, own), codes, seats, lines, first),
            *_own_budgets(task, _added_up(limits.own_budgets, own), own, lines, first),
        ),
    )


def _of_counties(task: Task, lines: Sequence[Line], first: Whole) -> Iterator[Cap]:
    """The caps of counties, each with the price of what is declined."""
    limits = task.limits
    days = _added_up(limits.day_caps, limits.counties)
    money = _added_up(limits.own_budgets, limits.counties)
    seats = _seats(_limited(limits.day_caps, limits.counties), tuple(days), task.horizon, lines)
    for cap in _day_caps(days, tuple(days), seats, lines, first):
        yield replace(cap, price=limits.day_worth)
    for cap in _own_budgets(task, money, limits.counties, lines, first):
        yield replace(cap, price=1)


def _limited(limits: Mapping[str, tuple[int, ...]], whose: Mapping[str, str]) -> Mapping[str, str]:
    """Whose the limit of each municipality is, of those that have one."""
    return {code: whose[code] for code in sorted(limits) if code in whose}


def _added_up(
    limits: Mapping[str, tuple[int, ...]], whose: Mapping[str, str]
) -> Mapping[str, tuple[int, ...]]:
    """The limits of those whose they are, in order, term by term or year by year."""
    found: dict[str, list[tuple[int, ...]]] = {}
    for code, name in _limited(limits, whose).items():
        found.setdefault(name, []).append(limits[code])
    return {name: tuple(map(sum, zip(*found[name], strict=True))) for name in sorted(found)}


def _seats(whose: Mapping[str, str], names: Sequence[str], horizon: int, lines: Sequence[Line]) -> Whole:
    """Seats: lines x names x terms. `whose`: municipality code -> the name to which its seats are added."""
    at = {name: place for place, name in enumerate(names)}
    places = {code: at[name] for code, name in whose.items()}
    seats = np.zeros((len(lines), len(names), horizon), dtype=np.int64)
    if not names:
        return seats
    known: dict[int, Whole] = {}  # schedules that begin alike have the same sharings
    for row, line in enumerate(lines):
        for term, sharing in enumerate(line.schedule.sharings):
            if sharing is not None:
                if id(sharing) not in known:
                    known[id(sharing)] = _column(sharing, places, len(names))
                seats[row, :, term] = known[id(sharing)]
    return seats


def _column(sharing: Sharing, places: Mapping[str, int], count: int) -> Whole:
    """The seats of one round, place by place."""
    column = np.zeros(count, dtype=np.int64)
    for code, given in sharing.granted:
        if code in places:
            column[places[code]] += given
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
    limits: Mapping[str, tuple[int, ...]],
    names: Sequence[str],
    seats: Whole,
    lines: Sequence[Line],
    first: Whole,
) -> Iterator[Cap]:
    days = np.array([line.schedule.days for line in lines], dtype=np.int64)
    loads = seats * days[:, None, None]
    could_take = _most(loads, first)
    whole = _most(loads.sum(axis=2), first)
    for place, name in enumerate(names):
        for term, most in enumerate(limits.get(name, ())):
            if could_take[place, term] > most:
                yield Cap(
                    Kind.DAYS, name, term, most, loads[:, place, term], int(whole[place]), 0, HUNDREDTHS
                )


def _own_budgets(
    task: Task,
    limits: Mapping[str, tuple[int, ...]],
    whose: Mapping[str, str],
    lines: Sequence[Line],
    first: Whole,
) -> Iterator[Cap]:
    loads = _own_loads(task, _limited(task.limits.own_budgets, whose), tuple(limits), lines)
    could_cost = _most(loads, first)
    whole = _most(loads.sum(axis=2), first)
    for place, (name, years) in enumerate(limits.items()):
        for year, most in enumerate(years):
            if could_cost[place, year] > most:
                yield Cap(
                    Kind.MONEY, name, year, most, loads[:, place, year], int(whole[place]), 0, ORE_A_THOUSAND
                )


def _own_loads(task: Task, whose: Mapping[str, str], names: Sequence[str], lines: Sequence[Line]) -> Whole:
    """Whole öre of their own: lines x names x years; `whose` as in `_seats`."""
    at = {name: place for place, name in enumerate(names)}
    loads = np.zeros((len(lines), len(names), len(task.limits.budgets)), dtype=np.int64)
    if not names:
        return loads
    for row, line in enumerate(lines):
        own = task.limits.own_costs.get((line.course, line.number), {})
        for code in own.keys() & whose.keys():
            loads[row, at[whose[code]]] += own[code]
    return loads


def declined(task: Task, lines: Sequence[Line], whose: Mapping[str, str]) -> tuple[Declined, ...]:
    """What must be declined of training days, term by term, when these lines are chosen.

    `whose`: municipality code -> itself or its county, to which its limit and its days are added.
    """
    limits = _added_up(task.limits.day_caps, whose)
    seats = _seats(_limited(task.limits.day_caps, whose), tuple(limits), task.horizon, lines)
    days = np.array([line.schedule.days for line in lines], dtype=np.int64)
    loads = (seats * days[:, None, None]).sum(axis=0)
    return tuple(
        Declined(name, term, int(load) - most)
        for (name, caps), terms in zip(limits.items(), loads, strict=True)
        for term, (load, most) in enumerate(zip(terms, caps, strict=True))
        if load > most
    )


def unpaid(task: Task, lines: Sequence[Line], whose: Mapping[str, str]) -> tuple[Unpaid, ...]:
    """What own budgets do not cover, year by year, when these lines are chosen; `whose` as in `declined`."""
    limits = _added_up(task.limits.own_budgets, whose)
    amounts = _own_loads(task, _limited(task.limits.own_budgets, whose), tuple(limits), lines).sum(axis=0)
    return tuple(
        Unpaid(name, year, int(amount) - most)
        for (name, budgets), years in zip(limits.items(), amounts, strict=True)
        for year, (amount, most) in enumerate(zip(years, budgets, strict=True))
        if amount > most
    )
