"""Costs that are shared by inhabitants whom nobody has stated: who pays what is not known, and never 0."""

from dataclasses import replace

from made_up_bases import SETTINGS, basis_with

from kfond.plan.costs.reading import StatedPrice
from kfond.plan.costs.values import Price
from kfond.plan.limits import MunicipalLimits
from kfond.plan.propose import propose
from kfond.provenance import Place, Source
from kfond.reports.plan.as_json import as_json
from kfond.reports.plan.municipal import cost_table
from written_catalogue import lines_of

CELL = Source(Place("priser.xlsx", "Blad1", "A2"), "LVU")
BASIS = replace(
    basis_with(
        {"1401": (12, 0, 0), "1402": (6, 0, 0)}, lines_of([("BoU", "0-2 år", "LVU", "1 gång/år", 5, 12)])
    ),
    settings=SETTINGS.changed({"cost_key": "population"}),
    prices=(StatedPrice(None, Price("lvu", "BoU", 1_000_000, None, None, None, "", None, CELL), ()),),
)


def test_who_pays_what_is_not_known_and_said_to_be_so() -> None:
    plan = propose(BASIS)
    data = as_json(plan, "sv")

    assert {
        (one["cost_ore"], one["cost"]["balance_ore"], *one["cost"]["shares_ore"]) for one in data["courses"]
    } == {(1_000_000, None)}
    assert [covered.cost for covered in plan.coverage] == [None, None]
    assert [reason.text.in_words("sv") for reason in plan.assumptions if reason.code == "unshared_costs"] == [
        "Hur kostnaden för 1 av 1 omgångar delas är inte känt: antalet invånare är inte angivet för Kommun 1401 och "
        "Kommun 1402."
    ]
    rows = cost_table(plan).rows
    assert [(name, known, unknown) for name, _, known, unknown, *_ in rows] == [
        ("Kommun 1401", "inte känt", "1"),
        ("Kommun 1402", "inte känt", "1"),
    ]


def test_stated_inhabitants_share_the_cost() -> None:
    limits = tuple(
        MunicipalLimits(code, 2018, None, None, number, None, CELL)
        for code, number in (("1401", 3000), ("1402", 1000))
    )
    plan = propose(replace(BASIS, limits=limits))

    assert [covered.cost for covered in plan.coverage] == [750_000, 250_000]
    assert "unshared_costs" not in {reason.code for reason in plan.assumptions}
