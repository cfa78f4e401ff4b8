"""kfond application: an application for money, through its whole life. Each of its verbs has a file of its own."""

from __future__ import annotations

import typer

from kfond.commands.application_funds import funds

application = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Show the funds, and write, follow and account for applications to them.",
)
EXAMPLES = """kfond application funds
kfond application funds sodertalje-2018"""
"""Shown below the help."""


@application.callback()
def _application() -> None:
    """Show the funds, and write, follow and account for applications to them."""


application.command("funds")(funds)
