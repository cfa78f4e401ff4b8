"""kfond application: an application for funding through its whole life."""

from __future__ import annotations

import typer

from kfond.commands.application_follow_up import measures, outcome, report
from kfond.commands.application_life import list_, show, step
from kfond.commands.application_papers import render
from kfond.commands.application_texts import check, new

application = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Write an application for funding, and follow it through its whole life.",
)
EXAMPLES = """Examples:

kfond application new sodertalje-2018 --year 2021 --title "MAFI"

kfond application check sodertalje-2018-2021

kfond application step sodertalje-2018-2021 submitted --on 2021-03-15 --by kontorschef"""
"""Shown below the help."""


@application.callback()
def _application() -> None:
    """Write an application for funding, and follow it through its whole life."""


application.command("new")(new)
application.command("check")(check)
application.command("render")(render)
application.command("step")(step)
application.command("outcome")(outcome)
application.command("report")(report)
application.command("measures")(measures)
application.command("list")(list_)
application.command("show")(show)
