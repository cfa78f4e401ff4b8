"""Each section of the reports, as it stands in the document, against a golden of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from kfond import db
from kfond.reports.actions import report_of
from kfond.reports.annual.as_document import as_document
from kfond.reports.annual.sections import EVERY
from kfond.reports.documents.document import Front

FRONT = Front("Årsrapport", status="Utkast", day=date(2019, 1, 15))


def sections_of(file: Path, year: int) -> Mapping[str, str]:
    """The source of each section that has data, by its key."""
    with db.reading(file) as session:
        report = report_of(session, year)
    markdown = as_document(report, FRONT).markdown
    found = {}
    for section, _ in report.parts:
        after = markdown.partition(f"\n## {section.title}\n")[2]
        found[section.key] = after.partition("\n## ")[0].strip() + "\n"
    return found


@pytest.fixture(scope="module")
def region(region_db: Path) -> Mapping[str, str]:
    return sections_of(region_db, 2018)


ELSEWHERE = {"tertial_reports", "year_in_counts", "mentoring", "points", "surveys"}
"""Sections that the region has no data for; those of the made-up twin of 2022 are tested beside its facts."""


@pytest.mark.parametrize("key", [section.key for section in EVERY if section.key not in ELSEWHERE])
def test_a_section_of_the_example_region(
    region: Mapping[str, str], key: str, is_golden: Callable[[str, str], bool]
) -> None:
    assert is_golden(f"sections/{key}.md", region[key])


def test_the_keys_and_titles_are_each_of_one_section() -> None:
    assert len({section.key for section in EVERY}) == len(EVERY) == len({section.title for section in EVERY})
