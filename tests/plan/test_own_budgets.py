"""The own budget of a municipality is weighed against what it pays: its shares, and the packages that it promised."""

from dataclasses import replace

import pytest
from made_up_bases import SETTINGS, basis_with

from kfond.plan.choice.values import Unpaid
from kfond.plan.costs.reading import StatedPrice
from kfond.plan.costs.values import Commitment, Price
from kfond.plan.limits import MunicipalLimits
from kfond.plan.propose import propose
from kfond.provenance import Place, Source
from written_catalogue import lines_of

CELL = Source(Place("ramar.xlsx", "Blad1", "A2"), "1")
BASIS = replace(
    basis_with(
        {"1401": (12, 0, 0), "1402": (6, 0, 0)}, lines_of([("BoU", "0-2 år", "LVU", "Vartannat år", 5, 12)])
    ),
    settings=SETTINGS,
    prices=(StatedPrice(None, Price("lvu", "BoU", 1_200_000, None, None, None, "", None, CELL), ()),),
    limits=(MunicipalLimits("1401", 2018, None, 600_000, None, None, CELL),),
)


@pytest.mark.parametrize(
    ("packages", "price", "beyond"),
    [
        (None, 0, 200_000),  # its share: 6 of 9 seats of 12 000 kr, and its budget is 6 000 kr
        (3, 10_000, 0),  # 6 seats at 100 kr in place of the share
        (3, 120_000, 120_000),  # 6 at 1 200 kr
        (10, 100_000, 400_000),  # 10 promised, of which 6 are used
    ],
)
def test_what_is_promised_is_weighed_against_the_own_budget(
    packages: int | None, price: int, beyond: int
) -> None:
    promised = () if packages is None else (Commitment("1401", "lvu", 2018, packages, price, CELL),)
    plan = propose(replace(BASIS, asked=replace(BASIS.asked, last_year=2018), commitments=promised))

    assert [share.seats for found in plan.rounds for share in found.shares] == [6, 3]
    assert [each for each in plan.choice.unpaid if each.year == 0] == (
        [Unpaid("1401", 0, beyond)] if beyond else []
    )
