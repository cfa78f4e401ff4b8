"""The report of a year as a document: its Markdown source with its pictures and figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kfond.provenance import Figure
from kfond.reports.annual.doubts import remarks_table
from kfond.reports.annual.explained import explained, with_marks_for
from kfond.reports.annual.report import Report
from kfond.reports.annual.texts import OwnText, State
from kfond.reports.documents.document import Document, Front
from kfond.reports.documents.front import front_line, ground_told
from kfond.reports.publishing.corrections import Corrections, corrections_table
from kfond.reports.render import render

TEMPLATE = "annual.md.j2"
DRAFT = "Utkast"
DOUBTS = "Uppgifter som saknas, är oklara eller behöver granskas, en rad för varje cell"


def as_document(
    report: Report,
    front: Front,
    templates_dir: Path | None = None,
    texts: Sequence[OwnText] = (),
    corrected: Corrections | None = None,
) -> Document:
    """The document, with `texts` of the coordinator's own; one that is still to be written leaves a visible gap.

    `corrected` is what differs from the version that was fixed last, None where none has been.
    Templates of the same names in `templates_dir` replace ours; errors as in `render`.
    """
    listed = explained(report)
    context = {
        "report": with_marks_for(report, listed),
        "listed": listed,
        "front": front_line(front),
        "ground": ground_told(front),
        "found": report.found,
        "period": report.period,
        "left_out": remarks_table(DOUBTS, report.left_out),
        "texts": {text.slot.key: text for text in texts if text.state is not State.NOT_WANTED},
        "is_draft": front.status == DRAFT,
        "corrected": corrected,
        "corrections": {each.figure.id: each for each in corrected.found} if corrected else {},
        "corrections_table": corrections_table(corrected) if corrected and corrected.found else None,
        "missing": [text.slot for text in texts if text.is_missing],
    }
    return Document(
        front=front,
        markdown=render(TEMPLATE, context, templates_dir),
        pictures=report.drawings,
        figures={figure.id: figure for figure in (*report.figures, *_of_cells(report))},
    )


def _of_cells(report: Report) -> tuple[Figure, ...]:
    return tuple(cell.figure for unit in report.cells for cell in unit.cells)
