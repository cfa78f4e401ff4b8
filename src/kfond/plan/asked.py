"""What a coordinator asks of a plan: which years, from what was known when, and what is decided beforehand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kfond.periods import Term


@dataclass(frozen=True, slots=True)
class Pin:
    """A course that shall start in a term.

    `area` "": wherever the course stands; `groups` None: as many as it takes.
    """

    course: str
    area: str
    term: Term
    groups: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Skip:
    """A course that shall not be planned in these years, and why."""

    course: str
    area: str
    why: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A supposition to try: the name of a setting (or "turnover"), and its value."""

    name: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Asked:
    """The years `first_year`-`last_year`, planned from what was known on `as_of`; `areas` empty: all of them.

    `course` of a pin or skip is a course's slug.
    """

    first_year: int
    last_year: int
    as_of: date
    areas: tuple[str, ...] = ()
    pins: tuple[Pin, ...] = ()
    skips: tuple[Skip, ...] = ()
    what_ifs: tuple[WhatIf, ...] = field(default=())
