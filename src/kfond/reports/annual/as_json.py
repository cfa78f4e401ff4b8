"""The annual report and its figures for scripts: keys in English, numbers as numbers, null for not known."""

from __future__ import annotations

from kfond.formatting import date_iso, json_number
from kfond.provenance import WITHHELD, Coverage, Figure, Source
from kfond.reports.annual.doubts import NOT_IN_SHEET, Remark
from kfond.reports.annual.report import Report
from kfond.reports.publishing.corrections import Corrections
from kfond.reports.tables import Table


def as_json(report: Report, corrected: Corrections | None = None) -> dict[str, object]:
    """The report as one JSON object; what it holds stands in the reference of `kfond report --json`."""
    return {
        "report": report.kind.key,
        "period": _period(report),
        "figures": [figure_as_json(figure) for figure in report.figures],
        "sections": [
            {"id": key, "section": section.key, **_table(table)}
            for section, part in report.parts
            for key, table in part.tables.items()
        ],
        "left_out": [_remark(remark) for remark in report.left_out],
        "corrections": _corrections(corrected) if corrected else None,
        "not_included": [{"section": key, "text": text} for key, text in report.not_included],
    }


def _period(report: Report) -> dict[str, str]:
    if report.tertial:
        return {"from": date_iso(report.tertial.start), "to": date_iso(report.tertial.end)}
    return {"from": f"{report.first_year}-01-01", "to": f"{report.year}-12-31"}


def figure_as_json(figure: Figure) -> dict[str, object]:
    """A figure with everything that it carries."""
    return {
        "id": figure.id,
        "label": figure.label,
        "value": json_number(figure.value),
        "low": json_number(figure.low),
        "high": json_number(figure.high),
        "unit": figure.unit,
        "definition": figure.definition,
        "coverage": _coverage(figure.coverage),
        "suppressed": figure.suppressed,
        "sources": [_source(source) for source in figure.sources],
    }


def _corrections(corrected: Corrections) -> dict[str, object]:
    return {
        "since_version": corrected.version,
        "figures": [
            {
                "id": each.figure.id,
                "label": each.figure.label,
                "before": _numbers(each.before),
                "now": _numbers(each.now),
            }
            for each in corrected.found
        ],
    }


def _numbers(figure: Figure | None) -> dict[str, object] | None:
    if figure is None:
        return None
    return {
        "value": json_number(figure.value),
        "low": json_number(figure.low),
        "high": json_number(figure.high),
        "suppressed": figure.suppressed,
    }


def _coverage(coverage: Coverage | None) -> dict[str, int] | None:
    if coverage is None:
        return None
    return {
        "asked": coverage.asked,
        "answered": coverage.answered,
        "with_figures": coverage.with_figures,
    }


def _source(source: Source) -> dict[str, str | None]:
    place = source.place
    said = {"reviewed": source.reviewed} if source.reviewed else {}
    return {
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell,
        "verbatim": _typed(source.verbatim),
        **said,
    }


def _typed(text: str) -> str | None:
    return None if text in (WITHHELD, NOT_IN_SHEET) else text


def _table(table: Table) -> dict[str, object]:
    return {
        "caption": table.caption,
        "columns": [column.heading for column in table.columns],
        "rows": [[str(cell) for cell in row] for row in table.rows],
        "notes": list(table.notes),
    }


def _remark(remark: Remark) -> dict[str, object]:
    return {
        "name": remark.whose,
        "measure": remark.key,
        "quality": remark.quality.value,
        "review": remark.review,
        "verbatim": _typed(remark.typed),
        "source": _source(remark.source),
    }
