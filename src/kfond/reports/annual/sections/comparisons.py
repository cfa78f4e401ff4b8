"""Other regions' programmes side by side, each as its region describes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from kfond.cells import Quality
from kfond.formatting import NO_BREAK_SPACE, Exact, number, swedish_key
from kfond.lists.rows import Row
from kfond.reports.annual.definitions import exactly, figure
from kfond.reports.annual.list_rows import ends_in, ids_of
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.section import Part, Section
from kfond.reports.annual.workloads import exactly_in
from kfond.reports.tables import Cell, Column, Marked, Table
from kfond.reports.wording import NOT_KNOWN, marked, quoted, said

WORDS: Mapping[str, str] = {
    "extent": "Omfattning",
    "start": "Start",
    "trainers": "Utbildare",
    "content": "Innehåll",
}


def _part(material: Material) -> Part | None:
    rows = sorted(
        material.lists.get("comparisons", ()),
        key=lambda row: (swedish_key(row.name), swedish_key(row.text("programme"))),
    )
    if not rows:
        return None
    ids = ids_of({_name(row) for row in rows})
    findings = (*_counts(rows), *_numbers(rows, ids))
    told = _told({finding.figure.id: finding for finding in findings}, rows, ids)
    return Part(
        findings=findings,
        tables=MappingProxyType({"comparisons": _table(rows, ids)}),
        words=MappingProxyType({"told": told}),
    )


def _name(row: Row) -> str:
    programme = row.text("programme")
    return f"{programme}, {row.name}" if programme else row.name


def _counts(rows: Sequence[Row]) -> Iterator[Finding]:
    regions = {row.name.casefold() for row in rows}
    for key, count in (("programmes", len(rows)), ("regions", len(regions))):
        yield Finding(figure(f"comparisons.{key}", exactly(count), (row.source for row in rows)))


def _numbers(rows: Sequence[Row], ids: Mapping[str, str]) -> Iterator[Finding]:
    """The price and the population of each programme, where they are numbers."""
    for row in rows:
        for field in ("price", "population"):
            value = row.value(field)
            if value is None or value.reading.quality in (Quality.MISSING, Quality.UNCLEAR):
                continue
            yield Finding(
                figure(
                    f"comparisons.{ids[_name(row)]}.{field}",
                    ends_in(value),
                    (value.source,),
                    meaning=f"comparisons.{field}",
                    programme=_name(row),
                    region=_name(row),
                )
            )


def _told(found: Mapping[str, Finding], rows: Sequence[Row], ids: Mapping[str, str]) -> str:
    """What the programmes cost: from the lowest price to the highest, of those that state an amount."""
    priced = sorted(
        (price, ids[_name(row)])
        for row in rows
        if (price := exactly_in(ends_in(row.value("price")))) is not None
    )
    programmes, regions = (found[f"comparisons.{key}"].figure for key in ("programmes", "regions"))
    several = "utbildning" if programmes.value == 1 else "utbildningar"
    places = "annan region" if regions.value == 1 else "andra regioner"
    adjective = "känd" if programmes.value == 1 else "kända"
    known = f"{marked(programmes)} {several} i {marked(regions)} {places} är {adjective}"
    if not priced:
        return f"{known}; ingen anger priset i kronor."
    low, high = (
        marked(found[f"comparisons.{key}.price"].figure, _kronor(price))
        for price, key in (priced[0], priced[-1])
    )
    if len(priced) == 1:
        return f"{known}; den enda som anger ett belopp kostar {low} per deltagare."
    if priced[0][0] == priced[-1][0]:
        return f"{known}; alla {len(priced)} som anger ett belopp kostar {low} per deltagare."
    return f"{known}; de {len(priced)} som anger ett belopp kostar från {low} till {high} per deltagare."


def _kronor(amount: Exact) -> str:
    return f"{number(amount)}{NO_BREAK_SPACE}kr"


def _table(rows: Sequence[Row], ids: Mapping[str, str]) -> Table:
    used = [field for field in WORDS if any(row.text(field) for row in rows)]
    return Table(
        "Utbildningar i andra regioner, befolkning i antal och kostnad per deltagare i kronor",
        (
            Column("Region", False),
            Column("Befolkning"),
            Column("Utbildning", False),
            Column("Kostnad per deltagare"),
            *(Column(WORDS[field], False) for field in used),
        ),
        tuple(
            (
                row.name,
                _number(row, "population", ids),
                row.text("programme") or NOT_KNOWN,
                _number(row, "price", ids),
                *(row.text(field) or NOT_KNOWN for field in used),
            )
            for row in rows
        ),
    )


def _number(row: Row, field: str, ids: Mapping[str, str]) -> Cell:
    """A number tied to its figure; the words as typed where it is none."""
    value = row.value(field)
    if value is None or value.reading.quality is Quality.MISSING:
        return NOT_KNOWN
    if value.reading.quality is Quality.UNCLEAR:
        return quoted(value.source.verbatim)
    return Marked(said(value.reading), f"comparisons.{ids[_name(row)]}.{field}")


COMPARISONS = Section(
    "comparisons",
    "Andra regioner",
    "Andra regioner: inga uppgifter om andra regioners utbildningar är kända.",
    _part,
)
