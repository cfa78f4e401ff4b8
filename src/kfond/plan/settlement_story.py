"""What is to be paid of an adopted plan when seats have been given back, told: the planned price beside the settled."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kfond.formatting import swedish_key
from kfond.messages import Message, say, say_count
from kfond.plan.costs.settling import SettledShare
from kfond.plan.costs.shares import ASSOCIATION
from kfond.plan.costs.values import ORE_IN_KRONA
from kfond.plan.costs.years import sum_of
from kfond.plan.settlement import SettledRound, Settlement
from kfond.plan.story import Chapter, Story, StoryColumn, StoryTable

NOT_KNOWN = say("not known")


def settled_story(found: Settlement) -> Story:
    """Round by round, all rounds together, and the promises of packages."""
    return Story(
        say("What is to be paid after seats were given back, version {version}", version=found.version),
        tuple(_answer(found)),
        (*(_chapter(each) for each in found.rounds), _in_all(found), *_of_promises(found)),
    )


def _answer(found: Settlement) -> Iterator[Message]:
    settled = found.rounds
    in_time = sum(sum(each.charged.in_time.values()) for each in settled)
    late = sum(sum(each.charged.late.values()) for each in settled)
    yield say_count(
        "{count} seat was given back in time, at the latest {days} days before the start, and is not paid.",
        "{count} seats were given back in time, at the latest {days} days before the start, and are not paid.",
        in_time,
        days=found.settings.release_days,
    )
    if late:
        yield say_count(
            "{count} seat was given back too late and is paid.",
            "{count} seats were given back too late and are paid.",
            late,
        )
    yield say("What is paid follows the seats that were given and not given back, not who turned up.")


def _chapter(settled: SettledRound) -> Chapter:
    found = settled.round
    payers = {share.code: share for share in settled.shares}
    codes = [
        code for code in {*payers, *settled.charged.in_time, *settled.charged.late} if code != ASSOCIATION
    ]
    rows: list[tuple[object, ...]] = [
        (
            found.names.get(code, code),
            found.seats.get(code) or 0,
            settled.charged.in_time.get(code, 0),
            settled.charged.late.get(code, 0),
            settled.charged.seats.get(code, 0),
            *_kronor_of(payers.get(code)),
        )
        for code in sorted(codes, key=lambda code: swedish_key(found.names.get(code, code)))
    ]
    if ASSOCIATION in payers:
        rows.append((say("the association"), 0, 0, 0, 0, *_kronor_of(payers[ASSOCIATION])))
    columns = (
        StoryColumn(say("Municipality")),
        StoryColumn(say("Seats in the plan"), is_number=True),
        StoryColumn(say("Given back in time"), is_number=True),
        StoryColumn(say("Given back too late"), is_number=True),
        StoryColumn(say("Seats to pay"), is_number=True),
        StoryColumn(say("Planned, kronor"), is_number=True),
        StoryColumn(say("To be paid, kronor"), is_number=True),
    )
    caption = say("{course} {term}, seats and kronor", course=found.name, term=found.term.label)
    heading = say("{course}, {area}, {term}", course=found.name, area=found.area, term=found.term.label)
    said = [settled.why] if settled.why else []
    if found.costing and found.costing.price and found.costing.price.lender:
        said.append(say("What is credited for a lent trainer is not taken off here."))
    return Chapter(heading, tuple(said), (StoryTable(caption, columns, tuple(rows)),))


def _kronor_of(share: SettledShare | None) -> tuple[object, object]:
    return (_kronor(share.planned), _kronor(share.settled)) if share else (0, 0)


def _kronor(ore: int | None) -> object:
    return NOT_KNOWN if ore is None else Decimal(ore) / ORE_IN_KRONA


def _in_all(found: Settlement) -> Chapter:
    """Both prices of every payer over the rounds; not known as soon as one of them is not."""
    names = found.names
    planned: dict[str, list[tuple[str, int | None]]] = {}
    paid: dict[str, list[tuple[str, int | None]]] = {}
    for each in found.rounds:
        for share in each.shares:
            planned.setdefault(share.code, []).append((each.round.name, share.planned))
            paid.setdefault(share.code, []).append((each.round.name, share.settled))
    rows = tuple(
        (
            names.get(code, code) if code != ASSOCIATION else say("the association"),
            _kronor(sum_of(planned[code]).total),
            _kronor(sum_of(paid[code]).total),
        )
        for code in sorted(
            planned, key=lambda code: (code == ASSOCIATION, swedish_key(names.get(code, code)))
        )
    )
    columns = (
        StoryColumn(say("Payer")),
        StoryColumn(say("Planned, kronor"), is_number=True),
        StoryColumn(say("To be paid, kronor"), is_number=True),
    )
    caption = say("What each pays for these starts together, kronor")
    said = (say("Starts of which nothing was given back cost what the plan says and are not here."),)
    return Chapter(say("All of them together"), said, (StoryTable(caption, columns, rows),))


def _of_promises(found: Settlement) -> Iterator[Chapter]:
    if not found.promises:
        return
    names = found.names
    courses = {each.round.course: each.round.name for each in found.rounds}
    rows = tuple(
        (
            names[before.commitment.code],
            courses[before.commitment.course],
            before.commitment.year,
            before.commitment.packages,
            NOT_KNOWN if before.used is None else before.used,
            NOT_KNOWN if after.used is None else after.used,
            _kronor(before.amount),
            _kronor(after.amount),
        )
        for before, after in found.promises
    )
    columns = (
        StoryColumn(say("Municipality")),
        StoryColumn(say("Course")),
        StoryColumn(say("Year"), is_number=True),
        StoryColumn(say("Promised"), is_number=True),
        StoryColumn(say("Seats in the plan"), is_number=True),
        StoryColumn(say("Seats to pay"), is_number=True),
        StoryColumn(say("Planned, kronor"), is_number=True),
        StoryColumn(say("To be paid, kronor"), is_number=True),
    )
    said = (
        say("Promised packages are paid, used or not, in place of the share of the course's cost above."),
    )
    caption = say("Promised packages, number and kronor")
    yield Chapter(say("Promised packages"), said, (StoryTable(caption, columns, rows),))
