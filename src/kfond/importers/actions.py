"""Taking a workbook in: each sheet by the importer that knows it, all of the file in one batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from kfond.catalogue.actions import catalogue
from kfond.catalogue.actions import is_overtaken as catalogue_overtaken
from kfond.catalogue.finding import BETWEEN, find_course
from kfond.catalogue.lines import Line, name_key
from kfond.catalogue.ties import SAME_OR_BEFORE, courses_by_name
from kfond.cells import Reading
from kfond.db.log import batch_with, new_batch
from kfond.db.settings import settings_of
from kfond.db.verdicts import Subject, verdicts_of
from kfond.db.wordings import wordings_of
from kfond.errors import ExitCode, Problem, Refusal
from kfond.funding.cost_lists import KIND as COSTS
from kfond.funding.money_actions import faults_of_list
from kfond.importers import Asked, lists, staffing
from kfond.importers.kinds import IMPORTERS, Importer
from kfond.importers.shown import (
    answered,
    answers_of,
    nothing_filled_in,
    told_of_lines,
    told_of_shown,
    untouched,
)
from kfond.importers.wordings import reworded
from kfond.lists.actions import is_overtaken as list_overtaken
from kfond.lists.actions import subject_of as list_subject
from kfond.lists.kinds import OF_COURSES
from kfond.messages import Message, say, say_count
from kfond.models import Batch, LeftOut
from kfond.placements.keeping import is_overtaken as care_overtaken
from kfond.plan.refusals import months_between
from kfond.privacy import has_identity_number
from kfond.provenance import Place, Source
from kfond.registry.actions import association_of, municipalities
from kfond.staffing.actions import is_overtaken as staff_overtaken
from kfond.staffing.actions import staffing_notices
from kfond.staffing.actions import subject_of as staff_subject
from kfond.staffing.counting import is_overtaken as people_overtaken
from kfond.staffing.returns import Return
from kfond.workbook import Sheet, Workbook
from kfond.workbook.forms import holds_no_answers, marks_of


@dataclass(frozen=True, slots=True)
class SheetRead:
    """One sheet as understood: its kind, a line that says what came out of it, its one day and its municipalities."""

    sheet: str
    kind: str
    summary: Message
    day: date | None
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Imported:
    """A file as kept. `batch` is None where the same content was kept before (then `earlier` is its batch).

    `problems` are of what a partial import left out, `doubts` of cells that were kept and need a human.
    """

    file: str
    batch: Batch | None
    earlier: int | None
    sheets: tuple[SheetRead, ...]
    notices: tuple[Message, ...]
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...]
    association: str


@dataclass(frozen=True, slots=True)
class Strictness:
    """What an import does with doubts and problems: a doubt may be a problem, a problem may be left out."""

    doubts_are_problems: bool = False
    problems_are_left_out: bool = False


Found = Sequence[tuple[Sheet, Importer, Any]]  # an Understood of the importer's own kind


def import_workbook(
    session: Session, workbook: Workbook, asked: Asked, strictness: Strictness = Strictness()
) -> Imported:
    """Keeps every recognised sheet of a workbook as one batch; the same content again changes nothing.

    Raises Refusal (exit 3) with every problem of the file; a partial import instead leaves out the rows and
    columns that have one, keeps the others, and returns the problems.
    """
    before = batch_with(session, workbook.sha256)
    if before and before.id and not _is_overtaken(session, before.id):
        if asked.as_of or asked.area or asked.kind:
            raise Refusal(ExitCode.DATA, _already_kept(workbook, before.id))
        return Imported(workbook.file, None, before.id, (), (), (), (), "")
    recognised, found, of_answers = understood(session, workbook, asked)
    problems = [*workbook.problems, *_problems(found, strictness)]
    unfit = _costs_that_do_not_fit(session, found, asked)
    twice = [] if problems else _stated_twice(found)
    if twice or unfit:
        raise Refusal(ExitCode.DATA, *(problems if unfit else ()), *twice, *unfit)
    if problems and (not strictness.problems_are_left_out or all(read.is_empty for _, _, read in found)):
        raise Refusal(ExitCode.DATA, *problems)
    returns = _returns(found)
    findings = staffing_notices(session, returns)
    batch, cells = new_batch(session, workbook.file, workbook.sha256)
    batch.kinds = ",".join(dict.fromkeys(importer.kind for _, importer, _ in found))
    batch.sender, batch.as_of = _sender(found, asked), _day(found)
    sheets = tuple(
        SheetRead(sheet.name, importer.kind, importer.keep(session, batch, cells, read), read.day, read.codes)
        for sheet, importer, read in found
        if not read.is_empty
    )
    _keep_left_out(session, batch, problems)
    association = association_of(session, {answer.municipality_code for answer in returns})
    names = tuple(_names_of_no_course(session, found))
    if names and strictness.doubts_are_problems:
        raise Refusal(ExitCode.DATA, *names)
    notices = (
        *workbook.notices,
        *(
            say("The sheet “{sheet}” was not recognised and not read.", sheet=sheet.name)
            for sheet, importer in recognised
            if importer is None
        ),
        *(notice for _, _, read in found for notice in read.notices),
        *of_answers,
        *_membership_notices(session, association.key if association else "", returns),
        *findings,
        *_old_figures(session, found, asked),
        *_answered_before(session, found),
        *(say("{cell}: {what} {remedy}", cell=str(n.place), what=n.what, remedy=n.remedy) for n in names),
    )
    doubts = (*(doubt for _, _, read in found for doubt in read.doubts), *names)
    name = association.key if association else ""
    return Imported(workbook.file, batch, None, sheets, notices, tuple(problems), doubts, name)


def _read(importer: Importer, sheet: Sheet, asked: Asked) -> Any:
    """What the importer makes of the sheet. A fault of the program in a sheet that holds persons loses its text,
    which may be somebody's name, and goes on to the log with its place in the program alone.
    """
    try:
        return importer.read(sheet, asked)
    except Refusal:
        raise
    except Exception as fault:
        if not importer.holds_persons:
            raise
        bare = RuntimeError(f"{type(fault).__name__} in a sheet that holds persons")
        raise bare.with_traceback(fault.__traceback__) from None


def understood(
    session: Session, workbook: Workbook, asked: Asked
) -> tuple[list[tuple[Sheet, Importer | None]], Found, tuple[Message, ...]]:
    """Every sheet with the importer that knows it, what those make of theirs, and notices of what is no answer.

    Raises Refusal as `recognise`.
    """
    asked = replace(asked, wordings=wordings_of(session, asked.sender, asked.wordings))
    recognised = recognise(workbook, asked)
    return (recognised, *_answers(workbook, recognised, asked))


def recognise(workbook: Workbook, asked: Asked) -> list[tuple[Sheet, Importer | None]]:
    """Each sheet, as the sender's own words are to be read, with the importer that knows it.

    Raises Refusal (exit 3): an identity number where none belongs, two kinds that fit equally, or no sheet that
    any kind fits. The sheets of a form that only explain it are none of these, and so is one that nobody filled in.
    """
    marks = marks_of(workbook)
    answers = [sheet for sheet in workbook.sheets if not holds_no_answers(sheet)]
    sheets = [answers_of(reworded(sheet, asked.wordings), marks) for sheet in answers]
    empty = [problem for sheet in sheets if marks and (problem := untouched(sheet, marks))]
    if empty and len(empty) == len(sheets):
        raise Refusal(ExitCode.DATA, *empty)
    recognised = [(sheet, _importer_of(sheet, asked)) for sheet in sheets]
    personal = [
        problem
        for sheet, importer in recognised
        if not (importer and importer.holds_persons)
        for problem in _identity_numbers(sheet)
    ]
    if personal:  # told alone: the words of another problem could repeat the number
        raise Refusal(ExitCode.DATA, *personal)
    if not any(importer for _, importer in recognised):
        raise Refusal(ExitCode.DATA, *workbook.problems, _nothing_recognised(workbook))
    return recognised


def _answers(
    workbook: Workbook, recognised: Sequence[tuple[Sheet, Importer | None]], asked: Asked
) -> tuple[Found, tuple[Message, ...]]:
    """Every recognised sheet as read, without what nobody answered, and notices of that."""
    marks = marks_of(workbook)
    notices = [
        notice
        for sheet in workbook.sheets
        for notice in (told_of_lines(sheet, marks) if marks else told_of_shown(sheet))
    ]
    found: list[tuple[Sheet, Importer, Any]] = []
    for sheet, importer in recognised:
        if importer:
            read, told = answered(_read(importer, sheet, asked))
            notices += told
            found.append((sheet, importer, read))
    return found, tuple(notices)


def _problems(found: Found, strictness: Strictness) -> list[Problem]:
    problems = [problem for _, _, read in found for problem in read.problems]
    problems += [nothing_filled_in(sheet) for sheet, _, read in found if read.is_empty and not read.problems]
    if strictness.doubts_are_problems:
        problems += [doubt for _, _, read in found for doubt in read.doubts]
    return problems


def _sender(found: Found, asked: Asked) -> str:
    """Who sent the file: as said, else the one municipality that it speaks of, else nobody that can be told."""
    codes = {code for _, _, read in found for code in read.codes}
    return asked.sender or (codes.pop() if len(codes) == 1 else "")


def _day(found: Found) -> date | None:
    """The one day that the whole file speaks of."""
    days = {read.day for _, _, read in found}
    return days.pop() if len(days) == 1 else None


def _keep_left_out(session: Session, batch: Batch, problems: Sequence[Problem]) -> None:
    assert batch.id is not None, "a batch is kept before what it owns"
    language = settings_of(session).language or "sv"
    session.add_all(
        LeftOut(
            batch_id=batch.id,
            sheet=problem.place.sheet if problem.place else "",
            address=problem.place.cell if problem.place else "",
            what=problem.what.in_words(language),
            remedy=problem.remedy.in_words(language),
        )
        for problem in problems
    )


def _stated_twice(found: Found) -> list[Problem]:
    """Units that two staffing sheets of one workbook speak of, each as if the other were not there."""
    return list(staffing.stated_twice(_returns(found)))


def _costs_that_do_not_fit(session: Session, found: Found, asked: Asked) -> list[Problem]:
    """What speaks against costs of applications; a cost is counted whole or not at all, so that none is left out."""
    rows = [
        row
        for _, _, read in found
        if isinstance(read, lists.ListSheet) and read.kind.key == COSTS
        for row in read.rows
    ]
    return list(faults_of_list(session, rows, asked.today or date.max)) if rows else []


def _returns(found: Found) -> list[Return]:
    """What the staffing sheets of the file say."""
    sheets = [read for _, _, read in found if isinstance(read, staffing.StaffingSheet)]
    return [answer for read in sheets for answer in read.returns]


def _membership_notices(session: Session, found: str, returns: Sequence[Return]) -> Iterator[Message]:
    """Who is in the sheet but no member of the association, and which member is missing from it.

    Members are missed only in a sheet that has half of them or more: others are one municipality's own.
    """
    key = settings_of(session).association or found
    if not key or not returns:
        return
    members = {m.code: m.name for m in municipalities(session, key, max(answer.as_of for answer in returns))}
    there = {answer.municipality_code: answer for answer in returns}
    for code, answer in there.items():
        if code not in members:
            yield say(
                "{name} ({cell}) is no member of the association; its figures are kept but not planned for.",
                name=answer.municipality,
                cell=answer.source.place.cell,
            )
    missing = tuple(name for code, name in members.items() if code not in there)
    if missing and 2 * len(missing) <= len(members):
        yield say("Not in the sheet: {names}.", names=missing)


def _old_figures(session: Session, found: Found, asked: Asked) -> Iterator[Message]:
    """The sheets of staff that are older today than a plan takes without a warning, and how their day is known."""
    settings = settings_of(session)
    for sheet, _, read in found:
        if not isinstance(read, staffing.StaffingSheet) or read.as_of is None or asked.today is None:
            continue
        months = months_between(read.as_of.day, asked.today)
        if months > settings.warn_after_months:
            yield say(
                "[{sheet}] The figures are from {day} (from {known_from}), {months} months ago. A plan warns of "
                "figures older than {warn} months and does not count those older than {refuse}, "
                "reckoned from its own day.",
                sheet=sheet.name,
                day=read.as_of.day.isoformat(),
                known_from=read.as_of.known_from,
                months=months,
                warn=settings.warn_after_months,
                refuse=settings.refuse_after_months,
            )


def doubtful_cells(found: Found) -> Iterator[tuple[Subject, Reading, Source]]:
    """Every cell in doubt of sheets of staff and lists: what it speaks of, how it was read, where it stands."""
    for _, _, read in found:
        if isinstance(read, staffing.StaffingSheet):
            for answer in read.returns:
                for figure in answer.figures:
                    if figure.reading.review:
                        yield staff_subject(answer, figure), figure.reading, figure.source
        elif isinstance(read, lists.ListSheet):
            for row in read.rows:
                for value in row.values:
                    if value.reading.review:
                        yield list_subject(row, read.kind, value), value.reading, value.source


def _answered_before(session: Session, found: Found) -> Iterator[Message]:
    """How many of the cells in doubt a human has answered before, on an earlier sheet or before an undo."""
    verdicts = verdicts_of(session)
    count = sum(subject in verdicts for subject, _, _ in doubtful_cells(found))
    if count:
        yield say_count(
            "{count} of the cells to review was answered before; the answer holds again.",
            "{count} of the cells to review were answered before; the answers hold again.",
            count,
        )


def _names_of_no_course(session: Session, found: Found) -> Iterator[Problem]:
    """The courses of lists for a plan that the catalogue, where there is one, does not have: the plan counts none.

    A list may well come before its catalogue, so that they are kept.
    """
    rows = [
        row
        for _, _, read in found
        if isinstance(read, lists.ListSheet) and read.kind.key in OF_COURSES
        for row in read.rows
    ]
    lines = catalogue(session).lines if rows else ()
    known = courses_by_name(lines, SAME_OR_BEFORE)
    for row in rows if lines else ():
        value = row.value("course")
        name, source = (value.text, value.source) if value else (row.name, row.source)
        if name_key(name) not in known:
            yield _no_course(lines, name, source.place)


def _no_course(lines: Sequence[Line], name: str, place: Place) -> Problem:
    near = tuple(dict.fromkeys(found.partition(BETWEEN)[2] for found in find_course(lines, name).suggestions))
    return Problem(
        place,
        say("“{name}” is no course of the catalogue, and its row counts for nothing in a plan.", name=name),
        say("Did you mean one of these? {names}. Write it so, and import the list again.", names=near)
        if near
        else say("Write the course as it stands in the catalogue, and import the list again."),
    )


def _is_overtaken(session: Session, batch_id: int) -> bool:
    """Whether a later file has taken the place of this one: then the same content again is news."""
    return any(
        overtaken(session, batch_id)
        for overtaken in (
            staff_overtaken,
            people_overtaken,
            catalogue_overtaken,
            list_overtaken,
            care_overtaken,
        )
    )


def _importer_of(sheet: Sheet, asked: Asked) -> Importer | None:
    """The importer that understands most of the sheet's headings, or the one asked for."""
    if asked.kind:
        return next(importer for importer in IMPORTERS if importer.kind == asked.kind)
    fits = [(fit, importer) for importer in IMPORTERS if (fit := importer.fit(sheet, asked))]
    most = max((fit for fit, _ in fits), default=0)
    claims = [importer for fit, importer in fits if fit == most]
    if len(claims) > 1:
        raise Refusal(
            ExitCode.DATA,
            Problem(
                Place(sheet.file, sheet.name),
                say(
                    "The sheet can be read in more than one way: {kinds}.",
                    kinds=tuple(claim.label for claim in claims),
                ),
                say("Say which it is: --kind {kinds}.", kinds=" / ".join(claim.kind for claim in claims)),
            ),
        )
    return claims[0] if claims else None


def _already_kept(workbook: Workbook, batch_id: int) -> Problem:
    return Problem(
        Place(workbook.file),
        say(
            "The same content was imported before (batch {batch}); a day or an area cannot change it.",
            batch=batch_id,
        ),
        say("Take it back first: kfond undo {batch}.", batch=batch_id),
    )


def _nothing_recognised(workbook: Workbook) -> Problem:
    return Problem(
        Place(workbook.file, ", ".join(sheet.name for sheet in workbook.sheets)),
        say("No table that kfond knows was found."),
        say(
            "A staffing sheet has the municipalities along one side and rows such as “Antal tjänster” and "
            "“Antal 0-2 år” along the other; a list has headings such as Kurs, Kommun and Deltagare. Say what it "
            "is with --kind, and what its own words mean with --map 'Own word=Known word'; "
            "kfond import --template KIND -o FILE.xlsx writes a sheet with the words that are known."
        ),
    )


def _identity_numbers(sheet: Sheet) -> list[Problem]:
    """Every cell with something like an identity number; what stands there is not repeated."""
    held = [
        cell.address
        for cell in sheet.cells.values()
        if has_identity_number(cell.typed) or has_identity_number(cell.comment)
    ]
    beyond = [
        sheet.address(row, column)
        for row, contents in (sheet.rest() if sheet.rest else ())
        for column, content in enumerate(contents, 1)
        if isinstance(content, str | int) and has_identity_number(str(content))
    ]
    return [
        Problem(
            Place(sheet.file, sheet.name, address),
            say("The cell holds something that looks like an identity number."),
            say("Take it away; kfond has no use for it and keeps none."),
        )
        for address in (*held, *beyond)
    ]
