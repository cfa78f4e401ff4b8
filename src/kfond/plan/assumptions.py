"""What a plan takes for granted, and what is odd about the answers that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kfond.catalogue.lines import Total
from kfond.messages import say
from kfond.periods import Term
from kfond.plan.courses import TERMS_IN_YEAR
from kfond.plan.need import Need
from kfond.plan.proposal import Reason, Round
from kfond.settings import DEFAULTS, Settings
from kfond.staffing.boxes import disagreement
from kfond.staffing.returns import Return

SEATS_TOO_MANY = Decimal("1.5")
"""Times what was used before; above it a plan carries a warning. Ours."""


def assumptions_of(
    settings: Settings,
    staff_days: Sequence[date],
    as_of: date,
    rounds: Sequence[Round],
    staff: Sequence[tuple[str, tuple[Need, ...]]],
    terms: Sequence[Term],
    totals: Sequence[Total],
) -> tuple[Reason, ...]:
    """What the plan takes for granted, each with where it comes from."""
    return (
        *_ways_of_counting(settings),
        *_age_of_figures(settings, staff_days, as_of),
        *_seats_per_employee(rounds, staff, terms, totals),
    )


def _ways_of_counting(settings: Settings) -> Iterator[Reason]:
    source = say("our default") if settings.take_up == DEFAULTS.take_up else say("the settings")
    yield Reason("bands", say("The sheets' band 2–5 years counts as the plan's 3–5 years."))
    yield Reason("posts_as_persons", say("Posts in the sheets count as persons."))
    yield Reason(
        "take_up",
        say(
            "Of those who need a course, {percent} % take a seat when it is offered once ({source}).",
            percent=int(settings.take_up * 100),
            source=source,
        ),
    )
    yield Reason(
        "no_forecast",
        say("Nobody is assumed to leave, be hired or grow more experienced until the plan begins."),
    )
    yield Reason("no_costs", say("Costs are not known and not counted."))


def _age_of_figures(settings: Settings, staff_days: Sequence[date], as_of: date) -> Iterator[Reason]:
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
    age = _months(oldest, as_of)
    if age > settings.warn_after_months:
        yield Reason(
            "old_figures", say("Some staff figures are {months} months old; ask for new ones.", months=age)
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
            bands, posts = disagreeing
            text = say(
                "The figures of {name} contradict each other: {bands} persons by experience, but posts for {posts} "
                "at most. The figures by experience are used as they stand.",
                name=answer.name,
                bands=bands.low.normalize() + 0,
                posts=posts.high.normalize() + 0 if posts.high is not None else say("an unknown number"),
            )
            found.append(Reason("disagreement", text))
    return tuple(found)


def _seats_per_employee(
    rounds: Sequence[Round],
    staff: Sequence[tuple[str, tuple[Need, ...]]],
    terms: Sequence[Term],
    totals: Sequence[Total],
) -> Iterator[Reason]:
    """Seats per employee and year beside what was held before, so that too full a plan shows itself."""
    areas = {found.area for found in rounds if found.seats}
    people = sum((need.known for area, needs in staff if area in areas for need in needs), Decimal(0))
    if not people:
        return
    seats = Decimal(sum(found.seats or 0 for found in rounds))
    rate = seats * TERMS_IN_YEAR / len(terms) / people
    yield Reason(
        "seats_per_employee",
        say(
            "The plan gives {rate} seats per employee and year in {areas}, open seats not counted.",
            rate=_one_decimal(rate),
            areas=tuple(sorted(areas)),
        ),
    )
    if not totals:
        return
    newest = max(totals, key=lambda total: total.last_year)
    years = newest.last_year - newest.first_year + 1
    measured = Decimal(newest.participations.number) / years / people
    yield Reason(
        "seats_measured",
        say(
            "{first}–{last} there were {rate} participations per employee and year, counted from the source's "
            "total of {total} and on the same staff.",
            first=newest.first_year,
            last=newest.last_year,
            rate=_one_decimal(measured),
            total=newest.participations.number,
        ),
    )
    if rate > measured * SEATS_TOO_MANY:
        yield Reason(
            "too_many_seats",
            say("The plan gives more than one and a half times as many seats as were used before."),
        )


def _one_decimal(rate: Decimal) -> Decimal:
    return rate.quantize(Decimal("0.1"))


def _months(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month
