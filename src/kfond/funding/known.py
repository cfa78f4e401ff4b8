"""What is known already when an application begins: who applies, for how many, which courses at what cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kfond.messages import Message
from kfond.registry.members import Member
from kfond.staffing.boxes import Box
from kfond.staffing.returns import Measure


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """The staff of an area in one band on a day: `count` persons in the municipalities that have stated them.

    `stated` of `asked` municipalities have. The number is whole and certain only where `is_certain`.
    """

    area: str
    band: Measure
    on: date
    count: Box
    stated: int
    asked: int

    @property
    def is_certain(self) -> bool:
        """Whether everybody has stated it, and as one whole number."""
        best = self.count.best
        is_exact = best is not None and best == int(best) and self.count.low == self.count.high == best
        return is_exact and self.stated == self.asked


@dataclass(frozen=True, slots=True)
class KnownRound:
    """A course of the plan in one term; `cost` in öre and `seats` are None where they are not known."""

    course: str
    term: str
    year: int
    groups: int | None
    seats: int | None
    cost: int | None


@dataclass(frozen=True, slots=True)
class Known:
    """All of it. `plan_version` is None where the plan is a proposal; `rounds` empty where there is no plan.

    `too_old` says so where every staff figure is too old for a plan: there are no groups and no proposal then.
    `applicant` is "" where no association is set.
    """

    applicant: str
    members: tuple[Member, ...]
    groups: tuple[KnownGroup, ...]
    rounds: tuple[KnownRound, ...]
    plan_version: int | None
    start: date
    end: date
    too_old: Message | None = None
