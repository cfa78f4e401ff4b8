"""kfond call assess and decide: what is proposed for an application, what is decided, what is left of the frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.call_applications import AsJson, CallKey, Number, Why
from kfond.commands.desk import Desk, day_of
from kfond.commands.fund_amounts import ore_of
from kfond.commands.fund_recording import DryRun, On
from kfond.errors import usage_refusal
from kfond.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kfond.funding.calls import Advice, Call, Incoming, Word


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
