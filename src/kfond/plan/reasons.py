"""The sentences in which a plan explains itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kfond.catalogue.frequency import Kind
from kfond.catalogue.lines import Line, Relation, Total
from kfond.catalogue.ties import Tie
from kfond.messages import Message, say, say_count
from kfond.periods import Term
from kfond.plan.courses import TERMS_IN_YEAR, PlannedCourse, is_before
from kfond.plan.need import Need, State, state_of
from kfond.plan.proposal import GroupSize, Reason, Round
from kfond.plan.schedule import window_of
from kfond.plan.seats import Filled, TooFew
from kfond.settings import DEFAULTS, Settings
from kfond.staffing.boxes import disagreement, sum_of
from kfond.staffing.returns import Return

SEATS_TOO_MANY = Decimal("1.5")
"""Times what was used before; above it a plan carries a warning. Ours."""
ENDED_WORDS = ("ingår inte", "kommer ej erbjudas", "erbjuds inte längre", "ges inte längre", "upphört")


def window_reason(course: PlannedCourse, first_term: Term) -> Reason:
    """Why a course runs in these terms: what its frequency asks for, and from when it is counted."""
    line = course.strictest
    phrase = line.frequency.verbatim
    if course.kind is not Kind.INTERVAL:
        return Reason("frequency", say("The frequency “{phrase}” asks for it.", phrase=phrase))
    window = window_of(line.frequency, line.entered, course.last_start)
    if window.last < first_term:
        return Reason(
            "overdue",
            say(
                "“{phrase}”: due in {last} at the latest, so overdue.", phrase=phrase, last=window.last.label
            ),
        )
    if window.known_start and course.last_start:
        return Reason(
            "window",
            say(
                "“{phrase}”: last start {start}, so due from {first} to {last}.",
                phrase=phrase,
                start=course.last_start.label,
                first=window.first.label,
                last=window.last.label,
            ),
        )
    return Reason(
        "window_start_unknown",
        say(
            "“{phrase}”: last start unknown, so the first start falls between {first} and {last}, counted from "
            "when the line entered the catalogue ({entered}).",
            phrase=phrase,
            first=window.first.label,
            last=window.last.label,
            entered=line.entered.label,
        ),
    )


def state_reason(state: State, made: Filled | None, term: Term, settings: Settings) -> Reason:
    """What the number of seats rests on."""
    if state is State.KNOWN and made:
        return Reason(
            "need_known",
            say(
                "{term}: {needing} still need the course, and {starts}. At most {percent} % are "
                "expected to take a seat at one offer. That makes {seats}.",
                term=term.label,
                needing=say_count("{count} person", "{count} persons", int(made.needing.to_integral_value())),
                starts=say_count(
                    "this is the last start that can be seen",
                    "they are spread over the {count} starts that can be seen",
                    made.starts_left,
                ),
                percent=int(settings.take_up * 100),
                seats=say_count("{count} seat", "{count} seats", made.seats),
            ),
        )
    if state is State.PARTLY:
        return Reason(
            "need_partly",
            say(
                "Staff figures exist for some of the bands only; for the others seats are open for enrolment."
            ),
        )
    return Reason(
        "need_unknown",
        say(
            "There are no staff figures for these bands: planned from the frequency alone, seats open for "
            "enrolment."
        ),
    )


def size_reason(size: GroupSize) -> Reason:
    """How large a group is, and who says so."""
    return Reason(
        "group_size",
        say(
            "Group of {smallest} ({smallest_from}) to {largest} ({largest_from}).",
            smallest=size.smallest,
            smallest_from=size.smallest_from,
            largest=size.largest,
            largest_from=size.largest_from,
        ),
    )


def held_reason(course: PlannedCourse, ties: Sequence[Tie]) -> tuple[Reason, ...]:
    """What was held before, and why it has not been taken away from the need."""
    held = [found for found in _ties_of(course, ties) if found.held.participations]
    return tuple(
        Reason(
            "held_before",
            say(
                "{name}{likely}: {count} participations {first}–{last}. Year and municipality are not known, so "
                "they are not taken away from the need.",
                name=found.held.name,
                likely=say(" (probably this course)") if found.likely else Message(""),
                count=found.held.participations.number if found.held.participations else 0,
                first=found.held.first_year,
                last=found.held.last_year,
            ),
        )
        for found in held
        if found.relation is Relation.SAME
    )


def conflict_reason(course: PlannedCourse, ties: Sequence[Tie]) -> tuple[Reason, ...]:
    """Where the list of courses held says that the course has ended, though the catalogue has it."""
    return tuple(
        Reason(
            "sources_disagree",
            say(
                "The sources disagree: the catalogue has the course, but the list of courses held says of {name}: "
                "“{status}”",
                name=found.held.name,
                status=found.held.status,
            ),
        )
        for found in _ties_of(course, ties)
        if any(word in found.held.status.casefold() for word in ENDED_WORDS)
    )


def elsewhere_reason(course: PlannedCourse, lines: Sequence[Line]) -> tuple[Reason, ...]:
    """Where the same course stands in another area's plan too."""
    areas = tuple(
        dict.fromkeys(
            line.stated.area
            for line in lines
            if line.course.slug == course.course.slug and line.stated.area != course.area
        )
    )
    if not areas:
        return ()
    return (
        Reason(
            "also_elsewhere",
            say("The course is in the plan for {areas} too; one round can serve both.", areas=areas),
        ),
    )


def too_few_reason(short: Sequence[TooFew], size: GroupSize) -> Reason:
    """A start that is due but cannot be filled, with how many are missing."""
    return Reason(
        "too_few",
        say(
            "Due in {terms}, but only {wanted} would come and the smallest group is {smallest}: {missing} too "
            "few. Those who are new since the staff figures are not counted.",
            terms=tuple(found.term.label for found in short),
            wanted=short[0].wanted,
            smallest=size.smallest,
            missing=say_count("{count} person", "{count} persons", size.smallest - short[0].wanted),
        ),
    )


def not_planned_reason(
    course: PlannedCourse, needs: Sequence[Need], terms: Sequence[Term], settings: Settings
) -> Reason:
    """Why a course that owes no start has none, and what would change it."""
    line = course.lines[0]
    phrase = line.frequency.verbatim
    if line.frequency.window and is_before(line, terms[0]) and line.frequency.kind is Kind.FIXED:
        text = say("“{phrase}”: lies before the plan.", phrase=phrase)
        if course.kind is Kind.FIXED:
            return Reason("before_plan", text)
        return Reason("before_plan", say("{before} {after}", before=text, after=_on_demand(needs, settings)))
    texts: dict[Kind, tuple[str, Message]] = {
        Kind.FIXED: ("later", say("“{phrase}”: lies after the plan.", phrase=phrase)),
        Kind.ON_DEMAND: (
            "on_demand",
            say("“{phrase}”. {after}", phrase=phrase, after=_on_demand(needs, settings)),
        ),
        Kind.ON_REQUEST: (
            "on_request",
            say("“{phrase}”: planned when municipalities ask for it.", phrase=phrase),
        ),
        Kind.PILOT: (
            "pilot",
            say(
                "“{phrase}” It was to be tried once before the plan; planned when a decision is recorded.",
                phrase=phrase,
            ),
        ),
        Kind.SURVEY_FIRST: (
            "survey_first",
            say("“{phrase}”: the need is to be surveyed before anything is planned.", phrase=phrase),
        ),
        Kind.LOCAL: ("local", say("“{phrase}”: each municipality arranges it by itself.", phrase=phrase)),
        Kind.UNSPECIFIED: (
            "unspecified",
            say("The catalogue states no frequency; write one and import the catalogue again."),
        ),
        Kind.UNCLEAR: (
            "unclear",
            say("The frequency “{phrase}” is not understood; nothing is guessed.", phrase=phrase),
        ),
    }
    return Reason(*texts[course.kind])


def _on_demand(needs: Sequence[Need], settings: Settings) -> Message:
    total = sum_of(need.box for need in needs if not need.is_missing)
    if state_of(needs) is not State.KNOWN or total.best is None:
        return say("Planned when municipalities ask for it; how many need it is not known.")
    persons = int(total.best.to_integral_value())
    return say_count(
        "Planned when municipalities ask for it; {count} person is in the band.",
        "Planned when municipalities ask for it; {count} persons are in the band.",
        persons,
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
                name=f"{answer.municipality} {answer.unit}".strip(),
                bands=bands.low.normalize() + 0,
                posts=posts.high.normalize() + 0 if posts.high is not None else say("an unknown number"),
            )
            found.append(Reason("disagreement", text))
    return tuple(found)


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
    own = say("our default")
    changed = say("the settings")
    source = own if settings.take_up == DEFAULTS.take_up else changed
    found = [
        Reason("bands", say("The sheets' band 2–5 years counts as the plan's 3–5 years.")),
        Reason("posts_as_persons", say("Posts in the sheets count as persons.")),
        Reason(
            "take_up",
            say(
                "Of those who need a course, {percent} % take a seat when it is offered once ({source}).",
                percent=int(settings.take_up * 100),
                source=source,
            ),
        ),
        Reason(
            "no_forecast",
            say("Nobody is assumed to leave, be hired or grow more experienced until the plan begins."),
        ),
        Reason("no_costs", say("Costs are not known and not counted.")),
    ]
    if not staff_days:
        found.append(
            Reason(
                "no_staff_figures",
                say("No staff figures are known as of {day}: all seats are open.", day=as_of),
            )
        )
    if staff_days:
        oldest, newest = min(staff_days), max(staff_days)
        found.append(
            Reason(
                "staff_as_of",
                say("The staff figures are from {first}.", first=newest)
                if oldest == newest
                else say(
                    "The staff figures are from {first} to {last}.",
                    first=oldest,
                    last=newest,
                ),
            )
        )
        age = _months(oldest, as_of)
        if age > settings.warn_after_months:
            found.append(
                Reason(
                    "old_figures",
                    say("Some staff figures are {months} months old; ask for new ones.", months=age),
                )
            )
    found += _seats_per_employee(rounds, staff, terms, totals)
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


def _ties_of(course: PlannedCourse, ties: Sequence[Tie]) -> list[Tie]:
    mine = {line.id for line in course.lines}
    return [found for found in ties if mine & {line.id for line in found.lines}]


def _months(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month
