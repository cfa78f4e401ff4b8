"""Pictures of the money of applications: what was decided and used in all, and of each of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kfond.funding.accounts import Account
from kfond.funding.amounts import ORE
from kfond.funding.ledger import Amounts
from kfond.reports.pictures.kinds import Amount, Bars, Pairs, Picture, Titles

NOTE = "Hela kronor, avrundade. Använt är ansökans andelar av betalda kostnader."
UNIT = ("kr", "kr")


def pictures_of(
    told: Sequence[tuple[Account, Amounts]], total: Amounts, year: int | None
) -> Mapping[str, Picture]:
    """The pictures by their keys: of all together, and of several each beside the others."""
    if not told:
        return {}
    pictures: dict[str, Picture] = {"pengar": _in_all(told[0][0], len(told), total, year)}
    if len(told) > 1:
        pictures["ansokningar"] = _each(told, year)
    return pictures


def _in_all(first: Account, count: int, total: Amounts, year: int | None) -> Bars:
    """What was applied for, granted, paid and used, as bars in kronor."""
    whose = (first.title or first.key) if count == 1 else count_applications(count)
    return Bars(
        Titles("Sökt, beviljat, utbetalt och använt", f"{whose}{_when(year)}, kronor", NOTE, UNIT, "Belopp"),
        (
            ("Sökt", amount_of(total.applied)),
            ("Beviljat", amount_of(total.granted)),
            ("Utbetalt", amount_of(total.paid)),
            ("Använt", amount_of(total.used)),
        ),
    )


def _each(told: Sequence[tuple[Account, Amounts]], year: int | None) -> Pairs:
    """What each application was granted, and within it what it has used."""
    return Pairs(
        Titles(
            "Så mycket av det beviljade är använt",
            f"Beviljat och använt per ansökan{_when(year)}, kronor",
            NOTE,
            UNIT,
            "Ansökan",
        ),
        "Beviljat",
        "Använt",
        tuple(
            (account.key, amount_of(amounts.granted, "inte beslutat"), amount_of(amounts.used))
            for account, amounts in told
        ),
    )


def _when(year: int | None) -> str:
    return f" {year}" if year else ""


def count_applications(count: int) -> str:
    """How many applications, in words."""
    return "1 ansökan" if count == 1 else f"{count} ansökningar"


def amount_of(ore: int | None, unknown: str = "") -> Amount:
    """An amount in öre as whole kronor to draw; `unknown` are the words for what is not known, if it has its own."""
    if ore is None:
        return Amount(None, hidden=True, hidden_as=unknown) if unknown else Amount(None)
    return Amount((ore + ORE // 2) // ORE)
