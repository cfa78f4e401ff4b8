"""The second half of a course's story: what could be chosen, who gets the seats, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kfond.formatting import swedish_key
from kfond.messages import Message, say, say_count
from kfond.periods import Term
from kfond.plan.costs.per_head import prices_per_head
from kfond.plan.costs.shares import NO_PRICE
from kfond.plan.costs.values import ORE_IN_KRONA, Price
from kfond.plan.menus.values import Schedule
from kfond.plan.payments import charged_for, prices_in
from kfond.plan.proposal import CoursePlan, MunicipalSeats, Plan
from kfond.plan.story import Chapter, StoryColumn, StoryTable

MOST_RUNNERS_UP = 5
NOT_KNOWN = say("not known")
NO_START = say("no start")
TENTH = Decimal("0.1")


def what_could_be_chosen(plan: Plan, course: CoursePlan, changes: Mapping[int, Message]) -> Iterator[Chapter]:
    if course.menu is None or course.chosen is None:
        return
    schedules = course.menu.schedules
    others = sorted(
        (number for number, schedule in enumerate(schedules) if schedule is not course.chosen),
        key=lambda number: (schedules[number].late, -schedules[number].value, schedules[number].groups),
    )
    shown = [*sorted(changes), *(number for number in others if number not in changes)]
    rows = [_schedule_row(plan, course.chosen, say("chosen"))]
    rows += [
        _schedule_row(plan, schedules[number], changes.get(number, say("not tried")))
        for number in shown[:MOST_RUNNERS_UP]
    ]
    columns = (
        StoryColumn(say("Terms and groups")),
        StoryColumn(say("Seats"), is_number=True),
        StoryColumn(say("Terms late"), is_number=True),
        StoryColumn(say("Cost, kronor"), is_number=True, decimals=0),
        StoryColumn(say("What it would change")),
    )
    yield Chapter(
        say("What could be chosen"),
        (
            say_count(
                "{count} schedule is possible for this course.",
                "{count} schedules are possible for this course; the chosen one stands first.",
                len(schedules),
            ),
            *_half(plan, course),
            say(
                "What a plan is worth counts a seat for somebody new at {kronor} kronor at most, later "
                "ones and others at "
                "less, less the costs that are known; it is a measure to choose by, not money.",
                kronor=plan.basis.settings.seat_worth,
            ),
        ),
        (StoryTable(say("Schedules, number of groups, seats and kronor"), columns, tuple(rows)),),
    )


def _half(plan: Plan, course: CoursePlan) -> tuple[Message, ...]:
    """How the costs of what is held after the plan are counted; nothing where no cost is known there."""
    later = plan.horizon[len(plan.terms) :]
    prices = [course.prices[plan.horizon.index(term)] for term in later]
    if not any(price and price.is_known for price in prices):
        return ()
    return (
        say(
            "In the column of costs, what is held in {terms} counts half, as in the choice: those terms are not part "
            "of the plan.",
            terms=tuple(term.label for term in later),
        ),
    )


def _schedule_row(plan: Plan, schedule: Schedule, what: Message) -> tuple[object, ...]:
    terms = "; ".join(
        f"{term.label}: {groups}"
        for term, groups in zip(plan.horizon, schedule.groups, strict=True)
        if groups
    )
    known = [cost for cost in schedule.costs if cost is not None]
    cost: object = Decimal(sum(known)) / ORE_IN_KRONA if len(known) == len(schedule.costs) else NOT_KNOWN
    return (terms or NO_START, sum(schedule.seats), schedule.late, cost, what)


def who_gets_seats(course: CoursePlan, only: str) -> Iterator[Chapter]:
    own = [found for found in course.rounds if found.groups is not None and found.seats is not None]
    if not own:
        return
    columns = (
        StoryColumn(say("Municipality")),
        StoryColumn(say("Lack it"), is_number=True),
        StoryColumn(say("Seats"), is_number=True),
        StoryColumn(say("In the queue"), is_number=True),
        StoryColumn(say("How it was counted")),
    )
    tables = tuple(
        StoryTable(
            say("Seats in {term}, persons and seats", term=found.term.label),
            columns,
            tuple(
                _seat_row(share)
                for share in sorted(found.shares, key=lambda share: swedish_key(share.need.municipality))
                if only in ("", share.need.code)
            ),
        )
        for found in own
    )
    yield Chapter(say("Who gets the seats"), (), tables)


def _seat_row(share: MunicipalSeats) -> tuple[object, ...]:
    return (
        share.need.municipality,
        NOT_KNOWN if share.lacking is None else share.lacking.best,
        say("open") if share.seats is None else share.seats,
        share.queued,
        share.reason,
    )


def what_it_costs(plan: Plan, course: CoursePlan) -> Iterator[Chapter]:
    own = [found for found in course.rounds if found.groups is not None]
    sentences = []
    for found in own:
        total = found.cost.total if found.cost else None
        if total is None:
            why = found.cost.why if found.cost and found.cost.why else NO_PRICE
            sentences.append(say("{term}: {why}", term=found.term.label, why=why))
        else:
            sentences.append(
                say("{term}: {kronor} kronor.", term=found.term.label, kronor=Decimal(total) / ORE_IN_KRONA)
            )
    prices = prices_in(plan, course, [found.term for found in own])
    if own or prices:
        tables = tuple(
            _near_smallest(plan, course, terms, price, len(prices) == 1) for terms, price in prices
        )
        yield Chapter(say("What it costs"), tuple(sentences), tables)


def _near_smallest(
    plan: Plan, course: CoursePlan, terms: Sequence[Term], price: Price, is_only: bool
) -> StoryTable:
    """The price per head near the smallest group, in terms that have the same price."""
    heads = prices_per_head(
        price,
        course.days,
        course.size.smallest,
        course.size.largest,
        plan.basis.settings,
        charged_for(plan, price),
    )
    columns = [
        StoryColumn(say("Persons")),
        StoryColumn(say("Price for each, kronor"), is_number=True, decimals=0),
    ]
    rows: tuple[tuple[object, ...], ...] = tuple((str(head.persons), _kronor(head.price)) for head in heads)
    if any(head.others for head in heads):
        left = say("Left to those who pay for empty seats, kronor")
        columns.append(StoryColumn(left, is_number=True, decimals=0))
        rows = tuple((*row, _kronor(head.others)) for row, head in zip(rows, heads, strict=True))
    caption = say("A group near the smallest, number of persons and kronor")
    if not is_only:
        caption = say(
            "A group near the smallest in {terms}, number of persons and kronor",
            terms=tuple(term.label for term in terms),
        )
    return StoryTable(caption, tuple(columns), rows)


def _kronor(ore: Decimal | None) -> object:
    return NOT_KNOWN if ore is None else (ore / ORE_IN_KRONA).quantize(TENTH)
