"""The plan as a document: what is proposed on its first page, the field's own tables, then the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from kfond.catalogue.lines import Band
from kfond.plan.proposal import Plan
from kfond.plan.without_courses import areas_without_courses
from kfond.reports.documents.document import Document, Front
from kfond.reports.documents.front import front_line, ground_told
from kfond.reports.pictures.data_tables import data_table
from kfond.reports.pictures.drawing import draw
from kfond.reports.pictures.kinds import Deadline, Picture
from kfond.reports.plan.chosen import (
    decisions_table,
    left_behind,
    names_table,
    other_assumptions,
    stages_table,
    turnover_sentences,
)
from kfond.reports.plan.counting import KEY as COUNTING
from kfond.reports.plan.counting import quotient_rule
from kfond.reports.plan.grounds import grounds_sentences, sheets_table, take_up_sentence
from kfond.reports.plan.limits import limits_table, offered_seats
from kfond.reports.plan.materials import material_rows
from kfond.reports.plan.municipal import NEED_BEFORE, cost_table, municipality_section, seats_table
from kfond.reports.plan.needs import band_table, courses_table, requests_table
from kfond.reports.plan.overview import overview_table, rest_sentences
from kfond.reports.plan.pictures import SEATS, YEAR, seats_picture, year_picture
from kfond.reports.plan.prices import commitments_table, per_head_table, promises_by_year_table, too_few_table
from kfond.reports.plan.staff_ahead import (
    flagged_sentence,
    net_change_table,
    own_rates_table,
    rates_table,
    staff_areas,
    staff_key,
    staff_picture,
    staff_table,
)
from kfond.reports.plan.summary import (
    key_figures,
    proposed_table,
    summary_sentences,
    terms_table,
)
from kfond.reports.plan.tables import (
    band_section,
    bands_of,
    not_planned_row,
    open_round_row,
    reasons_by_course,
)
from kfond.reports.plan.warnings import warnings_of
from kfond.reports.render import render
from kfond.reports.wording import period_in_words

ANNEXES: Mapping[str, tuple[str, ...]] = {
    "municipalities": (),
    "needs": (),
    "staff": ("staff",),
    "choice": (),
    "prices": ("commitments", "per_head"),
    "materials": ("materials",),
    "method": (),
}
"""The annexes in their order, and what each must have to be there; nothing where it always is."""


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
        **{staff_key(area): staff_picture(plan, area) for area in staff_areas(plan)},
    }
    drawings = {key: draw(picture, key, templates_dir) for key, picture in pictures.items()}
    context = {**_context(plan, front), "drawings": drawings, "year_table": data_table(pictures[YEAR])}
    return Document(
        front=front,
        markdown=render("plan.md.j2", context, templates_dir),
        pictures=MappingProxyType(drawings),
        definitions=MappingProxyType(_told(plan, front)),
    )


def _told(plan: Plan, front: Front) -> dict[str, str]:
    """What each municipality's sheet says, read alone: what it gets, how it is counted, whose plan it is."""
    own = front_line(replace(front, fingerprint=""))
    rule = quotient_rule(plan.basis.settings)
    return {
        section.table.caption: "\n".join(
            (" ".join(section.sentences), f"{NEED_BEFORE} {rule} {COUNTING}", f"Ur {front.title}: {own}.")
        )
        for covered in plan.coverage
        if (section := municipality_section(plan, covered)).table
    }


def _context(plan: Plan, front: Front) -> dict[str, object]:
    areas = list(dict.fromkeys(line.line.stated.area for line in plan.lines))
    return {
        **_first_page(plan, front),
        "areas": [
            (area, [band_section(plan, area, band) for band in bands_of(plan, area)]) for area in areas
        ],
        "seats": seats_table(plan),
        "costs": cost_table(plan),
        "open_rounds": [open_round_row(found) for found in plan.rounds if found.groups and found.is_open],
        "not_planned": [not_planned_row(found) for found in plan.not_planned],
        "too_few": too_few_table(plan),
        **_numbered(_annexes(plan)),
    }


def _numbered(annexes: dict[str, object]) -> dict[str, object]:
    """The annexes with the number of each that has anything to show."""
    there = [key for key, parts in ANNEXES.items() if not parts or any(annexes[part] for part in parts)]
    return {**annexes, "annex": {key: f"Bilaga {at}" for at, key in enumerate(there, start=1)}}


def _first_page(plan: Plan, front: Front) -> dict[str, object]:
    return {
        "title": front.title,
        "front": front_line(front),
        "ground": ground_told(front),
        "grounds": grounds_sentences(plan),
        "take_up": take_up_sentence(plan),
        "overview": overview_table(plan),
        "rest": rest_sentences(plan),
        "warnings": warnings_of(plan),
        "summary": summary_sentences(plan, period_in_words(plan.first_year, plan.last_year)),
        "key_figures": key_figures(plan),
        "terms": terms_table(plan),
        "proposed": proposed_table(plan),
        "limits": limits_table(plan),
    }


def _annexes(plan: Plan) -> dict[str, object]:
    """What stands behind the plan, each in its annex; None and empty where there is nothing to show."""
    offered = offered_seats(plan)
    return {
        "municipalities": [
            municipality_section(plan, covered, offered.get(covered.code, "")) for covered in plan.coverage
        ],
        "need_before": NEED_BEFORE,
        "quotient_rule": quotient_rule(plan.basis.settings),
        "counting": COUNTING,
        "needs": [
            found
            for area, _ in plan.staff
            for band in bands_of(plan, area)
            if (found := band_table(plan, area, band))
        ],
        "without_courses": [
            (area, [found["table"] for band in Band if (found := band_table(plan, area, band))])
            for area, _ in areas_without_courses(plan)
        ],
        "course_needs": courses_table(plan),
        "requests": requests_table(plan),
        "staff": [(staff_key(area), staff_table(plan, area)) for area in staff_areas(plan)],
        "rates": rates_table(plan),
        "net_changes": net_change_table(plan),
        "own_rates": own_rates_table(plan),
        "turnovers": turnover_sentences(plan),
        "flagged": flagged_sentence(plan),
        "stages": stages_table(plan),
        "left_behind": left_behind(plan),
        "decisions": decisions_table(plan),
        "reasons": reasons_by_course(plan),
        "commitments": commitments_table(plan),
        "promises_by_year": promises_by_year_table(plan),
        "per_head": per_head_table(plan),
        "materials": material_rows(plan),
        "sheets": sheets_table(plan),
        "names": names_table(plan),
        "assumptions": other_assumptions(plan),
        "answered": plan.basis.answered,
        "with_figures": plan.with_figures,
        "asked": len(plan.basis.members),
    }
