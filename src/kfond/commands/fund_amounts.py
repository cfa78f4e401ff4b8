"""Amounts, shares and hours as they are written on the command line."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from kfond.errors import usage_refusal
from kfond.messages import say

if TYPE_CHECKING:
    from kfond.cells import Reading
    from kfond.funding.cost_shares import Wish
    from kfond.lists.kinds import Type

HUNDREDTHS = 100


def ore_of(text: str) -> int:
    """An amount of kronor as people write it ("81 000", "81000,50", "81 tkr"), in öre. Raises Refusal (exit 2)."""
    from kfond.lists.kinds import Type

    value = _number(text, Type.MONEY)
    if value is None or value * HUNDREDTHS % 1:
        raise usage_refusal(
            say("“{text}” is no amount.", text=text),
            say("Write kronor, such as 81000, 81000,50 or “{thousands}”.", thousands="81 tkr"),
        )
    return int(value * HUNDREDTHS)


def hours_of(text: str) -> int:
    """Hours with at most two decimals ("12,5"), in hundredths. Raises Refusal (exit 2)."""
    from kfond.lists.kinds import Type

    value = _number(text, Type.COUNT)
    if value is None or value * HUNDREDTHS % 1 or value <= 0:
        raise usage_refusal(
            say("“{text}” is no number of hours.", text=text), say("Write hours, such as 40 or 12,5.")
        )
    return int(value * HUNDREDTHS)


def bearer_wish(text: str, applications: Collection[str]) -> Wish:
    """Who bears a share, and how much: "egen budget=25%", "ESF:lön=3000", or a name alone for the rest.

    A name that is that of an application, with its line after a colon, is the application. Raises Refusal (exit 2).
    """
    from kfond.funding.cost_shares import Bearer, Wish
    from kfond.lists.kinds import Type

    name, _, part = (piece.strip() for piece in text.partition("="))
    key, _, line = name.partition(":")
    bearer = Bearer(key, line) if key in applications else Bearer(other=name)
    if not name:
        raise usage_refusal(
            say("“{text}” names nobody.", text=text),
            say(
                "Write who bears it, such as “{per_cent}” or “{kronor}”.",
                per_cent="egen budget=25%",
                kronor="egen budget=3000",
            ),
        )
    if not part:
        return Wish(bearer)
    if part.endswith("%"):
        share = _number(part, Type.SHARE)
        if share is None:
            raise usage_refusal(
                say("“{text}” is no share.", text=part), say("Write per cent, such as 25% or 12,5%.")
            )
        return Wish(bearer, part=Fraction(share))
    return Wish(bearer, amount=ore_of(part))


def _number(text: str, kind: Type) -> Decimal | None:
    """The one number that a text states exactly, with nothing beside it but its unit; else None."""
    from kfond.cells import Quality
    from kfond.importers.fields import read_value
    from kfond.lists.kinds import Field
    from kfond.provenance import Place, Source

    field = Field("amount", kind, "", (), "", "", False, False, {})
    reading: Reading = read_value(field, text, text, Source(Place(""), text)).reading
    return reading.value if reading.quality is Quality.EXACT and not reading.note else None
