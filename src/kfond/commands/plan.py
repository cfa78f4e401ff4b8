"""kfond plan: the proposal for some years, why it is as it is, what would be if, and its adoption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kfond.commands.desk import Desk, day_of
from kfond.commands.papers import DOCUMENT_FORMATS, formats_of
from kfond.commands.plan_tasks import Paper, PlanTask
from kfond.commands.plan_versions import Wish
from kfond.errors import usage_refusal
from kfond.messages import say

MOST_YEARS = 6
FORMATS = (*DOCUMENT_FORMATS, ".json", ".csv", ".ics")
STORY_FORMATS = (*DOCUMENT_FORMATS, ".json")
PLAN_HELP = (
    "Write it to a file: .md, .html, .docx, .pdf, .xlsx, .ics, .json or .csv; to a folder: as all of them."
)
ASK, DECIDE, KEEP, WRITE = (
    "Ask why and what if",
    "Decide beforehand",
    "Adopt, compare and look back",
    "Write it",
)
EXAMPLES = """Examples:

kfond plan --year 2018 --to 2019 -o plan.pdf

Why does Dals-Ed get no seat? kfond plan --year 2018 --explain Familjeterapi --municipality Dals-Ed

What if turnover is 30 %? kfond plan --year 2018 --what-if turnover=0.3

No trauma this year: kfond plan --year 2018 --skip trauma --why "the trainer is on leave"
"""


def plan(
    ctx: typer.Context,
    year: Annotated[
        int, typer.Option(min=1990, max=2099, metavar="YEAR", help="The year, or the first of several.")
    ],
    to: Annotated[int | None, typer.Option(min=1990, max=2099, metavar="YEAR", help="The last year.")] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Plan from what was known on this day.")
    ] = None,
    area: Annotated[
        list[str] | None,
        typer.Option(metavar="AREA", help="Only this area of the catalogue; may be repeated."),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="COURSE",
            help="Tell all about one course instead: why it runs or not, and who gets its seats.",
            rich_help_panel=ASK,
        ),
    ] = None,
    municipality: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="With --explain: why this municipality gets the seats that it gets, or none.",
            rich_help_panel=ASK,
        ),
    ] = None,
    pin: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COURSE=TERM[:GROUPS]",
            help="Decide that a course starts then, as in LVU=VT2018:2; may be repeated.",
            rich_help_panel=DECIDE,
        ),
    ] = None,
    skip: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COURSE",
            help="Decide that a course is not run in these years; may be repeated.",
            rich_help_panel=DECIDE,
        ),
    ] = None,
    free: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COURSE",
            help="Undo what was pinned or skipped for it when the plan was adopted; may be repeated.",
            rich_help_panel=DECIDE,
        ),
    ] = None,
    why: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT",
            help="The reason for every --pin and --skip, or one for each; the plan shows it.",
            rich_help_panel=DECIDE,
        ),
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if",
            metavar="NAME=VALUE",
            help="Show the plan beside what it would be if: turnover=0.3 (30 % leave in a year), budget=500000 "
            "(kronor in a year), or a setting that is a number; may be repeated.",
            rich_help_panel=ASK,
        ),
    ] = None,
    adopt: Annotated[
        bool,
        typer.Option(
            "--adopt",
            help="Adopt the plan: it is kept as it is, whatever is imported later.",
            rich_help_panel=KEEP,
        ),
    ] = False,
    by: Annotated[
        str | None, typer.Option(metavar="WHO", help="With --adopt: who adopts it.", rich_help_panel=KEEP)
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="With --adopt: the day of the decision; else today.", rich_help_panel=KEEP
        ),
    ] = None,
    case_number: Annotated[
        str,
        typer.Option(
            "--case-number",
            metavar="NUMBER",
            help="Its number in the register of cases.",
            rich_help_panel=KEEP,
        ),
    ] = "",
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="With --adopt: say what would be adopted; keep nothing.", rich_help_panel=KEEP
        ),
    ] = False,
    version: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER", help="Write that adopted version again, as it was.", rich_help_panel=KEEP
        ),
    ] = None,
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="V1 V2",
            help="What differs between two adopted versions; “now” is the proposal of today.",
            rich_help_panel=KEEP,
        ),
    ] = None,
    settle: Annotated[
        bool,
        typer.Option(
            "--settle",
            help="What is to be paid of the adopted plan when seats have been given back.",
            rich_help_panel=KEEP,
        ),
    ] = False,
    backtest: Annotated[
        bool,
        typer.Option(
            "--backtest",
            help="Plan earlier years from what was known then, and score it by what came.",
            rich_help_panel=KEEP,
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help=PLAN_HELP, rich_help_panel=WRITE),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A folder whose templates win over ours.", rich_help_panel=WRITE),
    ] = None,
    style: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A Word file whose looks a .docx takes over.", rich_help_panel=WRITE
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="The plan for scripts.", rich_help_panel=WRITE)
    ] = False,
) -> None:
    """Propose the courses of a year: what runs when, for whom, at what cost, and why."""
    from kfond.plan.demands import Written
    from kfond.reports.render import own_templates

    wish = Wish(adopt, by, on, case_number, dry_run).checked()
    _refuse_together(
        {
            "--explain": explain,
            "--what-if": what_if,
            "--adopt": adopt,
            "--version": version,
            "--compare": compare,
            "--settle": settle,
            "--backtest": backtest,
        }
    )
    if municipality and explain is None:
        raise usage_refusal(
            say("--municipality tells of one course."),
            say("Write --explain with the name of the course too."),
        )
    tells = bool(explain is not None or what_if or compare or settle or backtest)
    paper = Paper(
        formats_of(output, as_json, STORY_FORMATS if tells else FORMATS, style), output, style, templates
    )
    ctx.with_resource(own_templates(templates))
    task = PlanTask(
        Desk.of(ctx),
        *_years(year, to),
        day_of(as_of, "--as-of") if as_of else None,
        tuple(area or ()),
        Written(
            tuple(pin or ()), tuple(skip or ()), tuple(why or ()), tuple(what_if or ()), tuple(free or ())
        ),
        paper,
    )
    if explain is not None:
        task.explain(explain, municipality or "")
    elif what_if:
        task.suppose()
    elif compare:
        task.compare(compare)
    elif settle:
        task.settle()
    elif backtest:
        task.look_back()
    elif version is not None:
        task.again(version)
    elif adopt:
        task.adopt(wish)
    else:
        task.propose(case_number)


def _years(first: int, to: int | None) -> tuple[int, int]:
    """First and last year. Raises Refusal (exit 2) where they cannot be planned."""
    last = to or first
    if last < first:
        raise usage_refusal(
            say("The last year comes before the first."), say("Write --to with a later year.")
        )
    if last - first >= MOST_YEARS:
        raise usage_refusal(
            say("A plan covers {most} years at most.", most=MOST_YEARS), say("Plan fewer years at a time.")
        )
    return first, last


def _refuse_together(options: Mapping[str, object]) -> None:
    """Raises Refusal (exit 2) where more than one of what can be done with a plan is asked for."""
    asked: Sequence[str] = tuple(
        name for name, value in options.items() if value is not None and value is not False and value != []
    )
    if len(asked) > 1:
        raise usage_refusal(
            say("{options} are answered one at a time.", options=tuple(asked)),
            say("Leave out all but one of them."),
        )
