"""kfond plan: the proposal for a year, as a document, a table or JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kfond.commands.desk import Desk, day_of, write_whole
from kfond.errors import usage_refusal
from kfond.messages import say

MOST_YEARS = 6
FORMATS = (".md", ".json", ".csv")


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
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write .md, .json or .csv.")
    ] = None,
    templates: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder whose templates win over ours.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The plan for scripts.")] = False,
) -> None:
    """Propose the courses of a year: what runs when, for whom, and why."""
    from kfond.plan.actions import proposal

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
    form = ".json" if as_json else output.suffix.lower() if output else ".md"
    if form not in FORMATS:
        raise usage_refusal(
            say("A plan cannot be written as {suffix}.", suffix=form),
            say("Name a file that ends in one of: {formats}.", formats=FORMATS),
        )
    day = day_of(as_of, "--as-of") if as_of else None
    with desk.reading() as session:
        proposed = proposal(session, year, last, desk.today, day)
    text = _written(proposed, form, desk, templates)
    if output is None:
        desk.out(text)
        return
    write_whole(output, text)
    desk.say(say("Wrote the plan to {path}.", path=output.absolute()))


def _written(proposed: object, form: str, desk: Desk, templates: Path | None) -> str:
    import json

    from kfond.plan.proposal import Plan
    from kfond.reports.plan.as_csv import as_csv
    from kfond.reports.plan.as_json import as_json
    from kfond.reports.plan.as_markdown import as_markdown

    assert isinstance(proposed, Plan)
    if form == ".json":
        return json.dumps(as_json(proposed, desk.language), ensure_ascii=False, indent=1) + "\n"
    return as_csv(proposed) if form == ".csv" else as_markdown(proposed, templates)
