"""The need of each municipality, in a plan and beside it in another in which other shares of the staff leave."""

from __future__ import annotations

from decimal import Decimal

from kfond.formatting import swedish_key
from kfond.messages import Message, say
from kfond.plan.proposal import Coverage, Plan
from kfond.plan.story import Chapter, StoryColumn, StoryTable

NOT_KNOWN = say("not known")


def needs_beside(base: Plan, other: Plan, names: tuple[Message, Message]) -> tuple[Chapter, ...]:
    """A chapter with the need of each municipality in both plans, beside its seats; none where the staff of both is
    the same, since need that differs then follows from other starts.

    Need is that of `Coverage`: whoever needs a course that starts, at some time in the plan's years, so that whoever
    comes when somebody leaves adds to it. `names`: what the two plans are called, in that order.
    """
    if base.rates == other.rates:
        return ()
    before, after = ({each.code: each for each in plan.coverage} for plan in (base, other))
    codes = sorted(before, key=lambda code: swedish_key(before[code].municipality))
    rows: list[tuple[object, ...]] = [
        (before[code].municipality, *_needs(before[code], after[code]), before[code].seats, after[code].seats)
        for code in codes
    ]
    rows.append(
        (
            say("All together"),
            *(sum((each.need or Decimal(0) for each in plan.coverage), Decimal(0)) for plan in (base, other)),
            *(sum(each.seats for each in plan.coverage) for plan in (base, other)),
        )
    )
    columns = (
        StoryColumn(say("Municipality")),
        *(StoryColumn(say("Need, {name}", name=name), is_number=True, decimals=0) for name in names),
        *(StoryColumn(say("Seats, {name}", name=name), is_number=True) for name in names),
    )
    sentence = say(
        "Need is counted in places on the courses that start, as in the plan: whoever needs three courses counts three "
        "times, and whoever is hired in the plan's years counts too. What is not known is in no sum."
    )
    caption = say("Need and seats of each municipality, places on courses")
    return (Chapter(say("The need"), (sentence,), (StoryTable(caption, columns, tuple(rows)),)),)


def _needs(*covered: Coverage) -> tuple[object, ...]:
    return tuple(NOT_KNOWN if each.need is None else each.need for each in covered)
