"""kfond log, undo and check: what was done, taking it back, and whether all is as it must be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk
from kfond.errors import ExitCode
from kfond.messages import Message, say, say_count

if TYPE_CHECKING:
    from sqlmodel import Session

    from kfond.db.log import Entry
    from kfond.models import LogEntry, PublishedReport

# The rules that only the rooms can tell; the others stand in db/invariants.py.
TIES, TIES_HOLD = "ties", say("no course held is tied to two courses")
FRAMES, FRAMES_HOLD = "frames", say("no call grants more for a year than its frame")


def log(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One object an entry, for scripts.")] = False,
) -> None:
    """Show what has been done to the database."""
    from kfond.db.log import entries
    from kfond.funding.undoing import undone_entries

    desk = Desk.of(ctx)
    with desk.reading() as session:
        undone = undone_entries(session)
        found = [
            replace(entry, is_undone=True) if entry.number in undone else entry for entry in entries(session)
        ]
    if as_json:
        desk.out_json([_as_json(entry) for entry in found])
        return
    if not found:
        desk.say(say("Nothing has been done to this database yet."))
        return
    headings = (say("When"), say("Batch"), say("Command"), say("What it did"))
    desk.table(
        [desk.words(heading) for heading in headings],
        [
            (
                entry.at.astimezone().strftime("%Y-%m-%d %H:%M"),
                desk.words(_batch(entry)),
                entry.command,
                entry.summary,
            )
            for entry in found
        ],
    )


def _batch(entry: Entry) -> Message:
    if entry.batch is None:
        return say("taken back") if entry.is_undone else Message("")
    return say("{batch}, taken back", batch=entry.batch) if entry.is_undone else Message(str(entry.batch))


def _as_json(entry: Entry) -> dict[str, object]:
    return {
        "entry": entry.number,
        "at": entry.at.isoformat(timespec="seconds"),
        "command": entry.command,
        "summary": entry.summary,
        "batch": entry.batch,
        "taken_back": entry.is_undone,
    }


def undo(
    ctx: typer.Context,
    batch: Annotated[
        int | None, typer.Argument(metavar="BATCH", help="The batch's number, as kfond log shows it.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be taken back; keep all.")
    ] = False,
) -> None:
    """Take back what was done last: an import, a fixed report, funding; or a named import."""
    from kfond.db import require_file
    from kfond.db.log import newest_batch_entry
    from kfond.funding.undoing import newest_entry
    from kfond.reports.publishing.actions import newest_undoable

    desk = Desk.of(ctx)
    require_file(desk.path)
    with desk.writing(keep=not dry_run) as session:
        published, funded = newest_undoable(session), newest_entry(session)
        newest = max(newest_batch_entry(session), published.entry_id if published else 0)
        if batch is None and funded and (funded.id or 0) > newest:
            said = [_undo_funding(session, desk, funded)]
        elif batch is None and published:
            said = [_undo_version(session, desk, published)]
        else:
            said = _undo_batch(session, desk, batch)
    desk.tell_done(said[0], dry_run=dry_run)
    for each in said[1:]:
        desk.say(each)


def _undo_funding(session: Session, desk: Desk, entry: LogEntry) -> Message:
    from kfond.db.log import write_entry
    from kfond.funding.undoing import take_back

    take_back(session, entry, desk.now)
    summary = say("Took back kfond {command}: {summary}", command=entry.command, summary=entry.summary)
    write_entry(session, desk.now, "undo", summary, desk.language)
    return summary


def _undo_version(session: Session, desk: Desk, published: PublishedReport) -> Message:
    from kfond.db.log import write_entry
    from kfond.reports.publishing.actions import take_back

    take_back(session, published, desk.now)
    summary = say(
        "Took back version {version} of {title}; it was fixed {day}.",
        version=published.version,
        title=published.title,
        day=published.adopted_on,
    )
    write_entry(session, desk.now, "undo", summary, desk.language)
    return summary


def _undo_batch(session: Session, desk: Desk, batch: int | None) -> list[Message]:
    """What was taken back, and what of it cannot be."""
    from kfond.db.log import undo as take_back
    from kfond.db.log import write_entry
    from kfond.importers.kinds import IMPORTERS
    from kfond.placements.disposal import years_frozen

    labels = {importer.kind: importer.label for importer in IMPORTERS}
    taken = take_back(session, batch, desk.now)
    summary = say(
        "Took back batch {batch}: {file} ({kinds}).",
        batch=taken.id,
        file=taken.file,
        kinds=tuple(labels[kind] for kind in taken.kinds.split(",")),
    )
    write_entry(session, desk.now, f"undo {taken.id}", summary, desk.language)
    years = years_frozen(session, taken.file)
    stays = say(
        "Numbers for {years} that were counted from rows of {file} before these were disposed of stay as they are: "
        "nobody can count them anew.",
        years=tuple(map(str, years)),
        file=taken.file,
    )
    return [summary, stays] if years else [summary]


def check(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Every finding, for scripts.")] = False,
) -> None:
    """Check every rule that the database must keep; changes nothing."""
    from kfond.db.invariants import RULES, findings
    from kfond.funding.call_actions import overdrawn_frames

    desk = Desk.of(ctx)
    found = findings(desk.path, {TIES: courses_tied_twice, FRAMES: overdrawn_frames})
    if as_json:
        desk.out_json([{"rule": finding.rule, "text": desk.words(finding.what)} for finding in found])
    else:
        for finding in found:
            desk.out(f"{finding.rule}: {desk.words(finding.what)}")
    if found:
        raise typer.Exit(int(ExitCode.FOUND))
    desk.say(say("All is as it must be:"))
    for rule in (*RULES.values(), TIES_HOLD, FRAMES_HOLD):
        desk.say(say("- {rule}", rule=rule))
    _tell_of_loose_answers(desk)


def _tell_of_loose_answers(desk: Desk) -> None:
    """Answers that fit no cell any more are no fault: the sheet that comes next year may have the cell again."""
    from kfond.review.answers import answers

    with desk.reading() as session:
        loose = sum(given.doubt is None for given in answers(session))
    if loose:
        desk.say(
            say_count(
                "{count} answer fits no cell any more: kfond review answers.",
                "{count} answers fit no cell any more: kfond review answers.",
                loose,
            )
        )


def courses_tied_twice(session: Session) -> Iterator[Message]:
    """A sentence for each course held whose plan lines are of more than one course."""
    from kfond.catalogue.actions import history

    for tie in history(session).ties:
        slugs = sorted({line.course.slug for line in tie.lines})
        if len(slugs) > 1:
            yield say(
                "{course} is tied to more than one course: {slugs}.", course=tie.held.name, slugs=tuple(slugs)
            )
