"""Shares and sums on staff: the figures of the whole region, with their intervals and their coverage."""

from __future__ import annotations

from types import MappingProxyType

from kfond.formatting import count_of
from kfond.reports.annual.material import Material
from kfond.reports.annual.section import Part, Section
from kfond.reports.annual.staff_figures import bands, counts, degree_share, sums
from kfond.reports.annual.tables import sums_table
from kfond.reports.wording import marked, shown


def _part(material: Material) -> Part | None:
    if not material.returns:
        return None
    degrees, totals = degree_share(material), tuple(sums(material))
    vacancies = totals[0].figure
    summary = []
    if vacancies.value is None:
        summary.append("Hur många tjänster som är vakanta är inte känt.")
    else:
        is_sure = vacancies.low == vacancies.high
        words = count_of(vacancies.value, "tjänst") if is_sure else f"{shown(vacancies)} tjänster"
        posts = marked(vacancies, words.capitalize())
        adjective = "vakant" if is_sure and vacancies.value <= 1 else "vakanta"
        summary.append(f"**{posts} är {adjective}** i de kommuner som har svarat på frågan.")
    if degrees.figure.value is not None:
        summary.append(f"**{marked(degrees.figure)} är socionomer** bland personal med känd utbildning.")
    return Part(
        findings=(degrees, *totals),
        tables=MappingProxyType(
            {"sums": sums_table([*counts(material), degrees, *totals, *bands(material)])}
        ),
        summary=tuple(summary),
        key_figures=(
            ("vakant tjänst" if vacancies.value == 1 else "vakanta tjänster", vacancies),
            ("är socionomer", degrees.figure),
        ),
    )


SUMS = Section(
    "sums", "Andelar och summor", "Andelar och summor: inga siffror om personalen är kända.", _part, rank=2
)
