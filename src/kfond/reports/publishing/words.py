"""Which texts of cells a document may repeat: in one that is published figures alone, never words beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kfond.cells import Quality
from kfond.lists.rows import Row
from kfond.provenance import WITHHELD, Figure, Source
from kfond.reports.annual.doubts import Remark
from kfond.reports.annual.material import Material
from kfond.reports.annual.report import Report
from kfond.reports.annual.section import Part
from kfond.reports.wording import HIDDEN, NOT_KNOWN, UNCLEAR
from kfond.staffing.returns import Return

BARE_NUMBER = re.compile(r"\s*[-−–]?\s*\d[\d\s.,½]*%?\s*")


def publishable(material: Material) -> Material:
    """The same, without the words that stood in the cells: "1(jobbat med vuxna)" is withheld, "1" is not."""
    return replace(
        material,
        returns=_returns(material.returns),
        reported=_returns(material.reported),
        earlier={year: _returns(answers) for year, answers in material.earlier.items()},
        lists={kind: tuple(_row(row) for row in rows) for kind, rows in material.lists.items()},
    )


def told(report: Report, is_published: bool) -> Report:
    """The report with the texts of its cells that a document may repeat."""
    parts = tuple((section, _part(part, is_published)) for section, part in report.parts)
    return replace(report, parts=parts)


def for_document(figure: Figure, is_published: bool) -> Figure:
    """A figure with the texts of its cells that a document may repeat; of one on persons none at all."""
    if not (figure.sensitive or is_published):
        return figure
    told = (_withheld(source) if figure.sensitive else told_source(source) for source in figure.sources)
    return replace(figure, sources=tuple(told))


def told_source(source: Source) -> Source:
    """The source of a published figure: a bare number stands as typed; who reviewed what is told in the trace."""
    return replace(source, verbatim=_bare(source.verbatim), reviewed="")


def _part(part: Part, is_published: bool) -> Part:
    """A part; where any figure of it is on persons, its remarks do not tell their cells either."""
    is_on_persons = any(finding.figure.sensitive for finding in part.findings)
    findings = tuple(
        replace(finding, figure=for_document(finding.figure, is_published)) for finding in part.findings
    )
    remarks = part.left_out
    if is_on_persons:
        remarks = tuple(_without_figure(remark) for remark in remarks)
    elif is_published:
        remarks = tuple(
            replace(remark, typed=_bare(remark.typed), source=told_source(remark.source))
            for remark in remarks
        )
    return replace(part, findings=findings, left_out=remarks)


def _without_figure(remark: Remark) -> Remark:
    """A remark on a cell about persons: that it was doubtful is told, not what it says."""
    read_as = {Quality.MISSING: NOT_KNOWN, Quality.UNCLEAR: UNCLEAR}.get(remark.quality, HIDDEN)
    return replace(remark, typed=WITHHELD, read_as=read_as, source=_withheld(remark.source))


def _withheld(source: Source) -> Source:
    return replace(source, verbatim=WITHHELD, reviewed="")


def _bare(text: str) -> str:
    return text if not text.strip() or BARE_NUMBER.fullmatch(text) else WITHHELD


def _returns(answers: Iterable[Return]) -> tuple[Return, ...]:
    return tuple(
        replace(
            answer,
            note="",
            figures=tuple(replace(cell, source=told_source(cell.source)) for cell in answer.figures),
        )
        for answer in answers
    )


def _row(row: Row) -> Row:
    values = tuple(replace(value, source=told_source(value.source)) for value in row.values)
    return replace(row, values=values)
