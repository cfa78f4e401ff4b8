"""kfond application render: the application as a document, in the order of the fund's own form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, write_whole
from kfond.commands.fund_recording import Key
from kfond.commands.papers import DOCUMENT_FORMATS, deliver, formats_of, is_folder, written
from kfond.errors import usage_refusal
from kfond.messages import say, say_count

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from kfond.funding.actions import Case
    from kfond.reports.documents.document import Document
    from kfond.reports.funding.handled import Handled

DOCUMENT_HELP = "Write it to a file: .md, .html, .docx, .pdf or .xlsx; to a folder: as all of them."


def render(
    ctx: typer.Context,
    application: Key,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help=DOCUMENT_HELP)] = None,
    signed: Annotated[
        bool, typer.Option("--signed", help="As it was when it was signed, with its fingerprint.")
    ] = False,
    style: Annotated[
        Path | None,
        typer.Option("--style", metavar="FILE", help="A Word file whose looks the document takes over."),
    ] = None,
    form: Annotated[
        Path | None,
        typer.Option(
            "--form",
            metavar="FILE",
            help="The fund's own form as a Word file: its fields are filled in and read back.",
        ),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option("--templates", metavar="DIR", help="Templates of your own, instead of ours."),
    ] = None,
) -> None:
    """Write the application in the order and with the headings of the fund's form."""
    from kfond.funding.actions import case_of
    from kfond.reports.render import own_templates

    desk = Desk.of(ctx)
    formats = formats_of(output, False, DOCUMENT_FORMATS, style)
    with desk.reading() as session, own_templates(templates):
        case = case_of(session, application)
        document = document_of(session, desk, case, signed)
    if form is not None:
        _fill(desk, document, case, form, output)
        return
    contents = {suffix: written(document, suffix, style if suffix == ".docx" else None) for suffix in formats}
    deliver(desk, contents, output, case.key if output and is_folder(output) else "")


def _fill(desk: Desk, document: Document, case: Case, form: Path, output: Path | None) -> None:
    """Fills in the fund's own form. Raises Refusal (exit 2) where it would be written over, or to nowhere."""
    from kfond.commands.application_life import bytes_of
    from kfond.reports.funding.answers import answers_in
    from kfond.reports.writers.docx.filling import fill

    if output is None or output.suffix.lower() != ".docx" or output.absolute() == form.absolute():
        raise usage_refusal(
            say("The filled form needs a file of its own."), say("Name it with -o, ending with .docx.")
        )
    filled = fill(bytes_of(form), str(form), answers_in(document, case.fund))
    write_whole(output, filled.content)
    desk.say(
        say_count(
            "{count} field is filled in and read back.",
            "{count} fields are filled in and read back.",
            len(filled.places),
        )
    )
    desk.say(say("Wrote {path}.", path=output.absolute()))


def document_of(session: Session, desk: Desk, case: Case, is_signed: bool) -> Document:
    """The application as a document: as its file says it now, or as it was signed. Raises Refusal (exit 2) for one
    that is not signed."""
    from kfond.commands.application_texts import application_of
    from kfond.funding.life import WORDS, State
    from kfond.registry.actions import register
    from kfond.reports.fronts import front_of
    from kfond.reports.funding.form import as_form
    from kfond.reports.funding.handled import status_of

    if is_signed and case.day_of(State.SIGNED) is None:
        raise usage_refusal(
            say("{key} is not signed.", key=case.key), say("Leave out --signed to write it as it stands.")
        )
    application = case.application(State.SIGNED) if is_signed else application_of(case)
    state = State.SIGNED if is_signed else case.state
    told = handled(session, case, is_signed, desk.today)
    status = status_of(WORDS[state].in_words("sv"), told)
    front = front_of(
        session, application.title or case.fund.title, status, desk.today, application.case_number
    )
    if application.applicant:
        front = replace(front, organisation=application.applicant)
    names = register(session).names
    return as_form(application, case.fund, names, told, front)


def handled(session: Session, case: Case, is_signed: bool, today: date) -> Handled:
    """What the fund has said of an application so far; nothing of it in the form as it was signed."""
    from kfond.funding.actions import fingerprint_of
    from kfond.funding.ledger import WHOLE_TIME
    from kfond.funding.life import WORDS, State, decision_in_force
    from kfond.funding.money_actions import ledger_of
    from kfond.reports.funding.handled import Handled

    mark = fingerprint_of(case.content_at(State.SIGNED)) if case.day_of(State.SIGNED) else ""
    if is_signed:
        return Handled(sha256=mark)
    assessed = next((step for step in reversed(case.steps) if step.state is State.ASSESSED), None)
    decided = decision_in_force(case.steps)
    standing = ledger_of(session, case, today).standing
    money = standing.total
    return Handled(
        assessment=f"{assessed.note} ({assessed.by})" if assessed else "",
        decision=WORDS[decided.state].in_words("sv") if decided else "",
        decided_on=decided.on if decided else None,
        decided_by=decided.by if decided else "",
        note=decided.note if decided else "",
        granted=money.granted,
        granted_in={
            year: of.granted
            for year, of in standing.by_year.items()
            if year != WHOLE_TIME and of.granted is not None
        },
        used=money.used if money.paid else None,
        unused=max(0, money.paid - money.used) if money.paid else None,
        sha256=mark,
    )
