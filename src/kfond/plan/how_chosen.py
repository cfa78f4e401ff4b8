"""How the starts of a plan were chosen, how sure it is that there is no better plan, and what must be declined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from kfond.messages import Message, say, say_count, together
from kfond.plan.choice.declines import Handover, handovers
from kfond.plan.choice.outcome import outcome_of
from kfond.plan.choice.values import Goal
from kfond.plan.costs.values import ORE_IN_KRONA
from kfond.plan.forecast.assumed import in_percent
from kfond.plan.proposal import Plan
from kfond.plan.reason import Reason
from kfond.plan.tasks import MOST_IN_FAIRNESS


def how_chosen(plan: Plan) -> Iterator[Reason]:
    """How the schedules were chosen, and how sure it is that there are no better ones."""
    names = {member.code: member.name for member in plan.basis.members}
    stages = {stage.code: stage for stage in plan.choice.stages}
    if late := stages.get(Goal.LATE):
        yield Reason("stage_late", say("Terms late, all courses together: {count}.", count=int(late.value)))
    outcome = outcome_of(plan.task, plan.choice.chosen)
    if Goal.PEAK in stages:
        yield Reason("stage_peak", _peak(outcome.fullest, sum(outcome.evens.values())))
    if Goal.FAIR in stages:
        yield Reason(
            "stage_fair",
            say(
                "Whoever is worst off gets {percent} % of what it could get at most: {names}.",
                percent=int(max(Fraction(0), outcome.fairness) * 100),
                names=together([names[code] for code in outcome.worst_off]),
            ),
        )
    if not plan.task.limits.is_fair:
        yield Reason(
            "not_fair",
            say(
                "With {count} municipalities, more than {most}, shares are not compared between them. What staff and "
                "own budgets can take is added up by county; a day beyond that costs the plan as much as a seat is "
                "worth.",
                count=len(plan.basis.members),
                most=MOST_IN_FAIRNESS,
            ),
        )
    if plan.choice.unattainable:
        yield Reason(
            "unattainable",
            say(
                "No schedule gives these a seat, so that they are left out of the comparison: {names}.",
                names=tuple(names[code] for code in plan.choice.unattainable),
            ),
        )
    if plan.choice.stages:
        gap = max(stage.gap for stage in plan.choice.stages)
        percent = in_percent(Decimal(str(round(gap, 4))))
        yield Reason(
            "gap",
            say("No plan is better by more than {percent} %.", percent=percent)
            if percent
            else say("By these goals there is no better plan."),
        )
    yield from _declined(plan, names)


def _peak(fullest: int, even: int) -> Message:
    """The rounds of the fullest terms, as held; fewer than an even share of what could run are not sought."""
    if fullest > even:
        return say_count(
            "The fullest terms of the areas have {count} round together, and that cannot be fewer.",
            "The fullest terms of the areas have {count} rounds together, and that cannot be fewer.",
            fullest,
        )
    return say_count(
        "The fullest terms of the areas have {count} round together; all that could run, spread evenly, is {even}.",
        "The fullest terms of the areas have {count} rounds together; all that could run, spread evenly, is {even}.",
        fullest,
        even=even,
    )


def _declined(plan: Plan, names: Mapping[str, str]) -> Iterator[Reason]:
    """What must be declined in the planned terms, with the seats of least weight as the proposal."""
    if plan.task.limits.counties:
        yield from _declined_of_counties(plan)
        return
    proposed: dict[tuple[str, int], list[Message]] = {}
    in_plan = [each for each in handovers(plan.task, plan.choice) if each.release.term < len(plan.terms)]
    for each in in_plan:
        proposed.setdefault((each.release.code, each.release.term), []).append(_handed(plan, each, names))
    for declined in plan.choice.declined:
        if declined.term >= len(plan.terms):
            continue
        yield Reason(
            "declined",
            say(
                "{name} must decline {days} days of courses in {term}, since its staff cannot take more; proposed "
                "seats: {seats}.",
                name=names[declined.code],
                days=Decimal(declined.days) / 100,
                term=plan.horizon[declined.term].label,
                seats=tuple(proposed.get((declined.code, declined.term), ())),
            ),
        )
    for unpaid in plan.choice.unpaid:
        if plan.task.years[unpaid.year] > plan.last_year:
            continue
        yield Reason(
            "unpaid",
            say(
                "{name} lacks {kronor} kronor of its own budget in {year}.",
                name=names[unpaid.code],
                kronor=Decimal(unpaid.amount) / ORE_IN_KRONA,
                year=plan.task.years[unpaid.year],
            ),
        )


def _handed(plan: Plan, handed: Handover, names: Mapping[str, str]) -> Message:
    """How many seats of a course are proposed to be declined, and who is offered them."""
    course, count = plan.task.names[handed.release.course], handed.release.seats
    to = [say("{name}: {count}", name=names.get(code, code), count=seats) for code, seats in handed.offered]
    if handed.empty:
        to.append(say("nobody in line who has time: {count}", count=handed.empty))
    return say("{course} ({count}; to be offered to {to})", course=course, count=count, to=tuple(to))


def _declined_of_counties(plan: Plan) -> Iterator[Reason]:
    """What the municipalities of each county must decline together in the planned terms."""
    counties = plan.task.limits.counties
    names = {counties[member.code]: member.county for member in plan.basis.members}
    for declined in plan.choice.declined_of_counties:
        if declined.term < len(plan.terms):
            yield Reason(
                "declined_of_counties",
                say(
                    "{county}: the municipalities must together decline {days} days of courses in {term}, since their "
                    "staff cannot take more.",
                    county=names[declined.code],
                    days=Decimal(declined.days) / 100,
                    term=plan.horizon[declined.term].label,
                ),
            )
    for unpaid in plan.choice.unpaid_of_counties:
        if plan.task.years[unpaid.year] <= plan.last_year:
            yield Reason(
                "unpaid_of_counties",
                say(
                    "{county}: the municipalities together lack {kronor} kronor of their own budgets in {year}.",
                    county=names[unpaid.code],
                    kronor=Decimal(unpaid.amount) / ORE_IN_KRONA,
                    year=plan.task.years[unpaid.year],
                ),
            )
