"""Calls as they are given to scripts: amounts in öre, days as ISO text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kfond.funding.calls import DIRECT, INDIRECT

if TYPE_CHECKING:
    from kfond.funding.calls import Assessment, Call, Decision, Incoming


def call_as_json(call: Call) -> dict[str, object]:
    """A call with its years and how many applications it has."""
    return {
        "id": call.key,
        "fund": call.fund.key,
        "opens": call.opens.isoformat(),
        "closes": call.closes.isoformat(),
        "applications": len(call.incoming),
        "years": [
            {
                "year": year.year,
                "frame_ore": year.frame,
                "granted_ore": year.granted,
                "waits_ore": year.begun,
                "left_ore": year.left,
            }
            for year in map(call.of_year, call.years)
        ],
    }


def incoming_as_json(call: Call, incoming: Incoming) -> dict[str, object]:
    """An application of a call: what it states, what each role proposes, what is decided."""
    standings = call.standings(incoming.number)
    return {
        "number": incoming.number,
        "applicant": incoming.applicant,
        "title": incoming.title,
        "applied_ore": incoming.applied,
        "start": incoming.start.isoformat() if incoming.start else None,
        "end": incoming.end.isoformat() if incoming.end else None,
        "reached_directly": incoming.reached(DIRECT),
        "reached_indirectly": incoming.reached(INDIRECT),
        "received_on": incoming.received_on.isoformat(),
        "file": incoming.file,
        "sha256": incoming.sha256,
        "late_reason": incoming.late_reason,
        "assessments": [_assessment(each) for each in call.assessments_of(incoming.number)],
        "outcome": call.outcome(incoming).value,
        "granted_ore": call.granted_to(incoming.number),
        "decisions": [
            _decision(each) for standing in standings for each in (standing.held, standing.begun) if each
        ],
    }


def compared_as_json(call: Call, missing: Mapping[int, Sequence[str] | None]) -> dict[str, object]:
    """A call with every application, and what the check finds missing in each; None for one on paper."""
    return {
        **call_as_json(call),
        "applications": [
            {**incoming_as_json(call, each), "missing": missing[each.number]} for each in call.incoming
        ],
    }


def _assessment(assessment: Assessment) -> dict[str, object]:
    return {
        "by": assessment.by,
        "recommends": assessment.advice.value,
        "amount_ore": assessment.amount,
        "on": assessment.on.isoformat(),
        "why": assessment.why,
    }


def _decision(decision: Decision) -> dict[str, object]:
    return {
        "year": decision.year,
        "amount_ore": decision.amount,
        "by": [{"role": word.by, "on": word.on.isoformat()} for word in decision.words],
        "waits_for": list(decision.waits_for),
        "why": decision.why,
    }
