"""What is done with a plan that is asked for: proposed, adopted, explained, compared, settled, and shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kfond.commands.desk import Desk
from kfond.commands.papers import DOCUMENT_FORMATS, deliver, written
from kfond.commands.plan_versions import Wish, adopted, outlines, tell, tell_rewritten, write_again
from kfond.errors import data_refusal
from kfond.messages import say

if TYPE_CHECKING:
    from sqlmodel import Session

    from kfond.plan.demands import Written
    from kfond.plan.proposal import Plan
    from kfond.plan.story import Story
    from kfond.reports.documents.document import Document, Front

Answers = Sequence[tuple[str, date]]
"""What was asked for, and the last day to answer."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Where the answer goes, and in which formats."""

    forms: tuple[str, ...]
    output: Path | None
    style: Path | None
    templates: Path | None


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A plan that is asked for: years, day, areas and demands, and what is to be done with it."""

    desk: Desk
    first_year: int
    last_year: int
    as_of: date | None
    areas: tuple[str, ...]
    written: Written
    paper: Paper

    def propose(self, case_number: str) -> None:
        """Writes the proposal."""
        from kfond.catalogue.lines import slug_of

        with self.desk.reading() as session:
            plan = self._plan(session)
            # A script's data needs no document.
            document = cache(lambda: self._document(session, plan, self._front(session, case_number)))
            contents = {
                form: written(document(), form, self.paper.style)
                if form in DOCUMENT_FORMATS
                else self._in(form, session, plan)
                for form in self.paper.forms
            }
        deliver(self.desk, contents, self.paper.output, slug_of(self._title()))

    def adopt(self, wish: Wish) -> None:
        """Keeps the plan as the version that holds, and writes it where a file is named."""
        with self.desk.writing(keep=not wish.dry_run) as session:
            plan, front = self._plan(session), self._front(session, wish.case_number)
            adoption = wish.adoption(self.desk.today)
            tell_rewritten(self.desk, plan, adoption.on, is_day_named=self.as_of is not None)
            new, before = adopted(
                session,
                self.desk,
                self._series(),
                front,
                adoption,
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
        from kfond.plan.demands import BUDGET, all_in_words
        from kfond.plan.leavers import leavers_beside
        from kfond.plan.needs_beside import needs_beside
        from kfond.plan.outlines import outline_of
        from kfond.plan.unpriced import told_of_budget

        with self.desk.reading() as session:
            plan = self._plan(session)
            other = supposed(plan, self.written)
            base = outline_of(self._data(plan), say("the proposal now"))
            suppositions = all_in_words(other.basis.asked.what_ifs)
            variant = outline_of(self._data(other), say("in that case"))
            title = say("What if {suppositions}?", suppositions=suppositions)
            names = (base.name, variant.name)
            assumed = (*leavers_beside(plan, other, names), *needs_beside(plan, other, names))
            story = compared(base, variant, title, assumed)
            if any(each.name == BUDGET for each in other.basis.asked.what_ifs):
                story = told_of_budget(story, other)
            self._tell(story, self._front(session, ""))

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
        from kfond.plan.begun import begun_note

        plan = proposal(
            session,
            self.first_year,
            self.last_year,
            self.desk.today,
            as_of=self.as_of,
            areas=self.areas,
            written=self.written,
        )
        note = begun_note(plan, self.desk.today) if self.as_of is None else None
        if note:
            self.desk.say(note)
        return plan

    def _series(self) -> Any:
        from kfond.plan.outlines import KEY
        from kfond.reports.publishing.actions import Series

        return Series(KEY, self.first_year, self.last_year)

    def _front(self, session: Session, case_number: str) -> Front:
        from kfond.reports.fronts import front_of
        from kfond.reports.plan.title import PROPOSED

        return front_of(session, self._title(), PROPOSED, self.desk.today, case_number.strip())

    def _title(self) -> str:
        from kfond.reports.plan.title import plan_title

        return plan_title(self.first_year, self.last_year)

    def _document(self, session: Session, plan: Plan, front: Front) -> Document:
        from kfond.reports.plan.as_document import as_document

        return as_document(plan, front, answers=_last_days(session))

    def _data(self, plan: Plan, status: str = "proposal") -> dict[str, Any]:
        from kfond.reports.plan.as_json import as_json

        return as_json(plan, self.desk.language, status)

    def _in(self, form: str, session: Session, plan: Plan) -> str | bytes:
        if form == ".json":
            return json.dumps(self._data(plan), ensure_ascii=False, indent=1) + "\n"
        if form == ".csv":
            from kfond.reports.plan.as_csv import as_csv

            return as_csv(plan)
        return self._calendar(session, plan)

    def _calendar(self, session: Session, plan: Plan) -> bytes:
        """The plan's days as a calendar file; what has no day is told."""
        from kfond.reports.plan.calendar import calendar_of
        from kfond.reports.writers.ics import as_ics

        found = calendar_of(plan, _last_days(session))
        for reason in found.without_day:
            self.desk.insist(reason)
        return as_ics(found.events, self._title(), self.desk.today)

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
