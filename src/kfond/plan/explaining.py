"""The whole story of one course: when it was held, who needs it, what could be chosen, who gets which seat and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kfond.catalogue.lines import Band, Relation
from kfond.catalogue.ties import Tie
from kfond.formatting import swedish_key
from kfond.messages import Message, say, say_count
from kfond.periods import Term
from kfond.plan.costs.per_head import prices_per_head
from kfond.plan.costs.shares import NO_PRICE
from kfond.plan.costs.values import ORE_IN_KRONA, Price
from kfond.plan.estimates import Estimate
from kfond.plan.listed_starts import not_counted
from kfond.plan.menus.values import Schedule
from kfond.plan.needs.bands import measures_of
from kfond.plan.needs.values import Need, State, Trained
from kfond.plan.payments import charged_for, prices_in
from kfond.plan.proposal import CoursePlan, MunicipalSeats, Plan, Round
from kfond.plan.story import Chapter, Story, StoryColumn, StoryTable
from kfond.plan.trainer_time import short_of_time
from kfond.provenance import Source

MOST_RUNNERS_UP = 5
NOT_KNOWN = say("not known")
NO_START = say("no start")
NOBODY_KNOWN = say("nobody known")
TENTH = Decimal("0.1")
BAND_WORDS: Mapping[Band, Message] = {
    Band.NEW: say("those with 0–2 years"),
    Band.SOME_YEARS: say("those with 3–5 years"),
    Band.EXPERIENCED: say("those with more than 5 years"),
    Band.CASEWORKERS: say("all who handle cases or give treatment"),
    Band.SUPERVISORS: say("supervisors"),
}


def explained(plan: Plan, course: CoursePlan, changes: Mapping[int, Message], only: str = "") -> Story:
    """The story of `course`; of one municipality alone in its tables where `only` is its code.

    `changes`: what it would change to choose a schedule of its menu instead, by number (see `bounds_of`).
    """
    chapters = (
        _due(plan, course),
        _need(plan, course, only),
        *_menu(plan, course, changes),
        *_seats(course, only),
        *_cost(plan, course),
    )
    return Story(
        say("{course}, {area}", course=course.course.course.name, area=course.course.area),
        tuple(_answer(course, only)),
        chapters,
    )


def _answer(course: CoursePlan, only: str) -> Iterator[Message]:
    own = [found for found in course.rounds if found.groups is not None]
    if course.not_planned:
        yield say("Not planned: {why}", why=course.not_planned.reason.text)
        if course.not_planned.remedy:
            yield course.not_planned.remedy
    for found in own:
        yield _round_in_short(found)
    yield from (
        reason.text for found in course.rounds if found.groups is None for reason in found.reasons[:1]
    )
    if only:
        for found in own:
            for share in found.shares:
                if share.need.code == only:
                    yield _share_in_short(found, share)


def _round_in_short(found: Round) -> Message:
    groups = say_count("{count} group", "{count} groups", found.groups or 0)
    if found.seats is None:
        return say("{term}: {groups}, seats open for enrolment.", term=found.term.label, groups=groups)
    return say(
        "{term}: {groups} with {seats}.",
        term=found.term.label,
        groups=groups,
        seats=say_count("{count} shared seat", "{count} shared seats", found.seats),
    )


def _share_in_short(found: Round, share: MunicipalSeats) -> Message:
    if share.seats is None:
        return say(
            "{municipality}, {term}: {reason}.",
            municipality=share.need.municipality,
            term=found.term.label,
            reason=share.reason,
        )
    return say(
        "{municipality}, {term}: {seats}, because: {reason}.",
        municipality=share.need.municipality,
        term=found.term.label,
        seats=say_count("{count} seat", "{count} seats", share.seats) if share.seats else say("no seat"),
        reason=share.reason,
    )


def _due(plan: Plan, course: CoursePlan) -> Chapter:
    lines = course.course.lines
    phrases = tuple(
        say(
            "“{phrase}” for {band} ({cell}).",
            phrase=line.stated.frequency,
            band=BAND_WORDS[line.stated.band],
            cell=_cell(line.stated.frequency_source or line.stated.source),
        )
        if line.stated.frequency
        else say(
            "No frequency is stated for {band} ({cell}).",
            band=BAND_WORDS[line.stated.band],
            cell=_cell(line.stated.source),
        )
        for line in lines
    )
    held = tuple(
        _held(tie) for tie in plan.basis.ties if {line.id for line in tie.lines} & {line.id for line in lines}
    )
    last = course.course.last_start
    started = (
        (say("The last start that is known: {term}.", term=course.course.last_start_in_words),)
        if last
        else ()
    )
    found = [reason.text for each in course.rounds for reason in each.reasons]
    if course.not_planned:
        found.append(course.not_planned.reason.text)
    return Chapter(
        say("When it is due"),
        (
            *phrases,
            *(
                (*started, *not_counted(plan, course), *held)
                or (say("Nothing is known of it having been held before."),)
            ),
            *(text for at, text in enumerate(found) if text not in found[:at]),
            *short_of_time(plan, course),
        ),
    )


def _held(tie: Tie) -> Message:
    held = tie.held
    number = held.participations
    return say(
        "Held before as {name}{relation}, {first}–{last}: {participations}, {times} ({cell}).",
        name=held.name,
        relation=_relation(tie),
        first=held.first_year,
        last=held.last_year,
        participations=say_count("{count} participation", "{count} participations", number.number)
        if number
        else say("participations not stated"),
        times=say_count("{count} time", "{count} times", held.times.number)
        if held.times
        else say("number of times not stated"),
        cell=_cell(held.source),
    )


def _relation(tie: Tie) -> Message:
    """How surely what was held is this course, and why it is not taken away from the need where it is not."""
    if tie.relation is Relation.REPLACES:
        return say(" (which this course replaces; who took that one counts as lacking this one)")
    if tie.relation is Relation.DEEPENS:
        return say(" (which goes deeper; who took it counts as lacking this one)")
    return say(" (probably this course)") if tie.likely else Message("")


def _need(plan: Plan, course: CoursePlan, only: str) -> Chapter:
    need = course.need
    first = plan.horizon[0].label
    if need.state is State.UNKNOWN:
        return Chapter(
            say("Who needs it"),
            (say("There are no staff figures for those that it is for: who needs it is not known."),),
        )
    rows = tuple(
        _need_row(member)
        for member in sorted(need.members, key=lambda member: swedish_key(member.municipality))
        if only in ("", member.code)
    )
    columns = (
        StoryColumn(say("Municipality")),
        StoryColumn(say("In the sheets"), is_number=True),
        StoryColumn(say("Cells")),
        StoryColumn(say("Expected {term}", term=first), is_number=True),
        StoryColumn(say("Have it"), is_number=True),
        StoryColumn(say("Lack it"), is_number=True),
        StoryColumn(say("Lack it, from–to"), is_number=True),
    )
    sentences = [
        say(
            "Of those who lack it, {percent} % are reckoned to take a seat when it is offered once: {origin}.",
            percent=(need.take_up.share * 100).quantize(TENTH).normalize() + 0,
            origin=need.take_up.origin,
        )
    ]
    if any(member.trained and member.trained.is_allocated for member in need.members):
        sentences.append(
            say(
                "Who has the course is allocated, not observed: the lists do not say from which "
                "municipality they came."
            )
        )
    if course.missing is not None:
        sentences.append(
            say_count(
                "{count} person is missing to the smallest group.",
                "{count} persons are missing to the smallest group.",
                course.missing,
            )
        )
    sentences += need.notes
    missing = tuple(member.municipality for member in need.members if member.is_missing)
    if missing:
        sentences.append(say("Without figures, and so not counted as 0: {names}.", names=missing))
    measures = measures_of(course.course.bands)
    sentences += [
        change.message
        for change in plan.net_changes
        if not change.is_allowed and change.area == course.course.area and change.band in measures
    ]
    caption = say("Who needs {course}, persons", course=course.course.course.name)
    return Chapter(say("Who needs it"), tuple(sentences), (StoryTable(caption, columns, rows),))


def _need_row(need: Need) -> tuple[object, ...]:
    cells = "; ".join(dict.fromkeys(_cell(source) for source in need.sources))
    if need.is_missing:
        return (need.municipality, NOT_KNOWN, cells, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN)
    best = need.box.best
    return (
        need.municipality,
        NOT_KNOWN if best is None else best,
        cells,
        need.eligible[0].best,
        _trained(need.trained),
        need.left[0].best,
        _span(need.left[0]),
    )


def _trained(trained: Trained | None) -> object:
    """Who has the course, with a mark where seats of an adopted plan are among them."""
    if trained is None:
        return NOBODY_KNOWN
    if trained.by_plans:
        return say(
            "{persons}, by an adopted plan, not confirmed", persons=trained.persons.best.quantize(TENTH)
        )
    return trained.persons.best


def _span(estimate: Estimate) -> Message:
    return say("{low}–{high}", low=estimate.low.quantize(TENTH), high=estimate.high.quantize(TENTH))


def _menu(plan: Plan, course: CoursePlan, changes: Mapping[int, Message]) -> Iterator[Chapter]:
    if course.menu is None or course.chosen is None:
        return
    schedules = course.menu.schedules
    others = sorted(
        (number for number, schedule in enumerate(schedules) if schedule is not course.chosen),
        key=lambda number: (schedules[number].late, -schedules[number].value, schedules[number].groups),
    )
    shown = [*sorted(changes), *(number for number in others if number not in changes)]
    rows = [_schedule_row(plan, course.chosen, say("chosen"))]
    rows += [
        _schedule_row(plan, schedules[number], changes.get(number, say("not tried")))
        for number in shown[:MOST_RUNNERS_UP]
    ]
    columns = (
        StoryColumn(say("Terms and groups")),
        StoryColumn(say("Seats"), is_number=True),
        StoryColumn(say("Terms late"), is_number=True),
        StoryColumn(say("Cost, kronor"), is_number=True, decimals=0),
        StoryColumn(say("What it would change")),
    )
    yield Chapter(
        say("What could be chosen"),
        (
            say_count(
                "{count} schedule is possible for this course.",
                "{count} schedules are possible for this course; the chosen one stands first.",
                len(schedules),
            ),
            *_half(plan, course),
            say(
                "What a plan is worth counts a seat for somebody new at {kronor} kronor at most, later "
                "ones and others at "
                "less, less the costs that are known; it is a measure to choose by, not money.",
                kronor=plan.basis.settings.seat_worth,
            ),
        ),
        (StoryTable(say("Schedules, number of groups, seats and kronor"), columns, tuple(rows)),),
    )


def _half(plan: Plan, course: CoursePlan) -> tuple[Message, ...]:
    """How the costs of what is held after the plan are counted; nothing where no cost is known there."""
    later = plan.horizon[len(plan.terms) :]
    prices = [course.prices[plan.horizon.index(term)] for term in later]
    if not any(price and price.is_known for price in prices):
        return ()
    return (
        say(
            "In the column of costs, what is held in {terms} counts half, as in the choice: those terms are not part "
            "of the plan.",
            terms=tuple(term.label for term in later),
        ),
    )


def _schedule_row(plan: Plan, schedule: Schedule, what: Message) -> tuple[object, ...]:
    terms = "; ".join(
        f"{term.label}: {groups}"
        for term, groups in zip(plan.horizon, schedule.groups, strict=True)
        if groups
    )
    known = [cost for cost in schedule.costs if cost is not None]
    cost: object = Decimal(sum(known)) / ORE_IN_KRONA if len(known) == len(schedule.costs) else NOT_KNOWN
    return (terms or NO_START, sum(schedule.seats), schedule.late, cost, what)


def _seats(course: CoursePlan, only: str) -> Iterator[Chapter]:
    own = [found for found in course.rounds if found.groups is not None and found.seats is not None]
    if not own:
        return
    columns = (
        StoryColumn(say("Municipality")),
        StoryColumn(say("Lack it"), is_number=True),
        StoryColumn(say("Seats"), is_number=True),
        StoryColumn(say("In the queue"), is_number=True),
        StoryColumn(say("How it was counted")),
    )
    tables = tuple(
        StoryTable(
            say("Seats in {term}, persons and seats", term=found.term.label),
            columns,
            tuple(
                _seat_row(share)
                for share in sorted(found.shares, key=lambda share: swedish_key(share.need.municipality))
                if only in ("", share.need.code)
            ),
        )
        for found in own
    )
    yield Chapter(say("Who gets the seats"), (), tables)


def _seat_row(share: MunicipalSeats) -> tuple[object, ...]:
    return (
        share.need.municipality,
        NOT_KNOWN if share.lacking is None else share.lacking.best,
        say("open") if share.seats is None else share.seats,
        share.queued,
        share.reason,
    )


def _cost(plan: Plan, course: CoursePlan) -> Iterator[Chapter]:
    own = [found for found in course.rounds if found.groups is not None]
    sentences = []
    for found in own:
        total = found.cost.total if found.cost else None
        if total is None:
            why = found.cost.why if found.cost and found.cost.why else NO_PRICE
            sentences.append(say("{term}: {why}", term=found.term.label, why=why))
        else:
            sentences.append(
                say("{term}: {kronor} kronor.", term=found.term.label, kronor=Decimal(total) / ORE_IN_KRONA)
            )
    prices = prices_in(plan, course, [found.term for found in own])
    if own or prices:
        tables = tuple(
            _near_smallest(plan, course, terms, price, len(prices) == 1) for terms, price in prices
        )
        yield Chapter(say("What it costs"), tuple(sentences), tables)


def _near_smallest(
    plan: Plan, course: CoursePlan, terms: Sequence[Term], price: Price, is_only: bool
) -> StoryTable:
    """The price per head near the smallest group, in terms that have the same price."""
    heads = prices_per_head(
        price,
        course.days,
        course.size.smallest,
        course.size.largest,
        plan.basis.settings,
        charged_for(plan, price),
    )
    columns = [
        StoryColumn(say("Persons")),
        StoryColumn(say("Price for each, kronor"), is_number=True, decimals=0),
    ]
    rows: tuple[tuple[object, ...], ...] = tuple((str(head.persons), _kronor(head.price)) for head in heads)
    if any(head.others for head in heads):
        left = say("Left to those who pay for empty seats, kronor")
        columns.append(StoryColumn(left, is_number=True, decimals=0))
        rows = tuple((*row, _kronor(head.others)) for row, head in zip(rows, heads, strict=True))
    caption = say("A group near the smallest, number of persons and kronor")
    if not is_only:
        caption = say(
            "A group near the smallest in {terms}, number of persons and kronor",
            terms=tuple(term.label for term in terms),
        )
    return StoryTable(caption, tuple(columns), rows)


def _kronor(ore: Decimal | None) -> object:
    return NOT_KNOWN if ore is None else (ore / ORE_IN_KRONA).quantize(TENTH)


def _cell(source: Source) -> str:
    return str(source.place)
