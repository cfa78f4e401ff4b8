"""How often municipalities asked for a home, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kfond.formatting import swedish_key
from kfond.placements.counts_shown import CountsShown
from kfond.placements.tallies import ALL, ReferralMeasure
from kfond.provenance import Figure
from kfond.reports.annual.home_figures import count, is_told, key_of, times_of
from kfond.reports.annual.material import Material
from kfond.reports.annual.placement_figures import Time, whole_in_words
from kfond.reports.annual.placement_tables import cell_of
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Cell, Column, Table
from kfond.reports.wording import marked

HEADINGS: Mapping[ReferralMeasure, str] = {
    ReferralMeasure.ASKED: "Förfrågningar",
    ReferralMeasure.MATCHED: "Matchade",
    ReferralMeasure.NOT_MET: "Avslutade utan hem",
    ReferralMeasure.WAITING: "Väntar vid tidens slut",
    ReferralMeasure.HALF_DAYS_TO_MATCH: "Dagar till matchning, i mitten",
}


def _part(material: Material) -> Part | None:
    counts = material.referrals
    if counts is None:
        return None
    times = times_of(material, counts)
    if not times or times[-1].span.last != material.last_day:
        return None
    codes = () if material.tertial else _codes(material, counts, times[-1])
    places = [*((time, ALL) for time in times), *((times[-1], code) for code in codes)]
    findings = tuple(
        count(material, counts, "referrals", time, measure, code)
        for time, code in places
        for measure in HEADINGS
    )
    figures = {finding.figure.id: finding.figure for finding in findings}
    told = _told(figures, times[-1])
    tables = {
        "referrals": _table(
            figures,
            "Förfrågningar om hem, alla kommuner, antal",
            "Tid",
            [(whole_in_words(time), time, ALL) for time in times],
        ),
        "referrals_by_municipality": _table(
            figures,
            f"Förfrågningar om hem {times[-1].words} efter kommun, antal",
            "Kommun",
            [(material.names.get(code, code), times[-1], code) for code in codes],
        ),
    }
    return Part(
        findings=findings,
        tables=MappingProxyType({key: table for key, table in tables.items() if table.rows}),
        words=MappingProxyType({"told": told}),
        summary=(told,) if told else (),
    )


def _codes(material: Material, counts: CountsShown, time: Time) -> list[str]:
    codes = counts.tallies.municipalities(time.span)
    return sorted(codes, key=lambda code: swedish_key(material.names.get(code, code)))


def _of(figures: Mapping[str, Figure], time: Time, measure: ReferralMeasure, code: str = ALL) -> Figure:
    return figures[f"referrals.{key_of(time, measure, code)}"]


def _table(
    figures: Mapping[str, Figure], caption: str, first: str, rows: Sequence[tuple[str, Time, str]]
) -> Table:
    """A row a time or municipality; measures that nobody tells are left out."""
    used = [
        measure
        for measure in HEADINGS
        if is_told(_of(figures, time, measure, code) for _, time, code in rows)
    ]

    def cells(time: Time, code: str) -> list[Cell]:
        return [cell_of(_of(figures, time, measure, code)) for measure in used]

    return Table(
        caption,
        (Column(first, False), *(Column(HEADINGS[measure]) for measure in used)),
        tuple((words, *cells(time, code)) for words, time, code in rows),
    )


def _told(figures: Mapping[str, Figure], time: Time) -> str:
    """How often they asked, and how many got a home; "" where either is not shown."""
    asked, matched = (_of(figures, time, each) for each in (ReferralMeasure.ASKED, ReferralMeasure.MATCHED))
    if asked.value is None or matched.value is None:
        return ""
    return f"Kommunerna frågade efter hem **{marked(asked)} gånger** {time.words}, och {marked(matched)} matchades."


REFERRALS = Section(
    "referrals",
    "Förfrågningar om hem",
    "Förfrågningar om hem: inga uppgifter om förfrågningar är kända för tiden.",
    _part,
    rank=7,
)
