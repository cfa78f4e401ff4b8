"""kfond fund on a terminal: the applications side by side, what must be looked at, then each by budget line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from kfond.commands.desk import Desk
from kfond.messages import Message, say

if TYPE_CHECKING:
    from kfond.funding.accounts import Account
    from kfond.funding.ledger import Amounts

Head = tuple[Message, Callable[["Amounts"], int | None]]
DECIDED: tuple[Head, ...] = (
    (say("Applied"), lambda amounts: amounts.applied),
    (say("Recommended"), lambda amounts: amounts.recommended),
    (say("Granted"), lambda amounts: amounts.granted),
    (say("Paid"), lambda amounts: amounts.paid),
    (say("Planned"), lambda amounts: amounts.planned),
    (say("Left"), lambda amounts: amounts.left),
)
USED: tuple[Head, ...] = (
    (say("Granted"), lambda amounts: amounts.granted),
    (say("Requested"), lambda amounts: amounts.requested),
    (say("Used"), lambda amounts: amounts.used),
    (say("Not used"), lambda amounts: amounts.unused),
    (say("Repaid"), lambda amounts: amounts.repaid),
)
OF_LINE: tuple[Head, ...] = (
    (say("Applied"), lambda amounts: amounts.applied),
    (say("Granted"), lambda amounts: amounts.granted),
    (say("Moved"), lambda amounts: amounts.moved),
    (say("Used"), lambda amounts: amounts.used),
)
UNKNOWN = "–"


def show(desk: Desk, told: Sequence[Account], year: int | None) -> None:
    """Tables of the accounts, of one year that all of them have or of all; the document says more."""
    from kfond.funding.accounts import commands_for, flags_of
    from kfond.funding.ledger import add_up

    if not told:
        if year:
            desk.say(say("No money is entered for {year}.", year=str(year)))
        return
    rows = [(account.key, _amounts(account, year)) for account in told]
    if len(rows) > 1:
        rows.append((desk.words(say("Together")), add_up(amounts for _, amounts in rows)))
    _table(desk, say("Decided and paid, kronor"), say("Application"), DECIDED, rows)
    _table(desk, say("Used, kronor"), say("Application"), USED, rows)
    for account in told:
        for flag in flags_of(account):
            desk.out(f"{account.key}: {desk.words(flag)}")
        for command in commands_for(account):
            desk.out(f"  {command}")
    for account in told:
        _show_lines(desk, account, year)
    desk.say(
        say(
            "Payments, conditions, costs and a chart are in the document: {command}.",
            command=f"kfond fund{f' --year {year}' if year else ''} -o {desk.words(say('funds'))}.pdf",
        )
    )


def _amounts(account: Account, year: int | None) -> Amounts:
    return account.standing.total if year is None else account.standing.by_year[year]


def _show_lines(desk: Desk, account: Account, year: int | None) -> None:
    from kfond.funding.ledger import WHOLE

    lines = account.standing.by_line if year is None else account.standing.in_year(year)
    rows = [
        (desk.words(say("not divided")) if line == WHOLE else account.items.get(line) or line, amounts)
        for line, amounts in lines.items()
    ]
    if rows:
        _table(desk, say("{key} by budget line, kronor", key=account.key), say("Line"), OF_LINE, rows)


def _table(
    desk: Desk, caption: Message, first: Message, heads: Sequence[Head], rows: Iterable[tuple[str, Amounts]]
) -> None:
    from kfond.funding.amounts import in_kronor

    desk.out(f"\n{desk.words(caption)}")
    desk.table(
        [desk.words(head) for head in (first, *(head for head, _ in heads))],
        [
            (
                name,
                *(UNKNOWN if (ore := of(amounts)) is None else in_kronor(ore) for _, of in heads),
            )
            for name, amounts in rows
        ],
    )
