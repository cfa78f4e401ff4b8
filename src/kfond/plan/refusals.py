"""What no plan can be made from: areas that there are not, circles, double promises, figures that are too old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kfond.catalogue.lines import Line
from kfond.catalogue.prerequisites import circle_problems
from kfond.choices import one_of, unnamed
from kfond.errors import ExitCode, Problem, Refusal, data_refusal
from kfond.messages import say
from kfond.plan.costs.values import Commitment
from kfond.settings import Settings
from kfond.staffing.returns import Return


def refuse_areas(wanted: Sequence[str], known: Sequence[str]) -> None:
    """Refuses (exit 2) an area that the catalogue does not have."""
    missing = tuple(area for area in wanted if area not in known)
    if missing:
        raise Refusal(
            ExitCode.USAGE,
            *(
                Problem(
                    None,
                    say("The catalogue has no area {areas}.", areas=area),
                    one_of(area, unnamed(known)),
                )
                for area in missing
            ),
        )


def refuse_circles(lines: Sequence[Line]) -> None:
    """Refuses (exit 3) prerequisites that go round in a circle, each with its cell."""
    problems = circle_problems(lines)
    if problems:
        raise Refusal(ExitCode.DATA, *problems)


def refuse_double_promises(commitments: Sequence[Commitment]) -> None:
    """Refuses (exit 3) a promise that is made twice: two names of one course may hide it."""
    first: dict[tuple[str, str, int], Commitment] = {}
    problems = []
    for each in commitments:
        before = first.setdefault((each.code, each.course, each.year), each)
        if before is not each:
            what = say(
                "The row promises packages of the same course and year as that of {cell}.",
                cell=str(before.source.place),
            )
            remedy = say("Write one row for both, and import the list again.")
            problems.append(Problem(each.source.place, what, remedy))
    if problems:
        raise Refusal(ExitCode.DATA, *problems)


def young_enough(
    returns: Sequence[Return], day: date, settings: Settings
) -> tuple[tuple[Return, ...], tuple[Return, ...]]:
    """The answers that a plan can be made from, and those of municipalities whose figures are too old for it.

    Refuses (exit 3) where all of them are too old, by the settings.
    """
    most = settings.refuse_after_months
    young = tuple(answer for answer in returns if months_between(answer.as_of, day) <= most)
    if returns and not young:
        newest = max(answer.as_of for answer in returns)
        months = months_between(newest, day)
        raise data_refusal(
            say(
                "The newest staff figures are from {day}, {months} months before the plan.",
                day=newest,
                months=months,
            ),
            say(
                "Import newer figures, or accept older ones: kfond settings set refuse_after_months {months}.",
                months=months,
            ),
        )
    return young, tuple(answer for answer in returns if answer not in young)


def months_between(earlier: date, later: date) -> int:
    """Whole months of the calendar from one day to another, whichever day of its month each is."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month
