"""What the menu of one course rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kfond.blocks import BlockLine
from kfond.plan.group_sizes import GroupSize
from kfond.plan.menus.promised import PromisedLine
from kfond.plan.menus.values import Sharings
from kfond.plan.menus.windows import Announced, Rhythm
from kfond.plan.menus.worth import CostOf
from kfond.plan.needs.values import State
from kfond.sharing import SeatLine

LineAfter = Callable[[Sharings], SeatLine | BlockLine]
"""All seats asked for in the term after those of which these are the sharings, in the order in which they are given."""


@dataclass(frozen=True, slots=True)
class Premises:
    """What a course is asked to hold, and what is known of its need, its groups and its price.

    `key` is the course's. `rhythm`: what its frequency asks of the terms; the first `planned` of them are planned, the
    rest is look-ahead. `line`: for a course on request,
    requests alone. `days`: hundredths of course days that one seat takes. `seat_weight`: see `worth.seat_weight`.
    `announced`: groups announced already, by the term's place in the horizon; `promised`: the seats of those of them
    that are shared already, None where all are open. `most_schedules`: about how many may be listed, see
    `tree.most_schedules`. `is_timely`: what is later than another schedule need not be listed.
    """

    key: str
    rhythm: Rhythm
    planned: int
    size: GroupSize
    state: State
    line: LineAfter
    cost: CostOf
    days: int
    seat_weight: int
    announced: Announced = field(default_factory=dict)
    promised: Mapping[int, PromisedLine | None] = field(default_factory=dict)
    most_schedules: int = 400
    is_timely: bool = False
