"""How many of those who need a course take a seat when it is offered once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kfond.messages import Message, say, say_count
from kfond.periods import Term
from kfond.plan.needs.persons import as_persons
from kfond.plan.needs.values import TakeUp
from kfond.settings import DEFAULTS, Settings


@dataclass(frozen=True, slots=True)
class PastRound:
    """A round held: seats `taken` of those `offered` it (who lacked the course then), in all its municipalities.

    `capacity` None: how many it could hold is not known.
    """

    term: Term
    taken: int
    offered: int
    capacity: int | None

    @property
    def is_full(self) -> bool:
        """Whether more may have wanted a seat than got one; where the capacity is not known, they may have."""
        return self.capacity is None or self.taken >= self.capacity


def take_up_of(rounds: Iterable[PastRound], settings: Settings) -> TakeUp:
    """The share p = (w p0 + taken) / (w + offered), at most 1.

    p0 and the weight w are settings. A round that filled counts only where it raises the share: how many more
    would have come is not known, so it is a lower bound and never lowers p.
    """
    counted = [past for past in rounds if past.offered > 0]
    used = [past for past in counted if not past.is_full]
    share, taken, offered = _share(used, settings)
    for past in sorted((past for past in counted if past.is_full), key=_ratio, reverse=True):
        if _ratio(past) <= share:
            break
        used.append(past)
        share, taken, offered = _share(used, settings)
    return TakeUp(as_persons(share), taken, offered, _origin(len(used), taken, offered, settings))


def _ratio(past: PastRound) -> Fraction:
    return Fraction(min(past.taken, past.offered), past.offered)


def _share(rounds: Iterable[PastRound], settings: Settings) -> tuple[Fraction, int, int]:
    """The share, and the persons of all rounds that it rests on: seats taken, and offers."""
    taken = offered = 0
    for past in rounds:
        taken += min(past.taken, past.offered)
        offered += past.offered
    weight = settings.take_up_weight
    return (weight * Fraction(settings.take_up) + taken) / (weight + offered), taken, offered


def _origin(rounds: int, taken: int, offered: int, settings: Settings) -> Message:
    source = say("our default") if settings.take_up == DEFAULTS.take_up else say("the settings")
    if not rounds:
        return source
    return say_count(
        "{taken} of {offered} who lacked it took a seat in {count} earlier round, put together with {percent} % "
        "of {weight} ({source})",
        "{taken} of {offered} who lacked it took a seat in {count} earlier rounds, put together with {percent} % "
        "of {weight} ({source})",
        rounds,
        taken=taken,
        offered=offered,
        percent=(settings.take_up * 100).normalize() + Decimal(0),
        weight=settings.take_up_weight,
        source=source,
    )
