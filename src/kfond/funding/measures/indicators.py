"""Measures that somebody else has computed and a sheet brings: an indicator by its name, the last one of a time."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from kfond.cells import Quality
from kfond.funding.measures.values import Facts, Filters, Measure, Measured, names, unknown
from kfond.funding.units import AS_THE_INDICATOR, PER_CENT, whole_in
from kfond.lists.rows import Row
from kfond.periods import Span

NAME = {"name": "ord i indikatorns namn", "definition": "ord i dess definition"}
SICK_LEAVE = "sjukfrånvaro"
HME = "hme"


def indicator(facts: Facts, span: Span, filters: Filters) -> Measured:
    """The value of the latest period that ends within the time, of the whole association.

    Two definitions are never mixed: where rows of more than one have the name, it is not known which is meant.
    """
    rows = [
        row
        for row in facts.indicators
        if row.first_day
        and row.last_day
        and row.last_day <= span[1]
        and row.last_day >= span[0]
        and not row.municipality_code
        and names(row.name, filters.get("name", ""))
        and names(row.text("definition"), filters.get("definition", ""))
    ]
    if not rows:
        return unknown("ingen sådan indikator för hela förbundet inom tiden")
    if len({(row.name.casefold(), row.text("definition").casefold()) for row in rows}) > 1:
        return unknown("flera indikatorer eller definitioner passar in; ange namn och definition")
    return _value_of(max(rows, key=lambda row: (row.last_day or span[0], row.first_day or span[0])))


def _value_of(row: Row) -> Measured:
    value = row.value("value")
    reading = value.reading if value else None
    if reading is None or reading.value is None or reading.review or reading.quality is not Quality.EXACT:
        return Measured(None, (row.source,), "värdet är inte känt säkert")
    exact, sources = Fraction(reading.value), (value.source,) if value else (row.source,)
    return Measured(exact, sources, low=exact, high=exact, unit=row.text("measured_in"))


def _named(name: str, label: str, words: str, unit: str, source: str) -> Measure:
    def compute(facts: Facts, span: Span, filters: Filters) -> Measured:
        found = indicator(facts, span, {**filters, "name": name})
        return found if whole_in(unit) else replace(found, unit="")  # an index may be told in any words

    return Measure(label, words, unit, {"definition": NAME["definition"]}, compute, source)


MEASURES = {
    "indicator": Measure(
        "Indikator",
        "Den senaste uppgiften inom tiden för hela förbundet, med den definition som bladet anger.",
        AS_THE_INDICATOR,
        NAME,
        indicator,
    ),
    "hme": _named(
        HME,
        "HME, hållbart medarbetarengagemang",
        "Medelvärdet av nio påståenden, vart och ett omräknat till skalan 0–100, så som bladet anger det.",
        "index",
        "SKR och RKA",
    ),
    "sick_leave": _named(
        SICK_LEAVE,
        "Sjukfrånvaro",
        "Sjukfrånvarotid delad med ordinarie arbetstid under kalenderåret, så som bladet anger det.",
        PER_CENT,
        "SKR",
    ),
}
