"""The money of an application: what was asked, decided, paid and used, entry by entry, always in whole öre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kfond.provenance import Source


class EntryKind(StrEnum):
    """What an entry says of the money."""

    RECOMMENDED = "recommended"
    GRANTED = "granted"
    REQUESTED = "requested"  # a payment was asked for
    PLANNED = "planned"  # a payment that is to come
    PAID = "paid"
    USED = "used"
    CO_FINANCED = "co_financed"  # in money or, with hours and rate, in kind
    MOVED = "moved"  # from one budget line to another
    REPAID = "repaid"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry. `amount` is in öre and never negative but for a correction of the same kind; `line` is the key of
    a budget line, "" for the whole; `to_line` where MOVED. `payment` is the number of the planned payment that a
    PLANNED makes and a PAID fulfils. `hours` (whole hundredths) and `rate` (öre an hour) make the amount of what
    is in kind. `note` is the reason."""

    kind: EntryKind
    on: date
    year: int
    amount: int
    line: str = ""
    to_line: str = ""
    payment: int | None = None
    hours: int | None = None
    rate: int | None = None
    by: str = ""
    note: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be met, before a payment where `payment` names one; `met_on` None until it is."""

    key: str
    text: str
    due: date | None
    payment: int | None
    met_on: date | None
    evidence: str
