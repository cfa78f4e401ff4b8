"""kfond plan: the proposal for a year, as a document, a table or JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, day_of
from kfond.commands.papers import DOCUMENT_FORMATS, deliver, formats_of, written
from kfond.errors import usage_refusal
from kfond.messages import say

if TYPE_CHECKING:
    from kfond.reports.plan.calendar import PlanCalendar

MOST_YEARS = 6
FORMATS = (*DOCUMENT_FORMATS, ".json", ".csv", ".ics")
OUTPUT_HELP = (
    "Write it to a file: .md, .html, .docx, .pdf, .xlsx, .json, .csv, or .ics for a calendar; "
    "to a folder: as all of them."
)


def plan(
    ctx: typer.Context,
    year: Annotated[
        int, typer.Option(min=1990, max=2099, metavar="YEAR", help="The year, or the first of several.")
    ],
    to: Annotated[int | None, typer.Option(min=1990, max=2099, metavar="YEAR", help="The last year.")] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Plan from what was known on this day.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help=OUTPUT_HELP),
    ] = None,
    templates: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder whose templates win over ours.")
    ] = None,
    style: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A Word file whose looks a .docx takes over.")
    ] = None,
    case_number: Annotated[
        str,
        typer.Option("--case-number", metavar="DNR", help="The case number, for the head of the document."),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The plan for scripts.")] = False,
) -> None:
    """Propose the courses of a year: what runs when, for whom, and why."""
    import json

    from kfond.catalogue.lines import slug_of
    from kfond.collecting.actions import last_days
    from kfond.plan.actions import proposal, stated_breaks
    from kfond.reports.actions import front_of
    from kfond.reports.letters import subject_of
    from kfond.reports.plan.as_csv import as_csv
    from kfond.reports.plan.as_document import PROPOSED, as_document, plan_title
    from kfond.reports.plan.as_json import as_json as as_json_
    from kfond.reports.plan.calendar import calendar_of
    from kfond.reports.render import own_templates

    desk = Desk.of(ctx)
    last = to or year
    if last < year:
        raise usage_refusal(
            say("The last year comes before the first."), say("Write --to with a later year.")
        )
    if last - year >= MOST_YEARS:
        raise usage_refusal(
            say("A plan covers {most} years at most.", most=MOST_YEARS), say("Plan fewer years at a time.")
        )
    forms = formats_of(output, as_json, FORMATS, style)
    ctx.with_resource(own_templates(templates))
    day = day_of(as_of, "--as-of") if as_of else None
    with desk.reading() as session:
        proposed = proposal(session, year, last, desk.today, day)
        answers = [(subject_of(put.kind), put.deadline) for put in last_days(session) if put.deadline]
        breaks = stated_breaks(session)
        front = front_of(session, plan_title(year, last), PROPOSED, desk.today, case_number.strip())
    document = as_document(proposed, front, answers=answers)

    def as_(form: str) -> str | bytes:
        if form == ".json":
            return json.dumps(as_json_(proposed, desk.language), ensure_ascii=False, indent=1) + "\n"
        if form == ".ics":
            return _calendar(desk, calendar_of(proposed, answers, breaks), front.title)
        return as_csv(proposed) if form == ".csv" else written(document, form, style)

    deliver(desk, {form: as_(form) for form in forms}, output, slug_of(front.title))


def _calendar(desk: Desk, found: PlanCalendar, title: str) -> bytes:
    """The plan's days as a calendar file; what has no day is told."""
    from kfond.reports.writers.ics import as_ics

    for reason in found.without_day:
        desk.insist(reason)
    return as_ics(found.events, title, desk.today)
