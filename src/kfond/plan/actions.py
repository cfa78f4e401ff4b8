"""What a coordinator asks of the plan: a proposal for some years, what would be if, all about one course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlmodel import Session

from kfond.catalogue.actions import catalogue, periods_held
from kfond.catalogue.releases import KIND as RELEASES
from kfond.catalogue.releases import Released, releases_of
from kfond.catalogue.ties import Tied
from kfond.choices import one_of, unnamed
from kfond.errors import Refusal, data_refusal, usage_refusal
from kfond.lists.actions import current_rows
from kfond.messages import say
from kfond.periods import Term
from kfond.plan.basis import Basis
from kfond.plan.demands import TURNOVER, Written, course_called, suppositions_of
from kfond.plan.forecast.values import Start
from kfond.plan.gathering import basis_of, starts_of, taken_by_lists
from kfond.plan.propose import propose
from kfond.staffing.actions import current_returns, days_with_figures
from kfond.staffing.returns import Measure

if TYPE_CHECKING:
    from kfond.plan.backtest import Split
    from kfond.plan.looking_back import Case
    from kfond.plan.proposal import Plan
    from kfond.plan.story import Story


def proposal(
    session: Session,
    first_year: int,
    last_year: int,
    today: date,
    as_of: date | None = None,
    areas: Sequence[str] = (),
    written: Written | None = None,
) -> Plan:
    """The plan for `first_year`-`last_year`, from what was known on `as_of`.

    `as_of` is by default the earlier of today and the day before the first term. `written`: pins and skips. Raises
    Refusal (exit 3) when there is no catalogue, when the staff figures are too old, and where the demands contradict
    each other; (exit 2) for demands that cannot be read.
    """
    return propose(basis_of(session, first_year, last_year, today, as_of, areas, written or Written()))


def supposed(plan: Plan, written: Written) -> Plan:
    """The same plan under the suppositions that are written, with the same random numbers.

    Raises Refusal (exit 2) for a supposition that cannot be read, (exit 3) for settings that contradict each other.
    """
    what_ifs = suppositions_of(written)
    changed = {each.name: str(each.value) for each in what_ifs if each.name != TURNOVER}
    basis = plan.basis
    return propose(
        replace(
            basis,
            settings=basis.settings.changed(changed) if changed else basis.settings,
            asked=replace(basis.asked, what_ifs=what_ifs),
        ),
        near=plan,
    )


def explanation(session: Session, plan: Plan, course: str, municipality: str) -> Story:
    """The whole story of the course that `course` names, told of one municipality where one is named.

    Raises Refusal (exit 2) where a name leads to nothing or to several.
    """
    from kfond.plan.bounds import bounds_of
    from kfond.plan.explaining import explained

    slug, area = course_called(course, plan.basis.lines)
    found = [
        each for each in plan.courses if each.course.course.slug == slug and area in ("", each.course.area)
    ]
    if not found:
        raise usage_refusal(
            say("The course is not in the areas that are planned."),
            say("Leave out --area, or name its own area."),
        )
    of_course = next((each for each in found if each.rounds), found[0])
    return explained(plan, of_course, bounds_of(plan, of_course), _code_of(plan, municipality))


def looked_back(session: Session, first_year: int, last_year: int) -> Story:
    """How well plans made for the years would have foreseen what came.

    Raises Refusal (exit 3) where none can be tested.
    """
    from kfond.plan.backtest import obstacle, splits
    from kfond.plan.looking_back import is_testable, looked_back_on

    days = days_with_figures(session)
    held = tuple((row.first_day.year, row.last_day.year) for row in taken_by_lists(session))
    why = obstacle(days, (*held, *periods_held(session)))
    if why:
        raise data_refusal(why, say("Import staff figures of several years first."))
    years = splits(days, (first for first, last in held if first == last))
    cases = []
    for split in years:
        if first_year <= split.year <= last_year:
            try:
                basis = basis_of(session, split.year, split.year, split.planned_on, None, (), Written())
            except Refusal:  # no catalogue was known then: nothing could have been planned
                continue
            case = _case(session, split, basis)
            if is_testable(case):
                cases.append(case)
    if not cases:
        raise data_refusal(
            say(
                "No back-test of these years is possible: no municipality has staff figures both before such a plan "
                "and after it."
            ),
            say("Import staff figures of several years first."),
        )
    return looked_back_on(cases)


def given_back(session: Session) -> Tied[Released]:
    """The seats that the municipalities have given back, tied to the courses of today's catalogue."""
    return releases_of(current_rows(session, RELEASES), catalogue(session).lines)


def _case(session: Session, split: Split, basis: Basis) -> Case:
    """What came in the year of a split, and the staff figures known before it."""
    from kfond.plan.forecast.carry import first_term
    from kfond.plan.looking_back import Case

    codes = {member.code for member in basis.members}
    later: dict[tuple[str, str, date], Start] = {}
    for day in split.later:
        if day.year == split.year:
            for start in starts_of(current_returns(session, day), basis.settings, codes):
                if start.as_of > split.planned_on:
                    later[start.area, start.code, start.as_of] = start
    before: dict[tuple[str, str, Measure], dict[Term, Decimal]] = {}
    for day in sorted(days_with_figures(session)):
        if day <= split.planned_on:
            for start in starts_of(current_returns(session, day), basis.settings, codes):
                for band, box in start.bands.items():
                    if box.best is not None:
                        before.setdefault((start.area, start.code, band), {})[first_term(start.as_of)] = (
                            box.best
                        )
    taken = tuple(row for row in taken_by_lists(session, basis.lines) if row.first_day.year == split.year)
    return Case(split, basis, tuple(later[key] for key in sorted(later)), taken, before)


def _code_of(plan: Plan, text: str) -> str:
    """The code of the municipality that a text names; "" where none is named."""
    if not text:
        return ""
    wanted = text.strip().casefold()
    for member in plan.basis.members:
        if wanted in (member.code, member.name.casefold()):
            return member.code
    raise usage_refusal(
        say("“{name}” is no municipality of the plan.", name=text),
        one_of(text, unnamed(member.name for member in plan.basis.members)),
    )
