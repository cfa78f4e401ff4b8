"""What the figures on placements, homes and referrals rest on where it does not agree: counts, rows, lists of rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from kfond.formatting import number as in_digits
from kfond.periods import Tertial
from kfond.placements.conflicts import Conflict
from kfond.placements.tallies import Span
from kfond.provenance import Place, Source
from kfond.reports.annual.material import Material
from kfond.reports.annual.placement_figures import names_of
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Cell, Column, Table
from kfond.reports.wording import cells_in_words, span_of_days

NOT_TOLD = "de säger olika"
THE_ORGANISATION = "organisationen"
LISTS: Mapping[str, str] = {
    "placement_rows": "placeringar",
    "home_rows": "familjehem",
    "referral_rows": "förfrågningar",
}


def _part(material: Material) -> Part | None:
    found = [each for each in material.conflicts.counts if _is_of_report(material, each.found.spot.span)]
    tables = {"conflicts": _counts_table(material, found), "conflicts_of_lists": _lists_table(material)}
    told = {key: table for key, table in tables.items() if table.rows}
    return Part(tables=MappingProxyType(told)) if told else None


def _is_of_report(material: Material, span: Span) -> bool:
    """Whether a time lies in that of the report."""
    return material.first_day <= span.first and span.last <= material.last_day


def _counts_table(material: Material, found: Sequence[Conflict]) -> Table:
    columns = ("Kommun", "Uppgift", "Tid", "Antal och rader", "Antalets cell")
    rows = [
        (
            next(
                iter(names_of(material, filter(None, [each.found.spot.municipality_code]))), THE_ORGANISATION
            ),
            each.what,
            _time(each.found.spot.span),
            _numbers(material, each),
            _cell(each.place),
        )
        for each in found
    ]
    return Table(
        "Där antal och rader för samma tid säger olika; raderna räknas",
        tuple(Column(heading, False) for heading in columns),
        tuple(rows),
    )


def _time(span: Span) -> str:
    """A year, a tertial, else its days: 2022, T2 2022."""
    if span == Span.of_year(span.first.year):
        return str(span.first.year)
    for number in (1, 2, 3):
        tertial = Tertial(span.first.year, number)
        if span == Span(tertial.start, tertial.end):
            return f"T{number} {tertial.year}"
    return span_of_days(span.first, span.last)


def _numbers(material: Material, conflict: Conflict) -> Cell:
    """Both numbers; that they differ and no more where one is not shown, or another time would give it away."""
    if not _is_told(material, conflict):
        return NOT_TOLD
    by_counts, by_rows = conflict.found.by_counts.number or 0, conflict.found.by_rows
    return f"antalen {in_digits(by_counts)}, raderna {in_digits(by_rows)}"


def _is_told(material: Material, conflict: Conflict) -> bool:
    """Whether the rows' number is shown in the report, and every conflict on it of any time may be told.

    What a municipality has of a form is shown nowhere, so that only what homes are counted by is ever told.
    """
    spot = conflict.found.spot
    alike = [
        each
        for each in material.conflicts.counts
        if each.kind == conflict.kind and each.found.spot.measure is spot.measure
    ]
    homes = material.homes
    return conflict.kind == "homes" and all(
        each.is_told and homes is not None and homes.number(each.found.spot.span, spot.measure) is not None
        for each in alike
    )


def _lists_table(material: Material) -> Table:
    """The lists of rows of which the next one lacks something that it ought to have; how much is not told."""
    return Table(
        "Listor med rader som nästa lista saknar eller säger annat om",
        (Column("Lista", False), Column("Blad", False)),
        tuple((LISTS[kind], sheet) for kind, sheet in dict.fromkeys(_sheets(material))),
    )


def _sheets(material: Material) -> Iterator[tuple[str, str]]:
    for kind, problem in material.conflicts.notices:
        place = problem.place
        yield kind, str(Place(place.file, place.sheet)) if place else ""


def _cell(place: Place | None) -> Cell:
    return cells_in_words((Source(place, ""),)) if place else ""


CONFLICTS = Section("conflicts", "Underlag som inte stämmer överens", "", _part)
"""Where everything agrees nobody looks for it."""
