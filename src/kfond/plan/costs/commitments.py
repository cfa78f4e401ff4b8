"""Promised seat packages: a municipality takes so many a year at a price each, used or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kfond.plan.costs.values import Commitment
from kfond.plan.costs.years import Sum, sum_of


@dataclass(frozen=True, slots=True)
class SettledCommitment:
    """What came of a promise. `used` None: not known yet, and then neither is what is to be paid."""

    commitment: Commitment
    used: int | None

    @property
    def bought(self) -> int | None:
        """Packages beyond the promise, bought at its price."""
        return None if self.used is None else max(self.used - self.commitment.packages, 0)

    @property
    def unused(self) -> int | None:
        """Packages that are paid and that nobody used."""
        return None if self.used is None else max(self.commitment.packages - self.used, 0)

    @property
    def least(self) -> int:
        """Öre owed whatever happens: the packages promised."""
        return self.commitment.packages * self.commitment.price

    @property
    def amount(self) -> int | None:
        """Öre to pay: the packages promised, and those beyond them, all at the price of the promise."""
        return None if self.bought is None else self.least + self.bought * self.commitment.price

    @property
    def for_nothing(self) -> int | None:
        """Öre of the amount that go to packages which nobody used: what it adds to the price of the seats."""
        return None if self.unused is None else self.unused * self.commitment.price


def settle_commitments(
    commitments: Iterable[Commitment], used: Mapping[tuple[str, str, int], int]
) -> tuple[SettledCommitment, ...]:
    """Each promise with what became of it, in order of municipality, year and course.

    `used`: (code, course, year) -> seats granted and not given back in time (`settling.charged_seats`); one that is
    missing is not known. A promise holds for its own year: nothing unused is carried over. A package beyond
    the promise costs what a promised one does, so that max(promised, used) are paid; a municipality that promised
    nothing is not here and pays each round's own price. Raises ValueError where a municipality promises the same
    twice, since nobody could tell at which price the rest is bought, and for a negative number.
    """
    settled: dict[tuple[str, int, str], SettledCommitment] = {}
    for promise in commitments:
        key = (promise.code, promise.year, promise.course)
        number = used.get((promise.code, promise.course, promise.year))
        if key in settled:
            raise ValueError(f"municipality {promise.code} promises {promise.course} {promise.year} twice")
        if min(promise.packages, promise.price, number or 0) < 0:
            raise ValueError(f"negative number in {promise} or in its use {number}")
        settled[key] = SettledCommitment(promise, number)
    return tuple(settled[key] for key in sorted(settled))


def commitments_by_year(settled: Iterable[SettledCommitment]) -> dict[tuple[int, str], Sum]:
    """What each municipality pays for all its promises of a year, (year, code) -> öre, in that order."""
    amounts: dict[tuple[int, str], list[tuple[str, int | None]]] = {}
    for one in settled:
        key = (one.commitment.year, one.commitment.code)
        amounts.setdefault(key, []).append((one.commitment.course, one.amount))
    return {key: sum_of(amounts[key]) for key in sorted(amounts)}
