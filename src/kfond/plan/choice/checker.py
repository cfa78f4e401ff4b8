"""Whether a choice keeps every rule, recomputed in plain Python from its groups: knows nothing of the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate

from kfond.messages import Message, say
from kfond.plan.choice.outcome import Outcome, allowed_numbers, outcome_of
from kfond.plan.choice.values import SHARE_OF_A_PROMISE, Choice, Goal, Order, Prerequisite, Stage, Task
from kfond.plan.menus.values import Schedule
from kfond.sharing import Sharing

NEAR = Fraction(1, 1_000_000)
SLACK = {
    Goal.LATE: Fraction(1, 2),
    Goal.PEAK: Fraction(1, 2),
    Goal.FAIR: Fraction(5, 1000),
    Goal.VALUE: Fraction(100),
}
SMALLER_IS_BETTER = (Goal.LATE, Goal.PEAK)


def broken_rules(task: Task, choice: Choice) -> tuple[Message, ...]:
    """Every rule that the choice breaks, in words; none where all is well."""
    unfit = tuple(_unfit(task, choice))
    if unfit:
        return unfit
    schedules = {
        menu.key: menu.schedules[choice.chosen[menu.key]]
        for menu in sorted(task.menus, key=lambda menu: menu.key)
    }
    astray = tuple(broken for key, schedule in schedules.items() for broken in _sums(task, key, schedule))
    if astray:
        return astray
    outcome = outcome_of(task, choice.chosen)
    return (
        *_pins(task, choice),
        *_budgets(task, outcome),
        *(
            broken
            for demand in task.limits.prerequisites
            for broken in _prerequisite(task, demand, schedules)
        ),
        *_trainers(task, schedules),
        *_soft_limits(choice, outcome),
        *_stages(task, choice, outcome),
    )


def reached(goal: Goal, outcome: Outcome) -> Fraction:
    """What a goal came to."""
    return {
        Goal.LATE: Fraction(outcome.late),
        Goal.PEAK: Fraction(outcome.peak),
        Goal.FAIR: outcome.fairness - SHARE_OF_A_PROMISE * outcome.withdrawn,
        Goal.VALUE: Fraction(outcome.value),
    }[goal]


def goals(task: Task, outcome: Outcome) -> tuple[Goal, ...]:
    """The stages in their order; fairness only where it is asked for and somebody can get a seat."""
    if not task.menus:
        return ()
    if not outcome.shares:
        return (Goal.LATE, Goal.PEAK, Goal.VALUE)
    if task.limits.order is Order.FAIR_FIRST:
        return (Goal.LATE, Goal.PEAK, Goal.FAIR, Goal.VALUE)
    return (Goal.LATE, Goal.PEAK, Goal.VALUE, Goal.FAIR)


def _unfit(task: Task, choice: Choice) -> Iterator[Message]:
    """Exactly one schedule of each menu."""
    lengths = {menu.key: len(menu.schedules) for menu in task.menus}
    for key in sorted({*lengths} ^ {*choice.chosen}):
        yield say("Not exactly one schedule is chosen for {course}.", course=key)
    for key, number in sorted(choice.chosen.items()):
        if key in lengths and not 0 <= number < lengths[key]:
            yield say("{course} has no schedule number {number}.", course=key, number=number)


def _pins(task: Task, choice: Choice) -> Iterator[Message]:
    for menu in task.menus:
        if choice.chosen[menu.key] not in allowed_numbers(task, menu):
            yield say("What is decided beforehand for {course} does not hold.", course=menu.key)


def _sums(task: Task, key: str, schedule: Schedule) -> Iterator[Message]:
    """Groups and seats of one schedule fit each other."""
    shape = {len(schedule.groups), len(schedule.sharings), task.horizon}
    if len(shape) > 1 or any(groups < 0 for groups in schedule.groups):
        yield say("The groups of {course} are not whole groups, term by term.", course=key)
        return
    for groups, sharing in zip(schedule.groups, schedule.sharings, strict=True):
        if sharing is not None and not (groups and _adds_up(sharing)):
            yield say("The seats of {course} do not add up.", course=key)


def _adds_up(sharing: Sharing) -> bool:
    """Seats are the smaller of capacity and the sequence, each the first of it; nobody above their ask.

    Whoever wants a number of seats or none and cannot have it has no seat in the sequence.
    """
    asked = dict(sharing.asked)
    first = Counter(seat.code for seat in sharing.sequence[: sharing.capacity])
    return (
        sum(given for _, given in sharing.granted) == min(sharing.capacity, len(sharing.sequence))
        and all(0 <= given <= asked.get(code, 0) for code, given in sharing.granted)
        and all(given == first[code] for code, given in sharing.granted)
    )


def _budgets(task: Task, outcome: Outcome) -> Iterator[Message]:
    for year, budget, cost in zip(task.years, task.limits.budgets, outcome.costs, strict=True):
        if budget is not None and cost > budget:
            yield say("The joint budget of {year} is exceeded.", year=str(year))


def _prerequisite(task: Task, demand: Prerequisite, schedules: dict[str, Schedule]) -> Iterator[Message]:
    nothing = (0,) * task.horizon
    taken = accumulate(schedules[demand.course].seats if demand.course in schedules else nothing)
    given = accumulate((0, *(schedules[demand.needs].seats if demand.needs in schedules else nothing)))
    if any(seats > demand.trained + before for seats, before in zip(taken, given, strict=False)):
        yield say(
            "{course} has seats for more than have had {needs}.", course=demand.course, needs=demand.needs
        )


def _trainers(task: Task, schedules: dict[str, Schedule]) -> Iterator[Message]:
    for trainer in task.limits.trainers:
        for term, most in enumerate(trainer.groups):
            held = sum(schedules[key].groups[term] for key in {*trainer.courses} & {*schedules})
            if held > most:
                yield say(
                    "{name} would hold {held} groups in one term, at most {most}.",
                    name=trainer.name,
                    held=held,
                    most=most,
                )
                break


def _soft_limits(choice: Choice, outcome: Outcome) -> Iterator[Message]:
    if choice.declined != outcome.declined:
        yield say("What must be declined of training days is not what the groups come to.")
    if choice.unpaid != outcome.unpaid:
        yield say("What goes beyond own budgets is not what the groups come to.")
    if choice.declined_of_counties != outcome.declined_of_counties:
        yield say("What counties must decline of training days is not what the groups come to.")
    if choice.unpaid_of_counties != outcome.unpaid_of_counties:
        yield say("What goes beyond the own budgets of counties is not what the groups come to.")
    if choice.unattainable != outcome.unattainable:
        yield say("The municipalities that can get no seat are not those that are named.")
    if choice.uncounted != outcome.uncounted:
        yield say("The courses at an unknown cost are not those that are named.")


def _stages(task: Task, choice: Choice, outcome: Outcome) -> Iterator[Message]:
    """Each stage holds what it reached, the last exactly; no gap is printed smaller than its bound says."""
    if tuple(stage.code for stage in choice.stages) != goals(task, outcome):
        yield say("The stages are not those that were asked for.")
        return
    for place, stage in enumerate(choice.stages):
        is_last = place == len(choice.stages) - 1
        lost = Fraction(stage.value) - reached(stage.code, outcome)
        lost = -lost if stage.code in SMALLER_IS_BETTER else lost
        if lost > (0 if is_last else SLACK[stage.code]) + NEAR or (is_last and lost < -NEAR):
            yield say("The goal {code} does not come to what was said.", code=stage.code.value)
        if not _is_honest(stage):
            yield say("The gap of the goal {code} is larger than was said.", code=stage.code.value)


def _is_honest(stage: Stage) -> bool:
    beyond = Fraction(stage.bound) - Fraction(stage.value)
    beyond = -beyond if stage.code in SMALLER_IS_BETTER else beyond
    size = abs(Fraction(stage.value)) or 1
    return beyond >= -NEAR and beyond / size <= Fraction(stage.gap) + NEAR
