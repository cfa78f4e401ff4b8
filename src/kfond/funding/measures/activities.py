"""Measures of activities: meetings, trainings, networks, seminars, and how many they reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from kfond.activities.counting import Pick, counted_in, is_stated, occasions, participants, reaches_into
from kfond.activities.reading import KIND
from kfond.activities.values import Activity, Kind, TakingPart
from kfond.funding.measures.values import Facts, Filters, Measure, Measured, chosen, names, unknown
from kfond.lists.kinds import list_kind
from kfond.periods import Span
from kfond.staffing.boxes import Box

WORDS = {"name": "ord i aktivitetens namn", "audience": "ord i vilka den vänder sig till"}
KINDS = list_kind(KIND).field("kind").choices
"""Each kind of activity with the words that a sheet may write for it."""
ANY_KIND = ", ".join(words[0] for words in KINDS.values())
OF_KIND = {**WORDS, "kind": f"aktivitetens slag: {ANY_KIND}"}
NOTHING = "inga aktiviteter är införda för tiden"


def _within(facts: Facts, span: Span, filters: Filters, kind: Kind | None) -> tuple[Activity, ...]:
    wanted = kind or (chosen(KINDS, filters["kind"]) if "kind" in filters else None)
    return tuple(
        each
        for each in facts.activities
        if reaches_into(each.span, span)
        and (wanted is None or each.kind == wanted)
        and names(each.name, filters.get("name", ""))
        and names(each.audience, filters.get("audience", ""))
    )


def _measured(box: Box) -> Measured:
    """The number that a box tells, where it is certain."""
    low = Fraction(box.low)
    high = None if box.high is None else Fraction(box.high)
    if box.best is None or low != high:
        ends = f"minst {low}" if high is None else f"mellan {low} och {high}"
        return Measured(None, box.sources, f"antalet är inte känt säkert: {ends}", low, high)
    return Measured(Fraction(box.best), box.sources, "", low, high)


def _counted(kind: Kind, pick: Pick) -> Callable[[Facts, Span, Filters], Measured]:
    def compute(facts: Facts, span: Span, filters: Filters) -> Measured:
        rows = _within(facts, span, filters, kind)
        return _measured(counted_in(rows, span, pick)) if rows else unknown(NOTHING)

    return compute


def networks(facts: Facts, span: Span, filters: Filters) -> Measured:
    """Networks that met at least once; those of one name are one."""
    rows = _within(facts, span, filters, Kind.NETWORK)
    if not rows:
        return unknown(NOTHING)
    number = Fraction(len({each.name.casefold() for each in rows}))
    return Measured(number, tuple(each.source for each in rows), low=number, high=number)


def reached(facts: Facts, span: Span, filters: Filters) -> Measured:
    """Those who came. Who was invited or offered a seat has not come, and where nobody says, it is not known."""
    if "kind" in filters and chosen(KINDS, filters["kind"]) is None:
        return unknown(f"”{filters['kind']}” är inget slag av aktivitet; skriv något av {ANY_KIND}")
    rows = [each for each in _within(facts, span, filters, None) if is_stated(each.participants)]
    if not rows:
        return unknown(NOTHING)
    if any(each.taking_part is not TakingPart.ATTENDED for each in rows):
        came = [each for each in rows if each.taking_part is TakingPart.ATTENDED]
        at_least = _measured(counted_in(came, span, participants))
        return Measured(
            None,
            tuple(each.source for each in rows),
            f"av en del är bara känt vilka som bjöds in eller erbjöds plats; minst {at_least.low or 0} kom",
            at_least.low,
        )
    return _measured(counted_in(rows, span, participants))


def _occasions(label: str, unit: str, kind: Kind, words: str, filters: Mapping[str, str] = WORDS) -> Measure:
    return Measure(label, words, unit, filters, _counted(kind, occasions))


MEASURES = {
    "meetings": _occasions("Möten", "möten", Kind.MEETING, "Antal möten under tiden."),
    "trainings": _occasions(
        "Utbildningstillfällen", "tillfällen", Kind.TRAINING, "Antal tillfällen av utbildningar under tiden."
    ),
    "seminars": _occasions(
        "Seminarier och konferenser",
        "tillfällen",
        Kind.EVENT,
        "Antal seminarier och andra evenemang under tiden.",
    ),
    "networks": Measure(
        "Nätverk",
        "Antal nätverk som träffades minst en gång under tiden; samma namn är samma nätverk.",
        "nätverk",
        WORDS,
        networks,
    ),
    "reached": Measure(
        "Nådda deltagare",
        "Antal som kom till aktiviteterna under tiden. Den som kommer två gånger räknas två gånger.",
        "deltagare",
        OF_KIND,
        reached,
        choices={"kind": KINDS},
    ),
}
