"""Fixing a report: its document, figures and what scripts get, as one value that can be written again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from kfond.formatting import date_iso
from kfond.provenance import Figure
from kfond.reports.annual.as_document import as_document
from kfond.reports.annual.as_json import as_json
from kfond.reports.annual.report import Report
from kfond.reports.annual.texts import OwnText
from kfond.reports.documents.document import Front
from kfond.reports.publishing.corrections import Corrections, corrections
from kfond.reports.publishing.published import Adoption, Published

FIXED = "Fastställd"


def status_of(adoption: Adoption, word: str = FIXED) -> str:
    """Fastställd 2018-02-01 av direktionen; "av" only where somebody is named."""
    by = f" av {adoption.by}" if adoption.by else ""
    return f"{word} {date_iso(adoption.on)}{by}"


def corrected_since(before: Published | None, report: Report) -> Corrections | None:
    """What differs from the version fixed before; None where none has been."""
    if before is None:
        return None
    return Corrections(before.version, before.adoption.on, corrections(before.figures, report.stated))


def fix(
    report: Report,
    traced: Sequence[Figure],
    front: Front,
    adoption: Adoption,
    texts: Sequence[OwnText],
    before: Published | None,
) -> Published:
    """The report as the version that `front` names. `traced` are its figures with their cells as typed.

    `report` repeats what a published document may. Where it says the same as `before`, that is what comes out.
    """
    plain = as_document(report, Front(report.title, status=FIXED), texts=texts)
    data = json.dumps(as_json(report), sort_keys=True, ensure_ascii=False)
    content = hashlib.sha256(f"{plain.markdown}\n{data}".encode()).hexdigest()
    if before is not None and before.content == content:
        return before
    corrected = corrected_since(before, report)
    document = as_document(report, front, texts=texts, corrected=corrected)
    return Published(
        key=report.key,
        first_year=report.first_year,
        year=report.year,
        version=int(front.version),
        adoption=adoption,
        front=front,
        markdown=document.markdown,
        drawings=document.pictures,
        definitions=document.definitions,
        figures=tuple(traced),
        data=json.dumps(as_json(report, corrected), ensure_ascii=False, indent=1) + "\n",
        content=content,
    )


def fixed_front(front: Front, adoption: Adoption, version: int, word: str = FIXED) -> Front:
    """The front of a version that is fixed (`word` says how); a case number named with it goes before the usual one."""
    return replace(
        front,
        status=status_of(adoption, word),
        version=str(version),
        case_number=adoption.case_number or front.case_number,
    )
