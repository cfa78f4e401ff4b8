"""A municipality whose staff has no time for its seats: which it may decline, and who is offered them instead."""

from __future__ import annotations

from dataclasses import replace

from made_up_bases import basis_with, box

from kfond.periods import Term
from kfond.plan.asked import Pin
from kfond.plan.limits import MunicipalLimits
from kfond.plan.proposal import Plan
from kfond.plan.propose import propose
from kfond.reports.plan.as_json import as_json
from kfond.reports.plan.limits import limits_table, offered_seats
from kfond.reports.plan.municipal import municipality_section
from written_catalogue import lines_of

SPRING = Term(2018, 1)


def plan_of_one_group() -> Plan:
    """Twelve seats of three days each for 60 newcomers in three municipalities; Kommun 1401 has few days in 2018."""
    basis = basis_with(
        dict.fromkeys(("1401", "1402", "1403"), (20, 0, 0)),
        lines_of([("BoU", "0-2 år", "LVU", "1 gång/år", 5, 12, 3)], "Antal dagar"),
    )
    few_days = MunicipalLimits("1401", 2018, 25, None, None, None, box(0, "A1").sources[0])
    pinned = replace(basis.asked, pins=(Pin("lvu", "", SPRING, 1, "the room is booked"),))
    return propose(replace(basis, asked=pinned, limits=(few_days,)))


def test_the_plan_says_what_is_declined_and_who_is_offered_it() -> None:
    plan = plan_of_one_group()

    assert [share.seats for found in plan.rounds_of(SPRING) for share in found.shares] == [4, 4, 4]
    # Its 20 persons have 0.25 days each and some of them leave: 4.99 days for seats of 12.
    assert [found.text.in_words("en") for found in plan.assumptions if found.code == "declined"] == [
        "Kommun 1401 must decline 7.01 days of courses in VT2018, since its staff cannot take more; proposed seats: "
        "LVU (3; to be offered to Kommun 1402: 2, Kommun 1403: 1)."
    ]
    assert as_json(plan, "en")["proposed_to_decline"] == [
        {
            "municipality_code": "1401",
            "course": "LVU",
            "term": "VT2018",
            "seats": 3,
            "offered_to": [
                {"municipality_code": "1402", "seats": 2},
                {"municipality_code": "1403", "seats": 1},
            ],
            "offered_to_nobody": 0,
        }
    ]


def test_the_document_says_it_to_those_who_decline_and_those_who_are_offered() -> None:
    plan = plan_of_one_group()
    table, offered = limits_table(plan), offered_seats(plan)

    assert table is not None
    assert table.rows == (
        (
            "Kommun 1401",
            "VT2018",
            "kursdagar att avstå",
            "7,0",
            "avstå 3 platser i LVU (erbjuds Kommun 1402 2 och Kommun 1403 1)",
        ),
    )
    told = [municipality_section(plan, each, offered.get(each.code, "")) for each in plan.coverage]
    assert [" ".join(each.sentences).count("erbjuds kommunen") for each in told] == [0, 1, 1]
    assert offered == {"1402": "2 platser i LVU VT2018", "1403": "1 plats i LVU VT2018"}
