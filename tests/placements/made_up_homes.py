"""Rows of homes and referrals for tests, written short. Nobody is real."""

from __future__ import annotations

from datetime import date

from kfond.placements.values import Home, Kind, Referral, Step, WayOut
from kfond.provenance import Place, Source

OF_2021, OF_2022 = ("2021-01-01", "2021-12-31"), ("2022-01-01", "2022-12-31")


def day(text: str) -> date | None:
    """A day as 2022-01-31; "" is none."""
    return date.fromisoformat(text) if text else None


def home(
    name: str,
    steps: str = "",
    *,
    kind: Kind = Kind.TRADITIONAL,
    left: str = "",
    way_out: WayOut | None = None,
    is_mentor: bool = False,
    mentored: str = "",
    contract: tuple[str, str] = ("", ""),
    known: tuple[str, str] = OF_2022,
) -> Home:
    """A home of a list that speaks of `known`. `steps`: the days of its steps in their order, "-" for none."""
    days = dict(zip(Step, steps.split(), strict=False))
    return Home(
        home=name,
        kind=kind,
        steps={step: date.fromisoformat(text) for step, text in days.items() if text != "-"},
        left=day(left),
        way_out=way_out,
        is_mentor=is_mentor,
        mentored_from=day(mentored),
        contracted_from=day(contract[0]),
        contracted_to=day(contract[1]),
        known_from=date.fromisoformat(known[0]),
        known_to=date.fromisoformat(known[1]),
        source=Source(Place(f"hem {known[1]}.xlsx", "Hem", "A2"), "as typed"),
    )


def referral(
    number: str,
    asked: str,
    matched: str = "",
    closed: str = "",
    *,
    kind: Kind = Kind.TRADITIONAL,
    code: str = "2281",
    known: tuple[str, str] = OF_2022,
) -> Referral:
    """A referral of a list that speaks of `known`."""
    return Referral(
        municipality_code=code,
        kind=kind,
        asked=date.fromisoformat(asked),
        matched=day(matched),
        closed=day(closed),
        known_from=date.fromisoformat(known[0]),
        known_to=date.fromisoformat(known[1]),
        source=Source(Place(f"{code} {known[1]}.xlsx", "Blad1", "A2"), "as typed"),
        number=number,
    )
