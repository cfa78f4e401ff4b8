"""What a coordinator asks of the activities: what was done in a time, which points hold, what surveys answered."""

from __future__ import annotations

from sqlmodel import Session

from kfond.activities.counting import reaches_into
from kfond.activities.points import POINTS, Point, holding_in, points_in
from kfond.activities.reading import KIND, activities_in
from kfond.activities.surveys import SURVEYS, Round, rounds_in
from kfond.activities.values import Activity
from kfond.lists.actions import current_rows
from kfond.periods import Span


def activities_of(session: Session, span: Span) -> tuple[Activity, ...]:
    """The activities with a day in the time, as the lists say them now."""
    return tuple(each for each in activities_in(current_rows(session, KIND)) if reaches_into(each.span, span))


def points_of(session: Session, year: int) -> tuple[Point, ...]:
    """The points that hold in a year, each in the version that holds then."""
    return holding_in(points_in(current_rows(session, POINTS)), year)


def rounds_of(session: Session) -> tuple[Round, ...]:
    """Every round of every survey. Its numbers are not protected: whoever shows them asks `hidden_in` first."""
    return rounds_in(current_rows(session, SURVEYS))
