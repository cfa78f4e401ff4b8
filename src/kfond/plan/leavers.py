"""How large a share of each band leaves in a year, in a plan and beside it in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kfond.messages import Message, say
from kfond.plan.demands import TURNOVER
from kfond.plan.forecast.opening import opening_of
from kfond.plan.forecast.rates import REGION
from kfond.plan.forecast.values import Rates, Start
from kfond.plan.proposal import Plan
from kfond.plan.story import Chapter, StoryColumn, StoryTable
from kfond.staffing.boxes import BANDS
from kfond.staffing.returns import MEASURES, Measure

NOT_KNOWN = say("not known")
Leaving = Mapping[tuple[str, str], Rates]
Part = tuple[Decimal, Decimal]
"""Persons, and the yearly share of them that leaves."""


def leavers_beside(base: Plan, other: Plan, names: tuple[Message, Message]) -> tuple[Chapter, ...]:
    """A chapter with the share of each band that leaves in both plans; none where no share differs.

    `names`: what the two plans are called, in that order.
    """
    if not base.rates:
        return ()
    starts = base.basis.starts
    rows = tuple(_rows(base.rates, other.rates, starts))
    if all(before == after for *_, before, after in rows):
        return ()
    columns = (
        StoryColumn(say("Area and experience")),
        StoryColumn(say("Persons"), is_number=True),
        *(StoryColumn(say("{plan}, per cent", plan=name), is_number=True) for name in names),
    )
    caption = say("Who leaves in a year, per cent of the staff")
    return (
        Chapter(
            say("Who leaves"),
            tuple(_sentences(other)),
            (StoryTable(caption, columns, rows),),
        ),
    )


def _sentences(other: Plan) -> Iterator[Message]:
    yield say(
        "Each share is that of all municipalities together, weighed by their persons at the latest staff figures."
    )
    if any(supposed.name == TURNOVER for supposed in other.basis.asked.what_ifs):
        yield say(
            "The share supposed is that of all staff: those of the bands are made larger or smaller alike until it is "
            "met, and none becomes more than 100 %."
        )


def _rows(before: Leaving, after: Leaving, starts: Sequence[Start]) -> Iterator[tuple[object, ...]]:
    bands = [(area, band) for area in sorted({area for area, _ in before}) for band in BANDS]
    staff = [(_staff(before, starts, area, band), _staff(after, starts, area, band)) for area, band in bands]
    for (area, band), (now, then) in zip(bands, staff, strict=True):
        usual = [
            _mean(one, rates[area, REGION].leaving[band].best)
            for one, rates in ((now, before), (then, after))
        ]
        persons = _persons(now) if now else NOT_KNOWN
        yield say("{area}, {band}", area=area, band=MEASURES[band]), persons, *usual
    everybody, supposed = ([one for part in column for one in part] for column in zip(*staff, strict=True))
    if _persons(everybody):
        nobody = Decimal(0)
        yield say("All together"), _persons(everybody), _mean(everybody, nobody), _mean(supposed, nobody)


def _staff(rates: Leaving, starts: Sequence[Start], area: str, band: Measure) -> list[Part]:
    """A band in every municipality of an area that has figures of it."""
    openings = [(rates[area, start.code], opening_of(start)) for start in starts if start.area == area]
    return [(opening.best[band], own.leaving[band].best) for own, opening in openings if opening]


def _persons(parts: Sequence[Part]) -> Decimal:
    return sum((persons for persons, _ in parts), Decimal(0))


def _mean(parts: Sequence[Part], otherwise: Decimal) -> Decimal:
    """The share of all of them together in per cent; `otherwise` where there is nobody."""
    persons = _persons(parts)
    share = sum((each * share for each, share in parts), Decimal(0)) / persons if persons else otherwise
    return share * 100
