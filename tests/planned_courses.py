"""Made-up courses of a plan, for the tests of windows and menus."""

from __future__ import annotations

from kfond.catalogue.frequency import read_frequency
from kfond.catalogue.lines import Band, CatalogueLine, CourseIdentity, Line, Met
from kfond.periods import Term
from kfond.plan.courses import PlannedCourse, courses_of
from kfond.provenance import Place, Source

CELL = Source(Place("kurskatalog.xlsx", "Plan", "B7"), "LVU")


def course(*phrases: str, last_start: str = "", entered: str = "HT2017") -> PlannedCourse:
    """A course that stands on one line for each phrase."""
    last = Term.parse(last_start) if last_start else None
    lines = [
        Line(
            number,
            CourseIdentity("lvu", "LVU"),
            CatalogueLine(
                "BoU", Band.NEW, Met.JOINT, "", "LVU", phrase, last, None, None, None, "", (), CELL, CELL
            ),
            read_frequency(phrase),
            Term.parse(entered),
        )
        for number, phrase in enumerate(phrases)
    ]
    [found] = courses_of(lines, Term(2018, 1))
    return found
