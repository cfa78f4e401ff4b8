"""kfond staffing: what the municipalities have answered, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.cells import Expect
from kfond.commands.as_json import place_as_json, reading_as_json
from kfond.commands.desk import Desk, day_of
from kfond.messages import Message, say

if TYPE_CHECKING:
    from kfond.staffing.returns import Return, Stated


def staffing(
    ctx: typer.Context,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="What was known of this day, not of the newest.")
    ] = None,
    other_sources: Annotated[
        bool,
        typer.Option(
            "--other-sources", help="The figures that stand beside the table's, from other reports."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One object a cell, for scripts.")] = False,
) -> None:
    """Show what the municipalities have answered about their staff."""
    from kfond.staffing.actions import current_returns
    from kfond.staffing.returns import MEASURES, Definition

    desk = Desk.of(ctx)
    day = day_of(as_of, "--as-of") if as_of else None
    with desk.reading() as session:
        returns = [
            answer
            for answer in current_returns(session, day, definition=None)
            if (answer.definition is not Definition.TABLE) == other_sources
        ]
    cells = [(answer, figure) for answer in returns for figure in answer.figures]
    if as_json:
        desk.out_json([_as_json(answer, figure) for answer, figure in cells])
        return
    if not cells:
        desk.say(say("No staff figures are kept. Import a sheet: kfond import FILE."))
        return
    headings = (
        say("Municipality"),
        say("Area"),
        say("As of"),
        say("Measure"),
        say("Figure"),
        say("As typed"),
        say("Cell"),
    )
    desk.table(
        [desk.words(heading) for heading in headings],
        [
            (
                answer.name,
                answer.area,
                answer.as_of.isoformat(),
                desk.words(MEASURES[figure.measure]),
                desk.words(_shown(figure)),
                desk.words(say("counted")) if _is_counted(answer) else figure.reading.verbatim,
                f"{figure.source.place.sheet}!{figure.source.place.cell}",
            )
            for answer, figure in cells
        ],
    )
    _tell_counted(desk, returns, day)


def _is_counted(answer: Return) -> bool:
    return answer.source_kind.value == "people"


def _tell_counted(desk: Desk, returns: Sequence[Return], on: date | None) -> None:
    """What to know of figures that no cell states: who they count, and as of when."""
    days = sorted({answer.as_of for answer in returns if _is_counted(answer)})
    if not days:
        return
    desk.say(
        say(
            "Counted from lists of staff of {days}, the experience as of {on}. Administrators and supervisors are left "
            "out; who has left or begun since is not known.",
            days=tuple(day.isoformat() for day in days),
            on=on.isoformat() if on else say("the day of each list"),
        )
    )


def _shown(figure: Stated) -> Message:
    from kfond.review.wording import reading_in_words

    words = reading_in_words(figure.reading, is_share=figure.measure.expect is Expect.SHARE)
    return say("{figure} (review)", figure=words) if figure.reading.review else words


def _as_json(answer: Return, figure: Stated) -> dict[str, object]:
    return {
        "municipality_code": answer.municipality_code,
        "municipality": answer.municipality,
        "unit": answer.unit,
        "area": answer.area,
        "as_of": answer.as_of.isoformat(),
        "source_kind": answer.source_kind.value,
        "definition": answer.definition.value,
        "includes": answer.includes,
        "measure": figure.measure.value,
        **reading_as_json(figure.reading),
        **({"verbatim": ""} if _is_counted(answer) else {}),  # no cell says it
        "source": place_as_json(figure.source.place),
    }
