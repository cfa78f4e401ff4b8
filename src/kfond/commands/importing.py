"""kfond import: sheets in, facts kept, one batch a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, day_of
from kfond.errors import ExitCode, Refusal, usage_refusal
from kfond.messages import Message, say, say_count

if TYPE_CHECKING:
    from sqlmodel import Session

    from kfond.importers.actions import Imported


FILES_A_SECOND = 3
BYTES_A_SECOND = 1_000_000


def import_(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="The files to read, or folders of them.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day that the figures speak of.")
    ] = None,
    area: Annotated[str, typer.Option(help="The area of the staff, where the sheet does not say.")] = "",
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="What the sheets are, where they do not show it.")
    ] = "",
    sender: Annotated[
        str, typer.Option(metavar="SENDER", help="Who sent the files; their saved words are used.")
    ] = "",
    wordings: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="WORD=MEANING", help="Read a word or a cell of the sheet as another word."
        ),
    ] = None,
    remember: Annotated[
        str, typer.Option(metavar="SENDER", help="Save what --map says for this sender's later files.")
    ] = "",
    partial: Annotated[
        bool, typer.Option("--partial", help="Leave out what has a problem and keep the rest.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="A cell that needs a human is a problem.")] = False,
    marked: Annotated[
        Path | None,
        typer.Option(
            "--marked", metavar="DIR", help="Write a marked copy of each file with something to correct."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be kept; keep nothing.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="What was read and every problem, for scripts.")
    ] = False,
    template: Annotated[
        str, typer.Option("--template", metavar="KIND", help="Write the sheet to fill in; read nothing.")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="The .xlsx file for --template.")
    ] = None,
) -> None:
    """Read the sheets that municipalities send."""
    desk = Desk.of(ctx)
    if template or output:
        from kfond.commands.template import write_template

        write_template(desk, template, output, files or [], as_of, area)
        return
    if not files:
        raise usage_refusal(
            say("No file is named."),
            say("Name the files to read, or a folder: kfond import FILE."),
        )
    options = Options(
        day_of(as_of, "--as-of") if as_of else None,
        area,
        kind_named(kind),
        remember or sender,
        _wordings_of(wordings or ()),
        bool(remember),
        partial,
        strict,
        dry_run,
        marked,
    )
    if remember and not options.wordings:
        raise usage_refusal(
            say("--remember has nothing to save: no --map says what a word means."),
            say("Write for example --map 'Own word=Antal tjänster' --remember {sender}.", sender=remember),
        )
    worst, told = _import_named(desk, files, options)
    if as_json:
        desk.out_json(told)
    raise typer.Exit(int(worst))


@dataclass(frozen=True, slots=True)
class Options:
    """How files are to be imported: what wins over the sheets, whose words they use, and how strictly.

    `marked` is the folder for marked copies of the files that have something to correct.
    """

    as_of: date | None = None
    area: str = ""
    kind: str = ""
    sender: str = ""
    wordings: Mapping[str, str] = field(default_factory=dict)
    is_remembered: bool = False
    partial: bool = False
    strict: bool = False
    dry_run: bool = False
    marked: Path | None = None


def kind_named(kind: str) -> str:
    """A kind of sheet as --kind gives it. Raises Refusal (exit 2) for one that there is not."""
    from kfond.choices import one_of
    from kfond.importers.kinds import NAMES

    if kind and kind not in NAMES:
        raise usage_refusal(
            say("There is no kind of sheet called “{kind}”.", kind=kind),
            one_of(kind, NAMES),
        )
    return kind


def _wordings_of(given: Sequence[str]) -> dict[str, str]:
    """The pairs of --map. Raises Refusal (exit 2) for one without a word on both sides of the sign."""
    pairs = {}
    for pair in given:
        word, _, meaning = (part.strip() for part in pair.partition("="))
        if not word or not meaning:
            raise usage_refusal(
                say("{option} cannot be “{text}”.", option="--map", text=pair),
                say("Write the sheet's own word, an equals sign, and a word that kfond knows."),
            )
        pairs[word] = meaning
    return pairs


def _import_named(
    desk: Desk, named: Sequence[Path], options: Options
) -> tuple[ExitCode, list[dict[str, object]]]:
    """Imports the files, and those of the folders and patterns; of more than one it sums up at the end."""
    from kfond.workbook import files_meant

    meant = files_meant(named)
    if meant.left_out:
        names = tuple(file.name for file in meant.left_out)
        desk.say(say("Not read, since they are files of other kinds: {names}.", names=names))
    worst, told = import_files(desk, meant.files, options)
    if options.marked:
        from kfond.commands.marking import mark_all

        known = {file["file"] for file in told if not file["kept"] and not file["problems"]}
        mark_all(
            desk, [f for f in meant.files if options.dry_run or f.name not in known], options.marked, options
        )
    if meant.problems:
        refusal = Refusal(ExitCode.DATA, *meant.problems)
        worst = max(worst, refusal.code)
        desk.show_refusal(refusal)
        told += [
            {"file": problem.place.file, "kept": False, "problems": [problem.in_words(desk.language)]}
            for problem in meant.problems
            if problem.place
        ]
    if len(meant.files) > 1:
        desk.say(_of_all(told[: len(meant.files)], options.dry_run))
    return worst, told


def _of_all(told: Sequence[Mapping[str, object]], dry_run: bool) -> Message:
    """One line of several files: how many were read, were known from before, and had problems."""
    files = say_count("{count} file", "{count} files", len(told))
    refused = sum(bool(file["problems"]) for file in told)
    known = 0 if dry_run else sum(not file["kept"] and not file["problems"] for file in told)
    read = len(told) - refused - known
    if not known:
        return say("{files}: {read} read, {refused} with problems.", files=files, read=read, refused=refused)
    return say(
        "{files}: {read} read, {known} read before, {refused} with problems.",
        files=files,
        read=read,
        known=known,
        refused=refused,
    )


def import_files(
    desk: Desk, files: Sequence[Path], options: Options | None = None
) -> tuple[ExitCode, list[dict[str, object]]]:
    """Imports each file by itself, telling as it goes: the worst exit code, and what was told, for scripts."""
    options = options or Options()
    worst = ExitCode.DONE
    told: list[dict[str, object]] = []
    with desk.progress(len(files) if _takes_its_time(files) else 0) as step:
        for file in files:
            step(say("Reads {file}", file=file.name))
            try:
                imported = _import_file(desk, file, options)
            except Refusal as refusal:
                worst = max(worst, refusal.code)
                desk.show_refusal(refusal)
                problems = [problem.in_words(desk.language) for problem in refusal.problems]
                told.append({"file": file.name, "kept": False, "problems": problems, "doubts": []})
            else:
                told.append(_as_json(desk, imported, options.dry_run))
                _tell(desk, imported, options.dry_run)
                if imported.problems:
                    worst = max(worst, ExitCode.DATA)
    return worst, told


def _takes_its_time(files: Sequence[Path]) -> bool:
    """Whether reading will take more than about a second: several files, or a large one."""
    return len(files) > FILES_A_SECOND or any(
        file.is_file() and file.stat().st_size > BYTES_A_SECOND for file in files
    )


def _import_file(desk: Desk, file: Path, options: Options) -> Imported:
    from kfond.db.keys import KeyKeeper, key_path
    from kfond.db.log import write_entry
    from kfond.db.wordings import remember
    from kfond.importers import Asked
    from kfond.importers.actions import Strictness, import_workbook
    from kfond.registry.actions import register
    from kfond.workbook import read_workbook

    workbook = read_workbook(file)
    made = None
    with desk.writing(keep=not options.dry_run) as session:
        keys = KeyKeeper(session, key_path(desk.path))
        asked = Asked(
            register(session),
            options.as_of,
            options.area,
            options.kind,
            options.sender,
            options.wordings,
            keys.pseudonym,
            desk.today,
        )
        if options.is_remembered:
            remember(session, options.sender, options.wordings)
        strictness = Strictness(options.strict, options.partial)
        imported = import_workbook(session, workbook, asked, strictness)
        if imported.batch:
            _keep_settings(session, imported)
            write_entry(
                session,
                desk.now,
                f"import {file.name}",
                _summary(imported),
                desk.language_after("sv"),
                imported.batch,
            )
            session.expunge(imported.batch)
        if not options.dry_run:
            made = keys.keep()
    if made:
        desk.insist(
            say(
                "Made the key for persons, {path}. It belongs with the database: keep a copy, apart from the others.",
                path=made,
            )
        )
    return imported


def _keep_settings(session: Session, imported: Imported) -> None:
    """What a first import can tell by itself: the language of its sheets, the association they belong to."""
    from kfond.db.settings import keep_if_unset

    keep_if_unset(session, "language", "sv")
    if imported.association:
        keep_if_unset(session, "association", imported.association)


def _summary(imported: Imported) -> Message:
    return say(
        "{file}: {sheets}",
        file=imported.file,
        sheets=tuple(
            say("[{sheet}] {summary}", sheet=read.sheet, summary=read.summary) for read in imported.sheets
        ),
    )


def _tell(desk: Desk, imported: Imported, dry_run: bool) -> None:
    if imported.batch is None:
        desk.say(
            say(
                "{file}: the same content was imported before (batch {batch}); nothing is changed.",
                file=imported.file,
                batch=imported.earlier,
            )
        )
        return
    for read in imported.sheets:
        desk.say(
            say("{file} [{sheet}] {summary}.", file=imported.file, sheet=read.sheet, summary=read.summary)
        )
    for notice in imported.notices:
        desk.say(notice)
    if imported.problems:
        desk.insist(say("Left out, since it has no place in the database:"))
        desk.show_refusal(Refusal(ExitCode.DATA, *imported.problems))
    if dry_run:
        desk.say(say("Nothing was kept (--dry-run)."))
    else:
        desk.say(say("Kept as batch {batch}; kfond undo takes it back.", batch=imported.batch.id))


def _as_json(desk: Desk, imported: Imported, dry_run: bool) -> dict[str, object]:
    kept = imported.batch is not None and not dry_run
    return {
        "file": imported.file,
        "batch": imported.batch.id if kept and imported.batch else imported.earlier,
        "kept": kept,
        "sheets": [
            {
                "sheet": read.sheet,
                "kind": read.kind,
                "as_of": read.day.isoformat() if read.day else None,
                "municipalities": sorted(read.codes),
                "summary": desk.words(read.summary),
            }
            for read in imported.sheets
        ],
        "notices": [desk.words(notice) for notice in imported.notices],
        "problems": [problem.in_words(desk.language) for problem in imported.problems],
        "doubts": [doubt.in_words(desk.language) for doubt in imported.doubts],
    }
