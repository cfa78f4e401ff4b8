"""The folder of the coordinator's own texts: where it is, and what its files say."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kfond.commands.desk import Desk
from kfond.errors import ExitCode, Problem, Refusal, data_refusal, reason_of, usage_refusal
from kfond.messages import say
from kfond.provenance import Place

if TYPE_CHECKING:
    from kfond.reports.annual.report import Report
    from kfond.reports.annual.texts import OwnText, Slot

FOLDER = "texts"


def folder_of(desk: Desk, report: Report, named: Path | None) -> Path:
    """The folder that is named, or the year's own folder in it; else texts/YEAR beside the database.

    The report on placements has a folder of its own, texts/YEAR-placements: its texts are others than the annual's.
    """
    from kfond.reports.annual.kinds import PLACEMENTS

    folder = named or desk.path.parent / FOLDER
    is_apart = report.kind.key == PLACEMENTS.key
    of_year = folder / (f"{report.year}-{PLACEMENTS.key}" if is_apart else str(report.year))
    return of_year if named is None or of_year.is_dir() else folder


def texts_for(desk: Desk, report: Report, named: Path | None) -> tuple[OwnText, ...]:
    """The texts of a report, telling what is missing and which files are none of its own; () without a folder.

    Raises Refusal (exit 3) with everything that is wrong in them, and (exit 2) where the folder named is none.
    """
    from kfond.reports.annual.kinds import PLACEMENTS

    folder = folder_of(desk, report, named)
    if not folder.exists() and named is None and report.kind.key == PLACEMENTS.key:
        desk.say(
            say(
                "No texts of your own are in {folder}; kfond texts --report {report} --year {year} --new makes the "
                "files to write.",
                folder=folder,
                report=report.kind.key,
                year=report.year,
            )
        )
        return ()
    if not folder.exists() and named is None:
        desk.say(
            say(
                "No texts of your own are in {folder}; kfond texts --year {year} --new makes the files to write.",
                folder=folder,
                year=report.year,
            )
        )
        return ()
    texts = read_texts(folder, report)
    missing = tuple(text.slot.file for text in texts if text.is_missing)
    if missing:
        desk.say(say("Texts still to be written in {folder}: {files}.", folder=folder, files=missing))
    tell_strangers(desk, folder, texts)
    return texts


def refuse_gaps(texts: Iterable[OwnText]) -> None:
    """Raises Refusal (exit 3) where a text is still to be written: what is fixed would keep its gap for good."""
    missing = tuple(text.slot.file for text in texts if text.is_missing)
    if missing:
        raise data_refusal(
            say("The report cannot be fixed while texts are still to be written: {files}.", files=missing),
            say("Write them, or a single dash in one that is not wanted; --no-texts fixes it without any."),
        )


def read_texts(folder: Path, report: Report) -> tuple[OwnText, ...]:
    """Each text that the report has room for, written or not. Raises Refusal with all that is wrong in them."""
    from kfond.reports.annual.texts import slots_of

    require_folder(folder)
    problems: list[Problem] = []
    texts = [_read(slot, folder / slot.file, report, problems) for slot in slots_of(report)]
    if problems:
        raise Refusal(ExitCode.DATA, *problems)
    return tuple(texts)


def tell_strangers(desk: Desk, folder: Path, texts: Iterable[OwnText]) -> None:
    """Says which files of the folder the report does not use."""
    if strangers := _strangers_in(folder, (text.slot for text in texts)):
        desk.say(say("Not used by the report, in {folder}: {files}.", folder=folder, files=strangers))


def _strangers_in(folder: Path, slots: Iterable[Slot]) -> tuple[str, ...]:
    """The files of the folder that no text of the report is called, inledning.md.txt and framat.docx too."""
    ours = {slot.file for slot in slots}
    found = sorted(path.name for path in folder.iterdir() if not path.name.startswith((".", "~")))
    return tuple(name for name in found if name not in ours)


def require_folder(folder: Path) -> None:
    """Raises Refusal (exit 2) where there is no such folder."""
    if not folder.is_dir():
        raise usage_refusal(
            say("There is no folder {folder}.", folder=folder),
            say("Name the folder of the texts with --texts, or make it with kfond texts --new."),
        )


def _read(slot: Slot, path: Path, report: Report, problems: list[Problem]) -> OwnText:
    from kfond.reports.annual.texts import OwnText, State, state_of
    from kfond.reports.documents.own_text import fitted

    if not path.exists():
        return OwnText(slot, State.MISSING)
    typed = _text_of(path)
    if isinstance(typed, Problem):
        problems.append(typed)
        return OwnText(slot, State.MISSING)
    read = fitted(typed, str(path), slot.level, report.figures)
    problems += read.problems
    state = state_of(read.markdown)
    return OwnText(slot, state, read.markdown if state is State.WRITTEN else "")


def _text_of(path: Path) -> str | Problem:
    """What stands in a file, or why it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        return Problem(
            Place(str(path)),
            say("The file cannot be read: {reason}.", reason=reason_of(fault)),
            say("A text is a file that you may read."),
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        what = say("there is a character that is not {encoding}", encoding="UTF-8")
        return Problem(
            Place(str(path)),
            say("Line {line}: {what}.", line=_line_at(content, fault.start), what=what),
            say("Save the file as text in {encoding}.", encoding="UTF-8"),
        )


def _line_at(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1
