"""All that a plan is made from, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kfond.catalogue.lines import Line, NeedText, Total
from kfond.catalogue.materials import Material
from kfond.catalogue.participations import Taken
from kfond.catalogue.requests import Requested
from kfond.catalogue.ties import Tie
from kfond.catalogue.trainers import Trainer
from kfond.periods import Term
from kfond.plan.adopted import Adopted
from kfond.plan.asked import Asked
from kfond.plan.breaks import Break
from kfond.plan.costs.reading import StatedPrice
from kfond.plan.costs.values import Commitment
from kfond.plan.forecast.values import Start
from kfond.plan.limits import MunicipalLimits
from kfond.plan.reason import Reason
from kfond.plan.turnovers import AreaTurnover
from kfond.registry.members import Member
from kfond.settings import Settings
from kfond.staffing.boxes import Box
from kfond.staffing.movements import Movement
from kfond.staffing.returns import Measure


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known, assumed and asked for.

    `staff`: area -> municipality code -> band -> box, as the sheets say; `starts`: the same with the day, ready to be
    carried forward. `earlier`: (area, past term) -> municipality code -> band -> persons, best values, as known when
    the term began. `adopted`: the plan that holds for these years, None where none was adopted. `remarks`: what is
    odd about single answers. `answered`: how many members have answered themselves. `standing`: course key -> term ->
    groups that have been chosen already, where a long plan is made in parts. `adopted_before`: the plan that held for
    each term before these years. `snapshots`: as `starts`, from the sheet before, where that speaks of the same units.
    """

    asked: Asked
    association: str
    members: tuple[Member, ...]
    lines: tuple[Line, ...]
    needs: tuple[NeedText, ...]
    ties: tuple[Tie, ...]
    totals: tuple[Total, ...]
    staff: Mapping[str, Mapping[str, Mapping[Measure, Box]]]
    starts: tuple[Start, ...]
    earlier: Mapping[tuple[str, Term], Mapping[str, Mapping[Measure, Decimal]]]
    movements: tuple[Movement, ...]
    turnovers: tuple[AreaTurnover, ...]
    taken: tuple[Taken, ...]
    requests: tuple[Requested, ...]
    prices: tuple[StatedPrice, ...]
    commitments: tuple[Commitment, ...]
    trainers: tuple[Trainer, ...]
    limits: tuple[MunicipalLimits, ...]
    breaks: tuple[Break, ...]
    materials: tuple[Material, ...]
    adopted: Adopted | None
    staff_days: tuple[date, ...]
    remarks: tuple[Reason, ...]
    answered: int
    settings: Settings
    standing: Mapping[str, Mapping[Term, int]] = field(default_factory=dict)
    adopted_before: Mapping[Term, Adopted] = field(default_factory=dict)
    snapshots: tuple[Start, ...] = ()
