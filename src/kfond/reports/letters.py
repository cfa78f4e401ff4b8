"""Letters to municipalities: what is asked, why, by when and how to answer; and a reminder of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from kfond.collecting.questions import OF_A_DAY, USUAL_AREA, Question
from kfond.reports.render import render
from kfond.settings import Settings


def question_letter(
    question: Question, municipality: str, sheet: str, settings: Settings, templates_dir: Path | None = None
) -> str:
    """The letter that goes with the sheet called `sheet`, as Markdown in Swedish."""
    return render("question.md.j2", _context(question, municipality, sheet, settings), templates_dir)


def reminder_letter(
    question: Question, municipality: str, sheet: str, settings: Settings, templates_dir: Path | None = None
) -> str:
    """The letter to a municipality that has not answered."""
    return render("reminder.md.j2", _context(question, municipality, sheet, settings), templates_dir)


def subject_of(kind: str) -> str:
    """What a question of that kind is about, as its letters are headed: Personalläget."""
    return str(wordings()[kind]["subject"])


@cache
def wordings() -> Mapping[str, Any]:
    """The words of each question, as data/collecting has them."""
    file = resources.files("kfond") / "data" / "collecting" / "questions.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _context(question: Question, municipality: str, sheet: str, settings: Settings) -> dict[str, object]:
    words = wordings()[question.kind]
    begins, ends = question.span
    return {
        "municipality": municipality,
        "role": wordings()["role"].get(question.area or USUAL_AREA, wordings()["role"][USUAL_AREA]),
        "subject": words["subject"],
        "what": words["what"],
        "why": words["why"],
        "steps": words["steps"],
        "is_of_a_day": question.kind in OF_A_DAY,
        "first_day": begins,
        "last_day": ends,
        "deadline": question.deadline or "",
        "sheet": sheet,
        "contact_name": settings.contact_name,
        "contact_email": settings.contact_email,
    }
