"""Placements and breakdowns: counts by form and over the years; small counts are hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kfond.formatting import count_of
from kfond.placements.definitions import OF_ENDED
from kfond.placements.tallies import ALL, Measure
from kfond.provenance import Figure
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.placement_figures import (
    COUNTS,
    Time,
    forms,
    heading,
    number,
    rate,
    rate_key,
    years_told,
)
from kfond.reports.annual.placement_tables import Shown, amount_in, cell, share_cell, shown_of
from kfond.reports.annual.section import Part, Section
from kfond.reports.pictures.drawing import drawn
from kfond.reports.pictures.kinds import Columns, Titles
from kfond.reports.tables import Column, Table
from kfond.reports.wording import NOT_KNOWN, marked

HEADINGS: Mapping[Measure, str] = {
    Measure.ONGOING: "Pågående vid årets slut",
    Measure.STARTED: "Påbörjade",
    Measure.ENDED: "Avslutade",
    Measure.BREAKDOWNS: "Varav sammanbrott",
}
OVER_TIME = (Measure.STARTED, Measure.ENDED, Measure.BREAKDOWNS)
SHARE = "Andel sammanbrott av avslutade"


def _part(material: Material) -> Part | None:
    statistics = material.statistics
    if statistics is None:
        return None
    years, year = years_told(material, statistics), Time.of_year(material.year)
    if year not in years:
        return None
    of_year = forms(statistics, year)
    findings = (
        *(finding for each in years for finding in _of(material, each, ALL)),
        *(finding for form in of_year for finding in _of(material, year, form)),
    )
    it = shown_of(findings)
    told = _told(it, year)
    return Part(
        findings=findings,
        tables=MappingProxyType(
            {
                "placements": _forms_table(it, year, (*of_year, ALL)),
                "placements_by_year": _years_table(it, years),
            }
        ),
        drawings=drawn({"placements_by_year": _picture(it, years)}),
        words=MappingProxyType(
            {
                "told": told,
                "share": _share_told(it, year),
                "hides": any(finding.figure.suppressed for finding in findings),
                "k": material.smallest_shown,
                "has_relief": "relief" in of_year,
            }
        ),
        summary=(told,),
    )


def _of(material: Material, time: Time, form: str) -> tuple[Finding, ...]:
    """The figures of a time and a form: four numbers and the share of breakdowns."""
    numbers = (number(material, time, measure, form) for measure in COUNTS)
    return (*numbers, rate(material, time, OF_ENDED, form).finding)


def _forms_table(it: Shown, year: Time, of_year: Sequence[str]) -> Table:
    return Table(
        f"Placeringar {year.words} efter form, antal",
        (Column("Form", False), *(Column(HEADINGS[measure]) for measure in COUNTS), Column(SHARE)),
        tuple(
            (
                heading(form),
                *(cell(it, year, form, measure) for measure in COUNTS),
                share_cell(it, year, form),
            )
            for form in of_year
        ),
    )


def _years_table(it: Shown, years: Sequence[Time]) -> Table:
    """The data of the picture, with the share and how many municipalities it counts."""
    return Table(
        "Påbörjade och avslutade placeringar och sammanbrott, alla former, antal per år",
        (
            Column("År", False),
            *(Column(HEADINGS[measure]) for measure in OVER_TIME),
            Column(SHARE),
            Column("Kommuner med siffror"),
        ),
        tuple(
            (
                year.words,
                *(cell(it, year, ALL, measure) for measure in OVER_TIME),
                share_cell(it, year, ALL),
                _municipalities(it.of(year, ALL, Measure.ENDED)),
            )
            for year in years
        ),
    )


def _municipalities(found: Figure) -> str:
    cover = found.coverage
    return f"{cover.with_figures} av {cover.asked}" if cover else NOT_KNOWN


def _picture(it: Shown, years: Sequence[Time]) -> Columns:
    titles = Titles(
        title=_title(it, years[-1]),
        subtitle="Påbörjade och avslutade placeringar och sammanbrott, alla former, antal per år",
        note="Källa: kommunernas uppgifter om placeringar.",
        unit=("placering", "placeringar"),
        names="År",
    )
    words = {Measure.STARTED: "Påbörjade", Measure.ENDED: "Avslutade", Measure.BREAKDOWNS: "Sammanbrott"}
    return Columns(
        titles,
        tuple(year.words for year in years),
        tuple(
            (words[measure], tuple(amount_in(it.of(year, ALL, measure)) for year in years))
            for measure in OVER_TIME
        ),
    )


def _title(it: Shown, year: Time) -> str:
    """What is seen of the last year: how many started and how many ended."""
    started, ended = (it.of(year, ALL, measure).value for measure in (Measure.STARTED, Measure.ENDED))
    if started is None or ended is None:
        return "Placeringar som har börjat och slutat, år för år"
    if started == ended:
        return f"Lika många placeringar började som slutade {year.words}"
    return f"{'Fler' if started > ended else 'Färre'} placeringar började än slutade {year.words}"


def _told(it: Shown, year: Time) -> str:
    """How many go on, how many ended, how many of those broke down."""
    ongoing, ended, breakdowns = (
        it.of(year, ALL, measure) for measure in (Measure.ONGOING, Measure.ENDED, Measure.BREAKDOWNS)
    )
    sentence = f"{_counted(ongoing)} pågick i slutet av {year.words}"
    if ended.value is None:
        return f"{sentence}; hur många som avslutades {_why_not(ended)}."
    if ended.value == 0:
        return f"{sentence}, och ingen avslutades under året."
    sentence = f"{sentence} och {marked(ended)} avslutades under året"
    if breakdowns.value is None:
        return f"{sentence}; hur många av dem som var sammanbrott {_why_not(breakdowns)}."
    if breakdowns.value == 0:
        return f"{sentence}, {marked(breakdowns, 'inget')} av dem genom sammanbrott."
    return f"{sentence}, **{marked(breakdowns)} av dem genom sammanbrott**."


def _counted(found: Figure) -> str:
    if found.value is None:
        return f"Ett antal placeringar som {_why_not(found)}"
    return marked(found, count_of(found.value, "placering").capitalize())


def _why_not(found: Figure) -> str:
    return "visas inte" if found.suppressed else "är inte känt"


def _share_told(it: Shown, year: Time) -> str:
    share = it.of(year, ALL, rate_key(OF_ENDED))
    if share.value is None:
        return ""
    return (
        f"Sammanbrotten är {marked(share)} av de placeringar som avslutades under {year.words}; det är inte en andel "
        "av barnen och inte av de placeringar som började."
    )


PLACEMENTS = Section(
    "placements",
    "Placeringar och sammanbrott",
    "Placeringar och sammanbrott: inga uppgifter om placeringar är kända för året.",
    _part,
    rank=3,
)
