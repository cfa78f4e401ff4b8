"""Letters to municipalities: what is asked, why, by when and how to answer; and a reminder of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from kfond.collecting.questions import OF_A_DAY, OF_THE_ORGANISATION, USUAL_AREA, Question
from kfond.lists.kinds import ROWS_OF_CARE, list_kind
from kfond.reports.documents.document import Document, Front
from kfond.reports.documents.front import front_line
from kfond.reports.render import render


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose letters they are, under which case number, and who signs them; an empty text is left out."""

    organisation: str
    case_number: str
    name: str
    email: str


def question_letter(
    question: Question, municipality: str, sheet: str, sender: Sender, templates_dir: Path | None = None
) -> Document:
    """The letter that goes with the sheet called `sheet`, in Swedish.

    Its day is the one that the question was put: written again it is the same file.
    """
    title = f"{subject_of(question.kind)}: {municipality}"
    return _letter("question.md.j2", (title, question.put_on), question, sheet, sender, templates_dir)


def reminder_letter(
    question: Question,
    municipality: str,
    sheet: str,
    sender: Sender,
    day: date,
    templates_dir: Path | None = None,
) -> Document:
    """The letter to a municipality that has not answered, written on `day`."""
    title = f"Påminnelse: {subject_of(question.kind)}, {municipality}"
    return _letter("reminder.md.j2", (title, day), question, sheet, sender, templates_dir)


def _letter(
    template: str,
    head: tuple[str, date],
    question: Question,
    sheet: str,
    sender: Sender,
    templates_dir: Path | None,
) -> Document:
    """The letter under its title and day."""
    title, day = head
    front = Front(title=title, organisation=sender.organisation, case_number=sender.case_number, day=day)
    return Document(front, render(template, _context(front, question, sheet, sender), templates_dir))


def subject_of(kind: str) -> str:
    """What a question of that kind is about, as its letters are headed: Personalläget."""
    return str(wordings()[kind]["subject"])


@cache
def wordings() -> Mapping[str, Any]:
    """The words of each question, as data/collecting has them."""
    file = resources.files("kfond") / "data" / "collecting" / "questions.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _context(front: Front, question: Question, sheet: str, sender: Sender) -> dict[str, object]:
    words, roles = wordings()[question.kind], wordings()["role"]
    begins, ends = question.span
    return {
        "title": front.title,
        "front": front_line(front),
        "role": words.get("role") or roles.get(question.area or USUAL_AREA, roles[USUAL_AREA]),
        "subject": words["subject"],
        "what": words["what"],
        "why": words["why"],
        "steps": words["steps"],
        "is_of_a_day": question.kind in OF_A_DAY,
        "is_of_the_organisation": question.kind in OF_THE_ORGANISATION,
        "caution": list_kind(question.kind).caution if question.kind in ROWS_OF_CARE else "",
        "first_day": begins,
        "last_day": ends,
        "deadline": question.deadline or "",
        "sheet": sheet,
        "contact_name": sender.name,
        "contact_email": sender.email,
    }
