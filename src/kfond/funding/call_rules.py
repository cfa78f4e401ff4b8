"""What may be entered on a call, and what is said where it may not: what was read, and what is allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from kfond.errors import ExitCode, Problem, Refusal
from kfond.funding.budget import in_rounding
from kfond.funding.calls import Advice, Assessment, Call, Decision, Incoming, Word, deciders, same_role
from kfond.funding.fund import Fund, Rounding, Way
from kfond.funding.ledger import kronor
from kfond.funding.persons import private
from kfond.messages import Message, say
from kfond.provenance import Place

Fault = tuple[Message, Message]
STEPS = {Rounding.NONE: 1, Rounding.KRONA_DOWN: 100, Rounding.THOUSAND_UP: 100_000}
"""What a rounded amount is a multiple of, in öre."""


def opened(call: Call, others: Iterable[Call]) -> Call:
    """A new call. `others` are all calls that stand. Raises Refusal (exit 3) with everything that speaks against it."""
    _refuse(call.key, _call_faults(call, tuple(others)))
    return call


def received(call: Call, incoming: Incoming, today: date) -> Call:
    """The call with one more application, which gets the next number unless it has one. Raises Refusal (exit 3)."""
    _refuse(incoming.file or call.key, _incoming_faults(call, incoming, today))
    number = incoming.number or max((each.number for each in call.incoming), default=0) + 1
    return replace(call, incoming=(*call.incoming, replace(incoming, number=number)))


def assessed(call: Call, assessment: Assessment, today: date) -> Call:
    """The call with one more assessment. Raises Refusal (exit 3) with everything that speaks against it."""
    incoming = incoming_of(call, str(assessment.number))
    _refuse(_place(call, incoming), _assessment_faults(incoming, assessment, today))
    return replace(call, assessments=(*call.assessments, assessment))


def decided(call: Call, word: Word, today: date) -> Call:
    """The call with what one decider has decided. Raises Refusal (exit 3) with everything that speaks against it."""
    incoming = incoming_of(call, str(word.number))
    _refuse(_place(call, incoming), decision_faults(call, incoming, word, today))
    return call.with_word(word)


def incoming_of(call: Call, key: str) -> Incoming:
    """The application of that number. Raises Refusal (exit 3) with those that there are."""
    for incoming in call.incoming:
        if incoming.key == key:
            return incoming
    known = tuple(incoming.key for incoming in call.incoming)
    problem = Problem(
        Place(call.key),
        say("There is no application {number} in the call.", number=key),
        say("There are {keys}.", keys=known)
        if known
        else say("None has come so far; {command} takes one in.", command=f"kfond call receive {call.key}"),
    )
    raise Refusal(ExitCode.DATA, problem)


def most_to_grant(call: Call, number: int, year: int) -> int:
    """The most that may be granted to an application for a year, in öre, rounded as the fund rounds."""
    others = sum(call.standing(each.number, year).reserved for each in call.incoming if each.number != number)
    step = STEPS[call.fund.rounding]
    return (call.frames[year] - others) // step * step


def _refuse(place: str, faults: Iterable[Fault]) -> None:
    problems = [Problem(Place(place), what, remedy) for what, remedy in faults]
    if problems:
        raise Refusal(ExitCode.DATA, *problems)


def _place(call: Call, incoming: Incoming) -> str:
    return f"{call.key} {incoming.key}"


def _call_faults(call: Call, others: tuple[Call, ...]) -> Iterator[Fault]:
    if any(other.key == call.key for other in others):
        yield (
            say("There is a call “{key}” already.", key=call.key),
            say("Name the new one with --id."),
        )
    if call.fund.way is not Way.APPLICATION:
        yield (
            say("Nobody applies to {fund}: its money is shared out already.", fund=call.fund.key),
            say("Name a fund whose file says {way}.", way='way = "application"'),
        )
    if call.closes < call.opens:
        yield (
            say("The call closes on {closes}, before it opens.", closes=call.closes.isoformat()),
            say("Write --closes with a day from {first} on.", first=call.opens.isoformat()),
        )
    for year, frame in call.frames.items():
        yield from _frame_faults(call.fund, year, frame, others)


def _frame_faults(fund: Fund, year: int, frame: int, others: tuple[Call, ...]) -> Iterator[Fault]:
    if fund.years and not fund.years[0] <= year <= fund.years[1]:
        first, last = fund.years
        yield (
            say("{year} is no year of {fund}.", year=str(year), fund=fund.key),
            say("Write a year from {first} to {last}.", first=str(first), last=str(last)),
        )
    if frame <= 0:
        yield (
            say("The frame for {year} is {amount} kronor.", year=str(year), amount=kronor(frame)),
            say("Write an amount above 0."),
        )
    whole = fund.frame.get(year)
    taken = sum(other.frames.get(year, 0) for other in others if other.fund.key == fund.key)
    if whole is not None and taken + frame > whole:
        yield (
            say(
                "The fund has {whole} kronor for {year}, of which other calls have {taken}.",
                whole=kronor(whole),
                year=str(year),
                taken=kronor(taken),
            ),
            say("Write a frame of at most {allowed} kronor.", allowed=kronor(max(0, whole - taken))),
        )


def _incoming_faults(call: Call, incoming: Incoming, today: date) -> Iterator[Fault]:
    yield from private(incoming.applicant, incoming.title, incoming.late_reason)
    if incoming.received_on < call.opens or incoming.received_on > today:
        yield (
            say("{day} is before the call opens, or has not come yet.", day=incoming.received_on.isoformat()),
            say(
                "Write a day from {first} to {last}.",
                first=call.opens.isoformat(),
                last=max(call.opens, today).isoformat(),
            ),
        )
    if incoming.received_on > call.closes and not incoming.late_reason:
        yield (
            say(
                "{day} is after the last day to apply, {closes}.",
                day=incoming.received_on.isoformat(),
                closes=call.closes.isoformat(),
            ),
            say("To take it all the same, write --late and say why with --why."),
        )
    if incoming.received_on <= call.closes and incoming.late_reason:
        yield (
            say(
                "{day} is not after the last day to apply, {closes}.",
                day=incoming.received_on.isoformat(),
                closes=call.closes.isoformat(),
            ),
            say("It is in time: leave out --late and --why."),
        )
    if incoming.applied is not None and incoming.applied <= 0:
        yield (
            say("It applies for {amount} kronor.", amount=kronor(incoming.applied)),
            say("Write an amount above 0."),
        )
    same = next((each for each in call.incoming if _is_same(each, incoming)), None)
    if same:
        yield (
            say("The same application has come already: it has number {number}.", number=same.key),
            say("Take in each application once."),
        )


def _is_same(one: Incoming, other: Incoming) -> bool:
    """The same file; on paper, the same applicant, title and amount."""
    if one.is_on_paper != other.is_on_paper:
        return False
    if not one.is_on_paper:
        return one.sha256 == other.sha256
    said = [(same_role(each.applicant), same_role(each.title), each.applied) for each in (one, other)]
    return said[0] == said[1]


def _assessment_faults(incoming: Incoming, assessment: Assessment, today: date) -> Iterator[Fault]:
    yield from _said_by(incoming, assessment.by, assessment.on, incoming.received_on, today)
    yield from private(assessment.by, assessment.why)
    if not assessment.why:
        yield say("The assessment has no reason."), say("Say why with --why.")
    applied, amount = incoming.applied, assessment.amount
    if assessment.advice is Advice.REFUSE:
        if amount:
            yield (
                say("A refusal has no amount."),
                say("Leave --amount out, or write {option}.", option="--recommend part"),
            )
    elif amount <= 0:
        yield (
            say("It is not said how much is recommended."),
            say("Write the kronor with --amount."),
        )
    elif assessment.advice is Advice.PART and applied is not None and amount >= applied:
        yield (
            say(
                "{amount} kronor are not less than the {applied} that were applied for.",
                amount=kronor(amount),
                applied=kronor(applied),
            ),
            say("Write a smaller amount, or {option}.", option="--recommend grant"),
        )


def decision_faults(call: Call, incoming: Incoming, word: Word, today: date) -> Iterator[Fault]:
    """Everything that speaks against what a decider decides, each with what is allowed."""
    if word.year not in call.frames:
        yield (
            say("{year} is no year of the call.", year=str(word.year)),
            say("The call grants money for {years}.", years=tuple(map(str, call.years))),
        )
        return
    yield from _said_by(incoming, word.by, word.on, incoming.received_on, today)
    yield from private(word.by, word.why)
    if word.on <= call.closes:
        yield (
            say(
                "{day} is not after the last day to apply, {closes}.",
                day=word.on.isoformat(),
                closes=call.closes.isoformat(),
            ),
            say("Decide when the last day has passed."),
        )
    yield from _decider(call, word)
    yield from _amount(call, incoming, word)


def _decider(call: Call, word: Word) -> Iterator[Fault]:
    """Whether the role decides, has not done so, and decides as the one before it."""
    roles, standing = deciders(call.fund), call.standing(word.number, word.year)
    if roles and same_role(word.by) not in map(same_role, roles):
        yield (
            say("{role} does not decide on this fund.", role=word.by or "–"),
            say("Write --by with one of: {roles}.", roles=roles),
        )
    if word.is_anew:
        if not word.why:
            yield say("A decision anew needs a reason."), say("Say why with --why.")
        return
    if standing.begun is None and standing.held:
        yield (
            say(
                "{year} is decided already: {amount} kronor.",
                year=str(word.year),
                amount=kronor(standing.held.amount),
            ),
            say("To decide it once more, write --anew and say why with --why."),
        )
    elif standing.begun:
        yield from _as_begun(standing.begun, word)


def _as_begun(begun: Decision, word: Word) -> Iterator[Fault]:
    first = begun.words[0]
    if same_role(word.by) in {same_role(each.by) for each in begun.words}:
        yield (
            say("{role} has decided already.", role=word.by),
            say("It waits for {roles}.", roles=begun.waits_for),
        )
    if word.amount != begun.amount:
        yield (
            say(
                "{role} has decided {amount} kronor; all deciders must decide alike.",
                role=first.by,
                amount=kronor(first.amount),
            ),
            say("Decide the same, or write --anew and let all of them decide once more."),
        )


def _amount(call: Call, incoming: Incoming, word: Word) -> Iterator[Fault]:
    most = most_to_grant(call, incoming.number, word.year)
    if word.amount > most:
        frame = call.of_year(word.year)
        figures = {"amount": kronor(word.amount), "year": str(word.year), "left": kronor(frame.left)}
        yield (
            say(
                "{amount} kronor are beyond the frame for {year}: {left} kronor are left, of which {begun} are held "
                "for a decision that waits.",
                **figures,
                begun=kronor(frame.begun),
            )
            if frame.begun
            else say("{amount} kronor are beyond the frame for {year}: {left} kronor are left.", **figures),
            say("Grant at most {allowed} kronor to this application.", allowed=kronor(max(0, most))),
        )
    if word.amount and word.amount != in_rounding(call.fund, word.amount):
        yield (
            say("{amount} kronor are not rounded as the fund rounds.", amount=kronor(word.amount)),
            say("Write {rounded}.", rounded=kronor(in_rounding(call.fund, word.amount))),
        )
    begun = call.standing(word.number, word.year).begun
    if not word.why and not word.is_anew and begun is None:
        yield from _unexplained(call, incoming, word)


def _unexplained(call: Call, incoming: Incoming, word: Word) -> Iterator[Fault]:
    """A refusal, and more or less than was applied for, need a reason; the fund's own rounding is one."""
    others = (call.standing(incoming.number, year) for year in call.years if year != word.year)
    in_all = sum(each.reserved for each in others) + word.amount
    applied = incoming.applied
    if not word.amount:
        yield say("A refusal needs a reason."), say("Say why with --why.")
    elif applied is not None and in_all > max(applied, in_rounding(call.fund, applied)):
        yield (
            say(
                "{amount} kronor are more than the {applied} that were applied for.",
                amount=kronor(in_all),
                applied=kronor(applied),
            ),
            say("Say why with --why, or grant less."),
        )
    elif applied is not None and in_all < min(applied, in_rounding(call.fund, applied)):
        yield (
            say(
                "{amount} kronor are less than the {applied} that were applied for.",
                amount=kronor(in_all),
                applied=kronor(applied),
            ),
            say("Say why with --why."),
        )


def _said_by(incoming: Incoming, by: str, on: date, first: date, today: date) -> Iterator[Fault]:
    if not by:
        yield say("Nobody is said to have done it."), say("Write a role with --by.")
    if on < first or on > today:
        yield (
            say("{day} has not come yet.", day=on.isoformat())
            if on > today
            else say(
                "{day} is before the day on which application {number} came.",
                day=on.isoformat(),
                number=incoming.key,
            ),
            say("Write a day from {first} to {last}.", first=first.isoformat(), last=today.isoformat()),
        )
