"""Seats of an adopted plan that nobody has confirmed, as the persons who are expected to have had the course."""

from __future__ import annotations

from dataclasses import dataclass

from kfond.messages import Message
from kfond.periods import Term


@dataclass(frozen=True, slots=True)
class PlannedSeats:
    """A municipality's seats in one term, None where they were open; `plan`: which plan, in words."""

    term: Term
    seats: int | None
    plan: Message
