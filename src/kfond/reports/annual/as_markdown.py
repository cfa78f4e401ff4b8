"""The annual report as a Markdown document."""

from __future__ import annotations

from pathlib import Path

from kfond.reports.annual.report import AnnualReport
from kfond.reports.render import render

TEMPLATE = "annual.md.j2"


def as_markdown(report: AnnualReport, templates_dir: Path | None = None) -> str:
    """The document. A template of that name in `templates_dir` replaces ours; errors as in `render`."""
    return render(TEMPLATE, {"report": report, "found": report.found, "tables": report.tables}, templates_dir)
