"""kfond report and kfond trace: the report of a year, and the cells behind its figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, write_whole
from kfond.errors import Refusal, data_refusal, usage_refusal
from kfond.messages import say

if TYPE_CHECKING:
    from sqlmodel import Session

    from kfond.provenance import Figure, Source
    from kfond.reports.annual.report import AnnualReport

REPORTS = ("annual",)
FORMATS = (".md", ".json", ".csv")

Year = Annotated[
    int | None, typer.Option(metavar="YEAR", help="The year; else the newest whole one with data.")
]


def report(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Which report: annual.")] = "annual",
    year: Year = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Figures, tables and what is left out, for scripts.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write it to a file: .md, .json or .csv."),
    ] = None,
    templates: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder whose templates are used instead of ours.")
    ] = None,
) -> None:
    """Write the report of a year."""
    from kfond.reports.actions import annual_report

    desk = Desk.of(ctx)
    if name not in REPORTS:
        raise usage_refusal(
            say("There is no report called {name}.", name=name), say("There is: {names}.", names=REPORTS)
        )
    form = _format(output, as_json)
    with desk.reading() as session:
        found = annual_report(session, _year(desk, session, year))
    text = _written(found, form, templates)
    if output is None:
        desk.out(text)
        return
    write_whole(output, text)
    desk.say(say("Wrote {path}.", path=output.absolute()))


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


def _format(output: Path | None, as_json: bool) -> str:
    """The format asked for, as a suffix. Raises Refusal (exit 2) for one that a report cannot be."""
    suffix = output.suffix.lower() if output else ".json" if as_json else ".md"
    if suffix not in FORMATS:
        raise usage_refusal(
            say("A report cannot be written as “{name}”.", name=output.name if output else suffix),
            say("End the file's name with one of {formats}.", formats=FORMATS),
        )
    if as_json and suffix != ".json":
        raise usage_refusal(
            say("--json and a file ending in {suffix} are two formats.", suffix=suffix),
            say("Leave out --json, or end the file's name with .json."),
        )
    return suffix


def _written(found: AnnualReport, form: str, templates: Path | None) -> str:
    if form == ".json":
        from kfond.reports.annual.as_json import as_json

        return json.dumps(as_json(found), ensure_ascii=False, indent=1) + "\n"
    if form == ".csv":
        from kfond.reports.annual.as_csv import as_csv

        return as_csv(found)
    from kfond.reports.annual.as_markdown import as_markdown

    return as_markdown(found, templates)


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
