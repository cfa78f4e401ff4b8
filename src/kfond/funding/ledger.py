"""The money of an application: what was asked, decided, paid and used, entry by entry, always in whole öre.

Every amount stands in one cell: a year and a budget line. 0 is the whole time, "" the whole budget, for what is not
divided. Years, lines and the total are sums of the same cells, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from kfond.funding.amounts import HUNDREDTHS, amount_of
from kfond.funding.application import CostLine
from kfond.funding.budget import NOTHING_PROMISED, Promised
from kfond.funding.fund import Fund
from kfond.provenance import Source

WHOLE_TIME = 0
"""The year of what is not divided by years."""
WHOLE = ""
"""The budget line of what is not divided by lines."""


Cell = tuple[int, str]
"""A year and a budget line."""
Key = TypeVar("Key", int, str)


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
    RECLAIMED = "reclaimed"  # the fund wants it back, by the day of the entry
    REPAID = "repaid"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry. `amount` is in öre and never negative but for a correction of the same kind; `line` is the key of
    a budget line, "" for the whole; `to_line` where MOVED. `year` is the one that the money is for, 0 for the whole
    time. `payment` is the number of the planned payment that a PLANNED makes and a PAID fulfils. `hours` (whole
    hundredths) and `rate` (öre an hour) make the amount of what is in kind. `by` is a role, or whose money it is.
    `note` is the reason. A USED is a share of a cost; one of no öre explains why its line was used otherwise."""

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


@dataclass(frozen=True, slots=True)
class Ground:
    """What the entries of an application are held against: its fund, its budget, and its days.

    `key` is what the application is called. `applied` is in öre, None where it is not known; `allocated` likewise,
    what a list of distribution gives; `promised` is what others than the fund are to bear. `submitted_on` is
    None until the application is submitted; `ends_on` is the last day of what is paid for, None where nobody has
    said it. `today` is the day that the question is asked.
    """

    key: str
    fund: Fund
    applied: int | None
    lines: tuple[CostLine, ...]
    submitted_on: date | None
    ends_on: date | None
    today: date
    allocated: int | None = None
    promised: Promised = NOTHING_PROMISED

    @property
    def line_keys(self) -> tuple[str, ...]:
        """The keys of the budget lines, in the order of the application."""
        return tuple(dict.fromkeys(line.key for line in self.lines))

    @property
    def is_over(self) -> bool:
        """Whether the time that is paid for has passed; a use below the budget says nothing before that."""
        return self.ends_on is not None and self.ends_on < self.today


@dataclass(frozen=True, slots=True)
class Amounts:
    """The money of an application, or of one of its years or lines, side by side, in öre.

    `applied` None is not known; `recommended` and `granted` None: nobody has said anything yet. `planned` is what
    is planned and not paid yet. `in_money` and `in_kind` are what others than the fund bear. `moved` is what moves
    between lines have brought, below 0 where they have taken. `reclaimed` is what the fund has decided to have back.
    """

    applied: int | None = 0
    recommended: int | None = None
    granted: int | None = None
    requested: int = 0
    planned: int = 0
    paid: int = 0
    used: int = 0
    reclaimed: int = 0
    repaid: int = 0
    in_money: int = 0
    in_kind: int = 0
    moved: int = 0

    @property
    def left(self) -> int | None:
        """What is granted and neither paid nor planned to be ("kvar att betala ut"); None before a decision."""
        return None if self.granted is None else self.granted - self.paid - self.planned

    @property
    def unused(self) -> int | None:
        """What is granted and not used ("kvar att använda"); None before a decision, below 0 where more was used."""
        return None if self.granted is None else self.granted - self.used

    @property
    def in_hand(self) -> int:
        """What is paid and neither used nor repaid ("utbetalt men inte använt"); below 0 the applicant lays it out."""
        return self.paid - self.used - self.repaid

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is said of it."""
        return self == Amounts()


@dataclass(frozen=True, slots=True)
class Payment:
    """A planned payment: its number, its day, its cell, what it was planned to be and what came of it, in öre."""

    number: int
    on: date
    year: int
    line: str
    planned: int
    paid: int
    waits_for: tuple[Condition, ...]

    @property
    def outstanding(self) -> int:
        """What is still to come of it."""
        return max(0, self.planned - self.paid)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the money of an application stands.

    `cells` are the amounts by year and line, of which all others are sums. `budgets` are what each line may cost,
    after moves; None where nobody has said how a smaller grant is divided.
    `explanations` are what was said of lines that were used otherwise, by line. `decided_on` is the first decision.
    """

    total: Amounts
    cells: Mapping[Cell, Amounts]
    by_year: Mapping[int, Amounts]
    by_line: Mapping[str, Amounts]
    budgets: Mapping[str, int | None]
    payments: tuple[Payment, ...]
    conditions: tuple[Condition, ...]
    explanations: Mapping[str, str]
    decided_on: date | None

    def in_year(self, year: int) -> dict[str, Amounts]:
        """The amounts of one year, by line, in the order of the lines."""
        return {line: self.cells[year, line] for line in self.by_line if (year, line) in self.cells}

    def payment(self, number: int | None) -> Payment | None:
        """The planned payment of that number; None where there is none."""
        return next((payment for payment in self.payments if payment.number == number), None)


def standing_of(ground: Ground, entries: Sequence[Entry], conditions: Iterable[Condition] = ()) -> Standing:
    """Where the money stands after `entries`, in whatever order they are given.

    Of several conditions with the same key the last one holds.
    """
    holding = tuple({condition.key: condition for condition in conditions}.values())
    payments = _payments(entries, holding)
    cells = _cells(ground, entries, payments)
    by_line = _ordered(_summed(cells, lambda cell: cell[1]), (*ground.line_keys, WHOLE))
    total = replace(add_up(cells.values()), applied=_applied(ground))
    return Standing(
        total=total,
        cells=cells,
        by_year=dict(sorted(_summed(cells, lambda cell: cell[0]).items())),
        by_line=by_line,
        budgets=_budgets(by_line, total, entries),
        payments=payments,
        conditions=holding,
        explanations={e.line: e.note for e in entries if e.kind is EntryKind.USED and not e.amount},
        decided_on=min((e.on for e in entries if e.kind is EntryKind.GRANTED), default=None),
    )


def kronor(ore: int) -> Decimal:
    """An amount in kronor, as a message shows it: whole where it is whole, else with both decimals."""
    return Decimal(ore // HUNDREDTHS) if ore % HUNDREDTHS == 0 else Decimal(ore).scaleb(-2)


def rest_of(budget: int | None, used: int) -> int | None:
    """What a line has that is not used; None where its budget is not known."""
    return None if budget is None else max(0, budget - used)


def _cells(ground: Ground, entries: Sequence[Entry], payments: Iterable[Payment]) -> dict[Cell, Amounts]:
    cells: dict[Cell, Amounts] = {}

    def add(cell: Cell, field: str, amount: int) -> None:
        before = cells.get(cell, Amounts())
        cells[cell] = replace(before, **{field: (getattr(before, field) or 0) + amount})

    for cell, amount in _applied_cells(ground):
        before = cells.get(cell, Amounts())
        known = None if amount is None or before.applied is None else before.applied + amount
        cells[cell] = replace(before, applied=known)
    for entry in entries:
        if entry.kind is EntryKind.MOVED:
            add((entry.year, entry.line), "moved", -entry.amount)
            add((entry.year, entry.to_line), "moved", entry.amount)
        elif entry.kind is EntryKind.CO_FINANCED:
            add((entry.year, entry.line), "in_money" if entry.hours is None else "in_kind", entry.amount)
        elif entry.kind is not EntryKind.PLANNED:
            add((entry.year, entry.line), entry.kind.value, entry.amount)
    for payment in payments:
        add((payment.year, payment.line), "planned", payment.outstanding)
    return cells


def _applied(ground: Ground) -> int | None:
    """What is applied for in all: as stated, else what the lines come to where every one is known."""
    if ground.applied is not None:
        return ground.applied
    known = [amount for line in ground.lines if (amount := amount_of(line)) is not None]
    return sum(known) if known and len(known) == len(ground.lines) else None


def _applied_cells(ground: Ground) -> Iterable[tuple[Cell, int | None]]:
    """What is applied for in each year and line; what the lines do not account for is not divided."""
    divided: int | None = 0
    for line in ground.lines:
        amount = amount_of(line)
        yield (line.year or WHOLE_TIME, line.key), amount
        divided = None if divided is None or amount is None else divided + amount
    total = _applied(ground)
    rest = None if total is None or divided is None else total - divided
    if rest != 0:
        yield (WHOLE_TIME, WHOLE), rest


def _payments(entries: Iterable[Entry], conditions: Iterable[Condition]) -> tuple[Payment, ...]:
    found: dict[int, Payment] = {}
    for entry in entries:
        number = entry.payment
        if entry.kind is EntryKind.PLANNED and number is not None:
            waits = tuple(c for c in conditions if c.payment == number and c.met_on is None)
            first = found.get(number) or Payment(number, entry.on, entry.year, entry.line, 0, 0, waits)
            found[number] = replace(first, planned=first.planned + entry.amount)
    for entry in entries:
        if entry.kind is EntryKind.PAID and entry.payment in found:
            before = found[entry.payment]
            found[entry.payment] = replace(before, paid=before.paid + entry.amount)
    return tuple(found[number] for number in sorted(found))


def _budgets(
    by_line: Mapping[str, Amounts], total: Amounts, entries: Iterable[Entry]
) -> dict[str, int | None]:
    """What each line may cost: as granted by line, else as applied for; moved on from there.

    Where less is granted than applied for, the budget of a line is known when somebody has divided it: by a decision
    for the line, or by a move to it. What is granted beyond the lines is not divided.
    """
    lines = {key: amounts for key, amounts in by_line.items() if key != WHOLE}
    whole = total.applied if total.granted is None else total.granted
    asked = sum(amounts.applied or 0 for amounts in lines.values())
    is_by_line = any(e.kind is EntryKind.GRANTED and e.line != WHOLE for e in entries)
    if not is_by_line and (total.granted is None or asked <= total.granted):
        budgets = {key: _moved(amounts.applied, amounts.moved) for key, amounts in lines.items()}
        is_known = whole is not None and None not in budgets.values()
        return {**budgets, WHOLE: (whole or 0) - sum(filter(None, budgets.values())) if is_known else None}
    stated = {
        key: (amounts.granted or 0) + amounts.moved
        for key, amounts in lines.items()
        if amounts.granted is not None or amounts.moved
    }
    rest = (whole or 0) - sum(stated.values())
    return {**{key: stated.get(key, None if rest else 0) for key in lines}, WHOLE: rest}


def _moved(applied: int | None, moved: int) -> int | None:
    return None if applied is None else applied + moved


def _summed(cells: Mapping[Cell, Amounts], key: Callable[[Cell], Key]) -> dict[Key, Amounts]:
    kept: dict[Key, list[Amounts]] = {}
    for cell, amounts in cells.items():
        kept.setdefault(key(cell), []).append(amounts)
    return {found: add_up(those) for found, those in kept.items()}


def _ordered(by_line: Mapping[str, Amounts], order: Iterable[str]) -> dict[str, Amounts]:
    """The lines in the order of the application, those that only a decision names after them, the whole last."""
    first = [key for key in order if key != WHOLE]
    others = sorted(key for key in by_line if key not in first and key != WHOLE)
    return {key: by_line[key] for key in (*first, *others, WHOLE) if key in by_line}


def add_up(amounts: Iterable[Amounts]) -> Amounts:
    """The sum of amounts, field by field: unknown in one is unknown in the sum, but for what nobody has said yet."""
    listed = list(amounts)
    summed: dict[str, int | None] = {}
    for field in fields(Amounts):
        values = [getattr(each, field.name) for each in listed]
        said = [value for value in values if value is not None]
        if field.name == "applied":
            summed[field.name] = sum(said) if len(said) == len(values) else None
        elif field.name in ("recommended", "granted"):
            summed[field.name] = sum(said) if said else None
        else:
            summed[field.name] = sum(said)
    return Amounts(**summed)  # type: ignore[arg-type]
