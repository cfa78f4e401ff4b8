"""kfond courses and kfond participations: the catalogue as understood, and what has been held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk
from kfond.messages import Message, say, say_count

if TYPE_CHECKING:
    from kfond.catalogue.frequency import Frequency
    from kfond.catalogue.lines import Count, Line
    from kfond.catalogue.ties import Tie
    from kfond.periods import Span
    from kfond.provenance import Source

BANDS = {
    "0-2": say("0–2 years"),
    "3-5": say("3–5 years"),
    ">5": say("more than 5 years"),
    "supervisors": say("supervisors"),
    "caseworkers": say("caseworkers"),
}
# What a frequency without figures asks of the plan; the others are put together in _parts.
FREQUENCIES = {
    "on_demand": say("when there is a need"),
    "on_request": say("when somebody asks for it"),
    "pilot": say("a pilot, to be evaluated first"),
    "survey_first": say("the need is to be surveyed first"),
    "local": say("arranged by each municipality"),
    "unspecified": say("not stated"),
    "unclear": say("not understood"),
}
RELATIONS = {
    "same": say("the same course"),
    "replaces": say("replaced by the plan line"),
    "deepens": say("deepens the plan line"),
}


def courses(
    ctx: typer.Context,
    as_json: Annotated[
        bool, typer.Option("--json", help="One object a catalogue line, for scripts.")
    ] = False,
) -> None:
    """List the course catalogue, and how each frequency was understood."""
    from kfond.catalogue.actions import catalogue

    desk = Desk.of(ctx)
    with desk.reading() as session:
        lines = catalogue(session).lines
    if as_json:
        desk.out_json([_line_as_json(desk, line) for line in lines])
        return
    if not lines:
        desk.say(say("No course catalogue is kept. Import a sheet: kfond import FILE."))
        return
    headings = (
        say("Area"),
        say("For"),
        say("Course"),
        say("Frequency as typed"),
        say("Understood as"),
        say("Entered"),
        say("Cell"),
    )
    desk.table(
        [desk.words(heading) for heading in headings],
        [
            (
                line.stated.area,
                desk.words(BANDS[line.stated.band.value]),
                line.stated.course,
                line.frequency.verbatim,
                desk.words(understood(line.frequency)),
                line.entered.label,
                _cell(line.stated.source),
            )
            for line in lines
        ],
    )


def understood(frequency: Frequency) -> Message:
    """How a frequency was understood: "about every 2–3 terms", "starts 2017-10-12, in Göteborg"."""
    words = Message("{parts}", {"parts": tuple(_parts(frequency))})
    return say("about {value}", value=words) if frequency.approximate else words


def _parts(frequency: Frequency) -> Iterator[Message]:
    if frequency.window:
        yield say("starts {when}", when=_window(frequency.window))
    if frequency.place:
        yield say("in {place}", place=frequency.place)
    if frequency.enrol_by:
        yield say("enrol by {day}", day=frequency.enrol_by.isoformat())
    kind = frequency.then or frequency.kind
    if kind.value != "fixed":
        often = _how_often(frequency, kind.value)
        yield say("after that {often}", often=often) if frequency.then else often
    if frequency.optional_cooperation:
        yield say("perhaps some municipalities together")


def _how_often(frequency: Frequency, kind: str) -> Message:
    if kind == "interval":
        low, high = frequency.term_gaps
        return say_count("every term", "every {terms} terms", high, terms=_range(low, high))
    low, high = frequency.count or (0, 0)
    if kind == "per_year":
        return say_count("{number} start a year", "{number} starts a year", high, number=_range(low, high))
    if kind == "groups_per_term":
        return say_count("{number} group a term", "{number} groups a term", high, number=_range(low, high))
    return FREQUENCIES[kind]


def _range(low: int, high: int) -> str:
    return f"{low}" if low == high else f"{low}–{high}"


def _window(window: Span) -> str:
    first, last = (day.isoformat() for day in window)
    return first if first == last else f"{first} – {last}"


def _line_as_json(desk: Desk, line: Line) -> dict[str, object]:
    stated, frequency = line.stated, line.frequency
    return {
        "area": stated.area,
        "band": stated.band.value,
        "course": stated.course,
        "slug": line.course.slug,
        "frequency": frequency.verbatim,
        "kind": frequency.kind.value,
        "understood": desk.words(understood(frequency)),
        "months": frequency.months,
        "count": frequency.count,
        "entered": line.entered.label,
        "last_start": stated.last_start.label if stated.last_start else None,
        "source": _source(stated.source),
        "frequency_source": _source(stated.frequency_source),
    }


def participations(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One object a course held, for scripts.")] = False,
) -> None:
    """List the courses held, and the plan lines they are tied to."""
    from kfond.catalogue.actions import history

    desk = Desk.of(ctx)
    with desk.reading() as session:
        ties = history(session).ties
    if as_json:
        desk.out_json([_tie_as_json(tie) for tie in ties])
        return
    if not ties:
        desk.say(say("No courses held are kept. Import a sheet: kfond import FILE."))
        return
    headings = (
        say("Years"),
        say("Course held"),
        say("Times"),
        say("Participations"),
        say("Municipalities reached"),
        say("Plan lines"),
        say("Tie"),
        say("Cell"),
    )
    desk.table([desk.words(heading) for heading in headings], [_tie_row(desk, tie) for tie in ties])


def _tie_row(desk: Desk, tie: Tie) -> tuple[str, ...]:
    held = tie.held
    counts = (held.times, held.participations, held.reached)
    return (
        f"{held.first_year}–{held.last_year}",
        held.name,
        *(desk.words(say("not stated")) if count is None else str(count.number) for count in counts),
        "; ".join(
            f"{line.stated.course} ({desk.words(BANDS[line.stated.band.value])})" for line in tie.lines
        ),
        desk.words(_how_tied(tie)),
        _cell(held.source),
    )


def _how_tied(tie: Tie) -> Message:
    if tie.relation is None:
        return say("none")
    relation = RELATIONS[tie.relation.value]
    return say("{relation}, likely", relation=relation) if tie.likely else relation


def _tie_as_json(tie: Tie) -> dict[str, object]:
    held = tie.held
    return {
        "course": held.name,
        "area": held.area,
        "first_year": held.first_year,
        "last_year": held.last_year,
        "times": _count(held.times),
        "participations": _count(held.participations),
        "reached": _count(held.reached),
        "tie": None
        if tie.relation is None
        else {
            "slug": tie.lines[0].course.slug,
            "relation": tie.relation.value,
            "likely": tie.likely,
            "lines": [
                {
                    "area": line.stated.area,
                    "band": line.stated.band.value,
                    "course": line.stated.course,
                    "source": _source(line.stated.source),
                }
                for line in tie.lines
            ],
        },
        "source": _source(held.source),
    }


def _count(count: Count | None) -> dict[str, object] | None:
    return None if count is None else {"value": count.number, "source": _source(count.source)}


def _source(source: Source | None) -> dict[str, str] | None:
    if source is None:
        return None
    return {"file": source.place.file, "sheet": source.place.sheet, "cell": source.place.cell}


def _cell(source: Source) -> str:
    return f"{source.place.sheet}!{source.place.cell}"
