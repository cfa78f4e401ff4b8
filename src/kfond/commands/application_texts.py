"""kfond application new and check: the file that an application is written in, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.application_funds import FundsFolder, folder_of_funds
from kfond.commands.desk import Desk, day_of, make_folder, write_whole
from kfond.errors import ExitCode, Problem, Refusal, data_refusal, reason_of, usage_refusal
from kfond.messages import say, say_count
from kfond.provenance import Place

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from kfond.funding.actions import Case
    from kfond.funding.application import Application
    from kfond.funding.fund import Fund
    from kfond.funding.targets import Outcome, Target

FOLDER, FILE, FOLLOW_UP = "ansokningar", "ansokan.md", "uppfoljning.md"


def new(
    ctx: typer.Context,
    fund: Annotated[
        str, typer.Argument(metavar="FUND", help="The fund, as kfond application funds lists it.")
    ],
    year: Annotated[
        int | None,
        typer.Option(
            min=1990, max=2099, metavar="YEAR", help="The year applied for, or the first of several."
        ),
    ] = None,
    to: Annotated[int | None, typer.Option(min=1990, max=2099, metavar="YEAR", help="The last year.")] = None,
    title: Annotated[str, typer.Option(metavar="TEXT", help="What the application is called.")] = "",
    key: Annotated[
        str,
        typer.Option("--id", metavar="ID", help="Its short name in commands; else the fund and the year."),
    ] = "",
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day that it was begun; else today.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="The folder to make; else one beside the database."
        ),
    ] = None,
    funds: FundsFolder = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the file; keep nothing.")] = False,
) -> None:
    """Begin an application: a folder with the file to write, filled in with what is known."""
    from kfond.db.log import write_entry
    from kfond.funding.actions import Case, begin, fingerprint_of, free_key
    from kfond.funding.known_funds import fund_of
    from kfond.funding.life import State, Step
    from kfond.funding.prefill import known_for
    from kfond.reports.funding.beginning import begun

    desk = Desk.of(ctx)
    meant = fund_of(fund, folder_of_funds(desk, funds))
    day = day_of(on, "--on") if on else desk.today
    if day > desk.today:
        raise usage_refusal(
            say("The application was begun {day}, which has not come yet.", day=day),
            say("Write a day up to {today} with --on.", today=desk.today),
        )
    first, last = _years(meant, year, to, day.year)
    with desk.writing(keep=not dry_run) as session:
        key = key or free_key(session, f"{meant.key}-{first}")
        folder = (output or desk.path.parent / FOLDER / key).absolute()
        if (folder / FILE).exists():
            raise usage_refusal(
                say("There is an application in {folder} already.", folder=folder),
                say("Name another folder with -o."),
            )
        known = known_for(session, first, last, day)
        text = begun(meant, known, title)
        summary = say("Began the application {key} to {fund}.", key=key, fund=meant.title)
        entry = write_entry(session, desk.now, f"application new {fund}", summary, desk.language)
        step = Step(State.DRAFT, day, "", "", False, fingerprint_of(text), text)
        begin(session, Case(0, key, title, str(folder), meant, (step,)), entry)
        left = len(_findings(session, _read(text, FILE, meant), meant))
        if not dry_run:
            make_folder(folder)
    if dry_run:
        desk.out(text)
        desk.say(say("Nothing was changed (--dry-run)."))
        return
    write_whole(folder / FILE, text)
    desk.say(summary)
    desk.say(say("Write it in {path}.", path=folder / FILE))
    if known.too_old:
        desk.say(known.too_old)
        desk.say(
            say(
                "How many employees there are, and what courses cost without an adopted plan, is not filled in."
            )
        )
    desk.say(
        say_count(
            "{count} thing is still to be written; {command} names it.",
            "{count} things are still to be written; {command} names them.",
            left,
            command=f"kfond application check {key}",
        )
    )


def check(
    ctx: typer.Context,
    application: Annotated[
        str, typer.Argument(metavar="ID", help="The application, or the path of its file.")
    ],
    funds: FundsFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Every finding, for scripts.")] = False,
) -> None:
    """Tell everything that an application still lacks, or that does not add up in it."""
    desk = Desk.of(ctx)
    where = folder_of_funds(desk, funds)
    with desk.reading() as session:
        checked = findings_of(session, application, where, desk.today)
    if as_json:
        desk.out_json(
            [
                {
                    "place": str(each.place),
                    "what": desk.words(each.what),
                    "remedy": desk.words(each.remedy),
                    "stops": each in checked.problems,
                }
                for each in (*checked.problems, *checked.notices)
            ]
        )
    else:
        for each in checked.problems:
            desk.out(each.in_words(desk.language))
        for each in checked.notices:
            desk.out(desk.words(say("To look at: {what}", what=each.in_words(desk.language))))
    if checked.problems:
        raise typer.Exit(int(ExitCode.FOUND))
    desk.say(say("Nothing is missing in {name}.", name=checked.name))


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong in the application called `name`, and what is only to be looked at before it is sent."""

    name: str
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]


def findings_of(session: Session, application: str, funds: Path | None, today: date) -> Checked:
    """What an application lacks: by its key, or by the path of its file."""
    from kfond.funding.actions import case_of
    from kfond.funding.application_file import fund_named_in
    from kfond.funding.contacts import contacts_in
    from kfond.funding.known_funds import fund_of
    from kfond.funding.measuring import contradictions

    path = Path(application)
    if path.suffix or path.is_file():
        text = text_of(path)
        fund = fund_of(fund_named_in(text, str(path)), funds)
        found = _findings(session, _read(text, str(path), fund), fund)
        return Checked(str(path), found, contacts_in(text, str(path)))
    case = case_of(session, application)
    written = application_of(case)
    found = _findings(session, written, case.fund)
    reported = _in_follow_up(case)
    told = contradictions(session, written, case.id, today)
    notices = (*contacts_in(written.text, written.file), *reported.notices, *_of_targets(written, told))
    return Checked(case.key, (*found, *reported.problems), notices)


def _of_targets(application: Application, told: Iterable[tuple[Target, Outcome]]) -> Iterator[Problem]:
    """Targets of which somebody has stated something else than kfond measures."""
    from kfond.funding.judging import told_both
    from kfond.funding.toml_tables import at_line

    for target, outcome in told:
        line = application.lines[f"targets.{application.targets.index(target)}"].number
        yield at_line(
            application.file,
            line,
            told_both(target, outcome),
            say("Both stand in the report; {command} states it anew.", command="kfond application outcome"),
        )


def _in_follow_up(case: Case) -> Checked:
    """What the texts of the follow-up tell of persons, where they are begun."""
    from kfond.funding.contacts import contacts_in, identity_numbers_in

    path = Path(case.folder) / FOLLOW_UP
    if not path.exists():
        return Checked(case.key, (), ())
    text = text_of(path)
    return Checked(case.key, identity_numbers_in(text, str(path)), contacts_in(text, str(path)))


def application_in_force(case: Case) -> Application:
    """What was sent or signed; of a draft, what its file says now. Raises Refusal (exit 3)."""
    from kfond.funding.life import State

    if is_draft(case) and file_of(case).exists():
        return application_of(case)
    return case.application(State.COMPLETED, State.SUBMITTED)


def is_draft(case: Case) -> bool:
    """Whether nobody has signed it yet."""
    from kfond.funding.life import State

    return case.state in (State.IDEA, State.DRAFT, State.REVIEWED)


def file_of(case: Case) -> Path:
    """Where the application is written."""
    return Path(case.folder) / FILE


def application_of(case: Case) -> Application:
    """The application as its file in the folder says it now. Raises Refusal (exit 3) with all that is wrong in it."""
    path = file_of(case)
    return _read(text_of(path), str(path), case.fund)


def text_of(path: Path) -> str:
    """The text of a file. Raises Refusal (exit 3) where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise data_refusal(
            say("The file is not text in {encoding}.", encoding="UTF-8"),
            say("Save it as plain text in {encoding}.", encoding="UTF-8"),
            Place(str(path)),
        ) from fault
    except OSError as fault:
        raise data_refusal(
            say("The file cannot be read: {reason}.", reason=reason_of(fault)),
            say("Name the application, or the file that it is written in."),
            Place(str(path)),
        ) from fault


def _read(text: str, file: str, fund: Fund) -> Application:
    from kfond.funding.application_file import read_application

    return read_application(text, file, fund)


def _findings(session: Session, application: Application, fund: Fund) -> tuple[Problem, ...]:
    from kfond.funding.checking import check as checked
    from kfond.funding.measures import MEASURES
    from kfond.registry.actions import municipalities

    codes = {member.code for member in municipalities(session, "")}
    return checked(application, fund, codes, MEASURES)


def _years(fund: Fund, year: int | None, to: int | None, now: int) -> tuple[int, int]:
    """The years applied for: as said, else next year, or the nearest one that the fund is for. Raises Refusal (exit
    2) for years that it is not for, and for a last one before the first."""
    from kfond.funding.checking.words import years_of

    allowed = years_of(fund)
    first = year or min(max(now + 1, allowed[0]), allowed[-1])
    last = to or first
    problems = [
        Problem(
            None,
            say("{year} is no year of {fund}.", year=str(each), fund=fund.key),
            say("Write a year from {first} to {last}.", first=str(allowed[0]), last=str(allowed[-1])),
        )
        for each in dict.fromkeys((first, last))
        if each not in allowed
    ]
    if last < first:
        problems.append(
            Problem(
                None,
                say("The years end before they begin: {first} to {last}.", first=first, last=last),
                say("Write --to with a later year, or leave it out."),
            )
        )
    if problems:
        raise Refusal(ExitCode.USAGE, *problems)
    return first, last
