"""Placements and breakdowns: counts by form and over the years, care days and their cost; small counts are hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kfond.formatting import Exact, count_of, number, percent
from kfond.provenance import Figure
from kfond.reports.annual.list_rows import rows_until
from kfond.reports.annual.material import Material
from kfond.reports.annual.placement_figures import form_in_words, id_of, placement_findings
from kfond.reports.annual.placements import ALL, AMOUNTS, COUNTS, Placements
from kfond.reports.annual.section import Part, Section
from kfond.reports.pictures.drawing import drawn
from kfond.reports.pictures.kinds import Amount, Columns, Titles
from kfond.reports.tables import Cell, Column, Marked, Table
from kfond.reports.wording import HIDDEN, NOT_KNOWN, marked

NOTHING_ENDED = "inget avslutades"
HEADINGS: Mapping[str, str] = {
    "ongoing": "Pågående vid årets slut",
    "started": "Påbörjade",
    "ended": "Avslutade",
    "breakdowns": "Varav sammanbrott",
}
OVER_TIME = ("started", "ended", "breakdowns")


class Shown(NamedTuple):
    """The figures of a section by their id, and the placements that they are of."""

    figures: Mapping[str, Figure]
    placements: Placements


def _part(material: Material) -> Part | None:
    rows = rows_until(material, "placements")
    found = Placements(rows, material.smallest_shown)
    year = material.year
    if year not in found.years or not found.forms(year):
        return None
    findings = tuple(placement_findings(material, found))
    it = Shown({finding.figure.id: finding.figure for finding in findings}, found)
    told = _told(it, year)
    return Part(
        findings=findings,
        tables=MappingProxyType(
            {
                "placements": _forms_table(it, year),
                "placements_by_year": _years_table(it),
                **({"placements_cost": _cost_table(it, year)} if _has_amounts(it, year) else {}),
            }
        ),
        drawings=drawn({"placements_by_year": _picture(it)}),
        words=MappingProxyType(
            {
                "told": told,
                "share": _share_told(it, year),
                "cost": _cost_told(it, year),
                "hides": any(finding.figure.suppressed for finding in findings),
                "k": material.smallest_shown,
            }
        ),
        summary=(told,),
    )


def _heading(form: str) -> str:
    """A form with a capital letter, abbreviations as they are: Familjehem, HVB."""
    words = form_in_words(form)
    return words[0].upper() + words[1:]


def _cell(it: Shown, year: int, form: str, field: str) -> Cell:
    found = it.figures[id_of(year, form, field)]
    words = _words(found, field)
    return Marked(words, found.id) if found.value is not None else words


def _words(found: Figure, field: str) -> str:
    if found.suppressed:
        return HIDDEN
    if found.value is None:
        return NOT_KNOWN
    if field == "breakdown_share":
        return percent(found.value)
    return number(found.value, 0)


def _share_cell(it: Shown, year: int, form: str) -> Cell:
    nothing = it.placements.tally(year, form, "ended").value == 0
    return NOTHING_ENDED if nothing else _cell(it, year, form, "breakdown_share")


def _forms_table(it: Shown, year: int) -> Table:
    return Table(
        f"Placeringar {year} efter form, antal",
        (
            Column("Form", False),
            *(Column(HEADINGS[field]) for field in COUNTS),
            Column("Andel sammanbrott av avslutade"),
        ),
        tuple(
            (
                _heading(form),
                *(_cell(it, year, form, field) for field in COUNTS),
                _share_cell(it, year, form),
            )
            for form in (*it.placements.forms(year), ALL)
        ),
    )


def _years_table(it: Shown) -> Table:
    """The data of the picture, with the share and how many municipalities it counts."""
    return Table(
        "Påbörjade och avslutade placeringar och sammanbrott, alla former, antal per år",
        (
            Column("År", False),
            Column("Påbörjade"),
            Column("Avslutade"),
            Column("Varav sammanbrott"),
            Column("Andel sammanbrott av avslutade"),
            Column("Kommuner med siffror"),
        ),
        tuple(
            (
                str(year),
                *(_cell(it, year, ALL, field) for field in OVER_TIME),
                _share_cell(it, year, ALL),
                _municipalities(it.figures[id_of(year, ALL, "ended")]),
            )
            for year in it.placements.years
        ),
    )


def _municipalities(found: Figure) -> str:
    cover = found.coverage
    return f"{cover.with_figures} av {cover.asked}" if cover else NOT_KNOWN


def _picture(it: Shown) -> Columns:
    years = it.placements.years
    titles = Titles(
        title=_title(it, years),
        subtitle="Påbörjade och avslutade placeringar och sammanbrott, alla former, antal per år",
        note="Källa: kommunernas listor över placeringar i antal.",
        unit=("placering", "placeringar"),
        names="År",
    )
    words = {"started": "Påbörjade", "ended": "Avslutade", "breakdowns": "Sammanbrott"}
    return Columns(
        titles,
        tuple(str(year) for year in years),
        tuple((words[field], tuple(_amount(it, year, field) for year in years)) for field in OVER_TIME),
    )


def _amount(it: Shown, year: int, field: str) -> Amount:
    found = it.figures[id_of(year, ALL, field)]
    if found.suppressed:
        return Amount(None, hidden=True, hidden_as=HIDDEN)
    return Amount(found.value, found.low, found.high)


def _title(it: Shown, years: Sequence[int]) -> str:
    """What is seen of the last year: how many started and how many ended."""
    started, ended = (it.figures[id_of(years[-1], ALL, field)].value for field in ("started", "ended"))
    if started is None or ended is None:
        return "Placeringar som har börjat och slutat, år för år"
    if started == ended:
        return f"Lika många placeringar började som slutade {years[-1]}"
    return f"{'Fler' if started > ended else 'Färre'} placeringar började än slutade {years[-1]}"


def _told(it: Shown, year: int) -> str:
    """How many go on, how many ended, how many of those broke down."""
    ongoing, ended, breakdowns = (
        it.figures[id_of(year, ALL, field)] for field in COUNTS if field != "started"
    )
    sentence = f"{_counted(ongoing)} pågick i slutet av {year}"
    if ended.value is None:
        return f"{sentence}; hur många som avslutades {_why_not(ended)}."
    sentence = f"{sentence} och {marked(ended)} avslutades under året"
    if ended.value == 0:
        return f"{_counted(ongoing)} pågick i slutet av {year}, och ingen avslutades under året."
    if breakdowns.value is None:
        return f"{sentence}; hur många av dem som var sammanbrott {_why_not(breakdowns)}."
    if breakdowns.value == 0:
        return f"{sentence}, {marked(breakdowns, 'inget')} av dem genom sammanbrott."
    return f"{sentence}, **{marked(breakdowns)} av dem genom sammanbrott**."


def _counted(found: Figure) -> str:
    if found.value is None:
        return f"Ett antal placeringar som {_why_not(found)}"
    return marked(found, count_of(_exact(found), "placering").capitalize())


def _exact(found: Figure) -> Exact:
    assert found.value is not None
    return found.value


def _why_not(found: Figure) -> str:
    return "visas inte" if found.suppressed else "är inte känt"


def _share_told(it: Shown, year: int) -> str:
    share = it.figures[id_of(year, ALL, "breakdown_share")]
    if share.value is None:
        return ""
    return (
        f"Sammanbrotten är {marked(share)} av de placeringar som avslutades under {year}; det är inte en andel "
        "av barnen och inte av de placeringar som började."
    )


def _has_amounts(it: Shown, year: int) -> bool:
    return any(it.placements.tally(year, ALL, field).value is not None for field in AMOUNTS)


def _cost_told(it: Shown, year: int) -> str:
    per_day = it.figures[id_of(year, ALL, "cost_per_day")]
    if per_day.value is None:
        return ""
    words = marked(per_day, f"{number(per_day.value, 0)} kronor")
    return f"Ett vårddygn kostade i genomsnitt {words} under {year}, alla former sammanräknade."


def _cost_table(it: Shown, year: int) -> Table:
    return Table(
        f"Vårddygn och kostnad {year} efter form, antal dygn och kronor",
        (
            Column("Form", False),
            Column("Vårddygn"),
            Column("Kostnad, kronor"),
            Column("Kronor per vårddygn"),
        ),
        tuple(
            (_heading(form), *(_cell(it, year, form, field) for field in (*AMOUNTS, "cost_per_day")))
            for form in (*it.placements.forms(year), ALL)
        ),
    )


PLACEMENTS = Section(
    "placements",
    "Placeringar och sammanbrott",
    "Placeringar och sammanbrott: inga uppgifter om placeringar är kända för året.",
    _part,
    rank=3,
)
