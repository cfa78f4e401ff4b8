"""What placements cost: days, kronor and kronor a day by form, by part, and where a difference comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from kfond.formatting import join_and, number
from kfond.placements.costs import Difference
from kfond.placements.costs import Part as CostPart
from kfond.placements.tallies import ALL, Measure
from kfond.provenance import Figure
from kfond.reports.annual.material import Material
from kfond.reports.annual.placement_costs import (
    COMPARED,
    COMPUTED,
    PARTS,
    basis_of,
    cost_of_form,
    costs_in,
    day_cost_of,
    differences,
    uncomputed_in,
)
from kfond.reports.annual.placement_figures import Time, form_in_words, forms, heading, id_of
from kfond.reports.annual.placement_figures import number as number_of
from kfond.reports.annual.placement_tables import Shown, amount_in, cell, cell_of, shown_of
from kfond.reports.annual.section import Part, Section
from kfond.reports.documents.document import Drawing
from kfond.reports.pictures.drawing import drawn
from kfond.reports.pictures.kinds import Amount, Stacks, Titles
from kfond.reports.tables import Column, Table
from kfond.reports.wording import HIDDEN, NOT_KNOWN, marked

DRAWN: Mapping[str, tuple[CostPart, ...]] = {
    "Arvode": (CostPart.FEE,),
    "Omkostnader": (CostPart.EXPENSES,),
    "Konsulentkostnad": (CostPart.CONSULTANT,),
    "Startkostnad och övrigt": (CostPart.START_UP, CostPart.OTHER),
}
"""The parts of a care day in a picture, which tells four apart."""

USUAL_PARTS = (CostPart.FEE, CostPart.EXPENSES, CostPart.CONSULTANT, CostPart.START_UP)
"""The parts that a cost is asked for by; the rest is what a municipality adds of its own accord."""
LEAST_NAMED = 10
"""A part of a difference is named where it is more than one tenth of it."""


def _part(material: Material) -> Part | None:
    statistics, year = material.statistics, Time.of_year(material.year)
    if statistics is None or year.span not in statistics.tallies.spans():
        return None
    costs = costs_in(material, statistics)
    of_year = (*forms(statistics, year), ALL)
    amounts = [
        finding
        for form in of_year
        for finding in (
            number_of(material, year, Measure.DAYS, form),
            cost_of_form(material, costs, year, form),
        )
    ]
    if all(finding.figure.value is None and not finding.figure.suppressed for finding in amounts):
        return None
    by_day = {form: day_cost_of(material, costs, year, form) for form in of_year}
    apart, of_difference = differences(year, *(by_day.get(form, (None, ()))[0] for form in COMPARED))
    findings = (*amounts, *(finding for _, found in by_day.values() for finding in found), *of_difference)
    it = shown_of(findings)
    bases = {form: basis_of(costs, year, form) for form in of_year}
    parted = [form for form in of_year if _parts_of(it, year, form)]
    return Part(
        findings=findings,
        tables=MappingProxyType(
            {
                "placements_cost": _cost_table(it, year, bases),
                **({"cost_parts": _parts_table(it, year, parted)} if parted else {}),
                **({"cost_difference": _difference_table(it, year, apart)} if apart and apart.parts else {}),
            }
        ),
        drawings=_drawings(it, year, [form for form in parted if form]),
        words=MappingProxyType(
            {
                "told": _told(it, year),
                "difference": _difference_told(it, year, apart),
                "year": year.words,
                "is_computed": any(COMPUTED in basis for basis in bases.values()),
                "lacking": _lacking_told(it, year, [form for form in parted if form]),
                "uncomputed": _uncomputed_told(uncomputed_in(material, statistics, year)),
            }
        ),
        summary=tuple(text for text in (_difference_told(it, year, apart),) if text),
    )


def _cost_table(it: Shown, year: Time, bases: Mapping[str, str]) -> Table:
    """Days and cost of each form; where something is computed, which is booked and which computed."""
    has_bases = any(COMPUTED in basis for basis in bases.values())
    return Table(
        f"Vårddygn och kostnad {year.words} efter form, antal dygn och kronor",
        (
            Column("Form", False),
            Column("Vårddygn"),
            Column("Kostnad, kronor"),
            Column("Kronor per vårddygn"),
            *([Column("Kostnaden är", False)] if has_bases else []),
        ),
        tuple(
            (
                heading(form),
                *(cell(it, year, form, key) for key in (Measure.DAYS, "cost", "cost_per_day")),
                *([basis or NOT_KNOWN] if has_bases else []),
            )
            for form, basis in bases.items()
        ),
    )


def _lacking_told(it: Shown, year: Time, parted: Sequence[str]) -> str:
    """Which parts are not known of which forms, so that the cost is without them; "" for none."""
    lacking = {
        form: [PARTS[part].lower() for part in USUAL_PARTS if part not in _parts_of(it, year, form)]
        for form in parted
    }
    return join_and(
        [f"{join_and(parts)} för {form_in_words(form)}" for form, parts in lacking.items() if parts]
    )


def _uncomputed_told(parts: Mapping[str, Sequence[str]]) -> str:
    """Which costs cannot be computed: arvode för familjehem; "" for none."""
    return join_and(
        [
            f"{join_and([part.lower() for part in of_form])} för {form_in_words(form)}"
            for form, of_form in parts.items()
        ]
    )


def _parts_of(it: Shown, year: Time, form: str) -> tuple[CostPart, ...]:
    """The parts of a form's care day that every municipality states."""
    return tuple(part for part in PARTS if id_of(year, form, f"cost_per_day.{part}") in it.figures)


def _parts_table(it: Shown, year: Time, parted: Sequence[str]) -> Table:
    """A column for each part that some form tells of."""
    columns = [part for part in PARTS if any(part in _parts_of(it, year, form) for form in parted)]
    return Table(
        f"Vad ett vårddygn kostar {year.words} efter form och del, kronor",
        (Column("Form", False), *(Column(PARTS[part]) for part in columns), Column("Hela dygnet")),
        tuple(
            (
                heading(form),
                *(
                    cell(it, year, form, f"cost_per_day.{part}")
                    if part in _parts_of(it, year, form)
                    else NOT_KNOWN
                    for part in columns
                ),
                cell(it, year, form, "cost_per_day"),
            )
            for form in parted
        ),
    )


def _difference_of(it: Shown, year: Time, apart: Difference, key: str = "") -> Figure:
    name = f"placements.{year.key}.{apart.one.kind}-{apart.other.kind}.difference"
    return it.figures[f"{name}.{key}" if key else name]


def _difference_table(it: Shown, year: Time, apart: Difference) -> Table:
    one, other = apart.one.kind, apart.other.kind
    rows = [
        (
            PARTS[part],
            cell(it, year, one, f"cost_per_day.{part}"),
            cell(it, year, other, f"cost_per_day.{part}"),
            cell_of(_difference_of(it, year, apart, part)),
        )
        for part in apart.parts
    ]
    whole = tuple(cell(it, year, form, "cost_per_day") for form in (one, other))
    return Table(
        f"Var skillnaden kommer ifrån {year.words}, kronor per vårddygn",
        (Column("Del", False), Column(heading(one)), Column(heading(other)), Column("Skillnad")),
        (*rows, ("Hela dygnet", *whole, cell_of(_difference_of(it, year, apart)))),
    )


def _drawings(it: Shown, year: Time, parted: Sequence[str]) -> Mapping[str, Drawing]:
    """The care day of each form in parts; no picture of a single one, or where one does not tell the same parts."""
    if len({_parts_of(it, year, form) for form in parted}) != 1 or len(parted) < 2:
        return {}
    titles = Titles(
        title=_title(it, year, parted),
        subtitle=f"Vad ett vårddygn kostar {year.words} efter form och del, kronor",
        note="Källa: ägarnas uppgifter om kostnader och vårddygn.",
        unit=("kr", "kr"),
        names="Form",
    )
    rows = tuple(
        (heading(form), tuple(_amount(it, year, form, parts) for parts in DRAWN.values())) for form in parted
    )
    return drawn({"cost_parts": Stacks(titles, tuple(DRAWN), rows)})


def _amount(it: Shown, year: Time, form: str, parts: Sequence[CostPart]) -> Amount:
    """Parts of a care day that are drawn as one."""
    told = [it.of(year, form, f"cost_per_day.{part}") for part in parts if part in _parts_of(it, year, form)]
    if any(amount_in(each).hidden for each in told):
        return Amount(None, hidden=True, hidden_as=HIDDEN)
    return Amount(round(sum(each.value or 0 for each in told)))


def _title(it: Shown, year: Time, parted: Sequence[str]) -> str:
    known = {form: value for form in parted if (value := it.of(year, form, "cost_per_day").value) is not None}
    if len(known) < 2:
        return "Vad ett vårddygn kostar"
    dearest = max(known, key=lambda form: known[form])
    return f"Ett vårddygn i {form_in_words(dearest)} kostar mest"


def _told(it: Shown, year: Time) -> str:
    per_day = it.of(year, ALL, "cost_per_day")
    if per_day.value is None:
        return ""
    words = marked(per_day, f"{number(per_day.value, 0)} kronor")
    return f"Ett vårddygn kostade i genomsnitt {words} under {year.words}, alla former sammanräknade."


def _difference_told(it: Shown, year: Time, apart: Difference | None) -> str:
    """How much more a care day of the one form costs, and which parts make it so; "" where it is not known."""
    if apart is None:
        return ""
    whole = _difference_of(it, year, apart)
    if not whole.value:
        return ""
    kronor = marked(whole, f"{number(abs(Fraction(whole.value)), 0)} kronor")
    more = "mer" if whole.value > 0 else "mindre"
    one, other = form_in_words(apart.one.kind), form_in_words(apart.other.kind)
    sentence = f"Ett vårddygn i {one} kostade **{kronor} {more}** än i {other} {year.words}"
    parts = sorted(apart.parts.items(), key=lambda item: -abs(item[1]))[:2]
    named = [
        f"{PARTS[part].lower()} {marked(found, f'{number(found.value, 0)} kronor')}"
        for part, amount in parts
        if abs(amount) * LEAST_NAMED > abs(apart.total)
        and (found := _difference_of(it, year, apart, part)).value is not None
    ]
    return f"{sentence}; störst skillnad gör {join_and(named)}." if named else f"{sentence}."


CARE_COSTS = Section(
    "care_costs",
    "Vad placeringarna kostar",
    "Vad placeringarna kostar: inga vårddygn och inga kostnader är kända för året.",
    _part,
    rank=5,
)
