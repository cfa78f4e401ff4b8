"""The tables of an application's money: by line, by year, its payments, conditions, costs, and what happened when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfond.formatting import date_iso, number
from kfond.funding.accounts import Account
from kfond.funding.amounts import HUNDREDTHS, ORE
from kfond.funding.entry_words import WORDS
from kfond.funding.ledger import WHOLE, WHOLE_TIME, Amounts, Entry, EntryKind, Standing, rest_of
from kfond.reports.tables import Column, Table

UNKNOWN, UNDIVIDED, NOT_YET = "inte känt", "inte fördelat", "–"
WHOLE_TIME_NAME = "Hela tiden"


@dataclass(frozen=True, slots=True)
class Money:
    """How amounts are written in one document: all in whole kronor, or all with öre where one has any."""

    decimals: int

    @classmethod
    def of(cls, standings: Iterable[Standing]) -> Money:
        """With öre where any amount has them; what others bear is not among them."""
        return cls.for_amounts(
            getattr(amounts, name)
            for standing in standings
            for amounts in standing.cells.values()
            for name in Amounts.__slots__
            if name not in ("in_money", "in_kind")
        )

    @classmethod
    def for_amounts(cls, amounts: Iterable[int | None]) -> Money:
        """With öre where any of these amounts has them."""
        return cls(2 if any(amount is not None and amount % ORE for amount in amounts) else 0)

    def number(self, ore: int | None, unknown: str = UNKNOWN) -> str:
        """Kronor without the unit; words where nobody knows."""
        return unknown if ore is None else number(Decimal(ore) / ORE, self.decimals)

    def kr(self, ore: int | None) -> str:
        """Kronor in a sentence."""
        return UNKNOWN if ore is None else f"{self.number(ore)} kronor"


def overview_tables(
    accounts: Sequence[Account], amounts: Sequence[Amounts], total: Amounts, year: int | None, money: Money
) -> tuple[Table, ...]:
    """Every application side by side, and the sum: what was decided and paid, and what of it was used."""
    rows = [(account.key, each) for account, each in zip(accounts, amounts, strict=True)]
    named = f"Ansökningarna sida vid sida{f' {year}' if year else ''}"
    return _side_by_side(named, "Ansökan", rows, total, money)


Heads = Mapping[str, Callable[[Amounts], int | None]]
DECIDED_AND_PAID: Heads = {
    "Sökt": lambda amounts: amounts.applied,
    "Föreslaget": lambda amounts: amounts.recommended,
    "Beviljat": lambda amounts: amounts.granted,
    "Utbetalt": lambda amounts: amounts.paid,
    "Planerat": lambda amounts: amounts.planned,
    "Kvar": lambda amounts: amounts.left,
}
"""The columns of the first table: the last one is what the fourth and fifth leave of the third."""
USED: Heads = {
    "Beviljat": lambda amounts: amounts.granted,
    "Rekvirerat": lambda amounts: amounts.requested,
    "Använt": lambda amounts: amounts.used,
    "Oanvänt": lambda amounts: amounts.unused,
    "Återbetalt": lambda amounts: amounts.repaid,
}
"""The columns of the second."""


def _side_by_side(
    named: str, first: str, rows: Sequence[tuple[str, Amounts]], total: Amounts, money: Money
) -> tuple[Table, ...]:
    """Two tables, since one of all columns fits no page upright."""
    summed = [*rows, ("Summa", total)] if len(rows) > 1 else rows
    return tuple(
        Table(
            f"{named}: {what}, kronor",
            (Column(first, False), *map(Column, heads)),
            tuple(
                (name, *(money.number(of(amounts), _unknown(head)) for head, of in heads.items()))
                for name, amounts in summed
            ),
        )
        for what, heads in (("beslutat och utbetalt", DECIDED_AND_PAID), ("använt", USED))
    )


def total_table(total: Amounts, definitions: Mapping[str, str], money: Money) -> Table:
    """All amounts of one application below each other, each with what it is."""
    heads = {**DECIDED_AND_PAID, **USED}
    rows = tuple(
        (head, money.number(heads[head](total), _unknown(head)), meaning)
        for head, meaning in definitions.items()
    )
    columns = (Column("Belopp", False), Column("Kronor"), Column("Vad det är", False))
    return Table("Sökt, beviljat, utbetalt och använt, kronor", columns, rows)


def _unknown(head: str) -> str:
    """What stands where there is no number: nobody knows what was applied for, or nobody has decided yet."""
    return UNKNOWN if head == "Sökt" else NOT_YET


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
    caption = f"Per budgetrad{f' {year}' if year else ''}, kronor"
    return Table(caption, (Column("Budgetrad", False), *map(Column, heads)), rows)


def _line(account: Account, line: str, amounts: Amounts, year: int | None, money: Money) -> tuple[str, ...]:
    name = account.items.get(line) or line if line != WHOLE else UNDIVIDED.capitalize()
    cells = (
        name,
        money.number(amounts.applied),
        money.number(amounts.granted, NOT_YET),
        money.number(amounts.moved),
        money.number(amounts.used),
    )
    if year is not None:
        return cells
    budget = account.standing.budgets.get(line)
    return (*cells, money.number(budget, UNDIVIDED), money.number(rest_of(budget, amounts.used), UNDIVIDED))


def year_tables(account: Account, money: Money) -> tuple[Table, ...]:
    """Year by year, where there are several; what is not divided by years stands for the whole time."""
    years = account.standing.by_year
    if len(years) == 1:
        return ()
    rows = [(year_name(year), amounts) for year, amounts in years.items()]
    return _side_by_side("Per år", "År", rows, account.standing.total, money)


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
            ", ".join(condition.text for condition in each.waits_for) or NOT_YET,
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
    return Table("Planerade utbetalningar, kronor", columns, rows) if rows else None


def condition_table(account: Account) -> Table | None:
    """What must be met, and what is."""
    rows = tuple(
        (
            each.key,
            each.text,
            _day(each.due),
            NOT_YET if each.payment is None else str(each.payment),
            _day(each.met_on),
            each.evidence or NOT_YET,
        )
        for each in account.standing.conditions
    )
    heads = ("Villkor", "Vad som krävs", "Senast", "Före utbetalning", "Uppfyllt", "Underlag")
    columns = tuple(Column(head, False) for head in heads)
    return Table("Villkor", columns, rows) if rows else None


def share_table(account: Account, year: int | None) -> Table | None:
    """What others bear, in money and in hours."""
    found = _of(account, year, EntryKind.CO_FINANCED)
    money = Money.for_amounts(each.amount for each in found)
    rows = tuple(
        (
            each.by or NOT_YET,
            date_iso(each.on),
            NOT_YET if each.hours is None else number(Decimal(each.hours) / HUNDREDTHS),
            NOT_YET if each.rate is None else number(Decimal(each.rate) / ORE),
            money.number(each.amount),
        )
        for each in found
    )
    columns = (
        Column("Vem", False),
        Column("Dag", False),
        Column("Timmar"),
        Column("Kronor per timme"),
        Column("Belopp"),
    )
    return Table("Medfinansiering, kronor", columns, rows) if rows else None


def cost_table(account: Account, year: int | None, money: Money) -> Table | None:
    """The costs that it bears a share of, each with the cell that it was read from."""
    rows = tuple(
        (
            cost.key,
            date_iso(cost.on),
            cost.item,
            account.items.get(share.bearer.line) or share.bearer.line or NOT_YET,
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
    return Table("Kostnader, kronor", columns, rows) if rows else None


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
            _for(each, account.items),
            money.number(each.amount),
            each.by or NOT_YET,
            each.note or NOT_YET,
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
    return Table("Vad som har hänt, kronor", columns, rows) if rows else None


def _for(entry: Entry, items: Mapping[str, str]) -> str:
    """What an entry is for: payment, year, lines by what they are for."""
    parts = [
        "" if entry.payment is None else f"utbetalning {entry.payment}",
        year_name(entry.year).lower(),
        items.get(entry.line, entry.line),
        f"till {items.get(entry.to_line, entry.to_line)}" if entry.to_line else "",
    ]
    return ", ".join(part for part in parts if part)


def _of(account: Account, year: int | None, *kinds: EntryKind) -> list[Entry]:
    return [entry for entry in account.ledger.entries if entry.kind in kinds and year in (None, entry.year)]


def _day(day: date | None) -> str:
    return NOT_YET if day is None else date_iso(day)
