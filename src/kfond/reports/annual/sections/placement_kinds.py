"""The forms of placement over the years, a small picture each; of a tertial the numbers of each form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kfond.placements.tallies import ALL, Measure
from kfond.reports.annual.material import Material
from kfond.reports.annual.placement_figures import (
    COUNTS,
    Time,
    forms,
    heading,
    number,
    time_of,
    told,
    years_told,
)
from kfond.reports.annual.placement_tables import Shown, amount_in, cell, shown_of
from kfond.reports.annual.section import Part, Section
from kfond.reports.documents.document import Drawing
from kfond.reports.pictures.drawing import drawn
from kfond.reports.pictures.kinds import Panels, Titles
from kfond.reports.tables import Column, Table

HEADINGS: Mapping[Measure, str] = {
    Measure.ONGOING: "Pågående vid tidens slut",
    Measure.STARTED: "Påbörjade",
    Measure.ENDED: "Avslutade",
    Measure.BREAKDOWNS: "Varav sammanbrott",
}


def _part(material: Material) -> Part | None:
    statistics, now = material.statistics, time_of(material)
    if statistics is None or not told(statistics, (now,)):
        return None
    return _of_tertial(material, now) if material.tertial else _over_years(material)


def _of_tertial(material: Material, now: Time) -> Part:
    assert material.statistics is not None
    shown = (*forms(material.statistics, now), ALL)
    findings = tuple(number(material, now, measure, form) for form in shown for measure in COUNTS)
    it = shown_of(findings)
    table = Table(
        f"Placeringar {now.words} efter form, antal",
        (Column("Form", False), *(Column(words) for words in HEADINGS.values())),
        tuple((heading(form), *(cell(it, now, form, measure) for measure in HEADINGS)) for form in shown),
    )
    return Part(findings=findings, tables=MappingProxyType({"kinds": table}))


def _over_years(material: Material) -> Part | None:
    assert material.statistics is not None
    years = years_told(material, material.statistics)
    shown = [
        form
        for form in forms(material.statistics, Time.of_year(material.year))
        if any(form in forms(material.statistics, year) for year in years)
    ]
    findings = tuple(
        number(material, year, Measure.ONGOING, form) for form in (*shown, ALL) for year in years
    )
    it = shown_of(findings)
    return Part(
        findings=findings,
        tables=MappingProxyType({"kinds": _table(it, years, (*shown, ALL))}),
        drawings=_drawings(it, years, shown),
    )


def _table(it: Shown, years: Sequence[Time], shown: Sequence[str]) -> Table:
    return Table(
        "Pågående placeringar vid årets slut efter form, antal",
        (Column("Form", False), *(Column(year.words) for year in years)),
        tuple((heading(form), *(cell(it, year, form, Measure.ONGOING) for year in years)) for form in shown),
    )


def _drawings(it: Shown, years: Sequence[Time], shown: Sequence[str]) -> Mapping[str, Drawing]:
    if len(years) < 2 or not shown:
        return {}
    titles = Titles(
        title="Formerna av placering, år för år",
        subtitle="Pågående placeringar vid årets slut efter form, antal",
        note="Källa: kommunernas uppgifter om placeringar.",
        unit=("placering", "placeringar"),
        names="Form",
    )
    panels = tuple(
        (heading(form), tuple(amount_in(it.of(year, form, Measure.ONGOING)) for year in years))
        for form in shown
    )
    return drawn({"kinds": Panels(titles, tuple(year.words for year in years), panels)})


PLACEMENT_KINDS = Section("placement_kinds", "Formerna av placering", "", _part)
"""Where there are no placements, the section on stock and flow says so."""
