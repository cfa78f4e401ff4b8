"""The first half of a course's story: when it is due, and who needs it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kfond.catalogue.lines import Band, Relation
from kfond.catalogue.ties import Tie
from kfond.formatting import swedish_key
from kfond.messages import Message, say, say_count
from kfond.plan.estimates import Estimate
from kfond.plan.listed_starts import not_counted
from kfond.plan.needs.bands import measures_of
from kfond.plan.needs.values import Need, State, Trained
from kfond.plan.proposal import CoursePlan, Plan
from kfond.plan.story import Chapter, StoryColumn, StoryTable
from kfond.plan.trainer_time import short_of_time
from kfond.provenance import Source

NOT_KNOWN = say("not known")
NOBODY_KNOWN = say("nobody known")
TENTH = Decimal("0.1")
BAND_WORDS: Mapping[Band, Message] = {
    Band.NEW: say("those with 0–2 years"),
    Band.SOME_YEARS: say("those with 3–5 years"),
    Band.EXPERIENCED: say("those with more than 5 years"),
    Band.CASEWORKERS: say("all who handle cases or give treatment"),
    Band.SUPERVISORS: say("supervisors"),
}


def when_due(plan: Plan, course: CoursePlan) -> Chapter:
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


def who_needs_it(plan: Plan, course: CoursePlan, only: str) -> Chapter:
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


def _cell(source: Source) -> str:
    return str(source.place)
