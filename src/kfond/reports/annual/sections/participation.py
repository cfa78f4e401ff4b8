"""Participations: year for year, municipality for municipality, course for course, and the persons known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kfond.formatting import count_of, join_and, number, swedish_key
from kfond.lists.rows import Row
from kfond.reports.annual import participation_figures as figures
from kfond.reports.annual import participation_pictures as pictures
from kfond.reports.annual import participation_tables as tables
from kfond.reports.annual.compared import Compared, compared
from kfond.reports.annual.list_doubts import PARTICIPATIONS, doubts_in
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.participations import JOINT, Summed, of_year, tells_all
from kfond.reports.annual.places import place_keys
from kfond.reports.annual.section import Part, Section
from kfond.reports.pictures.drawing import drawn
from kfond.reports.pictures.kinds import Picture
from kfond.reports.tables import Table
from kfond.reports.wording import MEASURES, marked, shown
from kfond.staffing.boxes import BANDS

EXPERIENCE = tuple(MEASURES[band] for band in BANDS)
PARTLY = "Siffrorna för {years} är helt eller delvis preliminära."


class Shown(NamedTuple):
    """A picture with the table of its data; without a picture the table stands alone."""

    table: Table
    picture: Picture | None


class Counts(NamedTuple):
    """What the section counts: for the report's time, for each year shown, and for each place and year."""

    now: Mapping[str, Finding]
    years: Mapping[int, Mapping[str, Finding] | None]
    municipalities: Mapping[str, Finding]
    courses: Mapping[str, Finding]
    places: Mapping[str, Sequence[Finding | None]]
    bands: Mapping[str, Finding]


def _part(material: Material) -> Part | None:
    rows = material.rows_of(JOINT)
    if not rows:
        return None
    key, period = figures.key_of(material), figures.words_of(material)
    counts = _counts(material, rows)
    beside = tuple(figures.beside_the_sum(rows, key, period))
    persons = figures.persons(rows, key, period)
    second = compared(material)
    shown_here = _shown(material, counts, period)
    extra = {
        "beside": tables.beside_table(beside, period),
        "bands": tables.one_number_table(f"Efter erfarenhet {period}", "Band", counts.bands, False),
        "two_sources": second.table if second else Table("", (), ()),
    }
    is_early = bool(counts.now["preliminary"].figure.value)
    told = marked(counts.now["total"].figure, _said(counts.now["total"]))
    change = _change(counts, material.year) if len(material.years) == 1 else ""
    return Part(
        findings=_findings(counts, [each for _, _, each in beside], persons, second),
        tables=MappingProxyType(
            {
                **{name: each.table for name, each in shown_here.items()},
                **{name: table for name, table in extra.items() if table.rows},
            }
        ),
        drawings=drawn({key: each.picture for key, each in shown_here.items() if each.picture}),
        words=MappingProxyType(
            {
                "period": period,
                "told": told,
                "early": counts.now["preliminary"].figure if is_early else None,
                "beside": _beside(counts.now),
                "change": change,
                "persons": persons,
                "second": second,
                "most_of_bands": _most_of_bands(counts.bands),
            }
        ),
        summary=(_summary(told, counts, period, change),),
        key_figures=((f"{_noun(counts.now['total'])} {period}", counts.now["total"].figure),),
        left_out=doubts_in(rows, PARTICIPATIONS),
    )


def _counts(material: Material, rows: Sequence[Row]) -> Counts:
    key, period = figures.key_of(material), figures.words_of(material)
    years, keys = figures.years_shown(material), place_keys(material)
    of = {year: of_year(material.lists.get(JOINT, ()), year) for year in years}
    by_place = {
        year: figures.of_municipalities(those, str(year), str(year), keys) for year, those in of.items()
    }
    names = sorted({name for found in by_place.values() for name in found}, key=swedish_key)
    return Counts(
        now=figures.totals(rows, key, period),
        years={
            year: figures.totals(those, str(year), str(year)) if those else None for year, those in of.items()
        },
        municipalities=figures.of_municipalities(rows, key, period, keys),
        courses=figures.of_courses(rows, key, period),
        places={name: [by_place[year].get(name) for year in years] for name in names},
        bands=figures.of_bands(rows, key, period),
    )


def _shown(material: Material, counts: Counts, period: str) -> Mapping[str, Shown]:
    """The tables that have a picture, by their key."""
    years, listed = tuple(counts.years), material.lists.get(JOINT, ())
    sums = {year: found["total"] if found else None for year, found in counts.years.items()}
    early = {year: bool(found and found["preliminary"].figure.value) for year, found in counts.years.items()}
    note, is_early = _note(early), bool(counts.now["preliminary"].figure.value)
    now = _note({material.year: is_early}) if len(material.years) == 1 else note
    is_zero = tells_all(row for row in listed if row.first_day and row.first_day.year in years)
    ranked = dict(
        sorted(counts.courses.items(), key=lambda it: -(it[1].figure.value or it[1].figure.low or 0))
    )
    shown = {
        "participations_by_year": Shown(
            tables.by_year_table(counts.years), pictures.over_years(sums, note) if len(years) > 1 else None
        ),
        "participations_by_municipality": Shown(
            tables.one_number_table(f"Kommun för kommun {period}", "Kommun", counts.municipalities, is_early),
            pictures.across(counts.municipalities, "kommun för kommun", "Kommun", period, now),
        ),
        "participations_by_course": Shown(
            tables.one_number_table(f"Kurs för kurs {period}", "Kurs", ranked, is_early),
            pictures.across(ranked, "kurs för kurs", "Kurs", period, now),
        ),
    }
    if len(years) > 1:
        shown["participations_by_municipality_and_year"] = Shown(
            tables.place_and_year_table(counts.places, early, is_zero),
            pictures.by_place_and_year(counts.places, years, note, is_zero),
        )
    return {key: each for key, each in shown.items() if each.table.rows}


def _findings(
    counts: Counts,
    beside: Sequence[Finding],
    persons: tuple[Finding, Finding] | None,
    second: Compared | None,
) -> tuple[Finding, ...]:
    """Every finding once, by its id; a figure of nothing at all is left out."""
    every = [
        *counts.now.values(),
        *(each for found in counts.years.values() if found for each in found.values()),
        *counts.municipalities.values(),
        *(each for found in counts.places.values() for each in found if each),
        *counts.courses.values(),
        *beside,
        *counts.bands.values(),
        *(persons or ()),
        *(second.findings if second else ()),
    ]
    return tuple({each.figure.id: each for each in every if each.figure.sources}.values())


def _note(early: Mapping[int, bool]) -> str:
    """Which years are preliminary, in whole or in part."""
    years = [str(year) for year, is_early in early.items() if is_early]
    return PARTLY.format(years=join_and(years)) if years else ""


def _beside(now: Mapping[str, Finding]) -> str:
    """What stands beside the sum: "44 står utanför summan och 26 under egen rubrik"."""
    words = {Summed.OUTSIDE: "utanför summan", Summed.OWN_HEADING: "under egen rubrik"}
    found = {where: now[summed].figure for summed, where in words.items() if now[summed].figure.sources}
    said = [f"{marked(figure)} {where}" for where, figure in found.items()]
    return join_and(said)


def _said(finding: Finding) -> str:
    """152 deltagartillfällen, minst 140 deltagartillfällen."""
    one = figures.exact(finding)
    if one is None:
        return f"{shown(finding.figure)} deltagartillfällen"
    return count_of(one, "deltagartillfälle")


def _change(counts: Counts, year: int) -> str:
    """How the year compares with the one before: "17 färre än 2017 (169)"; "" where that cannot be told."""
    before = counts.years.get(year - 1)
    now, then = figures.exact(counts.now["total"]), figures.exact(before["total"] if before else None)
    if before is None or now is None or then is None:
        return ""
    if now == then:
        return f"lika många som {year - 1}"
    more_or_less = "fler" if now > then else "färre"
    return f"{number(abs(now - then))} {more_or_less} än {year - 1} ({marked(before['total'].figure)})"


def _summary(told: str, counts: Counts, period: str, change: str) -> str:
    early, total = counts.now["preliminary"].figure, counts.now["total"].figure
    if total.value is None and not total.low:
        return f"Hur många deltagartillfällen de gemensamma kurserna hade {period} är inte känt."
    beside = f", {change}" if change else ""
    doubt = (
        f"; {marked(early)} av dem är {'preliminärt' if early.value == 1 else 'preliminära'}"
        if early.value
        else ""
    )
    return f"De gemensamma kurserna hade **{told}** {period}{beside}{doubt}."


def _noun(finding: Finding) -> str:
    return "deltagartillfälle" if finding.figure.value == 1 else "deltagartillfällen"


def _most_of_bands(bands: Mapping[str, Finding]) -> str:
    """Which band had the most, where every band is known: "Flest, 92, hade de med 0–2 års erfarenhet"; or ""."""
    known = {words: value for words, each in bands.items() if (value := figures.exact(each)) is not None}
    if len(known) < len(bands) or len(known) < 2:
        return ""
    first = [words for words, value in known.items() if value == max(known.values())]
    if len(first) > 1 or first[0] not in EXPERIENCE:
        return ""
    return f"Flest deltagartillfällen, {marked(bands[first[0]].figure)}, hade de med {first[0]}s erfarenhet."


PARTICIPATION = Section(
    "participation",
    "Deltagartillfällen år för år",
    "Deltagartillfällen: inga listor över deltagartillfällen är kända för tiden.",
    _part,
    rank=1,
)
