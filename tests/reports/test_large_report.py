"""A report of hundreds of municipalities: what its list at the end explains, and which pictures it has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from written_material import material, unit

from kfond.provenance import Figure, Place, Source
from kfond.reports.annual.as_document import as_document
from kfond.reports.annual.explained import explained, with_marks_for
from kfond.reports.annual.kinds import REPORT_KINDS
from kfond.reports.annual.material import Finding
from kfond.reports.annual.report import Report, build
from kfond.reports.annual.section import Part
from kfond.reports.documents.document import Front
from kfond.reports.tables import Column, Marked, Table

CELLS = {"positions": "8", "vacancies": "1", "band_0_2": "3", "band_2_5": "3", "band_over_5": "2"}


def staffing_report(units: int) -> Report:
    """The report on staff of so many units, five cells in each."""
    returns = [unit("Ale", 2018, unit=f"enhet {number}", **CELLS) for number in range(1, units + 1)]
    return build(material(2018, returns=returns), REPORT_KINDS["staffing"])


def figures(label: str, definition: str, count: int) -> tuple[Finding, ...]:
    cell = Source(Place("lista.csv", "lista", "D2"), "7")
    return tuple(
        Finding(Figure(f"{label}.{number}", f"{label} {number}", number, "persons", definition, (cell,)))
        for number in range(count)
    )


def report_of(*findings: Finding) -> Report:
    """A report with one section: its figures, and a table with a mark for each."""
    table = Table(
        "Alla, antal",
        (Column("Siffra"),),
        tuple((Marked(str(each.figure.value), each.figure.id),) for each in findings),
    )
    whole = staffing_report(1)
    section = whole.parts[0][0]
    return replace(whole, parts=((section, Part(findings, {"all": table})),))


@pytest.mark.parametrize(
    ("common", "rare", "one_by_one"),
    [
        (999, 1, ["Vanlig", "Ovanlig"]),  # 1000 figures: each has its line
        (1000, 1, ["Ovanlig"]),  # one more: of the thousand of one kind nobody would look one up
        (950, 99, ["Ovanlig"]),
        (950, 100, []),
    ],
)
def test_figures_of_which_many_have_one_definition_are_told_of_together(
    common: int, rare: int, one_by_one: list[str]
) -> None:
    report = report_of(*figures("Vanlig", "Den ena.", common), *figures("Ovanlig", "Den andra.", rare))
    listed = explained(report)
    assert [entry.figures[0].label.split()[0] for entry in listed.entries if entry.is_short] == one_by_one
    assert [len(entry.figures) for entry in listed.entries] == [common, rare]


def test_a_table_marks_what_the_list_explains_and_nothing_else() -> None:
    report = report_of(*figures("Vanlig", "Den ena.", 1000), *figures("Ovanlig", "Den andra.", 2))
    rows = with_marks_for(report, explained(report)).tables["all"].rows
    assert rows[0] == ("0",)
    assert rows[-1] == (Marked("1", "Ovanlig.1"),)


def test_in_a_large_report_single_cells_are_for_the_trace_and_the_workbook() -> None:
    large, small = (
        as_document(build_report, Front(build_report.title, status="Utkast"))
        for build_report in (staffing_report(300), staffing_report(2))
    )
    assert "### Enskilda celler" in small.markdown
    assert "### Enskilda celler" not in large.markdown
    assert "står på bladet Siffror när rapporten skrivs som arbetsbok" in large.markdown
    assert "arbetsbok" not in small.markdown
    assert "| Ale, enhet 300 | 8 | 1 |" in large.markdown
    assert sum(key.startswith("staffing.ale-enhet-") for key in large.figures) == 300 * len(CELLS)


def test_more_than_forty_names_are_a_table_without_a_picture() -> None:
    assert set(staffing_report(40).drawings) == {"posts", "bands"}
    assert not staffing_report(41).drawings
