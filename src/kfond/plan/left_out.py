"""Why a course gets no round in the years that are planned, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence

from kfond.catalogue.frequency import Kind
from kfond.messages import Message, say, say_count
from kfond.periods import Term
from kfond.plan.courses import OWED
from kfond.plan.demands import is_meant
from kfond.plan.drafts import Draft
from kfond.plan.menus.values import Schedule
from kfond.plan.menus.windows import starts_of
from kfond.plan.needs.values import State
from kfond.plan.proposal import NotPlanned
from kfond.plan.reason import Reason
from kfond.plan.reasons import not_planned_reason, too_few_reason
from kfond.plan.season import Season


def not_planned(draft: Draft, schedule: Schedule | None, season: Season) -> NotPlanned:
    """The reason for a course without a round; `schedule` is what was chosen of its menu, None where it has none."""
    reason, remedy = _why(draft, schedule, season)
    return NotPlanned(draft.course.course, draft.course.area, draft.course.bands, reason, remedy)


def _why(draft: Draft, schedule: Schedule | None, season: Season) -> tuple[Reason, Message | None]:
    for skip in season.basis.asked.skips:
        if is_meant(skip, draft.course):
            return (
                Reason("skipped", say("Decided beforehand not to run it: “{why}”.", why=skip.why)),
                say("It is planned as usual once that is no longer decided."),
            )
    can_run = draft.menu is not None and any(any(each.groups) for each in draft.menu.schedules)
    if draft.course.kind is Kind.ON_DEMAND and draft.need.state is not State.KNOWN and not can_run:
        return not_planned_reason(draft.course, draft.need, season.terms), say(
            "It is planned when municipalities that ask for it fill a group of {smallest}.",
            smallest=draft.size.smallest,
        )
    if schedule is None:
        if draft.need.state is State.NONE and draft.course.kind in OWED:
            text = say("Nobody in these bands, according to the staff figures.")
            return Reason("no_need", text), None
        return not_planned_reason(draft.course, draft.need, season.terms), None
    if draft.course.kind is Kind.ON_REQUEST:
        return not_planned_reason(draft.course, draft.need, season.terms), say(
            "It is planned when municipalities that ask for it fill a group of {smallest}.",
            smallest=draft.size.smallest,
        )
    terms = _may_start(draft, season)
    missing = draft.missing
    if missing is not None:
        return _too_few(draft, terms or season.terms, missing)
    missing = _missing_in(draft, season, terms)
    if missing > 0:
        return _too_few(draft, terms, missing)
    return _later(draft, schedule, season)


def _may_start(draft: Draft, season: Season) -> tuple[Term, ...]:
    """The planned terms in which the frequency lets the course start."""
    starts = starts_of(draft.rhythm, draft.announced)
    return tuple(term for at, term in enumerate(season.terms) if any(vector[at] for vector in starts))


def _missing_in(draft: Draft, season: Season, terms: Sequence[Term]) -> int:
    """Persons lacking to the smallest group in that of the terms in which most would come; 0 where it is filled.

    A need may fill a group at first and no longer when the course is due. Where not all need is known others may come.
    """
    if draft.need.state is not State.KNOWN or not terms:
        return 0
    asked = [draft.askers.asking.asks_in(season.horizon.index(term), {}, {}, {}) for term in terms]
    most = max(sum(ask.seats for ask in asks) for asks in asked)
    return max(0, draft.size.smallest - most)


def _too_few(draft: Draft, terms: Sequence[Term], missing: int) -> tuple[Reason, Message]:
    reached = draft.size.smallest - missing
    if reached <= 0:
        return too_few_reason(missing, draft.size, terms), say_count(
            "It can run when {count} more person comes.",
            "It can run when {count} more persons come.",
            missing,
        )
    remedy = say_count(
        "It can run when {count} more person comes, or with a smallest group of {reached}.",
        "It can run when {count} more persons come, or with a smallest group of {reached}.",
        missing,
        reached=reached,
    )
    return too_few_reason(missing, draft.size, terms), remedy


def _later(draft: Draft, schedule: Schedule, season: Season) -> tuple[Reason, Message | None]:
    planned = len(season.terms)
    after = [at for at, groups in enumerate(schedule.groups) if groups and at >= planned]
    if after:
        text = say(
            "Due within its window, but placed in {term} so that no term is crowded.",
            term=season.horizon[after[0]].label,
        )
        return Reason("later", text), say(
            "It can be decided to start sooner; what that would change can be asked for."
        )
    if draft.rhythm.kind is Kind.INTERVAL and draft.rhythm.opens >= planned:
        first = season.horizon[0] + draft.rhythm.opens
        return Reason("later", say("Not due before {term}.", term=first.label)), None
    return (
        Reason("displaced", say("It could run, but what binds the plan leaves no room for it.")),
        say("It can be decided to run; what that would change can be asked for."),
    )
