"""The plan as a document: what is proposed on its first page, the field's own tables, then the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from kfond.formatting import date_long
from kfond.plan.proposal import Plan
from kfond.reports.documents.document import Document, Front
from kfond.reports.documents.front import front_line
from kfond.reports.pictures.data_tables import data_table
from kfond.reports.pictures.drawing import draw
from kfond.reports.pictures.kinds import Deadline, Picture
from kfond.reports.plan.pictures import SEATS, YEAR, seats_picture, year_picture
from kfond.reports.plan.summary import first_page, key_figures, not_ours, summary_sentences, term_row
from kfond.reports.plan.tables import (
    band_section,
    bands_of,
    coverage_rows,
    members_of,
    municipality_section,
    need_table,
    not_planned_row,
    open_round_row,
    reasons_by_course,
)
from kfond.reports.plan.words import in_swedish
from kfond.reports.render import render
from kfond.reports.wording import period_in_words

PROPOSED = "Förslag"


def plan_title(first_year: int, last_year: int) -> str:
    """Kompetensplan 2018–2019."""
    return f"Kompetensplan {period_in_words(first_year, last_year)}"


def as_document(
    plan: Plan,
    front: Front,
    templates_dir: Path | None = None,
    answers: Sequence[tuple[str, date]] = (),
) -> Document:
    """The plan as a document, in Swedish. Errors as in `render`.

    `answers` are the last days to answer of questions put to the municipalities, with what was asked for; those
    of the plan's first year stand in the wheel of it, and the day of `front` is its hand.
    """
    asked = (
        Deadline(f"Svar om {subject[:1].lower()}{subject[1:]}", day)
        for subject, day in answers
        if day.year == plan.first_year
    )
    pictures: Mapping[str, Picture] = {
        SEATS: seats_picture(plan),
        YEAR: year_picture(plan, front.day, asked),
    }
    drawings = {key: draw(picture, key, templates_dir) for key, picture in pictures.items()}
    context = {**_context(plan, front), "drawings": drawings, "year_table": data_table(pictures[YEAR])}
    return Document(
        front=front,
        markdown=render("plan.md.j2", context, templates_dir),
        pictures=MappingProxyType(drawings),
    )


def _context(plan: Plan, front: Front) -> dict[str, object]:
    years = period_in_words(plan.first_year, plan.last_year)
    areas = list(dict.fromkeys(line.line.stated.area for line in plan.lines))
    return {
        **_first_page(plan, front, years),
        "areas": [
            (area, [band_section(plan, area, band) for band in bands_of(plan, area)]) for area in areas
        ],
        "coverage": coverage_rows(plan),
        "term_labels": [term.label for term in plan.terms],
        "municipalities": [municipality_section(plan, code, name) for code, name in members_of(plan)],
        "open_rounds": [open_round_row(found) for found in plan.rounds if found.groups and found.is_open],
        "not_planned": [not_planned_row(found) for found in plan.not_planned],
        "needs": [need_table(plan, area, band) for area, _ in plan.staff for band in bands_of(plan, area)],
        "reasons": reasons_by_course(plan),
        "assumptions": [in_swedish(assumption) for assumption in plan.assumptions],
        "answered": plan.basis.answered,
        "with_figures": plan.with_figures,
        "asked": len(plan.basis.members),
    }


def _first_page(plan: Plan, front: Front, years: str) -> dict[str, object]:
    return {
        "title": front.title,
        "front": front_line(front),
        "staff_days": _staff_days(plan),
        "warnings": [in_swedish(warning) for warning in plan.warnings],
        "summary": summary_sentences(plan, years),
        "key_figures": key_figures(plan),
        "not_ours": not_ours(plan),
        "terms": [term_row(plan, term) for term in plan.terms],
        "first_page": [(term.label, first_page(plan, term)) for term in plan.terms],
    }


def _staff_days(plan: Plan) -> str:
    """The days that the staff figures speak of: one, or the first and the last."""
    if not plan.basis.staff_days:
        return "Planen är gjord utan personaluppgifter."
    first, last = min(plan.basis.staff_days), max(plan.basis.staff_days)
    if first == last:
        return f"Planen är gjord med personaluppgifter från {date_long(first)}."
    return f"Planen är gjord med personaluppgifter från {date_long(first)} till {date_long(last)}."
