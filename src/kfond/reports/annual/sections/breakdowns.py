"""Breakdowns by every definition, each under its name: what is divided by what, of how many, with its interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kfond.placements.definitions import OF_ENDED, WITHIN_24_MONTHS, Definition, in_force
from kfond.placements.tallies import ALL, Measure
from kfond.reports.annual.material import Material
from kfond.reports.annual.placement_figures import (
    NAMES,
    Time,
    Told,
    forms,
    heading,
    number,
    rate,
    rate_key,
    years_told,
)
from kfond.reports.annual.placement_tables import (
    NO_SPAN,
    Shown,
    amount_in,
    cell,
    cell_of,
    said,
    shown_of,
    span_cell,
)
from kfond.reports.annual.section import Part, Section
from kfond.reports.documents.document import Drawing
from kfond.reports.pictures.drawing import drawn
from kfond.reports.pictures.kinds import Intervals, Titles
from kfond.reports.tables import Cell, Column, Table
from kfond.reports.wording import HIDDEN, marked

FOLLOWED_YEARS = 2
"""A year's placements have been followed for 24 months when two years more have gone."""
BY_WHOM: Mapping[Measure, str] = {
    Measure.BY_CHILD: "Barnet",
    Measure.BY_HOME: "Hemmet",
    Measure.BY_PARENTS: "Föräldrarna",
    Measure.BY_AUTHORITY: "Socialtjänsten",
}


class _Line(NamedTuple):
    """A row of the table of definitions."""

    time: Time
    definition: Definition
    told: Told


def _part(material: Material) -> Part | None:
    statistics, year = material.statistics, Time.of_year(material.year)
    if statistics is None or year not in years_told(material, statistics):
        return None
    rates = _rates(material.count_end_day)
    per_years = next(each for each in rates if each.key.startswith("per_100_years"))
    lines = [_Line(time, each, rate(material, time, each)) for time, each in _asked(material, rates)]
    of_year, years = forms(statistics, year), years_told(material, statistics)
    findings = (
        *(line.told.finding for line in lines),
        *(
            number(material, line.time, measure)
            for line in lines
            for measure in _measures(line.definition)
            if line.told.finding.figure.value is not None
        ),
        *(number(material, time, measure) for time in years for measure in (Measure.BREAKDOWNS, *BY_WHOM)),
        *(
            finding
            for time, form in (*((year, form) for form in of_year), *((time, ALL) for time in years))
            for finding in (
                number(material, time, Measure.ENDED, form),
                number(material, time, Measure.BREAKDOWNS, form),
                *(rate(material, time, each, form).finding for each in (OF_ENDED, per_years)),
            )
        ),
    )
    findings = tuple({finding.figure.id: finding for finding in findings}.values())
    it = shown_of(findings)
    return Part(
        findings=findings,
        tables=MappingProxyType(
            {
                "definitions": _definitions_table(it, lines, year),
                "not_told": _not_told_table(lines, year),
                "breakdowns_by_kind": _rates_table(
                    it, f"Sammanbrott {year.words} efter form", "Form",
                    [(heading(form), year, form) for form in (*of_year, ALL)], per_years,
                ),
                "breakdowns_by_year": _rates_table(
                    it, "Sammanbrott år för år, alla former", "År", [(time.words, time, ALL) for time in years],
                    per_years,
                ),
                **({"by_whom": _by_whom_table(it, years)} if _is_told(it, years) else {}),
            }
        ),
        drawings=_drawings(it, year, of_year),
        words=MappingProxyType({"told": _told(it, year)}),
        summary=(_told(it, year),) if _told(it, year) else (),
    )  # fmt: skip


def _rates(count_end_day: bool) -> list[Definition]:
    """The rates by the day rule that holds, those on breakdowns before the others."""
    of_breakdowns = (Measure.BREAKDOWNS, Measure.COHORT_BROKEN, Measure.CHILDREN_BROKEN)
    rates = [each for each in in_force(count_end_day) if each.denominator]
    return sorted(rates, key=lambda each: each.numerator not in of_breakdowns)


def _asked(material: Material, rates: Sequence[Definition]) -> Iterator[tuple[Time, Definition]]:
    """Every definition for the year; what follows placements for two years also for those that began so long ago."""
    for each in rates:
        yield Time.of_year(material.year), each
        if each is WITHIN_24_MONTHS:
            yield Time.of_year(material.year - FOLLOWED_YEARS), each


def _definitions_table(it: Shown, lines: Sequence[_Line], year: Time) -> Table:
    return Table(
        f"Sammanbrott {year.words} på de sätt som de räknas, alla former",
        (
            Column("Mått", False),
            Column("Täljare"),
            Column("Nämnare"),
            Column("Fall"),
            Column("Tal"),
            Column("Spann (95 %)"),
        ),
        tuple(
            (_name(line, year), *_numbers(it, line), cell_of(found), span_cell(found))
            for line in lines
            if (found := line.told.finding.figure).value is not None
        ),
    )


def _not_told_table(lines: Sequence[_Line], year: Time) -> Table:
    """The definitions that nothing can be told by, and why."""
    return Table(
        f"Mått som inte går att visa för {year.words}",
        (Column("Mått", False), Column("Varför", False)),
        tuple(
            (_name(line, year), HIDDEN if found.suppressed else line.told.why_not)
            for line in lines
            if (found := line.told.finding.figure).value is None
        ),
    )


def _name(line: _Line, year: Time) -> str:
    """A definition's name; with when the placements began where that is not the year."""
    name = line.definition.name
    return name if line.time == year else f"{name}, de som började {line.time.words}"


def _numbers(it: Shown, line: _Line) -> tuple[Cell, ...]:
    """What a rate is made of. Where that is not the number that is told of all, it would tell what the others have."""
    assert line.told.rate is not None
    made_of = (line.told.rate.numerator, line.told.rate.denominator, line.told.rate.cases)
    shown = [it.of(line.time, ALL, measure) for measure in _measures(line.definition)]
    return tuple(
        cell_of(found) if found.value == value else NO_SPAN
        for found, value in zip(shown, made_of, strict=True)
    )


def _measures(definition: Definition) -> tuple[Measure, ...]:
    """The measures that a rate is made of and rests on."""
    used = (definition.numerator, definition.denominator, definition.cases)
    return tuple(measure for measure in used if isinstance(measure, Measure))


def _rates_table(
    it: Shown, caption: str, first: str, rows: Sequence[tuple[str, Time, str]], per_years: Definition
) -> Table:
    """Breakdowns with the two rates that are told everywhere, each with its interval."""
    return Table(
        caption,
        (
            Column(first, False),
            Column(NAMES[Measure.ENDED]),
            Column("Sammanbrott"),
            Column("Andel av avslutade"),
            Column("Spann"),
            Column("Per 100 placeringsår"),
            Column("Spann"),
        ),
        tuple(
            (
                words,
                cell(it, time, form, Measure.ENDED),
                cell(it, time, form, Measure.BREAKDOWNS),
                cell(it, time, form, rate_key(OF_ENDED)),
                span_cell(it.of(time, form, rate_key(OF_ENDED))),
                cell(it, time, form, rate_key(per_years)),
                span_cell(it.of(time, form, rate_key(per_years))),
            )
            for words, time, form in rows
        ),
    )


def _by_whom_table(it: Shown, years: Sequence[Time]) -> Table:
    rows = {**BY_WHOM, Measure.BREAKDOWNS: "Alla sammanbrott"}
    return Table(
        "Vem som avbröt, alla former, antal sammanbrott",
        (Column("Vem", False), *(Column(year.words) for year in years)),
        tuple((words, *(cell(it, year, ALL, measure) for year in years)) for measure, words in rows.items()),
    )


def _is_told(it: Shown, years: Sequence[Time]) -> bool:
    """Whether anybody says who broke off."""
    found = [it.of(year, ALL, measure) for year in years for measure in BY_WHOM]
    return any(each.value is not None or each.suppressed for each in found)


def _drawings(it: Shown, year: Time, of_year: Sequence[str]) -> Mapping[str, Drawing]:
    shares = {form: it.of(year, form, rate_key(OF_ENDED)) for form in (*of_year, ALL)}
    if not any(found.value is not None for found in shares.values()):
        return {}
    titles = Titles(
        title="Så stor andel av dem som slutade var sammanbrott",
        subtitle=f"Sammanbrott av avslutade placeringar {year.words} efter form, procent, med spann (95 %)",
        note="Källa: kommunernas uppgifter om placeringar. Spannet är vad slumpen ensam kan ha gjort.",
        unit=("%", "%"),
        names="Form",
    )
    rows = tuple((heading(form), (amount_in(found),)) for form, found in shares.items())
    return drawn({"breakdowns_by_kind": Intervals(titles, ("Andel sammanbrott",), rows)})


def _told(it: Shown, year: Time) -> str:
    share = it.of(year, ALL, rate_key(OF_ENDED))
    if share.value is None:
        return ""
    return f"Av de placeringar som slutade {year.words} var **{marked(share, said(share))}** sammanbrott."


BREAKDOWNS = Section(
    "breakdowns",
    "Sammanbrott, räknade på flera sätt",
    "",
    _part,
    rank=4,
)
"""Where there are no placements, the section on stock and flow says so."""
