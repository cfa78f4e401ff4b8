"""kfond call receive: what comes in to a call, as files or on paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, day_of
from kfond.commands.fund_amounts import ore_of
from kfond.commands.fund_recording import DryRun, On
from kfond.errors import ExitCode, Problem, Refusal, usage_refusal
from kfond.messages import Message, say, say_count
from kfond.provenance import Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlmodel import Session

    from kfond.funding.calls import Call, Incoming

CallKey = Annotated[str, typer.Argument(metavar="CALL", help="The call, as kfond call list names it.")]
Number = Annotated[
    str, typer.Argument(metavar="APPLICATION", help="Its number, as kfond call compare shows it.")
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")]
AsJson = Annotated[bool, typer.Option("--json", help="The same in öre, for scripts.")]


@dataclass(frozen=True, slots=True)
class Paper:
    """What is said of an application that came on paper."""

    applicant: str
    title: str
    amount: str
    persons: int | None
    start: str | None
    end: str | None

    @property
    def is_said(self) -> bool:
        """Whether anything of it is."""
        return bool(self.applicant or self.title or self.amount)


def receive(
    ctx: typer.Context,
    call: CallKey,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Applications as files of kfond.")
    ] = None,
    applicant: Annotated[
        str, typer.Option(metavar="TEXT", help="Who applies, for an application on paper.")
    ] = "",
    title: Annotated[str, typer.Option(metavar="TEXT", help="What it is called, on paper.")] = "",
    amount: Annotated[str, typer.Option(metavar="AMOUNT", help="The kronor applied for, on paper.")] = "",
    persons: Annotated[
        int | None, typer.Option(min=1, metavar="NUMBER", help="How many it reaches directly, on paper.")
    ] = None,
    start: Annotated[str | None, typer.Option(metavar="DATE", help="Its first day, on paper.")] = None,
    end: Annotated[str | None, typer.Option(metavar="DATE", help="Its last day, on paper.")] = None,
    on: On = None,
    late: Annotated[
        bool, typer.Option("--late", help="It came after the last day and is taken all the same; say --why.")
    ] = False,
    why: Why = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Take in applications: files of kfond, or one on paper by what is said of it."""
    from kfond.commands.call_json import incoming_as_json
    from kfond.db.log import write_entry
    from kfond.funding.call_actions import call_of, keep_incoming

    desk = Desk.of(ctx)
    paper = Paper(applicant.strip(), title.strip(), amount, persons, start, end)
    day = day_of(on, "--on") if on else desk.today
    reason = _late_reason(late, why)
    with desk.writing(keep=not dry_run) as session:
        before = call_of(session, call)
        came = _come(before, files or (), paper, day, reason)
        after = _taken_in(session, before, came, desk.today)
        new = after.incoming[len(before.incoming) :]
        summary = say_count(
            "Took {count} application into {call}.",
            "Took {count} applications into {call}.",
            len(new),
            call=before.key,
        )
        entry = write_entry(session, desk.now, f"call receive {before.key}", summary, desk.language)
        for each in new:
            keep_incoming(session, before, each, entry)
    if as_json:
        desk.out_json([{**incoming_as_json(after, each), "dry_run": dry_run} for each in new])
        return
    desk.tell_done(summary, dry_run=dry_run)
    for each in new:
        desk.say(_told(each))


def _late_reason(late: bool, why: str) -> str:
    if late != bool(why.strip()):
        raise usage_refusal(
            say("An application after the last day needs both --late and --why."),
            say("Write both, or leave out both."),
        )
    return why.strip()


def _come(call: Call, files: Sequence[Path], paper: Paper, day: date, reason: str) -> tuple[Incoming, ...]:
    """What came, as files or on paper. Raises Refusal (exit 2) for neither or both, (exit 3) with everything that is
    wrong in any of the files."""
    if bool(files) == paper.is_said:
        raise usage_refusal(
            say("An application comes as a file or on paper."),
            say("Name files, or write --applicant, --title and --amount."),
        )
    if paper.is_said:
        return (_on_paper(paper, day, reason),)
    found: list[Incoming] = []
    problems: list[Problem] = []
    for file in files:
        try:
            found.append(_in_file(call, file, day, reason))
        except Refusal as refusal:
            problems += refusal.problems
    if problems:
        raise Refusal(ExitCode.DATA, *problems)
    return tuple(found)


def _on_paper(paper: Paper, day: date, reason: str) -> Incoming:
    from kfond.funding.application import TargetGroup
    from kfond.funding.calls import DIRECT, Incoming

    if not (paper.applicant and paper.title and paper.amount):
        raise usage_refusal(
            say("An application on paper needs who applies, what it is called and how much it asks for."),
            say("Write --applicant, --title and --amount."),
        )
    return Incoming(
        number=0,
        applicant=paper.applicant,
        title=paper.title,
        applied=ore_of(paper.amount),
        start=day_of(paper.start, "--start") if paper.start else None,
        end=day_of(paper.end, "--end") if paper.end else None,
        groups=(TargetGroup(DIRECT, "", paper.persons),) if paper.persons is not None else (),
        received_on=day,
        late_reason=reason,
    )


def _in_file(call: Call, file: Path, day: date, reason: str) -> Incoming:
    """An application's file. Raises Refusal (exit 3) with all that is wrong in it, or where it is to another fund."""
    from kfond.commands.application_texts import text_of
    from kfond.funding.actions import fingerprint_of
    from kfond.funding.application_file import fund_named_in, read_application
    from kfond.funding.calls import incoming_in

    text = text_of(file)
    named = fund_named_in(text, str(file))
    if named != call.fund.key:
        problem = Problem(
            Place(str(file)),
            say("The application is written to the fund “{named}”.", named=named),
            say("The call is of “{fund}”; ask the applicant which fund is meant.", fund=call.fund.key),
        )
        raise Refusal(ExitCode.DATA, problem)
    application = read_application(text, str(file), call.fund)
    return incoming_in(application, call.fund, fingerprint_of(text), day, reason)


def _taken_in(session: Session, call: Call, came: Sequence[Incoming], today: date) -> Call:
    """The call with all that came, or a Refusal with everything that speaks against any of it."""
    from dataclasses import replace

    from kfond.funding.call_actions import next_number
    from kfond.funding.call_rules import received

    problems: list[Problem] = []
    for number, incoming in enumerate(came, next_number(session, call)):
        try:
            call = received(call, replace(incoming, number=number), today)
        except Refusal as refusal:
            problems += refusal.problems
    if problems:
        raise Refusal(ExitCode.DATA, *problems)
    return call


def _told(incoming: Incoming) -> Message:
    from kfond.funding.ledger import kronor

    applied = say("not known") if incoming.applied is None else kronor(incoming.applied)
    return say(
        "{number}: {title}, {applicant}; kronor applied for: {applied}.",
        number=incoming.key,
        title=incoming.title or say("no title"),
        applicant=incoming.applicant or say("applicant not known"),
        applied=applied,
    )
