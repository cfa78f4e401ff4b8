"""Money that is to go back to the fund: what it wants back by a day, and what was paid and not used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kfond.funding.ledger import Entry, EntryKind, Ground, Standing


@dataclass(frozen=True, slots=True)
class Repayment:
    """An amount (öre) that is to be paid back by a day, None where nobody has said which."""

    amount: int
    by: date | None


def wanted_back(entries: Iterable[Entry]) -> int:
    """What the fund wants back and has not got, in öre. `entries` are in the order that they were entered: what was
    paid back before the fund wanted anything settles nothing."""
    claimed = open_ = 0
    for entry in entries:
        if entry.kind is EntryKind.RECLAIMED:
            claimed += entry.amount
            open_ = max(0, open_ + entry.amount)
        elif entry.kind is EntryKind.REPAID:
            open_ = min(claimed, max(0, open_ - entry.amount))
    return open_


def owed(entries: Iterable[Entry], standing: Standing) -> int:
    """What is to go back to the fund if nothing more is used, in öre: what it wants back, or all that is left of what
    it paid where that is more."""
    return max(wanted_back(entries), standing.total.in_hand, 0)


def repayments_of(ground: Ground, entries: tuple[Entry, ...], standing: Standing) -> tuple[Repayment, ...]:
    """What is still to be paid back: first what the fund wants back, the earliest day first, then what is left over
    of the payments when the time that is paid for has passed. What was paid back settles the earliest first."""
    open_ = wanted_back(entries)
    unused = standing.total.in_hand - open_
    found: list[Repayment] = []
    claims = [entry for entry in entries if entry.kind is EntryKind.RECLAIMED and entry.amount > 0]
    for claim in sorted(claims, key=lambda entry: entry.on, reverse=True):
        rest = min(open_, claim.amount)
        open_ -= rest
        if rest:
            found.insert(0, Repayment(rest, claim.on))
    if ground.is_over and unused > 0:
        found.append(Repayment(unused, None))
    return tuple(found)
