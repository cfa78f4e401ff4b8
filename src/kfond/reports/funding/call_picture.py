"""The picture of a call: what each application asks for, and within it what it is granted or proposed for."""

from __future__ import annotations

from kfond.funding.budget import summed
from kfond.funding.calls import Call, Incoming
from kfond.reports.funding.money_pictures import amount_of
from kfond.reports.funding.money_tables import Money
from kfond.reports.pictures.kinds import Amount, Pairs, Titles


def picture_of(call: Call, money: Money) -> Pairs:
    """Applied for against granted, or against what is proposed while nothing is decided; kronor."""
    is_decided = any(call.granted_to(each.number) is not None for each in call.incoming)
    given = "Beviljat" if is_decided else "Föreslaget"
    frame = sum(call.frames.values())
    return Pairs(
        Titles(
            title=_title(call, given, money),
            subtitle=f"Sökt och {given.lower()}, kronor",
            note=f"Ramen är {money.kr(frame)}. Hela kronor, avrundade."
            + ("" if is_decided else " Av flera förslag om en ansökan visas det senaste."),
            unit=("kr", "kr"),
            names="Ansökan",
        ),
        "Sökt",
        given,
        tuple(
            (
                f"{each.applicant or 'Sökande saknas'} ({each.key})",
                amount_of(each.applied),
                amount_of(call.granted_to(each.number), "inte beslutat")
                if is_decided
                else _proposed(call, each),
            )
            for each in call.incoming
        ),
    )


def _title(call: Call, given: str, money: Money) -> str:
    """What is seen: how what is applied for stands to the frame."""
    applied, frame = summed(each.applied for each in call.incoming), sum(call.frames.values())
    if applied is None:
        return f"Sökt och {given.lower()} per ansökan"
    if applied <= frame:
        return "Allt som är sökt ryms i ramen"
    return f"Sökt är {money.kr(applied - frame)} mer än ramen"


def _proposed(call: Call, incoming: Incoming) -> Amount:
    """The latest proposal of those that the roles have made."""
    said = call.assessments_of(incoming.number)
    return amount_of(max(said, key=lambda each: each.on).amount if said else None, "inget förslag")
