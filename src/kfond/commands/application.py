"""kfond application: an application for money, through its whole life. Its verbs have files of their own."""

from __future__ import annotations

import typer

from kfond.commands.application_follow_up import report
from kfond.commands.application_funds import funds
from kfond.commands.application_life import step
from kfond.commands.application_list import list_, show
from kfond.commands.application_outcome import measures, outcome
from kfond.commands.application_papers import render
from kfond.commands.application_texts import check, new

application = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Show the funds, and write, follow and account for applications to them.",
)
EXAMPLES = """Examples:

kfond application funds

kfond application new sodertalje-2018 --year 2021 --title "MAFI"

kfond application check sodertalje-2018-2021

kfond application step sodertalje-2018-2021 submitted --on 2021-03-15 --by kontorschef"""
"""Shown below the help."""


@application.callback()
def _application() -> None:
    """Show the funds, and write, follow and account for applications to them."""


application.command("funds")(funds)
application.command("new")(new)
application.command("check")(check)
application.command("render")(render)
application.command("step")(step)
application.command("outcome")(outcome)
application.command("report")(report)
application.command("measures")(measures)
application.command("list")(list_)
application.command("show")(show)
