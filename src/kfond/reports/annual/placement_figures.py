"""The figures on placements: sums by form and year, the share of breakdowns, what a day of care costs."""

from __future__ import annotations

from collections.abc import Iterator

from kfond.formatting import join_and
from kfond.provenance import Coverage
from kfond.reports.annual.definitions import NOT_COUNTED, UNKNOWN, exactly, figure
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.placements import ALL, AMOUNTS, COUNTS, FORMS, Placements
from kfond.suppression import without_hidden


def placement_findings(material: Material, found: Placements) -> Iterator[Finding]:
    """The sums of each form in the report's year, and those of all forms in every year."""
    for year in found.years:
        for form in (*found.forms(year), ALL) if year == material.year else (ALL,):
            for field in (*COUNTS, *(AMOUNTS if year == material.year else ())):
                yield _sum(material, found, year, form, field)
            yield from _ratios(material, found, year, form)


def _sum(material: Material, found: Placements, year: int, form: str, field: str) -> Finding:
    tally = found.tally(year, form, field)
    made = figure(
        id_of(year, form, field),
        UNKNOWN if tally.value is None else exactly(tally.value),
        tally.sources,
        _coverage(material, found, year, tally.municipalities),
        meaning=f"placements.{field}",
        more=[NOT_COUNTED.format(names=join_and(tally.missing))] if tally.missing else [],
        year=str(year),
        form=form_in_words(form),
    )
    return Finding(without_hidden(made, found.is_hidden(year, form, field)), left_out=tally.missing)


def _ratios(material: Material, found: Placements, year: int, form: str) -> Iterator[Finding]:
    """The share of breakdowns; of the report's own year also what a day of care costs."""
    ratios = [("breakdown_share", ("breakdowns", "ended"), found.share(year, form))]
    if year == material.year:
        ratios.append(("cost_per_day", ("cost", "days"), found.per_day(year, form)))
    for key, fields, value in ratios:
        tallies = [found.tally(year, form, field) for field in fields]
        made = figure(
            id_of(year, form, key),
            UNKNOWN if value is None else exactly(value),
            (source for tally in tallies for source in tally.sources),
            _coverage(material, found, year, tallies[0].municipalities & tallies[1].municipalities),
            meaning=f"placements.{key}",
            year=str(year),
            form=form_in_words(form),
        )
        hidden = any(found.is_hidden(year, form, field) for field in fields)
        yield Finding(without_hidden(made, hidden and value is not None))


def _coverage(material: Material, found: Placements, year: int, counted: frozenset[str]) -> Coverage:
    answered = frozenset().union(*(found.tally(year, ALL, field).municipalities for field in COUNTS))
    return Coverage(len(material.members | answered), len(answered), len(counted))


def id_of(year: int, form: str, field: str) -> str:
    """The id of a figure: placements.2018.foster_home.ended."""
    return f"placements.{year}.{form}.{field}"


def form_in_words(form: str) -> str:
    """A form of placement, or all of them together."""
    return "alla former" if form == ALL else FORMS[form]
