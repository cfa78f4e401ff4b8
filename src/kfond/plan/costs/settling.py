"""What is settled after a round: the seats granted and not given back in time, not those who turned up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kfond.plan.costs.values import RoundCost
from kfond.settings import Settings


@dataclass(frozen=True, slots=True)
class Release:
    """Seats that a municipality gave back on a day."""

    code: str
    seats: int
    day: date


@dataclass(frozen=True, slots=True)
class ChargedSeats:
    """The seats to settle a round on, code -> seats, and those given back too late, which are among them."""

    deadline: date
    seats: Mapping[str, int]
    late: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SettledShare:
    """What a payer was to pay by the plan, and what it is to pay, in öre; None: not known. "" is the association."""

    code: str
    planned: int | None
    settled: int | None


def charged_seats(
    granted: Mapping[str, int], releases: Iterable[Release], start: date, settings: Settings
) -> ChargedSeats:
    """The seats that are paid: those granted, less those given back on the last day for it or before.

    That day is `settings.release_days` days before `start`. Everybody in `granted` is in the seats, if with 0.
    Raises ValueError where more seats are given back than were granted, or fewer than none.
    """
    deadline = start - timedelta(days=settings.release_days)
    in_time, late = dict.fromkeys(sorted(granted), 0), dict.fromkeys(sorted(granted), 0)
    for release in releases:
        if release.seats < 0 or release.code not in granted:
            raise ValueError(f"{release} gives back what {release.code} was not granted")
        (in_time if release.day <= deadline else late)[release.code] += release.seats
    for code, seats in granted.items():
        if in_time[code] + late[code] > seats:
            raise ValueError(f"{code} was granted {seats} and gave back {in_time[code] + late[code]}")
    return ChargedSeats(
        deadline,
        {code: granted[code] - in_time[code] for code in in_time},
        {code: seats for code, seats in late.items() if seats},
    )


def settled_shares(planned: RoundCost, settled: RoundCost) -> tuple[SettledShare, ...]:
    """The two prices of every payer side by side, before credits, in order of code.

    `settled` is `round_cost` on the seats of `charged_seats`. Who is no payer of one of them pays 0 there.
    """
    codes = sorted({*planned.payers, *settled.payers})
    return tuple(SettledShare(code, _share(planned, code), _share(settled, code)) for code in codes)


def _share(cost: RoundCost, code: str) -> int | None:
    if code not in cost.payers:
        return 0
    return cost.shares[code] if cost.is_shared else None
