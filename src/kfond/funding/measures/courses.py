"""Measures of courses held together: participations, how many of them of supervisors, and how far they reach."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from kfond.catalogue.lines import Band
from kfond.catalogue.participations import Taken
from kfond.funding.measures.values import Facts, Filters, Measure, Measured, names, unknown
from kfond.periods import Span

COURSE = {"course": "ord i kursens namn"}
NONE_HELD = "inga deltagarlistor för tiden"


def _within(facts: Facts, span: Span, filters: Filters) -> tuple[Taken, ...]:
    """The participations that lie wholly in the time, of courses with the words in their name."""
    return tuple(
        one
        for one in facts.taken
        if span[0] <= one.first_day and one.last_day <= span[1] and names(one.name, filters.get("course", ""))
    )


def _sum(rows: Iterable[Taken]) -> Measured:
    found = tuple(rows)
    if not found:
        return unknown(NONE_HELD)
    sources = tuple(one.source for one in found)
    unread = sum(one.count is None for one in found)
    total = Fraction(sum(one.count or 0 for one in found))
    if unread:
        why = f"{unread} av {len(found)} uppgifter går inte att läsa; minst {total}"
        return Measured(None, sources, why, low=total)
    return Measured(total, sources, low=total, high=total)


def participations(facts: Facts, span: Span, filters: Filters) -> Measured:
    """Participations: somebody who takes two courses counts twice."""
    return _sum(_within(facts, span, filters))


def supervisors(facts: Facts, span: Span, filters: Filters) -> Measured:
    """Participations of first-line supervisors, where the lists tell of the experience of who took part."""
    rows = _within(facts, span, filters)
    if rows and all(one.band is None for one in rows):
        return unknown("deltagarlistorna säger inte vilka som är arbetsledare")
    return _sum(one for one in rows if one.band is Band.SUPERVISORS)


def municipalities(facts: Facts, span: Span, filters: Filters) -> Measured:
    """Municipalities with at least one participation."""
    rows = _within(facts, span, filters)
    if not rows:
        return unknown(NONE_HELD)
    reached = {one.municipality_code for one in rows if one.municipality_code and one.count != 0}
    number = Fraction(len(reached))
    return Measured(number, tuple(one.source for one in rows), low=number, high=number)


def workplaces(facts: Facts, span: Span, filters: Filters) -> Measured:
    """Units with at least one participation, where the lists tell of units."""
    rows = _within(facts, span, filters)
    if not rows:
        return unknown(NONE_HELD)
    if any(not one.unit for one in rows):
        return unknown("deltagarlistorna säger inte alla vilken arbetsplats deltagarna kommer från")
    reached = {(one.municipality_code, one.unit.casefold()) for one in rows if one.count != 0}
    number = Fraction(len(reached))
    return Measured(number, tuple(one.source for one in rows), low=number, high=number)


MEASURES = {
    "participations": Measure(
        "Deltagartillfällen",
        "Antal deltagartillfällen i kurser som hölls helt inom tiden. Den som går två kurser räknas två gånger.",
        "deltagartillfällen",
        COURSE,
        participations,
    ),
    "supervisors": Measure(
        "Deltagartillfällen, arbetsledare",
        "Antal deltagartillfällen för första linjens arbetsledare i kurser som hölls helt inom tiden.",
        "deltagartillfällen",
        COURSE,
        supervisors,
    ),
    "municipalities_reached": Measure(
        "Kommuner som har nåtts",
        "Antal kommuner med minst ett deltagartillfälle i kurser som hölls helt inom tiden.",
        "kommuner",
        COURSE,
        municipalities,
    ),
    "workplaces": Measure(
        "Arbetsplatser som har nåtts",
        "Antal enheter med minst ett deltagartillfälle i kurser som hölls helt inom tiden.",
        "arbetsplatser",
        COURSE,
        workplaces,
    ),
}
