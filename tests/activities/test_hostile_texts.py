"""Texts of sheets that look like markup stand in the sections on activities, points and surveys as they were typed."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from markdown_it import MarkdownIt

from activities.written_activities import rows
from kfond.reports.annual.as_document import as_document
from kfond.reports.annual.kinds import ReportKind
from kfond.reports.annual.report import build
from kfond.reports.annual.sections import MENTORING, POINTS, SURVEYS, YEAR_IN_COUNTS
from kfond.reports.documents.document import Front
from reports.written_material import material

NAME = '<b>#read("x")*fet*|_a_ $x$ [l](y) {{ 1 }}'
SECTIONS = (YEAR_IN_COUNTS, MENTORING, POINTS, SURVEYS)


def test_a_text_of_a_sheet_is_no_markup() -> None:
    lists = {
        "activities": rows(
            "activities",
            (2022, "möte", NAME, 4, "", "", NAME, "", "", "", "", "", "", NAME),
            (2022, "mentorskap", NAME, "", "", "", "", "", "", "", 3, NAME),
        ),
        "points": rows("points", (NAME, "mätpunkt", NAME, 2022, "", "", "", NAME, "", "", "", "", "", NAME)),
        "surveys": rows("surveys", (NAME, 2022, NAME, NAME, "", 40, 20)),
    }

    report = build(material(2022, lists), ReportKind("work", "Arbetet", SECTIONS))
    markdown = as_document(report, Front("Arbetet", status="Utkast", day=date(2023, 2, 10))).markdown

    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    text = unescape(re.sub(r"<[^>]+>", "", html))
    body = text.partition("Definitioner och källor")[0]
    assert body.count(NAME) == 12
