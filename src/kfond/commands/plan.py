"""kfond plan: the proposal for some years, why it is as it is, what would be if, and its adoption."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kfond.commands.desk import Desk, day_of
from kfond.commands.papers import DOCUMENT_FORMATS, deliver, formats_of, written
from kfond.commands.plan_versions import Wish, adopted, outlines, tell, write_again
from kfond.errors import data_refusal, usage_refusal
from kfond.messages import say

if TYPE_CHECKING:
    from sqlmodel import Session

    from kfond.plan.demands import Written
    from kfond.plan.proposal import Plan
    from kfond.plan.story import Story
    from kfond.reports.documents.document import Document, Front

MOST_YEARS = 6
Answers = Sequence[tuple[str, date]]
"""What was asked for, and the last day to answer."""
FORMATS = (*DOCUMENT_FORMATS, ".json", ".csv", ".ics")
STORY_FORMATS = (*DOCUMENT_FORMATS, ".json")
PLAN_HELP = (
    "Write it to a file: .md, .html, .docx, .pdf, .xlsx, .ics, .json or .csv; to a folder: as all of them."
)
ASK, DECIDE, KEEP, WRITE = (
    "Ask why and what if",
    "Decide beforehand",
    "Adopt, compare and look back",
    "Write it",
)
EXAMPLES = """Examples:

kfond plan --year 2018 --to 2019 -o plan.pdf

Why does Dals-Ed get no seat? kfond plan --year 2018 --explain Familjeterapi --municipality Dals-Ed

What if turnover is 30 %? kfond plan --year 2018 --what-if turnover=0.3

No trauma this year: kfond plan --year 2018 --skip trauma --why "the trainer is on leave"
"""


def plan(
    ctx: typer.Context,
    year: Annotated[
        int, typer.Option(min=1990, max=2099, metavar="YEAR", help="The year, or the first of several.")
    ],
    to: Annotated[int | None, typer.Option(min=1990, max=2099, metavar="YEAR", help="The last year.")] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Plan from what was known on this day.")
    ] = None,
    area: Annotated[
        list[str] | None,
        typer.Option(metavar="AREA", help="Only this area of the catalogue; may be repeated."),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="COURSE",
            help="Tell all about one course instead: why it runs or not, and who gets its seats.",
            rich_help_panel=ASK,
        ),
    ] = None,
    municipality: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="With --explain: why this municipality gets the seats that it gets, or none.",
            rich_help_panel=ASK,
        ),
    ] = None,
    pin: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COURSE=TERM[:GROUPS]",
            help="Decide that a course starts then, as in LVU=VT2018:2; may be repeated.",
            rich_help_panel=DECIDE,
        ),
    ] = None,
    skip: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COURSE",
            help="Decide that a course is not run in these years; may be repeated.",
            rich_help_panel=DECIDE,
        ),
    ] = None,
    free: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COURSE",
            help="Undo what was pinned or skipped for it when the plan was adopted; may be repeated.",
            rich_help_panel=DECIDE,
        ),
    ] = None,
    why: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT",
            help="The reason for every --pin and --skip, or one for each; the plan shows it.",
            rich_help_panel=DECIDE,
        ),
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if",
            metavar="NAME=VALUE",
            help="Show the plan beside what it would be if: turnover=0.3 (30 % leave in a year), budget=500000 "
            "(kronor in a year), or a setting that is a number; may be repeated.",
            rich_help_panel=ASK,
        ),
    ] = None,
    adopt: Annotated[
        bool,
        typer.Option(
            "--adopt",
            help="Adopt the plan: it is kept as it is, whatever is imported later.",
            rich_help_panel=KEEP,
        ),
    ] = False,
    by: Annotated[
        str | None, typer.Option(metavar="WHO", help="With --adopt: who adopts it.", rich_help_panel=KEEP)
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="With --adopt: the day of the decision; else today.", rich_help_panel=KEEP
        ),
    ] = None,
    case_number: Annotated[
        str,
        typer.Option(
            "--case-number",
            metavar="NUMBER",
            help="Its number in the register of cases.",
            rich_help_panel=KEEP,
        ),
    ] = "",
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="With --adopt: say what would be adopted; keep nothing.", rich_help_panel=KEEP
        ),
    ] = False,
    version: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER", help="Write that adopted version again, as it was.", rich_help_panel=KEEP
        ),
    ] = None,
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="V1 V2",
            help="What differs between two adopted versions; “now” is the proposal of today.",
            rich_help_panel=KEEP,
        ),
    ] = None,
    settle: Annotated[
        bool,
        typer.Option(
            "--settle",
            help="What is to be paid of the adopted plan when seats have been given back.",
            rich_help_panel=KEEP,
        ),
    ] = False,
    backtest: Annotated[
        bool,
        typer.Option(
            "--backtest",
            help="Plan earlier years from what was known then, and score it by what came.",
            rich_help_panel=KEEP,
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help=PLAN_HELP, rich_help_panel=WRITE),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A folder whose templates win over ours.", rich_help_panel=WRITE),
    ] = None,
    style: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A Word file whose looks a .docx takes over.", rich_help_panel=WRITE
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="The plan for scripts.", rich_help_panel=WRITE)
    ] = False,
) -> None:
    """Propose the courses of a year: what runs when, for whom, at what cost, and why."""
    from kfond.plan.demands import Written
    from kfond.reports.render import own_templates

    wish = Wish(adopt, by, on, case_number, dry_run).checked()
    _refuse_together(
        {
            "--explain": explain,
            "--what-if": what_if,
            "--adopt": adopt,
            "--version": version,
            "--compare": compare,
            "--settle": settle,
            "--backtest": backtest,
        }
    )
    if municipality and explain is None:
        raise usage_refusal(
            say("--municipality tells of one course."),
            say("Write --explain with the name of the course too."),
        )
    tells = bool(explain is not None or what_if or compare or settle or backtest)
    paper = _Paper(
        formats_of(output, as_json, STORY_FORMATS if tells else FORMATS, style), output, style, templates
    )
    ctx.with_resource(own_templates(templates))
    task = _Task(
        Desk.of(ctx),
        *_years(year, to),
        day_of(as_of, "--as-of") if as_of else None,
        tuple(area or ()),
        Written(
            tuple(pin or ()), tuple(skip or ()), tuple(why or ()), tuple(what_if or ()), tuple(free or ())
        ),
        paper,
    )
    if explain is not None:
        task.explain(explain, municipality or "")
    elif what_if:
        task.suppose()
    elif compare:
        task.compare(compare)
    elif settle:
        task.settle()
    elif backtest:
        task.look_back()
    elif version is not None:
        task.again(version)
    elif adopt:
        task.adopt(wish)
    else:
        task.propose(case_number)


@dataclass(frozen=True, slots=True)
class _Paper:
    """Where the answer goes, and in which formats."""

    forms: tuple[str, ...]
    output: Path | None
    style: Path | None
    templates: Path | None


@dataclass(frozen=True, slots=True)
class _Task:
    """A plan that is asked for: years, day, areas and demands, and what is to be done with it."""

    desk: Desk
    first_year: int
    last_year: int
    as_of: date | None
    areas: tuple[str, ...]
    written: Written
    paper: _Paper

    def propose(self, case_number: str) -> None:
        """Writes the proposal."""
        from kfond.catalogue.lines import slug_of

        with self.desk.reading() as session:
            plan, front = self._plan(session), self._front(session, case_number)
            document = cache(lambda: self._document(session, plan, front))  # a script's data needs none
            answers = _last_days(session)
            contents = {
                form: written(document(), form, self.paper.style)
                if form in DOCUMENT_FORMATS
                else self._in(form, plan, front, answers)
                for form in self.paper.forms
            }
        deliver(self.desk, contents, self.paper.output, slug_of(front.title))

    def adopt(self, wish: Wish) -> None:
        """Keeps the plan as the version that holds, and writes it where a file is named."""
        with self.desk.writing(keep=not wish.dry_run) as session:
            plan, front = self._plan(session), self._front(session, wish.case_number)
            new, before = adopted(
                session,
                self.desk,
                self._series(),
                front,
                wish.adoption(self.desk.today),
                lambda titled: self._document(session, plan, titled),
                self._data(plan, "adopted"),
            )
        tell(self.desk, new, before, wish.dry_run)
        if self.paper.output is not None:
            write_again(self.desk, new, self.paper.forms, self.paper.style, self.paper.output)

    def again(self, number: int) -> None:
        """Writes an adopted version as it was."""
        from kfond.reports.publishing.actions import version

        with self.desk.reading() as session:
            kept = version(session, self._series(), number)
        write_again(self.desk, kept, self.paper.forms, self.paper.style, self.paper.output)

    def explain(self, course: str, municipality: str) -> None:
        """Tells all about one course."""
        from kfond.plan.actions import explanation

        with self.desk.reading() as session:
            story = explanation(session, self._plan(session), course, municipality)
            self._tell(story, self._front(session, ""))

    def suppose(self) -> None:
        """Tells what would be if, beside what is."""
        from kfond.plan.actions import supposed
        from kfond.plan.comparing import compared
        from kfond.plan.demands import in_words
        from kfond.plan.outlines import outline_of

        with self.desk.reading() as session:
            plan = self._plan(session)
            other = supposed(plan, self.written)
            base = outline_of(self._data(plan), say("the proposal now"))
            suppositions = tuple(in_words(each) for each in other.basis.asked.what_ifs)
            variant = outline_of(self._data(other), say("in that case"))
            title = say("What if {suppositions}?", suppositions=suppositions)
            self._tell(compared(base, variant, title), self._front(session, ""))

    def compare(self, versions: tuple[str, str]) -> None:
        """Tells what differs between two versions."""
        from kfond.plan.comparing import compared

        with self.desk.reading() as session:
            base, other = outlines(session, self._series(), versions, lambda: self._data(self._plan(session)))
            title = say("{base} and {other} compared", base=base.name, other=other.name)
            self._tell(compared(base, other, title), self._front(session, ""))

    def settle(self) -> None:
        """Tells what is to be paid of the adopted plan when seats have been given back."""
        from kfond.plan.actions import given_back
        from kfond.plan.settlement import settlement
        from kfond.plan.settlement_story import settled_story
        from kfond.reports.publishing.actions import latest

        with self.desk.reading() as session:
            kept = latest(session, self._series())
            if kept is None:
                raise data_refusal(
                    say("No plan of these years is adopted, and only an adopted one can be settled."),
                    say("Adopt it first: kfond plan --adopt --by “direktionen”."),
                )
            found = settlement(json.loads(kept.data), kept.version, given_back(session))
            self._tell(settled_story(found), self._front(session, ""))

    def look_back(self) -> None:
        """Tells how well earlier plans would have foreseen what came."""
        from kfond.plan.actions import looked_back

        with self.desk.reading() as session:
            story = looked_back(session, self.first_year, self.last_year)
            self._tell(story, self._front(session, ""))

    def _plan(self, session: Session) -> Plan:
        from kfond.plan.actions import proposal

        return proposal(
            session,
            self.first_year,
            self.last_year,
            self.desk.today,
            as_of=self.as_of,
            areas=self.areas,
            written=self.written,
        )

    def _series(self) -> Any:
        from kfond.plan.outlines import KEY
        from kfond.reports.publishing.actions import Series

        return Series(KEY, self.first_year, self.last_year)

    def _front(self, session: Session, case_number: str) -> Front:
        from kfond.reports.actions import front_of
        from kfond.reports.plan.as_document import PROPOSED, plan_title

        title = plan_title(self.first_year, self.last_year)
        return front_of(session, title, PROPOSED, self.desk.today, case_number.strip())

    def _document(self, session: Session, plan: Plan, front: Front) -> Document:
        from kfond.reports.plan.as_document import as_document

        return as_document(plan, front, answers=_last_days(session))

    def _data(self, plan: Plan, status: str = "proposal") -> dict[str, Any]:
        from kfond.reports.plan.as_json import as_json

        return as_json(plan, self.desk.language, status)

    def _in(self, form: str, plan: Plan, front: Front, answers: Answers) -> str | bytes:
        if form == ".json":
            return json.dumps(self._data(plan), ensure_ascii=False, indent=1) + "\n"
        if form == ".csv":
            from kfond.reports.plan.as_csv import as_csv

            return as_csv(plan)
        return self._calendar(plan, front.title, answers)

    def _calendar(self, plan: Plan, title: str, answers: Answers) -> bytes:
        """The plan's days as a calendar file; what has no day is told."""
        from kfond.reports.plan.calendar import calendar_of
        from kfond.reports.writers.ics import as_ics

        found = calendar_of(plan, answers)
        for reason in found.without_day:
            self.desk.insist(reason)
        return as_ics(found.events, title, self.desk.today)

    def _tell(self, story: Story, front: Front) -> None:
        from kfond.catalogue.lines import slug_of
        from kfond.reports.plan.as_story import story_document, story_json

        language = self.desk.language
        document = story_document(story, front, language)
        contents = {
            form: json.dumps(story_json(story, language), ensure_ascii=False, indent=1) + "\n"
            if form == ".json"
            else written(document, form, self.paper.style)
            for form in self.paper.forms
        }
        deliver(self.desk, contents, self.paper.output, slug_of(document.front.title))


def _last_days(session: Session) -> Answers:
    """What the municipalities were asked for, and the last days to answer that have been set."""
    from kfond.collecting.actions import last_days
    from kfond.reports.letters import subject_of

    return [(subject_of(put.kind), put.deadline) for put in last_days(session) if put.deadline]


def _years(first: int, to: int | None) -> tuple[int, int]:
    """First and last year. Raises Refusal (exit 2) where they cannot be planned."""
    last = to or first
    if last < first:
        raise usage_refusal(
            say("The last year comes before the first."), say("Write --to with a later year.")
        )
    if last - first >= MOST_YEARS:
        raise usage_refusal(
            say("A plan covers {most} years at most.", most=MOST_YEARS), say("Plan fewer years at a time.")
        )
    return first, last


def _refuse_together(options: Mapping[str, object]) -> None:
    """Raises Refusal (exit 2) where more than one of what can be done with a plan is asked for."""
    asked: Sequence[str] = tuple(
        name for name, value in options.items() if value is not None and value is not False and value != []
    )
    if len(asked) > 1:
        raise usage_refusal(
            say("{options} are answered one at a time.", options=tuple(asked)),
            say("Leave out all but one of them."),
        )
