"""What a small group costs for each person, and what can be done where too few are in line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kfond.messages import Message, say, say_count
from kfond.plan.costs.totals import cost_of_empty_seats, round_total
from kfond.plan.costs.values import PerHead, Price
from kfond.settings import Settings

DECIMALS = Decimal("0.0001")


class Way(StrEnum):
    """What can be done with a group that is too small."""

    RUN = "run"
    JOIN = "join"
    WAIT = "wait"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Others whom the same course is for: another band or area, `persons` of it in line in the same term.

    `is_planned`: they have a round of their own already, so that joining it costs only what it adds.
    """

    name: str
    persons: int
    is_planned: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way out for a group below the smallest, and what it costs more than doing nothing.

    `served`: persons who get a seat by it, None where it is not known. `cost`: öre, None where it is not known.
    `fills`: whether the group reaches the smallest, None where it is not known.
    """

    way: Way
    what: Message
    served: int | None
    cost: int | None
    fills: bool | None

    @property
    def per_person(self) -> Decimal | None:
        """Öre for each person served, at most four decimals; None: not known, or nobody is served."""
        if self.cost is None or not self.served:
            return None
        return _decimal(Fraction(self.cost, self.served))


@dataclass(frozen=True, slots=True)
class TooSmall:
    """A group below the smallest: persons in line, the sizes of a group, days in hundredths, price of the course.

    `later`: how many are reckoned to be in line in the term after (its label is `next_term`), None: not known;
    `later_price`: what the course costs then.
    """

    persons: int
    smallest: int
    largest: int
    price: Price | None
    days: int | None
    neighbours: Sequence[Neighbours]
    next_term: str
    later: int | None
    later_price: Price | None

    def cost_of(self, persons: int) -> int | None:
        """Öre for as few groups as hold so many persons; None where it is not known."""
        return self._cost_at(self.price, persons)

    def later_cost_of(self, persons: int) -> int | None:
        """The same in the term after."""
        return self._cost_at(self.later_price, persons)

    def _cost_at(self, price: Price | None, persons: int) -> int | None:
        return round_total(price, -(-persons // self.largest), self.days, persons)


def prices_per_head(
    price: Price | None,
    days: int | None,
    smallest: int,
    largest: int,
    settings: Settings,
    charged: int | None = None,
) -> tuple[PerHead, ...]:
    """The price per head with one person fewer than the smallest group, with just so many, and with one more.

    Whoever pays for empty seats now would do so then: the participants (the price falls with every one), or the
    members or the association (the price stays, and `others` falls). `charged`: the fixed price in öre, where the
    key is one. Empty groups are left out. As few groups as hold them all.
    """
    sizes = [persons for persons in (smallest - 1, smallest, smallest + 1) if persons > 0]
    return tuple(_per_head(price, days, persons, largest, settings, charged) for persons in sizes)


def below_minimum(group: TooSmall) -> tuple[Proposal, ...]:
    """What can be done, cheapest for each person served first; what nobody can price after that, dropping last.

    Ties in the order run, join, wait, then by name. Neighbours with whom the group is still too small are left out.
    """
    ways = (*_run(group), *_join(group), *_wait(group))
    priced = sorted(
        (way for way in ways if way.per_person is not None), key=lambda way: way.per_person or Decimal(0)
    )
    lost = say_count(
        "Leave it out: {count} person goes without.",
        "Leave it out: {count} persons go without.",
        group.persons,
    )
    unpriced = (way for way in ways if way.per_person is None)
    return (*priced, *unpriced, Proposal(Way.DROP, lost, 0, 0, False))


def _per_head(
    price: Price | None, days: int | None, persons: int, largest: int, settings: Settings, charged: int | None
) -> PerHead:
    groups = -(-persons // largest)
    total = round_total(price, groups, days, persons)
    if price is None or total is None:
        return PerHead(persons, None if charged is None else Decimal(charged), None)
    if charged is not None:
        return PerHead(persons, Decimal(charged), Decimal(total - charged * persons))
    if settings.empty_seats == "participants":
        return PerHead(persons, _decimal(Fraction(total, persons)), Decimal(0))
    empty = cost_of_empty_seats(price, total, persons, groups * largest)
    return PerHead(persons, _decimal((total - empty) / persons), _decimal(empty))


def _run(group: TooSmall) -> Iterator[Proposal]:
    if group.persons:
        lacking = group.smallest - group.persons
        words = say_count(
            "Run it anyway with {count} person, {lacking} below the smallest group.",
            "Run it anyway with {count} persons, {lacking} below the smallest group.",
            group.persons,
            lacking=lacking,
        )
        yield Proposal(Way.RUN, words, group.persons, group.cost_of(group.persons), lacking <= 0)


def _join(group: TooSmall) -> Iterator[Proposal]:
    for other in sorted(group.neighbours, key=lambda other: other.name):
        together = group.persons + other.persons
        if together < group.smallest:
            continue
        words = say("Join {name}: {persons} persons together.", name=other.name, persons=together)
        cost, theirs = group.cost_of(together), group.cost_of(other.persons)
        if not other.is_planned:
            yield Proposal(Way.JOIN, words, together, cost, True)
        elif group.persons:
            more = None if cost is None or theirs is None else cost - theirs
            yield Proposal(Way.JOIN, words, group.persons, more, True)


def _wait(group: TooSmall) -> Iterator[Proposal]:
    if group.later is None:
        words = say("Wait for {term}: how many are in line then is not known.", term=group.next_term)
        yield Proposal(Way.WAIT, words, None, None, None)
        return
    words = say_count(
        "Wait for {term}: {count} person is reckoned to be in line then.",
        "Wait for {term}: {count} persons are reckoned to be in line then.",
        group.later,
        term=group.next_term,
    )
    yield Proposal(
        Way.WAIT, words, group.later, group.later_cost_of(group.later), group.later >= group.smallest
    )


def _decimal(exact: Fraction) -> Decimal:
    """An amount with four decimals at most, rounded half to even."""
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(DECIMALS)
