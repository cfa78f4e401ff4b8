"""Amounts of lines, in öre, and how they are written in kronor."""

from __future__ import annotations

from fractions import Fraction

from kfond.funding.application import CostLine, OwnShare

HUNDREDTHS, ORE = 100, 100


def worked_for(line: CostLine | OwnShare) -> int | None:
    """Hours (whole hundredths) times öre an hour, in whole öre, a half öre up; None where one is not stated."""
    if line.hours is None or line.rate is None:
        return None
    return worth_of_hours(line.hours, line.rate)


def worth_of_hours(hours: int, rate: int) -> int:
    """What hours (whole hundredths) at a rate (öre an hour) are worth: whole öre, a half öre up, away from 0."""
    worth = (abs(hours) * rate + HUNDREDTHS // 2) // HUNDREDTHS
    return worth if hours >= 0 else -worth


def amount_of(line: CostLine | OwnShare) -> int | None:
    """What a line comes to, in öre: as stated, else hours times rate; None where it is not known."""
    return line.amount if line.amount is not None else worked_for(line)


def in_kronor(amount: int) -> str:
    """An amount in öre as kronor, thousands apart: 80 600, or 80 600,50."""
    kronor, ore = divmod(amount, ORE)
    whole = f"{kronor:,}".replace(",", "\u00a0")
    return f"{whole},{ore:02d}" if ore else whole


def in_percent(share: Fraction) -> str:
    """A share as per cent with the decimals that it has, four at most: 15 %, 12,5 %."""
    whole = f"{float(share * 100):.4f}".rstrip("0").rstrip(".")
    return f"{whole.replace('.', ',')}\u00a0%"


def in_toml(amount: int) -> str:
    """An amount in öre as the number of kronor that a file holds: 80600, or 80600.50."""
    kronor, ore = divmod(amount, ORE)
    return f"{kronor}.{ore:02d}" if ore else str(kronor)
