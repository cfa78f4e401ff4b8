"""What two plans are compared by: their rounds, seats and costs, whether just made or adopted long ago."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kfond.messages import Message
from kfond.provenance import Place as SourcePlace

KEY = "plan"
"""What adopted plans are called among what is kept for good."""
Place = tuple[str, str]
"""Area and course."""


StaffPlace = tuple[str, tuple[str, ...], str]
"""Area, bands together, and the code of a municipality."""


@dataclass(frozen=True, slots=True)
class Staff:
    """The persons of some bands in a municipality, as its sheet says (None: not known), and the cells."""

    persons: Decimal | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutlinedRound:
    """Groups (None: run by somebody else), seats (None: open) and cost in öre (None: not known) of a round."""

    groups: int | None
    seats: int | None
    cost: int | None


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan in outline. By municipality, over all years: `seats`, and `costs`, the öre of the rounds whose sharing is
    known (None: of no round). `settings`: as text.

    `rounds`: by place and term; a course that is owed to some and on demand for others may have two in one.
    `not_planned`: the reasons, as many as the lines of the course that ask in different ways. `staff`: of those whom
    the planned courses are for.
    """

    name: Message
    terms: tuple[str, ...]
    rounds: Mapping[Place, Mapping[str, tuple[OutlinedRound, ...]]]
    not_planned: Mapping[Place, tuple[str, ...]]
    municipalities: Mapping[str, str]
    seats: Mapping[str, int]
    costs: Mapping[str, int | None]
    need: Mapping[str, float | None]
    late: int
    settings: Mapping[str, str]
    staff: Mapping[StaffPlace, Staff]

    @property
    def starts(self) -> int:
        """The rounds that the association runs itself."""
        return sum(found.groups is not None for found in self._all())

    @property
    def groups(self) -> int:
        """Their groups."""
        return sum(found.groups or 0 for found in self._all())

    @property
    def shared(self) -> int:
        """The seats that are given to a municipality."""
        return sum(found.seats or 0 for found in self._all())

    @property
    def cost(self) -> int | None:
        """What those of them cost of which it is known, in öre; None where it is known of none."""
        known = [found.cost for found in self._all() if found.groups is not None and found.cost is not None]
        return sum(known) if known or not self.starts else None

    @property
    def unknown_costs(self) -> int:
        """Of how many it is not known what they cost."""
        return sum(found.cost is None for found in self._all() if found.groups is not None)

    def _all(self) -> Iterable[OutlinedRound]:
        return (found for by_term in self.rounds.values() for each in by_term.values() for found in each)


def outline_of(data: Mapping[str, Any], name: Message) -> Outline:
    """The outline of a plan as it is given to scripts (and kept when it is adopted)."""
    rounds: dict[Place, dict[str, tuple[OutlinedRound, ...]]] = {}
    for found in data["courses"]:
        by_term = rounds.setdefault((found["area"], found["course"]), {})
        one = OutlinedRound(found["groups"], found["seats_total"], found["cost_ore"])
        by_term[found["term"]] = (*by_term.get(found["term"], ()), one)
    not_planned: dict[Place, tuple[str, ...]] = {}
    for each in data["not_planned"]:
        place = (each["area"], each["course"])
        not_planned[place] = (*not_planned.get(place, ()), each["text"])
    covered = data["coverage"]
    return Outline(
        name=name,
        terms=tuple(data["terms"]),
        rounds=rounds,
        not_planned=not_planned,
        municipalities={each["municipality_code"]: each["municipality"] for each in covered},
        seats={each["municipality_code"]: each["seats"] for each in covered},
        costs={each["municipality_code"]: _paid(data, each["municipality_code"]) for each in covered},
        need={each["municipality_code"]: each["need"] for each in covered},
        late=data["terms_late"],
        settings=data["settings"],
        staff=_staff(data),
    )


def _staff(data: Mapping[str, Any]) -> dict[StaffPlace, Staff]:
    """The staff figures that the needs of its rounds rest on."""
    return {
        (found["area"], tuple(found["bands"]), share["municipality_code"]): Staff(
            None if share["stated"] is None else Decimal(str(share["stated"])),
            tuple(str(SourcePlace(each["file"], each["sheet"], each["cell"])) for each in share["sources"]),
        )
        for found in data["courses"]
        for share in found.get("seats") or ()
        if "stated" in share
    }


def _paid(data: Mapping[str, Any], code: str) -> int | None:
    """What a municipality pays for the rounds whose sharing is known, less what it is credited; None: for none."""
    known = [each["cost"] for each in data["courses"] if each["cost"]]
    if not known:
        return None
    return sum(int(cost["shares_ore"].get(code, 0)) - int(cost["credits_ore"].get(code, 0)) for cost in known)
