"""kfond report and kfond trace: the report of a year, and the cells behind its figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.choices import one_of
from kfond.commands.desk import Desk, tertial_of
from kfond.commands.own_texts import refuse_gaps, texts_for
from kfond.commands.papers import (
    DOCUMENT_FORMATS,
    DOCUMENT_HELP,
    copy_our_templates,
    deliver,
    formats_of,
    written,
)
from kfond.commands.publishing import Wish, fixed, tell, write_again
from kfond.errors import Refusal, data_refusal, usage_refusal
from kfond.messages import say

if TYPE_CHECKING:
    from sqlmodel import Session

    from kfond.periods import Tertial
    from kfond.provenance import Figure, Source
    from kfond.reports.annual.report import Report
    from kfond.reports.documents.document import Document
    from kfond.reports.publishing.corrections import Corrections

FORMATS = (*DOCUMENT_FORMATS, ".json", ".csv")

Year = Annotated[
    int | None, typer.Option(metavar="YEAR", help="The year; else the newest whole one with data.")
]

Thirds = Annotated[
    str | None,
    typer.Option(metavar="TERTIAL", help="With tertial: the report of one third of a year, such as 2022T2."),
]


def report(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="annual, placements, follow-up, staffing or tertial.")
    ] = "annual",
    year: Year = None,
    first_year: Annotated[
        int | None, typer.Option("--from", metavar="YEAR", help="The first year of a report of several.")
    ] = None,
    tertial: Thirds = None,
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
    copy_templates: Annotated[
        Path | None,
        typer.Option(
            "--copy-templates",
            metavar="DIR",
            help="Copy our templates there, to start your own from; no report.",
        ),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="The folder of your own texts, else texts/YEAR beside the database."
        ),
    ] = None,
    no_texts: Annotated[
        bool, typer.Option("--no-texts", help="Write the report without texts of your own.")
    ] = False,
    publish: Annotated[
        bool, typer.Option("--publish", help="Fix the figures; what changes later shows as a correction.")
    ] = False,
    by: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who fixes it, as in “av direktionen”.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day that it is fixed; else today.")
    ] = None,
    case_number: Annotated[
        str | None,
        typer.Option("--case-number", metavar="NUMBER", help="Its number in the register of cases."),
    ] = None,
    version: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Write that fixed version again, as it was.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --publish: say what would be fixed; keep nothing.")
    ] = False,
) -> None:
    """Write the report of a year, or fix its figures for good."""
    from kfond.catalogue.lines import slug_of
    from kfond.reports.actions import report_of, series_of
    from kfond.reports.annual.as_document import DRAFT, as_document
    from kfond.reports.annual.kinds import REPORT_KINDS, TERTIAL
    from kfond.reports.fronts import front_of
    from kfond.reports.publishing.actions import latest
    from kfond.reports.publishing.actions import version as version_of
    from kfond.reports.publishing.fixing import corrected_since
    from kfond.reports.render import own_templates

    desk = Desk.of(ctx)
    if copy_templates is not None:
        copy_our_templates(desk, copy_templates)
        return
    _refuse_unknown(name)
    third = _tertial(name, tertial, year)
    wish = Wish(publish, on, by, case_number, version, dry_run).checked()
    forms = formats_of(output, as_json, FORMATS, style)
    ctx.with_resource(own_templates(templates))
    needs_texts = (
        not no_texts and third is None and (publish or any(form in DOCUMENT_FORMATS for form in forms))
    )
    with wish.session(desk) as session:
        last = third.year if third else _year(desk, session, year)
        if first_year is not None and first_year > last:
            raise usage_refusal(
                say("The first year comes after the last."), say("Write --from with an earlier year.")
            )
        if first_year is not None and REPORT_KINDS[name].is_of_one_year:
            raise usage_refusal(
                say("The report {name} is of one year.", name=name),
                say("Leave out --from, or write kfond report --from {year}.", year=first_year),
            )
        kind = TERTIAL if third else REPORT_KINDS[name]
        series = series_of(kind, first_year or last, last, third)
        if version is not None:
            write_again(desk, version_of(session, series, version), forms, style, output)
            return
        found = report_of(session, last, kind, first_year, is_published=publish, tertial=third)
        front = front_of(session, found.title, DRAFT, desk.today)
        own = texts_for(desk, found, texts) if needs_texts else ()
        if publish:
            refuse_gaps(own)
            kept = fixed(session, desk, found, series, front, wish.adoption(desk.today), own)
        else:
            corrected = corrected_since(latest(session, series), found)
    if publish:
        tell(desk, *kept, dry_run)
        if output is not None:
            write_again(desk, kept[0], forms, style, output)
        return
    document = as_document(found, front, texts=own, corrected=corrected)
    contents = {form: _written(found, corrected, document, form, style) for form in forms}
    deliver(desk, contents, output, slug_of(front.title))


def _refuse_unknown(name: str) -> None:
    """Raises Refusal (exit 2), naming those that there are, where no report has that name."""
    from kfond.reports.annual.kinds import REPORT_KINDS, names_of

    if name not in REPORT_KINDS:
        raise usage_refusal(
            say("There is no report called {name}.", name=name),
            one_of(name, names_of(REPORT_KINDS)),
        )


def _tertial(name: str, text: str | None, year: int | None) -> Tertial | None:
    """The tertial asked for, None for none. Raises Refusal (exit 2) where it does not fit."""
    if text is None:
        return None
    found = tertial_of(text)
    if name != "tertial":
        raise usage_refusal(
            say("{options} only together with {lead}.", options=("--tertial",), lead="tertial"),
            say("Leave out --tertial."),
        )
    if year is not None and year != found.year:
        raise usage_refusal(
            say(
                "--year {year} and --tertial {tertial} are of different years.",
                year=year,
                tertial=found.label,
            ),
            say("Leave out --year."),
        )
    return found


def trace(
    ctx: typer.Context,
    figure: Annotated[
        str,
        typer.Argument(
            metavar="FIGURE", help="Its id, the number as it stands in the report, or words of its name."
        ),
    ],
    year: Year = None,
    name: Annotated[
        str, typer.Option("--report", metavar="NAME", help="With --version: of which report.")
    ] = "annual",
    first_year: Annotated[
        int | None, typer.Option("--from", metavar="YEAR", help="With --version: its first year.")
    ] = None,
    tertial: Thirds = None,
    version: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="In that fixed version instead of now.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="The figures with their cells, for scripts.")
    ] = False,
) -> None:
    """Show the cells that a figure of a report comes from."""
    from kfond.provenance import WITHHELD
    from kfond.reports.actions import figures_of, series_of
    from kfond.reports.annual.as_json import figure_as_json
    from kfond.reports.annual.kinds import REPORT_KINDS
    from kfond.reports.publishing.actions import version as version_of
    from kfond.reports.tracing import beside, find, of_year_first

    desk = Desk.of(ctx)
    _refuse_unknown(name)
    third = _tertial(name, tertial, year) if version is not None else None
    if version is None and tertial and year is None:
        year = tertial_of(tertial).year
    with desk.reading() as session:
        wanted_year = third.year if third else _year(desk, session, year)
        if version is None:
            figures = figures_of(session, wanted_year)
        else:
            series = series_of(REPORT_KINDS[name], first_year or wanted_year, wanted_year, third)
            figures = version_of(session, series, version).figures
    found = of_year_first(find(figures, figure), wanted_year)
    if not found:
        raise _not_found(figures, figure, wanted_year)
    if as_json:
        desk.out_json([figure_as_json(each) for each in found])
        return
    told = [_traced(desk, each) for each in found]
    if others := beside(figures, found):
        told += [desk.words(say("Another source says:")), *(_traced(desk, each) for each in others)]
    desk.out("\n\n".join(told))
    if any(source.verbatim == WITHHELD for each in found for source in each.sources):
        desk.say(
            say("The text of cells on placements, and of a fixed report, stays in the files that are named.")
        )


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
    found: Report, corrected: Corrections | None, document: Document, form: str, style: Path | None
) -> str | bytes:
    if form == ".json":
        from kfond.reports.annual.as_json import as_json

        return json.dumps(as_json(found, corrected), ensure_ascii=False, indent=1) + "\n"
    if form == ".csv":
        from kfond.reports.annual.as_csv import as_csv

        return as_csv(found.figures)
    return written(document, form, style)


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
