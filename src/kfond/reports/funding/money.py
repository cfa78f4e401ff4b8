"""The money of applications as a document: side by side, then each by line and year, with what must be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from kfond.formatting import date_long, number
from kfond.funding.accounts import Account, deviations_of, flags_of, to_repay
from kfond.funding.ledger import WHOLE_TIME, Amounts, EntryKind, add_up
from kfond.messages import Message
from kfond.reports.documents.document import Document, Front
from kfond.reports.documents.front import front_line, ground_told
from kfond.reports.funding.money_pictures import count_applications, pictures_of
from kfond.reports.funding.money_tables import (
    Money,
    condition_table,
    cost_table,
    line_table,
    overview_tables,
    payment_table,
    share_table,
    story_table,
    total_table,
    year_tables,
)
from kfond.reports.pictures.data_tables import data_table
from kfond.reports.pictures.drawing import drawn
from kfond.reports.render import render
from kfond.reports.tables import Table

TEMPLATE = "funding/money.md.j2"
LANGUAGE = "sv"
DEFINITIONS = {
    "Sökt": "det som ansökan begärde",
    "Föreslaget": "det som de som bedömde ansökan föreslog",
    "Beviljat": "det som beslutades",
    "Rekvirerat": "det som har begärts ut av det beviljade",
    "Utbetalt": "det som fonden har betalat",
    "Planerat": "utbetalningar som är planerade och inte har kommit",
    "Kvar": "beviljat minus utbetalt och planerat",
    "Använt": "ansökans andelar av betalda kostnader",
    "Oanvänt": "beviljat minus använt",
    "Återbetalt": "det som har lämnats tillbaka till fonden",
}
"""What each column says, in the order of the tables."""


def money_title(year: int | None) -> str:
    """Pengar från fonder 2021."""
    return f"Pengar från fonder {year}" if year else "Pengar från fonder"


def as_document(
    accounts: Sequence[Account], year: int | None, front: Front, templates_dir: Path | None = None
) -> Document:
    """The document, in Swedish; of one year, what is for that year alone. Errors as in `render`."""
    told = [account for account in accounts if year is None or year in account.standing.by_year]
    money = Money.of(account.standing for account in told)
    total = add_up(_amounts(account, year) for account in told)
    pictures = pictures_of([(account, _amounts(account, year)) for account in told], total, year)
    drawings = drawn(pictures)
    overview = overview_tables(told, [_amounts(account, year) for account in told], total, year, money)
    context = {
        "title": front.title,
        "front": front_line(front),
        "ground": ground_told(front),
        "summary": _summary(told, total, year, money),
        "overview": overview,
        "drawings": drawings,
        "picture_tables": {key: data_table(picture) for key, picture in pictures.items()},
        "definitions": DEFINITIONS,
        "accounts": [_account(account, year, money) for account in told],
    }
    told_of_columns = "; ".join(f"{name}: {what}" for name, what in DEFINITIONS.items())
    meanings = {table.caption: told_of_columns for table in overview}
    return Document(
        front=front,
        markdown=render(TEMPLATE, context, templates_dir),
        pictures=MappingProxyType(drawings),
        definitions=MappingProxyType(meanings),
    )


@dataclass(frozen=True, slots=True)
class MoneyTold:
    """The money of one application for another document: its result in sentences, how deviations are explained,
    what its writer must look at, and the tables."""

    sentences: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


def money_told(account: Account) -> MoneyTold:
    """The money of an application as a part of another document, which need not say whose it is."""
    money = Money.of([account.standing])
    total = account.standing.total
    owed = tuple(to_repay(account))
    return MoneyTold(
        sentences=tuple(_result(total, owed, money)),
        explained=tuple(_explained(account)),
        flags=tuple(_in_words(flag) for flag in flags_of(account) if flag not in owed),
        tables=(total_table(total, DEFINITIONS, money), *_tables(account, None, money)),
    )


def _result(total: Amounts, owed: Sequence[Message], money: Money) -> Iterable[str]:
    if total.granted is None:
        yield f"Sökt är {money.kr(total.applied)}. Inget är beslutat än."
        return
    paid, used = (money.number(ore) if ore else "inga" for ore in (total.paid, total.used))
    yield f"Av {money.number(total.granted)} beviljade kronor är {paid} utbetalda och {used} använda."
    for each in owed:
        yield _in_words(each)
    if total.repaid:
        yield f"{money.kr(total.repaid)} är återbetalda."


def _in_words(message: Message) -> str:
    """A message with its amounts as the document writes them: in threes from four digits."""
    written = {
        key: number(value, 2 if value % 1 else 0) if isinstance(value, Decimal) else value
        for key, value in message.args.items()
    }
    return replace(message, args=written).in_words(LANGUAGE)


def _amounts(account: Account, year: int | None) -> Amounts:
    return account.standing.total if year is None else account.standing.by_year[year]


def _summary(told: Sequence[Account], total: Amounts, year: int | None, money: Money) -> list[str]:
    """At most three sentences: how many, what was decided, what has come and been used."""
    when = f" för {year}" if year else ""
    if not told:
        return [f"Inga pengar är införda{when}."]
    how_many = count_applications(len(told))
    granted = "Inget är beslutat än." if total.granted is None else f"Beviljat är {money.kr(total.granted)}."
    said = [
        f"{how_many}{when}. Sökt är {money.kr(total.applied)}. {granted}",
        f"Utbetalt är {money.kr(total.paid)} och använt är {money.kr(total.used)}.",
    ]
    flags = sum(len(flags_of(account)) for account in told)
    if flags:
        said.append(
            "1 sak behöver ses över; den står vid sin ansökan."
            if flags == 1
            else f"{flags} saker behöver ses över; de står vid sin ansökan."
        )
    return said


def _account(account: Account, year: int | None, money: Money) -> dict[str, object]:
    return {
        "heading": f"{account.title or account.fund.title} ({account.key})",
        "sentences": [*_decided(account, money), *_explained(account)],
        "flags": [_in_words(flag) for flag in flags_of(account)],
        "tables": tuple(_named(table, account.key) for table in _tables(account, year, money)),
    }


def _named(table: Table, key: str) -> Table:
    """A table whose caption says of which application it is."""
    what, comma, unit = table.caption.partition(", kronor")
    return replace(table, caption=f"{what} ({key}){comma}{unit}")


def _tables(account: Account, year: int | None, money: Money) -> tuple[Table, ...]:
    """Those that have anything to show."""
    tables = (
        line_table(account, year, money),
        *(year_tables(account, money) if year is None else ()),
        payment_table(account, year, money),
        condition_table(account),
        share_table(account, year),
        cost_table(account, year, money),
        story_table(account, year, money),
    )
    return tuple(table for table in tables if table)


def _decided(account: Account, money: Money) -> Iterable[str]:
    """Which fund, how it stands, what was decided and why more than applied for."""
    standing, state = account.standing, account.state.in_words(LANGUAGE)
    yield f"{account.fund.title}, {account.fund.owner}. Läge: {state}."
    if standing.decided_on is None:
        yield "Inget är beslutat än."
        return
    yield (
        f"Beviljat den {date_long(standing.decided_on)}: {money.kr(standing.total.granted)}, "
        f"sökt {money.kr(standing.total.applied)}."
    )
    reasons = [
        entry.note for entry in account.ledger.entries if entry.kind is EntryKind.GRANTED and entry.note
    ]
    if reasons:
        yield f"Skäl: {'; '.join(reasons)}."
    borne = standing.total.in_money + standing.total.in_kind
    if borne:
        yield _borne_by_others(borne, standing.total.in_kind)
    promised = account.ledger.ground.promised
    if promised.in_money or promised.in_kind:
        shown = Money.for_amounts((promised.in_money, promised.in_kind))
        yield f"Utlovat av andra: {shown.kr(promised.in_money)} i pengar, {shown.kr(promised.in_kind)} i timmar."
    rest = standing.by_year.get(WHOLE_TIME)
    if rest and rest.granted and len(standing.by_year) > 1:
        yield f"{money.kr(rest.granted)} är beviljat utan att vara fördelat på år."


def _borne_by_others(borne: int, in_kind: int) -> str:
    money = Money.for_amounts((borne, in_kind))
    said = f"Andra bär {money.kr(borne)} (medfinansiering)"
    if in_kind in (0, borne):
        return f"{said}, {'i pengar' if in_kind == 0 else 'i arbetade timmar'}."
    return f"{said}, varav {money.kr(in_kind)} i arbetade timmar."


def _explained(account: Account) -> Iterable[str]:
    for each in deviations_of(account):
        if each.explanation:
            item = account.items.get(each.line) or each.line
            yield f"Avvikelse för {item}: {each.explanation}"
