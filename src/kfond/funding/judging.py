"""Whether a target was reached: its number held against what came of it, as its operator means."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction

from kfond.formatting import number
from kfond.funding.targets import Operator, Outcome, Target
from kfond.messages import Message, say

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


def is_contradicted(target: Target, outcome: Outcome) -> bool:
    """Whether what is stated of a target is not what kfond measures."""
    measured = outcome.measured
    if measured is None:
        return False
    if outcome.value is not None:
        return outcome.value != measured.value
    return outcome.reached is not None and _is_met(target, measured) is not outcome.reached


def told_both(target: Target, outcome: Outcome) -> Message:
    """What is stated of a target beside what kfond measures, in a sentence without its point."""
    assert outcome.measured and outcome.measured.value is not None
    is_reached = say("reached") if outcome.reached else say("not reached")
    return say(
        "“{target}”: stated {stated} ({evidence}, {day}), measured {measured} (until {until})",
        target=target.text,
        stated=is_reached if outcome.value is None else number(outcome.value),
        evidence=outcome.evidence,
        day=outcome.on.isoformat(),
        measured=number(outcome.measured.value),
        until=outcome.measured.on.isoformat(),
    )


def _is_met(target: Target, outcome: Outcome) -> bool | None:
    if target.value is None or target.operator is Operator.DONE:
        return outcome.reached
    if outcome.value is not None:
        return _is_within(target.operator, target.value, outcome.value, outcome.value)
    if outcome.reached is not None:
        return outcome.reached
    return _is_within(target.operator, target.value, outcome.low, outcome.high)


def _is_within(
    operator: Operator, wanted: Fraction, low: Fraction | None, high: Fraction | None
) -> bool | None:
    """Whether a number between two ends is as it should be; None where the ends do not decide it."""
    least, most = _allowed(operator, wanted)
    is_too_low = least is not None and high is not None and high < least
    is_too_high = most is not None and low is not None and low > most
    if is_too_low or is_too_high:
        return False
    is_enough = least is None or (low is not None and low >= least)
    is_no_more = most is None or (high is not None and high <= most)
    return True if is_enough and is_no_more else None


def _allowed(operator: Operator, wanted: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that an operator allows, None where there is no such end."""
    match operator:
        case Operator.AT_LEAST:
            return wanted, None
        case Operator.AT_MOST:
            return None, wanted
        case Operator.ABOUT:
            return wanted * (1 - TOLERANCE), wanted * (1 + TOLERANCE)
        case Operator.NEARLY:
            return wanted * (1 - TOLERANCE), None
        case _:
            return wanted, wanted
