"""What a plan takes for granted, and what is odd about the answers that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kfond.formatting import join_and
from kfond.messages import say, together
from kfond.plan.costs.shares import MISSING
from kfond.plan.costs.values import ORE_IN_KRONA, Key
from kfond.plan.earlier_plans import earlier_plan_reasons
from kfond.plan.forecast.assumed import assumptions, in_percent
from kfond.plan.how_chosen import how_chosen
from kfond.plan.needs.per_employee import seats_per_employee
from kfond.plan.needs.requests import question_back
from kfond.plan.proposal import CoursePlan, Plan, Round
from kfond.plan.reason import Reason
from kfond.plan.refusals import months_between
from kfond.plan.turnovers import turnover_reasons
from kfond.settings import DEFAULTS, Settings
from kfond.staffing.boxes import disagreement
from kfond.staffing.returns import Return

TENTH = Decimal("0.1")
WIDE = 1
"""Times the best value; a total need whose interval is wider than this carries a warning. Ours."""


def assumptions_of(plan: Plan) -> tuple[Reason, ...]:
    """What the plan takes for granted, each with where it comes from, and what is odd about it."""
    return (
        *_ways_of_counting(plan.basis.settings),
        *_age_of_figures(plan),
        *_passed(plan),
        *earlier_plan_reasons(plan.basis.adopted_before),
        *_forecast(plan),
        *_net_changes(plan),
        *turnover_reasons(plan.basis.turnovers),
        *_wide_needs(plan),
        *_questions_back(plan),
        *_costs(plan),
        *_fees_not_used(plan),
        *_unknown_days(plan),
        *how_chosen(plan),
        *_seats_per_employee(plan),
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


def _fees_not_used(plan: Plan) -> Iterator[Reason]:
    """Fees for each participant that the lists of prices state, where costs are shared in another way."""
    if plan.basis.settings.cost_key == "fixed_price":
        return
    with_fee = tuple(
        course.course.course.name
        for course in plan.courses
        if any(price and price.charged is not None for price in course.prices)
    )
    if with_fee:
        yield Reason(
            "fees_not_used",
            say(
                "The fee per participant that the price list states for {courses} is not used, since costs are shared "
                "in another way; for that write: {command}.",
                courses=with_fee,
                command="kfond settings set cost_key fixed_price",
            ),
        )


def _questions_back(plan: Plan) -> Iterator[Reason]:
    for course in plan.courses:
        asked = question_back(course.need, course.course.course.name, plan.horizon)
        if asked:
            yield Reason("question_back", asked)


def _costs(plan: Plan) -> Iterator[Reason]:
    own = [found for found in plan.rounds if found.groups is not None]
    unknown = [found for found in own if found.cost is None or found.cost.total is None]
    if own and len(unknown) == len(own):
        yield Reason(
            "no_costs",
            say("Costs are not known: no prices are stated that hold for these courses and years."),
        )
    elif unknown:
        yield Reason(
            "unknown_costs",
            say(
                "What {count} of {all} rounds cost is not known (no price, or a price for each day without "
                "the number of days), "
                "and is in no sum.",
                count=len(unknown),
                all=len(own),
            ),
        )
    yield from _unshared(plan, own)
    yield from _budget(plan)
    is_limited = plan.basis.settings.joint_budget is not None or bool(plan.task.limits.own_budgets)
    if is_limited and plan.choice.uncounted:
        yield Reason(
            "uncounted",
            say(
                "Against the budgets these courses count as nothing, since what they cost is not known: {courses}.",
                courses=tuple(plan.task.names[key] for key in plan.choice.uncounted),
            ),
        )


def _unshared(plan: Plan, own: Sequence[Round]) -> Iterator[Reason]:
    """Rounds whose cost is known and of which nobody knows who pays what, since something is not stated."""
    key = Key(plan.basis.settings.cost_key)
    unshared = [found for found in own if found.costing and found.cost and found.cost.total is not None]
    unshared = [found for found in unshared if found.cost and found.cost.why]
    lacking = {
        code
        for found in unshared
        if found.cost and found.costing and key in MISSING
        for code in found.cost.payers
        if code and found.costing.weights.get(code) is None
    }
    if lacking:
        yield Reason(
            "unshared_costs",
            say(
                "Who pays what of {count} of {all} rounds is not known: {what} is not stated for {names}.",
                count=len(unshared),
                all=len(own),
                what=MISSING[key],
                names=together([member.name for member in plan.basis.members if member.code in lacking]),
            ),
        )


def _budget(plan: Plan) -> Iterator[Reason]:
    """What the known costs of each planned year are against the joint budget."""
    budget = plan.basis.settings.joint_budget
    for year in range(plan.first_year, plan.last_year + 1) if budget is not None else ():
        own = [found for found in plan.rounds if found.groups is not None and found.term.year == year]
        known = [found.cost.total for found in own if found.cost and found.cost.total is not None]
        yield Reason(
            "budget",
            say(
                "Budget {year}: {budget} kronor. The costs that are known come to {kronor} kronor; what {count} of "
                "{all} rounds cost is not known.",
                year=year,
                budget=budget,
                kronor=(Decimal(sum(known)) / ORE_IN_KRONA).quantize(Decimal(1)),
                count=len(own) - len(known),
                all=len(own),
            ),
        )


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


def _seats_per_employee(plan: Plan) -> Iterator[Reason]:
    """Seats per employee and year beside what was held before, so that too full a plan shows itself."""
    counted = {
        area: {
            need.code: sum(known, Decimal(0))
            for need in needs
            if (known := [part.box.best for part in need.bands if part.box.best is not None])
        }
        for area, needs in plan.staff
    }
    employees = {area: sum(by_code.values(), Decimal(0)) for area, by_code in counted.items()}
    seats: dict[str, int] = {}
    for found in plan.rounds:  # of those alone whose employees are counted too
        codes = counted.get(found.area, {})
        own = sum(share.seats or 0 for share in found.shares if share.need.code in codes)
        seats[found.area] = seats.get(found.area, 0) + own
    years = plan.last_year - plan.first_year + 1
    found_rate = seats_per_employee(seats, employees, years, plan.basis.totals, plan.basis.settings)
    if found_rate is None:
        return
    yield Reason(
        "seats_per_employee",
        say(
            "The plan gives {rate} seats per employee and year in {areas}, open seats not counted.",
            rate=found_rate.rate.quantize(TENTH),
            areas=found_rate.areas,
        ),
    )
    measured = found_rate.measured
    if measured is None:
        return
    yield Reason(
        "seats_measured",
        say(
            "{first}–{last} there were {rate} participations per employee and year, counted from the source's "
            "total of {total} and on the same staff.",
            first=measured.first_year,
            last=measured.last_year,
            rate=measured.rate.quantize(TENTH),
            total=measured.participations,
        ),
    )
    if found_rate.is_too_many:
        yield Reason(
            "too_many_seats",
            say(
                "The plan gives more than {times} times as many seats as were used before.",
                times=plan.basis.settings.seats_warning,
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
