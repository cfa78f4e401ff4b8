"""kfond demo: the whole way on a real region, in a folder to look into."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from kfond.commands.desk import Desk, write_whole
from kfond.errors import reason_of, usage_refusal
from kfond.messages import say

EXAMPLES = ("staffing.xlsx", "bilaga1-personal-2017.xlsx")
PLAN_YEARS = (2018, 2019)
REPORT_YEAR = 2017
DATABASE, PLAN, REPORT = "kfond.db", "kompetensplan-2018-2019.md", "rapport-2017.md"


def demo(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder to make.")] = Path("kfond-demo"),
) -> None:
    """Make a folder with real figures of 2017, and import, plan and report them."""
    from kfond.commands.importing import import_files
    from kfond.plan.actions import proposal
    from kfond.reports.actions import annual_report
    from kfond.reports.annual.as_markdown import as_markdown
    from kfond.reports.plan.as_markdown import as_markdown as plan_as_markdown

    desk = Desk.of(ctx)
    _write_examples(folder)
    desk.note("db", folder / DATABASE)
    import_files(desk, [folder / EXAMPLES[0]])
    with desk.reading() as session:
        proposed = proposal(session, *PLAN_YEARS, desk.today, date(PLAN_YEARS[0] - 1, 12, 31))
        report = annual_report(session, REPORT_YEAR)
    write_whole(folder / PLAN, plan_as_markdown(proposed))
    write_whole(folder / REPORT, as_markdown(report))
    desk.out(
        desk.words(
            say(
                "The plan for 2018–2019: {plan}\nThe report for 2017: {report}\n"
                "The sheets that they come from: {sheet}\n"
                "The database: {database}\n\nTry next, in {folder}:\n"
                "  {kfond} staffing            what each municipality answered, cell by cell\n"
                "  {kfond} plan --year 2018    another plan\n"
                "  {kfond} trace 1003          the cells behind a figure",
                kfond=_own_name(),
                plan=(folder / PLAN).absolute(),
                report=(folder / REPORT).absolute(),
                sheet=(folder / EXAMPLES[0]).absolute(),
                database=desk.path,
                folder=folder.absolute(),
            )
        )
    )


def _own_name() -> str:
    """How to call kfond from another folder: by its name where that is on the path, else in full."""
    script = Path(sys.argv[0]).absolute()
    return str(script) if script.stem == "kfond" and not shutil.which("kfond") else "kfond"


def _write_examples(folder: Path) -> None:
    """The example workbooks, into a new folder or over what an earlier demo wrote there."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / EXAMPLES[0]).exists():
        raise usage_refusal(
            say("The folder {folder} is not empty.", folder=folder.absolute()),
            say("Name a new one: kfond demo DIR."),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in EXAMPLES:
            content = (resources.files("kfond") / "data" / "demo" / name).read_bytes()
            (folder / name).write_bytes(content)
    except OSError as fault:
        raise usage_refusal(
            say("{path} cannot be written: {reason}.", path=folder.absolute(), reason=reason_of(fault)),
            say("Name a folder that you may write to: kfond demo DIR."),
        ) from fault
