"""The tables of an application's money: by line, by year, its payments, conditions, costs, and what happened when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfond.formatting import date_iso, number
from kfond.funding.accounts import Account
from kfond.funding.amounts import HUNDREDTHS, ORE
from kfond.funding.entry_words import WORDS
from kfond.funding.ledger import WHOLE, WHOLE_TIME, Amounts, Entry, EntryKind, Standing, rest_of
from kfond.reports.tables import Column, Table

UNKNOWN, UNDECIDED, UNDIVIDED = "inte känt", "inget beslut", "inte fördelat"
WHOLE_TIME_NAME = "Hela tiden"


@dataclass(frozen=True, slots=True)
class Money:
    """How amounts are written in one document: all in whole kronor, or all with öre where one has any."""

    decimals: int

    @classmethod
    def of(cls, standings: Iterable[Standing]) -> Money:
        """With öre where any amount has them."""
        known = [
            amount
            for standing in standings
            for amounts in standing.cells.values()
            for name in Amounts.__slots__
            if (amount := getattr(amounts, name)) is not None
        ]
        return cls(2 if any(amount % ORE for amount in known) else 0)

    def number(self, ore: int | None, unknown: str = UNKNOWN) -> str:
        """Kronor without the unit; words where nobody knows."""
        return unknown if ore is None else number(Decimal(ore) / ORE, self.decimals)

    def kr(self, ore: int | None) -> str:
        """Kronor in a sentence."""
        return UNKNOWN if ore is None else f"{self.number(ore)} kronor"


def overview_table(
    accounts: Sequence[Account], amounts: Sequence[Amounts], total: Amounts, year: int | None, money: Money
) -> Table:
    """Every application side by side, and the sum."""
    rows = [(account.key, *_cells(each, money)) for account, each in zip(accounts, amounts, strict=True)]
    if len(rows) > 1:
        rows.append(("Summa", *_cells(total, money)))
    caption = f"Ansökningarna sida vid sida{f' {year}' if year else ''}, kronor"
    return Table(caption, (Column("Ansökan", False), *map(Column, HEADS)), tuple(rows))


HEADS = (
    "Sökt",
    "Föreslaget",
    "Beviljat",
    "Rekvirerat",
    "Utbetalt",
    "Planerat",
    "Kvar",
    "Använt",
    "Oanvänt",
    "Återbetalt",
)


def _cells(amounts: Amounts, money: Money) -> tuple[str, ...]:
    return (
        money.number(amounts.applied),
        money.number(amounts.recommended, "–"),
        money.number(amounts.granted, "–"),
        money.number(amounts.requested),
        money.number(amounts.paid),
        money.number(amounts.planned),
        money.number(amounts.left, "–"),
        money.number(amounts.used),
        money.number(amounts.unused, "–"),
        money.number(amounts.repaid),
    )


def line_table(account: Account, year: int | None, money: Money) -> Table | None:
    """Budget line by line: applied, granted, moved, what it may cost, used and what is left of it."""
    standing = account.standing
    lines = standing.by_line if year is None else standing.in_year(year)
    if not lines:
        return None
    rows = tuple(_line(account, line, amounts, year, money) for line, amounts in lines.items())
    heads = [
        "Sökt",
        "Beviljat",
        "Flyttat",
        "Använt",
        *(["Får kosta", "Kvar av raden"] if year is None else []),
    ]
    caption = f"Per budgetrad: {account.key}{f' {year}' if year else ''}, kronor"
    return Table(caption, (Column("Budgetrad", False), *map(Column, heads)), rows)


def _line(account: Account, line: str, amounts: Amounts, year: int | None, money: Money) -> tuple[str, ...]:
    name = account.items.get(line) or line if line != WHOLE else UNDIVIDED.capitalize()
    cells = (
        name,
        money.number(amounts.applied),
        money.number(amounts.granted, "–"),
        money.number(amounts.moved),
        money.number(amounts.used),
    )
    if year is not None:
        return cells
    budget = account.standing.budgets.get(line)
    return (*cells, money.number(budget, UNDIVIDED), money.number(rest_of(budget, amounts.used), UNDIVIDED))


def year_table(account: Account, money: Money) -> Table | None:
    """Year by year; what is not divided by years stands for the whole time."""
    years = account.standing.by_year
    if not years or set(years) == {WHOLE_TIME}:
        return None
    rows = [(year_name(year), *_cells(amounts, money)) for year, amounts in years.items()]
    if len(rows) > 1:
        rows.append(("Summa", *_cells(account.standing.total, money)))
    return Table(f"Per år: {account.key}, kronor", (Column("År", False), *map(Column, HEADS)), tuple(rows))


def year_name(year: int) -> str:
    """A year, or what is for the whole time."""
    return WHOLE_TIME_NAME if year == WHOLE_TIME else str(year)


def payment_table(account: Account, year: int | None, money: Money) -> Table | None:
    """The planned payments: when, how much, what has come, what each waits for."""
    rows = tuple(
        (
            str(each.number),
            date_iso(each.on),
            money.number(each.planned),
            money.number(each.paid),
            money.number(each.outstanding),
            ", ".join(condition.text for condition in each.waits_for) or "–",
        )
        for each in account.standing.payments
        if year in (None, each.year)
    )
    columns = (
        Column("Utbetalning", False),
        Column("Dag", False),
        Column("Planerat från början"),
        Column("Utbetalt"),
        Column("Återstår"),
        Column("Väntar på", False),
    )
    return Table(f"Planerade utbetalningar: {account.key}, kronor", columns, rows) if rows else None


def condition_table(account: Account) -> Table | None:
    """What must be met, and what is."""
    rows = tuple(
        (
            each.key,
            each.text,
            _day(each.due),
            "–" if each.payment is None else str(each.payment),
            _day(each.met_on),
            each.evidence or "–",
        )
        for each in account.standing.conditions
    )
    heads = ("Villkor", "Vad som krävs", "Senast", "Före utbetalning", "Uppfyllt", "Underlag")
    columns = tuple(Column(head, False) for head in heads)
    return Table(f"Villkor: {account.key}", columns, rows) if rows else None


def share_table(account: Account, year: int | None, money: Money) -> Table | None:
    """What others bear, in money and in hours."""
    rows = tuple(
        (
            each.by or "–",
            date_iso(each.on),
            "–" if each.hours is None else number(Decimal(each.hours) / HUNDREDTHS),
            "–" if each.rate is None else number(Decimal(each.rate) / ORE),
            money.number(each.amount),
        )
        for each in _of(account, year, EntryKind.CO_FINANCED)
    )
    columns = (
        Column("Vem", False),
        Column("Dag", False),
        Column("Timmar"),
        Column("Kronor per timme"),
        Column("Belopp"),
    )
    return Table(f"Medfinansiering: {account.key}, kronor", columns, rows) if rows else None


def cost_table(account: Account, year: int | None, money: Money) -> Table | None:
    """The costs that it bears a share of, each with the cell that it was read from."""
    rows = tuple(
        (
            cost.key,
            date_iso(cost.on),
            cost.item,
            account.items.get(share.bearer.line) or share.bearer.line or "–",
            money.number(cost.amount),
            money.number(share.amount),
            str(source.place) if (source := share.source or cost.source) else "införd för sig",
        )
        for cost in account.costs
        if year in (None, cost.year)
        for share in cost.shares
        if share.bearer.application == account.key
    )
    columns = (
        Column("Verifikation", False),
        Column("Dag", False),
        Column("Vad", False),
        Column("Budgetrad", False),
        Column("Hela kostnaden"),
        Column("Ansökans andel"),
        Column("Cell", False),
    )
    return Table(f"Kostnader: {account.key}, kronor", columns, rows) if rows else None


TOLD = (
    EntryKind.RECOMMENDED,
    EntryKind.GRANTED,
    EntryKind.REQUESTED,
    EntryKind.PAID,
    EntryKind.MOVED,
    EntryKind.REPAID,
)


def story_table(account: Account, year: int | None, money: Money) -> Table | None:
    """What happened, day by day, but for costs, co-financing and plans, which have tables of their own."""
    found = sorted(_of(account, year, *TOLD), key=lambda each: each.on)
    rows = tuple(
        (
            date_iso(each.on),
            WORDS[each.kind].in_words("sv"),
            _for(each),
            money.number(each.amount),
            each.by or "–",
            each.note or "–",
        )
        for each in found
    )
    columns = (
        Column("Dag", False),
        Column("Händelse", False),
        Column("Gäller", False),
        Column("Belopp"),
        Column("Av", False),
        Column("Skäl", False),
    )
    return Table(f"Vad som har hänt: {account.key}, kronor", columns, rows) if rows else None


def _for(entry: Entry) -> str:
    """What an entry is for: payment, year, lines."""
    parts = [
        "" if entry.payment is None else f"utbetalning {entry.payment}",
        year_name(entry.year).lower(),
        entry.line,
        f"till {entry.to_line}" if entry.to_line else "",
    ]
    return ", ".join(part for part in parts if part)


def _of(account: Account, year: int | None, *kinds: EntryKind) -> list[Entry]:
    return [entry for entry in account.ledger.entries if entry.kind in kinds and year in (None, entry.year)]


def _day(day: date | None) -> str:
    return "–" if day is None else date_iso(day)
