"""kfond review: what needs a human, the answers of humans, and sheets with their doubts marked."""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.as_json import place_as_json
from kfond.commands.desk import Desk, day_of
from kfond.errors import usage_refusal
from kfond.formatting import json_number
from kfond.messages import Message, say, say_count

if TYPE_CHECKING:
    from sqlmodel import Session

    from kfond.provenance import Place
    from kfond.review.answers import Given, Signed
    from kfond.review.doubts import Doubt

review = typer.Typer(
    add_completion=False,
    help="List the cells that need a human, answer them, mark them in the sheet.",
    invoke_without_command=True,
)

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be kept; keep nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="The same, for scripts.")]
By = Annotated[
    str, typer.Option("--by", metavar="WHO", help="Who answers; a role is enough. Else your user name here.")
]


@review.callback()
def list_(
    ctx: typer.Context,
    municipality: Annotated[
        str, typer.Option(metavar="NAME", help="Only the cells of one municipality.")
    ] = "",
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="Only one kind of sheet; with --marked, what the file is.")
    ] = "",
    marked: Annotated[
        Path | None,
        typer.Option(
            "--marked", metavar="FILE", help="Write a copy of a sheet with what is wrong in it marked."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write the marked copy.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="With --marked: the day that the figures speak of.")
    ] = None,
    area: Annotated[str, typer.Option(help="With --marked: the area of the staff.")] = "",
    sender: Annotated[str, typer.Option(metavar="SENDER", help="With --marked: who sent the file.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the cells that need a human, answer them, mark them in the sheet."""
    from kfond.commands.importing import Options, kind_named

    if ctx.invoked_subcommand:
        return
    desk = Desk.of(ctx)
    kind = kind_named(kind)
    if marked:
        from kfond.commands.marking import mark_one

        day = day_of(as_of, "--as-of") if as_of else None
        mark_one(desk, marked, output, Options(day, area, kind, sender))
        return
    if output or as_of or area or sender:
        raise usage_refusal(
            say("-o, --as-of, --area and --sender are for a marked copy."),
            say("Name the sheet to mark: kfond review --marked FILE."),
        )
    _list(desk, municipality, kind, as_json)


def _list(desk: Desk, municipality: str, kind: str, as_json: bool) -> None:
    from kfond.review.actions import doubts

    with desk.reading() as session:
        code = _code_of(session, municipality) if municipality else ""
        found = [
            doubt
            for doubt in doubts(session)
            if (not code or doubt.municipality_code == code) and (not kind or doubt.kind == kind)
        ]
    if as_json:
        desk.out_json([_doubt_as_json(desk, doubt) for doubt in found])
        return
    if not found:
        desk.say(say("Nothing needs a human: every cell was read with certainty, or has been answered."))
        return
    headings = (
        say("Reference"),
        say("Whose"),
        say("What"),
        say("As typed"),
        say("Read as"),
        say("Proposal"),
        say("Why it matters"),
        say("Cell"),
    )
    desk.table(
        [desk.words(heading) for heading in headings],
        [
            (
                doubt.id,
                doubt.whose,
                desk.words(doubt.what),
                _on_one_line(doubt.source.verbatim),
                desk.words(doubt.read),
                desk.words(doubt.proposal) if doubt.proposal else "",
                desk.words(doubt.weight.why),
                _cell(doubt.source.place),
            )
            for doubt in found
        ],
    )


def _code_of(session: Session, name: str) -> str:
    from kfond.registry.actions import register

    known = register(session)
    named = known.find(name)
    if named is None:
        close = known.suggestions(name)
        raise usage_refusal(
            say("“{text}” is no Swedish municipality.", text=name),
            say("Did you mean {names}? Write the name or the four-digit code.", names=close)
            if close
            else say("Write the name of a municipality or its four-digit code."),
        )
    return named.code


@review.command("set")
def set_(
    ctx: typer.Context,
    cell: Annotated[str, typer.Argument(metavar="ID", help="The cell, as kfond review calls it.")],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="What it says: 3, 2-3, “minst 2”, nej, “ja 50 %”, okänt.")
    ],
    note: Annotated[
        str, typer.Option("--note", metavar="WHY", help="How you know; it is shown in the documents.")
    ] = "",
    by: By = "",
    dry_run: DryRun = False,
) -> None:
    """Say what a doubtful cell means. It holds for the same text in a later sheet too."""
    from kfond.review.answers import set_value

    desk = Desk.of(ctx)
    with _deciding(desk, dry_run) as session:
        given = set_value(session, cell, value, _signed(desk, by, note))
        summary = _answered(desk, session, f"review set {cell}", [given])
    _tell(desk, summary, dry_run)


@review.command("accept")
def accept(
    ctx: typer.Context,
    cells: Annotated[list[str], typer.Argument(metavar="ID", help="The cells, as kfond review calls them.")],
    note: Annotated[
        str, typer.Option("--note", metavar="WHY", help="How you know; it is shown in the documents.")
    ] = "",
    by: By = "",
    dry_run: DryRun = False,
) -> None:
    """Say that doubtful cells were read right."""
    from kfond.review.answers import accept as accept_all

    desk = Desk.of(ctx)
    with _deciding(desk, dry_run) as session:
        given = accept_all(session, cells, _signed(desk, by, note))
        summary = _answered(desk, session, f"review accept {' '.join(cells)}", given)
    _tell(desk, summary, dry_run)


@review.command("withdraw")
def withdraw(
    ctx: typer.Context,
    answer: Annotated[str, typer.Argument(metavar="ID", help="The answer or its cell.")],
    dry_run: DryRun = False,
) -> None:
    """Take an answer back; the cell is in doubt again."""
    from kfond.db.log import write_entry
    from kfond.review.answers import withdraw as take_back

    desk = Desk.of(ctx)
    with _deciding(desk, dry_run) as session:
        given = take_back(session, answer)
        summary = say("Took back the answer about {cell}.", cell=_said(given))
        write_entry(session, desk.now, f"review withdraw {answer}", summary, desk.language)
    _tell(desk, summary, dry_run)


@review.command("answers")
def answers(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the answers that were given: who, when, and why."""
    from kfond.review.answers import answers as given_answers

    desk = Desk.of(ctx)
    with desk.reading() as session:
        found = given_answers(session)
    if as_json:
        desk.out_json([_answer_as_json(given) for given in found])
        return
    if not found:
        desk.say(say("No answer has been given yet: kfond review lists what there is to answer."))
        return
    headings = (
        say("Reference"),
        say("Whose"),
        say("What"),
        say("As typed"),
        say("Answer"),
        say("By"),
        say("When"),
        say("Why"),
        say("Cell"),
    )
    desk.table(
        [desk.words(heading) for heading in headings],
        [_answer_row(desk, given) for given in found],
    )


@contextmanager
def _deciding(desk: Desk, dry_run: bool) -> Iterator[Session]:
    """A session to keep or take back answers in; there must be a database that holds the cells."""
    from kfond.db import require_file

    require_file(desk.path)
    with desk.writing(keep=not dry_run) as session:
        yield session


def _answer_row(desk: Desk, given: Given) -> tuple[str, ...]:
    answered, doubt = given.answered, given.doubt
    accepted = say("as it was read")
    return (
        given.id,
        doubt.whose if doubt else answered.subject.name,
        desk.words(doubt.what) if doubt else "",
        _on_one_line(answered.subject.verbatim),
        answered.text if answered.decision == "set" else desk.words(accepted),
        answered.by,
        answered.at.date().isoformat(),
        answered.why,
        _cell(doubt.source.place) if doubt else desk.words(say("no cell any more")),
    )


def _signed(desk: Desk, by: str, why: str) -> Signed:
    """Who answers: --by, else the user of this computer. Raises Refusal (exit 2) where neither is known."""
    from kfond.review.answers import Signed

    if not by:
        try:
            by = getpass.getuser()
        except (OSError, KeyError, ImportError):  # no user name: which of them depends on the Python
            raise usage_refusal(
                say("Who answers is not known here."), say("Say it with --by; a role is enough.")
            ) from None
    return Signed(by, desk.now, why.strip())


def _answered(desk: Desk, session: Session, command: str, given: Sequence[Given]) -> Message:
    """Notes the answers in the log; the line that tells of them."""
    from kfond.db.log import write_entry

    summary = say_count(
        "{count} cell answered: {cells}.",
        "{count} cells answered: {cells}.",
        len(given),
        cells=tuple(_said(one) for one in given),
    )
    write_entry(session, desk.now, command, summary, desk.language)
    return summary


def _said(given: Given) -> Message:
    """An answer in a line: whose, where, as typed, and what it says."""
    answered, doubt = given.answered, given.doubt
    return say(
        "{whose} {cell} “{typed}” → {answer}",
        whose=doubt.whose if doubt else "",
        cell=doubt.source.place.cell if doubt else "",
        typed=_on_one_line(answered.subject.verbatim),
        answer=say("“{text}”", text=answered.text) if answered.decision == "set" else say("as it was read"),
    )


def _tell(desk: Desk, summary: Message, dry_run: bool) -> None:
    desk.say(summary)
    if dry_run:
        desk.say(say("Nothing was kept (--dry-run)."))


def _cell(place: Place) -> str:
    return f"{place.sheet}!{place.cell}" if place.cell else str(place)


def _on_one_line(text: str) -> str:
    return " / ".join(line.strip() for line in text.splitlines() if line.strip())


def _doubt_as_json(desk: Desk, doubt: Doubt) -> dict[str, object]:
    reading, weight = doubt.reading, doubt.weight
    return {
        "id": doubt.id,
        "kind": doubt.kind,
        "municipality_code": doubt.municipality_code,
        "whose": doubt.whose,
        "area": doubt.area,
        "day": doubt.day.isoformat() if doubt.day else None,
        "measure": doubt.measure,
        "verbatim": doubt.source.verbatim,
        "quality": reading.quality.value if reading else None,
        "value": json_number(reading.value) if reading else None,
        "low": json_number(reading.low) if reading else None,
        "high": json_number(reading.high) if reading else None,
        "read": desk.words(doubt.read),
        "proposal": desk.words(doubt.proposal) if doubt.proposal else None,
        "persons_not_known": json_number(weight.width) if weight.lines else 0,
        "courses": weight.lines,
        "why": desk.words(weight.why),
        "source": place_as_json(doubt.source.place),
    }


def _answer_as_json(given: Given) -> dict[str, object]:
    answered, subject = given.answered, given.answered.subject
    reading = answered.reading
    return {
        "id": given.id,
        "cell_id": given.doubt.id if given.doubt else None,
        "kind": subject.kind,
        "municipality_code": subject.municipality_code,
        "unit": subject.unit,
        "area": subject.area,
        "name": subject.name,
        "day": None if subject.day == date.min else subject.day.isoformat(),
        "measure": subject.measure,
        "verbatim": subject.verbatim,
        "decision": answered.decision,
        "text": answered.text,
        "quality": reading.quality.value,
        "value": json_number(reading.value),
        "low": json_number(reading.low),
        "high": json_number(reading.high),
        "by": answered.by,
        "at": answered.at.isoformat(timespec="seconds"),
        "why": answered.why,
    }
