"""kfond texts: the coordinator's own texts beside the figures of a report, and which are still to be written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.choices import one_of
from kfond.commands.desk import Desk, make_folder, write_whole
from kfond.commands.own_texts import folder_of, read_texts, tell_strangers
from kfond.errors import usage_refusal
from kfond.messages import Message, say, say_count

if TYPE_CHECKING:
    from kfond.reports.annual.report import Report
    from kfond.reports.annual.texts import OwnText

WITH_TEXTS = ("annual", "placements")
"""The reports that the coordinator writes texts for."""


def texts(
    ctx: typer.Context,
    year: Annotated[
        int | None, typer.Option(metavar="YEAR", help="The year; else the newest whole one with data.")
    ] = None,
    name: Annotated[
        str, typer.Option("--report", metavar="NAME", help="Of which report: annual or placements.")
    ] = "annual",
    new: Annotated[
        bool, typer.Option("--new", help="Make the files to write in; none that is there is touched.")
    ] = False,
    folder: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--texts",
            metavar="DIR",
            help="The folder of the texts, else texts/YEAR beside the database.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One object a text, for scripts.")] = False,
) -> None:
    """Show which texts of your own a report has, and which are still to be written."""
    from kfond.reports.actions import newest_whole_year, report_of
    from kfond.reports.annual.kinds import REPORT_KINDS, names_of

    desk = Desk.of(ctx)
    if name not in WITH_TEXTS:
        raise usage_refusal(
            say("The report {name} has no texts of its own.", name=name),
            one_of(name, names_of(WITH_TEXTS)),
        )
    if new and as_json:
        raise usage_refusal(
            say("--json and --new do not go together."), say("Make the files first, then list them.")
        )
    with desk.reading() as session:
        wanted = year if year is not None else newest_whole_year(session, desk.today)
        report = report_of(session, wanted, REPORT_KINDS[name])
    where = folder_of(desk, report, folder)
    if new:
        _make(desk, report, where)
    else:
        _show(desk, report, where, as_json)


def _make(desk: Desk, report: Report, folder: Path) -> None:
    """Writes a scaffold for each text that has no file yet."""
    from kfond.reports.annual.texts import scaffold, slots_of

    made = [slot for slot in slots_of(report) if not (folder / slot.file).exists()]
    make_folder(folder)
    for slot in made:
        write_whole(folder / slot.file, scaffold(slot, report))
        desk.say(Message(slot.file))
    count = say_count("{count} new file", "{count} new files", len(made))
    desk.say(say("{files} in {path}.", files=count, path=folder.absolute()))


def _show(desk: Desk, report: Report, folder: Path, as_json: bool) -> None:
    from kfond.reports.annual.texts import OwnText, State, slots_of

    if folder.exists():
        found = read_texts(folder, report)
    else:
        found = tuple(OwnText(slot, State.MISSING) for slot in slots_of(report))
    if as_json:
        desk.out_json([_as_json(text, folder) for text in found])
        return
    headings = (say("Own text"), say("File"), say("State"))
    desk.table(
        [desk.words(heading) for heading in headings],
        [(text.slot.title, text.slot.file, desk.words(_state(text))) for text in found],
    )
    if folder.exists():
        tell_strangers(desk, folder, found)


def _state(text: OwnText) -> Message:
    from kfond.reports.annual.texts import State

    return {
        State.WRITTEN: say_count(
            "written, {count} word", "written, {count} words", len(text.markdown.split())
        ),
        State.MISSING: say("missing"),
        State.SCAFFOLD: say("missing, the file is there to be written in"),
        State.NOT_WANTED: say("left out on purpose"),
    }[text.state]


def _as_json(text: OwnText, folder: Path) -> dict[str, object]:
    return {
        "key": text.slot.key,
        "title": text.slot.title,
        "file": str(folder / text.slot.file),
        "state": text.state.value,
        "words": len(text.markdown.split()),
    }
