"""A municipality as a member of an association."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Member:
    """A municipality with its county and, where it is a member, from when to when."""

    code: str
    name: str
    county: str
    member_from: date | None = None
    member_to: date | None = None
