"""Whether a target was reached: its number held against what came of it, as its operator means."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction

from kfond.funding.targets import Operator, Outcome, Target

TOLERANCE = Fraction(1, 10)
"""How far from its number "about" may be, and how far below it "nearly". Ours."""


class Verdict(StrEnum):
    """What can be said of a target."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    NOT_YET = "not_yet"
    NOT_KNOWN = "not_known"


def judged(target: Target, outcome: Outcome, today: date) -> Verdict:
    """What is to be said of a target on a day. Before its own day a target that is not reached is NOT_YET so."""
    met = _is_met(target, outcome)
    is_running = target.due is not None and today < target.due
    if met is None:
        return Verdict.NOT_YET if is_running and outcome.value is None else Verdict.NOT_KNOWN
    if met:
        # At most may still be passed; only what cannot be undone counts before the day.
        may_change = is_running and target.operator not in (Operator.AT_LEAST, Operator.NEARLY, Operator.DONE)
        return Verdict.NOT_YET if may_change else Verdict.REACHED
    return Verdict.NOT_YET if is_running and target.operator is not Operator.AT_MOST else Verdict.NOT_REACHED


def _is_met(target: Target, outcome: Outcome) -> bool | None:
    if target.value is None or target.operator is Operator.DONE:
        return outcome.reached
    if outcome.value is None:
        return outcome.reached
    value, wanted = outcome.value, target.value
    match target.operator:
        case Operator.AT_LEAST:
            return value >= wanted
        case Operator.AT_MOST:
            return value <= wanted
        case Operator.ABOUT:
            return abs(value - wanted) <= wanted * TOLERANCE
        case Operator.NEARLY:
            return value >= wanted * (1 - TOLERANCE)
        case _:
            return value == wanted
