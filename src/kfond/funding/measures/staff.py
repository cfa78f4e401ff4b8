"""Measures of staff turnover, each definition by its own name: there is no single Swedish one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kfond.funding.measures.values import Facts, Filters, Measure, Measured, unknown
from kfond.funding.units import SHARE
from kfond.periods import Span
from kfond.staffing.turnover import AGV, EXTERNAL, OWN_REQUEST, REPLACEMENT, turnover

AREA = {"area": "området: BoU, EKB"}
NAMES: Mapping[str, tuple[str, str, str, str]] = {
    "turnover_replacement": (
        REPLACEMENT,
        "Personalomsättning, ersättning",
        "Det minsta av antalet som började och antalet som slutade, delat med medeltalet anställda vid tidens "
        "början och slut.",
        "Nyckeltalsinstitutet",
    ),
    "turnover_agv": (
        AGV,
        "Personalomsättning, statens sätt",
        "De som slutade om fler började än slutade, annars de som började, delat med medeltalet anställda. "
        "Pensionsavgångar räknas.",
        "Arbetsgivarverket",
    ),
    "turnover_own_request": (
        OWN_REQUEST,
        "Personalomsättning, egen begäran",
        "De som slutade på egen begäran, utan pensioner, delat med medeltalet anställda.",
        "Familjen Helsingborg",
    ),
    "turnover_external": (
        EXTERNAL,
        "Personalomsättning, externa avgångar",
        "Alla som slutade, delat med medeltalet anställda.",
        "vanlig i kommunernas årsredovisningar",
    ),
}


def _turnover(key: str) -> Measure:
    id_, label, words, source = NAMES[key]

    def compute(facts: Facts, span: Span, filters: Filters) -> Measured:
        moved = [one for one in facts.movements if span[0] <= one.first_day and one.last_day <= span[1]]
        areas = sorted({one.area for one in moved})
        area = filters.get("area", areas[0] if len(areas) == 1 else "")
        moved = [one for one in moved if one.area == area]
        if not moved:
            return unknown("ingen uppgift om avgångar och anställningar för tiden")
        codes = {one.municipality_code for one in moved}
        opening, closing = (_heads(facts, area, codes, day) for day in span)
        found = next(each for each in turnover(moved, opening, closing) if each.id == id_)
        sources = tuple(one.source for one in moved)
        if found.value is None:
            return Measured(None, sources, found.why_not.in_words("sv") if found.why_not else "")
        value = Fraction(found.value)
        return Measured(value, sources, low=value, high=value)

    return Measure(label, words, SHARE, AREA, compute, source)


def _heads(facts: Facts, area: str, codes: set[str], day: date) -> Decimal | None:

    heads = facts.heads_on(area, day)
    if not codes <= heads.keys():
        return None
    return sum((heads[code] for code in sorted(codes)), Decimal(0))


MEASURES = {key: _turnover(key) for key in NAMES}
