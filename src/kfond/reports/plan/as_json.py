"""The plan for scripts: JSON with English keys."""

from __future__ import annotations

from kfond.formatting import json_number
from kfond.plan.proposal import MunicipalSeats, Plan, Reason, Round


def as_json(plan: Plan, language: str) -> dict[str, object]:
    """The plan as the command line promises it; a need that is not known is null, never 0."""
    return {
        "years": list(range(plan.first_year, plan.last_year + 1)),
        "status": "proposal",
        "as_of": plan.as_of.isoformat(),
        "association": plan.association,
        "assumptions": [_reason(assumption, language) for assumption in plan.assumptions],
        "gap": None,
        "terms": [term.label for term in plan.terms],
        "courses": [_round(found, language) for found in plan.rounds],
        "not_planned": [
            {
                "course": found.course.name,
                "area": found.area,
                "bands": [band.value for band in found.bands],
                **_reason(found.reason, language),
            }
            for found in plan.not_planned
        ],
        "lines": [
            {
                "course": line.line.stated.course,
                "area": line.line.stated.area,
                "band": line.line.stated.band.value,
                "frequency": line.line.stated.frequency,
                "kind": line.line.frequency.kind.value,
                "terms": [found.term.label for found in line.rounds],
                "not_planned": line.not_planned.reason.code if line.not_planned else None,
            }
            for line in plan.lines
        ],
        "coverage": [
            {
                "municipality_code": covered.code,
                "municipality": covered.municipality,
                "need": json_number(covered.need),
                "seats": covered.seats,
            }
            for covered in plan.coverage
        ],
    }


def _round(found: Round, language: str) -> dict[str, object]:
    return {
        "course": found.course.name,
        "area": found.area,
        "bands": [band.value for band in found.bands],
        "term": found.term.label,
        "groups": found.groups,
        "seats_total": found.seats,
        "need_state": found.state.value,
        "smallest": found.size.smallest,
        "largest": found.size.largest,
        "cost_ore": None,
        "reasons": [_reason(reason, language) for reason in found.reasons],
        "seats": [_share(share, language) for share in found.shares],
    }


def _share(share: MunicipalSeats, language: str) -> dict[str, object]:
    box = share.need.box
    is_known = box.best is not None and not share.need.has_unknown_band
    return {
        "municipality_code": share.need.code,
        "municipality": share.need.municipality,
        "need_low": json_number(box.low) if share.need.bands else None,
        "need": json_number(box.best) if is_known else None,
        "need_high": json_number(box.high) if is_known else None,
        "need_known": None if share.need.is_missing else json_number(share.need.known),
        "seats": share.seats,
        "queued": share.queued,
        "cost_ore": None,
        "reason": share.reason.in_words(language),
        "sources": [
            {"file": source.place.file, "sheet": source.place.sheet, "cell": source.place.cell}
            for source in dict.fromkeys(share.need.sources)
        ],
    }


def _reason(reason: Reason, language: str) -> dict[str, object]:
    return {"code": reason.code, "text": reason.text.in_words(language)}
