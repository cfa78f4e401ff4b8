"""kfond report and kfond trace: the report of a year, and the cells behind its figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk
from kfond.commands.papers import DOCUMENT_FORMATS, DOCUMENT_HELP, deliver, format_of, written
from kfond.errors import Refusal, data_refusal, usage_refusal
from kfond.messages import say

if TYPE_CHECKING:
    from sqlmodel import Session

    from kfond.provenance import Figure, Source
    from kfond.reports.annual.report import Report
    from kfond.reports.documents.document import Front

FORMATS = (*DOCUMENT_FORMATS, ".json", ".csv")
DRAFT = "Utkast"

Year = Annotated[
    int | None, typer.Option(metavar="YEAR", help="The year; else the newest whole one with data.")
]


def report(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="annual, follow-up, staffing or tertial.")
    ] = "annual",
    year: Year = None,
    first_year: Annotated[
        int | None, typer.Option("--from", metavar="YEAR", help="The first year of a report of several.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Figures, tables and what is left out, for scripts.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help=DOCUMENT_HELP),
    ] = None,
    templates: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder whose templates are used instead of ours.")
    ] = None,
    style: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A Word file whose looks a .docx takes over.")
    ] = None,
) -> None:
    """Write the report of a year."""
    from kfond.reports.actions import front_of, report_of
    from kfond.reports.annual.kinds import REPORT_KINDS

    desk = Desk.of(ctx)
    if name not in REPORT_KINDS:
        raise usage_refusal(
            say("There is no report called {name}.", name=name),
            say("There is: {names}.", names=tuple(REPORT_KINDS)),
        )
    form = format_of(output, as_json, FORMATS)
    with desk.reading() as session:
        last = _year(desk, session, year)
        if first_year is not None and first_year > last:
            raise usage_refusal(
                say("The first year comes after the last."), say("Write --from with an earlier year.")
            )
        found = report_of(session, last, REPORT_KINDS[name], first_year)
        front = front_of(session, found.title, DRAFT, desk.today)
    content = _written(found, front, form, templates, style)
    deliver(desk, content, output)


def trace(
    ctx: typer.Context,
    figure: Annotated[
        str, typer.Argument(metavar="FIGURE", help="Its id, or the number as it stands in the report.")
    ],
    year: Year = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="The figures with their cells, for scripts.")
    ] = False,
) -> None:
    """Show the cells that a figure of the report comes from."""
    from kfond.reports.actions import figures_of
    from kfond.reports.annual.as_json import figure_as_json
    from kfond.reports.tracing import find

    desk = Desk.of(ctx)
    with desk.reading() as session:
        wanted_year = _year(desk, session, year)
        figures = figures_of(session, wanted_year)
    found = find(figures, figure)
    if not found:
        raise _not_found(figures, figure, wanted_year)
    if as_json:
        desk.out_json([figure_as_json(each) for each in found])
        return
    desk.out("\n\n".join(_traced(desk, each) for each in found))


def _year(desk: Desk, session: Session, asked: int | None) -> int:
    """The year asked for, else the newest whole one with data, telling where that is not last year."""
    from kfond.reports.actions import newest_whole_year

    if asked is not None:
        return asked
    year, last_year = newest_whole_year(session, desk.today), desk.today.year - 1
    if year != last_year:
        desk.say(
            say(
                "{year} is the newest year with data; there is none for {last_year}.",
                last_year=last_year,
                year=year,
            )
        )
    return year


def _written(
    found: Report, front: Front, form: str, templates: Path | None, style: Path | None
) -> str | bytes:
    if form == ".json":
        from kfond.reports.annual.as_json import as_json

        return json.dumps(as_json(found), ensure_ascii=False, indent=1) + "\n"
    if form == ".csv":
        from kfond.reports.annual.as_csv import as_csv

        return as_csv(found)
    from kfond.reports.annual.as_document import as_document

    return written(as_document(found, front, templates), form, style)


def _traced(desk: Desk, figure: Figure) -> str:
    """A figure, what it means, and each cell behind it with its text as typed."""
    from kfond.reports.wording import covered, shown, span

    value = f"{shown(figure)} ({span(figure)})" if span(figure) else shown(figure)
    lines = [f"{figure.label}: {value}", figure.id, figure.definition, covered(figure)]
    cells = [_cell(source) for source in figure.sources]
    cells = cells or [desk.words(say("No cell states it."))]
    return "\n".join([line for line in lines if line] + [f"  {cell}" for cell in cells])


def _cell(source: Source) -> str:
    """A cell with its text as typed, and what a human has said that it means."""
    from kfond.reports.wording import quoted

    text = f"{source.place}: {quoted(source.verbatim)}"
    return f"{text}, {source.reviewed}" if source.reviewed else text


def _not_found(figures: tuple[Figure, ...], wanted: str, year: int) -> Refusal:
    from kfond.reports.tracing import neighbours

    near = neighbours(figures, wanted)
    return data_refusal(
        say("No figure of {year} is “{wanted}”.", year=year, wanted=wanted),
        say("The nearest are: {ids}.", ids=near)
        if near
        else say("kfond report --json lists the ids of all figures."),
    )
