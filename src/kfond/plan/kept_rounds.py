"""The rounds of an adopted plan as they were kept, with all that they cost by: read back to be settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kfond.periods import Term
from kfond.plan.costs.values import Commitment, Costing, Key, Price
from kfond.plan.payments import general_price
from kfond.provenance import Place, Source
from kfond.settings import DEFAULTS, Settings

PARTS = ("per_group", "per_day", "per_participant", "trainer", "charged")
"""What a price is made of, by the names of the fields of Price."""


@dataclass(frozen=True, slots=True)
class KeptRound:
    """A round of an adopted plan that the association runs itself. `course` is its slug, `names` by code.

    `seats`: what each municipality was granted, None where its seats are open. `costing` None: the plan was adopted
    before kfond kept what it takes to settle it.
    """

    course: str
    name: str
    area: str
    term: Term
    seats: Mapping[str, int | None]
    names: Mapping[str, str]
    costing: Costing | None


def kept_costing(costing: Costing) -> dict[str, object]:
    """What the cost of a round is reckoned from, as it is kept: öre, hundredths of days, weights as text."""
    price = costing.price
    return {
        "price_ore": {part: getattr(price, part) for part in PARTS} | {"lender": price.lender}
        if price
        else None,
        "days_hundredths": costing.days,
        "capacity": costing.capacity,
        "is_open": costing.is_open,
        "seats": dict(sorted(costing.seats.items())),
        "weights": {
            code: None if weight is None else str(weight) for code, weight in sorted(costing.weights.items())
        },
    }


def kept_settings(data: Mapping[str, Any]) -> Settings:
    """The settings that a plan was adopted with; those that it does not know yet as they are by default."""
    known = DEFAULTS.as_text()
    return DEFAULTS.changed(
        {key: text for key, text in data["settings"].items() if known.get(key, text) != text}
    )


def kept_rounds(data: Mapping[str, Any], settings: Settings) -> tuple[KeptRound, ...]:
    """The rounds of a plan as it was kept when it was adopted, in its order."""
    return tuple(_rounds(data, settings))


def kept_promises(data: Mapping[str, Any]) -> tuple[tuple[Commitment, int | None], ...]:
    """The promises of packages that a plan was adopted with, each with the seats that the plan gives for it."""
    nowhere = Source(Place(""), "")
    return tuple(
        (
            Commitment(
                each["municipality_code"],
                each["course"],
                each["year"],
                each["packages"],
                each["price_ore"],
                nowhere,
            ),
            each["used"],
        )
        for each in data["commitments"]
    )


def _rounds(data: Mapping[str, Any], settings: Settings) -> Iterator[KeptRound]:
    for found in data["courses"]:
        if found["groups"] is None:
            continue
        seats = {share["municipality_code"]: share["seats"] for share in found["seats"]}
        yield KeptRound(
            course=found["slug"],
            name=found["course"],
            area=found["area"],
            term=Term.parse(found["term"]),
            seats=seats,
            names={share["municipality_code"]: share["municipality"] for share in found["seats"]},
            costing=_costing(found, settings) if found.get("costing") else None,
        )


def _costing(found: Mapping[str, Any], settings: Settings) -> Costing:
    kept, key = found["costing"], Key(settings.cost_key)
    return Costing(
        price=_price(kept["price_ore"], found["slug"], found["area"]),
        groups=found["groups"],
        days=kept["days_hundredths"],
        seats=kept["seats"],
        capacity=kept["capacity"],
        key=key,
        weights={
            code: None if weight is None else Decimal(weight) for code, weight in kept["weights"].items()
        },
        fixed_price=general_price(settings),
        is_open=kept["is_open"],
    )


def _price(parts: Mapping[str, Any] | None, course: str, area: str) -> Price | None:
    if parts is None:
        return None
    amounts: dict[str, int | None] = {part: parts[part] for part in PARTS}
    return Price(course, area, lender=parts["lender"], source=Source(Place(""), ""), **amounts)
