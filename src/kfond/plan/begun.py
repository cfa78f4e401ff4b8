"""Terms of the adopted plan that have begun by now, but had not on the day that a new plan is made from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kfond.messages import Message, say_count
from kfond.periods import Term
from kfond.plan.proposal import Plan


def begun_since(plan: Plan, day: date) -> tuple[Term, ...]:
    """The terms of the adopted plan that began after the plan's own day, up to `day`: what was adopted for them does
    not stand in it. None where no plan of these years is adopted."""
    adopted = plan.basis.adopted
    known = Term.containing(plan.basis.asked.as_of)
    return tuple(term for term in adopted.terms if known < term <= Term.containing(day)) if adopted else ()


def begun_note(plan: Plan, today: date) -> Message | None:
    """What a plan from an earlier day must say while an adopted one runs; None where everything begun stands in it."""
    begun = begun_since(plan, today)
    if not begun or plan.terms[-1].end < today:
        return None
    return say_count(
        "The plan is made from what was known on {day}. {terms} has begun since and does not stand as adopted; for "
        "that, write --as-of {today}.",
        "The plan is made from what was known on {day}. {terms} have begun since and do not stand as adopted; for "
        "that, write --as-of {today}.",
        len(begun),
        day=plan.basis.asked.as_of,
        terms=tuple(term.label for term in begun),
        today=today.isoformat(),
    )


def rewritten(plan: Plan, begun: Sequence[Term]) -> tuple[Term, ...]:
    """Those of the terms in which the plan has other groups than the adopted one."""
    adopted = plan.basis.adopted
    assert adopted is not None, "no term of it has begun where none is adopted"
    stood: dict[tuple[str, str, Term], int] = {}
    for (area, slug), by_key in adopted.rounds.items():
        for by_term in by_key.values():
            for term, found in by_term.items():
                stood[area, slug, term] = stood.get((area, slug, term), 0) + found.groups
    now: dict[tuple[str, str, Term], int] = {}
    for each in plan.rounds:
        if each.groups is not None:
            place = (each.area, each.course.slug, each.term)
            now[place] = now.get(place, 0) + each.groups
    other = {place[2] for place in {*stood, *now} if stood.get(place, 0) != now.get(place, 0)}
    return tuple(term for term in begun if term in other)
