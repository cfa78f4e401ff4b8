"""kfond fund: the money of applications, side by side, and the verbs that enter what happened to it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kfond.commands import fund_conditions, fund_entries
from kfond.commands.call_papers import FORMATS, Output, Style, Templates
from kfond.commands.desk import Desk
from kfond.messages import say

fund = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    help="Show the money of applications: applied for, granted, paid, used, left; and enter it.",
)
EXAMPLES = """kfond fund --year 2021 -o fonder-2021.xlsx
kfond fund grant mafi "81 tkr" --year 2021 --on 2021-05-21
kfond fund plan mafi 40500 --on 2021-09-01
kfond fund pay mafi 40500 --payment 1 --on 2021-09-03
kfond fund use mafi 12000 --voucher 2021-0417 --item Teoridag --line teoridag --on 2021-09-20 --other "egen budget=25%"
kfond fund co-finance mafi --hours 12,5 --rate 345 --by Orust --on 2021-09-20
kfond fund condition mafi rapport --text "Lägesrapport lämnad" --payment 2 --due 2021-11-01"""
"""Shown below the help."""

for name, verb in fund_entries.VERBS.items():
    fund.command(name)(verb)
fund.command("condition")(fund_conditions.condition)
fund.command("met")(fund_conditions.met)


@fund.callback()
def overview(
    ctx: typer.Context,
    year: Annotated[
        int | None,
        typer.Option("--year", min=1990, max=2099, metavar="YEAR", help="Only what is for that year."),
    ] = None,
    output: Output = None,
    style: Style = None,
    templates: Templates = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same in öre, for scripts.")] = False,
) -> None:
    """Show the money of applications: applied for, granted, paid, used, left; and enter it."""
    from kfond.commands.fund_papers import Paper
    from kfond.commands.fund_screen import show
    from kfond.commands.papers import deliver, formats_of
    from kfond.funding.money_actions import accounts, costs_of_lists
    from kfond.reports.fronts import front_of
    from kfond.reports.funding.money import money_title
    from kfond.reports.render import own_templates

    if ctx.invoked_subcommand:
        return
    desk = Desk.of(ctx)
    formats = formats_of(output, as_json, FORMATS, style)
    ctx.with_resource(own_templates(templates))
    with desk.reading() as session:
        found = accounts(session, desk.today)
        left_out = costs_of_lists(session).problems
        front = front_of(session, money_title(year), "", desk.today)
    for problem in left_out:
        desk.insist(say("Not counted: {problem}", problem=problem.in_words(desk.language)))
    if not found:
        desk.say(say("There are no applications; {command} begins one.", command="kfond application new"))
    found = tuple(account for account in found if year is None or year in account.standing.by_year)
    if sys.stdout.isatty() and output is None and not as_json and templates is None:
        show(desk, found, year)
        return
    paper = Paper(found, year, front, formats, style)
    deliver(desk, paper.contents(desk), output, f"fonder-{year}" if year else "fonder")
