"""Prices, commitments and shares, as values. All amounts are whole öre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kfond.messages import Message
from kfond.provenance import Source

ORE_IN_KRONA = 100


def whole_kronor(ore: int) -> Decimal:
    """An amount in öre as whole kronor, half to even."""
    return (Decimal(ore) / ORE_IN_KRONA).quantize(Decimal(1))


@dataclass(frozen=True, slots=True)
class Price:
    """What a course costs: for each group, each day of a group, each participant, and the trainer of each group.

    None is "not stated" and counts as nothing only when another part is stated (`is_known`). `lender`: code of a
    municipality that lends the trainer and is credited `trainer`; "" when the trainer is paid outside.
    `charged`: the price that each participant pays, where the course has a fixed one.
    """

    course: str
    area: str
    per_group: int | None
    per_day: int | None
    per_participant: int | None
    trainer: int | None
    lender: str
    charged: int | None
    source: Source

    @property
    def is_known(self) -> bool:
        """Whether anything that it costs is stated."""
        return any(
            part is not None for part in (self.per_group, self.per_day, self.per_participant, self.trainer)
        )


@dataclass(frozen=True, slots=True)
class Commitment:
    """A municipality's promise to take a number of seat packages a year at a price each, used or not."""

    code: str
    course: str
    year: int
    packages: int
    price: int
    source: Source


class Key(StrEnum):
    """How a round's cost is shared between the municipalities."""

    SEATS = "seats"
    EQUAL = "equal"
    POPULATION = "population"
    STAFF = "staff"
    PERCENT = "percent"
    FIXED_PRICE = "fixed_price"


@dataclass(frozen=True, slots=True)
class Costing:
    """All that the cost of a round is reckoned from but the settings: kept with an adopted plan, to settle it by.

    `days`: hundredths for each group; `seats`: every member, with 0 for one without a seat; `capacity`: the seats of
    all groups; `weights`: what the key shares by; `fixed_price`: öre, the one of the settings; `is_open`: all
    seats are.
    """

    price: Price | None
    groups: int
    days: int | None
    seats: Mapping[str, int]
    capacity: int
    key: Key
    weights: Mapping[str, Decimal | int | None]
    fixed_price: int | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class RoundCost:
    """What one round costs, and who pays. `total` None: not known, and then nobody's share is.

    `shares`: code -> öre before credits; the code "" is the association, where it pays for empty seats.
    `credits`: code -> öre for a lent trainer. With a fixed price `balance` is what the association is left with,
    income less cost, negative for a loss; with the other keys 0. None: not known, as where nobody knows who pays what.
    What is paid outside is the cost less the credits: sum(shares) - balance = total, and therefore
    sum(shares) - sum(credits) - balance = `paid_outside`.
    `payers`: who is to pay, known also where nobody knows how much. `why`: why the shares are not known.
    """

    total: int | None
    shares: Mapping[str, int]
    credits: Mapping[str, int]
    balance: int | None
    payers: tuple[str, ...] = ()
    why: Message | None = None

    @property
    def is_shared(self) -> bool:
        """Whether it is known what everybody pays."""
        return self.total is not None and self.why is None

    @property
    def paid_outside(self) -> int | None:
        """What is paid to others than the municipalities; None where the cost is not known."""
        return None if self.total is None else self.total - sum(self.credits.values())


@dataclass(frozen=True, slots=True)
class PerHead:
    """What a group of `persons` would cost each of them, in öre with at most four decimals; None: not known.

    `others`: what is left for those who pay for empty seats, or for the association with a fixed price (negative:
    it keeps that much). persons x price + others = the cost, up to the decimals.
    """

    persons: int
    price: Decimal | None
    others: Decimal | None
