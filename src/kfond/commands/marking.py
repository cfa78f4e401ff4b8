"""Marked copies: a sheet back to its sender, with what is wrong or in doubt marked where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kfond.commands.desk import Desk, write_whole
from kfond.errors import ExitCode, Problem, Refusal, data_refusal, reason_of, usage_refusal
from kfond.messages import say, say_count
from kfond.provenance import Place

if TYPE_CHECKING:
    from kfond.commands.importing import Options
    from kfond.workbook import Sheet
    from kfond.workbook.marks import Mark

ENDING = " - att rätta"


def mark_one(desk: Desk, file: Path, output: Path | None, options: Options) -> None:
    """Writes a marked copy of one file, or says that there is nothing to mark.

    Raises Refusal where the file cannot be opened, holds an identity number, or the copy would replace it.
    """
    target = output or _beside(file, file.parent)
    if target.suffix.lower() != ".xlsx":
        raise usage_refusal(
            say("A marked copy cannot be written as {name}.", name=target.name),
            say("Name a file that ends in .xlsx."),
        )
    if target.exists():
        raise usage_refusal(
            say("{path} exists and may hold corrections; it was not touched.", path=target),
            say("Name another file, or move that one away."),
        )
    if not _mark(desk, file, target, options):
        desk.say(say("{file}: there is nothing to mark; every cell was read with certainty.", file=file.name))


def mark_all(desk: Desk, files: Sequence[Path], folder: Path, options: Options) -> None:
    """Writes a marked copy into `folder` of each file that has something to correct; of the others none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise usage_refusal(
            say("{path} cannot be written: {reason}.", path=folder, reason=reason_of(fault)),
            say("Name a folder that you may write to."),
        ) from fault
    for file in files:
        try:
            _mark(desk, file, _beside(file, folder), options)
        except Refusal as refusal:
            desk.show_refusal(refusal)


def _beside(file: Path, folder: Path) -> Path:
    """A name for the copy of a file that nothing has: a copy that lies there may have been corrected."""
    stem = file.stem.removesuffix(ENDING) + ENDING
    names = (stem, *(f"{stem} ({number})" for number in range(2, 10_000)))
    free = (folder / f"{name}.xlsx" for name in names)
    return next(path for path in free if not path.exists())


def _mark(desk: Desk, file: Path, target: Path, options: Options) -> bool:
    """Whether there was something to mark; then the copy is written."""
    from kfond.privacy import has_identity_number
    from kfond.workbook.marked import MarkedCopy

    sheets, marks, unread = _read(desk, file, options)
    if not marks:
        return False
    copy = MarkedCopy(file, sheets)
    if copy.is_empty:
        raise Refusal(ExitCode.DATA, *unread, _no_copy(file))
    if any(has_identity_number(text) for text in copy.texts()):
        raise data_refusal(
            say("No marked copy was written: the file holds something that looks like an identity number."),
            say("Ask the sender to take it away; a copy would carry it on."),
            Place(file.name),
        )
    content = copy.marked(marks)
    write_whole(target, content)
    problems = sum(mark.is_problem for mark in marks)
    desk.say(
        say(
            "Wrote {path}: {problems} and {doubts} are marked.",
            path=target,
            problems=say_count("{count} error", "{count} errors", problems),
            doubts=say_count("{count} question", "{count} questions", len(marks) - problems),
        )
    )
    lost = copy.lost(content)
    if lost:
        desk.say(say("The copy lacks what cannot be carried over from the file: {what}.", what=lost))
    return True


def _no_copy(file: Path) -> Problem:
    return Problem(
        Place(file.name),
        say("No marked copy can be made of a file that cannot be read."),
        say("Correct it, or write to the sender what is wrong."),
    )


def _read(
    desk: Desk, file: Path, options: Options
) -> tuple[tuple[Sheet, ...], tuple[Mark, ...], tuple[Problem, ...]]:
    """The sheets of a file and what to mark on them, read as an import would; nothing of it is kept.

    Last the problems of a file that cannot be read into sheets.
    """
    from kfond.importers import Asked
    from kfond.registry.actions import register
    from kfond.review.marks import marks_of
    from kfond.review.sheets import questions_about
    from kfond.workbook import read_workbook

    try:
        workbook = read_workbook(file)
    except Refusal as refusal:
        if not any(problem.place and problem.place.cell for problem in refusal.problems):
            raise
        return (), marks_of(refusal.problems, (), {}), refusal.problems
    with desk.writing(keep=False) as session:
        asked = Asked(
            register(session),
            options.as_of,
            options.area,
            options.kind,
            options.sender,
            options.wordings,
            today=desk.today,
        )
        return workbook.sheets, questions_about(session, workbook, asked), ()
