"""kfond collect: the question before the answer, who has answered it, and a reminder to the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.choices import one_of, unnamed
from kfond.commands.collect_status import named, show_status, when_asked
from kfond.commands.desk import Desk, day_of, make_folder, write_whole
from kfond.commands.papers import written
from kfond.errors import usage_refusal
from kfond.messages import Message, say, say_count

if TYPE_CHECKING:
    from sqlmodel import Session

    from kfond.collecting.actions import Put
    from kfond.reports.letters import Sender

LETTER_FORMATS = ("md", "docx", "pdf", "html")


def collect(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="What to ask for, such as staffing.")],
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day that the answers are to speak of.")
    ] = None,
    tertial: Annotated[
        str | None,
        typer.Option(
            metavar="TERTIAL", help="Of placements: the third of a year asked about, such as 2022T2."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="The folder for sheets and letters.")
    ] = None,
    deadline: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day to answer, for the letters.")
    ] = None,
    area: Annotated[str, typer.Option(help="The area of the staff asked for, else BoU.")] = "",
    status: Annotated[bool, typer.Option("--status", help="Show who has answered.")] = False,
    remind: Annotated[
        bool, typer.Option("--remind", help="Write a reminder to those who have not answered.")
    ] = False,
    templates: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder whose letters are used instead of ours.")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="The letters as md, docx, pdf or html.")
    ] = "md",
    case_number: Annotated[
        str,
        typer.Option("--case-number", metavar="DNR", help="The case number, for the head of the letters."),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written; write nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The status for scripts.")] = False,
) -> None:
    """Ask the municipalities, see who has answered, and remind the rest."""
    from kfond.reports.render import own_templates

    desk = Desk.of(ctx)
    day, of_tertial = _time_of(_kind_of(kind), as_of, tertial)
    wanted = Wanted(
        kind,
        day,
        of_tertial,
        _area_of(kind, area),
        day_of(deadline, "--deadline") if deadline else None,
        output,
        _suffix_of(form),
        case_number.strip(),
        dry_run,
    )
    ctx.with_resource(own_templates(templates))
    if status:
        _require_alone("--status", {"--remind": remind, "-o": output, "--deadline": deadline})
        show_status(desk, wanted, as_json)
    elif as_json:
        raise usage_refusal(say("--json shows the status."), say("Add --status, or leave out --json."))
    elif remind:
        _require_alone("--remind", {"--deadline": deadline})
        _remind(desk, wanted)
    else:
        _ask(desk, wanted)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line; `as_of` None is the latest question of the kind."""

    kind: str
    as_of: date | None
    of_tertial: bool
    area: str
    deadline: date | None
    output: Path | None
    suffix: str
    case_number: str
    dry_run: bool

    @property
    def folder(self) -> Path:
        """The folder to write to. Raises Refusal (exit 2) where none is named."""
        if self.output is None:
            raise usage_refusal(
                say("It is not said where to write the files."), say("Name a folder, for example -o letters")
            )
        return self.output


def _suffix_of(form: str) -> str:
    """The suffix of the letters' files. Raises Refusal (exit 2) for what a letter cannot be written as."""
    if form not in LETTER_FORMATS:
        raise usage_refusal(
            say("A letter cannot be written as “{name}”.", name=form),
            one_of(form, unnamed(LETTER_FORMATS)),
        )
    return f".{form}"


def _kind_of(kind: str) -> str:
    from kfond.collecting.questions import KINDS
    from kfond.importers.kinds import NAMES
    from kfond.importers.templates import kinds_with_template

    kinds = tuple(known for known in KINDS if known in kinds_with_template())
    if kind not in kinds:
        raise usage_refusal(
            say("“{kind}” is nothing that one municipality can be asked for.", kind=kind),
            one_of(kind, {each: NAMES[each] for each in kinds}),
        )
    return kind


def _time_of(kind: str, as_of: str | None, tertial: str | None) -> tuple[date | None, bool]:
    """The day asked for, and whether the tertial is meant that ends on it. Raises Refusal (exit 2).

    On 30 April and 31 August a tertial ends and no year; on 31 December it is the year, unless --tertial is given.
    """
    from kfond.collecting.questions import OF_CARE, is_counted_until
    from kfond.commands.desk import tertial_of

    if kind not in OF_CARE:
        if tertial:
            raise usage_refusal(
                say("{kind} is not asked for by thirds of a year.", kind=kind), say("Leave out --tertial.")
            )
        return day_of(as_of, "--as-of") if as_of else None, False
    if tertial:
        _require_alone("--tertial", {"--as-of": as_of})
        return tertial_of(tertial).end, True
    day = day_of(as_of, "--as-of") if as_of else None
    if day and not is_counted_until(day):
        raise usage_refusal(
            say("Neither a third of a year nor a year ends on {day}.", day=day.isoformat()),
            say("Write --tertial 2022T2 for a third of a year, or --as-of 2022-12-31 for a year."),
        )
    return day, day is not None and day.month != 12


def _area_of(kind: str, area: str) -> str:
    """The area asked for. Raises Refusal (exit 2) for one that is none, or of a kind that has none."""
    from kfond.collecting.questions import OF_AN_AREA, USUAL_AREA
    from kfond.importers.templates import areas

    if kind not in OF_AN_AREA:
        if area:
            raise usage_refusal(say("{kind} is not asked for by area.", kind=kind), say("Leave out --area."))
        return ""
    if area and area not in areas():
        raise usage_refusal(say("“{text}” is no known area.", text=area), one_of(area, unnamed(areas())))
    return area or USUAL_AREA


def _require_alone(option: str, others: Mapping[str, object]) -> None:
    for other, value in others.items():
        if value:
            raise usage_refusal(
                say("{option} and {other} do not go together.", option=option, other=other),
                say("Leave one of them out."),
            )


def _ask(desk: Desk, wanted: Wanted) -> None:
    from kfond.collecting.actions import put_question
    from kfond.db.log import write_entry

    if wanted.as_of is None:
        raise usage_refusal(
            say("It is not said which day the answers are to speak of."),
            say("Add for example --as-of 2018-03-31"),
        )
    folder = wanted.folder
    with desk.writing(keep=not wanted.dry_run) as session:
        _require_decision(session, wanted.kind)
        put = put_question(
            session,
            wanted.kind,
            wanted.as_of,
            wanted.area,
            wanted.deadline,
            desk.now,
            of_tertial=wanted.of_tertial,
        )
        files = _files(session, put, wanted)
        summary = _told(put)
        if put.is_new or put.joined or put.has_new_deadline:
            command = f"collect {put.question.kind} {when_asked(put.question)}"
            write_entry(session, desk.now, command, summary, desk.language_after("sv"))
        _write(folder, files, wanted.dry_run)
    desk.say(summary)
    _tell_files(desk, folder, files, wanted.dry_run)


def _require_decision(session: Session, kind: str) -> None:
    """Refuses (exit 3) to ask for rows about single placements where nobody has decided to keep any."""
    from kfond.lists.kinds import ROWS_OF_CARE
    from kfond.placements.keeping import require_decision_to_keep_rows

    if kind in ROWS_OF_CARE:
        counts = {"placement_rows": "placements", "home_rows": "homes", "referral_rows": "referrals"}[kind]
        require_decision_to_keep_rows(session, f"kfond collect {counts}")


def _files(session: Session, put: Put, wanted: Wanted) -> dict[str, bytes]:
    """For each member a sheet and a letter, by the file's name."""
    from kfond.collecting.actions import courses_to_ask_for, last_returns, last_rows
    from kfond.collecting.questions import PEOPLE, STAFFING, file_stem
    from kfond.importers.questions import form_for
    from kfond.reports.letters import question_letter
    from kfond.workbook.form_writer import write_form

    question = put.question
    returns = last_returns(session, question) if question.kind == STAFFING else {}
    rows = last_rows(session, question) if question.kind not in (STAFFING, PEOPLE) else {}
    courses = courses_to_ask_for(session, question)
    sender = _sender(session, wanted)
    files = {}
    for member in put.members:
        stem = file_stem(question, member.name)
        form = form_for(
            question, member.name, returns.get(member.code, ()), rows.get(member.code, ()), courses
        )
        letter = question_letter(question, member.name, f"{stem}.xlsx", sender)
        files[f"{stem}.xlsx"] = write_form(form)
        files[f"{stem}{wanted.suffix}"] = _as_bytes(written(letter, wanted.suffix))
    return files


def _sender(session: Session, wanted: Wanted) -> Sender:
    from kfond.db.settings import settings_of
    from kfond.registry.actions import association_named
    from kfond.reports.letters import Sender

    settings = settings_of(session)
    organisation = association_named(session, settings.association).name if settings.association else ""
    return Sender(organisation, wanted.case_number, settings.contact_name, settings.contact_email)


def _as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _told(put: Put) -> Message:
    """What was asked, of how many, and what of it is new."""
    asked = (
        say_count("{count} municipality", "{count} municipalities", len(put.members))
        if all(member.code for member in put.members)
        else Message(put.members[0].name)
    )
    if put.is_new:
        return say(
            "Asked {municipalities} for {question}.", municipalities=asked, question=named(put.question)
        )
    changes = []
    if put.joined:
        changes.append(say(" New members are asked too: {names}.", names=put.joined))
    if put.has_new_deadline:
        changes.append(say(" The last day to answer is now {day}.", day=put.question.deadline))
    return say(
        "The question stands as it was put before: {question}, to {municipalities}.{joined}{deadline}",
        question=named(put.question),
        municipalities=asked,
        joined=changes[0] if put.joined else Message(""),
        deadline=changes[-1] if put.has_new_deadline else Message(""),
    )


def _remind(desk: Desk, wanted: Wanted) -> None:
    from kfond.collecting.actions import note_reminder, question_put, status
    from kfond.collecting.questions import file_stem
    from kfond.db import require_file
    from kfond.db.log import write_entry
    from kfond.placements.answering import rows_that_answer
    from kfond.reports.letters import reminder_letter

    folder = wanted.folder
    require_file(desk.path)
    with desk.writing(keep=not wanted.dry_run) as session:
        question = question_put(session, wanted.kind, wanted.as_of, wanted.area, of_tertial=wanted.of_tertial)
        asked_so_far = status(session, question, rows_that_answer(session, question))
        silent = [asked for asked in asked_so_far if not asked.has_answered]
        sender = _sender(session, wanted)
        files = {}
        for asked in silent:
            stem = file_stem(question, asked.name)
            letter = reminder_letter(question, asked.name, f"{stem}.xlsx", sender, desk.today)
            files[f"paminnelse-{stem}{wanted.suffix}"] = _as_bytes(written(letter, wanted.suffix))
        summary = say(
            "Reminded of {question}: {names}.",
            question=named(question),
            names=tuple(asked.name for asked in silent),
        )
        if silent:
            note_reminder(session, question, (asked.code for asked in silent), desk.now)
            command = f"collect {question.kind} {when_asked(question)} --remind"
            write_entry(session, desk.now, command, summary, desk.language)
            _write(folder, files, wanted.dry_run)
    if not silent:
        desk.say(say("Everybody has answered {question}; nobody is reminded.", question=named(question)))
        return
    desk.say(summary)
    _tell_files(desk, folder, files, wanted.dry_run)


def _write(folder: Path, files: Mapping[str, bytes], dry_run: bool) -> None:
    """Writes the files that are not there yet. Raises Refusal (exit 2), before anything is written, where one is
    there with another content: it may be an answer that came back under the same name."""
    others = tuple(
        name
        for name, content in files.items()
        if (folder / name).exists() and _content(folder / name) != content
    )
    if others:
        raise usage_refusal(
            say("Already in the folder with another content: {names}.", names=others),
            say("Name another folder; these files may be answers, and none of them was touched."),
        )
    if dry_run:
        return
    make_folder(folder)
    for name, content in files.items():
        write_whole(folder / name, content)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _tell_files(desk: Desk, folder: Path, files: Mapping[str, bytes], dry_run: bool) -> None:
    if dry_run:
        for name in files:
            desk.say(Message(name))
        desk.say(say("Nothing was kept or written (--dry-run)."))
        return
    count = say_count("{count} file", "{count} files", len(files))
    desk.say(say("{files} in {path}.", files=count, path=folder.absolute()))
