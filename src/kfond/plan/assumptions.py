"""What a plan takes for granted, and what is odd about the answers that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kfond.formatting import join_and
from kfond.messages import Message, say
from kfond.plan.cost_assumptions import cost_assumptions
from kfond.plan.earlier_plans import earlier_plan_reasons
from kfond.plan.forecast.assumed import assumptions, in_percent
from kfond.plan.fullness import how_full
from kfond.plan.how_chosen import how_chosen
from kfond.plan.needs.requests import question_back
from kfond.plan.proposal import CoursePlan, Plan
from kfond.plan.reason import Reason
from kfond.plan.reasons import BEYOND
from kfond.plan.refusals import months_between
from kfond.plan.turnovers import turnover_reasons
from kfond.plan.without_courses import without_courses
from kfond.settings import DEFAULTS, Settings
from kfond.staffing.boxes import Box, disagreement
from kfond.staffing.returns import Return

WIDE = 1
"""Times the best value; a total need whose interval is wider than this carries a warning. Ours."""


def assumptions_of(plan: Plan) -> tuple[Reason, ...]:
    """What the plan takes for granted, each with where it comes from, and what is odd about it."""
    return (
        *_ways_of_counting(plan.basis.settings),
        *_age_of_figures(plan),
        *without_courses(plan),
        *_passed(plan),
        *_decided_beyond(plan),
        *earlier_plan_reasons(plan.basis.adopted_before),
        *_forecast(plan),
        *_net_changes(plan),
        *turnover_reasons(plan.basis.turnovers),
        *_wide_needs(plan),
        *_questions_back(plan),
        *cost_assumptions(plan),
        *_unclear_frequencies(plan),
        *_unknown_days(plan),
        *how_chosen(plan),
        *how_full(plan),
        *plan.basis.remarks,
    )


def _ways_of_counting(settings: Settings) -> Iterator[Reason]:
    yield Reason("bands", say("The sheets' band 2–5 years counts as the plan's 3–5 years."))
    yield Reason("posts_as_persons", say("Posts in the sheets count as persons."))
    yield Reason(
        "half_years",
        say(
            "From the first term that begins after a sheet, each half-year is a step: first the leavers go, then "
            "everybody grows half a year older (a fourth of those with 0–2 years and a sixth of those "
            "with 2–5 pass on "
            "at the first step, being spread evenly), then as many are hired as have left."
        ),
    )
    source = say("our default") if settings.take_up == DEFAULTS.take_up else say("the settings")
    yield Reason(
        "take_up",
        say(
            "Of those who need a course, {percent} % take a seat when it is offered once ({source}).",
            percent=int(settings.take_up * 100),
            source=source,
        ),
    )
    if settings.consultants_need_seats == "no":
        yield Reason("consultants", say("Consultants are not counted among those who need seats."))


def _age_of_figures(plan: Plan) -> Iterator[Reason]:
    staff_days, as_of = plan.basis.staff_days, plan.basis.asked.as_of
    if not staff_days:
        yield Reason(
            "no_staff_figures", say("No staff figures are known as of {day}: all seats are open.", day=as_of)
        )
        return
    oldest, newest = min(staff_days), max(staff_days)
    if oldest == newest:
        yield Reason("staff_as_of", say("The staff figures are from {first}.", first=newest))
    else:
        text = say("The staff figures are from {first} to {last}.", first=oldest, last=newest)
        yield Reason("staff_as_of", text)
    longest = plan.basis.settings.warn_after_months
    codes = {start.code for start in plan.basis.starts if months_between(start.as_of, as_of) > longest}
    old = tuple(member.name for member in plan.basis.members if member.code in codes)
    if old:
        text = say(
            "The staff figures of {names} are up to {months} months old; ask for new ones.",
            names=old,
            months=months_between(oldest, as_of),
        )
        yield Reason("old_figures", text)


def _passed(plan: Plan) -> Iterator[Reason]:
    """Planned terms that are over: nothing can start in them any more."""
    passed = tuple(term.label for term in plan.terms if term.end < plan.basis.asked.as_of)
    if passed:
        text = say(
            "{terms} lies behind {day}: nothing is planned there but what was adopted.",
            terms=passed,
            day=plan.basis.asked.as_of,
        )
        yield Reason("passed_terms", text)


def _decided_beyond(plan: Plan) -> Iterator[Reason]:
    """Rounds that a decision gives more groups than those fill who lack the course."""
    for found in plan.rounds:
        for reason in found.reasons:
            if reason.code == BEYOND:
                text = say(
                    "{course} {term}: {what}",
                    course=found.course.name,
                    term=found.term.label,
                    what=reason.text,
                )
                yield Reason(BEYOND, text)


def _forecast(plan: Plan) -> Iterator[Reason]:
    """The rates that carry the staff forward, those of each area first, then municipalities of their own."""
    names = {member.code: member.name for member in plan.basis.members}
    for assumed in assumptions(plan.rates):
        yield Reason(
            "forecast_rate",
            say(
                "{place}: {what} {best} % ({low}–{high} %), {origin}.",
                place=assumed.area
                if not assumed.code
                else f"{assumed.area}, {names.get(assumed.code, assumed.code)}",
                what=assumed.what,
                best=in_percent(assumed.rate.best),
                low=in_percent(assumed.rate.low),
                high=in_percent(assumed.rate.high),
                origin=assumed.rate.origin,
            )
            if assumed.rate.low != assumed.rate.high
            else say(
                "{place}: {what} {best} %, {origin}.",
                place=assumed.area,
                what=assumed.what,
                best=in_percent(assumed.rate.best),
                origin=assumed.rate.origin,
            ),
        )


def _net_changes(plan: Plan) -> Iterator[Reason]:
    """By how much each band has changed since the sheet before, and whether the rates that are set allow it."""
    for change in plan.net_changes:
        yield Reason("net_change" if change.is_allowed else "net_change_beyond", change.message)


def _wide_needs(plan: Plan) -> Iterator[Reason]:
    """Courses of which so little is known that their number of seats says little, and the cells that make it so."""
    wide = tuple(
        course
        for course in plan.courses
        if course.need.total
        and any(found.seats for found in course.rounds)
        and course.need.total[0].high - course.need.total[0].low > WIDE * course.need.total[0].best
    )
    if wide:
        yield Reason(
            "wide_interval",
            say(
                "How many need these courses is very uncertain, the interval being wider than the best value itself: "
                "{courses}.",
                courses=tuple(course.course.course.name for course in wide),
            ),
        )
    for cell, names in _wide_cells(wide).items():
        yield Reason(
            "wide_cell",
            say(
                "{cell} leaves more open than all other cells together, and these courses hang on it: {courses}. Ask "
                "for one number there.",
                cell=cell,
                courses=tuple(names),
            ),
        )


def _wide_cells(courses: Sequence[CoursePlan]) -> dict[str, list[str]]:
    """The cells of a band whose interval is wider than those of all others together, with their courses."""
    found: dict[str, list[str]] = {}
    for course in courses:
        parts = [part.box for need in course.need.members for part in need.bands]
        widths = [(box.high - box.low) if box.high is not None else Decimal(0) for box in parts]
        for box, width in zip(parts, widths, strict=True):
            if box.sources and width and width > sum(widths) - width:
                cells = join_and(tuple(str(source.place) for source in box.sources))
                found.setdefault(cells, []).append(course.course.course.name)
    return found


def _questions_back(plan: Plan) -> Iterator[Reason]:
    for course in plan.courses:
        asked = question_back(course.need, course.course.course.name, plan.horizon)
        if asked:
            yield Reason("question_back", asked)


def _unclear_frequencies(plan: Plan) -> Iterator[Reason]:
    """Courses that are not planned since nobody can tell how often they are to run, with the cell that should."""
    for found in plan.courses:
        if found.not_planned and found.not_planned.reason.code == "unclear":
            for stated in (line.stated for line in found.course.lines):
                text = say(
                    "{course} is not planned: its frequency “{text}” ({cell}) cannot be understood. Write how often it "
                    "is to run, and import the catalogue again.",
                    course=stated.course,
                    text=stated.frequency,
                    cell=str((stated.frequency_source or stated.source).place),
                )
                yield Reason("unclear_frequency", text)


def _unknown_days(plan: Plan) -> Iterator[Reason]:
    """Courses whose days nobody has stated: they take no room of what staff can take."""
    names = tuple(
        dict.fromkeys(
            course.course.course.name
            for course in plan.courses
            if course.days is None and any(found.seats for found in course.rounds)
        )
    )
    if names:
        yield Reason(
            "unknown_days",
            say(
                "How many days these courses take is not stated, so that they take none of the days that staff can "
                "take: {courses}.",
                courses=names,
            ),
        )


def too_old_to_count(returns: Sequence[Return], day: date) -> tuple[Reason, ...]:
    """Answers that are too old to plan from: their municipalities count as without figures, and are named."""
    return tuple(
        Reason(
            "too_old",
            say(
                "The staff figures of {name} from {as_of} are {months} months old and are not counted: how many work "
                "there is not known, and seats are open to it.",
                name=answer.name,
                as_of=answer.as_of,
                months=months_between(answer.as_of, day),
            ),
        )
        for answer in returns
    )


def remarks_on(returns: Sequence[Return], heads_per_post: Decimal) -> tuple[Reason, ...]:
    """What is odd about single answers, though they are used as they stand."""
    found = []
    for answer in returns:
        if answer.includes:
            text = say(
                "The figures of {name} include {area}.", name=answer.municipality, area=answer.includes
            )
            found.append(Reason("includes", text))
        disagreeing = disagreement(answer, heads_per_post)
        if disagreeing:
            text = say(
                "The figures of {name} contradict each other: {figures}. The figures by experience are used as they "
                "stand.",
                name=answer.name,
                figures=_contradicting(*disagreeing),
            )
            found.append(Reason("disagreement", text))
    return tuple(found)


def _contradicting(bands: Box, posts: Box) -> Message:
    """More persons than the posts have room for, or fewer than are in them."""
    if posts.high is not None and bands.low > posts.high:
        return say(
            "{persons} persons by experience, but posts for {most} at most",
            persons=_plain(bands.low),
            most=_plain(posts.high),
        )
    return say(
        "{persons} persons by experience at most, but posts that are filled by {least} at least",
        persons=_plain(bands.high or Decimal(0)),
        least=_plain(posts.low),
    )


def _plain(persons: Decimal) -> Decimal:
    return persons.normalize() + 0
