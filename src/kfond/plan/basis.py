"""All that a plan is made from, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kfond.catalogue.lines import Line, NeedText, Total
from kfond.catalogue.ties import Tie
from kfond.plan.proposal import Reason
from kfond.registry.members import Member
from kfond.settings import Settings
from kfond.staffing.boxes import Box
from kfond.staffing.returns import Measure


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known, assumed and asked for. `staff`: area -> municipality code -> band -> box."""

    first_year: int
    last_year: int
    as_of: date
    association: str
    members: tuple[Member, ...]
    lines: tuple[Line, ...]
    needs: tuple[NeedText, ...]
    ties: tuple[Tie, ...]
    totals: tuple[Total, ...]
    staff: Mapping[str, Mapping[str, Mapping[Measure, Box]]]
    staff_days: tuple[date, ...]
    remarks: tuple[Reason, ...]
    answered: int
    settings: Settings
