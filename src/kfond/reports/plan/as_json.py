"""The plan for scripts: JSON with English keys."""

from __future__ import annotations

from collections.abc import Mapping

from kfond.catalogue.materials import Material
from kfond.formatting import json_number
from kfond.plan.asked import Pin, Skip
from kfond.plan.choice.declines import handovers
from kfond.plan.costs.commitments import SettledCommitment, commitments_by_year
from kfond.plan.costs.values import RoundCost
from kfond.plan.estimates import Estimate
from kfond.plan.forecast.net_change import NetChange
from kfond.plan.kept_rounds import kept_costing
from kfond.plan.proposal import MunicipalSeats, Plan, Round
from kfond.plan.reason import Reason
from kfond.reports.plan.prices import settled_commitments

PROPOSAL, ADOPTED = "proposal", "adopted"


def as_json(plan: Plan, language: str, status: str = PROPOSAL) -> dict[str, object]:
    """The plan as the command line promises it; a need that is not known is null, never 0."""
    return {
        "years": list(range(plan.first_year, plan.last_year + 1)),
        "status": status,
        "as_of": plan.basis.asked.as_of.isoformat(),
        "association": plan.basis.association,
        "assumptions": [_reason(assumption, language) for assumption in plan.assumptions],
        "gap": max((stage.gap for stage in plan.choice.stages), default=0),
        "stages": [
            {"code": stage.code, "value": stage.value, "gap": stage.gap, "nodes": stage.nodes}
            for stage in plan.choice.stages
        ],
        "terms": [term.label for term in plan.terms],
        "terms_late": sum(course.chosen.late for course in plan.courses if course.chosen),
        "pins": [_pin(pin) for pin in plan.basis.asked.pins],
        "skips": [_skip(skip) for skip in plan.basis.asked.skips],
        "courses": [_round(found, language) for found in plan.rounds],
        "not_planned": [
            {
                "course": found.course.name,
                "area": found.area,
                "bands": [band.value for band in found.bands],
                **_reason(found.reason, language),
                "remedy": found.remedy.in_words(language) if found.remedy else None,
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
                "cost_ore": covered.cost,
            }
            for covered in plan.coverage
        ],
        "declined": [
            {
                "municipality_code": declined.code,
                "term": plan.horizon[declined.term].label,
                "days": declined.days / 100,
            }
            for declined in plan.choice.declined
            if declined.term < len(plan.terms)
        ],
        "proposed_to_decline": [
            {
                "municipality_code": each.release.code,
                "course": plan.task.names[each.release.course],
                "term": plan.horizon[each.release.term].label,
                "seats": each.release.seats,
                "offered_to": [{"municipality_code": code, "seats": seats} for code, seats in each.offered],
                "offered_to_nobody": each.empty,
            }
            for each in handovers(plan.task, plan.choice)
            if each.release.term < len(plan.terms)
        ],
        "beyond_budget": [
            {"municipality_code": each.code, "year": plan.task.years[each.year], "amount_ore": each.amount}
            for each in plan.choice.unpaid
            if plan.task.years[each.year] <= plan.last_year
        ],
        "commitments": [_commitment(each) for each in settled_commitments(plan)],
        "commitments_by_year": [
            {"municipality_code": code, "year": year, "amount_ore": costs.total}
            for (year, code), costs in commitments_by_year(settled_commitments(plan)).items()
        ],
        "materials": [_material(each) for each in plan.basis.materials],
        "forecast": _forecast(plan),
        "net_changes": [_net_change(each) for each in plan.net_changes],
        "settings": plan.basis.settings.as_text(),
    }


def _pin(pin: Pin) -> dict[str, object]:
    return {
        "course": pin.course,
        "area": pin.area,
        "term": pin.term.label,
        "groups": pin.groups,
        "why": pin.why,
    }


def _skip(skip: Skip) -> dict[str, object]:
    return {"course": skip.course, "area": skip.area, "why": skip.why}


def _round(found: Round, language: str) -> dict[str, object]:
    return {
        "key": found.key,
        "course": found.course.name,
        "slug": found.course.slug,
        "area": found.area,
        "bands": [band.value for band in found.bands],
        "term": found.term.label,
        "groups": found.groups,
        "seats_total": found.seats,
        "need_state": found.state.value,
        "smallest": found.size.smallest,
        "largest": found.size.largest,
        "cost_ore": found.cost.total if found.cost else None,
        "cost": _cost(found.cost),
        "costing": kept_costing(found.costing) if found.costing else None,
        "reasons": [_reason(reason, language) for reason in found.reasons],
        "seats": [_share(share, language) for share in found.shares],
    }


def _cost(cost: RoundCost | None) -> Mapping[str, object] | None:
    if cost is None or cost.total is None:
        return None
    return {
        "shares_ore": dict(cost.shares),
        "credits_ore": dict(cost.credits),
        "balance_ore": cost.balance,
    }


def _commitment(settled: SettledCommitment) -> dict[str, object]:
    promise = settled.commitment
    return {
        "municipality_code": promise.code,
        "course": promise.course,
        "year": promise.year,
        "packages": promise.packages,
        "price_ore": promise.price,
        "used": settled.used,
        "amount_ore": settled.amount,
    }


def _material(material: Material) -> dict[str, object]:
    return {
        "title": material.title,
        "area": material.area or None,
        "band": material.band.value if material.band else None,
        "for_all": material.is_for_all,
        "kind": material.kind.value if material.kind else None,
        "minutes": material.minutes,
        "link": material.link or None,
        "study_guide": material.study_guide or None,
    }


def _share(share: MunicipalSeats, language: str) -> dict[str, object]:
    lacking = share.lacking
    eligible = share.need.eligible[0] if share.need.eligible else None
    return {
        "municipality_code": share.need.code,
        "municipality": share.need.municipality,
        "need_low": json_number(lacking.low) if lacking else None,
        "need": json_number(lacking.best) if lacking else None,
        "need_high": json_number(lacking.high) if lacking else None,
        "stated": json_number(share.need.box.best) if share.need.bands else None,
        "eligible": json_number(eligible.best) if eligible else None,
        "trained": json_number(share.need.trained.persons.best) if share.need.trained else None,
        "trained_is_observed": share.need.trained.is_observed if share.need.trained else None,
        "seats": share.seats,
        "queued": share.queued,
        "waited": share.waited,
        "cost_ore": share.cost,
        "reason": share.reason.in_words(language),
        "sources": [
            {"file": source.place.file, "sheet": source.place.sheet, "cell": source.place.cell}
            for source in dict.fromkeys(share.need.sources)
        ],
    }


def _forecast(plan: Plan) -> list[dict[str, object]]:
    """The staff of the region in each term of the horizon, band by band."""
    return [
        {
            "area": area,
            "band": measure.value,
            "terms": [
                {"term": term.label, **_estimate(estimate)}
                for term, estimate in zip(plan.forecast.terms, estimates, strict=True)
            ],
        }
        for area, bands in plan.forecast.totals.items()
        for measure, estimates in bands.items()
    ]


def _net_change(change: NetChange) -> dict[str, object]:
    return {
        "area": change.area,
        "band": change.band.value,
        "municipality_codes": list(change.codes),
        "first_day": change.first_day.isoformat(),
        "last_day": change.last_day.isoformat(),
        "before": json_number(change.before),
        "after": json_number(change.after),
        "after_low": json_number(change.least),
        "after_high": json_number(change.most),
        "lowest": change.lowest,
        "highest": change.highest,
        "is_allowed": change.is_allowed,
    }


def _estimate(estimate: Estimate) -> dict[str, object]:
    return {
        "low": json_number(estimate.low),
        "best": json_number(estimate.best),
        "high": json_number(estimate.high),
    }


def _reason(reason: Reason, language: str) -> dict[str, object]:
    return {"code": reason.code, "text": reason.text.in_words(language)}
