"""kfond call receive, assess and decide: what comes in, what is proposed, what is decided."""

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
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlmodel import Session

    from kfond.funding.calls import Advice, Call, Incoming, Word

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


def assess(
    ctx: typer.Context,
    call: CallKey,
    application: Number,
    recommend: Annotated[
        str,
        typer.Option(
            metavar="ADVICE",
            help="grant (bevilja) all that was applied for, part (delvis) or refuse (avslå).",
        ),
    ],
    by: Annotated[str, typer.Option("--by", metavar="ROLE", help="Who assesses: a role, never a name.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")],
    amount: Annotated[
        str, typer.Option(metavar="AMOUNT", help="The kronor recommended; for grant else all of them.")
    ] = "",
    on: On = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Record what a role recommends for an application; the latest of a role counts."""
    from kfond.commands.call_json import incoming_as_json
    from kfond.db.log import write_entry
    from kfond.funding.budget import in_rounding
    from kfond.funding.call_actions import call_of, keep_assessment
    from kfond.funding.call_rules import assessed, incoming_of
    from kfond.funding.call_words import ADVICE
    from kfond.funding.calls import Advice, Assessment
    from kfond.funding.ledger import kronor

    desk = Desk.of(ctx)
    wanted = _advice(recommend)
    day = day_of(on, "--on") if on else desk.today
    with desk.writing(keep=not dry_run) as session:
        before = call_of(session, call)
        incoming = incoming_of(before, application)
        ore = ore_of(amount) if amount else 0
        if wanted is Advice.GRANT and not amount and incoming.applied is not None:
            ore = in_rounding(before.fund, incoming.applied)
        said = Assessment(incoming.number, wanted, ore, by.strip(), day, why.strip())
        after = assessed(before, said, desk.today)
        advice = ADVICE[said.advice]
        summary = say(
            "{role} on application {number} of {call}: {advice}.",
            role=said.by,
            number=incoming.key,
            call=before.key,
            advice=say("{advice}, {amount} kronor", advice=advice, amount=kronor(ore)) if ore else advice,
        )
        entry = write_entry(
            session, desk.now, f"call assess {before.key} {incoming.key}", summary, desk.language
        )
        keep_assessment(session, before, said, entry)
    if as_json:
        desk.out_json({**incoming_as_json(after, incoming), "dry_run": dry_run})
        return
    desk.tell_done(summary, dry_run=dry_run)


def _advice(text: str) -> Advice:
    """A recommendation by its key or by its name in any language. Raises Refusal (exit 2)."""
    from kfond.choices import meant, one_of
    from kfond.funding.calls import Advice

    names = {
        Advice.GRANT.value: say("grant"),
        Advice.PART.value: say("part"),
        Advice.REFUSE.value: say("refuse"),
    }
    advice = meant(text, names)
    if advice is None:
        raise usage_refusal(say("“{text}” is no recommendation.", text=text), one_of(text, names))
    return Advice(advice)


def decide(
    ctx: typer.Context,
    call: CallKey,
    application: Number,
    by: Annotated[
        list[str],
        typer.Option(
            "--by", metavar="ROLE", help="Who decides; once for each who does. A role, never a name."
        ),
    ],
    grant: Annotated[
        str, typer.Option(metavar="AMOUNT", help="The kronor granted; rounded as the fund rounds.")
    ] = "",
    refuse: Annotated[bool, typer.Option("--refuse", help="Nothing is granted; say why.")] = False,
    year: Annotated[
        int | None,
        typer.Option(metavar="YEAR", help="The year that it is for; needed where the call has several."),
    ] = None,
    on: On = None,
    why: Why = "",
    anew: Annotated[
        bool, typer.Option("--anew", help="It takes the place of a decision made before; say why.")
    ] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Record what is decided on an application; it holds when all deciders of the fund have decided alike."""
    from kfond.commands.call_json import call_as_json, incoming_as_json
    from kfond.db.log import write_entry
    from kfond.funding.call_actions import call_of, keep_word
    from kfond.funding.call_rules import decided, incoming_of
    from kfond.funding.calls import Word

    desk = Desk.of(ctx)
    day = day_of(on, "--on") if on else desk.today
    if bool(grant) == refuse:
        raise usage_refusal(
            say("A decision grants or refuses."), say("Write --grant with an amount, or --refuse.")
        )
    with desk.writing(keep=not dry_run) as session:
        after = before = call_of(session, call)
        incoming = incoming_of(before, application)
        ore = _granted(desk, before, grant) if grant else 0
        words = [
            Word(incoming.number, of, ore, role.strip(), day, why.strip(), anew and place == 0)
            for of in _years(before, incoming, year, refuse)
            for place, role in enumerate(by)
        ]
        for word in words:
            after = decided(after, word, desk.today)
        summary = _decided_in_words(before, words)
        entry = write_entry(
            session, desk.now, f"call decide {before.key} {incoming.key}", summary, desk.language
        )
        for word in words:
            keep_word(session, before, word, entry)
    if as_json:
        desk.out_json({**incoming_as_json(after, incoming), "call": call_as_json(after), "dry_run": dry_run})
        return
    desk.tell_done(summary, dry_run=dry_run)
    _tell_where_it_stands(desk, after, words)


def _granted(desk: Desk, call: Call, text: str) -> int:
    """The amount, rounded as the fund rounds, which is told. Raises Refusal (exit 2) for nothing."""
    from kfond.funding.budget import in_rounding
    from kfond.funding.ledger import kronor

    said = ore_of(text)
    rounded = in_rounding(call.fund, said)
    if rounded <= 0:
        raise usage_refusal(
            say("{amount} kronor grant nothing.", amount=kronor(said)),
            say("Write an amount above 0, or --refuse."),
        )
    if rounded != said:
        desk.say(
            say(
                "{amount} kronor are rounded to {rounded}, as the fund rounds.",
                amount=kronor(said),
                rounded=kronor(rounded),
            )
        )
    return rounded


def _years(call: Call, incoming: Incoming, year: int | None, refuse: bool) -> tuple[int, ...]:
    """The year as said, or the only one; of a refusal every year on which nothing else holds."""
    if year is not None:
        return (year,)
    if len(call.years) == 1:
        return call.years
    if not refuse:
        raise usage_refusal(
            say("The call has several years: {years}.", years=tuple(map(str, call.years))),
            say("Say with --year which one the money is for."),
        )
    return tuple(each for each in call.years if not call.standing(incoming.number, each).held) or call.years


def _decided_in_words(call: Call, words: Sequence[Word]) -> Message:
    from kfond.funding.ledger import kronor

    word = words[0]
    roles = tuple(dict.fromkeys(each.by for each in words))
    years = tuple(dict.fromkeys(str(each.year) for each in words))
    if not word.amount:
        return say(
            "Application {number} of {call}, {years}: refused by {roles}.",
            number=str(word.number),
            call=call.key,
            years=years,
            roles=roles,
        )
    return say(
        "Application {number} of {call}, {years}: {amount} kronor granted by {roles}.",
        number=str(word.number),
        call=call.key,
        years=years,
        amount=kronor(word.amount),
        roles=roles,
    )


def _tell_where_it_stands(desk: Desk, call: Call, words: Sequence[Word]) -> None:
    """For whom it waits, and what is left of each year."""
    waits = dict.fromkeys(_waits(call, words))
    if waits:
        desk.say(say("It does not hold yet: it waits for {roles}.", roles=tuple(waits)))
    tell_of_frames(desk, call)


def _waits(call: Call, words: Sequence[Word]) -> Iterator[str]:
    for word in words:
        begun = call.standing(word.number, word.year).begun
        yield from begun.waits_for if begun else ()


def tell_of_frames(desk: Desk, call: Call) -> None:
    """The frame of each year, what is granted of it and what is left."""
    from kfond.funding.ledger import kronor

    for year in map(call.of_year, call.years):
        desk.say(
            say(
                "{year}: of {frame} kronor {granted} are granted, {left} are left.",
                year=str(year.year),
                frame=kronor(year.frame),
                granted=kronor(year.granted),
                left=kronor(year.left),
            )
        )
        if year.begun:
            desk.say(
                say(
                    "{year}: {begun} of what is left are held for a decision that waits.",
                    year=str(year.year),
                    begun=kronor(year.begun),
                )
            )
