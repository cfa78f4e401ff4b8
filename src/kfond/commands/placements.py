"""kfond placements: whether rows about single placements are kept, by whose decision, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, day_of
from kfond.errors import usage_refusal
from kfond.messages import Message, say

if TYPE_CHECKING:
    from kfond.placements.disposal import Disposal
    from kfond.placements.keeping import Decision

placements = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Decide whether rows about single placements are kept, and dispose of them.",
)
EXAMPLES = """kfond placements rows --on --decision 2026-117
kfond placements dispose --before 2020 --dry-run"""
"""Shown below the help."""


@placements.callback()
def _placements() -> None:
    """Decide whether rows about single placements are kept, and dispose of them."""


@placements.command()
def rows(
    ctx: typer.Context,
    on: Annotated[bool, typer.Option("--on", help="Keep rows from now on.")] = False,
    off: Annotated[bool, typer.Option("--off", help="Take no more rows; those that are there stay.")] = False,
    decision: Annotated[
        str, typer.Option("--decision", metavar="NUMBER", help="The decision, by its case number.")
    ] = "",
    decided: Annotated[
        str | None, typer.Option("--decided", metavar="DATE", help="The day of the decision; else today.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One object, for scripts.")] = False,
) -> None:
    """Say whether rows are kept, or decide it: rows about placements, homes and referrals tell of persons."""
    from kfond.db.log import write_entry
    from kfond.placements.keeping import Decision, decide_on_rows, decision_in_force, numbers_of_rows

    desk = Desk.of(ctx)
    if not (on or off):
        if decision or decided:
            raise usage_refusal(
                say("--decision and --decided belong to --on or --off."),
                say("Write for example: kfond placements rows --on --decision 2026-117"),
            )
        with desk.reading() as session:
            force, numbers = decision_in_force(session), numbers_of_rows(session)
        _show(desk, force, numbers, as_json)
        return
    if on and off:
        raise usage_refusal(say("--on and --off do not go together."), say("Leave one of them out."))
    if not decision.strip():
        raise usage_refusal(
            say("Rows are kept, or no longer kept, by a decision."),
            say("Name it: --decision and its case number."),
        )
    day = day_of(decided, "--decided") if decided else desk.today
    made = Decision(on, decision.strip(), day)
    with desk.writing() as session:
        decide_on_rows(session, made, desk.now)
        write_entry(session, desk.now, "placements rows", _state(made), desk.language)
    desk.say(_state(made))
    if on:
        desk.say(
            say(
                "Such rows tell of persons, although by keys: whoever knows a child may know it again by its "
                "municipality and its months. Keep the file where few can read it, enter it in the register of "
                "processing, and dispose of rows when they are no longer needed ({command}).",
                command="kfond placements dispose",
            )
        )


@placements.command()
def dispose(
    ctx: typer.Context,
    before: Annotated[
        int | None,
        typer.Option(
            "--before", metavar="YEAR", help="Rows that ended before this year; else as rows_kept_years says."
        ),
    ] = None,
    decision: Annotated[
        str, typer.Option("--decision", metavar="NUMBER", help="The decision, by its case number.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One object, for scripts.")] = False,
) -> None:
    """Delete rows of what ended long ago, and keep the numbers that they came to."""
    from datetime import date

    from kfond.db.log import write_entry
    from kfond.db.settings import settings_of
    from kfond.placements.actions import dispose_of_rows

    desk = Desk.of(ctx)
    if before is not None and not 1990 <= before <= desk.today.year:
        raise usage_refusal(
            say("{year} is no year to dispose before.", year=str(before)),
            say("Write a year from 1990 to this one, for example: kfond placements dispose --before 2020"),
        )
    with desk.writing(keep=not dry_run) as session:
        year = before or desk.today.year - settings_of(session).rows_kept_years
        done = dispose_of_rows(session, date(year, 1, 1))
        if done.gone and not dry_run:
            write_entry(session, desk.now, "placements dispose", _disposed(done, decision), desk.language)
    if as_json:
        desk.out_json(
            {
                "before": year,
                "rows_deleted": done.gone,
                "rows_left": done.stay,
                "numbers_kept": done.frozen,
                "dry_run": dry_run,
            }
        )
        return
    desk.say(_disposed(done, decision))
    if dry_run:
        desk.say(say("Nothing was changed (--dry-run)."))
    elif done.gone:
        desk.say(
            say(
                "Copies of the database file, backups among them, still hold the rows: delete those too. "
                "kfond undo does not bring the rows back."
            )
        )


def _disposed(done: Disposal, decision: str) -> Message:
    year = str(done.before.year)
    if decision.strip():
        return say(
            "Rows that ended before {year}: {gone} deleted, {stay} left, {frozen} numbers kept, by "
            "decision {number}.",
            year=year,
            gone=done.gone,
            stay=done.stay,
            frozen=done.frozen,
            number=decision.strip(),
        )
    return say(
        "Rows that ended before {year}: {gone} deleted, {stay} left, {frozen} numbers kept.",
        year=year,
        gone=done.gone,
        stay=done.stay,
        frozen=done.frozen,
    )


def _state(decision: Decision | None) -> Message:
    if decision is None:
        return say("Rows about single placements are not kept; nobody has decided so.")
    if decision.is_on:
        return say(
            "Rows about single placements are kept, by decision {number} of {day}.",
            number=decision.decision,
            day=decision.decided_on.isoformat(),
        )
    return say(
        "No more rows about single placements are taken in, by decision {number} of {day}.",
        number=decision.decision,
        day=decision.decided_on.isoformat(),
    )


def _show(desk: Desk, force: Decision | None, numbers: dict[str, int], as_json: bool) -> None:
    if as_json:
        desk.out_json(
            {
                "rows_are_kept": bool(force and force.is_on),
                "decision": force.decision if force else None,
                "decided_on": force.decided_on.isoformat() if force else None,
                "rows": numbers,
            }
        )
        return
    desk.say(_state(force))
    desk.say(
        say(
            "Kept are rows of {placements} placements, {homes} homes and {referrals} referrals.",
            placements=numbers["placement_rows"],
            homes=numbers["home_rows"],
            referrals=numbers["referral_rows"],
        )
    )
