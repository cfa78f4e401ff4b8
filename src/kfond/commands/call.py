"""kfond call: a fund of one's own. Makes calls and lists them; the other verbs have files of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.application_funds import FundsFolder, folder_of_funds
from kfond.commands.call_applications import AsJson, receive
from kfond.commands.call_decisions import assess, decide, tell_of_frames
from kfond.commands.call_papers import compare, minutes
from kfond.commands.desk import Desk, day_of
from kfond.commands.fund_amounts import ore_of
from kfond.commands.fund_recording import DryRun
from kfond.errors import usage_refusal
from kfond.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kfond.funding.fund import Fund

call = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Run a fund of your own: a call, what comes in side by side, decisions within the frame, minutes.",
)
EXAMPLES = """kfond call new var-fond --year 2027 --frame 500000 --opens 2026-09-01 --closes 2026-10-01
kfond call receive var-fond-2027 inkommet/*.md --on 2026-09-28
kfond call compare var-fond-2027 -o ansokningar.pdf
kfond call assess var-fond-2027 1 --recommend part --amount 60000 --by ekonomiavdelningen --why "Handledningen ryms"
kfond call decide var-fond-2027 1 --grant 60000 --by kommundirektör --why "Som föreslaget"
kfond call minutes var-fond-2027 -o protokoll.docx"""
"""Shown below the help."""


@call.callback()
def _call() -> None:
    """Run a fund of your own: a call, what comes in side by side, decisions within the frame, minutes."""


def new(
    ctx: typer.Context,
    fund: Annotated[
        str, typer.Argument(metavar="FUND", help="The fund, as kfond application funds lists it.")
    ],
    opens: Annotated[str, typer.Option(metavar="DATE", help="The first day to apply.")],
    closes: Annotated[str, typer.Option(metavar="DATE", help="The last day to apply.")],
    year: Annotated[
        int | None,
        typer.Option(min=1990, max=2099, metavar="YEAR", help="The year that the money is for."),
    ] = None,
    frame: Annotated[
        list[str] | None,
        typer.Option(
            metavar="AMOUNT",
            help="What may be granted for the year; for several years once a year, such as 2027=500000. Else the "
            "frame that the fund's file has for the year.",
        ),
    ] = None,
    key: Annotated[
        str,
        typer.Option("--id", metavar="ID", help="Its short name in commands; else the fund and the year."),
    ] = "",
    funds: FundsFolder = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Make a call: what may be granted for which years, and when one may apply."""
    from kfond.commands.call_json import call_as_json
    from kfond.db.log import write_entry
    from kfond.funding.call_actions import calls, keep_call
    from kfond.funding.call_rules import opened
    from kfond.funding.calls import Call
    from kfond.funding.known_funds import fund_of

    desk = Desk.of(ctx)
    meant = fund_of(fund, folder_of_funds(desk, funds))
    frames = _frames(meant, year, frame or ())
    key = key.strip() or f"{meant.key}-{year or min(frames)}"
    first, last = day_of(opens, "--opens"), day_of(closes, "--closes")
    with desk.writing(keep=not dry_run) as session:
        made = opened(Call(key, meant, frames, first, last), calls(session))
        summary = say(
            "Made the call {key} of {fund}: apply from {opens} to {closes}.",
            key=key,
            fund=meant.title,
            opens=first.isoformat(),
            closes=last.isoformat(),
        )
        entry = write_entry(session, desk.now, f"call new {key}", summary, desk.language)
        keep_call(session, made, entry)
    if as_json:
        desk.out_json({**call_as_json(made), "dry_run": dry_run})
        return
    desk.tell_done(summary, dry_run=dry_run)
    tell_of_frames(desk, made)


def list_(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the calls: what came in, what is granted, what is left of each year."""
    from kfond.commands.call_json import call_as_json
    from kfond.funding.amounts import in_kronor
    from kfond.funding.call_actions import calls

    desk = Desk.of(ctx)
    with desk.reading() as session:
        known = calls(session)
    if as_json:
        desk.out_json([call_as_json(each) for each in known])
        return
    headings = (
        say("Call"),
        say("First day"),
        say("Last day"),
        say("Applications"),
        say("Year"),
        say("Frame, kronor"),
        say("Granted, kronor"),
        say("Left, kronor"),
    )
    rows = [
        (
            each.key,
            each.opens.isoformat(),
            each.closes.isoformat(),
            str(len(each.incoming)),
            str(year.year),
            in_kronor(year.frame),
            in_kronor(year.granted),
            in_kronor(year.left),
        )
        for each in known
        for year in map(each.of_year, each.years)
    ]
    desk.table([desk.words(heading) for heading in headings], rows)


def _frames(fund: Fund, year: int | None, said: Sequence[str]) -> Mapping[int, int]:
    """The frame of each year, in öre: as said, else as the fund's file has it. Raises Refusal (exit 2)."""
    frames: dict[int, int] = {}
    for text in said:
        before, has_year, amount = text.rpartition("=")
        if has_year and not before.strip().isdecimal():
            raise usage_refusal(
                say("“{text}” is no frame.", text=text),
                say("Write an amount, or year and amount such as {example}.", example="2027=500000"),
            )
        of = int(before) if has_year else year
        if of is None or of in frames:
            raise usage_refusal(
                say("It is not said which year the frame “{text}” is for.", text=text),
                say("Write --year, or the year before the amount, such as {example}.", example="2027=500000"),
            )
        frames[of] = ore_of(amount)
    if not frames and year is not None and year in fund.frame:
        frames[year] = fund.frame[year]
    if not frames or (year is not None and year not in frames):
        raise usage_refusal(
            say("It is not said how much the call may grant, or for which year."),
            say("Write for example {example}.", example="--year 2027 --frame 500000"),
        )
    return dict(sorted(frames.items()))


call.command("new")(new)
call.command("receive")(receive)
call.command("list")(list_)
call.command("compare")(compare)
call.command("assess")(assess)
call.command("decide")(decide)
call.command("minutes")(minutes)
