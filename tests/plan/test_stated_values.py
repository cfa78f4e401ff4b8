"""Prices, commitments, limits and breaks as their sheets state them; what cannot be read is never a nought."""

from datetime import date
from decimal import Decimal

import pytest

from kfond.plan.breaks import breaks_of
from kfond.plan.costs.reading import StatedPrice, commitments_of, price_for, prices_of
from kfond.plan.limits import limits_of
from written_catalogue import lines_of
from written_lists import rows_of

LINES = lines_of(
    [
        ("BoU", "0-2 år", "LVU", "1 gång/år", 8, 20, "LVU grund"),
        ("BoU", "3-5 år", "Barnsamtal", "", 8, 20, ""),
    ],
    "Andra namn",
)
PRICES = [
    "Kurs",
    "Område",
    "År",
    "Pris per grupp",
    "Pris per kursdag",
    "Pris per deltagare",
    "Utbildare per grupp",
]
Amounts = tuple[int | None, ...]


def price(*cells: object, more: tuple[str, object] = ("Anmärkning", "")) -> StatedPrice:
    """The price of LVU with these cells from Pris per grupp on."""
    rows = rows_of("prices", [[*PRICES, more[0]], ["LVU", "BoU", 2019, *cells, more[1]]])
    (found,) = prices_of(rows, LINES).found
    return found


@pytest.mark.parametrize(
    ("cells", "amounts", "unread"),
    [
        ((12000, "9 000 kr", "450:-", 0), (1_200_000, 900_000, 45_000, 0), ()),
        ((1250.5, "", "", ""), (125_050, None, None, None), ()),
        (("1 250,55", "", "", ""), (125_055, None, None, None), ()),
        (("ca 5000", 9000, "", ""), (None, None, None, None), ("per_group",)),  # 9000 would look like all of it
        (("ingår", 9000, "", "?"), (None, None, None, None), ("per_group", "trainer")),
        ((-500, "", 100, ""), (None, None, None, None), ("per_group",)),
    ],
)  # fmt: skip
def test_the_parts_of_a_price_in_ore(
    cells: tuple[object, ...], amounts: Amounts, unread: tuple[str, ...]
) -> None:
    stated = price(*cells)
    one = stated.price
    assert (one.per_group, one.per_day, one.per_participant, one.trainer) == amounts
    assert (stated.unread, one.is_known) == (unread, amounts != (None,) * 4)
    assert (stated.year, one.course, one.area, one.lender, one.source.place.cell) == (
        2019,
        "lvu",
        "BoU",
        "",
        "A2",
    )


def test_a_lent_trainer_a_fee_and_a_fee_that_cannot_be_read() -> None:
    assert price(1, "", "", 100, more=("Utlånande kommun", "Orust")).price.lender == "1421"
    assert price(1, "", "", "", more=("Avgift", 2500)).price.charged == 250_000
    unread = price(1, "", "", "", more=("Avgift", "enligt avtal"))
    assert (unread.price.charged, unread.unread, unread.price.per_group) == (None, ("charged",), 100)


def test_the_price_that_holds_is_that_of_the_area_and_the_year_where_there_is_one() -> None:
    rows = [
        ["LVU", "", "", 1],
        ["LVU", "", 2019, 2],
        ["LVU grund", "BoU", "", 3],
        ["LVU", "BoU", 2020, 4],
        ["Krisstöd", "", "", 5],
    ]
    read = prices_of(rows_of("prices", [PRICES[:4], *rows]), LINES)
    held = {
        (area, year): found.price.per_group
        for area in ("BoU", "EKB")
        for year in (2018, 2019, 2020)
        if (found := price_for(read.found, "lvu", area, year))
    }
    assert held == {
        ("BoU", 2018): 300,
        ("BoU", 2019): 300,
        ("BoU", 2020): 400,
        ("EKB", 2018): 100,
        ("EKB", 2019): 200,
        ("EKB", 2020): 100,
    }
    assert price_for(read.found, "barnsamtal", "BoU", 2019) is None
    assert [(one.name, one.source.place.cell) for one in read.unknown] == [("Krisstöd", "A6")]


def test_commitments_whose_figures_cannot_be_read_are_left_to_the_review() -> None:
    rows = rows_of(
        "commitments",
        [
            ["Kommun", "Kurs eller paket", "År", "Antal paket", "Pris per paket"],
            ["Orust", "LVU", 2019, 3, 8500],
            ["Tanum", "LVU", 2019, "ca 3", 8500],
            ["Vara", "LVU", 2019, 3, "enligt avtal"],
            ["Orust", "Introduktionspaketet", 2019, 2, 1000],
        ],
    )
    read = commitments_of(rows, LINES)
    assert [(one.code, one.course, one.year, one.packages, one.price) for one in read.found] == [
        ("1421", "lvu", 2019, 3, 850_000)
    ]
    assert [(one.name, one.source.place.cell) for one in read.unknown] == [("Introduktionspaketet", "B5")]


def test_limits_that_are_not_stated_or_cannot_be_read_are_not_known() -> None:
    rows = rows_of(
        "limits",
        [
            ["Kommun", "År", "Utbildningsdagar per person och termin", "Egen budget", "Invånare", "Avtalad andel"],
            ["Orust", 2019, "2,5", 150000, "15.315", "7,5 %"],
            ["Tanum", 2019, "ca 3", 0, "", 33],
            ["Vara", "VT2019", "", "får inte kosta för mycket", "ungefär 12 000", ""],
        ],
    )  # fmt: skip
    assert [
        (one.code, one.year, one.days, one.budget, one.population, one.percent) for one in limits_of(rows)
    ] == [
        ("1421", 2019, 250, 15_000_000, 15_315, Decimal("7.5")),
        ("1435", 2019, None, 0, None, None),
        ("1470", 2019, None, None, None, None),
    ]


def test_breaks_of_one_municipality_and_of_all() -> None:
    rows = rows_of(
        "breaks",
        [
            ["Kommun", "Lov", "När"],
            ["", "Jullov", "2018-12-20 till 2019-01-08"],
            ["Orust", "Sportlov", "v. 7 2019"],
        ],
    )
    assert [(one.code, one.name, one.first_day, one.last_day) for one in breaks_of(rows)] == [
        ("", "Jullov", date(2018, 12, 20), date(2019, 1, 8)),
        ("1421", "Sportlov", date(2019, 2, 11), date(2019, 2, 17)),
    ]
