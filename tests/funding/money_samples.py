"""Funds and budgets for the tests of money: small, with every figure in kronor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from kfond.funding.application import CostLine
from kfond.funding.entry_rules import Ledger
from kfond.funding.fund import CoFinancing, Fund, Rounding, Way
from kfond.funding.ledger import Entry, EntryKind, Ground

TODAY = date(2022, 3, 1)
MAFI = {"utbildning": 62_400, "teoridag": 12_000, "examination": 6_000, "litteratur": 200}
"""The budget of a course in a method, as a competence fund was asked for it: 80 600 kronor."""


def fund(**other: Any) -> Fund:
    """A municipal fund for 2018–2021 that rounds up to whole thousands and allows a line to differ by a tenth."""
    stated: dict[str, Any] = {
        "key": "provfonden",
        "title": "Provfonden",
        "owner": "Provkommunen",
        "way": Way.APPLICATION,
        "years": (2018, 2021),
        "first_day": date(2018, 1, 1),
        "last_day": date(2021, 12, 31),
        "about": "",
        "parts": (),
        "cost_kinds": (),
        "flat_rates": (),
        "co_financing": None,
        "rounding": Rounding.THOUSAND_UP,
        "ceiling": None,
        "deviation": Fraction(1, 10),
        "deadlines": (),
        "frame": MappingProxyType({}),
        "parameters": MappingProxyType({}),
        "purposes": (),
        "excluded": (),
        "file": "provfonden.toml",
        "source": "",
        "text": "",
    }
    return Fund(**(stated | other))


def hours_not_taken() -> CoFinancing:
    """Co-financing in money alone."""
    return CoFinancing(Fraction(2, 5), may_be_hours=False, is_outside_budget=False, source="")


def lines(budget: Mapping[str, int | None], year: int | None = None) -> tuple[CostLine, ...]:
    """Budget lines from kronor."""
    return tuple(
        CostLine(key, key.capitalize(), "", year, None if sum_ is None else sum_ * 100)
        for key, sum_ in budget.items()
    )


def ground(
    budget: Mapping[str, int | None] = MAFI, *, submitted: date | None = date(2021, 3, 15), **other: Any
) -> Ground:
    """An application of 2021 for `budget`, submitted on 15 March."""
    stated: dict[str, Any] = {
        "key": "mafi",
        "fund": fund(),
        "applied": None,
        "lines": lines(budget),
        "submitted_on": submitted,
        "ends_on": date(2021, 12, 31),
        "today": TODAY,
    }
    return Ground(**(stated | other))


def entry(kind: str, kronor: float, day: str = "2021-09-01", **other: Any) -> Entry:
    """An entry of so many kronor, for the year of its day unless `year` says otherwise."""
    on = date.fromisoformat(day)
    return Entry(EntryKind(kind), on, other.pop("year", on.year), round(kronor * 100), **other)


def ledger(*entries: Entry, of: Ground | None = None) -> Ledger:
    """A ledger into which the entries were accepted one by one."""
    made = Ledger(of or ground(), ())
    for each in entries:
        made = made.with_entry(each)
    return made
