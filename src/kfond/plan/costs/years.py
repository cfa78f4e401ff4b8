"""Costs summed per calendar year, course and municipality; what is not known is counted and named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kfond.messages import Message, say_count
from kfond.plan.costs.values import RoundCost

K = TypeVar("K", int, tuple[int, str])


@dataclass(frozen=True, slots=True)
class CostedRound:
    """A round as a sum names it: the course's slug, what to call the round ("LVU VT2018"), its calendar year."""

    course: str
    name: str
    year: int
    cost: RoundCost


@dataclass(frozen=True, slots=True)
class Sum:
    """Öre of `parts` amounts of which those in `unknown` (their names) are not known; `known` is all others."""

    known: int
    parts: int
    unknown: tuple[str, ...]

    @property
    def total(self) -> int | None:
        """Öre of all parts, None as soon as one of them is not known."""
        return None if self.unknown else self.known

    @property
    def lacking(self) -> Message | None:
        """What the sum lacks, in words; None where it lacks nothing."""
        if not self.unknown:
            return None
        return say_count(
            "{count} of {parts} amounts is not known: {names}.",
            "{count} of {parts} amounts are not known: {names}.",
            len(self.unknown),
            parts=self.parts,
            names=self.unknown,
        )


@dataclass(frozen=True, slots=True)
class YearlyCosts:
    """The costs of some rounds, each in order of its key.

    `years` and `courses` ((year, slug)): what the rounds cost. `shares` ((year, code)): what a municipality is to
    pay before credits, of the rounds that it is a payer of; the code "" is the association's part of empty
    seats. `credits` ((year, code)): for trainers it lent. `balances`: what fixed prices leave the association.
    """

    years: dict[int, Sum]
    courses: dict[tuple[int, str], Sum]
    shares: dict[tuple[int, str], Sum]
    credits: dict[tuple[int, str], Sum]
    balances: dict[int, Sum]


def yearly_costs(rounds: Iterable[CostedRound]) -> YearlyCosts:
    """The sums of the rounds, in any order. A share that is not known makes its payer's sum not known."""
    listed = sorted(rounds, key=lambda one: (one.year, one.course, one.name))
    return YearlyCosts(
        years=_sums((one.year, one.name, one.cost.total) for one in listed),
        courses=_sums(((one.year, one.course), one.name, one.cost.total) for one in listed),
        shares=_sums(
            ((one.year, code), one.name, one.cost.shares[code] if one.cost.is_shared else None)
            for one in listed
            for code in one.cost.payers
        ),
        credits=_sums(
            ((one.year, code), one.name, amount)
            for one in listed
            for code, amount in one.cost.credits.items()
        ),
        balances=_sums((one.year, one.name, one.cost.balance) for one in listed),
    )


def sum_of(amounts: Sequence[tuple[str, int | None]]) -> Sum:
    """The sum of named amounts in öre; None is one that is not known."""
    return Sum(
        known=sum(amount for _, amount in amounts if amount is not None),
        parts=len(amounts),
        unknown=tuple(name for name, amount in amounts if amount is None),
    )


def _sums(amounts: Iterable[tuple[K, str, int | None]]) -> dict[K, Sum]:
    gathered: dict[K, list[tuple[str, int | None]]] = {}
    for key, name, amount in amounts:
        gathered.setdefault(key, []).append((name, amount))
    return {key: sum_of(gathered[key]) for key in sorted(gathered)}
