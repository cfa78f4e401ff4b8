"""One cost split over those that bear it: in kronor, in per cent, or the rest; the shares sum to the öre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kfond.errors import ExitCode, Problem, Refusal
from kfond.funding.ledger import kronor
from kfond.messages import Message, say
from kfond.provenance import Place, Source
from kfond.sharing import round_by_largest_remainder

ALL = Fraction(1)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a share: an application by its key, with the budget line, or another source by its name."""

    application: str = ""
    line: str = ""
    other: str = ""

    def __str__(self) -> str:
        if self.other:
            return self.other
        return f"{self.application}:{self.line}" if self.line else self.application


@dataclass(frozen=True, slots=True)
class Wish:
    """What is said of a share: an amount in öre, or a part of the whole cost (0 to 1); neither is the rest."""

    bearer: Bearer
    amount: int | None = None
    part: Fraction | None = None
    source: Source | None = None

    @property
    def is_rest(self) -> bool:
        """Whether it takes what the others leave."""
        return self.amount is None and self.part is None


@dataclass(frozen=True, slots=True)
class Share:
    """What one of them bears, in whole öre."""

    bearer: Bearer
    amount: int
    source: Source | None = None


def split(cost: int, wishes: Sequence[Wish], place: Place | None = None) -> tuple[Share, ...]:
    """The shares of a cost (öre; below 0 for a credit), in the order of the wishes; they sum to it.

    Amounts are taken as they are. Parts of the whole are rounded so that they sum (largest remainder, ties by the
    order in which they are said); one wish may take the rest. Raises Refusal (exit 3), naming `place`, with
    everything that is wrong: no share at all, one twice, two rests, an amount against the sign of the cost, a part
    outside 0 to 1, shares that come to more or less than the cost.
    """
    problems = [Problem(place, what, remedy) for what, remedy in _faults(cost, wishes)]
    if problems:
        raise Refusal(ExitCode.DATA, *problems)
    stated = sum(wish.amount or 0 for wish in wishes)
    parts = {f"{at:06d}": wish.part * abs(cost) for at, wish in enumerate(wishes) if wish.part is not None}
    has_rest = any(wish.is_rest for wish in wishes)
    rounded = round_by_largest_remainder(parts, None if has_rest else abs(cost - stated))
    sign = 1 if cost >= 0 else -1
    amounts = {at: sign * rounded[f"{at:06d}"] for at, wish in enumerate(wishes) if wish.part is not None}
    rest = cost - stated - sum(amounts.values())
    return tuple(
        Share(
            wish.bearer,
            rest if wish.is_rest else amounts[at] if wish.amount is None else wish.amount,
            wish.source,
        )
        for at, wish in enumerate(wishes)
    )


def _faults(cost: int, wishes: Sequence[Wish]) -> list[tuple[Message, Message]]:
    bearers = [wish.bearer for wish in wishes]
    faults = [
        (
            say("{source} is named twice as bearing the cost.", source=str(bearer)),
            say("Write one share for it: both together."),
        )
        for bearer in dict.fromkeys(bearers)
        if bearers.count(bearer) > 1
    ]
    if sum(wish.is_rest for wish in wishes) > 1:
        faults.append(
            (
                say("{count} sources are to take the rest.", count=sum(wish.is_rest for wish in wishes)),
                say("Write kronor or per cent for all but one of them."),
            )
        )
    faults += [
        (
            say("{source} cannot bear {share} of a cost.", source=str(wish.bearer), share=_words(wish)),
            say("Write a share from 0 to 100 per cent, or kronor of the same sign as the cost."),
        )
        for wish in wishes
        if _is_absurd(cost, wish)
    ]
    return faults or _not_summing(cost, wishes)


def _is_absurd(cost: int, wish: Wish) -> bool:
    if wish.part is not None:
        return not 0 <= wish.part <= ALL
    return wish.amount is not None and (wish.amount < 0) != (cost < 0) and wish.amount != 0


def _not_summing(cost: int, wishes: Sequence[Wish]) -> list[tuple[Message, Message]]:
    """What is wrong where the shares come to more or less than the cost."""
    said = sum(
        (Fraction(wish.amount or 0) if wish.part is None else wish.part * cost for wish in wishes),
        start=Fraction(0),
    )
    has_rest = any(wish.is_rest for wish in wishes)
    if said == cost or (has_rest and abs(said) <= abs(cost)):
        return []
    return [
        (
            say(
                "The shares come to {shares} kronor, and the cost is {cost}: {difference} kronor apart.",
                shares=_kronor(said),
                cost=kronor(cost),
                difference=_kronor(abs(said - cost)),
            ),
            say("Change a share, or leave one of them without kronor and per cent: it takes the rest."),
        )
    ]


def _words(wish: Wish) -> str:
    if wish.part is not None:
        return f"{float(wish.part * 100):g} %"
    return f"{kronor(wish.amount or 0):f} kr"


def _kronor(ore: Fraction) -> Decimal:
    return kronor(int(ore + Fraction(1, 2)))
