"""What is settled after a round: the seats granted and not given back in time, not those who turned up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kfond.plan.costs.values import RoundCost
from kfond.settings import Settings


@dataclass(frozen=True, slots=True)
class Release:
    """Seats that a municipality gave back on a day, of the group of a round that starts on another."""

    code: str
    seats: int
    day: date
    start: date


@dataclass(frozen=True, slots=True)
class ChargedSeats:
    """The seats to settle a round on, code -> seats, those given back in time, which are not among them, and those
    given back too late, which are."""

    seats: Mapping[str, int]
    in_time: Mapping[str, int]
    late: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SettledShare:
    """What a payer was to pay by the plan, and what it is to pay, in öre; None: not known. "" is the association."""

    code: str
    planned: int | None
    settled: int | None


def last_day_to_release(start: date, settings: Settings) -> date:
    """The last day on which a seat of a group can be given back without cost: `release_days` before it starts."""
    return start - timedelta(days=settings.release_days)


def charged_seats(
    granted: Mapping[str, int], releases: Iterable[Release], settings: Settings
) -> ChargedSeats:
    """The seats that are paid: those granted, less those given back on the last day for it or before.

    Everybody in `granted` is in the seats, if with 0. Raises ValueError where more seats are given back than were
    granted, or fewer than none.
    """
    in_time, late = dict.fromkeys(sorted(granted), 0), dict.fromkeys(sorted(granted), 0)
    for release in releases:
        if release.seats < 0 or release.code not in granted:
            raise ValueError(f"{release} gives back what {release.code} was not granted")
        is_in_time = release.day <= last_day_to_release(release.start, settings)
        (in_time if is_in_time else late)[release.code] += release.seats
    for code, seats in granted.items():
        if in_time[code] + late[code] > seats:
            raise ValueError(f"{code} was granted {seats} and gave back {in_time[code] + late[code]}")
    return ChargedSeats(
        {code: granted[code] - in_time[code] for code in in_time},
        {code: seats for code, seats in in_time.items() if seats},
        {code: seats for code, seats in late.items() if seats},
    )


def settled_shares(planned: RoundCost, settled: RoundCost) -> tuple[SettledShare, ...]:
    """The two prices of every payer side by side, before credits, in order of code.

    `settled` is `round_cost` on the seats of `charged_seats`. Who is no payer of one of them pays 0 there; where nobody
    has a seat left, so that the cost can be shared between none, what anybody pays is not known.
    """
    codes = sorted({*planned.payers, *settled.payers})
    return tuple(SettledShare(code, _share(planned, code), _share(settled, code)) for code in codes)


def _share(cost: RoundCost, code: str) -> int | None:
    if not cost.is_shared:
        return 0 if cost.payers and code not in cost.payers else None
    return cost.shares.get(code, 0)
