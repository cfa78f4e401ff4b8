"""The reports of tertials that have been fixed, beside the year: they add up to it, or the difference is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from kfond.formatting import Exact, date_iso, join_and
from kfond.formatting import number as in_digits
from kfond.placements.tallies import ALL, Measure
from kfond.provenance import Figure
from kfond.reports.annual.material import Finding, FrozenTertial, Material
from kfond.reports.annual.placement_figures import Time, id_of, number
from kfond.reports.annual.placement_tables import cell_of, in_words
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Cell, Column, Table
from kfond.reports.wording import HIDDEN, NOT_KNOWN

WHOLE = 3
"""So many tertials are a year."""
ADDED: Mapping[Measure, str] = {
    Measure.STARTED: "påbörjade placeringar",
    Measure.ENDED: "avslutade placeringar",
    Measure.BREAKDOWNS: "sammanbrott",
}
"""What the tertials of a year sum to over the year."""
NO_REPORT = "ingen rapport"


def _part(material: Material) -> Part | None:
    if not material.frozen or material.tertial:
        return None
    frozen = {each.tertial.number: each for each in material.frozen}
    year = Time.of_year(material.year)
    now = (
        {measure: number(material, year, measure) for measure in (*ADDED, Measure.ONGOING)}
        if material.statistics
        else {}
    )
    before = {
        (measure, at): _as_reported(each, measure) for measure in now for at, each in sorted(frozen.items())
    }
    told = _told(material, before, now)
    tables = {
        "tertials": _sums_table(material, before, now),
        "tertials_changed": _changes_table(material.frozen),
    }
    return Part(
        findings=(
            *(Finding(found) for found in before.values() if found),
            *now.values(),
        ),
        tables=MappingProxyType({key: table for key, table in tables.items() if table.rows}),
        words=MappingProxyType({"told": told, "reports": _reports(material.frozen)}),
        summary=(told[0],) if told else (),
    )


def _as_reported(each: FrozenTertial, measure: Measure) -> Figure | None:
    """A number as the fixed report told it, a figure of this one; None where that report did not have it."""
    key = id_of(Time.of_tertial(each.tertial), ALL, measure)
    found = each.figures.get(key)
    if found is None:
        return None
    return replace(
        found,
        id=f"reported.{key}",
        label=f"{found.label}, som den redovisades",
        definition=f"Som tertialrapporten fastställdes {date_iso(each.day)}. {found.definition}",
    )


Before = Mapping[tuple[Measure, int], Figure | None]
Now = Mapping[Measure, Finding]


def _sum_of(before: Before, measure: Measure) -> Exact | None:
    """What three tertials sum to as they were reported; None where one is missing, hidden or not known."""
    values = [found.value for (of, _), found in before.items() if of is measure and found]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == WHOLE else None


def _told(material: Material, before: Before, now: Now) -> tuple[str, ...]:
    """Whether the tertials add up to the year, measure by measure, the differences named."""
    sums = {
        measure: (reported, found.figure.value)
        for measure, found in now.items()
        if measure in ADDED
        and (reported := _sum_of(before, measure)) is not None
        and found.figure.value is not None
    }
    equal = [ADDED[measure] for measure, (reported, value) in sums.items() if reported == value]
    said = [f"De tre tertialrapporterna ger tillsammans årets siffra för {join_and(equal)}."] if equal else []
    said += [
        f"Tertialrapporterna ger tillsammans {in_digits(reported)} {ADDED[measure]}, och året {in_digits(value)}: "
        f"skillnaden är {in_digits(abs(Fraction(value) - Fraction(reported)))}."
        for measure, (reported, value) in sums.items()
        if reported != value
    ]
    changed = list(_changes_told(material.frozen))
    return (*said, *changed) if changed else (*said, "Inget i dem har ändrats sedan de fastställdes.")


def _changes_told(frozen: Sequence[FrozenTertial]) -> Iterator[str]:
    """T1 redovisades som 14 påbörjade placeringar, i dag 15."""
    for each in frozen:
        time = Time.of_tertial(each.tertial)
        by_id = {change.figure.id: change for change in each.changed}
        for measure, words in ADDED.items():
            change = by_id.get(id_of(time, ALL, measure))
            if change and change.before and change.now:
                yield f"{time.words} redovisades med {words}: {in_words(change.before)}, i dag {in_words(change.now)}."


def _reports(frozen: Sequence[FrozenTertial]) -> str:
    """Which reports have been fixed, and when."""
    return join_and(
        [
            f"T{each.tertial.number} {each.tertial.year} (version {each.version}, {date_iso(each.day)})"
            for each in frozen
        ]
    )


def _sums_table(material: Material, before: Before, now: Now) -> Table:
    year = material.year
    return Table(
        f"Tertialen {year} som de redovisades, och året i dag, antal",
        (
            Column("Antal", False),
            *(Column(f"T{at} {year}") for at in (1, 2, 3)),
            Column("Tillsammans"),
            Column(f"Hela {year}"),
        ),
        tuple(_sums_row(before, measure, found.figure) for measure, found in now.items()),
    )


def _sums_row(before: Before, measure: Measure, now: Figure) -> tuple[Cell, ...]:
    cells = [
        cell_of(found) if (found := before.get((measure, at))) else NO_REPORT for at in range(1, WHOLE + 1)
    ]
    if measure is Measure.ONGOING:
        return "Pågående vid tidens slut", *cells, "–", cell_of(now)
    total = _sum_of(before, measure)
    is_hidden = any(found.suppressed for (of, _), found in before.items() if of is measure and found)
    words = HIDDEN if is_hidden else NOT_KNOWN
    return ADDED[measure].capitalize(), *cells, words if total is None else in_digits(total), cell_of(now)


def _changes_table(frozen: Sequence[FrozenTertial]) -> Table:
    """Everything in the reports that is another number today."""
    return Table(
        "Siffror i tertialrapporterna som är andra i dag, var och en i sin egen enhet",
        (Column("Siffra", False), Column("Redovisades som"), Column("I dag")),
        tuple((change.figure.label, change.was, change.is_now) for each in frozen for change in each.changed),
    )


TERTIAL_REPORTS = Section("tertial_reports", "Tertialrapporterna och året", "", _part, rank=8)
"""Where no report of a tertial has been fixed nobody looks for it."""
