"""Costs that were paid, and what of them an application has used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kfond.funding.cost_shares import Share
from kfond.funding.ledger import Entry, EntryKind
from kfond.provenance import Source


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
