"""Rows of lists as costs: rows of one voucher are one cost, which they split."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kfond.cells import Quality
from kfond.errors import Problem, Refusal
from kfond.funding.amounts import ORE
from kfond.funding.cost_shares import Bearer, Wish, split
from kfond.funding.costs import Cost
from kfond.lists.rows import Row, Value
from kfond.messages import say

KIND = "fund_costs"


@dataclass(frozen=True, slots=True)
class CostsRead:
    """The costs that lists tell of, and what is wrong with those that are left out."""

    costs: tuple[Cost, ...]
    problems: tuple[Problem, ...]


def costs_in(rows: Iterable[Row]) -> CostsRead:
    """The costs of the lists, in their order; a voucher with anything wrong in it is told of and left out whole."""
    vouchers: dict[str, list[Row]] = {}
    for row in rows:
        if row.kind == KIND:
            vouchers.setdefault(row.name.casefold(), []).append(row)
    costs: list[Cost] = []
    problems: list[Problem] = []
    for those in vouchers.values():
        wrong = [problem for row in those for problem in _faults(row, those[0])]
        try:
            made = None if wrong else _cost(those)
        except Refusal as refusal:
            made, wrong = None, list(refusal.problems)
        costs += [made] if made else []
        problems += wrong
    return CostsRead(tuple(costs), tuple(problems))


def _cost(rows: Sequence[Row]) -> Cost:
    first = rows[0]
    amount = _ore(first.value("amount"))
    assert amount is not None and first.first_day is not None, "what is not known was told of before"
    shares = split(amount, [_wish(row) for row in rows], first.source.place)
    return Cost(
        key=first.name,
        item=first.text("item"),
        on=first.first_day,
        year=first.first_day.year,
        amount=amount,
        shares=shares,
        note=first.text("note"),
        source=first.source,
    )


def _wish(row: Row) -> Wish:
    bearer = Bearer(row.text("application"), row.text("line"), row.text("other"))
    kronor, part = row.value("share_sek"), row.value("share_percent")
    stated = kronor or part or row.value("amount")
    return Wish(bearer, _ore(kronor), _part(part), stated.source if stated else row.source)


def _faults(row: Row, first: Row) -> Iterator[Problem]:
    """What of a row cannot be meant: no day, no amount, two shares, nobody who bears it, or another cost's."""
    if row.first_day != row.last_day:
        yield Problem(
            row.source.place,
            say("Voucher {voucher} has no day but a longer time.", voucher=row.name),
            say("Write the day on which it was paid, such as 2021-09-30."),
        )
    for key in ("amount", "share_sek", "share_percent"):
        value = row.value(key)
        if value and not _is_known(value):
            yield Problem(
                value.source.place,
                say(
                    "“{text}” is no amount of voucher {voucher}.",
                    text=value.source.verbatim,
                    voucher=row.name,
                ),
                say("Write one number, kronor with at most two decimals, or per cent."),
            )
    if bool(row.text("application")) == bool(row.text("other")):
        yield Problem(
            row.source.place,
            say("Voucher {voucher} names both an application and another source.", voucher=row.name)
            if row.text("other")
            else say("Voucher {voucher} names nobody who bears it.", voucher=row.name),
            say("Write an application or another source in the row, one of the two."),
        )
    if row.value("share_sek") and row.value("share_percent"):
        yield Problem(
            row.source.place,
            say("Voucher {voucher} has a share in kronor and one in per cent.", voucher=row.name),
            say("Empty one of the two cells."),
        )
    yield from _against_first(row, first)


def _against_first(row: Row, first: Row) -> Iterator[Problem]:
    """Rows of one voucher speak of one cost: one amount, one day."""
    for mine, theirs in (
        (row.value("amount"), first.value("amount")),
        (row.first_day, first.first_day),
    ):
        if isinstance(mine, Value) and isinstance(theirs, Value):
            is_same = mine.reading.value == theirs.reading.value
        else:
            is_same = mine == theirs
        if not is_same:
            yield Problem(
                row.source.place,
                say(
                    "Voucher {voucher} has another amount or day here than in {cell}.",
                    voucher=row.name,
                    cell=first.source.place.cell,
                ),
                say("Write the same whole amount and the same day in all rows of a voucher."),
            )
            return


def _is_known(value: Value) -> bool:
    number = value.reading.value
    if value.reading.quality is not Quality.EXACT or number is None:
        return False
    return value.field == "share_percent" or (number * ORE) % 1 == 0


def _ore(value: Value | None) -> int | None:
    return None if value is None or value.reading.value is None else int(value.reading.value * ORE)


def _part(value: Value | None) -> Fraction | None:
    return None if value is None or value.reading.value is None else Fraction(value.reading.value)
