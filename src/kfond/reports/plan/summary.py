"""The first page of a plan: what is proposed, for whom, when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kfond.catalogue.lines import Band
from kfond.formatting import count_of, join_and, number, swedish_key
from kfond.periods import Term
from kfond.plan.proposal import Plan, Round
from kfond.reports.plan.words import area_name, courses_in_words, people, term_in_words, with_capital


def summary_sentences(plan: Plan, years: str) -> list[str]:
    """At most five sentences: what is proposed and when, for whom, how many seats, what is open, at what cost."""
    own = own_rounds(plan)
    open_starts = sum(found.is_open for found in own)
    sentences = [_starts(plan, own, years)]
    if own:
        sentences.append(f"Kurserna är till för {_audience(own)}.")
    if seats_in(own):
        sentences.append(
            f"{with_capital(count_of(seats_in(own), 'plats'))} fördelas mellan {_of_municipalities(plan)} "
            "efter behovet i personaluppgifterna."
        )
    if open_starts:
        sentences.append(
            f"Till {count_of(open_starts, 'kursstart')} är platserna helt eller delvis öppna för anmälan, "
            "eftersom personaluppgifter saknas för några av dem som kurserna är till för."
        )
    return [*sentences, _cost(own)]


def _cost(own: Sequence[Round]) -> str:
    """No prices are known to a plan: it says so, and what there is to put prices on."""
    if not own:
        return "Vad det kostar är inte beräknat."
    groups = count_of(sum(found.groups or 0 for found in own), "grupp")
    return f"Vad det kostar är inte beräknat: planen har {groups} att hålla, men inga priser."


def _starts(plan: Plan, own: Sequence[Round], years: str) -> str:
    if not own:
        return f"Förslaget har ingen kursstart under {years}."
    per_term = [f"{number(sum(f.term == term for f in own))} {term_in_words(term)}" for term in plan.terms]
    return (
        f"Förslaget omfattar {count_of(len(own), 'kursstart')} av {courses_in_words(_different(own))} under {years}: "
        f"{join_and(per_term)}."
    )


def not_ours(plan: Plan) -> str:
    """The sentence about what the association does not run: courses of others, and courses not planned; or ""."""
    dated = _different([found for found in plan.rounds if found.groups is None])
    parts = [f"{courses_in_words(dated)} ordnas av andra på fast datum"] if dated else []
    if plan.not_planned:
        parts.append(f"{courses_in_words(len(plan.not_planned))} planeras inte; skälen står längre fram")
    return f"{with_capital(', och '.join(parts))}." if parts else ""


def _different(rounds: Iterable[Round]) -> int:
    """How many courses the rounds are of."""
    return len({(found.area, found.course.slug) for found in rounds})


def key_figures(plan: Plan) -> list[tuple[str, str]]:
    """The three figures of the summary box, each with the words that follow it."""
    own = own_rounds(plan)
    return [
        (number(len(own)), "kursstart" if len(own) == 1 else "kursstarter"),
        (number(seats_in(own)), "fördelad plats" if seats_in(own) == 1 else "fördelade platser"),
        (
            f"{number(plan.with_figures)} av {number(len(plan.basis.members))}",
            "kommuner med personaluppgifter",
        ),
    ]


def term_row(plan: Plan, term: Term) -> tuple[str, str, str, str, str]:
    """A term: starts, groups, seats given, starts with open seats."""
    own = [found for found in plan.rounds_of(term) if found.groups is not None]
    return (
        term.label,
        number(len(own)),
        number(sum(found.groups or 0 for found in own)),
        number(seats_in(own)),
        number(sum(found.is_open for found in own)),
    )


def first_page(plan: Plan, term: Term) -> list[tuple[str, str]]:
    """The courses of a term, by area, in one line each."""
    rounds = plan.rounds_of(term)
    areas = dict.fromkeys(found.area for found in rounds)
    return [
        (area, join_and(sorted((_named(found) for found in rounds if found.area == area), key=swedish_key)))
        for area in areas
    ]


def _named(found: Round) -> str:
    return f"{found.course.name} (ordnas av andra)" if found.groups is None else found.course.name


def _audience(rounds: Sequence[Round]) -> str:
    parts = []
    for area in dict.fromkeys(found.area for found in rounds):
        bands = {band for found in rounds if found.area == area for band in found.bands}
        parts.append(f"{people(band for band in Band if band in bands)} inom {area_name(area)}")
    return ", och för ".join(parts)


def _of_municipalities(plan: Plan) -> str:
    return count_of(sum(covered.seats > 0 for covered in plan.coverage), "kommun")


def own_rounds(plan: Plan) -> list[Round]:
    """The rounds that the association runs itself."""
    return [found for found in plan.rounds if found.groups is not None]


def seats_in(rounds: Iterable[Round]) -> int:
    """The seats given in these rounds, open ones not counted."""
    return sum(found.seats or 0 for found in rounds)
