"""The first page of a plan: what is proposed, for whom, when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from kfond.catalogue.lines import Band
from kfond.formatting import count_of, join_and, number, swedish_key
from kfond.periods import Term
from kfond.plan.proposal import Plan, Round
from kfond.reports.plan.kronor import UNKNOWN, cost_of_rounds, has_prices, known_kronor, kronor
from kfond.reports.plan.words import (
    area_name,
    courses_in_words,
    for_whom,
    with_capital,
)
from kfond.reports.tables import Column, Table

MOST_LACKING = 3
"""So many municipalities are named as those that lack most."""
LONGEST_LIST = 2
"""More terms in a row than this are said as the first and the last."""


def summary_sentences(plan: Plan, years: str) -> list[str]:
    """At most five items: what is proposed and for whom, how many seats, how much of the need they meet and who lacks
    most, what is open, at what cost."""
    own = own_rounds(plan)
    open_starts = sum(found.is_open for found in own)
    sentences = [_starts(plan, own, years)]
    if seats_in(own):
        sentences.append(
            f"{with_capital(count_of(seats_in(own), 'plats'))} fördelas mellan {_of_municipalities(plan)} "
            f"{_after_need(plan)}."
        )
    sentences += _lacking_most(plan)
    if open_starts:
        sentences.append(
            f"{with_capital(count_of(open_starts, 'kursstart'))} har öppna platser, där personaluppgifter saknas."
        )
    return [*sentences, *_cost(own)]


def _after_need(plan: Plan) -> str:
    """After what the seats are shared: the need, and how large it is as far as it is known."""
    need = sum((covered.need or Decimal(0) for covered in plan.coverage), start=Decimal(0))
    if not need:
        return "efter behovet i personaluppgifterna"
    return f"efter det kända behovet i personaluppgifterna, {number(need, 0)} kursplatser"


def _lacking_most(plan: Plan) -> list[str]:
    """The municipalities with the largest difference between need and seats."""
    lacking = [
        (covered.need - covered.seats, covered)
        for covered in plan.coverage
        if covered.need is not None and covered.need - covered.seats >= 1
    ]
    most = sorted(lacking, key=lambda each: (-each[0], each[1].code))[:MOST_LACKING]
    named = [
        f"{covered.municipality} (får {number(covered.seats)} av {number(covered.need or 0, 0)} platser)"
        for _, covered in most
    ]
    return [f"Mest saknas i {join_and(named)}."] if named else []


def _cost(own: Sequence[Round]) -> list[str]:
    """What it costs as far as is known, and of how much it is not; nothing where there is nothing to pay."""
    costs = cost_of_rounds(own)
    if not costs.parts:
        return []
    if len(costs.unknown) == costs.parts:
        groups = count_of(sum(found.groups or 0 for found in own), "grupp")
        return [f"Vad det kostar är inte känt: planen har {groups} att hålla, men inga priser."]
    if costs.total is not None:
        return [f"Det kostar {kronor(costs.total)} kronor."]
    known = costs.parts - len(costs.unknown)
    return [
        f"Den kända kostnaden är {kronor(costs.known)} kronor, för {known} av {count_of(costs.parts, 'kursstart')}; "
        "för de övriga är kostnaden inte känd."
    ]


def _starts(plan: Plan, own: Sequence[Round], years: str) -> str:
    if not own:
        return f"Planen har ingen kursstart under {years}.{_not_ours(plan)}"
    return (
        f"Planen har {count_of(len(own), 'kursstart')} av {courses_in_words(_different(own))} under {years}, "
        f"för {_audience(own)}.{_not_ours(plan)}"
    )


def _not_ours(plan: Plan) -> str:
    """What the association does not run: courses of others, and courses not planned; "" where there is neither."""
    dated = _different([found for found in plan.rounds if found.groups is None])
    parts = [f"{courses_in_words(dated)} ordnas av andra"] if dated else []
    if plan.not_planned:
        parts.append(f"{courses_in_words(len(plan.not_planned))} planeras inte")
    return f" {with_capital(' och '.join(parts))}." if parts else ""


def _different(rounds: Iterable[Round]) -> int:
    """How many courses the rounds are of."""
    return len({(found.area, found.course.slug) for found in rounds})


def key_figures(plan: Plan) -> list[tuple[str, str]]:
    """The three figures of the summary box, each with the words that follow it."""
    own = own_rounds(plan)
    return [
        (number(len(own)), "kursstart" if len(own) == 1 else "kursstarter"),
        (number(seats_in(own)), "fördelad plats" if seats_in(own) == 1 else "fördelade platser"),
        _key_cost(own),
    ]


def _key_cost(own: Sequence[Round]) -> tuple[str, str]:
    costs = cost_of_rounds(own)
    known = costs.parts - len(costs.unknown)
    if not known and costs.parts:
        return (with_capital(UNKNOWN), "vad det kostar")
    if not costs.unknown:
        return (f"{kronor(costs.known)} kr", "kostnad")
    return (f"{kronor(costs.known)} kr", "känd kostnad")


def terms_table(plan: Plan) -> Table:
    """The terms in short: starts, groups, seats given, starts with open seats, and what it costs."""
    heads = ["Kursstarter", "Grupper", "Fördelade platser", "Med öppna platser"]
    if has_prices(plan):
        heads += ["Känd kostnad, kr", "Utan känd kostnad"]
    rows = tuple(_term_row(plan, term) for term in plan.terms)
    columns = (Column("Termin", False), *(Column(head) for head in heads))
    units = "antal och kronor" if has_prices(plan) else "antal"
    return Table(f"Terminerna i korthet, {units}", columns, rows)


def _term_row(plan: Plan, term: Term) -> tuple[str, ...]:
    own = [found for found in plan.rounds_of(term) if found.groups is not None]
    costs = cost_of_rounds(own)
    return (
        term.label,
        number(len(own)),
        number(sum(found.groups or 0 for found in own)),
        number(seats_in(own)),
        number(sum(found.is_open for found in own)),
        *((known_kronor(costs), number(len(costs.unknown))) if has_prices(plan) else ()),
    )


def proposed_table(plan: Plan) -> Table | None:
    """Each course once, with those that start in the same terms; None where nothing starts."""
    starts: dict[tuple[str, str], list[Term]] = {}
    for found in own_rounds(plan):
        terms = starts.setdefault((found.area, found.course.name), [])
        if found.term not in terms:  # lines that ask in different ways may both have a round in it
            terms.append(found.term)
    together: dict[tuple[Term, ...], dict[str, list[str]]] = {}
    for (area, name), terms in starts.items():
        together.setdefault(tuple(terms), {}).setdefault(area, []).append(name)
    if not together:
        return None
    several = len({area for area, _ in starts}) > 1
    rows = tuple(
        (_when(plan, terms), _in_areas(by_area, several)) for terms, by_area in sorted(together.items())
    )
    return Table("Vad som föreslås, och när", (Column("När", False), Column("Kurser", False)), rows)


def _in_areas(by_area: Mapping[str, Sequence[str]], several: bool) -> str:
    """The courses of a row, under their area where the plan has several."""
    listed = [
        (area, join_and(sorted(names, key=swedish_key)))
        for area, names in sorted(by_area.items(), key=lambda item: swedish_key(item[0]))
    ]
    return "; ".join(f"{area}: {names}" if several else names for area, names in listed)


def _when(plan: Plan, terms: Sequence[Term]) -> str:
    """Terms in short: "varje termin", "VT2018–VT2019" for three or more in a row, else one by one."""
    if len(terms) > 1 and tuple(terms) == plan.terms:
        return "varje termin"
    if len(terms) > LONGEST_LIST and terms[-1].minus(terms[0]) == len(terms) - 1:
        return f"{terms[0].label}–{terms[-1].label}"
    return ", ".join(term.label for term in terms)


def _audience(rounds: Sequence[Round]) -> str:
    """Whom the courses are for, in so few words that the page holds: caseworkers, supervisors, and their areas."""
    bands = {band for found in rounds for band in found.bands}
    whom = ["medarbetare"] if bands - {Band.SUPERVISORS} else []
    if Band.SUPERVISORS in bands:
        whom.append(for_whom([Band.SUPERVISORS]))
    areas = dict.fromkeys(found.area for found in rounds)
    return f"{join_and(whom)} inom {join_and([area_name(area) for area in areas])}"


def _of_municipalities(plan: Plan) -> str:
    return count_of(sum(covered.seats > 0 for covered in plan.coverage), "kommun")


def own_rounds(plan: Plan) -> list[Round]:
    """The rounds that the association runs itself."""
    return [found for found in plan.rounds if found.groups is not None]


def seats_in(rounds: Iterable[Round]) -> int:
    """The seats given in these rounds, open ones not counted."""
    return sum(found.seats or 0 for found in rounds)
