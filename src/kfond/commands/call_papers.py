"""kfond call compare and minutes: the applications of a call side by side, and what was decided on them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.call_applications import CallKey
from kfond.commands.desk import Desk
from kfond.commands.papers import DOCUMENT_FORMATS, deliver, formats_of, written
from kfond.errors import data_refusal
from kfond.messages import say
from kfond.provenance import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from kfond.errors import Problem
    from kfond.funding.calls import Call
    from kfond.reports.documents.document import Document

Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write it to a file: .md, .html, .docx, .pdf, .xlsx or .json; to a folder: as all of them.",
    ),
]
Style = Annotated[
    Path | None, typer.Option("--style", metavar="FILE", help="A Word file whose looks a .docx takes.")
]
Templates = Annotated[
    Path | None, typer.Option("--templates", metavar="DIR", help="A folder with templates of your own.")
]
FORMATS = (*DOCUMENT_FORMATS, ".json")


def compare(
    ctx: typer.Context,
    call: CallKey,
    output: Output = None,
    style: Style = None,
    templates: Templates = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same in öre, for scripts.")] = False,
) -> None:
    """Show the applications of a call side by side: what they cost and give, what they lack, what is proposed."""
    from kfond.commands.call_json import compared_as_json
    from kfond.funding.call_actions import call_of
    from kfond.reports.fronts import front_of
    from kfond.reports.funding.comparison import as_comparison, comparison_title
    from kfond.reports.render import own_templates

    desk = Desk.of(ctx)
    formats = formats_of(output, as_json, FORMATS, style)
    ctx.with_resource(own_templates(templates))
    with desk.reading() as session:
        meant = call_of(session, call)
        found = _found(session, meant)
        front = front_of(session, comparison_title(meant), "", desk.today)
    missing = {
        number: None if problems is None else tuple(desk.words(each.what) for each in problems)
        for number, problems in found.items()
    }
    if sys.stdout.isatty() and output is None and not as_json and templates is None:
        _show(desk, meant)
        return
    document = as_comparison(meant, missing, front)
    in_json = json.dumps(compared_as_json(meant, missing), ensure_ascii=False, indent=1) + "\n"
    _deliver(desk, document, in_json, formats, output, style, f"{meant.key}-ansokningar")


def _show(desk: Desk, call: Call) -> None:
    """The comparison on a terminal: who asks for what, what is proposed and decided, what is left of each year."""
    from kfond.commands.call_decisions import tell_of_frames
    from kfond.reports.funding.call_tables import applicants_table, money_of, proposals_table

    money = money_of(call)
    for table in (applicants_table(call, money), proposals_table(call, money)) if call.incoming else ():
        desk.out(f"\n{table.caption}")
        desk.table([column.heading for column in table.columns], [[*map(str, row)] for row in table.rows])
    if not call.incoming:
        desk.say(say("No application has come."))
    tell_of_frames(desk, call)
    desk.say(
        say(
            "What each gives and lacks, and a chart, are in the document: {command}.",
            command=f"kfond call compare {call.key} -o {call.key}.pdf",
        )
    )


def minutes(
    ctx: typer.Context,
    call: CallKey,
    output: Output = None,
    style: Style = None,
    templates: Templates = None,
    case_number: Annotated[
        str, typer.Option("--case", metavar="NUMBER", help="The case number of the minutes.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The same in öre, for scripts.")] = False,
) -> None:
    """Write the minutes of a call: what was decided and why, what is left of the frame, lines to sign on."""
    from kfond.commands.call_json import call_as_json, incoming_as_json
    from kfond.db.log import write_entry
    from kfond.funding.call_actions import call_of, minutes_entry
    from kfond.funding.call_due import is_open
    from kfond.reports.fronts import front_of
    from kfond.reports.funding.minutes import as_minutes, minutes_title
    from kfond.reports.render import own_templates

    desk = Desk.of(ctx)
    formats = formats_of(output, as_json, FORMATS, style)
    ctx.with_resource(own_templates(templates))
    with desk.reading() as session:
        meant = call_of(session, call)
        front = front_of(session, minutes_title(meant), "", desk.today, case_number)
    if not meant.words:
        raise data_refusal(
            say("Nothing is decided on the call."),
            say("Enter the decisions first: {command}.", command=f"kfond call decide {meant.key}"),
            Place(meant.key),
        )
    told = {
        **call_as_json(meant),
        "applications": [incoming_as_json(meant, each) for each in meant.incoming],
    }
    in_json = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    _deliver(desk, as_minutes(meant, front), in_json, formats, output, style, f"{meant.key}-protokoll")
    if output is not None and not any(is_open(meant, each) for each in meant.incoming):
        summary = say("Wrote the minutes of {call}.", call=meant.key)
        with desk.writing() as session:
            write_entry(session, desk.now, minutes_entry(meant), summary, desk.language)


def _deliver(
    desk: Desk,
    document: Document,
    in_json: str,
    formats: tuple[str, ...],
    output: Path | None,
    style: Path | None,
    name: str,
) -> None:
    contents = {
        suffix: in_json
        if suffix == ".json"
        else written(document, suffix, style if suffix == ".docx" else None)
        for suffix in formats
    }
    deliver(desk, contents, output, name)


def _found(session: Session, call: Call) -> Mapping[int, tuple[Problem, ...] | None]:
    """What the check finds in each application that came as a file; None for one on paper."""
    from kfond.funding.application_file import read_application
    from kfond.funding.checking import check
    from kfond.funding.measures import MEASURES
    from kfond.registry.actions import municipalities

    codes = {member.code for member in municipalities(session, "")}
    return {
        each.number: None
        if each.is_on_paper
        else check(read_application(each.content, each.file, call.fund), call.fund, codes, MEASURES)
        for each in call.incoming
    }
