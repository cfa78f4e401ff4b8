"""The sentences in which a plan explains itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from kfond.catalogue.frequency import Kind
from kfond.catalogue.lines import Line, Relation
from kfond.catalogue.ties import Tie
from kfond.messages import Message, say, say_count
from kfond.periods import Term
from kfond.plan.courses import PlannedCourse, is_before
from kfond.plan.group_sizes import GroupSize
from kfond.plan.menus.promised import PromisedLine
from kfond.plan.menus.windows import Rhythm, window_of
from kfond.plan.needs.bands import TargetGroup
from kfond.plan.needs.values import CourseNeed, State
from kfond.plan.needs.whose import may_be_others, whom_of
from kfond.plan.proposal import MunicipalSeats
from kfond.plan.reason import Reason

ENDED_WORDS = ("ingår inte", "kommer ej erbjudas", "erbjuds inte längre", "ges inte längre", "upphört")
TENTH = Decimal("0.1")
BEYOND = "pinned_beyond"
"""The code of the reason of a round whose decided groups are not filled."""
PROMISED = "promised"
"""The code of the reason of a round whose seats an adopted plan has given."""


def window_reason(course: PlannedCourse, rhythm: Rhythm, horizon: Sequence[Term]) -> Reason:
    """Why a course runs when it does: what its frequency asks for, and from when it is counted."""
    line = course.strictest
    phrase = line.frequency.verbatim
    if course.kind is not Kind.INTERVAL:
        return Reason("frequency", say("The frequency “{phrase}” asks for it.", phrase=phrase))
    window = window_of(course)
    if rhythm.terms_waited:
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
                start=course.last_start_in_words,
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


def need_reason(need: CourseNeed, shares: Sequence[MunicipalSeats], term: Term, seats: int) -> Reason:
    """What the number of seats rests on."""
    if need.state is State.UNKNOWN:
        return Reason(
            "need_unknown",
            say(
                "There are no staff figures for these bands: planned from the frequency alone, seats open for "
                "enrolment."
            ),
        )
    lacking = sum((share.lacking.best for share in shares if share.lacking), Decimal(0))
    asked = seats + sum(share.queued for share in shares)
    reckoned = int((lacking * need.take_up.share).to_integral_value(ROUND_CEILING))
    counted = say(
        "{term}: {lacking} persons are reckoned to lack the course. At one offer {percent} % of "
        "them take a seat, which "
        "makes {reckoned}. {asked}{given}",
        term=term.label,
        lacking=lacking.quantize(TENTH),
        percent=(need.take_up.share * 100).quantize(TENTH).normalize() + 0,
        reckoned=say_count("{count} seat", "{count} seats", reckoned),
        asked=_asked(need, term, asked, reckoned),
        given=say_count("{count} seat is shared.", "{count} seats are shared.", seats),
    )
    if need.state is State.PARTLY:
        rest = say(
            "Staff figures exist for only some of those that it is for; for the others seats are open for enrolment."
        )
        return Reason("need_partly", say("{counted} {rest}", counted=counted, rest=rest))
    return Reason("need_known", counted)


def promised_seats_reason(term: Term, line: PromisedLine | None) -> Reason:
    """What the number of seats rests on in a term that had begun when the plan was made."""
    if line is None:
        return Reason(
            PROMISED,
            say("{term}: the seats are open, as in the plan that was adopted.", term=term.label),
        )
    return Reason(
        PROMISED,
        say_count(
            "{term}: {count} seat is shared as in the plan that was adopted, whatever has been learnt since.",
            "{term}: {count} seats are shared as in the plan that was adopted, whatever has been learnt since.",
            sum(line.seats.values()),
            term=term.label,
        ),
    )


def _asked(need: CourseNeed, term: Term, asked: int, reckoned: int) -> Message:
    """Why more or fewer seats are asked for than take-up alone makes; nothing where it is the same number."""
    if asked == reckoned:
        return Message("")
    if any(request is not None for member in need.members for request in member.requests):
        return say("With what municipalities have asked for themselves, {count} are asked for. ", count=asked)
    return say(
        "Wherever somebody is certain to need it at least one is asked for, and a place in the "
        "queue is kept: {count} in "
        "all. ",
        count=asked,
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


def pinned_beyond_reason(need: CourseNeed, size: GroupSize, groups: int, seats: int) -> tuple[Reason, ...]:
    """Where a decision holds more groups than are filled by those who take a seat, how many they would fill.

    Nothing where others than those counted may come.
    """
    if need.state not in (State.KNOWN, State.NONE) or seats >= groups * size.smallest:
        return ()
    return (
        Reason(
            BEYOND,
            say_count(
                "The decision holds {groups} groups with {seats} seats in all, too few for groups of at least "
                "{smallest}: those who lack the course fill {count} group.",
                "The decision holds {groups} groups with {seats} seats in all, too few for groups of at least "
                "{smallest}: those who lack the course fill {count} groups.",
                min(seats // size.smallest, -(-seats // size.largest)),
                groups=groups,
                seats=seats,
                smallest=size.smallest,
            ),
        ),
    )


def held_reason(course: PlannedCourse, ties: Sequence[Tie], need: CourseNeed) -> tuple[Reason, ...]:
    """What was held before, and whether it has been taken away from the need."""
    held = [found for found in _ties_of(course, ties) if found.held.participations]
    return tuple(
        Reason("held_before", _held_before(found, course, need))
        for found in held
        if found.relation is Relation.SAME
    )


def _held_before(found: Tie, course: PlannedCourse, need: CourseNeed) -> Message:
    said = say(
        "{name}{likely}: {count} participations {first}–{last}.",
        name=found.held.name,
        likely=say(" (probably this course)") if found.likely else Message(""),
        count=found.held.participations.number if found.held.participations else 0,
        first=found.held.first_year,
        last=found.held.last_year,
    )
    if found.likely:
        rest = say("Since that is not certain, they are not taken away from the need.")
    elif _may_be_others(found, course):
        rest = say("They may be of others too than those whom it is for here.")
    elif any(member.trained and member.trained.is_allocated for member in need.members):
        rest = say(
            "From which municipality they came is not known; they are allocated, and taken away from the need as far "
            "as they are still there."
        )
    else:
        rest = say("They are taken away from the need as far as they are still there.")
    return say("{said} {rest}", said=said, rest=rest)


def _may_be_others(found: Tie, course: PlannedCourse) -> bool:
    """Whether those who took a course held before may be of another area or band than this course is for."""
    target = TargetGroup(course.key, course.area, course.course.slug, course.bands, ())
    whom = whom_of([(line.stated.area, line.stated.band) for line in found.lines], target)
    return may_be_others(target, whom)


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
    """Where the same course stands in another area's plan too; `lines` are all of that course."""
    areas = tuple(dict.fromkeys(line.stated.area for line in lines if line.stated.area != course.area))
    if not areas:
        return ()
    return (
        Reason(
            "also_elsewhere",
            say("The course is in the plan for {areas} too; one round can serve both.", areas=areas),
        ),
    )


def too_few_reason(missing: int, size: GroupSize, terms: Sequence[Term]) -> Reason:
    """A start that is due but cannot be filled, with how many are missing."""
    return Reason(
        "too_few",
        say(
            "Due in {terms}, but at most {wanted} would come and the smallest group is {smallest}: {missing} too few.",
            terms=tuple(term.label for term in terms),
            wanted=size.smallest - missing,
            smallest=size.smallest,
            missing=say_count("{count} person", "{count} persons", missing),
        ),
    )


def not_planned_reason(course: PlannedCourse, need: CourseNeed, terms: Sequence[Term]) -> Reason:
    """Why a course that owes no start has none, and what would change it."""
    line = course.lines[0]
    phrase = line.frequency.verbatim
    if line.frequency.window and is_before(line, terms[0]) and line.frequency.kind is Kind.FIXED:
        text = say("“{phrase}”: lies before the plan.", phrase=phrase)
        if course.kind is Kind.FIXED:
            return Reason("before_plan", text)
        return Reason("before_plan", say("{before} {after}", before=text, after=_on_demand(need)))
    texts: dict[Kind, tuple[str, Message]] = {
        Kind.FIXED: ("later", say("“{phrase}”: lies after the plan.", phrase=phrase)),
        Kind.ON_DEMAND: (
            "on_demand",
            say("“{phrase}”. {after}", phrase=phrase, after=_on_demand(need)),
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


def _on_demand(need: CourseNeed) -> Message:
    if need.state is not State.KNOWN or not need.total:
        return say("Planned when municipalities ask for it; how many need it is not known.")
    return say_count(
        "Planned when municipalities ask for it; {count} person lacks it.",
        "Planned when municipalities ask for it; {count} persons lack it.",
        int(need.total[0].best.to_integral_value()),
    )


def _ties_of(course: PlannedCourse, ties: Sequence[Tie]) -> list[Tie]:
    mine = {line.id for line in course.lines}
    return [found for found in ties if mine & {line.id for line in found.lines}]
