"""An association of more than 40 municipalities: what they can take is added up by county, and the plan says so."""

from __future__ import annotations

from dataclasses import replace

from made_up_bases import SETTINGS, basis_with

from kfond.plan.basis import Basis
from kfond.plan.proposal import Plan
from kfond.plan.propose import propose
from kfond.registry.members import Member
from kfond.reports.plan.chosen import left_behind
from written_catalogue import lines_of

COUNTY = {"13": "Hallands län", "14": "Västra Götalands län"}


def basis_of(municipalities: int, days: str) -> Basis:
    """So many municipalities, every other in each county, with four newcomers each and `days` of training a term."""
    codes = [f"{13 + place % 2}{place:02}" for place in range(municipalities)]
    lines = lines_of(
        [("BoU", "0-2 år", name, "1 gång/år", 5, 25, 2) for name in ("LVU", "Trauma")], "Antal dagar"
    )
    basis = basis_with(dict.fromkeys(codes, (4, 0, 0)), lines)
    return replace(
        basis,
        members=tuple(Member(code, f"Kommun {code}", COUNTY[code[:2]]) for code in codes),
        settings=SETTINGS.changed({"training_days": days}),
    )


def said(plan: Plan, code: str) -> list[str]:
    """What a plan takes for granted under a code."""
    return [found.text.in_words("en") for found in plan.assumptions if found.code == code]


def test_above_40_municipalities_what_they_can_take_is_added_up_by_county() -> None:
    plan = propose(basis_of(41, days="0.5"))
    codes = [member.code for member in plan.basis.members]

    assert {plan.task.limits.counties[code] for code in codes} == {"13", "14"}
    assert [stage.code for stage in plan.choice.stages] == ["late", "peak", "value"]
    assert said(plan, "not_fair") == [
        "With 41 municipalities, more than 40, shares are not compared between them. What staff and own budgets can "
        "take is added up by county; a day beyond that costs the plan as much as a seat is worth."
    ]
    assert said(plan, "order_of_goals") == said(plan, "declined") == []
    assert [(part.code, part.term, part.days) for part in plan.choice.declined_of_counties] == [
        ("13", 0, 1800),
        ("13", 2, 21),
        ("14", 2, 20),
    ]
    assert said(plan, "declined_of_counties")[0] == (
        "Hallands län: the municipalities must together decline 18 days of courses in VT2018, since their staff "
        "cannot take more."
    )
    assert len(left_behind(plan)) == 3
    for part in plan.choice.declined_of_counties:
        mine = [code for code in codes if code.startswith(part.code)]
        taken = sum(
            share.seats * 200
            for found in plan.rounds
            for share in found.shares
            if found.term == plan.horizon[part.term] and share.need.code in mine and share.seats
        )
        assert part.days == taken - sum(plan.task.limits.day_caps[code][part.term] for code in mine)


def test_40_municipalities_are_compared_and_take_what_each_can_take() -> None:
    plan = propose(basis_of(40, days="0.5"))

    assert plan.task.limits.counties == {}
    assert "fair" in [stage.code for stage in plan.choice.stages]
    assert said(plan, "not_fair") == said(plan, "declined_of_counties") == []
    assert len(said(plan, "order_of_goals")) == 1
