"""Who of those whom a course is for have it already, now and in the terms to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import add

from kfond.messages import Message
from kfond.periods import Term
from kfond.plan.estimates import Estimate
from kfond.plan.needs.history import Held, History, Pooled
from kfond.plan.needs.persons import as_persons
from kfond.plan.needs.planned import PlannedSeats
from kfond.plan.needs.values import Trained
from kfond.plan.needs.whose import ALL
from kfond.provenance import Source

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Persons at least, most likely, at most; `high` None: a number cannot be read, so as many as there are."""

    low: Decimal
    best: Decimal
    high: Decimal | None

    def __add__(self, other: Bounds) -> Bounds:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Bounds(self.low + other.low, self.best + other.best, high)

    def times(self, share: Decimal) -> Bounds:
        """A share of these persons."""
        return Bounds(self.low * share, self.best * share, None if self.high is None else self.high * share)

    def among(self, eligible: Estimate) -> Estimate:
        """The estimate to print: nobody is trained who is not there."""
        best = min(self.best, eligible.best)
        high = eligible.high if self.high is None else min(self.high, eligible.high)
        return Estimate(as_persons(min(self.low, best)), as_persons(best), as_persons(max(high, best)))


NOBODY_TRAINED = Bounds(NONE, NONE, NONE)


@dataclass(frozen=True, slots=True)
class TrainedAt:
    """The trained persons of one municipality in each term: what lists name and adopted plans gave it, and what was
    allocated to it."""

    observed: tuple[Bounds, ...]
    allocated: tuple[Bounds, ...]
    held: tuple[Held, ...]
    pooled: tuple[Pooled, ...]
    planned: tuple[PlannedSeats, ...] = ()

    def as_value(self, eligible: Sequence[Estimate]) -> Trained:
        """What is kept and printed, held against those who are there."""
        staying = tuple(
            (seen + given).among(there)
            for seen, given, there in zip(self.observed, self.allocated, eligible, strict=True)
        )
        return Trained(
            persons=staying[0],
            is_observed=not self.pooled and not self.planned,
            sources=(*_sources(self.held), *_sources(self.pooled)),
            staying=staying,
            has_local=any(part.is_local for part in self.held),
            is_allocated=bool(self.pooled),
            by_plans=_named(self.planned),
        )


def trained_of(
    history: History,
    eligible: Mapping[str, Decimal | None],
    terms: Sequence[Term],
    kept: Sequence[Decimal],
    repeats: Decimal,
    planned: Mapping[str, Sequence[PlannedSeats]],
) -> Mapping[str, TrainedAt]:
    """Municipality code -> its trained persons in each of `terms`.

    `eligible`: persons at the first term, None where they are not known; pooled participations fall on the
    municipalities in proportion to them, and an unknown one takes a mean one's part. `kept`: see `share_kept`.
    `planned`: seats of adopted plans that no list tells of.
    """
    thinning = Thinning.of(history, terms, kept, planned)
    numbers = range(len(terms))
    pooled = tuple(part for part in history.pooled if part.stated != 0)
    together = [_pooled(pooled, thinning, at, repeats) for at in numbers]
    found = {}
    for code, share in _shares(eligible).items():
        held, mine = history.held.get(code, ()), tuple(planned.get(code, ()))
        allocated = tuple(part.times(share) for part in together)
        observed = (NOBODY_TRAINED,) * len(terms)
        if held:
            observed = _observed(held, thinning, history.mean_row, repeats)
        if mine:
            observed = tuple(map(add, observed, _expected(mine, thinning)))
        found[code] = TrainedAt(observed, allocated, held, pooled, mine)
    return found


@dataclass(frozen=True, slots=True)
class Thinning:
    """How those trained grow fewer: they leave, or grow out of the bands that the course is for.

    `shares[k]`: the share still there k terms after the course; `terms`: how many terms the plan has.
    """

    first: Term
    terms: int
    shares: tuple[Decimal, ...]

    @classmethod
    def of(
        cls,
        history: History,
        terms: Sequence[Term],
        kept: Sequence[Decimal],
        planned: Mapping[str, Sequence[PlannedSeats]],
    ) -> Thinning:
        """The shares back to the oldest round."""
        rounds = [part.term for held in history.held.values() for part in held]
        rounds += [term for part in history.pooled for term in part.terms]
        rounds += [seats.term for mine in planned.values() for seats in mine]
        oldest = min(rounds, default=terms[0])
        ages = max(0, terms[0].minus(oldest)) + len(terms)
        return cls(terms[0], len(terms), tuple(share_kept(kept, age) for age in range(ages)))

    def since(self, term: Term) -> tuple[Decimal, ...]:
        """The share of those trained in a term who are still there, in each term of the plan."""
        age = max(0, self.first.minus(term))
        return self.shares[age : age + self.terms]


def share_kept(kept: Sequence[Decimal], terms: int) -> Decimal:
    """The share still among those whom a course is for `terms` terms after it.

    Beyond the last share known it goes on falling as it did there in one term.
    """
    if terms < len(kept):
        return kept[terms]
    last, before = kept[-1], kept[-2] if len(kept) > 1 else Decimal(1)
    return last * (last / before) ** (terms - len(kept) + 1) if before else NONE


def _observed(
    held: Sequence[Held], thinning: Thinning, mean_row: Decimal | None, repeats: Decimal
) -> tuple[Bounds, ...]:
    """Persons of a municipality's rounds who are still there, in each term.

    Nobody takes one round twice: the largest round alone is that many persons (never less than participations /
    rounds). A row that cannot be read is the mean of the municipality's rows, else of the course's.
    """
    readable = sum(part.readable for part in held)
    mean = Decimal(sum(part.count for part in held)) / readable if readable else (mean_row or NONE)
    is_open = any(part.unreadable for part in held)
    shares = [thinning.since(part.term) for part in held]
    found = []
    for at in range(thinning.terms):
        surely = [part.count * share[at] for part, share in zip(held, shares, strict=True)]
        likely = surely
        if is_open:
            likely = [
                sure + part.unreadable * mean * share[at]
                for sure, part, share in zip(surely, held, shares, strict=True)
            ]
        best = max(max(likely), sum(likely, NONE) * (1 - repeats))
        found.append(Bounds(max(surely), best, None if is_open else sum(surely, NONE)))
    return tuple(found)


def _expected(planned: Sequence[PlannedSeats], thinning: Thinning) -> tuple[Bounds, ...]:
    """Persons with the seats of adopted plans who are still there, in each term: as many as the seats, as with those
    of the plan itself. Where seats were open, it is not known how many more."""
    is_open = any(part.seats is None for part in planned)
    found = []
    for at in range(thinning.terms):
        there = sum(((part.seats or 0) * thinning.since(part.term)[at] for part in planned), NONE)
        found.append(Bounds(there, there, None if is_open else there))
    return tuple(found)


def _named(planned: Sequence[PlannedSeats]) -> tuple[Message, ...]:
    """The plans that gave somebody a seat, each once."""
    names = [part.plan for part in planned if part.seats != 0]
    return tuple(name for at, name in enumerate(names) if name not in names[:at])


def _pooled(parts: Sequence[Pooled], thinning: Thinning, at: int, repeats: Decimal) -> Bounds:
    """Persons behind pooled participations who are still there in term number `at`, all municipalities together.

    Where they may be of others too, they are the part of them that is known, between none and all.
    """
    total = NOBODY_TRAINED
    for part in parts:
        there = part.a_term * sum((thinning.since(term)[at] for term in part.terms), NONE)
        low = there * part.fewest_share if part.part == ALL else NONE
        likely = there * (part.part or NONE) * (1 - repeats)
        total += Bounds(low, max(low, likely), None if part.stated is None else there)
    return total


def _sources(parts: Sequence[Held | Pooled]) -> tuple[Source, ...]:
    return tuple(source for part in parts for source in part.sources)


def _shares(eligible: Mapping[str, Decimal | None]) -> Mapping[str, Decimal]:
    """Each municipality's part of the pooled participations; 0 for all where nobody is eligible."""
    known = [persons for persons in eligible.values() if persons is not None]
    mean = sum(known, NONE) / len(known) if known else NONE
    persons = {code: mean if found is None else found for code, found in eligible.items()}
    total = sum(persons.values(), NONE)
    return {code: part / total if total else NONE for code, part in persons.items()}
