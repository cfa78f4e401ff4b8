"""Prices and commitments, from the rows of the sheets that state them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kfond.catalogue.lines import Line, name_key
from kfond.catalogue.ties import Tied, UnknownName, courses_by_name
from kfond.lists.figures import ore_in, whole_in
from kfond.lists.rows import Row
from kfond.plan.costs.values import Commitment, Price

PRICES, COMMITMENTS = "prices", "commitments"
COST = ("per_group", "per_day", "per_participant", "trainer")
"""The parts of what a course costs, by the names of the fields of Price."""


@dataclass(frozen=True, slots=True)
class StatedPrice:
    """A price and the year it is for; None is until further notice.

    `unread`: the parts whose cells cannot be read, by the names of the fields of Price. Where one of them is a part of
    the cost, `price` states none: what is left would look like all of it.
    """

    year: int | None
    price: Price
    unread: tuple[str, ...]


def prices_of(rows: Iterable[Row], lines: Sequence[Line]) -> Tied[StatedPrice]:
    """Every price that is stated, in the order of the rows; names that are of no course are `unknown`."""
    meant = courses_by_name(lines)
    stated = [row for row in rows if row.kind == PRICES]
    return Tied(
        tuple(_price(row, meant[name_key(row.name)]) for row in stated if name_key(row.name) in meant),
        _unknown(stated, meant),
    )


def price_for(prices: Sequence[StatedPrice], course: str, area: str, year: int) -> StatedPrice | None:
    """The price of a course (slug) that holds for an area in a year: the most particular one, the area before the year.

    A price without an area is for every area, one without a year until further notice. None where none is stated.
    """
    fitting = [
        one
        for one in prices
        if one.price.course == course and one.price.area in ("", area) and one.year in (None, year)
    ]
    return max(fitting, key=lambda one: (one.price.area != "", one.year is not None), default=None)


def commitments_of(rows: Iterable[Row], lines: Sequence[Line]) -> Tied[Commitment]:
    """The commitments that are stated; names that are of no course are `unknown`.

    One whose number or price cannot be read is left out here and stands among the cells to review: to pay for a
    guessed number of packages would be worse than to ask.
    """
    meant = courses_by_name(lines)
    stated = [row for row in rows if row.kind == COMMITMENTS]
    found = (_commitment(row, meant[name_key(row.name)]) for row in stated if name_key(row.name) in meant)
    return Tied(tuple(one for one in found if one), _unknown(stated, meant))


def _unknown(rows: Iterable[Row], meant: Iterable[str]) -> tuple[UnknownName, ...]:
    known = frozenset(meant)
    return tuple(UnknownName(row.name, row.source) for row in rows if name_key(row.name) not in known)


def _price(row: Row, course: str) -> StatedPrice:
    parts = {key: ore_in(row, key) for key in (*COST, "charged")}
    unread = tuple(
        key
        for key, amount in parts.items()
        if amount is None and (value := row.value(key)) and value.reading.verbatim
    )
    if set(unread).intersection(COST):
        parts |= dict.fromkeys(COST)
    price = Price(
        course=course,
        area=row.area,
        per_group=parts["per_group"],
        per_day=parts["per_day"],
        per_participant=parts["per_participant"],
        trainer=parts["trainer"],
        lender=row.municipality_code,
        charged=parts["charged"],
        source=row.source,
    )
    return StatedPrice(row.first_day.year if row.first_day else None, price, unread)


def _commitment(row: Row, course: str) -> Commitment | None:
    packages, price = whole_in(row, "packages"), ore_in(row, "price")
    if packages is None or price is None or row.first_day is None:
        return None
    return Commitment(row.municipality_code, course, row.first_day.year, packages, price, row.source)
