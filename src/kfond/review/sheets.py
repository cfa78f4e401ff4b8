"""A sheet as it was sent, read as an import would read it: what to ask its sender about. Nothing is kept."""

from __future__ import annotations

from sqlmodel import Session

from kfond.db.verdicts import verdicts_of
from kfond.errors import Problem, Refusal
from kfond.importers import Asked
from kfond.importers.actions import doubtful_cells, understood
from kfond.review.marks import marks_of
from kfond.workbook import Workbook
from kfond.workbook.marks import Mark


def questions_about(session: Session, workbook: Workbook, asked: Asked) -> tuple[Mark, ...]:
    """A mark for every problem of a workbook, and for every doubt that no human has answered yet."""
    try:
        _, found, _ = understood(session, workbook, asked)
    except Refusal as refusal:
        return marks_of((*workbook.problems, *refusal.problems), (), {})
    verdicts = verdicts_of(session)
    cells = list(doubtful_cells(found))
    answered = {source.place for subject, _, source in cells if subject in verdicts}
    doubts: list[Problem] = [
        doubt for _, _, read in found for doubt in read.doubts if doubt.place not in answered
    ]
    problems = [*workbook.problems, *(problem for _, _, read in found for problem in read.problems)]
    return marks_of(problems, doubts, {source.place: reading for _, reading, source in cells})
