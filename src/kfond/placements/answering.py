"""Whether the rows that are kept answer what was asked for, municipality by municipality."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from kfond.collecting.questions import Question
from kfond.lists.kinds import ROWS_OF_CARE
from kfond.placements.keeping import rows_that_tell
from kfond.placements.tallies import Span


def rows_that_answer(session: Session, question: Question) -> Mapping[str, int]:
    """Of a question for rows about single placements, how many are kept that answer it, by municipality."""
    if question.kind not in ROWS_OF_CARE:
        return {}
    return rows_that_tell(session, question.kind, Span(*question.span))
