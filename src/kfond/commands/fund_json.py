"""Money of applications for scripts: öre as whole numbers, null where it is not known or not decided."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kfond.commands.desk import Desk
    from kfond.funding.accounts import Account
    from kfond.funding.ledger import Amounts


def amounts_as_json(amounts: Amounts) -> dict[str, object]:
    """Amounts in öre, side by side."""
    return {
        **{f"{name}_ore": value for name, value in asdict(amounts).items()},
        "left_ore": amounts.left,
        "unused_ore": amounts.unused,
        "in_hand_ore": amounts.in_hand,
    }


def account_as_json(account: Account, desk: Desk, year: int | None = None) -> dict[str, object]:
    """An application's money: in all, by year, by line, its payments and conditions, and what is flagged.

    With a year its amounts are those of that year alone, and no line has a budget.
    """
    from kfond.funding.accounts import deviations_of, flags_of

    standing = account.standing
    years = standing.by_year if year is None else {year: standing.by_year[year]}
    lines = standing.by_line if year is None else standing.in_year(year)
    budgets = standing.budgets if year is None else {}
    return {
        "id": account.key,
        "title": account.title,
        "fund": account.fund.key,
        "decided_on": standing.decided_on.isoformat() if standing.decided_on else None,
        "total": amounts_as_json(standing.total if year is None else years[year]),
        "co_financing": {
            "in_money_ore": standing.total.in_money,
            "in_kind_ore": standing.total.in_kind,
            "promised_in_money_ore": account.ledger.ground.promised.in_money,
            "promised_in_kind_ore": account.ledger.ground.promised.in_kind,
        },
        "years": [{"year": of or None, **amounts_as_json(each)} for of, each in years.items()],
        "lines": [
            {"line": line or None, "budget_ore": budgets.get(line), **amounts_as_json(each)}
            for line, each in lines.items()
        ],
        "payments": [
            {
                "number": each.number,
                "on": each.on.isoformat(),
                "planned_ore": each.planned,
                "paid_ore": each.paid,
                "waits_for": [condition.key for condition in each.waits_for],
            }
            for each in standing.payments
            if year in (None, each.year)
        ],
        "conditions": [
            {
                "key": each.key,
                "text": each.text,
                "due": each.due.isoformat() if each.due else None,
                "payment": each.payment,
                "met_on": each.met_on.isoformat() if each.met_on else None,
                "evidence": each.evidence,
            }
            for each in standing.conditions
        ],
        "deviations": [
            {
                "line": each.line,
                "budget_ore": each.budget,
                "used_ore": each.used,
                "explanation": each.explanation,
            }
            for each in deviations_of(account)
        ],
        "flags": [desk.words(flag) for flag in flags_of(account)],
    }
