"""Costs that were paid, and what of them an application has used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kfond.funding.cost_shares import Share
from kfond.funding.ledger import Entry, EntryKind
from kfond.provenance import Source
from kfond.sharing import round_by_largest_remainder


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost by its voucher: what, when, for which year, and who bears what of its `amount` (öre)."""

    key: str
    item: str
    on: date
    year: int
    amount: int
    shares: tuple[Share, ...]
    note: str = ""
    source: Source | None = None


def uses_of(costs: Iterable[Cost], application: str) -> tuple[Entry, ...]:
    """The shares that an application bears, as entries; each keeps the cell that it was read from."""
    return tuple(
        Entry(
            kind=EntryKind.USED,
            on=cost.on,
            year=cost.year,
            amount=share.amount,
            line=share.bearer.line,
            by=cost.key,
            note=cost.item,
            source=share.source or cost.source,
        )
        for cost in costs
        for share in cost.shares
        if share.bearer.application == application and share.amount
    )


def borne_beside(costs: Iterable[Cost], application: str) -> tuple[Entry, ...]:
    """What other sources bear of the costs that an application bears a share of, as co-financing in money.

    Of a cost that several applications bear, each has the part of it that it bears of theirs, so that no öre is
    counted twice. What another application bears is not co-financing: a fund pays that.
    """
    return tuple(entry for cost in costs for entry in _borne_beside(cost, application))


def _borne_beside(cost: Cost, application: str) -> Iterator[Entry]:
    mine = [share for share in cost.shares if share.bearer.application == application and share.amount]
    if not mine:
        return
    of_each: Counter[str] = Counter()
    for share in cost.shares:
        if share.bearer.application:
            of_each[share.bearer.application] += abs(share.amount)
    for share in cost.shares:
        amount = _part_of(share.amount, of_each, application) if share.bearer.other else 0
        if amount:
            yield Entry(
                kind=EntryKind.CO_FINANCED,
                on=cost.on,
                year=cost.year,
                amount=amount,
                line=mine[0].bearer.line,
                by=share.bearer.other,
                note=cost.key,
                source=share.source or cost.source,
            )


def _part_of(amount: int, of_each: Mapping[str, int], application: str) -> int:
    """An application's part of an amount, to the öre: all of the parts come to it."""
    whole = sum(of_each.values())
    parts = {key: Fraction(abs(amount) * borne, whole) for key, borne in of_each.items()}
    part = round_by_largest_remainder(parts, abs(amount))[application]
    return part if amount >= 0 else -part
